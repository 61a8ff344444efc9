"""Repairs of words and texts: signs that stand for others, and the layout of Markdown.

In: a flaw. Out: an edit, or None.
"""

from __future__ import annotations

import re

from xieshou.content import slips, typography
from xieshou.content.flaws import Edit, Flaw
from xieshou.content.kinds import KINDS

_CODE = re.compile(r"(`+)[^`\n]+\1")
_HEADING = re.compile(r"([ \u3000]*)([#＃]+)[ \u3000]*")
_TIGHT = re.compile(r"(\s*#{2,6})([^\s#\d].*)")
_WIDE_ROW = re.compile(r"[ \u3000]*｜.*[｜|][ \u3000]*$")
_ROW = re.compile(r"[ ]*\|.*\|[ ]*$")
_BULLETS = frozenset("•●■◆▪►➢‣∙")
"""Signs that begin items and nothing else: a dash may begin what somebody says."""
_GLYPH = re.compile("[ \t]*[\uf06c\uf06e\uf075\uf076\uf09f\uf0a7\uf0b7\uf0d8\uf0e0\uf0fc][ \t\u3000]*")
"""The bullets of the fonts of word processors."""
_PICTURE = re.compile(r"\s*!\[[^\]]*\]\([^()\s]+\)\s*")
_TARGET = rf"(?:{'|'.join(KINDS)}):[a-z0-9][a-z0-9-]*(?:#[^\s()（）]+)?"
_WEB = r"https?://[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]+"
_LINK = re.compile(
    rf"[\[［]([^\[\]［］\n]{{1,200}})[\]］][ ]?[（(]\s*({_TARGET}|{_WEB})\s*[)）]"
    rf"|[【「]([^【】「」\[\]\n]{{1,200}})[】」][ ]?[（(]\s*({_TARGET})\s*[)）]"
    rf"|[\[［]([^\[\]［］()（）\n]{{1,200}})[（(]({_TARGET})[)）]"
)
"""A link in brackets of Chinese typing, or without its closing one. Words in 【】 before an address may be prose."""


def slip(flaw: Flaw) -> Edit | None:
    """Signs that stand for others: all of their sort from there on in the line."""
    code, column = flaw.problem.code, flaw.column
    name = code == "space-in-name"
    if name:
        found = re.search(r"\s+", flaw.line[column:])
        return flaw.put(found[0], flaw.details["meant"]) if found and not found.start() else None
    words = _CODE.sub(lambda one: " " * len(one[0]), flaw.line) if flaw.in_text else flaw.line
    language = flaw.details.get("language") or flaw.details.get("written_in", "")
    found_all = (
        *slips.slips(words, language),
        *(
            one
            for one in typography.slips(words, language)
            if flaw.in_text and flaw.line.startswith(one.text, one.offset)
        ),
    )
    listed = [one for one in found_all if one.code == code and one.offset >= column]
    if not listed or listed[0].offset != column:
        return None
    line = flaw.line
    for one in reversed(listed):
        line = line[: one.offset] + one.meant + line[one.offset + len(one.text) :]
    return flaw.with_line(line)


def wide_heading(flaw: Flaw) -> Edit | None:
    """``＃＃　题`` as ``## 题``; what may be a topic (``＃题＃``) is left."""
    found = _HEADING.match(flaw.line)
    rest = flaw.line[found.end() :] if found else ""
    if not found or not rest or "#" in rest or "＃" in rest:
        return None
    return flaw.with_line(f"{'#' * len(found[2])} {rest}")


def tight_heading(flaw: Flaw) -> Edit | None:
    """A space behind the number signs. One alone may begin a topic."""
    found = _TIGHT.fullmatch(flaw.line)
    return flaw.with_line(f"{found[1]} {found[2]}") if found else None


def wide_table(flaw: Flaw) -> Edit | None:
    """Bars of a table in half width, down to its last row."""
    edit: Edit = {}
    for number in range(flaw.at, len(flaw.lines)):
        if not _WIDE_ROW.match(flaw.lines[number]) and not _ROW.match(flaw.lines[number]):
            break
        edit[number] = (flaw.lines[number].replace("｜", "|").strip("\u3000"),)
    return edit or None


def wide_picture(flaw: Flaw) -> Edit | None:
    """``！[…]`` as ``![…]``."""
    return flaw.put("！[", "![")


def bullets(flaw: Flaw) -> Edit | None:
    """Items that begin with a bullet, each as an item of Markdown, with an empty line before the first."""
    sign = flaw.details.get("sign", "")
    if sign not in _BULLETS and sign != "-":
        return None
    apart = r"(?=[^\s\d-])" if sign == "-" else r"[ \t\u3000]*(?=\S)"
    edit: Edit = {}
    for number in range(flaw.at, len(flaw.lines)):
        found = re.fullmatch(rf"([ ]{{0,3}}){re.escape(sign)}{apart}(.*)", flaw.lines[number])
        if not found:
            break
        edit[number] = (f"{found[1]}- {found[2]}",)
    return _apart(edit, flaw)


def glyphs(flaw: Flaw) -> Edit | None:
    """The same of bullets that only one font has."""
    if not flaw.in_text:
        return None
    edit: Edit = {}
    for number in range(flaw.at, len(flaw.lines)):
        found = _GLYPH.match(flaw.lines[number])
        if not found or not flaw.lines[number][found.end() :].strip():
            break
        edit[number] = (f"- {flaw.lines[number][found.end() :]}",)
    return _apart(edit, flaw)


def picture_apart(flaw: Flaw) -> Edit | None:
    """Empty lines round a picture that has its line for itself."""
    if not _PICTURE.fullmatch(flaw.line):
        return None
    before = flaw.at > 0 and flaw.lines[flaw.at - 1].strip()
    after = flaw.at + 1 < len(flaw.lines) and flaw.lines[flaw.at + 1].strip()
    new = (*([""] if before else []), flaw.line, *([""] if after else []))
    return {flaw.at: new} if len(new) > 1 else None


def empty_line_before(flaw: Flaw) -> Edit | None:
    """An empty line that ends what stands above: a table, under which a line would be one of its rows."""
    return {flaw.at: ("", flaw.line)} if flaw.line.strip() and flaw.at else None


def link(flaw: Flaw) -> Edit | None:
    """``［words］（https://…）`` in plain brackets."""
    for found in _LINK.finditer(flaw.line):
        if found.start() <= flaw.column < found.end():
            words, target = filter(None, found.groups())
            meant = f"[{words}]({target})"
            return flaw.with_line(flaw.line[: found.start()] + meant + flaw.line[found.end() :])
    return None


def wiki(flaw: Flaw) -> Edit | None:
    """``[[name]]`` as a link to the one entry of that name."""
    sign, words, target = (flaw.details.get(key, "") for key in ("sign", "value", "near"))
    return flaw.put(sign, f"[{words}]({target})") if words and target and not sign.startswith("!") else None


def _apart(edit: Edit, flaw: Flaw) -> Edit | None:
    """``edit`` with an empty line before its first, where words stand above."""
    if flaw.at in edit and flaw.at > 0:
        above = flaw.lines[flaw.at - 1]
        if above.strip() and not re.match(r"\s*[-*+] ", above) and flaw.at > flaw.body_line:
            edit[flaw.at] = ("", *edit[flaw.at])
    return edit or None


REPAIRS = {
    **dict.fromkeys(sorted(slips.CODES | typography.CODES), slip),
    "text-heading-wide": wide_heading,
    "text-heading-tight": tight_heading,
    "text-table-wide": wide_table,
    "text-table-note": empty_line_before,
    "text-picture-wide": wide_picture,
    "text-figure-not-alone": picture_apart,
    "text-bullets": bullets,
    "private-character": glyphs,
    "text-link-typed": link,
    "link-form": link,
    "named-wiki": wiki,
}
"""Of each code that a repair of words or texts is sure for, that repair."""
