"""Source: a newspaper page or report that facts were taken from, or what one's own office saw and wrote down."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from xieshou.content.kinds.base import Record
from xieshou.content.schema import edtf
from xieshou.content.schema.fields import CardFact, Date, LocalText, OrganisationSlug, WebAddress, card_facts


class Source(Record):
    """A document. An inferred date says how it was inferred. ``own-report``: first-hand news of the site's own office,
    and who reported it.
    """

    kind: ClassVar[str] = "source"
    folder: ClassVar[str] = "sources"
    rank: ClassVar[int] = 15
    beside: ClassVar[str] = "indicator"

    type: Literal["newspaper-page", "news-report", "government-report", "own-report"] | None = None
    publisher: OrganisationSlug | None = None
    author: LocalText | None = None
    date: Date
    date_note: LocalText | None = None
    section: LocalText | None = None
    online: WebAddress | None = None
    archived: WebAddress | None = None

    @model_validator(mode="after")
    def _what_its_type_needs(self) -> Source:
        if self.type == "own-report" and self.author is None:
            raise PydanticCustomError("own-report-author", "nobody answers for it", {"key": "type"})
        return self

    @property
    def when(self) -> edtf.Date | None:
        return self.date

    def dated(self) -> tuple[()]:
        return ()  # when a newspaper appeared is not an event of the cooperation

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(date=self.date, type=self.type)
