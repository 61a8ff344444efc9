"""Characters that came along when a text was copied, and are not what is read: marks without width, radicals of a PDF.

In: a file's text. Out: the text without them, and where they stood. What has no width and means nothing where it stands
goes without a word: nobody typed it, and nobody can find it. What was put in the place of another character is put
right, and told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from xieshou.core.late import Late
from xieshou.core.problems import Problem, problem
from xieshou.core.radicals import RADICALS
from xieshou.core.scripts import BROKEN, HAN, JOINED

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
_RADICAL = Late("[\u2e80-\u2fd5]")
_ANY = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u2e80-\u2fd5\ufe00-\ufe2f\U000e0100-\U000e01ef]"
)
"""One of these is in a text whose characters all pass for printable ones."""

Dropped = tuple[tuple[int, int], ...]
"""Line and column, both from 1, of what was dropped, in the order of the file."""


def may_hold_any(text: str) -> bool:
    """Whether a text that is all printable has anything to look for."""
    return not text.isascii() and _ANY.search(text) is not None


def without_strays(text: str) -> tuple[str, Dropped]:
    """``text`` without what nobody typed, and where that stood."""
    offsets = [found.start() for found in STRAY().finditer(text)]
    if not offsets:
        return text, ()
    kept = STRAY().sub("", text)
    again, more = without_strays(kept)  # what stood behind another of them may be alone now
    line, done, places = 1, 0, []
    for at in offsets:
        line += text.count("\n", done, at)
        done = at
        places.append((line, at - text.rfind("\n", 0, at)))
    return again, tuple(sorted((*places, *back(more, tuple(places)))))


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
    """``text`` with every radical that stands for a character as that character, and a warning for each line of them;
    another for each line with letters under heaps of marks.
    """
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if stack := _STACK().search(line):
            found.append(problem(name, number, stack.start() + 1, "marks-stacked", warning=True))
        radicals = [one for one in _RADICAL().finditer(line) if meant(one[0]) != one[0]]
        if radicals:
            sign = "".join(dict.fromkeys(one[0] for one in radicals))
            place = radicals[0].start() + 1
            code = "radical-for-character"
            found.append(problem(name, number, place, code, warning=True, sign=sign, meant=meant(sign)))
    return meant(text), found


def meant(text: str) -> str:
    """``text`` with radicals as the characters whose shape they have."""
    return _RADICAL().sub(lambda one: unicodedata.normalize("NFKC", one[0].translate(RADICALS)), text)
