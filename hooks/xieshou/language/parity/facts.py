"""What a text states that another language must state too: ``Fact``, and when two of them are one.

In: facts as ``chinese`` and ``english`` read them. Out: whether a value, or what is said about it (over, nearly, at
least), is alike. Values are fractions, never floats; those in different units of one dimension are alike where the
second is the first, rounded as it is written.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

COUNT, MONEY, SHARE, POINTS, TIMES, ORDINAL = "count", "money", "share", "points", "times", "ordinal"
MONTHS, HOURS, DATE, CLOCK, PHRASE, DIGITS = "months", "hours", "date", "clock", "phrase", "digits"
KINDS = {SHARE: "percent", POINTS: "percent", DATE: "date", CLOCK: "date", PHRASE: "term"}
"""What a difference in each dimension is called; in all others it is one of quantities."""
_ALL = frozenset(
    ("", "over", "passed", "more", "above", "least", "near", "about", "some", "upto", "most", "below", "under")
)
SAID: dict[str, frozenset[str]] = {
    "": frozenset(("", "upto")),
    "upto": _ALL - {"near", "under"},
    "over": frozenset(("over", "more", "above", "passed")),
    "passed": frozenset(("over", "more", "above", "passed", "")),
    "more": frozenset(("over", "more", "above", "least", "some", "passed")),
    "above": frozenset(("over", "more", "above", "least", "passed")),
    "least": frozenset(("least", "above", "more")),
    "near": frozenset(("near",)),
    "about": frozenset(("about", "some")),
    "most": frozenset(("most", "upto", "below")),
    "below": frozenset(("most", "under", "below", "upto")),
    "under": frozenset(("under", "below", "near")),
}
"""What a bound in Chinese (超, 突破, 余, 以上, 至少, 近, 约, 至多, 以下, 不足) can be in English."""


class Day(NamedTuple):
    """A date as far as it is said; 0 for what is not. ``part``: of the year or month (``q1``, ``early``, ``end``)."""

    year: int = 0
    month: int = 0
    day: int = 0
    part: str = ""


class Fact(NamedTuple):
    """A statement at ``start`` to ``end`` of a text: from ``low`` to ``high`` in ``dimension``.

    ``unit`` is the name of a unit or currency; ``step`` what the last digit counts, as written; ``bound`` what is said
    of the value, ``size`` one of its units in those of the dimension. What is not ``required`` may have no counterpart: a text need not say “the two cities”. ``soft``: such a one that is
    wrong all the same where the other text has another number.
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

    @property
    def kind(self) -> str:
        """What a difference here is called."""
        return KINDS.get(self.dimension, "quantity")

    @property
    def reading(self) -> str:
        """The value in signs that every language has."""
        if self.dimension == DATE:
            year, month, day, part = self.day
            said = (
                "-".join(f"{number:02}" for number in (year or "--", month, day) if number)
                if month or day
                else f"{year:04}"
            )
            return f"{said}{' ' if part else ''}{part}"
        if self.dimension == CLOCK:
            return f"{int(self.low) // 60:02}:{int(self.low) % 60:02}"
        ends = "–".join(_plain(end) for end in (self.low, self.high) if end is not None)
        sign = {"over": ">", "passed": ">", "more": ">", "above": "≥", "least": "≥", "near": "→", "about": "≈", "some": "≈",
                "most": "≤", "below": "≤", "under": "<"}.get(self.bound, "")  # fmt: skip
        return f"{sign}{ends}{_UNITS.get(self.dimension, '')}{' ' if self.unit else ''}{self.unit}"


_UNITS = {SHARE: "%", POINTS: " pp", TIMES: "×"}


def same_value(chinese: Fact, english: Fact) -> bool:
    """Whether two facts state one value, whatever is said of it."""
    here, there = chinese.dimension, english.dimension
    if here == there == DATE:
        return _same_day(chinese.day, english.day)
    if here == there:
        if here == MONEY and chinese.unit != english.unit and "" not in (chinese.unit, english.unit):
            return False
        if here == PHRASE and chinese.unit != english.unit:
            return False
        return _near(chinese, english)
    pair = frozenset((here, there))
    if DATE in pair:
        day, other = (chinese.day, english) if here == DATE else (english.day, chinese)
        return _is_number(day, other)
    if pair <= _LOOSE or pair in _ALIKE:
        return _near(_bare(chinese), _bare(english))
    return False


_LOOSE = frozenset((COUNT, ORDINAL, TIMES, DIGITS))
"""“Three times” counts, “No. 3” orders, and so does 3."""
_ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        (COUNT, MONEY),
        (COUNT, MONTHS),
        (COUNT, HOURS),
        (ORDINAL, MONTHS),
        (COUNT, CLOCK),
        (TIMES, SHARE),
        (PHRASE, ORDINAL),
    )
)
"""A sum whose currency stands elsewhere, 20周年 and the 20th anniversary, a unit that the other leaves out."""


def _bare(fact: Fact) -> Fact:
    """The number without its unit."""
    if fact.size == 1:
        return fact
    return fact._replace(low=fact.low / fact.size, high=None if fact.high is None else fact.high / fact.size)


def _is_number(day: Day, other: Fact) -> bool:
    if other.dimension in (COUNT, DIGITS):
        return (day[1:] == (0, 0, "") and day.year == other.low) or (not day.month and day.day == other.low)
    if other.dimension == ORDINAL:
        return not day.month and not day.year and day.day == other.low
    return False


def _same_day(one: Day, other: Day) -> bool:
    shared = False
    for here, there in zip(one[:3], other[:3], strict=True):
        if here and there:
            if here != there:
                return False
            shared = True
    if one.part and other.part:
        same = one.part == other.part or {one.part, other.part} == {"end", "late"}
        return same and (shared or not (one.year and other.year))
    return shared


def _near(one: Fact, other: Fact) -> bool:
    if (one.high is None) != (other.high is None):
        return False
    if not _rounded(one.low, other.low, one, other):
        return False
    return one.high is None or other.high is None or _rounded(one.high, other.high, one, other)


def _rounded(one: Fraction, other: Fraction, here: Fact, there: Fact) -> bool:
    if one == other:
        return True
    if here.dimension != there.dimension or here.unit == there.unit or here.dimension in (MONEY, PHRASE, COUNT):
        return False
    return abs(one - other) <= max(here.step, there.step) / 2


def same_bound(chinese: Fact, english: Fact) -> bool:
    """Whether two facts of one value say the same of it."""
    if chinese.dimension in (DATE, CLOCK, ORDINAL, PHRASE) or english.dimension in (DATE, CLOCK, ORDINAL, PHRASE):
        return True
    if english.bound == "over" and chinese.bound == "" and english.dimension in (MONTHS, HOURS):
        return True  # over two days: in their course
    if chinese.bound == "recent":
        return english.bound in ("", "near")
    return english.bound in SAID.get(chinese.bound, _ALL)


def _plain(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{float(value):,.6g}"
