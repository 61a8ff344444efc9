"""Figure: a picture with caption, alt text, credit and rights; a chart of indicators; a film or recording."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from xieshou.content.kinds.base import FrozenModel, Record
from xieshou.content.schema import edtf
from xieshou.content.schema.fields import (
    AssetFile,
    CardFact,
    Date,
    Flag,
    Focus,
    HttpsAddress,
    IndicatorSlug,
    Line,
    LocalAssetFile,
    LocalText,
    card_facts,
)
from xieshou.content.schema.readings import Drawing
from xieshou.content.schema.text import Text
from xieshou.content.schema.types.part import PartType

VIDEO, AUDIO = ("mp4", "webm"), ("m4a",)
"""Endings of files that browsers play."""
_PICTURED = ("photo", "illustration", "video")
"""Types that are nothing without a picture."""
CAPTION_ONLY = "caption-only"
"""The type of a photograph that is known by its caption and not held."""
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


class Captions(FrozenModel):
    """What is said in a film, to be read while it plays."""

    self_evident: ClassVar[frozenset[str]] = frozenset(["language", "file"])

    language: Line
    file: AssetFile


class Figure(Record):
    """A picture. ``caption-only``: the printed caption survives, the photograph is not held. Of a film the image is
    what is seen before it plays; one that is ``elsewhere`` is linked to, never embedded.
    """

    kind: ClassVar[str] = "figure"
    folder: ClassVar[str] = "figures"
    rank: ClassVar[int] = 14
    beside: ClassVar[str] = "article"
    prominent: ClassVar[bool] = True

    type: Literal["photo", "caption-only", "chart", "illustration", "video", "audio", "elsewhere"]
    caption: LocalText
    alt: LocalText
    credit: LocalText | None = None
    date: Date | None = None
    rights: LocalText | None = None
    image: LocalAssetFile | None = None
    focus: Focus | None = None
    media: AssetFile | None = None
    captions: tuple[Captions, ...] = ()
    speech: Flag = True
    web: HttpsAddress | None = None
    chart: Chart | None = None

    @model_validator(mode="after")
    def _what_its_type_needs(self) -> Figure:
        if self.type in _PICTURED if self.image is None else self.type not in (*_PICTURED, "audio", "elsewhere"):
            details = {"key": "type" if self.image is None else "image"}
            raise PydanticCustomError("figure-image", "image does not fit the type", details)
        if (self.type == "chart") != (self.chart is not None):
            details = {"key": "type" if self.chart is None else "chart"}
            raise PydanticCustomError("figure-chart", "chart does not fit the type", details)
        self._what_is_played()
        return self

    def _what_is_played(self) -> None:
        forms = {"video": VIDEO, "audio": AUDIO}.get(self.type, ())
        form = self.media.rpartition(".")[2].lower() if self.media else ""
        if bool(forms) != (self.media is not None) or (forms and form not in forms):
            details = {"key": "type" if self.media is None else "media", "value": ", ".join(forms)}
            raise PydanticCustomError("figure-media", "media does not fit the type", details)
        if (self.type == "elsewhere") != (self.web is not None):
            details = {"key": "type" if self.web is None else "web"}
            raise PydanticCustomError("figure-elsewhere", "address does not fit the type", details)
        if self.captions and self.type != "video":
            raise PydanticCustomError("figure-captions-of-none", "captions of no film", {"key": "captions"})
        for number, one in enumerate(self.captions):
            if not one.file.lower().endswith(".vtt"):
                raise PydanticCustomError("captions-form", "no WebVTT", {"key": f"captions.{number}.file"})
        if self.type == "video" and self.speech and not self.captions:
            raise PydanticCustomError("figure-captions", "a film without captions", {"key": "media"})

    def attached(self) -> tuple[tuple[str, str], ...]:
        media = (("media", self.media),) if self.media else ()
        return (*media, *((f"captions.{number}.file", one.file) for number, one in enumerate(self.captions)))

    def credited(self) -> tuple[Text | None, Text | None]:
        return self.credit, self.rights

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
