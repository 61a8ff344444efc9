"""Envoy: a person sent from a university to a company, and the story of what came of it."""

from __future__ import annotations

from typing import ClassVar, Literal

from xieshou.content.kinds.base import Record
from xieshou.content.schema import edtf
from xieshou.content.schema.fields import CardFact, Date, LocalText, OrganisationSlug, TopicSlug, card_facts


class Envoy(Record):
    """A science and technology envoy. The title of a living person is dated."""

    kind: ClassVar[str] = "envoy"
    folder: ClassVar[str] = "envoys"
    rank: ClassVar[int] = 4
    beside: ClassVar[str] = "organisation"
    stands_alone: ClassVar[bool] = True
    prominent: ClassVar[bool] = True
    of_people: ClassVar[bool] = True
    dated_by: ClassVar[str] = "period"
    may_come: ClassVar[frozenset[str]] = frozenset(["period"])

    title: LocalText
    title_as_of: Date
    from_organisation: OrganisationSlug
    serves: OrganisationSlug
    field: TopicSlug | None = None
    need: LocalText | None = None
    work: LocalText | None = None
    result: LocalText | None = None
    result_status: Literal["expected", "achieved"] | None = None
    period: Date | None = None

    @property
    def when(self) -> edtf.Date | None:
        return self.period

    def cooperating_parties(self) -> tuple[tuple[str, str], ...]:
        return (self.from_organisation, ""), (self.serves, "")

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(result_status=self.result_status)
