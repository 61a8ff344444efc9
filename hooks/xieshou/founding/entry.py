"""The file of a new entry, made of the schema of its kind: what it needs, and what it may have as remarks.

In: a kind, what is known of the entry, the site's languages, and labels. Out: the file's text, and the fields that are
still to be filled in. A new entry is a draft: nothing of it is published by accident.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from xieshou.content.kinds import FOLDERS, KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.schema.introspect import Shape, shapes
from xieshou.content.schema.types.base import SiteNames
from xieshou.content.schema.types.text import TextType
from xieshou.founding.yaml_text import scalar
from xieshou.language.labels import Labels

_LATER = frozenset(["withdrawn", "withdrawal", "was", "updated", "updates", "public"])
"""Fields that only what was published has, or waits for it."""
_ANYWHERE = frozenset(["date", "day", "instant", "file", "focus", "flag", "web", "web-address"])
"""Types whose examples say nothing of any site, and are in no language."""
_FIRST = ("name", "title", "summary", "date", "sources")
_MARK = "# "
_TO_COME = "…"
_MOST_CHOICES = 40


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is known of it: values by field, as they are typed. ``language`` is that of its words."""

    kind: str
    slug: str
    language: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BegunEntry:
    """What is written, and which fields still have to be."""

    text: str
    missing: tuple[str, ...]


def entry_file(entry: NewEntry, site: SiteNames, labels: Labels) -> BegunEntry:
    """The file of ``entry`` in a site with these languages and choices."""
    return _EntryWriter(entry, site, labels).file()


class _EntryWriter:
    def __init__(self, entry: NewEntry, site: SiteNames, labels: Labels) -> None:
        self.entry, self.site, self.labels = entry, site, labels
        self.missing: list[str] = []

    def file(self) -> BegunEntry:
        """The whole file."""
        cls = KINDS[self.entry.kind]
        needed, optional = _sorted_fields(cls)
        lines = [line for name in needed for line in self.field(cls, name, needed=True)]
        lines += [f"# {self.labels('founding.draft')}", "draft: true"]
        lines += ["", f"# {self.labels('founding.optional')}"]
        for name in optional:
            lines += [_MARK + line for line in self.field(cls, name, needed=False)]
        linked = ", ".join(folder for folder in FOLDERS if folder not in shapes(cls))
        lines.append(f"# {self.labels('founding.links', lists=linked)}")
        text = "\n".join(lines)
        if self.entry.kind == Article.kind:
            text = f"---\n{text}\n---\n\n{self.labels('founding.text')}"
        return BegunEntry(f"{text}\n", tuple(self.missing))

    def field(self, cls: type[BaseModel], name: str, *, needed: bool, at: str = "") -> Iterator[str]:
        """The lines of a field: what it is called, and its value or its form."""
        shape = shapes(cls)[name]
        yield f"{_MARK}{self.said(name, shape, needed)}"  # above it: behind a text it would cut that short
        value = self.entry.values.get(name) if not at else None
        if needed and value is None and shape.model is None:
            self.missing.append(f"{at}{name}")
        example = shape.type.example if shape.type.name in _ANYWHERE else _TO_COME
        shown = scalar(value) if value is not None else "" if needed else example or _TO_COME
        if shape.model is not None:
            yield f"{name}:"
            yield from self.part(shape, f"{at}{name}.", needed=needed)
        elif isinstance(shape.type, TextType):
            yield f"{name}:"
            yield from self.local(shown)
        elif shape.many:
            yield f"{name}:"
            yield f"  - {shown}".rstrip()
        else:
            yield f"{name}: {shown}".rstrip()

    def local(self, shown: str) -> Iterator[str]:
        """A line for each language; those of others than the entry's own are for later."""
        own = self.entry.language
        yield f"  {own}: {shown}".rstrip()
        for language in self.site.languages:
            if language != own:
                yield f"  # {language}: {_TO_COME}"

    def part(self, shape: Shape, at: str, *, needed: bool) -> Iterator[str]:
        """The fields of a part below its name; in a list its first line has the hyphen."""
        assert shape.model is not None
        required, more = _sorted_fields(shape.model)
        if not required:
            required, more = more[:1], more[1:]
        lines = [line for name in required for line in self.field(shape.model, name, needed=needed, at=at)]
        lines += [_MARK + line for name in more for line in self.field(shape.model, name, needed=False, at=at)]
        hyphen = next(number for number, line in enumerate(lines) if not line.startswith("#")) if shape.many else -1
        for number, line in enumerate(lines):
            yield ("  - " if number == hyphen else "    " if shape.many else "  ") + line

    def said(self, name: str, shape: Shape, needed: bool) -> str:
        """What a field is called, whether it is needed, and what may stand there."""
        try:
            called = self.labels.field(self.entry.kind, name)
        except KeyError:
            called = name
        choices = shape.choices or self.site.choices.get(shape.site_choice, ())
        said = [called, *([self.labels("founding.required")] if needed else [])]
        if choices:
            said.append(", ".join(choices[:_MOST_CHOICES]))
        if shape.kind:
            said.append(f"content/{KINDS[shape.kind].folder}/")
        return " · ".join(said)


def _sorted_fields(cls: type[BaseModel]) -> tuple[list[str], list[str]]:
    """The fields that are needed and those that are not, by the names that editors write."""
    infos = {info.alias or name: info for name, info in cls.model_fields.items()}
    named = [name for name in infos if name not in _LATER and name != "draft"]
    named.sort(key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    return (
        [name for name in named if infos[name].is_required()],
        [name for name in named if not infos[name].is_required()],
    )
