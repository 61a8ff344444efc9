"""Pieces of words as they stand in HTML, made into the runs of a paragraph.

In: pieces with their styles, white space as typed. Out: runs in their one form: single spaces, none at an end; a space
has the styles that it shares with both its neighbours; pieces in one style are one run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from xieshou.core.scripts import joins
from xieshou.importers.blocks import BREAK, Run, Runs, Style

NOTE, LINE_END = "\ufdd0", "\ufdd1"
"""In pieces: where a footnote is led to, and where a line is meant to end. These are no characters (Unicode 23.7)."""
_TOKEN = re.compile("[ \t\n\r\f\xa0\ufdd1]+|\ufdd0|[^ \t\n\r\f\xa0\ufdd0\ufdd1]+")
_WHITE = " \t\n\r\f\xa0\ufdd1"
_WIDE_BEGINNING = re.compile("[ \t\n\r\f\xa0]*(?:\u3000|\xa0{4}|[\u2002\u2003]{2})")


class Piece(NamedTuple):
    """Words in one style."""

    words: str
    styles: tuple[Style, ...]


def paragraphs(pieces: Sequence[Piece]) -> Iterator[Runs]:
    """The paragraphs that the pieces make: two ends of lines part them, and one before an indent as print has it."""
    part: list[Piece] = []
    for number, piece in enumerate(pieces):
        if piece.words == LINE_END and part and _parts(pieces, number):
            yield from filter(None, [runs_of(part)])
            part = []
        part.append(piece)
    yield from filter(None, [runs_of(part)])


def _parts(pieces: Sequence[Piece], number: int) -> bool:
    after = ""
    for piece in pieces[number + 1 :]:
        if piece.words == LINE_END and not after.strip():
            return True
        after += piece.words
        if after.strip():
            break
    return bool(_WIDE_BEGINNING.match(after))


def runs_of(pieces: Iterable[Piece], lines: bool = True) -> Runs:
    """The runs of one paragraph; without ``lines`` it stands in one line."""
    held = [piece for piece in pieces if piece.words]
    text = "".join(piece.words for piece in held)
    parted: list[tuple[str, tuple[Style, ...] | None]] = []
    at, piece, ended = 0, 0, len(held[0].words) if held else 0
    for token in _TOKEN.finditer(text):
        words = token[0]
        if words[0] in _WHITE:
            parted.append((_space(words, text, token.start(), token.end(), lines), None))
            continue
        at = token.start()
        while at < token.end():
            while ended <= at:
                piece += 1
                ended += len(held[piece].words)
            until = min(ended, token.end())
            parted.append((text[at:until], held[piece].styles))
            at = until
    return _joined(parted)


def _space(words: str, text: str, start: int, end: int, lines: bool) -> str:
    if LINE_END in words:
        return BREAK if lines else " "
    folded = "\n" in words or "\r" in words
    return "" if folded and joins(text[max(start - 12, 0) : start], text[end : end + 12]) else " "


def joined(runs: Iterable[Run]) -> Runs:
    """``runs`` in which two in one style that follow each other are one."""
    out: list[Run] = []
    for run in runs:
        if out and out[-1].styles == run.styles and not run.has("note"):
            out[-1] = Run(out[-1].words + run.words, run.styles)
        else:
            out.append(run)
    return tuple(out)


def _joined(parted: list[tuple[str, tuple[Style, ...] | None]]) -> Runs:
    """Runs of ``parted``, in which white space has no styles yet."""
    while parted and not parted[0][0].strip():
        del parted[0]
    while parted and not parted[-1][0].strip():
        parted.pop()
    made: list[Run] = []
    for number, (words, own) in enumerate(parted):
        if own is None:
            before, after = parted[number - 1][1] or (), parted[number + 1][1] or ()
            own = tuple(one for one in before if one in after and one.tag != "note")  # noqa: PLW2901
        if words:
            made.append(Run("" if words == NOTE else words, own))
    runs = list(joined(made))
    if runs and not runs[0].has("note"):
        runs[0] = Run(runs[0].words.lstrip(), runs[0].styles)
    if runs and not runs[-1].has("note"):
        runs[-1] = Run(runs[-1].words.rstrip(), runs[-1].styles)
    return tuple(run for run in runs if run.words or run.has("note"))
