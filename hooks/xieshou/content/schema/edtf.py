"""Dates as sources give them: EDTF (ISO 8601-2), levels 0 and 1 as far as newspapers need them.

``2023``, ``2023-11``, ``2023-11-08``, seasons ``2024-21``, intervals ``2023-11/2023-12`` (open ends ``..``), digits
that are not known, from the right (``197X``, ``19XX``, ``2023-XX``, ``2023-11-XX``), and the qualifiers ``~``
approximate, ``?`` uncertain, ``%`` both. A date never claims more precision than was written. A day may have a time
(``2024-03-05T14:30``), with its offset or by the site's clock.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

Precision = Literal["century", "decade", "year", "season", "month", "day"]
UNKNOWN = "XX"
"""Stands for a month or a day that is not known."""

FORM = r"(?:\d\dXX|\d{3}X|\d{4}(?:-XX(?:-XX)?|-\d\d(?:-(?:XX|\d\d))?)?)[~?%]?"
"""One end of a date, as a pattern that other languages read too."""
_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([~?%]?)", re.ASCII)
_PARTLY = re.compile(r"(?=.*X)[\dX]{4}(?:-[\dX]{2}){0,2}[~?%]?", re.ASCII)
_VAGUENESS: dict[Precision, int] = {"century": -2, "decade": -1, "year": 0, "season": 1, "month": 2, "day": 3}
_TIMED = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:?\d\d)?", re.ASCII)
CHINA: Final = datetime.timezone(datetime.timedelta(hours=8))
"""The site's clock: Asia/Shanghai has had no summer time since 1991."""
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
    """One end of a date: numbers as written, 0 for what was not. ``unknown`` says what was written as not known: the
    last digits of the year (then ``year`` is the first it can mean), the month, the day, or both.
    """

    year: int
    month: int = 0
    day: int = 0
    qualifier: str = ""
    unknown: Literal["", "century", "decade", "month", "day", "month_day"] = ""

    @property
    def precision(self) -> Precision:
        """How much is known."""
        if self.unknown in ("century", "decade"):
            return self.unknown
        if self.day:
            return "day"
        return "year" if not self.month else "season" if self.month > 12 else "month"

    @property
    def last_year(self) -> int:
        """The latest year it can mean."""
        return self.year + {"century": 99, "decade": 9}.get(self.unknown, 0)

    @property
    def first(self) -> tuple[int, int, int]:
        """The earliest day it can mean."""
        return (self.year, _SEASON_MONTHS.get(self.month, (self.month or 1, 0))[0], self.day or 1)

    @property
    def last(self) -> tuple[int, int, int]:
        """The latest day it can mean."""
        month = _SEASON_MONTHS.get(self.month, (0, self.month or 12))[1]
        return (self.last_year, month, self.day or calendar.monthrange(self.last_year, month)[1])


@dataclass(frozen=True, slots=True)
class Date:
    """An EDTF date. ``edtf`` is the text as written; ``end`` is None unless it is an interval. ``clock``: the seconds
    of its day, by the site's clock, where a time was written.
    """

    edtf: str
    start: Point | None
    end: Point | None = None
    clock: int | None = None

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
        """The year it is filed under: the first it can mean."""
        return self.anchor.year

    @property
    def last_year(self) -> int:
        """The year it ends in; of one that is open there, the last year it names."""
        return (self.end or self.anchor).last_year

    @property
    def order(self) -> tuple[int, int, int, int, str]:
        """Sort key: by the first day it can mean; of two on one day the vaguer one first, then the earlier one."""
        timed = 0 if self.clock is None else 1 + self.clock
        return (*self.anchor.first, _VAGUENESS[self.anchor.precision] + timed, self.edtf)

    @property
    def moment(self) -> datetime.datetime:
        """The first moment it can mean, by the site's clock."""
        first = self.start.first if self.start else self.anchor.last
        return datetime.datetime(*first, tzinfo=CHINA) + datetime.timedelta(seconds=self.clock or 0)

    @property
    def exact(self) -> bool:
        """Whether it is one day, and surely that."""
        return self.start is not None and "/" not in self.edtf and bool(self.start.day) and not self.start.qualifier


@lru_cache(maxsize=4096)
def parse(text: str) -> Date:
    """The date written as ``text``. Raises ``NotADate``."""
    head, slash, tail = text.partition("/")
    if not slash:
        return _timed(text) if ":" in text else Date(text, _point(text))
    start = None if head == ".." else _point(head)
    end = None if tail == ".." else _point(tail)
    if start is None and end is None:
        raise NotADate("date-form")
    if start and end and end.last < start.first:
        raise NotADate("date-order")
    return Date(text, start, end)


def _timed(text: str) -> Date:
    """A day with a time: what is written with another offset is the day and the time of the site's clock."""
    found = _TIMED.fullmatch(text)
    if not found:
        raise NotADate("date-form")
    day = _point(found[1])
    try:
        moment = datetime.datetime.combine(
            datetime.date(*day.first), datetime.time.fromisoformat(found[2] + (found[3] or "+08:00"))
        ).astimezone(CHINA)
    except (ValueError, OverflowError):
        raise NotADate("date-impossible") from None
    clock = moment.hour * 3600 + moment.minute * 60 + moment.second
    return Date(text, Point(moment.year, moment.month, moment.day), None, clock)


def _point(text: str) -> Point:
    found = _POINT.fullmatch(text)
    if not found:
        raise NotADate("date-unknown" if _PARTLY.fullmatch(text) else "date-form")
    written, month, day = found[1], found[2] or "", found[3] or ""
    blanks = written.count("X")
    if (blanks and month) or (month == UNKNOWN and day not in ("", UNKNOWN)):
        raise NotADate("date-unknown")  # what is known stands on the left of what is not
    point = Point(int(written.replace("X", "0")), _number(month), _number(day), found[4], _unknown(blanks, month, day))
    if point.year not in YEARS or point.last_year not in YEARS:
        raise NotADate("date-year")
    if point.month and not (1 <= point.month <= 12 or (point.month in _SEASON_MONTHS and not day)):
        raise NotADate("date-impossible")
    if "00" in (month, day):
        raise NotADate("date-impossible")
    if point.day:
        try:
            datetime.date(point.year, point.month, point.day)
        except ValueError:
            raise NotADate("date-impossible") from None
    return point


def _number(written: str) -> int:
    return 0 if written == UNKNOWN else int(written or 0)


def _unknown(blanks: int, month: str, day: str) -> Literal["", "century", "decade", "month", "day", "month_day"]:
    if blanks:
        return "decade" if blanks == 1 else "century"
    if month == UNKNOWN:
        return "month_day" if day else "month"
    return "day" if day == UNKNOWN else ""
