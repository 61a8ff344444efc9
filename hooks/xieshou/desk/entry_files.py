"""The files of an entry: where its facts stand, and its texts.

In: a kind, a slug, the folder of a project. Out: names of files; those that are not there yet are where they would be.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article, TranslationWords
from xieshou.content.stories import FACT_FIELDS
from xieshou.desk.data_differences import Loc
from xieshou.desk.drawer import read
from xieshou.desk.file_editing import EditedFile
from xieshou.desk.typed_lines import Unspliceable

RECORD = "record"
"""What the file of a record is called in a form; a text is called by its language."""


@dataclass(frozen=True, slots=True)
class EntryFile:
    """One file of an entry. ``key``: what it is called in a form; ``cls``: what its facts are; ``inside``: where the
    entry stands in it, if it is a list; ``language``: of a text.
    """

    key: str
    name: str
    cls: type[BaseModel] | None
    inside: Loc = ()
    language: str = ""

    @property
    def has_text(self) -> bool:
        """Whether it holds a text."""
        return bool(self.language)


@dataclass(frozen=True, slots=True)
class EntryFiles:
    """The files of the entry ``kind``/``slug``. ``original``: the language of an article's facts."""

    kind: str
    slug: str
    files: tuple[EntryFile, ...]
    original: str = ""

    def of(self, key: str) -> EntryFile:
        """The file that a form calls ``key``. Raises ``KeyError``."""
        found = next((one for one in self.files if one.key == key), None)
        if found is None:
            raise KeyError(key)
        return found

    @property
    def facts(self) -> EntryFile:
        """The file of its facts."""
        return self.of(self.original or RECORD)


def files_of(root: Path, kind: str, slug: str, languages: Sequence[str], folders: Sequence[str]) -> EntryFiles | None:
    """The files of an entry of the project in ``root``; None where there is none. ``folders``: those the site names."""
    cls = KINDS[kind]
    if cls is Article:
        return next(
            (
                article_files(root, f"content/{cls.folder}{inner}", slug, languages)
                for inner in ("", *_years(root / "content" / cls.folder))
                if any((root / f"content/{cls.folder}{inner}/{slug}.{one}.md").is_file() for one in languages)
            ),
            None,
        )
    inner = [folder for folder in folders if folder.startswith(f"{cls.folder}/")]
    for folder in (cls.folder, *inner):
        for ending in ("yml", "yaml"):
            name = f"content/{folder}/{slug}.{ending}"
            if (root / name).is_file():
                return EntryFiles(
                    kind, slug, (EntryFile(RECORD, name, cls), *_stories(f"content/{folder}", slug, languages))
                )
    name = f"content/{cls.folder}.yml"
    number = _number(root / name, name, slug)
    if number is None:
        return None
    own = EntryFile(RECORD, name, cls, (number,))
    return EntryFiles(kind, slug, (own, *_stories(f"content/{cls.folder}", slug, languages)))


def new_files(kind: str, slug: str, languages: Sequence[str], original: str, year: str) -> EntryFiles:
    """The files that a new entry is to have."""
    cls = KINDS[kind]
    if cls is Article:
        return _article(f"content/{cls.folder}/{year}", slug, languages, original)
    own = EntryFile(RECORD, f"content/{cls.folder}/{slug}.yml", cls)
    return EntryFiles(kind, slug, (own, *_stories(f"content/{cls.folder}", slug, languages)))


def article_files(root: Path, folder: str, slug: str, languages: Sequence[str]) -> EntryFiles:
    """The files of an article that lie in ``folder``: its facts are in the one that has them, or the first there is."""
    there = [one for one in languages if (root / f"{folder}/{slug}.{one}.md").is_file()]
    named: dict[str, int] = {}
    for language in there:
        data = read(root / f"{folder}/{slug}.{language}.md") or b""
        facts = _facts(data, f"{folder}/{slug}.{language}.md")
        named[language] = sum(1 for name in facts if name in FACT_FIELDS) + 100 * ("date" in facts)
    original = max(there, key=lambda one: named[one]) if there else languages[0]
    return _article(folder, slug, languages, original)


def _article(folder: str, slug: str, languages: Sequence[str], original: str) -> EntryFiles:
    found = (
        EntryFile(one, f"{folder}/{slug}.{one}.md", Article if one == original else TranslationWords, (), one)
        for one in languages
    )
    return EntryFiles(Article.kind, slug, tuple(found), original)


def _stories(folder: str, slug: str, languages: Sequence[str]) -> Iterator[EntryFile]:
    return (EntryFile(one, f"{folder}/{slug}.{one}.md", None, (), one) for one in languages)


def _years(folder: Path) -> list[str]:
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return sorted((f"/{name}" for name in names if re.fullmatch(r"[0-9]{4}", name)), reverse=True)


def _facts(data: bytes, name: str) -> Any:
    try:
        facts = EditedFile.of(data, name).facts
    except Unspliceable:
        return {}
    return facts if isinstance(facts, (dict, list)) else {}


def _number(path: Path, name: str, slug: str) -> int | None:
    """Which item of a list of records is called so."""
    facts = _facts(read(path) or b"", name)
    items = facts if isinstance(facts, list) else []
    return next((n for n, item in enumerate(items) if isinstance(item, dict) and item.get("slug") == slug), None)
