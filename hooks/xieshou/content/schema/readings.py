"""Which of an indicator's readings a text quotes.

In: an indicator's readings in brief, and what a text asks for: nothing (the latest), a period, a source. Out: the one
that is meant, or why none is. Checking asks it of every quotation before anything is written, so that rendering finds
the reading there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class ReadingKey(NamedTuple):
    """A reading without its number, so that a new number is no new shape.

    ``period`` is EDTF, ``order`` its sort key. Readings with one ``same`` have one value.
    """

    period: str
    order: tuple[int, int, int, int, str]
    sources: tuple[str, ...]
    preferred: bool
    same: int


class NoReading(LookupError):
    """Nothing, or more than one thing, is meant. ``code`` is the problem's; ``instead`` what may be written."""

    def __init__(self, code: str, instead: Iterable[str]) -> None:
        super().__init__(code)
        self.code, self.instead = code, tuple(dict.fromkeys(instead))


def chosen(readings: Sequence[ReadingKey], wanted: str) -> int:
    """The number of the reading that ``wanted`` means: ``2023``, ``2023@daily``, or nothing: the latest.

    Raises ``NoReading``.
    """
    period, _, source = wanted.partition("@")
    found = list(enumerate(readings))
    if source:
        found = [(number, one) for number, one in found if source in one.sources]
        if not found:
            raise NoReading("quote-source", (f"{one.period}@{name}" for one in readings for name in one.sources))
    latest = max(one.order for _, one in found)
    of_period = [(number, one) for number, one in found if (one.period == period if period else one.order == latest)]
    if not of_period:
        raise NoReading("quote-period", (one.period + (f"@{source}" if source else "") for _, one in found))
    best = [(number, one) for number, one in of_period if one.preferred] or of_period
    if len({one.same for _, one in best}) > 1:
        raise NoReading("quote-ambiguous", (f"{one.period}@{name}" for _, one in best for name in one.sources))
    return best[0][0]
