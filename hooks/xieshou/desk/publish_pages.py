"""Publishing: what would be other on the site, the site made anew, and what was published by mistake taken back.

In: visits. Out: answers.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from starlette.responses import Response

from xieshou.content.kinds import KINDS
from xieshou.content.schema.types.slug import SLUG
from xieshou.core.problems import Severity
from xieshou.desk.data_differences import Loc
from xieshou.desk.drawer import OutsideError
from xieshou.desk.engine import Snapshot
from xieshou.desk.entry_files import EntryFile, EntryFiles, files_of
from xieshou.desk.entry_pages import OpenedEntry, handed_in, opened
from xieshou.desk.index import EntryLine, entry_at
from xieshou.desk.office import Visit, go, title_of
from xieshou.desk.saving import FormChange
from xieshou.plan.pages import Plan, path_of


def ask(visit: Visit) -> Response:
    """What is to be published: an entry, or all that is handed in."""
    office = visit.office
    snapshot = office.engine.snapshot()
    named = visit.asked("entry")
    files = _entry(visit, snapshot, named) if named else None
    addresses = addresses_of(snapshot, f"{files.kind}/{files.slug}") if files else []
    errors = [one for one in office.engine.tried({}) if one.severity is Severity.ERROR]
    live = _live_since(office.site)
    title = title_of(snapshot.originals[named].titles, visit.words.language) if named in snapshot.originals else named
    return visit.page(
        "publish.html", entry=named, title=title, addresses=addresses, errors=[visit.said(one) for one in errors],
        live=live, outcome=None, changed=[] if named else _changed(visit),
        hidden=bool(files and _hidden(snapshot, files)),
    )  # fmt: skip


def publish(visit: Visit) -> Response:
    """Check, build and exchange: the entry that is named first, with its mark of a draft taken away."""
    office = visit.office
    named = visit.sent("entry")
    if named:
        snapshot = office.engine.snapshot()
        files = _entry(visit, snapshot, named)
        if files is None:
            raise OutsideError(named)
        entry = OpenedEntry(snapshot, office.desk(snapshot), files)
        moment = visit.sent("publish_at").strip()
        done = handed_in(visit, entry, _released(visit, entry, moment), "published")
        if done.state != "saved":
            return go(f"/desk/entry/{named}?told={done.state}")
    outcome = office.publish()
    if outcome.done:
        office.drawer.note_published(office.engine.with_snapshot(_digests))
    return visit.page(
        "publish.html", entry=named, title=named, addresses=[], errors=[], live=_live_since(office.site),
        outcome=outcome, hidden=False, changed=[],
    )  # fmt: skip


def _digests(snapshot: Snapshot) -> dict[str, str]:
    """The sound files of the content, by the digests of their bytes."""
    return {name: digest.hex() for name, (_, digest, _) in snapshot.prepared.context.store.files().items()}


def _changed(visit: Visit) -> list[EntryLine]:
    """The entries that are others than when the site was published from the desk, as far as they are handed in."""
    drawer, language = visit.office.drawer, visit.words.language
    before, work = drawer.published(), {*drawer.names()}
    if not before:
        return []

    def look(snapshot: Snapshot) -> list[EntryLine]:
        now = _digests(snapshot)
        names = [name for name in {*before, *now} if before.get(name) != now.get(name) and name not in work]
        found = dict.fromkeys(entry_at(snapshot, name, 10**9) for name in sorted(names))
        titles = {id_: title_of(unit.titles, language) for id_, unit in snapshot.originals.items()}
        return [EntryLine(*key, titles.get("/".join(key), key[1])) for key in found if key[1]]

    return visit.office.engine.with_snapshot(look)


def withdraw(visit: Visit) -> Response:
    """Take an entry back: what was published says so at its address; what never was is taken away, and kept aside."""
    entry = opened(visit)
    office, files = visit.office, entry.files
    id_ = f"{files.kind}/{files.slug}"
    unit = entry.snapshot.originals.get(id_)
    if unit is not None and unit.withdrawal is not None:
        return go(f"/desk/entry/{id_}?told=withdrawn")
    never = unit is None or unit.hidden or all(entry.desk.live(file.name) is None for file in files.files)
    published = not never or any((office.site / path_of(one)).is_file() for one in addresses_of(entry.snapshot, id_))
    if not published and not files.facts.inside:
        for file in files.files:
            data = entry.desk.current(file.name)
            if data is not None:
                office.drawer.record(file.name, data, office.drawer.person, "saved")
                office.drawer.record(file.name, None, office.drawer.person, "deleted")
                office.drawer.drop(file.name)
                (office.project.root / file.name).unlink(missing_ok=True)
        return go("/desk/?told=deleted")
    today = datetime.date.today().isoformat()
    facts: dict[tuple[Loc, str], str] = {(("withdrawal", "date"), ""): today, (("draft",), ""): ""}
    reason = visit.sent("reason").strip()
    if reason:
        facts[("withdrawal", "reason"), visit.words.language] = reason
    _keep(entry, files.facts, facts)
    done = handed_in(visit, entry, what="withdrawn")
    if done.state == "saved":
        office.publish()
    return go(f"/desk/entry/{id_}?told={'withdrawn' if done.state == 'saved' else done.state}")


def addresses_of(snapshot: Snapshot, id_: str) -> list[str]:
    """The addresses of an entry's pages, in its languages; none of what has no page."""
    card = snapshot.catalog.cards.get(id_) if snapshot.catalog else None
    if card is None or snapshot.catalog is None or snapshot.site is None:
        return []
    plan = Plan(snapshot.catalog, snapshot.site)
    return [address for _, address in plan.names(card)]


def _released(visit: Visit, entry: OpenedEntry, moment: str) -> tuple[FormChange, ...]:
    """Take the mark of a draft from every file of an entry that has it; with a moment, have it wait until then."""
    for file in entry.files.files:
        facts: dict[tuple[Loc, str], str] = {(("draft",), ""): ""}
        if moment and file == entry.files.facts:
            facts[("publish_at",), ""] = moment.replace("T", " ")
        if file.cls is not None:
            _keep(entry, file, facts)
    return ()


def _keep(entry: OpenedEntry, file: EntryFile, facts: dict[tuple[Loc, str], str]) -> None:
    now = entry.desk.current(file.name)
    if now is None:
        return
    change = FormChange(file, now, now, facts)
    if change.made(entry.desk.languages) != now:
        entry.desk.keep(change)


def _entry(visit: Visit, snapshot: Snapshot, named: str) -> EntryFiles | None:
    kind, _, slug = named.partition("/")
    if kind not in KINDS or not SLUG.fullmatch(slug):
        raise OutsideError(named)
    folders = snapshot.site.folders if snapshot.site else ()
    return files_of(visit.office.engine.root, kind, slug, visit.office.languages(snapshot), folders)


def _hidden(snapshot: Snapshot, files: EntryFiles) -> bool:
    unit = snapshot.originals.get(f"{files.kind}/{files.slug}")
    return unit is not None and unit.hidden


def _live_since(site: Path) -> str:
    """When the live site was made, as it is told; empty where there is none."""
    if not (site / "index.html").is_file():
        return ""
    moment = datetime.datetime.fromtimestamp(site.stat().st_mtime).astimezone()
    return moment.strftime("%Y-%m-%d %H:%M")
