"""The tables of the open data: which there are, and what their columns hold.

In: the catalog, and the classes of the kinds. Out: a ``Table`` for each kind and each list of parts (milestones,
observations), which is joined by ``slug``. Columns come from the kind's class: whoever adds a field adds a column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xieshou.content.catalog import Card, in_order
from xieshou.content.kinds import KINDS, Facts
from xieshou.content.kinds.article import Article
from xieshou.content.schema.introspect import Fields, data_fields
from xieshou.content.tabular import part_tables
from xieshou.plan.archives import filed_under
from xieshou.plan.navigation import ADDRESSES, DATA
from xieshou.plan.pages import Plan

TAIL = ADDRESSES[DATA]
FULL = 400
"""Stories in one file; a year with more is cut by month, so that a new story costs one month."""
STORY_WORDS = ("title", "summary")
"""Of a story, in each of its languages."""
OF_LISTS = ("date", "covers", "sources")
"""What else lists know of it."""
_NOT_TOLD = ("author", "translator", "cover", "updated", "updates", "first_published", "reprint_of", "reviewed_by")
"""Left to the story's page; the cover is among the links."""


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
        for name in part_tables(cls):
            yield Table(f"{cls.folder}-{name}", kind, name, tuple(cards))


def _by_year(cls: type[Facts], cards: Sequence[Card]) -> Iterator[Table]:
    years: dict[int, list[Card]] = {}
    for card in cards:
        years.setdefault(card.filed_year, []).append(card)
    for year, found in years.items():
        if len(found) <= FULL:
            yield Table(f"{cls.folder}-{year}", cls.kind, "", tuple(found))
            continue
        months: dict[int, list[Card]] = {}
        for card in found:
            months.setdefault(filed_under(card)[1], []).append(card)
        for month, inside in months.items():
            yield Table(f"{cls.folder}-{year}-{month:02}", cls.kind, "", tuple(inside))


def story_fields() -> Fields:
    """The fields of stories that lists do not know: those that a site adds."""
    return tuple(field for field in data_fields(Article) if field[0] not in (*STORY_WORDS, *OF_LISTS, *_NOT_TOLD))
