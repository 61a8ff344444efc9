"""What each view shows: one class a kind of page, made of the things in ``views.models``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from markupsafe import Markup

from xieshou.views.shared.figure_models import ChartModel, FigureModel
from xieshou.views.shared.first_facts import NO_FIRST, FirstFacts
from xieshou.views.shared.life_models import NO_LIFE, LifeModel
from xieshou.views.shared.listing import NO_FILTER, Dataset, Download, Filter
from xieshou.views.shared.models import (
    AnswerModel,
    Difference,
    Fact,
    Group,
    Item,
    Link,
    LocalizedText,
    Marker,
    MechanismPartModel,
    Proof,
    Reading,
    Row,
    Total,
    When,
)
from xieshou.views.shared.time_models import Pick, TimeChart, TimeRow, TimeSpan, YearBars


@dataclass(frozen=True, slots=True)
class Model:
    """What every page has. ``kind`` names the record kind of an entry's page or a list's; ``published`` is an article's
    date, for citations; ``instant`` the same as a moment with its zone, empty where it names no day. ``node`` is what
    the page says of its matter to machines (``linked_data``).
    """

    title: str
    description: str = ""
    language: str = ""
    trail: tuple[Link, ...] = ()
    kind: str = ""
    author: str = ""
    published: When | None = None
    instant: str = ""
    files: tuple[Download, ...] = ()
    node: Mapping[str, Any] = field(default_factory=dict)
    feed: str = ""
    """The folder of a feed that is the page's own."""
    first_cited: str = ""
    """Where it was published before, for citations."""


class BothRow(NamedTuple):
    """Blocks of two languages that say the same. ``sort``: ``title``, ``summary``, or nothing for what is text."""

    here: Markup
    there: Markup
    sort: str = ""


@dataclass(frozen=True, slots=True)
class BothModel(Model):
    """An article in two languages. ``sides``: their codes and names, the page's own first."""

    sides: tuple[tuple[str, str], ...] = ()
    rows: tuple[BothRow, ...] = ()
    original: Link | None = None


@dataclass(frozen=True, slots=True)
class StaleModel:
    """That a translation is behind: the day it was right, how many paragraphs have changed, the original, its language,
    and of what changed the beginnings in both.
    """

    when: When
    count: int
    original: Link | None
    language: str
    blocks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FileModel:
    """A file to be downloaded: what it is and how large, and whether browsers save it instead of showing it."""

    href: str
    type: str
    said: str
    saved: bool


@dataclass(frozen=True, slots=True)
class EntryModel(Model):
    """The page of an entry: a record or an article."""

    summary: LocalizedText | None = None
    note: LocalizedText | None = None
    aliases: tuple[LocalizedText, ...] = ()
    rows: tuple[Row, ...] = ()
    date: When | None = None
    date_label: str = ""
    """What the date is, where a date alone would not say it."""
    translator: str = ""
    made: str = ""
    """Whether a machine translated the text, and who has checked the translation."""
    covers: When | None = None
    """The period that an article tells of."""
    life: LifeModel = NO_LIFE
    minutes: int = 0
    """How long its text takes to read; 0 where it has none."""
    others: tuple[Link, ...] = ()
    """The same entry in other languages."""
    stale: StaleModel | None = None
    both: Link | None = None
    """Where its two languages stand side by side."""
    body: Markup = field(default_factory=Markup)
    headings: tuple[Link, ...] = ()
    groups: tuple[Group, ...] = ()
    sources: tuple[Proof, ...] = ()
    facts: tuple[Fact, ...] = ()
    history: tuple[TimeRow, ...] = ()
    """The last that happened to it, from the entries that name it."""
    cover: FigureModel | None = None
    album: tuple[FigureModel, ...] = ()
    figure: FigureModel | None = None
    file: FileModel | None = None
    readings: tuple[Reading, ...] = ()
    chart: ChartModel | None = None
    markers: tuple[tuple[str, tuple[Marker, ...]], ...] = ()
    """Which sources were given for a field, by its name."""
    notices: tuple[Item, ...] = ()
    """Discrepancies that concern the entry."""
    strands: tuple[MechanismPartModel, ...] = ()
    totals: tuple[Total, ...] = ()
    answers: tuple[AnswerModel, ...] = ()
    difference: Difference | None = None
    earlier: Item | None = None
    later: Item | None = None
    first: FirstFacts = NO_FIRST

    def marked(self, field: str) -> tuple[Marker, ...]:
        """The markers of a field."""
        return dict(self.markers).get(field, ())


@dataclass(frozen=True, slots=True)
class Region:
    """A place, and the places that lie in it."""

    item: Item
    within: tuple[Region, ...] = ()


class SumsModel(NamedTuple):
    """Sums above a list: indicators with their values."""

    title: str
    items: tuple[Item, ...]
    note: LocalizedText | None


@dataclass(frozen=True, slots=True)
class ListModel(Model):
    """A list: an index, a page of an archive."""

    lead: str = ""
    groups: tuple[Group, ...] = ()
    archives: tuple[Link, ...] = ()
    figures: tuple[FigureModel, ...] = ()
    facts: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    filter: Filter = NO_FILTER
    places: tuple[Region, ...] = ()
    sums: SumsModel | None = None


@dataclass(frozen=True, slots=True)
class TimelineModel(ListModel):
    """A page of the timeline. ``spans``: its years; ``bars``: how much there is in each; ``drawing``: that of a year;
    ``newest``: the last rows, where the page does not show all; ``picks``: what the rows are narrowed by.
    """

    spans: tuple[TimeSpan, ...] = ()
    bars: tuple[YearBars, ...] = ()
    drawing: TimeChart | None = None
    years: tuple[Link, ...] = ()
    newest: tuple[TimeRow, ...] = ()
    picks: tuple[tuple[Pick, ...], ...] = ()
    forms: tuple[str, ...] = ()
    """The forms of dates on the page, for its legend."""


@dataclass(frozen=True, slots=True)
class DataModel(ListModel):
    """The page of the open data."""

    licence: LocalizedText | None = None
    datasets: tuple[Dataset, ...] = ()


@dataclass(frozen=True, slots=True)
class Bond:
    """What brings two parties together. ``href``: the record, or where the records are listed."""

    id: str
    other: Item
    count: int
    href: str
    records: tuple[Item, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A party of one side and its bonds with those of the other. ``cells``: one for each column of the matrix."""

    item: Item
    bonds: tuple[Bond, ...] = ()
    cells: tuple[Bond | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of the drawing, from a height on one side to one on the other (thousandths). ``weight``: 1 to 4."""

    start: int
    end: int
    weight: int


@dataclass(frozen=True, slots=True)
class CooperationModel(Model):
    """Two sides and what brings them together: drawing, matrix, list."""

    lead: str = ""
    sides: tuple[str, str] = ("", "")
    rows: tuple[Party, ...] = ()
    columns: tuple[Item, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    left_out: tuple[int, int] = (0, 0)
    parties: tuple[Party, ...] = ()
    archives: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class DifferencesModel(ListModel):
    """The list of discrepancies, under their types."""

    differences: tuple[tuple[str, tuple[Difference, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class MissingText:
    """What the 404 page says in one language."""

    language: str
    title: str
    text: str
    home: Link
    find: Link


@dataclass(frozen=True, slots=True)
class MissingModel(Model):
    """The 404 page."""

    texts: tuple[MissingText, ...] = ()


@dataclass(frozen=True, slots=True)
class GoneModel(Model):
    """What stands at the address of an entry that was taken back. ``called``: its title, where readers may know that;
    ``ways``: where they may go on.
    """

    called: str = ""
    when: When | None = None
    reason: LocalizedText | None = None
    ways: tuple[Link, ...] = ()
