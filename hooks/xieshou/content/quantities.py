"""Quantities exactly as printed: ``19.3亿元``, ``超100次``, ``40%``, ``10余项``.

Numbers are ``Decimal``, never float: what a page shows must be what the newspaper printed, to the last digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Qualifier = Literal["", "over", "nearly", "about", "target", "more"]

SCALES = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
_QUALIFIERS: dict[str, Qualifier] = {
    "超过": "over", "超": "over", "逾": "over", "近": "nearly", "约": "about", "目标": "target",
}  # fmt: skip
_FORM = re.compile(
    r"(超过|超|逾|近|约|目标)?\s*"
    r"(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d{1,18}(?:\.\d{1,9})?)"
    r"(余|多)?(万亿|千万|百万|亿|万|千(?!瓦|克|米))?(余|多)?\s*"
    r"([^\s\d,.，。]{0,16})",
    re.ASCII,
)


class NotAQuantity(ValueError):
    """The text is no quantity."""


@dataclass(frozen=True, slots=True)
class Quantity:
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


def parse(text: str) -> Quantity:
    """The quantity written as ``text``. Raises ``NotAQuantity``."""
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise NotAQuantity(text)
    before, digits, more, scale, more_after, unit = found.groups()
    qualifier: Qualifier = "more" if more or more_after else _QUALIFIERS.get(before or "", "")
    return Quantity(text.strip(), Decimal(digits.replace(",", "")), scale or "", unit, qualifier)
