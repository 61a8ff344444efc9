"""Which blocks of a translation are which of the original.

In: the blocks of two texts, with what each states. Out: groups, each of blocks of either that say the same; a block may
be split, two merged, one left out. After Gale and Church (1993): length decides, and
here what is stated and linked too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_RATIO = 3.1
"""Characters of English for one of Chinese, about."""
_ALONE, _JOINED = 3.0, 1.2
_STEPS = (
    (1, 1, 0.0),
    (1, 0, _ALONE),
    (0, 1, _ALONE),
    (1, 2, _JOINED),
    (2, 1, _JOINED),
    (2, 2, 2 * _JOINED),
    (1, 3, 2 * _JOINED),
    (3, 1, 2 * _JOINED),
)


class Weight(NamedTuple):
    """A block as it is aligned: its sort, its length, and signs that a translation has too."""

    sort: str
    length: int
    signs: frozenset[object]


Group = tuple[range, range]


def aligned(here: Sequence[Weight], there: Sequence[Weight]) -> list[Group]:
    """The groups, in order, each the numbers of the blocks in it."""
    if len(here) == len(there) and all(one.sort == other.sort for one, other in zip(here, there, strict=True)):
        return [(range(place, place + 1), range(place, place + 1)) for place in range(len(here))]
    rows, columns = len(here), len(there)
    best: list[list[float]] = [[float("inf")] * (columns + 1) for _ in range(rows + 1)]
    way: list[list[tuple[int, int]]] = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    best[0][0] = 0.0
    for row in range(rows + 1):
        for column in range(columns + 1):
            cost = best[row][column]
            if cost == float("inf"):
                continue
            for down, right, extra in _STEPS:
                if row + down > rows or column + right > columns:
                    continue
                total = cost + extra + _cost(here[row : row + down], there[column : column + right])
                if total < best[row + down][column + right]:
                    best[row + down][column + right] = total
                    way[row + down][column + right] = (down, right)
    groups: list[Group] = []
    row, column = rows, columns
    while row or column:
        down, right = way[row][column]
        groups.append((range(row - down, row), range(column - right, column)))
        row, column = row - down, column - right
    return groups[::-1]


def _cost(here: Sequence[Weight], there: Sequence[Weight]) -> float:
    if not here or not there:
        return 0.0
    if any(one.sort[0] == "h" for one in here) != any(one.sort[0] == "h" for one in there):
        return 6.0
    if len(here) + len(there) > 2 and any(one.sort[0] == "h" for one in (*here, *there)):
        return 6.0
    long, other = sum(one.length for one in here) * _RATIO, sum(one.length for one in there)
    cost = 2.0 * abs(long - other) / max(long + other, 1)
    signs = frozenset().union(*(one.signs for one in here)), frozenset().union(*(one.signs for one in there))
    every = len(signs[0] | signs[1])
    if every:
        cost += 2.0 * (1 - len(signs[0] & signs[1]) / every)
    return cost
