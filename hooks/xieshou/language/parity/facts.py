"""What a text states that another language must state too: ``Statement``.

In: what ``chinese`` and ``english`` read. Out: plain data, and how each is told to people. Values are fractions, never
floats; ``alike`` says when two facts are one.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

COUNT, MONEY, SHARE, POINTS, TIMES, ORDINAL = "count", "money", "share", "points", "times", "ordinal"
MONTHS, HOURS, DATE, CLOCK, PHRASE, DIGITS = "months", "hours", "date", "clock", "phrase", "digits"
PHONE, CODE, DEGREE, VAGUE, EACH = "phone", "code", "degree", "vague", "each"
"""Numbers that are called; what both languages write alike (5G, 12+10); 度, of heat, angles or electricity;
数十 and “dozens”, which say a magnitude; 每年 and “monthly”, which say how often."""
PERIODS = {
    "day": (Fraction(24), "d"), "week": (Fraction(168), "wk"), "month": (Fraction(730), "mo"),
    "quarter": (Fraction(2190), "q"), "year": (Fraction(8760), "y"),
}  # fmt: skip
"""In what things are done once: hours, about, and the sign."""
WHOLE = 100
"""Per cent of all, which is often said in words."""
ROUGH = Fraction(10)
"""What the last digit counts of a share in a few words: nearly a third."""
KINDS = {SHARE: "percent", POINTS: "percent", DATE: "date", CLOCK: "date", PHRASE: "term"}
"""What a difference in each dimension is called; in all others it is one of quantities."""
LIST = "list"
"""The unit of phrases that say how many things they are: 六保, “two sessions”."""
AMBIGUOUS = "h12"
"""The unit of a time of day that does not say which half of the day it is in."""
_SIGNS = {
    "over": ">", "passed": ">", "more": ">", "above": "≥", "least": "≥", "near": "→", "about": "≈", "some": "≈",
    "most": "≤", "within": "≤", "below": "≤", "under": "<",
}  # fmt: skip
_UNITS = {SHARE: "%", POINTS: " pp", TIMES: "×"}


class Day(NamedTuple):
    """A date as far as it is said; 0 for what is not.

    ``part``: of the year or month (``q1``, ``early``, ``end``) or of the week (``w1``).
    """

    year: int = 0
    month: int = 0
    day: int = 0
    part: str = ""


def weekday(number: int) -> Day:
    """A day of the week; Monday, Tuesday … are 0, 1 … ; 7 is Sunday too (周日, 周天)."""
    return Day(part=f"w{min(number, 6) + 1}")


def each(start: int, end: int, period: str) -> Statement:
    """That something is done in every day, week, month, quarter or year, which the other text may leave out."""
    hours, name = PERIODS[period]
    return Statement(EACH, start, end, hours, unit=name, required=False, soft=True, size=hours)


_SPANS = {(1, 3): "q1", (4, 6): "q2", (7, 9): "q3", (10, 12): "q4", (1, 6): "h1", (7, 12): "h2"}


def months(year: int, first: int, last: int) -> list[Day]:
    """The months from ``first`` to ``last``: one part of the year where that has a name, else both ends."""
    if name := _SPANS.get((first, last)):
        return [Day(year, part=name)]
    return [Day(year, first), Day(year, last)]


class Statement(NamedTuple):
    """A statement at ``start`` to ``end`` of a text: from ``low`` to ``high`` in ``dimension``.

    ``unit`` is the name of a unit or currency; ``step`` what the last digit counts, as written; ``bound`` what is said
    of the value, ``size`` one of its units in those of the dimension. What is not ``required`` may have no counterpart:
    a text need not say “the two cities”. ``soft``: such a one that is wrong all the same where the other text has
    another number. ``bare``: a number whose unit stands with another. ``way``: whether something changed *by* or *to*
    this; ``course``: whether it went ``up`` or ``down``; ``per``: of how many kilograms or square
    metres this is the price or the yield, 0 where nobody says.
    """

    dimension: str
    start: int
    end: int
    low: Fraction
    high: Fraction | None = None
    unit: str = ""
    bound: str = ""
    required: bool = True
    soft: bool = False
    step: Fraction = Fraction(1)
    day: Day = Day()
    size: Fraction = Fraction(1)
    bare: bool = False
    way: str = ""
    course: str = ""
    per: Fraction = Fraction(0)

    @property
    def kind(self) -> str:
        """What a difference here is called."""
        return KINDS.get(self.dimension, "quantity")

    @property
    def reading(self) -> str:
        """The value in signs that every language has."""
        if self.dimension == DATE:
            return _date(self.day)
        if self.dimension == CLOCK:
            return f"{int(self.low) // 60:02}:{int(self.low) % 60:02}"
        if self.dimension in (PHONE, CODE):
            return self.unit
        size = 1 if self.dimension == MONEY else self.size  # 五角 is told in the currency: 0.5 CNY
        ends = "–".join(_plain(end / size) for end in (self.low, self.high) if end is not None)
        name = "" if self.dimension == PHRASE else self.unit
        return f"{_SIGNS.get(self.bound, '')}{ends}{_UNITS.get(self.dimension, '')}{' ' if name else ''}{name}"


def _date(said: Day) -> str:
    year, month, day, part = said
    if not (month or day):
        written = f"{year:04}" if year else ""
    else:
        written = "-".join(f"{number:02}" for number in (year or "--", month, day) if number)
    return f"{written}{' ' if part and written else ''}{part}"


def _plain(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{float(value):,.6g}"
