"""What an import has to know of the site it goes into: its topics, the names that are taken, what came in before.

In: a project. Out: ``Site``. Files are read as content is, and what is wrong in them is told by ``check``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from xieshou.content.kinds.article import Article
from xieshou.content.kinds.figure import Figure
from xieshou.content.kinds.source import Source
from xieshou.content.kinds.topic import Topic
from xieshou.content.parse import Reader
from xieshou.core.door import plain_files
from xieshou.core.plain import opened
from xieshou.importers.writing import marked

_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Site:
    """``topics``: slugs by every name they have; ``articles``, ``figures``, ``sources``: the slugs that are taken;
    ``texts``: files that were imported, by where they came from; ``pictures``: figures that were, likewise.
    """

    root: Path
    languages: tuple[str, ...]
    reader: Reader
    topics: Mapping[str, str]
    articles: frozenset[str]
    figures: frozenset[str]
    sources: frozenset[str]
    texts: Mapping[str, str]
    pictures: Mapping[str, str]

    @classmethod
    def of(cls, root: Path, languages: tuple[str, ...], reader: Reader) -> Site:
        """The site in ``root``."""
        content = root / "content"
        topics: dict[str, str] = {}
        for path in _files(content, Topic.folder):
            for unit in reader.parse(path, path.relative_to(root).as_posix()).units:
                for name in (unit.slug, *(words for _, words in unit.titles), *unit.aliases):
                    topics.setdefault(folded(name), unit.slug)
        articles, figures = _files(content, Article.folder), _files(content, Figure.folder)
        texts = {said: path.relative_to(root).as_posix() for path in articles if (said := _mark(path))}
        pictures = {said: _slug(path) for path in figures if (said := _mark(path))}
        sources = frozenset(map(_slug, _files(content, Source.folder)))
        return cls(
            root, languages, reader, topics, frozenset(map(_slug, articles)), frozenset(map(_slug, figures)), sources,
            texts, pictures,
        )  # fmt: skip

    def topic(self, tag: str) -> str:
        """The slug of the topic that is called ``tag``; nothing where there is none."""
        return self.topics.get(folded(tag), "")


def folded(name: str) -> str:
    """A name as it is compared with others."""
    return "".join(char for char in name.casefold() if char.isalnum())


def _files(content: Path, folder: str) -> list[Path]:
    alone = [content / f"{folder}.yml"] if (content / f"{folder}.yml").is_file() else []
    below: Iterable[Path] = plain_files(content / folder) if (content / folder).is_dir() else ()
    return [*alone, *(path for path in below if path.suffix in (".md", ".yml"))]


def _slug(path: Path) -> str:
    return path.name.split(".")[0]


def _mark(path: Path) -> str:
    try:
        with opened(path) as file:
            return marked(file.read(_HEAD).decode("utf-8", "replace").replace("\r\n", "\n").removeprefix("\ufeff"))
    except OSError:
        return ""
