"""Figure: a picture with its caption, alt text, credit and rights; or a chart drawn from indicators."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from xieshou.content.kinds.base import FrozenModel, Record
from xieshou.content.schema import edtf
from xieshou.content.schema.fields import AssetFile, CardFact, Date, Focus, IndicatorSlug, LocalText, card_facts
from xieshou.content.schema.readings import Drawing
from xieshou.content.schema.types.part import PartType

OF_A_PHOTO = ("credit", "rights")
"""What every photograph should say: whose it is."""


class ChartGroup(FrozenModel):
    """A bar of a stacked chart, or one of several small charts: its name, and what it draws."""

    name: LocalText
    indicators: Annotated[tuple[IndicatorSlug, ...], Field(min_length=1, max_length=12)]


class Chart(FrozenModel):
    """What a chart draws: one indicator over its periods, several for one period, or groups of them."""

    may_come: ClassVar[frozenset[str]] = frozenset(["period"])

    form: Literal["bar", "line", "share", "stacked", "multiples"]
    indicators: Annotated[tuple[IndicatorSlug, ...], Field(max_length=12)] = ()
    groups: Annotated[tuple[Annotated[ChartGroup, PartType(in_tables=False)], ...], Field(max_length=6)] = ()
    period: Date | None = None

    @model_validator(mode="after")
    def _what_its_form_needs(self) -> Chart:
        grouped = self.form in ("stacked", "multiples")
        if grouped != bool(self.groups) or grouped == bool(self.indicators):
            raise PydanticCustomError("chart-groups", "groups do not fit the form")
        return self


class Figure(Record):
    """A picture. ``caption-only``: the printed caption survives, the photograph is not held."""

    kind: ClassVar[str] = "figure"
    folder: ClassVar[str] = "figures"
    rank: ClassVar[int] = 14

    type: Literal["photo", "caption-only", "chart", "illustration"]
    caption: LocalText
    alt: LocalText
    credit: LocalText | None = None
    date: Date | None = None
    rights: LocalText | None = None
    image: AssetFile | None = None
    focus: Focus | None = None
    chart: Chart | None = None

    @model_validator(mode="after")
    def _what_its_type_needs(self) -> Figure:
        if (self.type in ("photo", "illustration")) != (self.image is not None):
            details = {"key": "type" if self.image is None else "image"}
            raise PydanticCustomError("figure-image", "image does not fit the type", details)
        if (self.type == "chart") != (self.chart is not None):
            details = {"key": "type" if self.chart is None else "chart"}
            raise PydanticCustomError("figure-chart", "chart does not fit the type", details)
        return self

    def wanting(self) -> tuple[str, ...]:
        return tuple(name for name in OF_A_PHOTO if self.type == "photo" and getattr(self, name) is None)

    def draws(self) -> Drawing | None:
        if self.chart is None:
            return None
        groups = ((f"groups.{number}.indicators", one.indicators) for number, one in enumerate(self.chart.groups))
        lists = (("indicators", self.chart.indicators),) if self.chart.indicators else tuple(groups)
        period = self.chart.period
        return Drawing(self.chart.form, period.edtf if period else "", lists)

    @property
    def when(self) -> edtf.Date | None:
        return self.date

    def dated(self) -> tuple[()]:
        return ()  # the date of a picture is no event

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(type=self.type)
