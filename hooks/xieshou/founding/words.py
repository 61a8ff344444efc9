"""What the files of a new site say, in the languages they are written in: ``front/new``.

In: the site's languages. Out: words by dotted key, pages and stories by name. Of a language that has none here nothing
is said, and the others stand for it; a site of such languages alone begins with English words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from xieshou.core.project import FRONT

FOLDER = FRONT / "new"
WORDS = "words.yml"
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class SampleWords:
    """What is said to readers of ``language``."""

    language: str
    source: str
    """The language they are in: another, where they stand for one that has none."""
    tree: Mapping[str, Any]
    pages: Mapping[str, str]

    def __call__(self, key: str) -> str:
        """The words of a dotted key. Raises ``KeyError``."""
        found: Any = self.tree
        for step in key.split("."):
            found = found[step]
        return str(found)


def known_languages() -> tuple[str, ...]:
    """The languages that have words here."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob(f"*/{WORDS}")))


def words_for(languages: tuple[str, ...]) -> tuple[SampleWords, ...]:
    """The words of a site in ``languages``, in this order; of at least one of them."""
    known = known_languages()
    spoken = [(language, language) for language in languages if language in known]
    return tuple(_read(language, source) for language, source in spoken or [(languages[0], ENGLISH)])


def remarks_for(languages: tuple[str, ...]) -> SampleWords:
    """The words of remarks in files: the first of ``languages`` that has any, else English."""
    known = known_languages()
    return _read(*[next((one for one in languages if one in known), ENGLISH)] * 2)


def _read(language: str, source: str) -> SampleWords:
    folder = FOLDER / source
    tree = yaml.load((folder / WORDS).read_bytes(), yaml.CSafeLoader)
    pages = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.md"))}
    return SampleWords(language, source, tree, pages)
