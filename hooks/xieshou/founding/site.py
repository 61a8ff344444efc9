"""The files of a new site, made of the templates in ``front/new`` and of what was asked for.

In: ``Founding`` (languages, names, sides, the day) and the wheel of the program. Out: bytes by path. Nothing is read
but the package, and nothing is written.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from jinja2 import Environment, StrictUndefined

from xieshou.core.project import FRONT
from xieshou.founding.wheel import Wheel
from xieshou.founding.words import FOLDER, SampleWords, remarks_for, words_for
from xieshou.founding.yaml_text import remark, scalar

Names = tuple[tuple[str, str], ...]
"""One name in several languages: (language, name)."""
_TEMPLATE = ".in"
"""Ends the names of files with places to be filled; others are copied."""
_DOT = "dot-"
"""Begins the names of files that begin with a dot where they are put."""
_READINGS = ("48", "76")
"""Of the sample indicator."""
_ENGINE = FRONT / "labels"
_LOCK = "requirements.txt"


class FoundingSide(NamedTuple):
    """One of those who work together."""

    slug: str
    names: Names


@dataclass(frozen=True, slots=True)
class Founding:
    """What is asked for. Names that are not given are those of the sample."""

    languages: tuple[str, ...]
    day: datetime.date
    names: Names = ()
    sides: tuple[FoundingSide, ...] = ()

    @property
    def words(self) -> tuple[SampleWords, ...]:
        """The words its content is written in."""
        return words_for(self.languages)

    @property
    def shown_names(self) -> Names:
        """What the site is called, in its order of languages."""
        return self.names or _each(self.words, "site.name")

    @property
    def shown_sides(self) -> tuple[FoundingSide, ...]:
        """Who works together: at least two."""
        own = [FoundingSide(f"side-{end}", _each(self.words, f"site.side_{end}")) for end in "ab"]
        return (*self.sides, *own[len(self.sides) :])


def files_of(asked: Founding, wheel: Wheel) -> dict[str, bytes]:
    """Every file of the site, by its path."""
    made = _Maker(asked)
    files = {path: data for source in sorted((FOLDER / "site").rglob("*")) for path, data in made.of_template(source)}
    for words in made.words:
        for name in ("about", "README"):
            named = dict(asked.shown_names).get(words.language, asked.shown_names[0][1])
            text = made.filled(words.pages[name], words, name=named)
            files[_page_path(name, words.language, first=words is made.words[0])] = text.encode()
    files |= _label_files(asked.languages)
    files[f"wheels/{wheel.name}"] = wheel.data
    lock = (FOLDER / _LOCK).read_text("utf-8")
    files[_LOCK] = f"{made.remark('lock')}\n./wheels/{wheel.name} \\\n    --hash=sha256:{wheel.sha256}\n{lock}".encode()
    return files


class _Maker:
    """Fills templates for one site."""

    def __init__(self, asked: Founding) -> None:
        self.asked, self.words = asked, asked.words
        self.notes = remarks_for(asked.languages)
        self.environment = Environment(
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
        )
        year = asked.day.year - 1
        self.values: dict[str, Any] = {
            "languages": asked.languages,
            "names": asked.shown_names,
            "publisher": self.publisher(),
            "site_name": " · ".join(name for _, name in asked.shown_names),
            "sides": asked.shown_sides,
            "day": asked.day.isoformat(),
            "year": year,
            "first": _READINGS[0],
            "second": _READINGS[1],
            "theme_language": asked.languages[0].partition("-")[0],
            "scalar": scalar,
            "remark": self.remark,
            "note": self.note,
            "local": self.local,
            "reading": self.reading,
            "pairs": _pairs,
            "word": self.notes,
        }

    def remark(self, key: str, indent: int = 0) -> str:
        """The remark of this key, in the language of remarks."""
        return remark(self.note(key), indent)

    def note(self, key: str) -> str:
        """The words of a remark. What is typed stands between marks there, for the handbook, and bare in a file."""
        return self.notes(f"remarks.{key}").replace("`", "")

    def local(self, key: str, indent: int = 2, first: str = "") -> str:
        """The words of this key in each language, as a mapping of YAML; ``first`` begins its first line."""
        lines = _pairs(_each(self.words, key), indent)
        return f"{first}{lines.removeprefix(' ' * len(first))}" if first else lines

    def publisher(self) -> Names:
        """Who publishes the site: its editors, in each language that it has a name in; else its name itself."""
        named = dict(self.asked.shown_names)
        said = tuple(
            (sample.language, sample("site.publisher").format(name=named[sample.language]))
            for sample in self.words
            if sample.language in named
        )
        return said or self.asked.shown_names

    def reading(self, number: str) -> str:
        """A number of the sample indicator, as its source has it."""
        first = self.words[0]
        return first("indicator.reading").format(number=number) if first.source == first.language else number

    def filled(self, text: str, words: SampleWords, **more: object) -> str:
        """A template filled in for readers of ``words``."""
        values = self.values | {"word": words, "language": words.language} | more
        return self.environment.from_string(text).render(values)

    def of_template(self, source: Any) -> Iterator[tuple[str, bytes]]:
        """The files that a file of the package becomes."""
        if not source.is_file() or "__pycache__" in source.parts:
            return
        parts = source.relative_to(FOLDER / "site").parts
        path = "/".join(f".{part.removeprefix(_DOT)}" if part.startswith(_DOT) else part for part in parts)
        if not path.endswith(_TEMPLATE):
            yield path, source.read_bytes()
            return
        path, text = path.removesuffix(_TEMPLATE), source.read_text("utf-8")
        if path != "content/articles/story.md":
            yield path, self.filled(text, self.notes).encode()
            return
        for words in self.words:
            story = self.filled(words.pages["story"], words)
            original = words is self.words[0]
            filled = self.filled(text, words, story=story, original=original)
            yield f"content/articles/{self.asked.day.year}/one-workshop.{words.language}.md", filled.encode()


def _page_path(name: str, language: str, *, first: bool) -> str:
    if name == "README":
        return "README.md" if first else f"README.{language}.md"
    return f"docs/{language}/{name}.md"


def _label_files(languages: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """The words of languages that the program does not speak: those we have, else a file to begin with."""
    for language in languages:
        if (_ENGINE / f"{language}.yml").exists():
            continue
        own = FOLDER / "labels" / f"{language}.yml"
        yield f"assets/labels/{language}.yml", own.read_bytes() if own.exists() else f"locale: {language}\n".encode()


def _each(words: tuple[SampleWords, ...], key: str) -> Names:
    return tuple((one.language, one(key)) for one in words)


def _pairs(names: Names, indent: int = 2) -> str:
    return "\n".join(f"{' ' * indent}{language}: {scalar(name)}" for language, name in names)
