"""The drawing of a year: two lanes on twelve months, each row a mark in the form of its date, each mark a link.

In: what a page's options say of its facts (lane, date, kind, the page they stand on). Out: plain data; a mark that
would stand on another goes below it.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from xieshou.content.kinds import KINDS
from xieshou.content.kinds.event import Event
from xieshou.content.schema import edtf
from xieshou.plan.archives import MARK
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.time_forms import YEAR, form_of
from xieshou.views.shared.time_models import ChartMonth, TimeChart, TimeMark, TimeTrack
from xieshou.views.shared.time_rows import HAPPENED, LANES, MONTH, address_on_page, lane_of, vague_at

_GAP = 18
"""Thousandths that a mark takes on either side together: 16 px of 900."""
_STEP, _TOP, _FOOT, _BAND, _DEEPEST = 16, 26, 8, 20, 9
"""Pixels: from one mark to that below it, above the first, below the last, a band; and how many stand in one place."""


class Drawn(NamedTuple):
    """A fact to draw: its entry, its date as written, and the page below the year's that it stands on, if one does."""

    id: str
    written: str
    tail: str

    @property
    def kind(self) -> str:
        """The kind of its entry."""
        return self.id.partition("/")[0]


class Reach(NamedTuple):
    """How far the sources reach: the last month that any of them knows of; nothing where none is dated."""

    year: int = 0
    month: int = 0

    def first_beyond(self, year: int, last: int) -> int:
        """The first month of ``year`` that no source knows; 13 where they know all. ``last``: what is known anyway."""
        if not self.year or year < self.year:
            return 13
        return max(self.month if year == self.year else 0, last) + 1


def chart(
    context: PageContext, year: int, found: Sequence[Drawn], reach: Reach, picks: Mapping[str, str]
) -> TimeChart | None:
    """The drawing of a year's facts; None where there is nothing to draw but one date."""
    if len({one.written for one in found}) < 2:
        return None
    happened = [one for one in found if lane_of(one.id) == HAPPENED]
    exact = [one for one in happened if edtf.parse(one.written).order[3] >= MONTH]
    beyond = reach.first_beyond(year, max((edtf.parse(one.written).order[1] for one in exact), default=0))
    until = context.when(edtf.parse(f"{reach.year}-{reach.month:02}")).text if beyond < 13 else ""
    return TimeChart(
        tuple(_months(context, found, beyond)),
        tuple(
            _track(context, lane, [one for one in found if lane_of(one.id) == lane], year, picks)
            for lane in LANES
            if lane == HAPPENED or len(happened) < len(found)
        ),
        context.labels("timeline.beyond", date=until) if until else "",
        min((beyond - 1) * 1000 // 12, 1000),
    )


def _months(context: PageContext, found: Iterable[Drawn], beyond: int) -> Iterator[ChartMonth]:
    counts: Counter[int] = Counter()
    tails: dict[int, str] = {}
    lanes: dict[int, str] = {}
    for one in found:
        order = edtf.parse(one.written).order
        if order[3] >= MONTH:
            counts[order[1]] += 1
            tails[order[1]] = one.tail
            if lanes.get(order[1]) != HAPPENED:
                lanes[order[1]] = lane_of(one.id)
    for month in range(1, 13):
        tail = tails.get(month, "")
        to_page = context.at(f"timeline/{tail}") if tail else ""
        href = to_page or f"#{'m' if lanes.get(month) == HAPPENED else 'n'}{month:02}"
        yield ChartMonth(
            context.labels(f"timeline.months.m{month:02}"),
            counts[month],
            href if counts[month] else "",
            month >= beyond and not counts[month],
        )


def _track(context: PageContext, lane: str, found: Sequence[Drawn], year: int, picks: Mapping[str, str]) -> TimeTrack:
    exact = [one for one in found if edtf.parse(one.written).order[3] >= MONTH]
    vague = [one for one in found if edtf.parse(one.written).order[3] < MONTH]
    ends: list[int] = []
    marks = []
    for written, group in groupby(sorted(exact, key=_by_date), key=lambda one: one.written):
        same = list(group)
        start, length = _place(edtf.parse(written), year)
        level = next((at for at, end in enumerate(ends) if end <= start), len(ends))
        level = min(level, _DEEPEST - 1)
        ends[level : level + 1] = [start + length + _GAP + (_GAP if len(same) > 1 else 0)]
        marks.append(_mark(context, same, (start, length, _TOP + level * _STEP), picks))
    below = _TOP + len(ends) * _STEP
    bands: list[TimeMark] = []
    for _, group in groupby(sorted(vague, key=_by_kind), key=_by_kind):
        same = list(group)
        kind = same[0].kind
        title = f"{context.labels(f'kinds.{kind}.many')} {len(same)}"
        down = below + len(bands) * _BAND
        bands.append(TimeMark(0, 1000, down, YEAR, kind, f"#{vague_at(kind)}", title, len(same), _picks(same, picks)))
    return TimeTrack(lane, below + len(bands) * _BAND + _FOOT, tuple(marks), tuple(bands))


def _by_date(one: Drawn) -> tuple[int, int, int, int, str]:
    return edtf.parse(one.written).order


def _by_kind(one: Drawn) -> int:
    return list(KINDS).index(one.kind)


def _mark(
    context: PageContext, same: Sequence[Drawn], where: tuple[int, int, int], picks: Mapping[str, str]
) -> TimeMark:
    first, date = min(same, key=lambda one: one.kind != Event.kind), edtf.parse(same[0].written)
    tail = first.tail if f"/{MARK}" not in first.tail.partition(MARK)[2] else ""
    page = context.at(f"timeline/{first.tail}") if first.tail else ""
    href = page + (f"#{address_on_page(first.id, first.written)}" if tail or not page else "")
    title = context.when(date).text
    return TimeMark(*where, form_of(date), first.kind, href, title, len(same), _picks(same, picks))


def _place(date: edtf.Date, year: int) -> tuple[int, int]:
    """Where a date begins, and how long it is, in thousandths of ``year``; what is outside is cut off."""
    start = date.start.first if date.start else date.anchor.first
    end = (date.end or date.anchor).last
    first = 0 if start[0] < year else _thousandth(start)
    if not date.end and date.anchor.day:
        return first, 0
    last = 1000 if end[0] > year else _thousandth(end)
    return first, max(last - first, 8)


def _thousandth(day: tuple[int, int, int]) -> int:
    days = calendar.monthrange(day[0], day[1])[1]
    return ((day[1] - 1) * 1000 + (day[2] - 1) * 1000 // days + (500 // days)) // 12


def _picks(same: Iterable[Drawn], picks: Mapping[str, str]) -> str:
    return " ".join(dict.fromkeys(pick for one in same for pick in picks.get(one.id, "").split()))
