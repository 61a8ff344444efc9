"""Place: a city, county, park or campus."""

from __future__ import annotations

from typing import ClassVar, Literal

from xieshou.content.kinds.base import Record
from xieshou.content.schema.fields import CardFact, PlaceSlug, card_facts

Type = Literal[
    "municipality",
    "province",
    "prefecture-city",
    "district",
    "county",
    "town",
    "village",
    "zone",
    "region",
    "campus",
    "other",
]


class Place(Record):
    """Where things happen."""

    kind: ClassVar[str] = "place"
    folder: ClassVar[str] = "places"
    rank: ClassVar[int] = 11
    beside: ClassVar[str] = "organisation"

    type: Type | None = None
    parent: PlaceSlug | None = None

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(type=self.type)
