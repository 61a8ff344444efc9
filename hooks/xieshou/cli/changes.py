"""Changes of a file as a person reads them: where, what stood there, what is to stand there, with marks below.

In: a file's lines before and after. Out: text for a terminal. What can't be seen is shown by its number, and named.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xieshou.cli.terminal import columns_of
from xieshou.core.problems import padding, shown
from xieshou.language.labels import Labels

_AROUND, _APART = 24, 32
"""Characters that are shown on either side of a change; how far apart two may be to be shown in one."""
_LONGEST = 1_000
"""Characters of a line in which changes are told one by one."""
_NAMED = frozenset("\t\u00a0\u00ad\u061c\u180e\u3000\ufeff")
_ALIKE = 3
"""Signs and what they become that are told below a change."""


class Change(NamedTuple):
    """Lines (the first of them from 1) that others take the place of."""

    line: int
    before: Sequence[str]
    after: Sequence[str]


def changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """What changed between the lines of a file, each line by itself where as many stand in their place."""
    if len(before) == len(after):  # which is most often so, and needs no search
        pairs = enumerate(zip(before, after, strict=True), 1)
        yield from (Change(number, [old], [new]) for number, (old, new) in pairs if old != new)
        return
    for tag, begun, ended, start, end in difflib.SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            continue
        old, new = before[begun:ended], after[start:end]
        if len(old) != len([line for line in new if line]) or not all(old):
            yield Change(begun + 1, old, new)
            continue
        number = begun
        for line in new:  # empty lines that are put between stand by themselves
            if line and line != before[number]:
                yield Change(number + 1, [before[number]], [line])
            elif not line:
                yield Change(number + 1, [], [""])
            number += bool(line)


def told(path: str, change: Change, words: Labels) -> str:
    """One change for people."""
    where = f"{shown(path)}:{change.line}"
    if len(change.before) == len(change.after) == 1:
        pieces = [*_pieces(change.before[0], change.after[0])]
        lines = [line for piece in pieces for line in _marked(*piece)]
        return "\n".join((where, *lines, *_named(change, words), *_alike(pieces)))
    rows = [*(("-", line) for line in change.before), *(("+", line) for line in change.after)]
    empty = words("repair.empty")
    return "\n".join((where, *(f"  {sign} {_seen(line) or empty}" for sign, line in rows), *_named(change, words)))


class _Stretch(NamedTuple):
    """A stretch of a line before and after, with the spans that differ."""

    before: str
    after: str
    out: list[tuple[int, int]]
    put: list[tuple[int, int]]


def _pieces(before: str, after: str) -> Iterator[_Stretch]:
    """The stretches of a line that differ, each with what stands round it."""
    group: list[tuple[int, int, int, int]] = []
    for span in _spans(before, after):
        if group and span[0] - group[-1][1] > _APART:
            yield _piece(before, after, group)
            group = []
        group.append(span)
    if group:
        yield _piece(before, after, group)


def _spans(before: str, after: str) -> list[tuple[int, int, int, int]]:
    if max(len(before), len(after)) <= _LONGEST:
        codes = difflib.SequenceMatcher(None, before, after, False).get_opcodes()
        return [(begun, ended, start, end) for tag, begun, ended, start, end in codes if tag != "equal"]
    head = next((n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
    most = min(len(before), len(after)) - head
    tail = next((n for n in range(most) if before[-1 - n] != after[-1 - n]), most)
    return [(head, len(before) - tail, head, len(after) - tail)]


def _piece(before: str, after: str, spans: list[tuple[int, int, int, int]]) -> _Stretch:
    begun, start = max(spans[0][0] - _AROUND, 0), max(spans[0][2] - _AROUND, 0)
    ended, end = spans[-1][1] + _AROUND, spans[-1][3] + _AROUND
    return _Stretch(
        _clipped(before, begun, ended),
        _clipped(after, start, end),
        [(one[0] - begun + bool(begun), one[1] - begun + bool(begun)) for one in spans],
        [(one[2] - start + bool(start), one[3] - start + bool(start)) for one in spans],
    )


def _clipped(line: str, start: int, end: int) -> str:
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


def _marked(before: str, after: str, out: list[tuple[int, int]], put: list[tuple[int, int]]) -> Iterator[str]:
    for sign, line, spans in (("-", before, out), ("+", after, put)):
        yield f"  {sign} {_seen(line)}".rstrip()
        marks, done = "", 0
        for start, end in spans:
            marks += padding(_seen(line[done:start])) + columns_of(_seen(line[start:end])) * "^"
            done = end
        if "^" in marks:
            yield f"    {marks}".rstrip()


def _seen(text: str) -> str:
    """``text`` with what can't be seen, or would be obeyed, by its number."""
    if text.isascii() and "\t" not in text:
        return shown(text)
    return "".join(f"‹U+{ord(char):04X}›" if _unseen(char) else char for char in text)


def _unseen(char: str) -> bool:
    category = unicodedata.category(char)
    return (
        char in _NAMED or category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or (category == "Zs" and char != " ")
    )


def _named(change: Change, words: Labels) -> Iterator[str]:
    """What the characters are that can't be seen."""
    for char in dict.fromkeys(filter(_unseen, "".join((*change.before, *change.after)))):
        code = f"{ord(char):04x}"
        name = words(f"repair.characters.u{code}" if code in _KNOWN else "repair.characters.other")
        yield f"    ‹U+{code.upper()}›: {name}"


_KNOWN = frozenset(
    (
        *(
            "0009",
            "00a0",
            "00ad",
            "061c",
            "180e",
            "2002",
            "2003",
            "2009",
            "200a",
            "200b",
            "200c",
            "200d",
            "200e",
            "200f",
        ),
        *("202a", "202b", "202c", "202d", "202e", "202f", "2060", "2066", "2067", "2068", "2069", "3000"),
        *("fe0e", "fe0f", "feff"),
    )
)
"""The codes of characters that have a name in the labels."""


def _alike(pieces: Sequence[_Stretch]) -> Iterator[str]:
    """Signs that look like what they become, each with its number."""
    told = 0
    seen = set()
    for piece in pieces:
        for (begun, ended), (start, end) in zip(piece.out, piece.put, strict=True):
            for one, other in zip(piece.before[begun:ended], piece.after[start:end], strict=False):
                if one == other or one.isascii() or (one, other) in seen or ended - begun != end - start:
                    continue
                if unicodedata.east_asian_width(one) == "F" or not (other.isalpha() or other == "·"):
                    continue  # which is to be seen
                seen.add((one, other))
                if told < _ALIKE and not _unseen(one):
                    told += 1
                    yield f"    {one} U+{ord(one):04X} → {other} U+{ord(other):04X}"
