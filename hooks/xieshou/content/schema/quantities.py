"""Quantities exactly as printed: ``19.3亿元``, ``超100次``, ``40%``, ``10余项``.

Numbers are ``Decimal``, never float: what a page shows must be what the newspaper printed, to the last digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from xieshou.core.packing import Packed

LANGUAGE = "zh"
"""The language whose print is read here, in a site of any languages: its scales, its qualifiers, its units."""
Qualifier = Literal["", "over", "nearly", "about", "target", "more"]

SCALES = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
_QUALIFIERS: dict[str, Qualifier] = {
    "超过": "over", "超": "over", "逾": "over", "近": "nearly", "约": "about", "目标": "target",
}  # fmt: skip
_SPACE = r"[\s\u3000\u00a0]*"  # word processors put the wide ones between a number and its unit
_FORM = re.compile(
    rf"(超过|超|逾|近|约|目标)?{_SPACE}"
    rf"(-?[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?|-?(?!0[0-9])[0-9]{{1,18}}(?:\.[0-9]{{1,9}})?){_SPACE}"
    rf"(余|多)?(万亿|千万|百万|十万|亿|万|千(?!瓦|克|米)|百(?!分)|十)?(余|多)?{_SPACE}"
    # A unit that began with a scale would hide a factor of 10,000.
    r"((?![万亿百十余多萬億零〇一二三四五六七八九两])[^\s0-9.,，。（）()Ｏ]{0,16}?)(以上|左右|上下)?"
)
_HALF_WIDTH = {"％": "%"}


class NotAQuantity(ValueError):
    """The text is no quantity."""


@dataclass(frozen=True, slots=True)
class Quantity(Packed):
    """``printed`` is the text as given; ``number`` × ``SCALES[scale]`` in ``unit`` is its value."""

    printed: str
    number: Decimal
    scale: str
    unit: str
    qualifier: Qualifier

    @property
    def value(self) -> Decimal:
        """The exact amount in ``unit``."""
        return self.number * SCALES[self.scale]

    @property
    def digits(self) -> str:
        """``value`` in digits: as many after the point as were printed, none that only the scale brings."""
        return f"{self.value.normalize() if self.scale else self.value:f}"


_MONEY = re.compile(r"(?:人民币|美|欧|日|港)?元(?:人民币)?|[¥$€]")


def measure(unit: str) -> Literal["share", "money", "number"]:
    """What sort of thing is measured in ``unit``: what is of two sorts cannot be of one indicator."""
    if unit in ("%", "％", "‰", "个百分点", "百分点"):
        return "share"
    return "money" if _MONEY.fullmatch(unit) else "number"


def parse(text: str) -> Quantity:
    """The quantity written as ``text``. Raises ``NotAQuantity``."""
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise NotAQuantity(text)
    before, digits, more, scale, more_after, unit, vague = found.groups()
    if (before and vague) or (more and more_after):
        raise NotAQuantity(text)  # 目标…以上: no language of ours says both
    more = more or more_after or vague == "以上"
    qualifier: Qualifier = "more" if more else "about" if vague else _QUALIFIERS.get(before or "", "")
    return Quantity(text.strip(), Decimal(digits.replace(",", "")), scale or "", _HALF_WIDTH.get(unit, unit), qualifier)
