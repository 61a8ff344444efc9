"""Whether two dates, or a date and a number, are one: 二季度末 and “the end of June”.

In: days as far as they are said. Out: yes or no.
"""

from __future__ import annotations

from xieshou.language.parity.facts import COUNT, DIGITS, ORDINAL, Day, Statement


def is_number(day: Day, other: Statement) -> bool:
    """Whether a date is what the other text gives as a number: the year, the day, the quarter."""
    if other.dimension in (COUNT, DIGITS):
        if day.part == _DECADE:
            return other.low in (day.year, day.year % 100)
        return (day[1:] == (0, 0, "") and day.year == other.low) or (not day.month and day.day == other.low)
    if other.dimension == ORDINAL:
        if day.part[:1] in _NUMBERED:
            return not day.month and int(day.part[1:]) == other.low
        return not day.month and not day.year and day.day == other.low
    return False


def same_day(one: Day, other: Day) -> bool:
    """Whether two dates are one, as far as both say."""
    shared = False
    for here, there in zip(one[:3], other[:3], strict=True):
        if here and there:
            if here != there:
                return False
            shared = True
    if (one.part[:1] == "y" and other.year) or (other.part[:1] == "y" and one.year):
        return True  # this year, of a text whose year nobody knows
    if _is_close(one, other) or _is_close(other, one):
        return True
    if one.part and other.part:
        same = one.part == other.part or {one.part, other.part} in _PARTS
        return same and (shared or not (one.year and other.year))
    if _is_turn(one, other) or _is_turn(other, one):
        return True
    if {one.part, other.part} == {"end", ""} and shared:
        day = other if one.part else one
        return day.month == 0 or day.day == 0 or day.day >= _LAST_DAYS
    return shared


def _is_turn(part: Day, month: Day) -> bool:
    """年初 and “January”, 年底 and “December”."""
    return not part.month and not month.day and not month.part and _TURN.get(part.part) == month.month


def _is_close(part: Day, month: Day) -> bool:
    """The end of a quarter or half is that of its last month: 二季度末, “the end of June”."""
    last = _LAST_MONTHS.get(part.part)
    ends = month.part == "end" or month.day >= _LAST_DAYS
    return (
        last is not None
        and not part.month
        and month.month == last
        and ends
        and not (part.year and month.year and part.year != month.year)
    )


_LAST_MONTHS = {"q1": 3, "q2": 6, "q3": 9, "q4": 12, "h1": 6, "h2": 12}
_PARTS = ({"end", "late"}, {"h1", "mid"})
"""Parts that are said of one time: 上半年, “by mid-year”."""
_NUMBERED = ("q", "h")
"""Parts of a year that are numbered: “twelve in the first quarter and 19 in the second”."""
_TURN = {"early": 1, "end": 12}
_DECADE = "s"
_LAST_DAYS = 28
"""The first day that can be the last of a month: “30 June” is 6月末."""
