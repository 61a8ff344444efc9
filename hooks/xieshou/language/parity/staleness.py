"""Which blocks of a text have changed since it was translated, and where its translation tells of them.

In: a stamp of the ledger, and the two files as they are. Out: the blocks that are new or other than they were, each
with the place in the translation that it belongs to; how many are gone. What was only moved has not changed.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from xieshou.content.ledger import Stamp, digest_of_block
from xieshou.language.parity.align import Group, Weight, aligned
from xieshou.language.parity.compare import align
from xieshou.language.parity.document import ComparedText, document

_SHOWN = 60


class ChangedBlock(NamedTuple):
    """A block of the original: its line, its beginning, and the line and beginning of what tells of it in the
    translation (line 1 where nothing does).
    """

    line: int
    words: str
    there: int
    there_words: str


class Staleness(NamedTuple):
    """What a translation, or its original, has lost touch with. ``gone``: blocks that the original no longer has."""

    stamp: Stamp
    changed: tuple[ChangedBlock, ...]
    gone: int

    @property
    def number(self) -> int:
        """How many blocks are concerned: one that was rewritten is gone and new, and counts once."""
        return max(len(self.changed), self.gone)


def blocks_of(text: ComparedText) -> tuple[str, ...]:
    """The digest of each block of a text, in order."""
    return tuple(digest_of_block(text.typed[block.start : block.end]) for block in text.blocks)


def staleness(stamp: Stamp, original: str, translation: str) -> Staleness | None:
    """How far the original has moved on since the stamp; None where it has not."""
    text, other = document(original), document(translation)
    digests = blocks_of(text)
    known, now = Counter(stamp.blocks), Counter(digests)
    gone = sum((known - now).values())
    new = now - known
    changed = []
    there = _counterparts(stamp, text, other) if new else {}
    for number in range(len(digests) - 1, -1, -1):  # of two alike, one old and one new, the later is the new one
        if new[digests[number]]:
            new[digests[number]] -= 1
            block = text.blocks[number]
            changed.append(
                ChangedBlock(text.place(block.start)[0], _beginning(text, number), *there.get(number, (1, "")))
            )
    return Staleness(stamp, tuple(reversed(changed)), gone) if changed or gone else None


def _beginning(text: ComparedText, number: int) -> str:
    block = text.blocks[number]
    words = " ".join(text.words[block.start : block.end].split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"


def _counterparts(stamp: Stamp, text: ComparedText, other: ComparedText) -> dict[int, tuple[int, str]]:
    """By the number of a block of the original: the line and beginning of the block of the translation."""
    found = {}
    for here, there in _groups(stamp, text, other):
        if there:
            place = other.place(other.blocks[there[0]].start)[0], _beginning(other, there[0])
            for number in here:
                found[number] = place
    return found


def _groups(stamp: Stamp, text: ComparedText, other: ComparedText) -> tuple[Group, ...]:
    language = stamp.path.rsplit(".", 2)[1]
    if {stamp.of, language} == {"zh", "en"}:
        if stamp.of == "zh":
            return align(text, other).groups
        return tuple((here, there) for there, here in align(other, text).groups)
    weights = [
        [Weight(block.sort, block.end - block.start, frozenset()) for block in one.blocks] for one in (text, other)
    ]
    return tuple(aligned(*weights))
