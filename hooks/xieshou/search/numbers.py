"""The number of every document: a function of what is published now, in the order results are shown.

Numbers grow with the date: articles, then records, then figures, of these two what has no date first. A
day has a *slot* with room for several documents (``capacity``), so that a new one is put between the others without
renumbering them: an entry that is added, wherever in time, moves at most those of its own slot, and mostly none. The
browser tells the year from the number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

FIRST_YEAR, LAST_YEAR, OLDEST = 1980, 2200, 1800
YEAR_SLOTS, MONTH_SLOTS = 64, 4
"""Slots for what is known by its year or month alone, before those of the days."""
_MONTH = MONTH_SLOTS + 31
_YEAR = YEAR_SLOTS + 12 * _MONTH
_UNDATED = 1024
LENGTHS = 64
_OLD = (FIRST_YEAR - OLDEST) * 2
SPAN = _UNDATED + _OLD + (LAST_YEAR - FIRST_YEAR + 1) * _YEAR
"""Slots of the articles; as many of the records follow, and as many of the figures."""
_SORTS = {"article": 0, "figure": 2}
_RECORD = 1
LEAST = 16
HOMES = 4
"""Places of a slot that documents begin at, by chance: a new one then seldom moves another. More would cost bytes."""


class NumberedDocument(NamedTuple):
    """What decides a document's number, besides those next to it."""

    language: str
    address: str
    slot: int


def slot(address: str, kind: str, order: tuple[int, int, int], title: str) -> int:
    """The slot of a document: by its date, and where that is vague by chance (which the address decides).

    What has no date stands by the length of its title: of two names that hold a word the shorter is likelier meant.
    """
    year, month, day = order
    chance = crc32(address.encode())
    start = _SORTS.get(kind, _RECORD) * SPAN
    if not year:
        return (
            start + min(len(title.encode()) // 3, LENGTHS - 1) * (_UNDATED // LENGTHS) + chance % (_UNDATED // LENGTHS)
        )
    if year < FIRST_YEAR:
        return start + _UNDATED + (year - OLDEST) * 2 + chance % 2
    start += _UNDATED + _OLD + (year - FIRST_YEAR) * _YEAR
    if not month:
        return start + chance % YEAR_SLOTS
    start += YEAR_SLOTS + (month - 1) * _MONTH
    return start + (MONTH_SLOTS + day - 1 if day else chance % MONTH_SLOTS)


def numbered(documents: Iterable[NumberedDocument]) -> tuple[int, dict[str, int]]:
    """The capacity of a slot, and each document's number by its address."""
    slots: dict[tuple[str, int], list[str]] = defaultdict(list)
    for language, address, start in documents:
        slots[language, start].append(address)
    most = max(map(len, slots.values()), default=0)
    capacity = max(LEAST, 1 << (most - 1).bit_length() if most else 0)
    places = {}
    for (_, start), addresses in slots.items():
        if len(addresses) == 1:  # most
            places[addresses[0]] = start * capacity + crc32(addresses[0].encode()) % HOMES
            continue
        taken = set[int]()
        for address in sorted(addresses):
            place = crc32(address.encode()) % HOMES
            while place in taken:
                place = (place + 1) % capacity
            taken.add(place)
            places[address] = start * capacity + place
    return capacity, places


def layout() -> dict[str, int]:
    """What the browser needs to know of the numbers."""
    return {
        "span": SPAN, "first": FIRST_YEAR, "oldest": OLDEST, "start": _UNDATED + _OLD, "undated": _UNDATED,
        "year": _YEAR,
    }  # fmt: skip
