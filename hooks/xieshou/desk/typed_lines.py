"""A file as the lines that were typed, each with its own end: what nobody changes is written back byte for byte.

In: bytes. Out: its mark (of UTF-8, which some programs put first) and its lines. Raises ``Unspliceable`` for what is
not UTF-8, or holds signs that end a line for some programs and not for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_OTHER_ENDS = re.compile("[\x85\u2028\u2029]")
_MARK = b"\xef\xbb\xbf"


class Unspliceable(ValueError):
    """A file that can't be changed in part. ``code`` names the sentence in the labels (``desk.refused.<code>``)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TypedLine(NamedTuple):
    """A line, and what ends it; nothing does where the file ends."""

    text: str
    end: str


@dataclass(frozen=True, slots=True)
class TypedFile:
    """A file's mark and its lines; the last is empty where the file ends with the end of a line."""

    mark: bytes
    lines: tuple[TypedLine, ...]

    @classmethod
    def of(cls, data: bytes) -> TypedFile:
        """The file that holds ``data``."""
        mark = _MARK if data.startswith(_MARK) else b""
        try:
            text = data.removeprefix(_MARK).decode("utf-8")
        except UnicodeDecodeError:
            raise Unspliceable("encoding") from None
        if _OTHER_ENDS.search(text):
            raise Unspliceable("characters")
        parts = _LINE_END.split(text)
        return cls(mark, tuple(map(TypedLine, parts[::2], [*parts[1::2], ""])))

    @property
    def usual(self) -> str:
        """What ends its lines: a new one ends so too."""
        return next((line.end for line in self.lines if line.end), "\n")

    def data(self, lines: Iterable[TypedLine] | None = None) -> bytes:
        """Its bytes, with other ``lines`` where these are given."""
        return self.mark + "".join(line.text + line.end for line in (self.lines if lines is None else lines)).encode()


def texts(lines: Iterable[TypedLine]) -> list[str]:
    """The lines without their ends."""
    return [line.text for line in lines]


def replaced(lines: tuple[TypedLine, ...], wanted: list[str], usual: str) -> tuple[TypedLine, ...]:
    """``lines`` of which the texts are those ``wanted``; each that stays keeps its end, at the beginning, at the end
    and wherever it stands between others that stay.
    """
    old = texts(lines)
    first = 0
    while first < min(len(old), len(wanted)) and old[first] == wanted[first]:
        first += 1
    last = 0
    while last < min(len(old), len(wanted)) - first and old[-1 - last] == wanted[-1 - last]:
        last += 1
    middle = [TypedLine(text, usual) for text in wanted[first : len(wanted) - last]]
    spare = lines[first : len(lines) - last]
    if len(spare) == len(middle):
        middle = [new._replace(end=old.end) for new, old in zip(middle, spare, strict=True)]
    found = [*lines[:first], *middle, *lines[len(lines) - last :]]
    return tuple(
        line._replace(end="" if number == len(found) - 1 else line.end or usual) for number, line in enumerate(found)
    )
