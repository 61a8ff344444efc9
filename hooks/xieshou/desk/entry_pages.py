"""The page of an entry: shown, kept while somebody types, saved, compared with what others did meanwhile.

In: visits. Out: answers; to our own script, data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from starlette.responses import JSONResponse, Response

from xieshou.core.problems import Problem
from xieshou.desk.drawer import OutsideError
from xieshou.desk.engine import Snapshot
from xieshou.desk.entry_files import EntryFiles, files_of, new_files
from xieshou.desk.entry_form import EntryForm, form_of, slots_of
from xieshou.desk.fields import controls
from xieshou.desk.file_editing import digest_of
from xieshou.desk.office import Visit, go
from xieshou.desk.readings import reading
from xieshou.desk.saving import Desk, FormChange, facts_of, stopped_by
from xieshou.desk.typed_lines import Unspliceable


class OpenedEntry(NamedTuple):
    """An entry that somebody looks at."""

    snapshot: Snapshot
    desk: Desk
    files: EntryFiles


def opened(visit: Visit, *, at_once: bool = False) -> OpenedEntry:
    """The entry that the address names; ``at_once``: as far as the site was known before. Raises ``OutsideError`` where
    there is none.
    """
    office = visit.office
    snapshot = office.engine.latest() if at_once else office.engine.snapshot()
    desk = office.desk(snapshot)
    kind, slug = visit.of_kind(), visit.of_slug()
    folders = snapshot.site.folders if snapshot.site else ()
    files = files_of(office.engine.root, kind, slug, desk.languages, folders)
    if files is None:
        raise OutsideError(slug)
    return OpenedEntry(snapshot, desk, files)


def form(visit: Visit, entry: OpenedEntry) -> EntryForm:
    """Its form, as it is at the desk."""
    asking = visit.office.asking(entry.snapshot, visit.words, entry.files.kind)
    return form_of(entry.files, entry.desk.current, visit.office.drawer.remember, asking)


def show(visit: Visit) -> Response:
    """The page of an entry."""
    entry = opened(visit)
    made = form(visit, entry)
    names = {file.name for file in entry.files.files}
    problems = list(visit.office.engine.problems_of(names))
    overtaken = [file.name for file in entry.files.files if entry.desk.overtaken(file.name)]
    if overtaken:
        return _overtaken(visit, entry, made, problems)
    return page(visit, entry, made, problems, "saved")


def page(
    visit: Visit, entry: OpenedEntry, made: EntryForm, problems: list[Problem], state: str,
    theirs: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    """The page of an entry with its form, what is told of it, and how it is saved."""
    slots = slots_of(made, entry.desk.current, problems)
    said = {slot: [visit.said(one) for one in found] for slot, found in slots.items()}
    drafts = entry.desk.drafts(entry.files)
    status = 409 if state == "conflict" else 200
    return visit.page(
        "entry.html", status, form=made, slots=said, state=state, theirs=dict(theirs or {}), drafts=bool(drafts),
        languages=entry.desk.languages, refused=[one for one in made.files if one.refused],
        published=_is_published(entry),
    )  # fmt: skip


def _is_published(entry: OpenedEntry) -> bool:
    unit = entry.snapshot.originals.get(f"{entry.files.kind}/{entry.files.slug}")
    return unit is not None and not unit.hidden


def _overtaken(visit: Visit, entry: OpenedEntry, made: EntryForm, problems: list[Problem]) -> Response:
    """The page of an entry whose files were changed by others while there is work on them at the desk."""
    asking = visit.office.asking(entry.snapshot, visit.words, entry.files.kind)
    others = form_of(entry.files, entry.desk.live, visit.office.drawer.remember, asking)
    there = {one.name: one.value for one in controls(others.members)}
    theirs = {
        one.name: there.get(one.name, "") for one in controls(made.members) if one.value != there.get(one.name, "")
    }
    if not theirs:
        for file in entry.files.files:
            visit.office.drawer.drop(file.name)
        return page(visit, entry, others, problems, "saved")
    mine = {one.name: one.value for one in controls(made.members)}
    return page(visit, entry, others.with_values(mine), problems, "conflict", theirs)


def typed(visit: Visit) -> Response:
    """What is wrong with an entry as it is being typed, and how its values read."""
    entry = opened(visit, at_once=True)
    laid: dict[str, bytes] = {}
    problems: list[Problem] = []
    for change in entry.desk.changes(entry.files, visit.form):
        data = change.made(entry.desk.languages) if change.is_one else change.now
        if data is not None:
            laid[change.file.name] = data
            problems += visit.office.engine.typed(change.file.name, data)
    problems += visit.office.engine.compared(laid)
    asking = visit.office.asking(entry.snapshot, visit.words, entry.files.kind)

    def read(name: str) -> bytes | None:
        return laid.get(name) or entry.desk.current(name)

    made = form_of(entry.files, read, digest_of, asking)
    return JSONResponse({"problems": told(visit, slots_of(made, read, problems)), "readings": readings(visit, made)})


def told(visit: Visit, slots: Mapping[str, list[Problem]]) -> list[dict[str, str]]:
    """Problems as our script is told them."""
    return [{"slot": slot, **visit.said(one)} for slot, found in slots.items() for one in found]


def readings(visit: Visit, made: EntryForm) -> dict[str, str]:
    """How dates and quantities read in the languages of the desk, by the control."""
    found = {}
    for one in controls(made.members):
        if one.value and (said := reading(one.widget, one.value, visit.office.words)):
            found[one.name] = said
    return found


class Saved(NamedTuple):
    """How saving ended: ``saved`` (in the project), ``kept`` (at the desk: ``stopping`` says why) or ``conflict``."""

    state: str
    changes: tuple[FormChange, ...]
    stopping: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] | None = None
    """What was told of all when it was tried; None where nothing was."""


def saved(visit: Visit, entry: OpenedEntry, *, hand_in: bool) -> Saved:
    """Save what was sent. Raises ``Unspliceable`` and ``LookupError``."""
    changes = tuple(entry.desk.changes(entry.files, visit.form))
    if any(one.conflicts for one in changes):
        return Saved("conflict", changes)
    for change in changes:
        if change.is_one:
            entry.desk.keep(change)
    if not hand_in:
        return Saved("kept", changes)
    return handed_in(visit, entry, changes)


def handed_in(visit: Visit, entry: OpenedEntry, changes: tuple[FormChange, ...] = (), what: str = "saved") -> Saved:
    """Put the work on an entry into the project, unless it has errors."""
    office = visit.office
    entry = filed(entry)
    drafts = entry.desk.drafts(entry.files)
    if drafts:
        if any(not entry.desk.drawer.draft(name).base for name in office.drawer.names()):  # type: ignore[union-attr]
            drafts |= entry.desk.companions(drafts, office.engine.snapshot().units)
        problems = office.engine.tried(drafts)
        if stopping := stopped_by(problems, drafts):
            return Saved("kept", changes, tuple(stopping), problems)
        if entry.desk.hand_in(drafts, office.drawer.person, what):
            return Saved("conflict", changes)
        return Saved("saved", changes, (), problems)
    return Saved("saved", changes)


def filed(entry: OpenedEntry) -> OpenedEntry:
    """An entry that is at the desk alone, in the folder of the year that it is dated: its address will have that."""
    desk, files = entry.desk, entry.files
    kept = {file: draft for file in files.files if (draft := desk.drawer.draft(file.name))}
    if (
        not files.original
        or any(draft.base for draft in kept.values())
        or any(desk.live(one.name) for one in files.files)
    ):
        return entry
    own = kept.get(files.facts)
    year = str(facts_of(own.data, files.facts).get("date", ""))[:4] if own else ""
    if not re.fullmatch(r"[0-9]{4}", year) or f"/{year}/" in files.facts.name:
        return entry
    moved = new_files(files.kind, files.slug, desk.languages, files.original, year)
    for file, draft in kept.items():
        desk.drawer.keep(moved.of(file.key).name, draft.data, "")
        desk.drawer.drop(file.name)
    return entry._replace(files=moved)


def save(visit: Visit) -> Response:
    """Take what was sent with the form of an entry."""
    doing = visit.sent("do") or "save"
    entry = opened(visit, at_once=True)
    ours = visit.request.headers.get("x-desk") == "json"
    try:
        done = saved(visit, entry, hand_in=doing not in ("keep", "preview"))
    except LookupError:
        return JSONResponse({"state": "conflict"}, 409) if ours else visit.told("old-form", 409)
    except Unspliceable as error:
        said = visit.words(f"told.refused.{error.code}")
        return (
            JSONResponse({"state": "unsaved", "note": said}, 409) if ours else visit.told(f"refused.{error.code}", 409)
        )
    if done.state == "conflict":
        return _conflict(visit, entry, done.changes, ours)
    address = f"/desk/entry/{entry.files.kind}/{entry.files.slug}"
    if ours:
        return JSONResponse(_answer(visit, done))
    if doing == "preview":
        return go(f"/desk/look/{entry.files.kind}/{entry.files.slug}")
    if doing == "publish" and done.state == "saved":
        return go(f"/desk/publish?entry={entry.files.kind}/{entry.files.slug}")
    return go(f"{address}?told={done.state}")


def _answer(visit: Visit, done: Saved) -> dict[str, Any]:
    entry = opened(visit, at_once=True)
    made = form(visit, entry)
    problems = done.problems
    found = {} if problems is None else {"problems": told(visit, slots_of(made, entry.desk.current, problems))}
    return found | {
        "state": "saved",
        "kept": done.state == "kept",
        "note": visit.words(f"state.{done.state}"),
        "bases": {one.base_name: one.base for one in made.files},
    }


def _conflict(visit: Visit, entry: OpenedEntry, changes: tuple[FormChange, ...], ours: bool) -> Response:
    """Both versions of what others changed too; what only one of us changed is taken from that one."""
    made = form(visit, entry)
    sent = dict(visit.form)
    now = {one.name: one.value for one in controls(made.members)}
    asking = visit.office.asking(entry.snapshot, visit.words, entry.files.kind)
    bases = {one.file.name: one.base for one in changes}
    before_form = form_of(entry.files, bases.get, digest_of, asking)
    before = {one.name: one.value for one in controls(before_form.members)}
    mine = {
        name: value.replace("\r\n", "\n")
        for name, value in sent.items()
        if name in now and value.replace("\r\n", "\n") != before.get(name, "")
    }
    theirs = {name: now[name] for name, value in mine.items() if now[name] not in (value, before.get(name, ""))}
    if ours:
        return JSONResponse({"state": "conflict", "note": visit.words("state.conflict")}, 409)
    names = {file.name for file in entry.files.files}
    problems = list(visit.office.engine.problems_of(names))
    return page(visit, entry, made.with_values(mine), problems, "conflict", theirs)


def discard(visit: Visit) -> Response:
    """Forget the work on an entry that is not handed in; it stays in the history."""
    entry = opened(visit)
    for file in entry.files.files:
        if draft := visit.office.drawer.draft(file.name):
            visit.office.drawer.record(file.name, draft.data, visit.office.drawer.person, "discarded")
            visit.office.drawer.drop(file.name)
    there = any(entry.desk.live(file.name) is not None for file in entry.files.files)
    return go(f"/desk/entry/{entry.files.kind}/{entry.files.slug}?told=discarded" if there else "/desk/?told=discarded")
