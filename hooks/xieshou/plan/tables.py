"""The tables of the open data: which there are, and what their columns hold.

In: the catalog, and the classes of the kinds. Out: a ``Table`` for each kind and each list of parts (milestones,
observations), which is joined by ``slug``. Columns come from the kind's class: whoever adds a field adds a column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import BaseModel

from xieshou.content.catalog import Card, in_order
from xieshou.content.kinds import KINDS, Facts
from xieshou.content.kinds.article import Article
from xieshou.content.kinds.base import EvidenceFields
from xieshou.content.schema.introspect import Shape, shapes
from xieshou.plan.pages import Plan

TAIL = "data/"
FULL = 400
"""Stories in one file; a year with more is cut by month, so that a new story costs one month."""
_HIDDEN = frozenset(["draft", "publish_at", "withdrawn"])
"""Fields that say whether an entry is published: those that are here are."""


class Table(NamedTuple):
    """A table: its name without a suffix, the kind, the field whose parts it lists (empty: the entries themselves)."""

    name: str
    kind: str
    part: str
    cards: tuple[Card, ...]


def tables(plan: Plan) -> Iterator[Table]:
    """The tables there are, in the order of kinds."""
    for kind, cls in KINDS.items():
        cards = in_order(plan.catalog.of_kind(kind))
        if not cards:
            continue
        if cls is Article:
            yield from _by_year(cls, cards)
            continue
        yield Table(cls.folder, kind, "", tuple(cards))
        for name in part_fields(cls):
            yield Table(f"{cls.folder}-{name}", kind, name, tuple(cards))


def _by_year(cls: type[Facts], cards: Sequence[Card]) -> Iterator[Table]:
    years: dict[int, list[Card]] = {}
    for card in cards:
        years.setdefault(card.year, []).append(card)
    for year, found in years.items():
        if len(found) <= FULL:
            yield Table(f"{cls.folder}-{year}", cls.kind, "", tuple(found))
            continue
        months: dict[int, list[Card]] = {}
        for card in found:
            months.setdefault(card.date.order[1] if card.date else 0, []).append(card)
        for month, inside in months.items():
            yield Table(f"{cls.folder}-{year}-{month:02}", cls.kind, "", tuple(inside))


def part_fields(cls: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a kind that are tables of their own."""
    return tuple(name for name, shape in shapes(cls).items() if shape.many and is_part(shape) and name != "sources")


def is_part(shape: Shape) -> bool:
    """Whether a field holds parts of a record that are no evidence."""
    return shape.model is not None and not issubclass(shape.model, EvidenceFields)


def published_fields(cls: type[BaseModel]) -> Iterator[tuple[str, Shape]]:
    """The fields that are published, the sources last."""
    known = [(name, shape) for name, shape in shapes(cls).items() if name not in _HIDDEN]
    yield from (one for one in known if one[0] != "sources")
    yield from (one for one in known if one[0] == "sources")


def described(cls: type[BaseModel], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Shape]]:
    """The fields behind the columns of a class: the way to each, and its shape."""
    for name, shape in published_fields(cls):
        if shape.model is not None and not shape.many:
            yield from described(shape.model, (*above, name))
        elif not is_part(shape):
            yield (*above, name), shape
