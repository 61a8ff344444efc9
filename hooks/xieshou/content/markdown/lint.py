"""What a text's layout was to be and is not: a table, a list or a heading that would stand there as typed signs.

In: a text as typed. Out: problems. Markdown takes what it does not know for words and says nothing, so a table whose
second row is not a row of dashes is published as bars. Each question is asked only of texts that hold the sign it is
about; code is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from xieshou.core.problems import Problem, problem

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})(.*)")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_RULE = re.compile(r"[ \u3000\u00a0]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
_WIDE_ROW = re.compile(r"[ \u3000]*｜.*[｜|][ \u3000]*$")
_WIDE_HEADING = re.compile(r"[ \u3000]*[#＃]*＃")
_HEADING = re.compile(r"(#{1,6})(?!#)(?:[ \t]+(\S?)|$|(?<=##)([^\W\d_]|[（《“【「]))")
_BULLET = re.compile(r"[ ]{0,3}(?:[•●○■□◆▪►➢·‣∙－–—][ \t\u3000]|[•●■◆▪►➢‣]|-(?=[^\s\d-]))")
_BULLETS = re.compile(r"\n[ ]{0,3}[•●○■□◆▪►➢·‣∙－–—-]")
"""What a second item begins with."""
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:")
_WORD = re.compile(
    r"HYPERLINK\s+\\?[\"“]|(?:错误|Error)[！!]\s*(?:未(?:找到引用源|定义书签)|Reference source not|Bookmark not)"
    r"|\{\s*(?:PAGEREF|REF|TOC|SEQ|EMBED)\b|MERGEFORMAT|\bMsoNormal\b|\bmso-[a-z]"
)
_WORD_SIGNS = ("HYPERLINK", "错误", "Error", "REF ", "MERGEFORMAT", "Mso", "mso-", "EMBED", "SEQ ", "TOC ")
_WIDE_PICTURE = re.compile(r"(\s*)！\[[^\]]*\]\((?:figure:|[^)]*\.(?:jpe?g|png|svg|webp)\))")
_COMMENT, _REMARK = "<!--", re.compile(r"<!--.*?-->", re.DOTALL)
_PAIRED = re.compile(r"<(/?)(div|section|table|ul|ol|blockquote|figure|pre|details)\b[^<>]*>", re.IGNORECASE)


def misshapen(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """A problem for each place where ``text``, which begins on ``first_line`` of ``path``, is not laid out as meant."""
    fenced = "```" in text or "~~~" in text
    lines = text.split("\n")
    if fenced:
        opened = _without_code(lines)
        if opened is not None:
            yield problem(path, first_line + opened, 1, "text-fence-unclosed", sign=text.split("\n")[opened].strip())
        text = "\n".join(lines)
    for look, signs in _LOOKS:
        if any(map(text.__contains__, signs)):
            for number, column, code, sign, warning in look(lines):
                yield problem(path, first_line + number, column, code, sign=sign, warning=warning)


def _without_code(lines: list[str]) -> int | None:
    """Empty the lines of fenced code. The line of a fence that is never closed; what follows it stays."""
    begun, fence = None, ""
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if begun is None:
            if found and "`" not in found[2]:
                begun, fence = number, found[1]
        elif found and found[1].startswith(fence) and not found[2].strip():
            lines[begun : number + 1] = [""] * (number + 1 - begun)
            begun = None
    return begun


LintFinding = tuple[int, int, str, str, bool]
"""Line (from 0) and column (from 1), code, sign, whether it is a warning."""


def _tables(lines: list[str]) -> Iterator[LintFinding]:
    number = 0
    while number < len(lines):
        begun = number
        while number < len(lines) and "|" in lines[number] and not lines[number].startswith(("    ", "\t")):
            number += 1
        rows = lines[begun:number]
        number += 1
        if len(rows) < 2:
            continue
        barred = rows[0].lstrip().startswith("|") and rows[1].lstrip().startswith("|")
        columns = _cells(rows[0])
        if not _RULE.match(rows[1]) or _cells(rows[1]) != columns:
            if barred or _RULE.match(rows[1]):
                yield begun + 1, 1, "text-table-rule", rows[1].strip()[:40], False
            continue
        for row, line in enumerate(rows[2:], begun + 2):
            if _cells(line) != columns:
                # What is too much is not shown at all.
                yield row, 1, "text-table-cells", line.strip()[:40], _cells(line) < columns


def _cells(row: str) -> int:
    bare = _CODE.sub("", row).replace("\\|", "").strip()
    return bare.removeprefix("|").removesuffix("|").count("|") + 1


def _wide_tables(lines: list[str]) -> Iterator[LintFinding]:
    for number, line in enumerate(lines):
        if _WIDE_ROW.match(line) and (not number or not _WIDE_ROW.match(lines[number - 1])):
            yield number, line.index("｜") + 1, "text-table-wide", "｜", False


def _headings(lines: list[str]) -> Iterator[LintFinding]:
    last = 1
    for number, line in enumerate(lines):
        if "#" not in line and "＃" not in line:
            continue
        if wide := _WIDE_HEADING.match(line):
            yield number, len(wide[0]), "text-heading-wide", "＃", False
        if found := _HEADING.match(line):
            level = len(found[1])
            if not found[2] and not found[3]:
                yield number, 1, "text-heading-empty", found[1], False
            elif level > last + 1:
                yield number, 1, "text-heading-skip", found[1], True
            last = level


def _bullets(lines: list[str]) -> Iterator[LintFinding]:
    """Items typed with a sign that makes no list: they run together in one paragraph."""
    if not _BULLETS.search("\n".join(lines)):
        return
    marks = [_BULLET.match(line) if line else None for line in lines]
    for number, (mark, following) in enumerate(pairwise(marks)):
        if mark and following and not (number and marks[number - 1]):
            yield number, len(mark[0].rstrip()), "text-bullets", mark[0].strip(), True


def _notes(lines: list[str]) -> Iterator[LintFinding]:
    seen = set()
    for number, line in enumerate(lines):
        if found := _NOTE.match(line.lstrip()):
            if found[1] in seen:
                yield number, line.index("[") + 1, "text-note-twice", found[1], False
            seen.add(found[1])


def _unused_notes(lines: list[str]) -> Iterator[LintFinding]:
    text = "\n".join(lines)
    for number, line in enumerate(lines):
        found = _NOTE.match(line)
        if found and len(re.findall(rf"\[\^{re.escape(found[1])}\](?!:)", text)) == 0:
            yield number, 1, "text-note-unused", found[1], False


def _pictures(lines: list[str]) -> Iterator[LintFinding]:
    for number, line in enumerate(lines):
        if found := _WIDE_PICTURE.match(line):
            yield number, len(found[1]) + 1, "text-picture-wide", "！", False


def _word_processor(lines: list[str]) -> Iterator[LintFinding]:
    for number, line in enumerate(lines):
        if found := _WORD.search(_CODE.sub(lambda one: " " * len(one[0]), line)):
            yield number, found.start() + 1, "text-word-processor", found[0], False


def _unclosed(lines: list[str]) -> Iterator[LintFinding]:
    """Comments and blocks of HTML that never end: what follows them is not read as Markdown."""
    text = "\n".join(_CODE.sub(lambda one: " " * len(one[0]), line) for line in lines)
    text = _REMARK.sub(lambda one: re.sub(r"[^\n]", " ", one[0]), text)
    begun = text.rfind(_COMMENT)
    if begun >= 0 and "-->" not in text[begun:]:
        yield text.count("\n", 0, begun), begun - text.rfind("\n", 0, begun), "text-comment-unclosed", _COMMENT, False
    opened: list[tuple[str, int]] = []
    for found in _PAIRED.finditer(text):
        name = found[2].lower()
        if not found[1]:
            opened.append((name, found.start()))
        elif name in (one for one, _ in opened):
            while opened.pop()[0] != name:
                pass
    for name, at in opened[:1]:
        yield text.count("\n", 0, at), at - text.rfind("\n", 0, at), "text-html-unclosed", f"<{name}>", False


_LOOKS = (
    (_tables, ("|",)),
    (_wide_tables, ("｜",)),
    (_headings, ("#", "＃")),
    (_bullets, ("\n",)),
    (_notes, ("]:",)),
    (_unused_notes, ("]:",)),
    (_pictures, ("！[",)),
    (_word_processor, _WORD_SIGNS),
    (_unclosed, ("<",)),
)
"""Each question, and the signs of which a text holds one where it is worth asking."""
