"""The parts of a mechanism: the entries that belong to each by what they are, counted and listed.

Which they are is asked of the catalog while planning, each question once; the page is told by its faces and options.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from xieshou.content.catalog import Card, Catalog, in_order
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.mechanism import Mechanism
from xieshou.content.schema.fields import Gather
from xieshou.plan.archives import MARK, Shelf
from xieshou.plan.pages import Page, Plan
from xieshou.views.entry.readings import totals
from xieshou.views.lists.index import shelf_pages, shelve, step_title
from xieshou.views.shared.context import Lens
from xieshou.views.shared.models import BASE, Group, Link, StrandModel

INLINE = 100
"""Entries of one list on the page itself, a line each."""
_LINES = 2 * INLINE
"""Lines of all strands of a page together."""


@dataclass(slots=True)
class Members:
    """The entries of each kind and choice. Every question goes through the entries of a kind once."""

    catalog: Catalog
    _kinds: dict[str, list[Card]] | None = None
    _known: dict[Gather, tuple[Card, ...]] = field(default_factory=dict)

    def of(self, gather: Gather) -> tuple[Card, ...]:
        """Those that ``gather`` asks for, as lists show them."""
        if self._kinds is None:
            self._kinds = {}
            for card in self.catalog.cards.values():
                self._kinds.setdefault(card.kind, []).append(card)
        found = self._known.get(gather)
        if found is None:
            kind, wanted = gather
            cards = (card for card in self._kinds.get(kind, ()) if all(choice in card.choices for choice in wanted))
            found = self._known[gather] = tuple(in_order(cards))
        return found


@dataclass(frozen=True, slots=True)
class Strand:
    """A part of a mechanism, planned: ``shelf`` where its entries are too many for the page."""

    gather: Gather
    cards: tuple[Card, ...]
    shelf: Shelf[Card] | None

    @property
    def shown(self) -> tuple[str, ...]:
        """The entries on the page itself."""
        return () if self.shelf else tuple(card.id for card in self.cards)


def strands_of(card: Card, members: Members) -> tuple[Strand, ...]:
    """The parts of a mechanism (of other entries: none)."""
    planned = []
    room = _LINES
    for gather in card.gathers:
        cards = tuple(one for one in members.of(gather) if one.id != card.id)
        if len(cards) <= min(INLINE, room):
            planned.append(Strand(gather, cards, None))
            room -= len(cards)
        else:
            # Never empty: what fits no more on this page stands on one below it.
            shelf = shelve(KINDS[gather[0]], cards, INLINE)
            planned.append(Strand(gather, cards, shelf if shelf.shelves else Shelf((), (), (_only(shelf),))))
    return tuple(planned)


def _only(shelf: Shelf[Card]) -> Shelf[Card]:
    return Shelf((("part", f"{MARK}1"),), shelf.items, ())


def strand_faces(strands: tuple[Strand, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the page shows of them."""
    for number, strand in enumerate(strands):
        yield f"strand:{number}", strand.shown


def strand_options(strands: tuple[Strand, ...]) -> tuple[tuple[int, tuple[tuple[tuple[str, str], ...], ...]], ...]:
    """How many belong to each, and the trails to shelves."""
    return tuple(
        (len(one.cards), tuple(below.trail for below in one.shelf.shelves) if one.shelf else ()) for one in strands
    )


def strand_pages(plan: Plan, language: str, strands: tuple[Strand, ...], address: str, owner: Card) -> Iterator[Page]:
    """The pages of shelves below the mechanism's own."""
    for number, strand in enumerate(strands, 1):
        if strand.shelf:
            kind, among = strand.gather
            yield from shelf_pages(plan, language, strand.shelf, kind, f"{address}{MARK}{number}/", owner, among=among)


def strand_models(lens: Lens, mechanism: Mechanism) -> tuple[StrandModel, ...]:
    """What the page shows of each part."""
    found = []
    planned = lens.page.option("strands", ())
    for number, (strand, (count, trails)) in enumerate(zip(mechanism.strands, planned, strict=True)):
        name = lens.words(strand.name)
        assert name is not None
        start = f"{BASE}{lens.page.address}{MARK}{number + 1}/"
        links = tuple(
            Link(step_title(lens, trail[-1]), start + "".join(f"{step}/" for _, step in trail)) for trail in trails
        )
        group = Group("", lens.items(f"strand:{number}"), links)
        found.append(StrandModel(name, count, group, totals(lens, strand.indicators)))
    return tuple(found)
