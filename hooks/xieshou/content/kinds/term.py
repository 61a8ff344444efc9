"""Term: a word of the field, what it means, and how it is put in the other language."""

from __future__ import annotations

from typing import ClassVar, Literal

from xieshou.content.kinds.base import Record
from xieshou.content.schema.fields import CardFact, Line, LocalText, card_facts


class Term(Record):
    """An entry of the glossary."""

    kind: ClassVar[str] = "term"
    folder: ClassVar[str] = "glossary"
    rank: ClassVar[int] = 17
    beside: ClassVar[str] = "indicator"

    summary: LocalText
    status: Literal["official", "approved", "translated"] | None = None
    forms: tuple[Line, ...] = ()
    """Other forms of its English: a plural, a verb."""
    avoid: tuple[Line, ...] = ()
    """Renderings in English that are not to be used."""

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(status=self.status)
