"""A whole import: from what lies in a folder to the files it is to be, and what became of everything in it.

In: the files that were found, the site they are for, and where they come from. Out: ``Import``; nothing is written
here. A text whose file ``check`` would refuse is none of the files: it is named, with its problems, and what links to
it keeps its words alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlsplit

from xieshou.content.schema import edtf
from xieshou.core.problems import Problem, Severity
from xieshou.importers import figures, html_tags, template_tags
from xieshou.importers.destinations import Addresses
from xieshou.importers.dates import Dated
from xieshou.importers.fields import Said, said
from xieshou.importers.figures import Shown
from xieshou.importers.gathering import Gathered, Group, gathered
from xieshou.importers.linking import Surroundings, linked, pictured
from xieshou.importers.records import Fate, ForeignText, Import, Imported, NewFile, Note, State
from xieshou.importers.repairs import mended
from xieshou.importers.scan import Found
from xieshou.importers.site import Site
from xieshou.importers.slugs import candidates, unused
from xieshou.importers.trial import Trial, trial
from xieshou.importers.words import tidied, without_more
from xieshou.importers.writing import article, mark, record

Say = Callable[[str, str, str], str]
"""The words of a language: of a caption, a credit, a note, what stands between two names."""
_TEMPLATE = frozenset(("text-other-program", "text-html", "text-html-markdown", "text-wiki"))
"""Codes of problems that another program's template code is told by."""
_ROUNDS = 6


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
class _Ready:
    """A text with all that is known of it before its links are: its file, its facts, its body."""

    text: ForeignText
    said: Said
    path: str
    original: bool
    date: Dated
    notes: tuple[Note, ...]
    here: bool = False


def imported(found: Found, site: Site, origin: Origin, say: Say) -> Import:
    """What an import of ``found`` into ``site`` would do."""
    all_ = gathered(found, site.languages)
    slugs, ready = _prepared(all_, site, origin, say)
    url = origin.url or next((text.site for text in all_.texts() if text.site), "")
    host = urlsplit(url).hostname or ""
    addresses = Addresses.of(all_.texts(), found.pictures, host)
    shown = tuple(_shown(ready, slugs, addresses))
    chosen = figures.chosen(shown, found.root, site.pictures, site.figures, origin.source)
    hidden = frozenset(one.text.name for one in ready if one.said.draft or one.said.withdrawn or one.said.publish_at)
    places = _places(site)
    bodies = {f"{one.text.language} {one.text.name}": one.said.body for one in ready}
    headed = cache(lambda key: places(bodies[key]) if key in bodies else ())
    around = Surroundings(addresses, slugs, chosen.slugs, chosen.refused, url, places, headed)
    with trial(site.reader) as own_trial:
        done = _settled(ready, around, hidden, own_trial, origin)
    texts, used = tuple(done.values()), {path for one in done.values() for path in one.shown}
    new = [one.imported for one in texts]
    files: list[NewFile] = []
    if any(one.state is State.NEW for one in new):
        files = list(figures.files(shown, chosen, used, origin.source, say))
        if origin.source not in site.sources:
            files.append(_source(origin, ready, site, say))
    everything = sorted((*new, *all_.others), key=lambda one: one.origin)
    return Import(tuple(everything), tuple(files), found.passed, found.problems)


def _prepared(
    all_: Gathered, site: Site, origin: Origin, say: Say
) -> tuple[dict[str, str], list[_Ready]]:
    """The slug of each group, and its texts with what they say."""
    slugs: dict[str, str] = {}
    ready: list[_Ready] = []
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
            slug = unused(candidates(group.name, *(one.strip("/").rpartition("/")[2] for one in addresses), english), taken)
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
            ready.append(_Ready(text, own, path, language == first, date, tuple(notes), here))
    return slugs, ready


def _told(text: ForeignText, origin: Origin, site: Site, all_: Gathered, say: Say) -> Said:
    body, more = without_more(tidied(text.body))
    body, tags = template_tags.in_markdown(body)
    body, taken = html_tags.plain(body)
    own = said(text, body, origin.now, site.topic, all_.people, say(text.language, "between", ""))
    notes = [*own.notes, *(Note(Fate.MAPPED, "template", value=" ".join(tag.split())[:60]) for tag in tags), *taken]
    if more:
        notes.append(Note(Fate.MAPPED, "more"))
    return replace(own, notes=tuple(notes))


def _original(group: Group, told: Mapping[str, Said], languages: Sequence[str]) -> str:
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


def _shown(ready: Iterable[_Ready], slugs: Mapping[str, str], addresses: Addresses) -> Iterator[Shown]:
    for one in ready:
        rest = (one.text.language, one.said.title, slugs[one.text.name])
        for path, words, title in pictured(one.said.body, one.text.origin, addresses):
            yield Shown(path, words, title, *rest)
        if one.said.cover and (cover := addresses.picture(one.said.cover, one.text.origin)):
            yield Shown(cover, "", "", *rest)


def _places(site: Site) -> Callable[[str], Sequence[tuple[str, str]]]:
    def places(body: str) -> Sequence[tuple[str, str]]:
        found, _, _ = site.reader.renderer.render(body, "content/articles/text.md", 1)
        return [(heading.text, heading.id) for heading in found.headings]

    return places


@dataclass(frozen=True, slots=True)
class _Done:
    imported: Imported
    shown: tuple[str, ...]


def _settled(
    ready: Sequence[_Ready], around: Surroundings, hidden: frozenset[str], trial: Trial, origin: Origin
) -> dict[str, _Done]:
    """Every text as its file, with links only to those that go in: what is refused is no place to lead to."""
    done: dict[str, _Done] = {}
    out: frozenset[str] = frozenset()
    groups: dict[str, list[_Ready]] = {}
    for one in ready:
        groups.setdefault(one.text.name, []).append(one)
    again = list(groups)
    linking: dict[str, frozenset[str]] = {}
    while again:
        for name in again:
            away = out | (hidden if name not in hidden else frozenset())
            slugs = {other: slug for other, slug in around.slugs.items() if other not in away}
            made, linking[name] = _tried(groups[name], replace(around, slugs=slugs), trial, origin)
            done |= made
        refused = frozenset(
            name
            for name, texts in groups.items()
            if all(done[one.text.origin].imported.state in (State.REFUSED, State.TEMPLATE) for one in texts)
        )
        fresh = refused - out
        out |= refused
        by_slug = {around.slugs[name] for name in fresh}
        again = [name for name in groups if name not in refused and linking[name] & by_slug]
    return done


def _tried(
    texts: Sequence[_Ready], around: Surroundings, trial: Trial, origin: Origin
) -> tuple[dict[str, _Done], frozenset[str]]:
    """The texts of a group as files that were read, and the slugs of the articles they link to."""
    made = {one.path: linked(one.said.body, one.text.origin, _from(one, around)) for one in texts}
    bodies = {path: one.text for path, one in made.items()}
    covers = {one.path: _cover(one, around) for one in texts}
    problems: dict[str, tuple[Problem, ...]] = {}
    data: dict[str, bytes] = {}
    told: dict[str, list[Note]] = {one.path: list(made[one.path].notes) for one in texts}
    for _ in range(_ROUNDS):
        data = {
            one.path: article(mark(origin.source, one.text.origin), _facts(one, origin, covers[one.path][0]), bodies[one.path])
            for one in texts
        }
        problems = trial.problems(data)
        errors = {path: [p for p in found if p.severity is Severity.ERROR] for path, found in problems.items()}
        mends = {
            path: mended(bodies[path].strip("\n"), _body_line(data[path]), errors[path])
            for path in bodies
            if errors[path]
        }
        if not any(mend.notes for mend in mends.values()):
            break
        for path, mend in mends.items():
            bodies[path] = mend.text
            told[path] += [note for note in mend.notes if note not in told[path]]
    done: dict[str, _Done] = {}
    for one in texts:
        state = State.HERE if one.here else _state(problems[one.path])
        notes = (*one.notes, *told[one.path], *covers[one.path][1])
        shown = (*(path for path, _ in made[one.path].shown), *covers[one.path][2]) if state is State.NEW else ()
        errors_ = tuple(p for p in problems[one.path] if p.severity is Severity.ERROR) if not one.here else ()
        done[one.text.origin] = _Done(
            Imported(one.text.origin, state, one.text.language, one.path, data[one.path], notes, errors_), shown
        )
    _with_original(texts, done)
    slugs = {slug for slug in around.slugs.values() for body in bodies.values() if f"article:{slug}" in body}
    return done, frozenset(slugs)


def _from(one: _Ready, around: Surroundings) -> Surroundings:
    """Where everything leads from one text: to its own headings, and to those of others in its language."""
    return replace(
        around,
        name=one.text.name,
        places_of=lambda name: around.places_of(f"{one.text.language} {name}"),
    )


def _with_original(texts: Sequence[_Ready], done: dict[str, _Done]) -> None:
    """A translation does not go in without its original: that has the facts."""
    first = next((done[one.text.origin].imported for one in texts if one.original), None)
    if first is None or first.state in (State.NEW, State.HERE):
        return
    for one in texts:
        own = done[one.text.origin]
        if not one.original and own.imported.state is State.NEW:
            note = Note(Fate.LEFT, "original-refused", value=first.origin)
            done[one.text.origin] = _Done(
                replace(own.imported, state=first.state, notes=(*own.imported.notes, note)), ()
            )


def _state(problems: Iterable[Problem]) -> State:
    codes = {one.code for one in problems if one.severity is Severity.ERROR}
    if not codes:
        return State.NEW
    return State.TEMPLATE if codes & _TEMPLATE else State.REFUSED


def _cover(one: _Ready, around: Surroundings) -> tuple[str, tuple[Note, ...], tuple[str, ...]]:
    """The slug of an article's cover, what is said of it, and the picture that it shows."""
    if not one.said.cover:
        return "", (), ()
    path = around.addresses.picture(one.said.cover, one.text.origin)
    slug = around.figures.get(path or "")
    if not path or not slug or not one.original:
        return "", (Note(Fate.LEFT, "cover-lost", "cover", one.said.cover[:80]),), ()
    return slug, (Note(Fate.MAPPED, "field", "cover", "cover"),), (path,)


def _facts(one: _Ready, origin: Origin, cover: str) -> dict[str, str | tuple[str, ...]]:
    own = one.said
    facts: dict[str, str | tuple[str, ...]] = {
        "title": own.title, "summary": own.summary, "author": own.author, "translator": own.translator,
        "draft": "true" if own.draft else "", "publish_at": own.publish_at,
        "withdrawn": "true" if own.withdrawn else "",
    }  # fmt: skip
    if one.original:
        facts |= {"date": one.date.edtf, "sources": (origin.source,), "topics": own.topics, "cover": cover}
    return facts


def _body_line(data: bytes) -> int:
    """The line that the text of a file begins on: behind its front matter and an empty line."""
    return data.count(b"\n", 0, data.index(b"\n---\n\n") + 6) + 1


def _source(origin: Origin, ready: Sequence[_Ready], site: Site, say: Say) -> NewFile:
    """The record of where the texts come from: the years they are of, and that nobody has verified it."""
    days = sorted(one.date.edtf.rstrip("~") for one in ready)
    first, last = days[0][:4], days[-1][:4]
    facts = {
        "name": {language: origin.name for language in site.languages},
        "date": first if first == last else f"{first}/{last}",
        "note": {language: say(language, "source", origin.url) for language in site.languages},
    }
    return NewFile(f"content/sources/{origin.source}.yml", record(mark(origin.source, "."), facts))
