"""Dated facts to lanes of rows: what happened and what was reported, what is of one date in one row, what is known by
its year alone apart, by kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.kinds.event import Event
from xieshou.content.schema import edtf
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import Fact
from xieshou.views.shared.time_models import TimeEntry, TimeKind, TimeLane, TimeMonth, TimeRow

HAPPENED, REPORTED = "happened", "reported"
LANES = (HAPPENED, REPORTED)
MONTH = 2
"""Of a date's sort key: how exact it is that names its month."""


def lane_of(id_: str) -> str:
    """The lane of an entry: a story tells, everything else happened."""
    return REPORTED if id_.startswith(f"{Article.kind}/") else HAPPENED


def address_on_page(id_: str, written: str) -> str:
    """The address of a row on the page of its year or month, by one of its entries."""
    return f"{lane_of(id_)[0]}{written}".replace("/", "_").replace("~", "").replace("?", "").replace("%", "")


class Told(NamedTuple):
    """A fact, where it stands in time (``order`` of its date), its date as written, and the choices it has."""

    fact: Fact
    order: tuple[int, int, int, int, str]
    picks: tuple[int, ...] = ()

    @property
    def written(self) -> str:
        """Its date as written."""
        return self.order[4]


def told(
    context: PageContext, facts: Iterable[tuple[str, int]], picks: Mapping[str, tuple[int, ...]]
) -> Iterator[Told]:
    """Facts by entry and number, with what rows are made of."""
    for id_, number in facts:
        yield Told(context.fact(id_, number), context.card(id_).dated[number].order, picks.get(id_, ()))


def rows(found: Iterable[Told]) -> Iterator[TimeRow]:
    """The rows of facts that stand in order: one a date."""
    for (written, _), group in groupby(found, key=lambda one: (one.written, lane_of(one.fact.item.id))):
        same = sorted(group, key=lambda one: one.fact.item.kind != Event.kind)
        whats = {one.fact.what for one in same}
        alike = next(iter(whats)) if len(same) > 1 and len(whats) == 1 else None
        entries = tuple(_entry(one, alike is None) for one in same)
        first = same[0].fact
        yield TimeRow(first.date, entries, alike, address_on_page(first.item.id, written), _joined(entries))


def _entry(one: Told, said: bool = True) -> TimeEntry:
    what = one.fact.what
    return TimeEntry(one.fact.item, what if said and what.text != one.fact.item.title else None, _tokens(one.picks))


def lanes(context: PageContext, found: Sequence[Told], named: bool) -> Iterator[TimeLane]:
    """The lanes of a year's facts; ``named``: its months have an address on the page."""
    for lane in LANES:
        own = [one for one in found if lane_of(one.fact.item.id) == lane]
        if own:
            exact = [one for one in own if one.order[3] >= MONTH]
            vague = [one for one in own if one.order[3] < MONTH]
            year = own[0].order[0]
            title = context.labels("timeline.vague", year=context.labels("ui.shelf_year", year=year), count=len(vague))
            yield TimeLane(lane, tuple(_months(context, exact, lane, named)), tuple(_kinds(context, vague)), title)


def _months(context: PageContext, found: Iterable[Told], lane: str, named: bool) -> Iterator[TimeMonth]:
    for (year, month), same in groupby(found, key=lambda one: one.order[:2]):
        shown = tuple(rows(same))
        title = context.when(edtf.parse(f"{year}-{month:02}")).text
        own = f"m{month:02}" if lane == HAPPENED else f"n{month:02}"
        yield TimeMonth(title, shown, own if named else "", _joined(shown))


def _kinds(context: PageContext, found: Sequence[Told]) -> Iterator[TimeKind]:
    """Facts by the kind of their entries, in the order of the kinds."""
    for kind in KINDS:
        own = [one for one in found if one.fact.item.kind == kind]
        if own:
            entries = tuple(_entry(one) for one in own)
            shown = tuple(zip((one.fact.date for one in own), entries, strict=True))
            yield TimeKind(context.labels(f"kinds.{kind}.many"), kind, shown, vague_at(kind), _joined(entries))


def vague_at(kind: str) -> str:
    """The address on the page of what is known by the year alone."""
    return f"y-{kind}"


def _tokens(picks: Iterable[int]) -> str:
    return " ".join(map(str, picks))


def _joined(entries: Iterable[TimeEntry | TimeRow]) -> str:
    return " ".join(dict.fromkeys(pick for one in entries for pick in one.picks.split()))
