"""The parts of a mechanism: the entries that belong to each by what they are, counted and listed.

Which they are is asked of the catalog while planning, each question once; the page has them among its dependencies and
options.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from xieshou.content.catalog import Card, Catalog, in_order
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.mechanism import Mechanism
from xieshou.content.schema.fields import MembershipQuery
from xieshou.plan.archives import MARK, Archive
from xieshou.plan.pages import Page, Plan
from xieshou.views.entry.readings import totals
from xieshou.views.lists.index import ListOf, archive_pages, archived, step_title
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import BASE, Group, Link, MechanismPartModel

INLINE = 100
"""Entries of one list on the page itself, a line each."""
_LINES = 2 * INLINE
"""Lines of all parts of a page together."""


@dataclass(slots=True)
class Members:
    """The entries of each kind and choice. Every question goes through the entries of a kind once."""

    catalog: Catalog
    _kinds: dict[str, list[Card]] | None = None
    _known: dict[MembershipQuery, tuple[Card, ...]] = field(default_factory=dict)

    def of(self, membership_query: MembershipQuery) -> tuple[Card, ...]:
        """Those that ``gather`` asks for, as lists show them."""
        if self._kinds is None:
            self._kinds = {}
            for card in self.catalog.cards.values():
                self._kinds.setdefault(card.kind, []).append(card)
        found = self._known.get(membership_query)
        if found is None:
            kind, wanted = membership_query
            cards = (card for card in self._kinds.get(kind, ()) if all(choice in card.choices for choice in wanted))
            found = self._known[membership_query] = tuple(in_order(cards))
        return found


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """A part of a mechanism, planned: ``archive`` where its entries are too many for the page."""

    membership_query: MembershipQuery
    cards: tuple[Card, ...]
    archive: Archive[Card] | None

    @property
    def shown(self) -> tuple[str, ...]:
        """The entries on the page itself."""
        return () if self.archive else tuple(card.id for card in self.cards)


def parts_of(card: Card, members: Members) -> tuple[PlannedPart, ...]:
    """The parts of a mechanism (of other entries: none)."""
    planned = []
    room = _LINES
    for membership_query in card.membership_queries:
        cards = tuple(one for one in members.of(membership_query) if one.id != card.id)
        if len(cards) <= min(INLINE, room):
            planned.append(PlannedPart(membership_query, cards, None))
            room -= len(cards)
        else:
            # Never empty: what fits no more on this page stands on one below it.
            archive = archived(KINDS[membership_query[0]], cards, INLINE)
            planned.append(
                PlannedPart(
                    membership_query, cards, archive if archive.archives else Archive((), (), (_only(archive),))
                )
            )
    return tuple(planned)


def _only(archive: Archive[Card]) -> Archive[Card]:
    return Archive((("part", f"{MARK}1"),), archive.items, ())


def part_deps(strands: tuple[PlannedPart, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the page shows of them."""
    for number, part in enumerate(strands):
        yield f"strand:{number}", part.shown


def part_options(strands: tuple[PlannedPart, ...]) -> tuple[tuple[int, tuple[tuple[tuple[str, str], ...], ...]], ...]:
    """How many belong to each, and the trails to archives."""
    return tuple(
        (len(one.cards), tuple(below.trail for below in one.archive.archives) if one.archive else ()) for one in strands
    )


def part_pages(
    plan: Plan, language: str, strands: tuple[PlannedPart, ...], address: str, owner: Card
) -> Iterator[Page]:
    """The pages of archives below the mechanism's own."""
    for number, part in enumerate(strands, 1):
        if part.archive:
            kind, among = part.membership_query
            listed = ListOf(kind, f"{address}{MARK}{number}/", owner, among=among)
            yield from archive_pages(plan, language, part.archive, listed)


def part_models(context: PageContext, mechanism: Mechanism) -> tuple[MechanismPartModel, ...]:
    """What the page shows of each part."""
    found = []
    planned = context.page.option("strands", ())
    for number, (part, (count, trails)) in enumerate(zip(mechanism.strands, planned, strict=True)):
        name = context.words(part.name)
        assert name is not None
        start = f"{BASE}{context.page.address}{MARK}{number + 1}/"
        links = tuple(
            Link(step_title(context, trail[-1]), start + "".join(f"{step}/" for _, step in trail)) for trail in trails
        )
        group = Group("", context.items(f"strand:{number}"), links)
        found.append(MechanismPartModel(name, count, group, totals(context, part.indicators)))
    return tuple(found)
