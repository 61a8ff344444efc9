"""A text with its markup blanked, and the blocks it is made of.

In: a file as typed, Markdown or plain. Out: the words where they stand, so that a place in them is one of the file; the
blocks; what it links to, shows and quotes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from xieshou.language.parity.places import matches

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELDS = re.compile(r"^(title|summary|标题|摘要)[ \t]*[:：][ \t]*(.+)$", re.MULTILINE)
_YEAR = re.compile(r"^(?:date|日期)[ \t]*[:：][ \t]*[\"']?(\d{4})", re.MULTILINE)
_FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)
_MARKUP = re.compile(
    r"<!--.*?-->|</?[A-Za-z][^<>\n]*>|!?\[(?=[^\]\n]*\]\()|\]\([^()\n]*\)|\[\^[^\]\n]+\]:?|\{[:#.][^{}\n]*\}|`[^`\n]*`"
    r"|https?://[^\s<>，。；）)]+|^[ \t]*(?:#{1,6}|[-*+]|>|\d{1,3}[.)])(?=[ \t])|\*+|(?<!\w)_+|_+(?!\w)"
    r"|^[ \t]*\|?[ \t]*:?-{3,}[-:| \t]*$|~~|==|\\(?=[!-/:-@\[-`{-~])",
    re.DOTALL | re.MULTILINE,
)
_SIGN, _LINE_SIGN, _ADDRESS = (
    re.compile(r"[<!\[\]{`*_~=\\]"),
    re.compile(r"\n[ \t]*[-#*+>:|\d]"),
    re.compile("https?://"),
)
"""What markup begins with."""
_LINK = re.compile(r"\[([^\]\n]*)\]\((?:<)?([a-z]+):([a-z0-9-]+)((?:#[^\s()<>]*)?)[^()\n]*\)")
_NOTE = re.compile(r"\[\^[^\]\n]+\](?!:)")
_HEADING = re.compile(r"^(#{1,6})[ \t]", re.MULTILINE)
_PARAGRAPHS = re.compile(r"(?:^[ \t\u3000]*[^\s].*(?:\n|\Z))+", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]", re.MULTILINE)


class ComparedBlock(NamedTuple):
    """A paragraph, heading, list item or table at ``start`` to ``end``; ``sort`` is what it is (``h2``, ``p``, …)."""

    start: int
    end: int
    sort: str


class EntryLink(NamedTuple):
    """A link to an entry: ``target`` is ``project:x``, with ``#2023`` for a value of an indicator."""

    start: int
    end: int
    target: str
    shown: bool


@dataclass(frozen=True)
class ComparedText:
    """A text as it is compared. ``words`` is as long as the file, its markup blank."""

    typed: str
    words: str
    body: int
    year: int
    blocks: tuple[ComparedBlock, ...]
    links: tuple[EntryLink, ...]
    notes: int
    _lines: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1."""
        if not self._lines:
            self._lines.extend([0, *(found.end() for found in re.finditer("\n", self.typed))])
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


def document(typed: str) -> ComparedText:
    """The text of a file."""
    typed = typed.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(typed)
    body = front.end() if front else 0
    year = _YEAR.search(front[1]) if front else None
    head: list[ComparedBlock] = []
    if front:
        head = [
            ComparedBlock(front.start(1) + one.start(2), front.start(1) + one.end(2), one[1])
            for one in _FIELDS.finditer(front[1])
        ]
    text = _FENCE.sub(_blank, typed) if "```" in typed or "~~~" in typed else typed
    links = tuple(_links(text, body))
    words = _unmarked(text)
    blocks = (*head, *_blocks(text, body))
    return ComparedText(typed, words, body, int(year[1]) if year else 0, blocks, links, len(_NOTE.findall(text[body:])))


def _links(text: str, body: int) -> Iterator[EntryLink]:
    for one in _LINK.finditer(text, body):
        shown = one.start() > body and text[one.start() - 1] == "!"
        yield EntryLink(one.start() - shown, one.end(), f"{one[2]}:{one[3]}{one[4]}", shown or not one[1])


def _unmarked(text: str) -> str:
    """The text with its markup blank."""
    parts = []
    end = 0
    begins = [
        *(found.start() for found in _SIGN.finditer(text)),
        *(found.start() + 1 for found in _LINE_SIGN.finditer(text)),
        *(found.start() for found in _ADDRESS.finditer(text)),
    ]
    for found in matches(_MARKUP, text, begins, (0,)):
        parts += [text[end : found.start()], _blank(found)]
        end = found.end()
    return "".join((*parts, text[end:]))


def _blank(found: re.Match[str]) -> str:
    typed = found[0]
    return re.sub(r"[^\n]", " ", typed) if "\n" in typed else " " * len(typed)


def _blocks(text: str, body: int) -> Iterator[ComparedBlock]:
    for found in _PARAGRAPHS.finditer(text, body):
        start, end = found.span()
        typed = found[0]
        if heading := _HEADING.match(typed):
            yield ComparedBlock(start, end, f"h{len(heading[1])}")
        elif _ITEM.match(typed):
            places = [start + item.start() for item in _ITEM.finditer(typed)]
            yield from (ComparedBlock(one, last, "li") for one, last in zip(places, [*places[1:], end], strict=True))
        else:
            yield ComparedBlock(start, end, "table" if typed.lstrip().startswith("|") else "p")
