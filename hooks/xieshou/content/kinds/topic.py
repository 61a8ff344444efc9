"""Topic: a field of cooperation, an industry or a theme."""

from __future__ import annotations

from typing import ClassVar, Final, Literal

from xieshou.content.kinds.base import Record
from xieshou.content.schema.fields import CardFact, TopicSlug, card_facts

FIELD: Final = "cooperation-field"
"""The type of a topic that is a field in which the parties work together."""


class Topic(Record):
    """What things are about."""

    kind: ClassVar[str] = "topic"
    folder: ClassVar[str] = "topics"
    rank: ClassVar[int] = 12
    beside: ClassVar[str] = "article"

    type: Literal["cooperation-field", "industry", "theme"] | None = None
    parent: TopicSlug | None = None

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(type=self.type)
