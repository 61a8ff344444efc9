"""Policy: a document that governs the cooperation. Its text is not held; who issued it and when is."""

from __future__ import annotations

from typing import ClassVar, Literal

from xieshou.content.kinds.base import Record
from xieshou.content.schema import edtf
from xieshou.content.schema.fields import CardFact, Date, LocalText, OrganisationSlug, card_facts


class Policy(Record):
    """A plan, set of measures, notice, report or law."""

    kind: ClassVar[str] = "policy"
    folder: ClassVar[str] = "policies"
    rank: ClassVar[int] = 8

    type: (
        Literal["framework", "strategy", "plan", "measures", "rules", "notice", "report", "speech", "law", "other"]
        | None
    ) = None
    level: Literal["national", "provincial", "municipal", "county"] | None = None
    issuer: OrganisationSlug | None = None
    date: Date | None = None
    date_note: LocalText | None = None
    scope: LocalText | None = None

    @property
    def when(self) -> edtf.Date | None:
        return self.date

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(date=self.date, type=self.type, level=self.level)
