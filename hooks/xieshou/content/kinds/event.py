"""Event: a signing, visit, training, launch … on a date as precise as its source."""

from __future__ import annotations

from typing import ClassVar, Literal

from xieshou.content.kinds.album import Album
from xieshou.content.kinds.base import Record
from xieshou.content.schema import edtf
from xieshou.content.schema.fields import CardFact, Date, LocalText, PlaceSlug, Programme, card_facts

Type = Literal[
    "signing",
    "visit",
    "training",
    "conference",
    "forum",
    "meeting",
    "launch",
    "culture",
    "contest",
    "survey",
    "policy",
    "talent",
    "award",
    "health",
    "education",
    "outreach",
    "other",
]


class Event(Record):
    """Something that happened."""

    kind: ClassVar[str] = "event"
    folder: ClassVar[str] = "events"
    rank: ClassVar[int] = 6
    stands_alone: ClassVar[bool] = True
    may_come: ClassVar[frozenset[str]] = frozenset(["date"])

    type: Type | None = None
    programme: Programme | None = None
    date: Date | None = None
    date_note: LocalText | None = None
    place: PlaceSlug | None = None
    photos: Album | None = None

    @property
    def when(self) -> edtf.Date | None:
        return self.date

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(date=self.date, type=self.type)
