"""Indicator: one measure, its observations, each with its evidence. Readings that differ are all kept."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from xieshou.content.kinds.base import Evidence, FrozenModel, Record, each_once
from xieshou.content.schema import quantities
from xieshou.content.schema.fields import Date, Flag, LocalText, Programme, Quantity
from xieshou.content.schema.readings import ReadingKey, chosen


class Observation(FrozenModel):
    """A reading: what was measured for a period, as printed, and where."""

    may_come: ClassVar[frozenset[str]] = frozenset(["period"])

    period: Date
    value: Quantity
    sources: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    scope: LocalText | None = None
    as_of: Date | None = None
    note: LocalText | None = None
    preferred: Flag = False
    reason: LocalText | None = None

    @model_validator(mode="after")
    def _each_source_once(self) -> Observation:
        each_once(self.sources)
        return self

    @model_validator(mode="after")
    def _preferred_for_a_reason(self) -> Observation:
        if self.preferred and self.reason is None:
            raise PydanticCustomError("preferred-without-reason", "preferred needs a reason", {"key": "preferred"})
        return self


class Indicator(Record):
    """A measure over time. ``unit`` is what it counts: the measure word in Chinese, the noun in its forms elsewhere
    (``project|projects``).
    """

    kind: ClassVar[str] = "indicator"
    folder: ClassVar[str] = "indicators"
    rank: ClassVar[int] = 13
    prominent: ClassVar[bool] = True

    unit: LocalText | None = None
    scope: LocalText | None = None
    programme: Programme | None = None
    observations: Annotated[tuple[Observation, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_preferred(self) -> Indicator:
        seen = set()
        for number, one in enumerate(self.observations):
            if one.preferred and (one.period.edtf, one.scope) in seen:
                raise PydanticCustomError(
                    "preferred-twice", "preferred twice", {"key": f"observations.{number}.preferred"}
                )
            seen |= {(one.period.edtf, one.scope)} if one.preferred else set()
        return self

    @model_validator(mode="after")
    def _one_measure(self) -> Indicator:
        unit = self.unit.get(quantities.LANGUAGE) if self.unit else None
        for number, one in enumerate(self.observations):
            if unit and one.value.unit and quantities.measure(one.value.unit) != quantities.measure(unit):
                details = {"key": f"observations.{number}.value", "value": one.value.printed, "unit": unit}
                raise PydanticCustomError("unit-differs", "another unit", details)
        return self

    def quotable(self) -> tuple[ReadingKey, ...]:
        values = [(one.value.value, one.value.qualifier) for one in self.observations]
        return tuple(
            ReadingKey(
                one.period.edtf,
                one.period.order,
                tuple(evidence.source for evidence in one.sources),
                one.preferred,
                values.index(value),
            )
            for one, value in zip(self.observations, values, strict=True)
        )

    def noun(self, language: str) -> str:
        """What it counts, in a language."""
        return (self.unit and self.unit.get(language)) or ""

    def quoted(self, wanted: str) -> Observation:
        """The reading that a text asks for (``readings.chosen``)."""
        return self.observations[chosen(self.quotable(), wanted)]
