"""The real page of an entry, drafts included: baked by the engine, in the frame that the theme puts round it.

In: a snapshot, what stands round pages, an address from the site's root. Out: the bytes of its file, and what they are.
"""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass

from xieshou.build.around import Around
from xieshou.core.workers import single_process
from xieshou.desk.engine import Snapshot
from xieshou.pictures.derive import derivatives, derive, finished
from xieshou.plan.cache import pages_at
from xieshou.plan.pages import page_from, path_of
from xieshou.render.framing import Framing, framed
from xieshou.render.page_renderer import PageRenderer
from xieshou.render.templates import Templates

_TYPES = {".js": "text/javascript", ".avif": "image/avif", ".webp": "image/webp", ".woff2": "font/woff2"}


@dataclass(frozen=True, slots=True)
class Baked:
    """A file of the site as it would be: its bytes and their type. ``page``: it is one of ours."""

    data: bytes
    type: str
    page: bool = False


def baked(snapshot: Snapshot, around: Around, address: str) -> Baked | None:
    """What would stand at ``address``; None where nothing would. To be asked for in the engine's thread."""
    path = path_of(address)
    if path in around.files:
        return Baked(around.files[path], type_of(path))
    if path.startswith("pictures/"):
        return _picture(snapshot, path)
    plan, site = snapshot.prepared.plan, snapshot.site
    if plan is None or site is None or not path.endswith(".html"):
        return None
    context = snapshot.prepared.context
    found = pages_at(context.store, plan, {path})
    if not found:
        return None
    page, labels = page_from(found[0][0]), context.labels
    renderer = PageRenderer(
        snapshot.prepared.linkable(),
        labels,
        snapshot.prepared.pictures,
        Templates(context.setup.project),
        context.store,
    )
    framing = Framing.of(site, around.frames, "", "/", plan.paths)
    return Baked(framed(page, renderer.render(page), framing, labels), "text/html; charset=utf-8", page=True)


def _picture(snapshot: Snapshot, path: str) -> Baked | None:
    prepared = snapshot.prepared
    project = prepared.context.setup.project
    credits_ = prepared.plan.credits if prepared.plan else {}
    one = next((one for one in derivatives(prepared.pictures, credits_) if one.path == path), None)
    if one is None:
        return None
    derive(project, [one], single_process())
    return Baked(finished(project, one), type_of(path))


def type_of(path: str) -> str:
    """The type of a file, by its name."""
    ending = f".{path.rpartition('.')[2]}"
    return _TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
