"""Mechanism: a standing programme, library, action, scheme or fund, and the entries that belong to it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from xieshou.content.kinds.base import KINDS, FrozenModel, Pair, Partner, Record
from xieshou.content.kinds.parts import Status
from xieshou.content.schema import edtf
from xieshou.content.schema.fields import (
    CardFact,
    Date,
    IndicatorSlug,
    LocalText,
    MembershipQuery,
    PlaceSlug,
    Programme,
    Slug,
    card_facts,
)
from xieshou.content.schema.introspect import shapes


def _kind(value: str) -> str:
    if value not in KINDS:
        raise PydanticCustomError("choice-unknown", "no kind", {"value": value, "choices": ", ".join(KINDS)})
    return value


def _filter(name: str) -> AfterValidator:
    def checked(value: str, info: ValidationInfo) -> str:
        kind = KINDS.get(info.data.get("of", ""))
        if kind is None:
            return value  # the kind itself is wrong, which is said already
        shape = shapes(kind).get(name)
        if shape is None or not (shape.choices or shape.site_choice):
            raise PydanticCustomError("strand-filter", "no such field", {"kind": kind.kind, "value": name})
        if shape.choices and value not in shape.choices:
            details = {"value": value, "choices": ", ".join(shape.choices)}
            raise PydanticCustomError("choice-unknown", "not a choice of that kind", details)
        return value

    return AfterValidator(checked)


class MechanismPart(FrozenModel):
    """A group of entries of one kind that belong to a mechanism: found and counted, never listed by hand."""

    name: LocalText
    of: Annotated[Slug, AfterValidator(_kind)]
    programme: Annotated[Programme, _filter("programme")] | None = None
    type: Annotated[Slug, _filter("type")] | None = None
    indicators: tuple[IndicatorSlug, ...] = ()

    def membership_query(self) -> MembershipQuery:
        """What belongs to it: the kind, and the choices an entry of it must have made."""
        wanted = (("programme", self.programme), ("type", self.type))
        return self.of, tuple((field, value) for field, value in wanted if value is not None)


class Mechanism(Record):
    """A mechanism of cooperation."""

    kind: ClassVar[str] = "mechanism"
    folder: ClassVar[str] = "mechanisms"
    rank: ClassVar[int] = 5
    stands_alone: ClassVar[bool] = True
    reads_indicators: ClassVar[bool] = True
    dated_by: ClassVar[str] = "established"

    type: (
        Literal["programme", "library", "action", "mechanism", "scheme", "fund", "base", "service", "contest", "other"]
        | None
    ) = None
    programme: Programme | None = None
    place: PlaceSlug | None = None
    partners: tuple[Partner, ...] = ()
    pairs: tuple[Pair, ...] = ()
    established: Date | None = None
    status: Status | None = None
    focus: LocalText | None = None
    strands: tuple[MechanismPart, ...] = ()
    totals: tuple[IndicatorSlug, ...] = ()

    @property
    def when(self) -> edtf.Date | None:
        return self.established

    def membership_queries(self) -> tuple[MembershipQuery, ...]:
        return tuple(part.membership_query() for part in self.strands)

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(type=self.type, stage=self.status.stage if self.status else None)
