"""A new entry: its kind, its name, its address, and whatever else is known by then.

In: visits. Out: the form of an entry that is not there yet, and its first files.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from starlette.responses import JSONResponse, Response

from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.paths import LONGEST_SLUG, kept
from xieshou.content.schema.types.date import CHINA
from xieshou.content.schema.types.slug import SLUG
from xieshou.core.door import RESERVED
from xieshou.core.scripts import HAN
from xieshou.desk.engine import Snapshot
from xieshou.desk.entry_files import EntryFiles, files_of, new_files
from xieshou.desk.entry_form import EntryForm, form_of
from xieshou.desk.entry_pages import OpenedEntry, Saved, handed_in
from xieshou.desk.fields import controls
from xieshou.desk.office import Visit, go
from xieshou.desk.saving import Desk
from xieshou.importers.slugs import slug_of, unused
from xieshou.language.sound_table import SoundTable

_HAN = re.compile(f"[{HAN}]+")
_ROOM = 60


def proposed(titles: Mapping[str, str], taken: frozenset[str], table: SoundTable) -> str:
    """A slug for an entry of these titles by language: of its English words, else of how its Chinese name sounds."""
    english = next((slug for words in (titles.get("en", ""), *titles.values()) if (slug := slug_of(words))), "")
    if not english:
        chinese = next((words for words in titles.values() if _HAN.search(words)), "")
        parts = (one.letters for run in _HAN.findall(chinese) for one in table.read(run))
        english = slug_of("-".join(parts).replace("ü", "v").replace("~", ""))
    while len(english) > _ROOM:
        english = english.rpartition("-")[0] or english[:_ROOM]
    return unused([english], taken) if english else ""


def taken(snapshot: Snapshot, kind: str) -> frozenset[str]:
    """The slugs of a kind that are in use."""
    return frozenset(unit.slug for unit in snapshot.units if unit.kind == kind)


def propose(visit: Visit) -> Response:
    """A slug for the title that is being typed."""
    snapshot = visit.office.engine.snapshot()
    titles = {language: visit.asked(language) for language in visit.office.languages(snapshot)}
    slug = proposed(titles, taken(snapshot, visit.of_kind()), SoundTable.load())
    return JSONResponse({"slug": slug})


def ask(visit: Visit) -> Response:
    """The form of a new entry."""
    snapshot = visit.office.engine.snapshot()
    kind = visit.of_kind()
    form = _form(visit, snapshot, _files(visit, snapshot, kind, "new-entry"))
    if kind == Article.kind:
        today = datetime.datetime.now(CHINA).date().isoformat()
        form = form.with_values({one.name: today for one in controls(form.facts) if one.field == "date"})
    values = {one.name: visit.asked(one.name) for one in controls(form.members) if visit.asked(one.name)}
    return _page(visit, snapshot, form.with_values(values), "")


def make(visit: Visit) -> Response:
    """Take a new entry."""
    office, kind = visit.office, visit.of_kind()
    snapshot = office.engine.snapshot()
    desk = office.desk(snapshot)
    blank = _form(visit, snapshot, _files(visit, snapshot, kind, "new-entry"))
    values = {name: value.replace("\r\n", "\n") for name, value in visit.form}
    slug = visit.sent("slug").strip()
    if not slug:
        named = {
            one.lang: values.get(one.name, "") for one in controls(blank.members) if one.field in ("title", "name")
        }
        slug = proposed(named, taken(snapshot, kind), SoundTable.load())
    if fault := _fault(slug, desk, snapshot, kind):
        return _page(visit, snapshot, blank.with_values(values), slug, fault)
    files = _files(visit, snapshot, kind, slug)
    entry = OpenedEntry(snapshot, desk, files)
    changes = [change for change in desk.changes(files, visit.form) if change.is_one]
    if not changes:
        return _page(visit, snapshot, blank.with_values(values), slug, "empty")
    for change in changes:
        own = change.file == files.facts
        facts = dict(change.facts)
        if own and KINDS[kind].stands_alone:
            facts.setdefault((("draft",), ""), "true")
        office.drawer.keep(change.file.name, _made(change, facts, desk), "")
    done = Saved("kept", ()) if visit.sent("do") == "keep" else handed_in(visit, entry, what="new")
    if visit.sent("do") == "preview":
        return go(f"/desk/look/{kind}/{slug}")
    if visit.sent("do") == "publish" and done.state == "saved":
        return go(f"/desk/publish?entry={kind}/{slug}")
    return go(f"/desk/entry/{kind}/{slug}?told={done.state}")


def _made(change: object, facts: object, desk: Desk) -> bytes:
    from xieshou.desk.saving import FormChange, with_change

    assert isinstance(change, FormChange)
    assert isinstance(facts, dict)
    return with_change(b"", change.file, facts, change.text, desk.languages)


def _fault(slug: str, desk: Desk, snapshot: Snapshot, kind: str) -> str:
    """What is wrong with a slug, by the name of its sentence; empty where nothing is."""
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG or slug in RESERVED or kept(slug):
        return "form"
    folders = snapshot.site.folders if snapshot.site else ()
    there = files_of(desk.root, kind, slug, desk.languages, folders)
    return "taken" if slug in taken(snapshot, kind) or there is not None else ""


def _files(visit: Visit, snapshot: Snapshot, kind: str, slug: str) -> EntryFiles:
    languages = visit.office.languages(snapshot)
    original = visit.sent("original") or visit.asked("original") or languages[0]
    original = original if original in languages else languages[0]
    dated = next((value for name, value in visit.form if name == f"{original}|date|"), "")
    year = dated[:4] if re.fullmatch(r"[0-9]{4}", dated[:4]) else str(datetime.datetime.now(CHINA).year)
    return new_files(kind, slug, languages, original, year)


def _form(visit: Visit, snapshot: Snapshot, files: EntryFiles) -> EntryForm:
    asking = visit.office.asking(snapshot, visit.words, files.kind)
    return form_of(files, lambda _: None, lambda _: "", asking)


def _page(visit: Visit, snapshot: Snapshot, form: EntryForm, slug: str, fault: str = "") -> Response:
    return visit.page(
        "new.html", 422 if fault else 200, form=form, slug=slug, fault=fault, slots={}, theirs={}, state="unsaved",
        languages=visit.office.languages(snapshot),
    )  # fmt: skip
