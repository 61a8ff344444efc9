"""Whether two facts of two texts are one.

In: facts as ``chinese`` and ``english`` read them. Out: whether their value, and what is said of it (over, nearly, at
least; up by, down to), is alike. Values in different units of one dimension are alike where the second is the first,
rounded as it is written.
"""

from __future__ import annotations

from fractions import Fraction

from xieshou.language.parity.days import is_number, same_day
from xieshou.language.parity.facts import (
    AMBIGUOUS,
    CLOCK,
    CODE,
    COUNT,
    DATE,
    DEGREE,
    DIGITS,
    EACH,
    HOURS,
    LIST,
    MONEY,
    MONTHS,
    ORDINAL,
    PHONE,
    PHRASE,
    POINTS,
    ROUGH,
    SHARE,
    TIMES,
    VAGUE,
    WHOLE,
    Statement,
)  # fmt: skip
from xieshou.language.parity.units import ENERGY, HEAT, LENGTH, VOLUME

_ALL = frozenset(
    ("", "over", "passed", "more", "above", "least", "near", "about", "some", "upto", "most", "within", "below")
) | {"under"}
SAID: dict[str, frozenset[str]] = {
    "": frozenset(("", "upto", "some")),
    "estimate": frozenset(("", "upto", "some", "about")),
    "upto": _ALL - {"near", "under"},
    "over": frozenset(("over", "more", "above", "passed")),
    "passed": frozenset(("over", "more", "above", "passed", "")),
    "more": frozenset(("over", "more", "above", "least", "some", "passed")),
    "above": frozenset(("over", "more", "above", "least", "passed")),
    "least": frozenset(("least", "above", "more")),
    "near": frozenset(("near",)),
    "about": frozenset(("about", "some")),
    "most": frozenset(("most", "upto", "below", "within", "under")),
    "within": frozenset(("most", "upto", "below", "within", "", "under")),
    "below": frozenset(("most", "under", "below", "upto", "within")),
    "under": frozenset(("under", "below", "near")),
    "recent": frozenset(("", "near", "over", "within")),
}
"""What a bound in Chinese (超, 突破, 余, 以上, 至少, 近, 约, 至多, 以下, 不足) can be in English."""
_UNBOUND = frozenset((DATE, CLOCK, ORDINAL, PHRASE, PHONE, CODE, VAGUE, EACH))
_LOOSE = frozenset((COUNT, ORDINAL, TIMES, DIGITS))
"""“Three times” counts, “No. 3” orders, and so does 3."""
_ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        (COUNT, MONEY), (COUNT, MONTHS), (COUNT, HOURS), (COUNT, CLOCK), (COUNT, POINTS),
        (COUNT, DEGREE), (HEAT, DEGREE), (ENERGY, DEGREE), (COUNT, VOLUME),
    )
)  # fmt: skip
"""A sum whose currency stands elsewhere, a unit that the other leaves out."""
_EXACT = frozenset((COUNT, ORDINAL, TIMES, DIGITS))
"""Dimensions without units, in which one value is another only if it is the same."""
_ABOUT = frozenset(("about", "some", "near", "over", "more"))
_SLACK = Fraction(1, 40)
"""By how much a value in another unit may be off that is said to be about so."""


def same_value(chinese: Statement, english: Statement) -> bool:
    """Whether two facts state one value, whatever is said of it."""
    here, there = chinese.dimension, english.dimension
    if VAGUE in (here, there):
        return _of_one_magnitude(chinese, english)
    if EACH in (here, there):
        return _is_each(chinese, english)
    if here == there:
        if here in _EXACT:
            return chinese.low == english.low and chinese.high == english.high
        return _of_one_dimension(chinese, english)
    pair = frozenset((here, there))
    if DATE in pair:
        day, other = (chinese.day, english) if here == DATE else (english.day, chinese)
        return is_number(day, other)
    if PHRASE in pair:
        phrase, other = (chinese, english) if here == PHRASE else (english, chinese)
        numbers = (COUNT, ORDINAL) if phrase.unit == LIST else (ORDINAL,)
        return other.dimension in numbers and phrase.low == other.low
    if pair == {MONTHS, HOURS}:
        return _is_stretch(chinese, english)
    if pair == {TIMES, SHARE}:
        return _is_multiple(chinese, english)
    if pair == {ORDINAL, MONTHS}:
        return _bare(chinese).low == _bare(english).low > 1  # 20周年, the 20th anniversary
    if pair <= _LOOSE or pair in _ALIKE or chinese.bare or english.bare:
        return _near(_bare(chinese), _bare(english))
    return False


def _of_one_dimension(chinese: Statement, english: Statement) -> bool:
    dimension = chinese.dimension
    if dimension == DATE:
        return same_day(chinese.day, english.day)
    if dimension == CLOCK:
        vague = AMBIGUOUS in (chinese.unit, english.unit)
        return (chinese.low - english.low) % (720 if vague else 1440) == 0
    if dimension == PHONE:
        here, there = chinese.unit, english.unit
        return here == there or (min(len(here), len(there)) >= 7 and (here.endswith(there) or there.endswith(here)))
    named = dimension != MONEY or "" not in (chinese.unit, english.unit)
    if dimension in (MONEY, PHRASE, CODE) and named and chinese.unit != english.unit:
        return False
    return _near(chinese, english)


def _is_each(one: Statement, other: Statement) -> bool:
    """每年, “a year”."""
    often, span = (one, other) if one.dimension == EACH else (other, one)
    hours = {MONTHS: _MONTH * span.low, HOURS: span.low, EACH: span.low}.get(span.dimension)
    return hours == often.low


def _of_one_magnitude(one: Statement, other: Statement) -> bool:
    """数十, “dozens”; 十几, “a dozen or so”."""
    if one.dimension == other.dimension:
        return _top(one) >= other.low and _top(other) >= one.low
    vague, number = (one, other) if one.dimension == VAGUE else (other, one)
    return number.dimension == COUNT and vague.low / 2 <= number.low <= _top(vague)


def _top(fact: Statement) -> Fraction:
    return fact.low if fact.high is None else fact.high


def _is_stretch(one: Statement, other: Statement) -> bool:
    """半个月: a fortnight; a month: thirty days."""
    longer, shorter = (one, other) if one.dimension == MONTHS else (other, one)
    hours = longer.low * _MONTH
    return longer.high is None and shorter.high is None and abs(hours - shorter.low) <= hours / 9


_MONTH = 730
"""Hours of a month, about."""


def _is_multiple(one: Statement, other: Statement) -> bool:
    """增长1.5倍: by 150 per cent, to 250 per cent."""
    times, share = (one, other) if one.dimension == TIMES else (other, one)
    grown = (times.low - 1) * 100 == share.low
    whole = times.low * 100 == share.low
    way = share.way or ("by" if share.course == "up" else "")
    return {"by": grown, "to": whole}.get(way, grown or whole)


def _bare(fact: Statement) -> Statement:
    """The number without its unit."""
    if fact.size == 1:
        return fact
    return fact._replace(low=fact.low / fact.size, high=None if fact.high is None else fact.high / fact.size)


def _near(one: Statement, other: Statement) -> bool:
    if one.per and other.per and one.per != other.per:
        one = one._replace(low=one.low * other.per / one.per, high=one.high and one.high * other.per / one.per)
    if (one.high is None) != (other.high is None):
        return False
    if not _rounded(one.low, other.low, one, other):
        return False
    return one.high is None or other.high is None or _rounded(one.high, other.high, one, other)


def _rounded(one: Fraction, other: Fraction, here: Statement, there: Statement) -> bool:
    if one == other:
        return True
    grown = here.dimension == there.dimension == SHARE and there.course == "up" and not there.way
    if grown and here.low > WHOLE and here.low - WHOLE == there.low:
        return True  # 完成计划的108.7%: 8.7 per cent more than planned
    if here.dimension == there.dimension == SHARE and there.step == ROUGH and there.bound in ROUND:
        return is_roughly(there, here)
    if here.dimension != there.dimension or here.unit == there.unit or here.dimension in (MONEY, PHRASE, COUNT):
        return False
    slack = max(here.step, there.step) / (_TIME if here.dimension in (MONTHS, HOURS) else 2)
    if here.bound in _ABOUT or there.bound in _ABOUT:
        slack = max(slack, one * _SLACK)
    return abs(one - other) <= slack


_TURNED = {"above": "below", "over": "under", "more": "under", "near": "over", "below": "above", "under": "over"}
"""What is said of the rest where this is said of what went: 减少一半以上, “less than half the paperwork”."""


def _is_rest(chinese: Statement, english: Statement) -> bool:
    """Whether one half is what went and the other what stayed."""
    halves = chinese.dimension == english.dimension == SHARE and chinese.low == english.low == _HALF
    return halves and chinese.course == "down" and not english.course and not english.way and bool(english.bound)


_HALF = 50
_TIME = 20
"""Years are months and days hours, exactly: what differs by more than this part of one is another span."""
_REACHED = (MONTHS, HOURS, LENGTH, COUNT)
ROUND = {"near": (0, 1), "over": (-1, 0), "more": (-1, 0), "about": (-1, 1), "some": (-1, 1), "under": (0, 1)}
"""Whether a round number may be less or more than the exact one, as said of it."""
_OFF = 20
"""The part of a number by which a round one may differ from it: one in so many."""


def is_roughly(fact: Statement, exact: Statement) -> bool:
    """Whether a round number is near an exact one, on the side that is said."""
    if exact.dimension != fact.dimension or not exact.low or exact.low == fact.low:
        return False
    down, up = ROUND[fact.bound]
    return exact.low * (1 + Fraction(down, _OFF)) <= fact.low <= exact.low * (1 + Fraction(up, _OFF))


def same_bound(chinese: Statement, english: Statement) -> bool:
    """Whether two facts of one value say the same of it."""
    if chinese.dimension in _UNBOUND or english.dimension in _UNBOUND:
        return True
    if chinese.way and english.way and chinese.way != english.way and chinese.dimension == english.dimension:
        return False
    if _is_rest(chinese, english):
        return english.bound in SAID[_TURNED.get(chinese.bound, chinese.bound)]
    if chinese.course and english.course and chinese.course != english.course:
        return False
    if chinese.low != english.low and (english.bound in ("about", "some") or english.step == ROUGH):
        return True  # converted, and rounded
    if english.bound == "over" and chinese.bound == "" and english.dimension in (MONTHS, HOURS):
        return True  # over two days: in their course
    if english.bound == "within" and chinese.bound == "" and english.dimension in _REACHED:
        return True
    return english.bound in SAID.get(chinese.bound, _ALL)
