"""The texts of an import with all that is known of them before their links are: facts, dates, names of files.

In: the entries that texts are to be. Out: the slug of each, and its texts ready to be written. Guesses are notes.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from xieshou.content.schema import edtf
from xieshou.importers import html_tags, template_tags
from xieshou.importers.dates import Dated
from xieshou.importers.fields import Said, said
from xieshou.importers.gathering import Gathered, TextGroup
from xieshou.importers.records import Fate, ForeignText, Note
from xieshou.importers.site import Site
from xieshou.importers.slugs import candidates, unused
from xieshou.importers.words import tidied, without_more

Say = Callable[[str, str, str], str]
"""The words of a language: of a caption, a credit, a note, what stands between two names."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where texts come from: the slug of its source record, what that is called, its address; the moment of the import;
    and whether the source was named, or is called by the folder.
    """

    source: str
    name: str
    url: str
    now: datetime.datetime
    named: bool = True


@dataclass(frozen=True, slots=True)
class ReadyText:
    """A text with all that is known of it before its links are: its file, its facts, its body."""

    text: ForeignText
    said: Said
    path: str
    original: bool
    date: Dated
    notes: tuple[Note, ...]
    here: bool = False


def prepared(all_: Gathered, site: Site, origin: Origin, say: Say) -> tuple[dict[str, str], list[ReadyText]]:
    """The slug of each group, and its texts with what they say."""
    slugs: dict[str, str] = {}
    ready: list[ReadyText] = []
    taken = set(site.articles)
    for group in all_.groups:
        told = {language: _told(text, origin, site, all_, say) for language, text in group.texts.items()}
        first = _original(group, told, site.languages)
        date, guessed = _dated(told, first, group.texts[first], origin.now)
        before = next(
            (path for text in group.texts.values() if (path := site.texts.get(f"{origin.source} {text.origin}"))), ""
        )
        folder, _, file = before.rpartition("/")
        if before:
            slug = file.split(".")[0]
        else:
            english = told["en"].title if "en" in told else ""
            addresses = [str(value) for text in group.texts.values() for value in text.values("slug")]
            slug = unused(
                candidates(group.name, *(one.strip("/").rpartition("/")[2] for one in addresses), english), taken
            )
            folder = f"content/articles/{date.year}"
        taken.add(slug)
        slugs[group.name] = slug
        for language, text in group.texts.items():
            path = f"{folder}/{slug}.{language}.md"
            own = told[language]
            notes = [*group.notes[language], *own.notes, *(guessed if language == first else ())]
            if len(group.texts) > 1:
                notes.append(Note(Fate.GUESSED, "original" if language == first else "translation", value=path))
            here = f"{origin.source} {text.origin}" in site.texts
            ready.append(ReadyText(text, own, path, language == first, date, tuple(notes), here))
    return slugs, ready


def _told(text: ForeignText, origin: Origin, site: Site, all_: Gathered, say: Say) -> Said:
    if text.ours:
        own = said(text, text.body, origin.now, site.topic, all_.people, say(text.language, "between", ""))
        return replace(own, notes=(*text.notes, *own.notes))
    body, more = without_more(tidied(text.body))
    body, tags = template_tags.in_markdown(body)
    body, taken = html_tags.plain(body)
    own = said(text, body, origin.now, site.topic, all_.people, say(text.language, "between", ""))
    notes = [*own.notes, *(Note(Fate.MAPPED, "template", value=" ".join(tag.split())[:60]) for tag in tags), *taken]
    if more:
        notes.append(Note(Fate.MAPPED, "more"))
    return replace(own, notes=tuple(notes))


def _original(group: TextGroup, told: Mapping[str, Said], languages: Sequence[str]) -> str:
    """The language that the texts of a group were written in first, as far as that can be told."""

    def order(language: str) -> tuple[bool, str, int]:
        own = told[language]
        return bool(own.translator), own.date.edtf if own.date else "9999", languages.index(language)

    return min(group.texts, key=order)


def _dated(
    told: Mapping[str, Said], first: str, text: ForeignText, now: datetime.datetime
) -> tuple[Dated, tuple[Note, ...]]:
    """The date of a group: its original's, that of another of its texts, or the year its file was last written."""
    own = told[first].date or next((one.date for one in told.values() if one.date), None)
    if own is not None and own.year in edtf.YEARS:
        return own, ()
    year = min(text.saved.year, now.year) if text.saved else now.year
    return Dated(f"{year}~"), (Note(Fate.GUESSED, "date-file", value=f"{year}~"),)
