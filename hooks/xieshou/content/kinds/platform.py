"""Platform: a laboratory, centre, workstation or base where the work is done."""

from __future__ import annotations

from typing import ClassVar, Literal

from xieshou.content.kinds.base import Pair, Partner, Record
from xieshou.content.kinds.parts import Status
from xieshou.content.schema import edtf
from xieshou.content.schema.fields import CardFact, Date, LocalText, PlaceSlug, Programme, card_facts

Type = Literal[
    "think-tank",
    "technology-transfer-centre",
    "expert-workstation",
    "joint-laboratory",
    "strategic-cooperation",
    "research-institution",
    "key-laboratory",
    "technology-innovation-centre",
    "pilot-base",
    "innovation-base",
    "makerspace",
    "medical-centre",
    "medical-alliance",
    "education-base",
    "alliance",
    "service-platform",
    "other",
]


class Platform(Record):
    """A platform of innovation or service."""

    kind: ClassVar[str] = "platform"
    folder: ClassVar[str] = "platforms"
    rank: ClassVar[int] = 3
    stands_alone: ClassVar[bool] = True
    prominent: ClassVar[bool] = True
    dated_by: ClassVar[str] = "established"

    type: Type | None = None
    level: Literal["national", "provincial", "municipal", "co-built"] | None = None
    programme: Programme | None = None
    place: PlaceSlug | None = None
    partners: tuple[Partner, ...] = ()
    pairs: tuple[Pair, ...] = ()
    established: Date | None = None
    status: Status | None = None
    focus: LocalText | None = None

    @property
    def when(self) -> edtf.Date | None:
        return self.established

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(type=self.type, level=self.level)
