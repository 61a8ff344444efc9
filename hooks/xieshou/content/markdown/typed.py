"""Where in the file words stand that were taken apart.

In: a text as typed, and a block of its words. Out: lines and columns of the file. Blocks know their lines; the column
is found by the words themselves, for what stands before them (signs of quotations and lists) is no part of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

Place = tuple[int, int]
"""Line and column of the file, both from 1."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A text as typed: ``lines``, the first of which is ``first_line`` of the file ``path``."""

    path: str
    first_line: int
    lines: Sequence[str]

    def line(self, number: int) -> Place:
        """The first word of a line, counted from 0."""
        words = self.lines[number] if number < len(self.lines) else ""
        return number + self.first_line, len(words) - len(words.lstrip()) + 1

    def named(self, number: int, word: str) -> Place:
        """A word of that line; its first where it is not there."""
        at = self.lines[number].find(word) if number < len(self.lines) else -1
        return (number + self.first_line, at + 1) if at >= 0 else self.line(number)

    def place(self, block: Token, at: int) -> Place:
        """The character ``at`` in the words of ``block``."""
        words = block.content
        start = words.rfind("\n", 0, at) + 1
        end = words.find("\n", start)
        piece = words[start : len(words) if end < 0 else end]
        first = block.map[0] if block.map else 0
        number = min(first + words.count("\n", 0, at), len(self.lines) - 1)
        typed = self.lines[number]
        if "column" in block.meta:
            return number + self.first_line, int(block.meta["column"]) + at + 1
        column = typed.find(piece)
        if column < 0:  # a bar in a cell of a table, typed \|
            near = piece[at - start : at - start + 12]
            column = max(typed.find(near.partition("|")[0] or near), 0) - (at - start)
        return number + self.first_line, max(column + at - start, 0) + 1

    def place_in(self, block: Token, child: Token, at: int) -> Place:
        """The character ``at`` of markup in the words of ``block``."""
        return self.place(block, int(child.meta["at"]) + at)

    def in_block(self, block: Token, at: int) -> Place:
        """The character ``at`` in the content of a block that is kept as it is: HTML."""
        first = block.map[0] if block.map else 0
        number = min(first + block.content.count("\n", 0, at), len(self.lines) - 1)
        start = block.content.rfind("\n", 0, at) + 1
        end = block.content.find("\n", start)
        piece = block.content[start : len(block.content) if end < 0 else end]
        return number + self.first_line, max(self.lines[number].find(piece), 0) + at - start + 1
