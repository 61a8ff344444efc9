"""Characters that came along when a text was copied, and are not what is read: marks without width, radicals of a PDF.

In: a file's text. Out: the text without them, and where they stood. What has no width and means nothing where it stands
goes without a word, and letters that were taken apart are put together (é as macOS has it in names of files): nobody
typed it, and nobody can find it. What was put in the place of another character is put right, and told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from xieshou.core.homoglyphs import LETTER, disguised
from xieshou.core.late import Late
from xieshou.core.problems import Problem, limited, problem
from xieshou.core.radicals import character, form_of
from xieshou.core.scripts import BROKEN, HAN, JOINED, scripts

_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
STRAY = Late(
    # Zero-width and non-breaking spaces of no width, unless their neighbour is of a script that breaks lines by them.
    rf"[\ufeff\u2060]|(?<![{BROKEN}])\u200b"
    # Joiners: Arabic and the scripts of India need both; one of them ties emoji together.
    rf"|(?<![{JOINED}])\u200c|(?<![{JOINED}{_EMOJI}])\u200d|(?<=[{_EMOJI}])\u200d(?![{_EMOJI}])"
    # A soft hyphen within a word; at the end of a line it stands for a letter's break, which an editor must mend.
    r"|(?<=\w)\u00ad(?=\w)"
    # Selectors of a form, behind what has one form only; another behind another.
    rf"|(?<![\u00a9\u00ae\u2000-\u3300\U0001f000-\U0001faff#*0-9{JOINED}])(?:(?<![{HAN}])[\ufe00-\ufe02]|[\ufe03-\ufe0f])"
    rf"|(?<![{HAN}])[\U000e0100-\U000e01ef]"
)
"""What is dropped without a word."""
LEGIT = {"\u200b": BROKEN, "\u200c": JOINED, "\u200d": JOINED + _EMOJI}
"""Characters without width, and behind which others they have a meaning."""
_STACK = Late("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4,}")
"""More marks over and under one letter than any language writes."""
_APART = Late(r"[^\W\d_][\u0300-\u036f\u3099\u309a]+|[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?")
"""A letter with its marks behind it, a syllable in its letters."""
_RADICAL = Late("[\u2e80-\u2fd5]")
_COMPATIBLE = Late("[\uf900-\ufad9\U0002f800-\U0002fa1d]")
_FOREIGN = Late(f"[{LETTER}ɑɡ]")
_LANGUAGE = Late(r"([ ]*)(?:- )*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)[\"']?[ ]*[:：](?=\s|：|$)")
"""A key that may be the code of a language, whose words stand behind it, or below it and further in."""
_ANY = re.compile(
    f"[\u0250-\u02af\u0300-\u036f{LETTER}\u0483-\u0489\u1100-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u2e80-\u2fd5\u3099\u309a\uf900-\ufad9\ufe00-\ufe2f\U0002f800-\U0002fa1d\U000e0100-\U000e01ef]"
)
"""One of these is in a text whose characters all pass for printable ones."""
FEW = 5
"""Lines told of one file for the same fault of this sort: a page out of a PDF is full of them, by one cause."""

Dropped = tuple[tuple[int, int], ...]
"""Line and column, both from 1, of what was dropped, in the order of the file."""


class Replaced(NamedTuple):
    """What stands at ``start`` of a line in the place of what was ``meant``, which is as long; the code says of what
    sort it is.
    """

    start: int
    sign: str
    meant: str
    code: str


def may_hold_any(text: str) -> bool:
    """Whether a text that is all printable has anything to look for."""
    return not text.isascii() and _ANY.search(text) is not None


def without_strays(text: str) -> tuple[str, Dropped]:
    """``text`` without what nobody typed, and where that stood."""
    offsets = [found.start() for found in STRAY().finditer(text)]
    if not offsets:
        return _composed(text)
    kept = STRAY().sub("", text)
    again, more = without_strays(kept)  # what stood behind another of them may be alone now
    places = tuple(_places(text, offsets))
    return again, tuple(sorted((*places, *back(more, places))))


def _composed(text: str) -> tuple[str, Dropped]:
    """``text`` with every letter and its marks as one character where Unicode has it, and where the marks stood."""
    offsets: list[int] = []

    def one(found: re.Match[str]) -> str:
        whole = unicodedata.normalize("NFC", found[0])
        offsets.extend(range(found.start() + len(whole), found.end()))
        return whole

    composed = _APART().sub(one, text)
    return composed, tuple(_places(text, offsets))


def _places(text: str, offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    line, done = 1, 0
    for at in offsets:
        line += text.count("\n", done, at)
        done = at
        yield line, at - text.rfind("\n", 0, at)


def back(places: Iterable[tuple[int, int]], dropped: Dropped) -> Iterator[tuple[int, int]]:
    """The places in the file of places in the text that is without what was ``dropped``."""
    for line, column in places:
        for _, one in sorted(place for place in dropped if place[0] == line):
            if one > column:
                break
            column += 1  # noqa: PLW2901
        yield line, column


def in_file(problems: list[Problem], dropped: Dropped) -> list[Problem]:
    """Problems of the text that is without what was ``dropped``, at their places in the file."""
    if not dropped:
        return problems
    places = back(((one.line, one.column) for one in problems), dropped)
    return [replace(one, line=line, column=column) for one, (line, column) in zip(problems, places, strict=True)]


def put_right(text: str, name: str) -> tuple[str, list[Problem]]:
    """``text``, of the file ``name``, with every character that stands for another as that other, and a warning for
    each line of them; another for each line with letters under heaps of marks.
    """
    found: dict[str, list[Problem]] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if stack := _STACK().search(line):
            found.setdefault("", []).append(problem(name, number, stack.start() + 1, "marks-stacked", warning=True))
    for number, replaced in replacements(lines, name):
        lines[number] = put_in(lines[number], replaced)
        for code in dict.fromkeys(one.code for one in replaced):
            same = [one for one in replaced if one.code == code]
            joint = "" if code != "letter-of-another-script" else ", "
            sign = joint.join(dict.fromkeys(one.sign for one in same))
            meant = joint.join(dict.fromkeys(one.meant for one in same))
            told = problem(name, number + 1, same[0].start + 1, code, warning=True, sign=sign, meant=meant)
            found.setdefault(code, []).append(told)
    return "\n".join(lines), [one for problems in found.values() for one in limited(problems, FEW, "more-lines")]


def replacements(lines: list[str], name: str) -> Iterator[tuple[int, list[Replaced]]]:
    """The lines (from 0) of the file ``name`` in which characters stand for others, and which."""
    languages: list[str] | None = None
    for number, line in enumerate(lines):
        if line.isascii():
            continue
        radical, compatible = _RADICAL().search(line), _COMPATIBLE().search(line)
        foreign = _FOREIGN().search(line)
        if not (radical or compatible or foreign):
            continue
        if languages is None:
            languages = _languages(lines, name)
        language = languages[number]
        replaced: list[Replaced] = []
        if radical:
            form = form_of(language)
            for one in _RADICAL().finditer(line):
                if (meant := character(one[0], form)) != one[0]:
                    replaced.append(Replaced(one.start(), one[0], meant, "radical-for-character"))
        if compatible and form_of(language) != "Jpan":  # there they are forms that names insist on
            for one in _COMPATIBLE().finditer(line):
                if (meant := unicodedata.normalize("NFC", one[0])) != one[0]:
                    replaced.append(Replaced(one.start(), one[0], meant, "compatibility-character"))
        if foreign:
            for start, word, meant in disguised(line, scripts(language)):
                replaced.append(Replaced(start, word, meant, "letter-of-another-script"))
        if replaced:
            yield number, replaced


def put_in(line: str, replaced: Iterable[Replaced]) -> str:
    """``line`` with what was meant."""
    for one in replaced:
        line = line[: one.start] + one.meant + line[one.start + len(one.sign) :]
    return line


def _languages(lines: list[str], name: str) -> list[str]:
    """The language of each line: that of the file by its name, else that of the nearest key above that is one."""
    parts = name.rpartition("/")[2].split(".")
    if parts[-1] == "md":
        return [parts[-2] if len(parts) > 2 else ""] * len(lines)
    found, language, indent = [], "", -1
    for line in lines:
        if key := _LANGUAGE().match(line):
            language, indent = key[2], len(key[1])
        elif line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
            language, indent = "", -1
        found.append(language)
    return found


def cleaned(lines: list[str], name: str) -> list[str]:
    """The lines of the file ``name`` without what nobody typed, and with what was meant."""
    lines = [without_strays(line)[0] for line in lines]
    for number, replaced in list(replacements(lines, name)):
        lines[number] = put_in(lines[number], replaced)
    return lines
