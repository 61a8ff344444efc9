"""Where two trees of text differ: one value, one field more or less, one item of a list.

In: what a file says and what it is to say. Out: the first difference, and the tree with it gone.
"""

from __future__ import annotations

from typing import Any, NamedTuple

Loc = tuple[str | int, ...]
"""The way to a part of the data: names of fields, numbers of items."""
MISSING = object()
"""Stands for nothing at all."""


class DataDifference(NamedTuple):
    """Where the data are to be other: ``new`` is what shall stand there, nothing where it is to go; ``inserted``: an
    item of a list that is to stand before the one that is there.
    """

    loc: Loc
    new: Any = MISSING
    inserted: bool = False


def difference(old: Any, new: Any, at: Loc = ()) -> DataDifference | None:
    """The first difference between two trees of text; None where they are the same."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            if key not in new:
                return DataDifference((*at, key))
            if key not in old:
                return DataDifference((*at, key), new[key])
            if found := difference(old[key], new[key], (*at, key)):
                return found
        return None
    if isinstance(old, list) and isinstance(new, list):
        return _in_list(old, new, at)
    return None if old == new and isinstance(old, str) == isinstance(new, str) else DataDifference(at, new)


def _in_list(old: list[Any], new: list[Any], at: Loc) -> DataDifference | None:
    first = 0
    while first < min(len(old), len(new)) and difference(old[first], new[first]) is None:
        first += 1
    if first == len(old) == len(new):
        return None
    last = 0
    while last < min(len(old), len(new)) - first and difference(old[-1 - last], new[-1 - last]) is None:
        last += 1
    if first == len(old) - last:
        return DataDifference((*at, first), new[first], inserted=True)
    if first == len(new) - last:
        return DataDifference((*at, first))
    return difference(old[first], new[first], (*at, first))


def at(data: Any, loc: Loc) -> Any:
    """What stands at ``loc`` of ``data``; ``KeyError`` or ``IndexError`` where nothing does."""
    for step in loc:
        data = data[step]
    return data


def after(data: Any, found: DataDifference) -> Any:
    """``data`` as one edit shall leave it."""
    if not found.loc:
        return found.new
    step, rest = found.loc[0], found._replace(loc=found.loc[1:])
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    if rest.loc:
        copy[step] = after(data[step], rest)
    elif found.new is MISSING:
        del copy[step]
    elif found.inserted:
        copy.insert(step, found.new)
    else:
        copy[step] = found.new
    return copy
