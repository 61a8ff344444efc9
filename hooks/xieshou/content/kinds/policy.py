"""Policy: a document that governs the cooperation, or an aim that somebody has stated.

The text of a document is not held; who issued it and when is. An aim is no document: it names who stated it.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from xieshou.content.kinds.base import Record
from xieshou.content.schema import edtf
from xieshou.content.schema.fields import CardFact, Date, LocalText, OrganisationSlug, card_facts


class Policy(Record):
    """A plan, set of measures, notice, report or law; or a stated aim."""

    kind: ClassVar[str] = "policy"
    folder: ClassVar[str] = "policies"
    rank: ClassVar[int] = 8
    beside: ClassVar[str] = "event"
    stands_alone: ClassVar[bool] = True

    type: (
        Literal[
            "framework", "strategy", "plan", "measures", "rules", "notice", "report", "speech", "law", "aim", "other"
        ]
        | None
    ) = None
    level: Literal["national", "provincial", "municipal", "county"] | None = None
    issuer: OrganisationSlug | None = None
    stated_by: LocalText | None = None
    date: Date | None = None
    date_note: LocalText | None = None
    scope: LocalText | None = None

    @model_validator(mode="after")
    def _an_aim_is_somebody_s(self) -> Policy:
        if self.type == "aim" and self.stated_by is None:
            raise PydanticCustomError("aim-of-nobody", "an aim without who stated it", {"key": "type"})
        return self

    @property
    def when(self) -> edtf.Date | None:
        return self.date

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(date=self.date, type=self.type, level=self.level)
