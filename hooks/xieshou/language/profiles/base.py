"""What the engine must know of a language that no label can say: its ``LanguageProfile``, one frozen value.

Words, patterns of dates, scales and units of numbers and the name of its locale stand in the labels. Here is what
takes code or a table: in what order names stand, how a word is cut to what is searched for, how fast people read.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from xieshou.language.collation import ROOT, Collation


@dataclass(frozen=True, slots=True)
class LanguageProfile:
    """How one language writes. What is not given is right for any language."""

    collation: Collation = ROOT
    stemmer: str = ""
    """The algorithm of ``xieshou.search.stem`` that cuts its words; none: they are searched for as they stand."""
    common_words: str = ""
    """Words that nearly every text holds, with spaces between: search keeps that they are there, and not where."""
    characters_per_minute: int = 400
    words_per_minute: int = 220
    """How fast it is read: by the character where it puts no space between words."""
    heading_font: str = ""
    """A font of the front end that most pages need, by its published path: it is asked for ahead of the styles."""
    announcing: tuple[str, ...] = ()
    """Words by which a text says that what it tells of has yet to come."""

    def minutes(self, text: str) -> int:
        """How many minutes ``text`` takes to read, rounded up; 0 where there is nothing to read."""
        spaces = text.count(" ")
        spaced = spaces * 12 > len(text)
        return ceil(spaces / self.words_per_minute if spaced else len(text) / self.characters_per_minute)


NEUTRAL = LanguageProfile()
"""That of every language without one of its own."""
