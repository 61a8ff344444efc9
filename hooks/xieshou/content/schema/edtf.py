"""Dates as sources give them: EDTF (ISO 8601-2), levels 0 and 1 as far as newspapers need them.

``2023``, ``2023-11``, ``2023-11-08``, seasons ``2024-21``, intervals ``2023-11/2023-12`` (open ends ``..``), and the
qualifiers ``~`` approximate, ``?`` uncertain, ``%`` both. A date never claims more precision than was written.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Precision = Literal["year", "season", "month", "day"]

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)", re.ASCII)
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
YEARS = range(1800, 2201)
"""Outside these a year is a typing error."""


class NotADate(ValueError):
    """Says why a text is no EDTF date: ``code`` is the problem's code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a date: numbers as written, 0 for what was not."""

    year: int
    month: int = 0
    day: int = 0
    qualifier: str = ""

    @property
    def precision(self) -> Precision:
        """How much was written."""
        if self.day:
            return "day"
        return "year" if not self.month else "season" if self.month > 12 else "month"

    @property
    def first(self) -> tuple[int, int, int]:
        """The earliest day it can mean."""
        return (self.year, _SEASON_MONTHS.get(self.month, (self.month or 1, 0))[0], self.day or 1)

    @property
    def last(self) -> tuple[int, int, int]:
        """The latest day it can mean."""
        month = _SEASON_MONTHS.get(self.month, (0, self.month or 12))[1]
        return (self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class Date:
    """An EDTF date. ``edtf`` is the text as written; ``end`` is None unless it is an interval."""

    edtf: str
    start: Point | None
    end: Point | None = None

    def __reduce__(self) -> tuple[Callable[[str], Date], tuple[str]]:
        """Kept as what was written: the same few dates are read from the cache by the thousand."""
        return parse, (self.edtf,)

    @property
    def anchor(self) -> Point:
        """The written end that says where the date stands in time: the start, or the end of ``../2023``."""
        point = self.start or self.end
        assert point is not None  # parse() refuses ../..
        return point

    @property
    def year(self) -> int:
        """The year it is filed under."""
        return self.anchor.year

    @property
    def last_year(self) -> int:
        """The year it ends in; of one that is open there, the last year it names."""
        return (self.end or self.anchor).year

    @property
    def order(self) -> tuple[int, int, int, int, str]:
        """Sort key: by the first day it can mean; of two on one day the vaguer one first."""
        vague = {"year": 0, "season": 1, "month": 2, "day": 3}[self.anchor.precision]
        return (*self.anchor.first, vague, self.edtf)


@lru_cache(maxsize=4096)
def parse(text: str) -> Date:
    """The date written as ``text``. Raises ``NotADate``."""
    head, slash, tail = text.partition("/")
    if not slash:
        return Date(text, _point(text))
    start = None if head == ".." else _point(head)
    end = None if tail == ".." else _point(tail)
    if start is None and end is None:
        raise NotADate("date-form")
    if start and end and end.last < start.first:
        raise NotADate("date-order")
    return Date(text, start, end)


def _point(text: str) -> Point:
    found = _POINT.fullmatch(text)
    if not found:
        raise NotADate("date-form")
    year, month, day = (int(part or 0) for part in found.groups()[:3])
    if year not in YEARS:
        raise NotADate("date-year")
    if found[2] and not (1 <= month <= 12 or (month in _SEASON_MONTHS and not found[3])):
        raise NotADate("date-impossible")
    if found[3]:
        try:
            datetime.date(year, month, day)
        except ValueError:
            raise NotADate("date-impossible") from None
    return Point(year, month, day, found[4])
