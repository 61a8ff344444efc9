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

    ``quotes`` is a language that it quotes in the midst of another, in a script of its own: this carries ``lang`` too.
    """

    text: str
    language: str = ""
    quotes: str = ""

    @property
    def search_words(self) -> tuple[str, ...]:
        """What search finds of it."""
        return (self.text,)


class LinkedText(NamedTuple):
    """A text that leads out of the site."""

    text: str
    href: str

    @property
    def search_words(self) -> tuple[str, ...]:
        """What search finds of it."""
        return (self.text,)


class When(NamedTuple):
    """A date as shown, and for machines (empty where HTML has no form). ``year`` is the one it is filed under."""

    text: str
    machine: str
    year: int
    vague: bool = False
    """A decade or a century: ``year`` is only the first that it can mean."""
    form: str = ""
    """How exact it is, as it is drawn (``time_forms``)."""

    @property
    def search_words(self) -> tuple[str, ...]:
        """What search finds of it."""
        return (self.text,)


class Amount(NamedTuple):
    """A quantity as shown in ``language``; ``printed`` as its source gives it, and in which, where that differs."""

    text: str
    language: str = ""
    printed: str = ""
    printed_in: str = ""

    @property
    def search_words(self) -> tuple[str, ...]:
        """What search finds of it."""
        return self.text, self.printed


class Choice(NamedTuple):
    """One of a fixed set, by its label; ``value`` for styling and filters."""

    text: str
    field: str
    value: str

    @property
    def search_words(self) -> tuple[str, ...]:
        """What search finds of it."""
        return (self.text,)


class YesNo(NamedTuple):
    """Yes or no, in words."""

    text: str
    value: bool

    @property
    def search_words(self) -> tuple[str, ...]:
        """What search finds of it."""
        return (self.text,)


class Item(NamedTuple):
    """A link to an entry, with what a list shows of it. ``language`` where the entry is not in the page's; ``data``:
    its attributes for the filters of the page; ``date_label``: what the date is, where a date alone would not say it.
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
    date_label: str = ""

    @property
    def search_words(self) -> tuple[str, ...]:
        """What search finds of it: the rest stands on its own page."""
        return (self.title,)


class Marker(NamedTuple):
    """Beside a fact: the number of its source in the page's list of sources."""

    number: int
    title: str
    href: str


class Row(NamedTuple):
    """A labelled field with its values. ``also``: words that find it and are not shown; ``named``: lists, which have
    no labels, show this one.
    """

    field: str
    label: str
    cells: tuple[Cell, ...]
    markers: tuple[Marker, ...] = ()
    also: tuple[LocalizedText, ...] = ()
    named: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A sub-record: rows of its own. ``name`` is its class, for templates that show it their own way; ``evident`` the
    fields whose values need no label.
    """

    name: str
    rows: tuple[Row, ...]
    evident: frozenset[str] = frozenset()

    def get(self, name: str) -> Row | None:
        """A row by its field."""
        return next((row for row in self.rows if row.field == name), None)


Cell = LocalizedText | LinkedText | When | Amount | Choice | YesNo | Item | Rows


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

    @property
    def search_words(self) -> tuple[str, ...]:
        """Nothing: every page has its sources."""
        return ()


class Group(NamedTuple):
    """A heading and what stands under it; ``links`` lead to archives where there is too much for one page. ``by``: the
    field whose value the heading is.
    """

    title: str
    items: tuple[Item, ...] = ()
    links: tuple[Link, ...] = ()
    id: str = ""
    markers: tuple[Marker, ...] = ()
    by: str = ""


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
