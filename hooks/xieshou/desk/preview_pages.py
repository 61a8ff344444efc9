"""The preview: the real page, in either language, as wide as a telephone or a desk, by day and by night.

In: visits. Out: a page of the desk that shows it, and the page itself. What it shows was written by others: it may look
as it will, and do nothing.
"""

from __future__ import annotations

from starlette.responses import Response

from xieshou.build.around import Around
from xieshou.core.plain import is_plain
from xieshou.desk.baking import Baked, baked, type_of
from xieshou.desk.drawer import OutsideError
from xieshou.desk.entry_pages import opened
from xieshou.desk.office import Visit
from xieshou.desk.publish_pages import addresses_of
from xieshou.plan.pages import path_of
from xieshou.render.frames import policy

ROOT, LIVE = "/desk/preview/", "/desk/live/"
"""Where the site stands as it would be, and as it is published now."""
_LIGHT, _DARK = b'data-md-color-scheme="default"', b'data-md-color-scheme="slate"'


def look(visit: Visit) -> Response:
    """The page that shows the preview of an entry."""
    entry = opened(visit, at_once=True)
    addresses = addresses_of(entry.snapshot, f"{entry.files.kind}/{entry.files.slug}")
    wide, dark = visit.asked("wide") or "1", visit.asked("dark")
    number = (
        min(int(visit.asked("page") or 0), max(len(addresses) - 1, 0))
        if (visit.asked("page") or "0").isdecimal()
        else 0
    )
    now = visit.asked("live") == "1"
    return visit.page(
        "look.html", kind=entry.files.kind, slug=entry.files.slug, addresses=addresses, number=number, live=now,
        wide=wide == "1", dark=dark == "1", root=LIVE if now else ROOT, languages=entry.desk.languages,
    )  # fmt: skip


def show(visit: Visit) -> Response:
    """A file of the site as it would be. Raises ``OutsideError`` where there would be none."""
    address = str(visit.request.path_params.get("address", ""))
    around = Around.unpacked(visit.office.frames())
    return _answered(visit, visit.office.engine.baked(lambda one, parsed: baked(one, around, address, parsed)))


def live(visit: Visit) -> Response:
    """A file of the site as it is published. Raises ``OutsideError`` where there is none."""
    address = str(visit.request.path_params.get("address", ""))
    site = visit.office.site
    path = site / path_of(address)
    if not is_plain(path, site) or ".." in path.parts:
        raise OutsideError(address)
    return _answered(visit, Baked(path.read_bytes(), type_of(path.name), path.suffix == ".html"))


def _answered(visit: Visit, found: Baked | None) -> Response:
    if found is None:
        raise OutsideError("")
    data = found.data
    headers = {"content-security-policy": "default-src 'none'; frame-ancestors 'self'"}
    if found.page:
        own = policy(data.decode()).replace(
            "script-src", "frame-ancestors 'self'; sandbox allow-same-origin; script-src"
        )
        headers["content-security-policy"] = own
        headers["cross-origin-opener-policy"] = "unsafe-none"
        if visit.asked("dark") == "1":
            data = data.replace(_LIGHT, _DARK)
    return Response(data, media_type=found.type, headers=headers)
