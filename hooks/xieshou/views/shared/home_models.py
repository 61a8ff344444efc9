"""The parts of the home page that no other page has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from xieshou.views.shared.figure_models import FigureModel
from xieshou.views.shared.models import Amount, Fact, Item, Link, LocalizedText, Reading, When
from xieshou.views.shared.page_models import Model


class MoneyPart(NamedTuple):
    """A sum on the bar: from where it is drawn and how long, in thousandths; what it is (``role``), and of when."""

    role: str
    item: Item
    amount: Amount
    when: When
    start: int
    length: int


class MoneyModel(NamedTuple):
    """Sums on one scale."""

    parts: tuple[MoneyPart, ...]
    description: str


class Door(NamedTuple):
    """A way in: what it answers, where it leads, and its measure in a few words."""

    name: str
    href: str
    said: str


class FieldRow(NamedTuple):
    """A field of cooperation: how many projects, what sources print for it, the last that happened there."""

    item: Item
    projects: int
    amount: Amount | None
    amount_of: Item | None
    latest: Fact | None


class PairModel(NamedTuple):
    """Two parties, how many records name both, and where these are."""

    one: Item
    other: Item
    total: int
    href: str


@dataclass(frozen=True, slots=True)
class HomeModel(Model):
    """The home page."""

    lead: LocalizedText | None = None
    start: Item | None = None
    """The story that the first screen leads to."""
    money: MoneyModel | None = None
    numbers: tuple[tuple[Item, tuple[Reading, ...]], ...] = ()
    """Each figure with its latest reading; with all of them, where sources differ and none is preferred."""
    doors: tuple[Door, ...] = ()
    story: Item | None = None
    picture: FigureModel | None = None
    """That of the story that leads."""
    news: tuple[Item, ...] = ()
    fields: tuple[FieldRow, ...] = ()
    pairs: tuple[PairModel, ...] = ()
    how: Link | None = None
    envoy: Item | None = None
    facts: tuple[Fact, ...] = ()
    figure: FigureModel | None = None
    ways: tuple[Link, ...] = ()
