"""Units as both languages write them: which dimension each measures, and how many of the base unit one is.

In: the list of units (``front/parity/units.txt``) and of currencies. Out: the units by their Chinese names, their
English names and their signs. A unit is added in the list and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction as F
from typing import NamedTuple, overload

from xieshou.content.schema.notation.money import CURRENCIES
from xieshou.language.parity import lexicon
from xieshou.language.parity.facts import COUNT, MONEY

LENGTH, AREA, VOLUME, MASS, ENERGY, POWER, HEAT = "length", "area", "volume", "mass", "energy", "power", "heat"


class UnitOfMeasure(NamedTuple):
    """``factor`` of the base unit of ``dimension``; ``name`` is the sign it is known by."""

    dimension: str
    factor: F = F(1)
    name: str = ""


NONE = UnitOfMeasure(COUNT)


def _listed() -> Iterator[tuple[UnitOfMeasure, list[str], list[str], list[str]]]:
    """Every unit of the list with its Chinese names, its English names and its signs."""
    for line in lexicon.entries("units"):
        head, chinese, english, signs = (part.split() for part in line.split("|"))
        dimension, factor, name = head
        sign = "" if name == "-" else name.replace("_", " ")
        yield UnitOfMeasure(dimension, F(factor), sign), chinese, english, signs


_LISTED = tuple(_listed())
CHINESE: Mapping[str, UnitOfMeasure] = {name: unit for unit, names, _, _ in _LISTED for name in names}
SIGNS: Mapping[str, UnitOfMeasure] = {sign: unit for unit, _, _, signs in _LISTED for sign in signs}
"""Signs, which both languages write."""
ENGLISH: Mapping[str, UnitOfMeasure] = {
    form: unit for unit, _, names, _ in _LISTED for name in names for form in (name.replace("-", " "), name)
}
"""By the name in small letters, written with spaces or hyphens."""
MONEY_CHINESE: Mapping[str, str] = {
    name: one.code for unit, one in CURRENCIES.items() for name in (unit, *one.zh) if name
} | {"块钱": "CNY", "块": "CNY", "元钱": "CNY"}
MONEY_PARTS: Mapping[str, F] = {"毛": F(1, 10), "角": F(1, 10), "毛钱": F(1, 10), "角钱": F(1, 10), "分钱": F(1, 100)}
"""Parts of a yuan."""
MONEY_SIGNS: Mapping[str, str] = {sign: one.code for one in CURRENCIES.values() for sign in (one.code, *one.signs)} | {
    "RMB": "CNY",
    "￥": "CNY",
    "¥": "CNY",
    "$": "USD",
}
MONEY_ENGLISH: Mapping[str, str] = {name: one.code for one in CURRENCIES.values() for name in one.en} | {
    "dollar": "USD",
    "pounds": "GBP",
    "pound": "GBP",
    "Yuan": "CNY",
}


@overload
def measured(number: F, unit: UnitOfMeasure) -> F: ...
@overload
def measured(number: F | None, unit: UnitOfMeasure) -> F | None: ...
def measured(number: F | None, unit: UnitOfMeasure) -> F | None:
    """So many of a unit in the base unit."""
    return number if number is None or unit.factor == 1 else number * unit.factor


def money(code: str) -> UnitOfMeasure:
    """A currency's unit."""
    return UnitOfMeasure(MONEY, F(1), code)
