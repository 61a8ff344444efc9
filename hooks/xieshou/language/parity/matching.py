"""Which facts of a text are which of its translation, and which of them have no counterpart there.

In: the facts of two blocks. Out: those that stand alone, those of which another thing is said, and what in the
other text stands where a lonely one should. A fact has its counterpart anywhere in the other block: sentences are
turned round in translation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from xieshou.language.parity.alike import ROUND, is_roughly, same_bound, same_value
from xieshou.language.parity.derived import underived
from xieshou.language.parity.facts import (
    CODE,
    COUNT,
    DATE,
    EACH,
    LIST,
    MONEY,
    ORDINAL,
    PHRASE,
    POINTS,
    SHARE,
    VAGUE,
    Statement,
)
from xieshou.language.parity.marks import one_sort

_FEW = 12
"""Up to here a number that need not be said is taken for another: 二期, “phase three”."""
_TENS = 10
"""From here on a round number is of a magnitude that another can be off."""


class Matched:
    """The facts of two blocks put together."""

    def __init__(self, chinese: Sequence[Statement], english: Sequence[Statement]) -> None:
        self.zh = _split(chinese, english)
        self.en = _shared(_split(english, chinese))
        self._given = (chinese, english)
        self._alike = [[at for at, other in enumerate(self.en) if same_value(one, other)] for one in self.zh]

    @cached_property
    def _taken(self) -> set[int]:
        return {at for places in self._alike for at in places}

    def alone(self, text: str) -> tuple[list[Statement], list[Statement]]:
        """The facts of either that have no counterpart, and do not follow from others. ``text``: the English."""
        given_zh, given_en = self._given
        zh = [one for one, places in zip(self.zh, self._alike, strict=True) if not places]
        en = [one for at, one in enumerate(self.en) if at not in self._taken]
        zh = [one for one in zh if not _rounds(one, self.zh, self.en) and not _in_row(one, self.zh, given_en)]
        en = [one for one in en if not _rounds(one, self.en, self.zh) and not _in_row(one, self.en, given_zh)]
        return underived((self.zh, self.en), (zh, en), text) if en else (zh, en)

    def bounds(self) -> Iterator[tuple[Statement, Statement]]:
        """Facts of one value of which something else is said wherever it stands."""
        for one, places in zip(self.zh, self._alike, strict=True):
            others = [self.en[at] for at in places]
            if others and not any(same_bound(one, other) or _unsaid(one, other) for other in others):
                yield one, next((other for other in others if other.dimension == one.dimension), others[0])

    def surplus(
        self, chinese: Sequence[Statement], english: Sequence[Statement]
    ) -> Iterator[tuple[Statement, Statement]]:
        """Lonely small numbers where the other text has one more of another: 两件、三篇, “two … and two”."""
        for one in chinese:
            if _is_small(one) and (more := _more_often(self.en, self.zh)):
                yield one, more
        for other in english:
            if _is_small(other) and (more := _more_often(self.zh, self.en)):
                yield more, other


def rival(one: Statement, others: Sequence[Statement]) -> Statement | None:
    """What in the other text stands where ``one`` should: of its dimension, or at least of its kind."""
    possible = [other for other in others if one.required or _conflict(one, other) or (one.soft and other.required)]
    for alike in (_of_one_dimension, _of_one_kind, _both_numbers):
        for other in possible:
            if alike(one, other):
                return other
    return None


def _split(own: Sequence[Statement], others: Sequence[Statement]) -> list[Statement]:
    """The facts with a range as its two ends where the other text has no such range: “from 80 to 140”, 由80升至140."""
    found: list[Statement] = []
    for fact in own:
        if fact.high is None:
            found.append(fact)
            continue
        ends = (fact._replace(high=None), fact._replace(low=fact.high, high=None))
        ranges = [other for other in others if other.high is not None]
        if any(_either_way(fact, other) for other in ranges) or not any(
            other.high is None and _either_way(end, other) for end in ends for other in others
        ):
            found.append(fact)
        else:
            found += ends
    return found


def _either_way(one: Statement, other: Statement) -> bool:
    return same_value(one, other) or same_value(other, one)


def _shared(there: list[Statement]) -> list[Statement]:
    """Bare numbers count as shares only where another number has the sign: “12 per cent to around 5”."""
    if any(fact.dimension in (SHARE, POINTS) or (fact.unit and fact.dimension != MONEY) for fact in there):
        return there
    return [fact._replace(bare=False) if fact.bare else fact for fact in there]


def _unsaid(one: Statement, other: Statement) -> bool:
    """Whether two that need not be said differ only in what one of them leaves out."""
    return not (one.required and other.required) and not (one.bound and other.bound) and not (one.way and other.way)


def _rounds(fact: Statement, own: Sequence[Statement], others: Sequence[Statement]) -> bool:
    """Whether this only says in a round number what both texts say exactly."""
    if fact.bound not in ROUND:
        return False
    said = {other.low for other in others}
    return any(is_roughly(fact, one) and one.low in said for one in (*own, *others) if one is not fact)


def _in_row(fact: Statement, own: Sequence[Statement], others: Sequence[Statement]) -> bool:
    """Whether this is one of a row that the other text gives by its ends: 1、2、3, “1 to 3”."""
    if fact.dimension != COUNT or fact.high is not None:
        return False
    counts = {one.low for one in own if one.dimension == COUNT and one.high is None}
    return any(
        other.high is not None and other.dimension == COUNT and other.low <= fact.low <= other.high <= other.low + _FEW
        and {other.low, other.high} <= counts
        for other in others
    )  # fmt: skip


def _is_small(fact: Statement) -> bool:
    return fact.soft and (fact.dimension == COUNT or fact.unit == LIST)


def _more_often(own: Sequence[Statement], others: Sequence[Statement]) -> Statement | None:
    """A small number that one text has oftener than the other."""
    for fact in own:
        if (fact.unit == LIST or (fact.dimension == COUNT and 1 < fact.low <= _FEW)) and (
            sum(one.low == fact.low for one in own) > sum(one.low == fact.low for one in others)
        ):
            return fact
    return None


def _of_one_dimension(one: Statement, other: Statement) -> bool:
    if one.dimension == CODE:
        return other.dimension == CODE and one_sort(one.unit, other.unit)
    return other.dimension == one.dimension and (other.dimension != PHRASE or other.unit == one.unit)


def _of_one_kind(one: Statement, other: Statement) -> bool:
    if PHRASE in (one.dimension, other.dimension):
        return _list_and_count(one, other)
    return other.kind == one.kind and not {CODE, EACH} & {one.dimension, other.dimension}


def _list_and_count(one: Statement, other: Statement) -> bool:
    return LIST in (one.unit, other.unit) and COUNT in (one.dimension, other.dimension)


def _both_numbers(one: Statement, other: Statement) -> bool:
    if {CODE, EACH} & {one.dimension, other.dimension} or not {other.kind, one.kind} <= {"quantity", "percent"}:
        return False
    return one.required or ({one.dimension, other.dimension} <= {COUNT, ORDINAL} and max(one.low, other.low) <= _FEW)


def _conflict(one: Statement, other: Statement) -> bool:
    """Whether two that could be left out cannot both be right."""
    if one.dimension == other.dimension == PHRASE:
        return one.unit == other.unit
    if one.dimension == other.dimension == CODE:
        return one_sort(one.unit, other.unit)
    if one.soft and other.soft and VAGUE in (one.dimension, other.dimension):
        return {one.dimension, other.dimension} <= {VAGUE, COUNT} and min(one.low, other.low) >= _TENS
    if one.soft and other.soft:
        return one.dimension == other.dimension or _list_and_count(one, other)
    if one.dimension == other.dimension == DATE:
        here, there = one.day, other.day
        return bool(here.year and there.year and not (here.month or there.month)) or (
            here.part[:1] == there.part[:1] and here.part[:1] in ("y", "w")
        )
    return False
