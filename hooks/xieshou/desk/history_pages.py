"""What an entry was before: who changed what and when, and a version taken up again.

In: visits. Out: answers. A version that is taken up becomes work at the desk, saved like any other.
"""

from __future__ import annotations

import difflib
import time
from typing import NamedTuple

from starlette.responses import Response

from xieshou.content.paths import named
from xieshou.desk.drawer import OutsideError, Version
from xieshou.desk.entry_pages import handed_in, opened
from xieshou.desk.file_editing import digest_of
from xieshou.desk.office import Visit, go

_MOST_LINES = 400


class ShownVersion(NamedTuple):
    """A version of a file as the page shows it: ``lines`` say how it differs from the file as it is."""

    name: str
    version: Version
    moment: str
    lines: tuple[tuple[str, str], ...]


def show(visit: Visit) -> Response:
    """The versions of an entry, the newest first."""
    entry = opened(visit)
    drawer = visit.office.drawer
    shown = []
    for file in entry.files.files:
        now = entry.desk.current(file.name) or b""
        for version in drawer.versions(file.name):
            data = drawer.version(file.name, version.number) or b""
            moment = time.strftime("%Y-%m-%d %H:%M", time.localtime(version.moment))
            shown.append(ShownVersion(file.name, version, moment, _lines(data, now)))
    shown.sort(key=lambda one: -one.version.moment)
    return visit.page("history.html", kind=entry.files.kind, slug=entry.files.slug, versions=shown)


def take_up(visit: Visit) -> Response:
    """Have a version again."""
    entry = opened(visit)
    drawer, name = visit.office.drawer, visit.sent("file")
    if name not in {file.name for file in entry.files.files} or not visit.sent("number").isdecimal():
        raise OutsideError(name)
    data = drawer.version(name, int(visit.sent("number")))
    if data is None:
        raise OutsideError(name)
    live = entry.desk.live(name)
    if live is not None:
        drawer.record(name, live, "", "before")
    drawer.keep(name, data, digest_of(live))
    done = handed_in(visit, entry, what="restored")
    return go(f"/desk/entry/{entry.files.kind}/{entry.files.slug}?told={done.state}")


def restore(visit: Visit) -> Response:
    """Have a file again that was taken away at the desk."""
    drawer, name = visit.office.drawer, visit.sent("file")
    if name not in drawer.removed():
        raise OutsideError(name)
    kept = [version for version in drawer.versions(name) if version.digest]
    data = drawer.version(name, kept[-1].number) if kept else None
    if data is None or visit.office.desk(visit.office.engine.snapshot()).live(name) is not None:
        raise OutsideError(name)
    drawer.keep(name, data, "")
    drawer.record(name, data, drawer.person, "restored")
    found = named(name)
    return go(f"/desk/entry/{found.kind}/{found.slug}?told=kept")


def _lines(before: bytes, now: bytes) -> tuple[tuple[str, str], ...]:
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, now))
    found = [(line[0], line[1:]) for line in difflib.unified_diff(new, old, n=1, lineterm="")]
    return tuple(one for one in found[2:] if one[0] in "+- ")[:_MOST_LINES]
