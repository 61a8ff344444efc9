"""Source: a newspaper page or report that facts were taken from."""

from __future__ import annotations

from typing import ClassVar, Literal

from xieshou.content.kinds.base import Record
from xieshou.content.schema import edtf
from xieshou.content.schema.fields import CardFact, Date, LocalText, OrganisationSlug, card_facts


class Source(Record):
    """A document. An inferred date says how it was inferred."""

    kind: ClassVar[str] = "source"
    folder: ClassVar[str] = "sources"
    rank: ClassVar[int] = 15

    type: Literal["newspaper-page", "news-report", "government-report"] | None = None
    publisher: OrganisationSlug | None = None
    author: LocalText | None = None
    date: Date
    date_note: LocalText | None = None
    section: LocalText | None = None

    @property
    def when(self) -> edtf.Date | None:
        return self.date

    def dated(self) -> tuple[()]:
        return ()  # when a newspaper appeared is not an event of the cooperation

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(date=self.date, type=self.type)
