"""From files to a checked catalog: load -> join -> check.

In: the build's context and what loading gave. Out: the catalog and its pictures, and every problem that no single file
can show.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from xieshou.attachments.inspect import AttachmentFault, Attachments, inspect_files, unused
from xieshou.build.context import BuildContext, Ready
from xieshou.checks import check
from xieshou.checks.ahead import comes, not_yet
from xieshou.checks.anchors import misaimed
from xieshou.checks.waits import held_up
from xieshou.content.catalog import Catalog, join
from xieshou.content.kinds.figure import Figure
from xieshou.content.kinds.file_record import FileRecord
from xieshou.content.load import Loaded, all_units
from xieshou.content.places import Places
from xieshou.content.units import Ref, Unit, named_pictures
from xieshou.content.waiting import with_waiting
from xieshou.core.problems import Problem, Problems, problem
from xieshou.core.project import ProjectPaths
from xieshou.pictures.inspect import MISSING, Fault, Pictures, inspect, nearest, orphans
from xieshou.plan.attached import originals
from xieshou.views.entry.page_ids import PageIds

UNUSED = "attachment-orphan"
"""The code of the reminder that no record names a file."""
ORPHAN = "picture-orphan"
"""The code of the reminder that no figure shows a picture."""


def checked_catalog(context: BuildContext, loaded: Loaded, problems: Problems) -> tuple[Catalog, Pictures, Attachments]:
    """The catalog, its pictures and files; what is wrong goes into ``problems``."""
    setup, invalid = context.setup, loaded.invalid
    places = Places(setup.project.root)
    with context.timings.stage("join"):
        units, uses = with_waiting(all_units(context.store), context.now, setup.named, setup.drafts)
        pictures, faults = inspect(
            setup.project, {name for unit in units for _, name in unit.images}, context.store, context.pool
        )
        wrong = list(_picture_problems(setup.project, places, units, faults))
        problems.add(wrong)
        problems.add(_copies(places, units, pictures))
        named = {name for unit in units for _, name in unit.attached}
        attachments, refused = inspect_files(setup.project, named, context.store)
        problems.add(_file_problems(places, units, refused))
        unknown = {one.kind for one in invalid}
        if Figure.kind not in unknown:  # else which pictures those show can't be seen
            meant = {near for one in wrong for near in dict(one.details).get("near", "").split(", ")}
            problems.add(unused_pictures(setup.project, {name for unit in units for _, name in unit.images} | meant))
        if unknown.isdisjoint((Figure.kind, FileRecord.kind)):
            problems.add(unused_files(setup.project, named))
        known = originals(pictures, attachments)
        if context.renders and not setup.preview:  # what a preview is of is known when all is checked
            make_ready(context, known)
        catalog, found = join(units, setup.languages, context.now, known, invalid=invalid)
        problems.add(found)
    with context.timings.stage("check"):
        problems.add(check(catalog, places, setup.languages, context.read.refs, invalid, loaded.refs_of_invalid))
        ids = PageIds(catalog, context.store)
        problems.add(misaimed(catalog, ids.of, invalid, loaded.refs_of_invalid))
        if not invalid:  # what uses an entry may stand in a file with errors
            problems.add(held_up(units, uses))
        ahead = list(not_yet(catalog, ids.entry, places, context.now))
        problems.add(ahead)
    if setup.preview:  # checked is what will be published
        catalog, _ = join(units, setup.languages, context.now, known, setup.preview)
    return replace(catalog, until=min([catalog.until, *map(comes, ahead)])), pictures, attachments


def make_ready(context: BuildContext, known: Mapping[str, bytes]) -> None:
    """Have the other processes begin with what they will need. ``known``: the originals (``plan.cache.originals``)."""
    context.pool.ready(Ready(context.now, tuple(known.items())))


def unused_pictures(project: ProjectPaths, used: Collection[str]) -> Iterator[Problem]:
    """A reminder for each picture that no figure shows.

    Asked for anew by every build: the folder of photographs is no part of the content that is remembered.
    """
    for name in orphans(project, used):
        yield problem(f"assets/{name}", 1, 1, ORPHAN, warning=True)


def unused_files(project: ProjectPaths, used: Collection[str]) -> Iterator[Problem]:
    """A reminder for each file among those to be published that no record names; asked for anew by every build."""
    for name in unused(project, used):
        yield problem(f"assets/{name}", 1, 1, UNUSED, warning=True)


def _file_problems(places: Places, units: list[Unit], faults: Mapping[str, AttachmentFault]) -> Iterator[Problem]:
    for unit in units:
        for field, name in unit.attached:
            if fault := faults.get(name):
                place = places.of(unit.path, Ref(field, "", ""))
                yield problem(unit.path, *place, fault.code, field=field, value=name, why=fault.why)


def _picture_problems(
    project: ProjectPaths, places: Places, units: list[Unit], faults: Mapping[str, Fault]
) -> Iterator[Problem]:
    for unit in units:
        for at, name in named_pictures(unit):
            if fault := faults.get(name):
                place = places.of(unit.path, Ref(at, "", ""))
                near = nearest(project, name) if fault.code == MISSING else ()
                code, details = ("picture-missing-near", ", ".join(near)) if near else (fault.code, "")
                yield problem(unit.path, *place, code, field="image", value=name, why=fault.why, near=details)


def _copies(places: Places, units: list[Unit], pictures: Pictures) -> Iterator[Problem]:
    """Photographs of one file that are one picture under two names, told at the second."""
    seen: dict[tuple[str, bytes], str] = {}
    for unit in units:
        for at, name in named_pictures(unit):
            if (picture := pictures.get(name)) and (
                other := seen.setdefault((unit.path, picture.digest), name)
            ) != name:
                place = places.of(unit.path, Ref(at, "", ""))
                yield problem(unit.path, *place, "album-copy", value=name, other=other, warning=True)
