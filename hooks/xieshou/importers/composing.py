"""The files that texts become: written, read as ``check`` reads them, mended where that is sure, or refused.

In: texts that are ready, and where everything of the import leads. Out: what became of each. What is refused is no
place that another may link to: those that do are written again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from xieshou.core.problems import Problem, Severity
from xieshou.importers.linking import Bearings, linked
from xieshou.importers.preparing import Origin, ReadyText
from xieshou.importers.prose import without_gaps
from xieshou.importers.records import Fate, Imported, Note, TextState
from xieshou.importers.repairs import mended
from xieshou.importers.trial import Trial
from xieshou.importers.writing import article, mark

_TEMPLATE = frozenset(("text-other-program", "text-html", "text-html-markdown", "words-template"))
_WISH = "text-wish-"
"""Codes of problems that another program's template code is told by, and what others begin with."""
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a text, and the pictures that its file shows."""

    imported: Imported
    shown: tuple[str, ...]


def settled(
    ready: Sequence[ReadyText], around: Bearings, hidden: frozenset[str], trial: Trial, origin: Origin
) -> dict[str, Done]:
    """Every text as its file, with links only to those that go in: what is refused is no place to lead to."""
    done: dict[str, Done] = {}
    out: frozenset[str] = frozenset()
    groups: dict[str, list[ReadyText]] = {}
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
            if all(done[one.text.origin].imported.state in (TextState.REFUSED, TextState.TEMPLATE) for one in texts)
        )
        fresh = refused - out
        out |= refused
        by_slug = {around.slugs[name] for name in fresh}
        again = [name for name in groups if name not in refused and linking[name] & by_slug]
    return done


def _tried(
    texts: Sequence[ReadyText], around: Bearings, trial: Trial, origin: Origin
) -> tuple[dict[str, Done], frozenset[str]]:
    """The texts of a group as files that were read, and the slugs of the articles they link to."""
    made = {one.path: linked(one.said.body, one.text.origin, _from(one, around)) for one in texts}
    bodies = {path: without_gaps(one.text) for path, one in made.items()}
    covers = {one.path: _cover(one, around) for one in texts}
    problems: dict[str, tuple[Problem, ...]] = {}
    data: dict[str, bytes] = {}
    told: dict[str, list[Note]] = {one.path: list(made[one.path].notes) for one in texts}
    for _ in range(_ROUNDS):
        data = {
            one.path: article(
                mark(origin.source, one.text.origin), _facts(one, origin, covers[one.path][0]), bodies[one.path]
            )
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
    done: dict[str, Done] = {}
    for one in texts:
        state = TextState.HERE if one.here else _state(problems[one.path])
        notes = (*one.notes, *told[one.path], *covers[one.path][1])
        shown = (*(path for path, _ in made[one.path].shown), *covers[one.path][2]) if state is TextState.NEW else ()
        errors_ = tuple(p for p in problems[one.path] if p.severity is Severity.ERROR) if not one.here else ()
        done[one.text.origin] = Done(
            Imported(one.text.origin, state, one.text.language, one.path, data[one.path], notes, errors_), shown
        )
    _with_original(texts, done)
    slugs = {slug for slug in around.slugs.values() for body in bodies.values() if f"article:{slug}" in body}
    return done, frozenset(slugs)


def _from(one: ReadyText, around: Bearings) -> Bearings:
    """Where everything leads from one text: to its own headings, and to those of others in its language."""
    return replace(
        around,
        name=one.text.name,
        places_of=lambda name: around.places_of(f"{one.text.language} {name}"),
    )


def _with_original(texts: Sequence[ReadyText], done: dict[str, Done]) -> None:
    """A translation does not go in without its original: that has the facts."""
    first = next((done[one.text.origin].imported for one in texts if one.original), None)
    if first is None or first.state in (TextState.NEW, TextState.HERE):
        return
    for one in texts:
        own = done[one.text.origin]
        if not one.original and own.imported.state is TextState.NEW:
            note = Note(Fate.LEFT, "original-refused", value=first.origin)
            done[one.text.origin] = Done(
                replace(own.imported, state=first.state, notes=(*own.imported.notes, note)), ()
            )


def _state(problems: Iterable[Problem]) -> TextState:
    codes = {one.code for one in problems if one.severity is Severity.ERROR}
    if not codes:
        return TextState.NEW
    foreign = codes & _TEMPLATE or any(code.startswith(_WISH) for code in codes)
    return TextState.TEMPLATE if foreign else TextState.REFUSED


def _cover(one: ReadyText, around: Bearings) -> tuple[str, tuple[Note, ...], tuple[str, ...]]:
    """The slug of an article's cover, what is said of it, and the picture that it shows."""
    if not one.said.cover:
        return "", (), ()
    path = around.addresses.picture(one.said.cover, one.text.origin)
    slug = around.figures.get(path or "")
    if not path or not slug or not one.original:
        return "", (Note(Fate.LEFT, "cover-lost", "cover", one.said.cover[:80]),), ()
    return slug, (Note(Fate.MAPPED, "field", "cover", "cover"),), (path,)


def _facts(one: ReadyText, origin: Origin, cover: str) -> dict[str, str | tuple[str, ...]]:
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
