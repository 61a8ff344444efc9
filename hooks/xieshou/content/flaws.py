"""What a repair is given, and what it gives back.

In: a file's lines and a problem that was told of one of them. Out: ``Edit``: by the number of a line (from 0) the lines
that take its place, none, one or several; None where what was meant is not sure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from xieshou.core.problems import Problem

Edit = dict[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem of a file with these ``lines``, the first of whose text (not its facts) is ``body_line`` (from 0)."""

    problem: Problem
    lines: Sequence[str]
    body_line: int = 0

    @property
    def at(self) -> int:
        """The line, from 0."""
        return self.problem.line - 1

    @property
    def column(self) -> int:
        """The column, from 0."""
        return self.problem.column - 1

    @property
    def line(self) -> str:
        """The line that the problem stands on."""
        return self.lines[self.at]

    @property
    def details(self) -> Mapping[str, str]:
        """What the problem's sentence is filled with."""
        return dict(self.problem.details)

    @property
    def in_text(self) -> bool:
        """Whether it stands in a text, not among facts."""
        return self.problem.path.endswith(".md") and self.at >= self.body_line

    def with_line(self, line: str) -> Edit | None:
        """The edit that writes ``line`` in the place of the problem's own; None where nothing changes."""
        return None if line == self.line else {self.at: (line,)}

    def put(self, old: str, new: str) -> Edit | None:
        """The edit that writes ``new`` for ``old``, which must stand at the place of the problem, or behind a quotation
        mark there, or once in its line.
        """
        line, column = self.line, self.column
        if not old or old == new:
            return None
        if not line.startswith(old, column):
            quoted = line[column : column + 1] in ("'", '"') and line.startswith(old, column + 1)
            column = column + 1 if quoted else line.find(old) if line.count(old) == 1 else -1
        return None if column < 0 else self.with_line(line[:column] + new + line[column + len(old) :])


Repair = Callable[[Flaw], "Edit | None"]


def form(word: str) -> str:
    """``word`` as it is compared where only its form may be another: case, width, what parts its words."""
    plain = unicodedata.normalize("NFKC", word).strip().casefold()
    return re.sub(r"[\s_.‐‑‒–—−-]+", "-", plain)


def near(word: str, other: str, most: int) -> bool:
    """Whether ``word`` is ``other`` with at most so many letters wrong, missing, too many or exchanged."""
    if abs(len(word) - len(other)) > most:
        return False
    rows = [list(range(len(other) + 1))]
    for n, char in enumerate(word, 1):
        row = [n]
        for m, against in enumerate(other, 1):
            best = min(rows[-1][m] + 1, row[-1] + 1, rows[-1][m - 1] + (char != against))
            if n > 1 and m > 1 and char == other[m - 2] and word[n - 2] == against:
                best = min(best, rows[-2][m - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1] <= most
