"""What passes between the steps of an import: a text as another program kept it, and what became of each part of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from xieshou.core.problems import Problem

Fields = tuple[tuple[str, Any], ...]
"""Front matter in the order of the file: keys, and values that are text, lists or mappings of these."""


class Fate(StrEnum):
    """What became of something: it has a place of ours; that was guessed; it has none, and is named."""

    MAPPED = "mapped"
    GUESSED = "guessed"
    LEFT = "left"


class Note(NamedTuple):
    """What became of a key of front matter, a link, a picture. ``code`` names its sentence in the labels."""

    fate: Fate
    code: str
    key: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class ForeignText:
    """A text as its own program keeps it. ``origin``: its path below what is imported; ``name``: the same without what
    tells the languages apart, which a text and its translation share.
    """

    origin: str
    format: str
    fields: Fields
    body: str
    line: int = 1
    language: str = ""
    name: str = ""
    saved: datetime.date | None = None
    """When its file was last written."""
    site: str = ""
    """The address of the site it comes from, where it says that."""
    ours: bool = False
    """Whether ``body`` is Markdown of ours already, in which nothing is to be read otherwise."""
    notes: tuple[Note, ...] = ()
    held: tuple[tuple[str, bytes], ...] = ()
    """The pictures in the file itself, by the paths they would have in a folder of its name."""

    def values(self, *keys: str) -> tuple[Any, ...]:
        """The values under these keys, however their capitals and hyphens are."""
        return tuple(value for key, value in self.fields if plain_key(key) in keys and value not in ("", None, [], {}))


class TextState(StrEnum):
    """What became of a text of another program."""

    NEW = "new"
    HERE = "here"
    TEMPLATE = "template"
    """It holds another program's template code, which nobody but that program can run."""
    REFUSED = "refused"
    PASSED = "passed"
    """It is no text of this site: in another language, a copy, a page without words."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one text: the file it is to be, and what is said of it."""

    origin: str
    state: TextState
    language: str = ""
    path: str = ""
    data: bytes = b""
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()


class NewFile(NamedTuple):
    """A file that an import makes besides texts: a record, or a picture, as its bytes or a copy of ``original``."""

    path: str
    data: bytes = b""
    original: str = ""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import would do. ``passed``: files that are no texts, by their ending, and how many of each."""

    texts: tuple[Imported, ...]
    files: tuple[NewFile, ...] = ()
    passed: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, state: TextState) -> tuple[Imported, ...]:
        """The texts of which that became."""
        return tuple(text for text in self.texts if text.state is state)


def plain_key(key: str) -> str:
    """A key of front matter without regard to capitals, and to what parts its words."""
    return key.strip().casefold().replace("-", "_").replace(" ", "_")


def clipped(value: object, longest: int = 80) -> str:
    """A value as a report quotes it: on one line, and not too long."""
    words = " ".join(str(value).split())
    return words if len(words) <= longest else f"{words[: longest - 1]}…"
