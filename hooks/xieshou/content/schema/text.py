"""A text for people, in one or more languages."""

from __future__ import annotations

from dataclasses import dataclass

from xieshou.content.schema.fallback import shown_in
from xieshou.core.packing import Packed


@dataclass(frozen=True, slots=True)
class Text(Packed):
    """A text for people in one or more languages, in the site's order of languages."""

    pairs: tuple[tuple[str, str], ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in."""
        return tuple(language for language, _ in self.pairs)

    def get(self, language: str) -> str | None:
        """The words in ``language``, None where it has none."""
        return next((words for own, words in self.pairs if own == language), None)

    def shown(self, language: str) -> tuple[str, str]:
        """The words for readers of ``language``, and the language these are in."""
        own = shown_in(language, self.languages)
        return dict(self.pairs)[own], own
