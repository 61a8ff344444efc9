"""Organisation: a government body, university, hospital, company, park …"""

from __future__ import annotations

from typing import ClassVar, Literal

from xieshou.content.kinds.base import Record
from xieshou.content.schema.fields import CardFact, OrganisationSlug, PlaceSlug, Side, card_facts

Type = Literal[
    "government",
    "university",
    "research-institute",
    "hospital",
    "school",
    "company",
    "park",
    "association",
    "media",
    "finance",
    "other",
]


class Organisation(Record):
    """A body that takes part."""

    kind: ClassVar[str] = "organisation"
    folder: ClassVar[str] = "organisations"
    rank: ClassVar[int] = 10

    type: Type | None = None
    side: Side | None = None
    place: PlaceSlug | None = None
    parent: OrganisationSlug | None = None

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(type=self.type, side=self.side)
