"""Which of an indicator's readings a text quotes.

In: an indicator's readings in brief, and what a text asks for: nothing (the latest), a period, a source. Out: the one
that is meant, or why none is. Checking asks it of every quotation before anything is written, so that rendering finds
the reading there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_YEAR = re.compile("[0-9]{4}")


class ReadingKey(NamedTuple):
    """A reading without its number, so that a new number is no new shape.

    ``period`` is EDTF, ``order`` its sort key. Readings with one ``same`` have one value. Those of one
    ``axis`` can be drawn to one scale, but for those that are ``ranged``: from one number to another.
    """

    period: str
    order: tuple[int, int, int, int, str]
    sources: tuple[str, ...]
    preferred: bool
    same: int
    axis: str = ""
    ranged: bool = False


PARTS_OF_A_WHOLE = ("share", "stacked")
"""Forms of a chart in which each indicator is a part: it has one reading there."""


class Drawing(NamedTuple):
    """What a chart draws: its form, the period it compares (empty: all of them) and its indicators, by the field of
    each list (``indicators``, ``groups.0.indicators``).
    """

    form: str
    period: str
    indicators: tuple[tuple[str, tuple[str, ...]], ...]


class NoReading(LookupError):
    """Nothing, or more than one thing, is meant. ``code`` is the problem's; ``instead`` what may be written."""

    def __init__(self, code: str, instead: Iterable[str]) -> None:
        super().__init__(code)
        self.code, self.instead = code, tuple(dict.fromkeys(instead))


def fitting(periods: Sequence[str], wanted: str) -> list[int]:
    """Which of ``periods`` (EDTF) a chart of the period ``wanted`` draws: that very period; else, where ``wanted`` is a
    year, what lies in it. Without ``wanted`` all of them.
    """
    if not wanted:
        return [*range(len(periods))]
    exact = [number for number, one in enumerate(periods) if one == wanted]
    if exact or not _YEAR.fullmatch(wanted):
        return exact
    return [number for number, one in enumerate(periods) if {end[:4] for end in one.split("/")} == {wanted}]


def chosen(readings: Sequence[ReadingKey], wanted: str) -> int:
    """The number of the reading that ``wanted`` means: ``2023``, ``2023@daily``, or nothing: the latest.

    Raises ``NoReading``.
    """
    period, _, source = wanted.partition("@")
    there = [(number, one) for number, one in enumerate(readings) if one.period == period or not period]
    if not there:
        raise NoReading("quote-period", (one.period for one in readings))
    found = [(number, one) for number, one in there if not source or source in one.sources]
    if not found:  # who says so of this period: a number of another is never offered for it
        raise NoReading("quote-source", (f"{one.period}@{name}" for _, one in there for name in one.sources))
    latest = max(one.order for _, one in found)
    of_period = [(number, one) for number, one in found if one.order == latest]
    best = [(number, one) for number, one in of_period if one.preferred] or of_period
    if len({one.same for _, one in best}) > 1:
        raise NoReading("quote-ambiguous", (f"{one.period}@{name}" for _, one in best for name in one.sources))
    return best[0][0]
