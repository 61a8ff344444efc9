"""What templates see: plain frozen data, resolved to words and addresses. Here the things on a page; ``page_models``
has the pages. The smallest, of which a page has fifty, are named tuples: they cost half.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

BASE = "\x1a"
"""Stands for the way to the site's root in every address; no content can hold it (control characters are refused)."""


class LocalizedText(NamedTuple):
    """A text and its language where that is not the page's: then it carries ``lang``.

    ``quotes`` is the language of the Han characters it quotes in the midst of another: they carry theirs.
    """

    text: str
    language: str = ""
    lines: bool = False
    quotes: str = ""


class When(NamedTuple):
    """A date as shown, and for machines (empty where HTML has no form)."""

    text: str
    machine: str
    year: int


class Amount(NamedTuple):
    """A quantity as shown in ``language``; ``printed`` as its source gives it, and in which, where that differs."""

    text: str
    language: str = ""
    printed: str = ""
    printed_in: str = ""


class Choice(NamedTuple):
    """One of a fixed set, by its label; ``value`` for styling and filters."""

    text: str
    field: str
    value: str


class Item(NamedTuple):
    """A link to an entry, with what a list shows of it. ``language`` where the entry is not in the page's; ``data``:
    its attributes for the filters of the page.
    """

    title: str
    href: str
    kind: str
    id: str
    language: str = ""
    summary: LocalizedText | None = None
    date: When | None = None
    facts: tuple[Row, ...] = ()
    data: Markup = Markup()


class Marker(NamedTuple):
    """Beside a fact: the number of its source in the page's list of sources."""

    number: int
    title: str
    href: str


class Row(NamedTuple):
    """A labelled field with its values."""

    field: str
    label: str
    cells: tuple[Cell, ...]
    markers: tuple[Marker, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """A sub-record: rows of its own. ``name`` is its class, for templates that show it their own way."""

    name: str
    rows: tuple[Row, ...]

    def get(self, name: str) -> Row | None:
        """A row by its field."""
        return next((row for row in self.rows if row.field == name), None)


Cell = LocalizedText | When | Amount | Choice | Item | Rows


@dataclass(frozen=True, slots=True)
class Link:
    """A plain link. ``here``: to the page it stands on."""

    title: str
    href: str
    count: int = 0
    language: str = ""
    note: str = ""
    here: bool = False


class Proof(NamedTuple):
    """A source, the place in it, and what of an entry it is given for (nothing said: all)."""

    source: Item
    at: LocalizedText | None
    fields: tuple[str, ...] = ()


class Group(NamedTuple):
    """A heading and what stands under it; ``links`` lead to archives where there is too much for one page."""

    title: str
    items: tuple[Item, ...] = ()
    links: tuple[Link, ...] = ()
    id: str = ""
    markers: tuple[Marker, ...] = ()


class Fact(NamedTuple):
    """A dated fact on the timeline. ``id`` is its address on the page, ``data`` its attributes for filters."""

    date: When
    what: LocalizedText
    item: Item
    id: str = ""
    data: Markup = Markup()


@dataclass(frozen=True, slots=True)
class Reading:
    """An observation, as shown."""

    period: When
    value: Amount
    sources: tuple[Proof, ...]
    scope: LocalizedText | None
    as_of: When | None
    note: LocalizedText | None
    preferred: bool
    reason: LocalizedText | None
    conflict: bool


@dataclass(frozen=True, slots=True)
class Total:
    """An indicator and the readings of it that a page shows."""

    item: Item
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class MechanismPartModel:
    """A part of a mechanism: how many entries belong to it, which, and the totals that sources print for it."""

    name: LocalizedText
    count: int
    group: Group
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class AnswerModel:
    """Who or what met a need, and how."""

    item: Item
    how: LocalizedText | None


@dataclass(frozen=True, slots=True)
class PrintedModel:
    """What sources print."""

    text: LocalizedText
    sources: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A discrepancy: readings in words or in figures, and what this site does about it."""

    item: Item
    printed: tuple[PrintedModel, ...]
    figures: tuple[Total, ...]
    resolution: Choice
    published: LocalizedText | None
    reason: LocalizedText | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A point or bar of a chart. ``share`` is its size in thousandths of the largest; ``low`` that of the smallest of
    readings that differ.
    """

    label: str
    value: str
    share: int
    of_all: int
    href: str = ""
    low: int = 0


@dataclass(frozen=True, slots=True)
class ChartModel:
    """A chart and the table behind it. ``groups`` are the bars of a stacked one, or the small charts of many."""

    form: str
    marks: tuple[Mark, ...]
    title: str
    period: str
    groups: tuple[ChartModel, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """The files of one format: ``srcset`` and MIME type."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Size:
    """One file of a picture, to download."""

    format: str
    width: int
    height: int
    href: str


@dataclass(frozen=True, slots=True)
class PictureModel:
    """A picture with its derivatives; ``src`` is the fallback. Without ``src`` the image is not held."""

    alt: LocalizedText
    src: str = ""
    width: int = 0
    height: int = 0
    sources: tuple[Derived, ...] = ()
    full: str = ""
    """The largest, for a closer look."""
    sizes: tuple[Size, ...] = ()
    focus: str = ""
    """The point to keep where it is cut to a shape: across and down, in per cent."""


@dataclass(frozen=True, slots=True)
class FigureModel:
    """A figure as any page shows it. ``anchor``: its address there; ``number``: Figure 1, in a text."""

    item: Item
    type: str
    caption: LocalizedText
    credit: LocalizedText | None
    date: When | None
    rights: LocalizedText | None
    picture: PictureModel
    chart: ChartModel | None
    summary: LocalizedText | None = None
    anchor: str = ""
    number: str = ""
