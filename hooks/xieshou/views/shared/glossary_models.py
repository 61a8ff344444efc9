"""What the pages of the glossary show."""

from __future__ import annotations

from dataclasses import dataclass

from xieshou.views.shared.models import Item, Link, LocalizedText
from xieshou.views.shared.page_models import Model


@dataclass(frozen=True, slots=True)
class GlossarySide:
    """A term in one language."""

    title: LocalizedText | None
    aliases: tuple[LocalizedText, ...]
    definition: LocalizedText | None


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """A term in each language."""

    item: Item
    sides: tuple[GlossarySide, ...]


@dataclass(frozen=True, slots=True)
class GlossaryModel(Model):
    """A page of the glossary. ``languages``: code and name of each column; ``groups``: rows under their letter."""

    lead: str = ""
    languages: tuple[tuple[str, str], ...] = ()
    groups: tuple[tuple[str, tuple[GlossaryRow, ...]], ...] = ()
    archives: tuple[Link, ...] = ()
    names: tuple[Link, ...] = ()
    defined: bool = True
