"""Discrepancy: where sources differ, or one has a misprint; what each prints, and what this site does about it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from xieshou.content.kinds.base import Evidence, FrozenModel, Record
from xieshou.content.schema.fields import CardFact, IndicatorSlug, Line, LocalText, card_facts


class Printed(FrozenModel):
    """What a source prints: a few characters, exactly."""

    printed: Line
    sources: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Discrepancy(Record):
    """A difference between sources. Of figures it names the indicators: their observations are the readings."""

    kind: ClassVar[str] = "discrepancy"
    folder: ClassVar[str] = "discrepancies"
    rank: ClassVar[int] = 16
    beside: ClassVar[str] = "indicator"
    stands_alone: ClassVar[bool] = True
    reads_indicators: ClassVar[bool] = True

    type: Literal["figures", "name", "misprint", "date", "scope", "wording"]
    resolution: Literal["preferred", "corrected", "compatible", "unresolved"]
    readings: tuple[Printed, ...] = ()
    indicators: tuple[IndicatorSlug, ...] = ()
    published: LocalText | None = None
    reason: LocalText | None = None

    @model_validator(mode="after")
    def _complete(self) -> Discrepancy:
        if not self.readings and not self.indicators:
            raise PydanticCustomError("discrepancy-readings", "nothing that differs")
        if self.resolution != "unresolved" and self.reason is None:
            raise PydanticCustomError("discrepancy-reason", "a resolution needs a reason")
        return self

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(type=self.type, resolution=self.resolution)
