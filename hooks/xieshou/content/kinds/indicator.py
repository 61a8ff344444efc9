"""Indicator: one measure, its observations, each with its evidence. Readings that differ are all kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from xieshou.content.kinds.base import Evidence, FrozenModel, Record, each_once
from xieshou.content.schema.fields import Counted, Date, Flag, LocalText, Programme
from xieshou.content.schema.notation import notation_of
from xieshou.content.schema.notation.units import axis, known, same, sort_of
from xieshou.content.schema.readings import ReadingKey, chosen
from xieshou.content.schema.text import Text

_MOST_FORMS = 6
"""Forms of a noun that any language counts with."""


class Observation(FrozenModel):
    """A reading: what was measured for a period, as printed, and where."""

    may_come: ClassVar[frozenset[str]] = frozenset(["period"])

    period: Date
    value: Counted
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


def _nouns(unit: Text | None) -> list[tuple[str, list[str]]]:
    """What is counted, by language, in its forms."""
    return [(language, words.split("|")) for language, words in unit.pairs] if unit else []


def _unit_in(language: str, forms: list[str]) -> str:
    """The noun in ``forms`` by the name that quantities keep: that of the first form that has one."""
    notation = notation_of(language)
    kept = (notation.unit_of(form) for form in forms) if notation else ()
    return next((unit for unit, form in zip(kept, forms, strict=False) if unit != form), forms[0])


def _in_its_unit(one: Observation, info: ValidationInfo) -> Observation:
    """A reading with its indicator's unit, which it may leave to that where things are counted."""
    if "unit" not in info.data:
        return one  # it has an error of its own
    nouns = _nouns(info.data["unit"])
    units = {language: _unit_in(language, forms) for language, forms in nouns}
    measured = [unit for unit in units.values() if sort_of(unit)[0] != "count"]
    own = units.get("zh") or next(iter(measured or units.values()), "")
    value, details = one.value, {"key": "value", "value": one.value.printed, "unit": own}
    if value.unit.casefold() in {form.casefold() for _, forms in nouns for form in ("", *forms)}:
        if measured and not value.unit:
            raise PydanticCustomError("unit-missing", "no unit", details)
        return one.model_copy(update={"value": replace(value, unit=own if measured else units.get("zh", ""))})
    if own and not same(value.unit, own):
        raise PydanticCustomError("unit-differs", "another unit", details | {"other": value.unit})
    if not known(value.unit):
        raise PydanticCustomError("quantity-unit", "no such unit", details | {"unit": value.unit})
    return one


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
    observations: Annotated[tuple[Annotated[Observation, AfterValidator(_in_its_unit)], ...], Field(min_length=1)]

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
    def _its_unit_is_one(self) -> Indicator:
        sure: dict[str, str] = {}
        for language, forms in _nouns(self.unit):
            notation = notation_of(language)
            if len(forms) > (notation.forms if notation else _MOST_FORMS):
                details = {"key": f"unit.{language}", "value": "|".join(forms)}
                raise PydanticCustomError("unit-forms", "more forms than the language has", details)
            unit = _unit_in(language, forms)
            if sort_of(unit)[0] != "count":
                sure[language] = unit
        if len({sort_of(unit) for unit in sure.values()}) > 1:
            details = {"key": "unit", "value": ", ".join(f"{language}: {unit}" for language, unit in sure.items())}
            raise PydanticCustomError("unit-languages", "another unit in another language", details)
        return self

    def quotable(self) -> tuple[ReadingKey, ...]:
        values = [(one.value.value, one.value.upper, one.value.qualifier) for one in self.observations]
        return tuple(
            ReadingKey(
                one.period.edtf,
                one.period.order,
                tuple(evidence.source for evidence in one.sources),
                one.preferred,
                values.index(value),
                "/".join(axis(one.value.unit)),
                one.value.upper is not None,
            )
            for one, value in zip(self.observations, values, strict=True)
        )

    def noun(self, language: str) -> str:
        """What it counts, in a language."""
        return (self.unit and self.unit.get(language)) or ""

    def quoted(self, wanted: str) -> Observation:
        """The reading that a text asks for (``readings.chosen``)."""
        return self.observations[chosen(self.quotable(), wanted)]
