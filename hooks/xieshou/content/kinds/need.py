"""Need: what an enterprise or an industry asked for, and who took it on."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from xieshou.content.kinds.base import FrozenModel, Record
from xieshou.content.kinds.parts import Status
from xieshou.content.schema import edtf
from xieshou.content.schema.fields import (
    CardFact,
    Date,
    EnvoySlug,
    IndicatorSlug,
    LocalText,
    OrganisationSlug,
    PlatformSlug,
    Programme,
    ProjectSlug,
    TopicSlug,
    card_facts,
)


class Answer(FrozenModel):
    """Who or what met a need: one entry, and how."""

    envoy: EnvoySlug | None = None
    platform: PlatformSlug | None = None
    project: ProjectSlug | None = None
    organisation: OrganisationSlug | None = None
    how: LocalText | None = None

    @model_validator(mode="after")
    def _one(self) -> Answer:
        if sum(one is not None for one in (self.envoy, self.platform, self.project, self.organisation)) != 1:
            raise PydanticCustomError("answer-one", "one entry, no more and no less")
        return self


class Need(Record):
    """A need, or (``aggregate``) many of them of which only totals are known."""

    kind: ClassVar[str] = "need"
    folder: ClassVar[str] = "needs"
    rank: ClassVar[int] = 9
    stands_alone: ClassVar[bool] = True
    reads_indicators: ClassVar[bool] = True

    type: Literal["enterprise", "industry", "general", "aggregate"] | None = None
    programme: Programme | None = None
    organisation: OrganisationSlug | None = None
    field: TopicSlug | None = None
    date: Date | None = None
    date_note: LocalText | None = None
    what: LocalText | None = None
    status: Status | None = None
    answers: tuple[Answer, ...] = ()
    totals: tuple[IndicatorSlug, ...] = ()

    @property
    def when(self) -> edtf.Date | None:
        return self.date

    def dated(self) -> tuple[()]:
        return ()  # when a need was heard of is no event

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(type=self.type, stage=self.status.stage if self.status else None)
