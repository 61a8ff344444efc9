"""What a text may not be made of: runs and heaps of signs that cost Markdown minutes, or make a page nobody can read.

In: a text as typed. Out: problems. Asked of every text before anything else is done with it, so each question begins
with a quick look whether it is worth asking: the searches themselves cost a tenth of parsing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from xieshou.core.problems import Problem, problem

_DENSE = re.compile(r"[\[\]!*_`<>~({]{2}")
_NESTING = (">", "- ", "* ", "+ ")
_NUMBERS = re.compile(r"\. +\d{1,9}\. ")
"""Two numbers of lists side by side: of a run of 24 signs, half are of the others or two of these meet."""
_RUNS: tuple[tuple[Callable[[str], bool], re.Pattern[str]], ...] = (
    # A run of eighty covers two of every fortieth place, side by side.
    (lambda text: _DENSE.search(text[::40]) is not None, re.compile(r"[\[\]!*_`<>~({]{80}")),
    (
        lambda text: (
            sum(map(text.count, _NESTING)) > 11 or (text.count(". ") > 11 and _NUMBERS.search(text) is not None)
        ),
        re.compile(r"(?:[-*+] |\d{1,9}\. |> ?)(?:[-*+] +|\d{1,9}\. +|> ?){23}"),
    ),
    (lambda text: " " * 80 in text, re.compile(r"^ {80}", re.MULTILINE)),
)
"""Runs that are refused, each with its quick look."""
_COSTLY, MAX_COSTLY = "*_`&\\", 10_000
"""Signs that are looked at one by one, and how many a text may hold."""
_FEW_BARS = 400
MAX_COLUMNS = 60
"""``|`` in one line: a wider table is none that anyone could read."""
_MARKED, MAX_MARKS = ("[", "<", "@", "://"), 1000
"""What begins a link or a tag, and how many of each one paragraph may hold: each is looked for in the paragraph."""


def beyond(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """A problem for each limit that ``text``, which begins on ``first_line`` of ``path``, is beyond."""
    found = next((run for may, expression in _RUNS if may(text) and (run := expression.search(text))), None)
    if found:
        yield problem(path, text.count("\n", 0, found.end()) + first_line, 1, "text-run")
    if len(text) > MAX_COSTLY and sum(map(text.count, _COSTLY)) > MAX_COSTLY:
        yield problem(path, first_line, 1, "text-run")
    if "|" in text and text.count("|") > _FEW_BARS:
        for number, row in enumerate(text.split("\n")):
            if row.count("|") > MAX_COLUMNS:
                yield problem(path, number + first_line, 1, "text-run")
                break
    for mark in _MARKED:
        if mark in text and text.count(mark) > MAX_MARKS:
            line = first_line
            for paragraph in text.split("\n\n"):
                if paragraph.count(mark) > MAX_MARKS:
                    begun = len(paragraph) - len(paragraph.lstrip("\n"))
                    yield problem(path, line + begun, 1, "text-run")
                line += paragraph.count("\n") + 2
