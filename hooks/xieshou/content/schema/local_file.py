"""A file that is one for all languages, or another in each: a picture with words drawn into it."""

from __future__ import annotations

from dataclasses import dataclass

from xieshou.content.schema.fallback import shown_in
from xieshou.core.packing import Packed

ALL = ""
"""Stands for the language of a file that is for all of them."""


@dataclass(frozen=True, slots=True)
class LocalFile(Packed):
    """Paths below ``assets/`` by language, in the site's order of languages; or one under ``ALL``."""

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def for_all(cls, name: str) -> LocalFile:
        """One file for all languages."""
        return cls(((ALL, name),))

    def shown(self, language: str) -> str:
        """The file for readers of ``language``: where it has none, that of the first that has."""
        files = dict(self.pairs)
        return files[shown_in(language, files)]
