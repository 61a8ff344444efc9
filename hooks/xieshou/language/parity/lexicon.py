"""The word lists by which texts are compared: data files in ``front/parity``, with ``#`` before remarks.

In: the name of a list. Out: its words; pairs for lists of the form ``中文 = English``. A word in a list is added
there and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from xieshou.core.project import FRONT

FOLDER = FRONT / "parity"


def _lines(name: str) -> list[str]:
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list, which stand apart by spaces."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def equals(name: str) -> Mapping[str, str]:
    """What stands left of the ``=`` of each word of a list, with what stands right of it."""
    return {zh: en for zh, _, en in (word.partition("=") for word in words(name))}


@cache
def places(name: str = "places") -> Mapping[str, str]:
    """The places of China, by their Chinese names, as English has them in small letters."""
    return {zh: en.replace("_", " ") for zh, en in equals(name).items()}


@cache
def place_words() -> frozenset[str]:
    """The words of the English names of places."""
    return frozenset(word for name in places().values() for word in name.split())


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of a list that has one a line."""
    return tuple(line.strip() for line in _lines(name))


@cache
def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """What stands left and right of the first ``=`` of each line."""
    split = (line.partition(" = ") for line in _lines(name))
    return tuple((left.strip(), right.strip()) for left, _, right in split)
