"""A stretch of time as templates see it: lanes of rows, and the drawing above them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from xieshou.views.shared.models import Item, LocalizedText, When


class TimeEntry(NamedTuple):
    """An entry in a row. ``what``: what happened, where its name does not say it; ``picks``: the choices it has."""

    item: Item
    what: LocalizedText | None = None
    picks: str = ""


class TimeRow(NamedTuple):
    """What is of one date. ``what``: what happened, where it is the same for all; ``id``: its address on the page."""

    date: When
    entries: tuple[TimeEntry, ...]
    what: LocalizedText | None = None
    id: str = ""
    picks: str = ""


class TimeMonth(NamedTuple):
    """The rows that begin in a month."""

    title: str
    rows: tuple[TimeRow, ...]
    id: str = ""
    picks: str = ""


class TimeKind(NamedTuple):
    """What is known by its year alone, of one kind."""

    title: str
    kind: str
    entries: tuple[tuple[When, TimeEntry], ...]
    id: str = ""
    picks: str = ""


class TimeLane(NamedTuple):
    """What happened, or what was reported: never both."""

    id: str
    months: tuple[TimeMonth, ...]
    vague: tuple[TimeKind, ...] = ()
    vague_title: str = ""


class TimeSpan(NamedTuple):
    """A year on a page that shows several, or the only one there."""

    title: str
    lanes: tuple[TimeLane, ...]
    id: str = ""


class Pick(NamedTuple):
    """A choice to narrow the rows by: its number on the page, its name, how many entries have it."""

    number: int
    label: str
    total: int


class TimeMark(NamedTuple):
    """A row, drawn: where it begins and how long it is in thousandths of the year, how far down (px)."""

    start: int
    length: int
    down: int
    form: str
    kind: str
    href: str
    title: str
    total: int
    picks: str = ""


class TimeTrack(NamedTuple):
    """A lane of the drawing. ``bands``: what is known by the year alone, one a kind."""

    id: str
    height: int
    marks: tuple[TimeMark, ...]
    bands: tuple[TimeMark, ...]


class ChartMonth(NamedTuple):
    """A column of the drawing. ``beyond``: no source reaches so far, so that nothing there says nothing."""

    label: str
    total: int
    href: str
    beyond: bool


@dataclass(frozen=True, slots=True)
class TimeChart:
    """The drawing of a year. ``beyond``: in words, to where the sources reach; ``beyond_at``: the thousandth."""

    months: tuple[ChartMonth, ...]
    tracks: tuple[TimeTrack, ...]
    beyond: str = ""
    beyond_at: int = 1000


class YearBars(NamedTuple):
    """A year of the whole: how much happened and was reported in it; shares in thousandths of the most."""

    label: str
    happened: int
    reported: int
    happened_share: int
    reported_share: int
    href: str
