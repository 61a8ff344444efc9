"""Project: something two sides build, research or run together."""

from __future__ import annotations

from typing import ClassVar, Literal

from xieshou.content.kinds.album import Album
from xieshou.content.kinds.base import DatedText, Pair, Partner, Record
from xieshou.content.kinds.parts import Measure, Milestone, Status
from xieshou.content.schema import edtf
from xieshou.content.schema.fields import CardFact, Money, PlaceSlug, Programme, TopicSlug, card_facts


class Project(Record):
    """A cooperation project."""

    kind: ClassVar[str] = "project"
    folder: ClassVar[str] = "projects"
    rank: ClassVar[int] = 2
    stands_alone: ClassVar[bool] = True
    prominent: ClassVar[bool] = True
    dated_by: ClassVar[str] = "status_as_of"

    type: (
        Literal["key-project", "research", "industrial", "energy", "park", "platform", "achievement", "other"] | None
    ) = None
    programme: Programme | None = None
    field: TopicSlug | None = None
    place: PlaceSlug | None = None
    partners: tuple[Partner, ...] = ()
    pairs: tuple[Pair, ...] = ()
    investment: Money | None = None
    scale: tuple[Measure, ...] = ()
    status: Status | None = None
    milestones: tuple[Milestone, ...] = ()
    photos: Album | None = None

    @property
    def when(self) -> edtf.Date | None:
        if self.status and self.status.as_of:
            return self.status.as_of
        return max((step.date for step in self.milestones), key=lambda date: date.order, default=None)

    def dated(self) -> tuple[DatedText, ...]:
        return tuple((step.date, step.what) for step in self.milestones)

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(type=self.type, stage=self.status.stage if self.status else None, investment=self.investment)
