"""Agreement: what two or more parties signed or founded."""

from __future__ import annotations

from typing import ClassVar, Literal

from xieshou.content.kinds.base import Pair, Partner, Record
from xieshou.content.schema import edtf
from xieshou.content.schema.fields import CardFact, Date, LocalText, PlaceSlug, Programme, card_facts


class Agreement(Record):
    """A signed agreement."""

    kind: ClassVar[str] = "agreement"
    folder: ClassVar[str] = "agreements"
    rank: ClassVar[int] = 7
    stands_alone: ClassVar[bool] = True

    status: Literal["signed", "co-built", "landed"] | None = None
    programme: Programme | None = None
    date: Date | None = None
    date_note: LocalText | None = None
    place: PlaceSlug | None = None
    parties: tuple[Partner, ...] = ()
    pairs: tuple[Pair, ...] = ()
    scope: LocalText | None = None

    @property
    def when(self) -> edtf.Date | None:
        return self.date

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(date=self.date, status=self.status)
