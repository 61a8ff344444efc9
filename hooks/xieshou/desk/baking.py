"""The real page of an entry, drafts included: baked by the engine, in the frame that the theme puts round it.

In: a snapshot, what stands round pages, an address from the site's root. Out: the bytes of its file, and what they are.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from xieshou.build.around import Around
from xieshou.content.catalog import join
from xieshou.content.parsed import Parsed
from xieshou.content.units import unpack
from xieshou.core.cache import Store
from xieshou.core.workers import single_process
from xieshou.desk.engine import Snapshot
from xieshou.pictures.derive import derivatives, derive, finished
from xieshou.plan.cache import CachedPlan, pages_at
from xieshou.plan.pages import Page, page_from, path_of
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


def baked(snapshot: Snapshot, around: Around, address: str, parsed: Mapping[str, Parsed]) -> Baked | None:
    """What would stand at ``address``; None where nothing would. ``parsed``: files that are others since the snapshot.

    To be asked for in the engine's thread. Raises ``LookupError`` where the page shows more than it did then.
    """
    path = path_of(address)
    if path in around.files:
        return Baked(around.files[path], type_of(path))
    if path.startswith("pictures/"):
        return _picture(snapshot, path)
    plan, site = snapshot.prepared.plan, snapshot.site
    if plan is None or site is None or not path.endswith(".html"):
        return None
    found = pages_at(snapshot.prepared.context.store, plan, {path})
    if not found:
        return None
    page = page_from(found[0][0])
    renderer = _renderer(snapshot, plan, page, parsed)
    if renderer is None:
        return None
    framing = Framing.of(site, around.frames, "", "/", plan.paths)
    data = framed(page, renderer.render(page), framing, snapshot.prepared.context.labels)
    return Baked(data, "text/html; charset=utf-8", page=True)


def _renderer(snapshot: Snapshot, plan: CachedPlan, page: Page, parsed: Mapping[str, Parsed]) -> PageRenderer | None:
    """What renders ``page`` with what was edited since; None where other entries than its own were."""
    prepared = snapshot.prepared
    context = prepared.context
    whole, store = prepared.linkable(), context.store
    if parsed:
        units = [unit for one in parsed.values() for unit in unpack(one.packed())]
        if {f"{unit.kind}/{unit.slug}" for unit in units} != {page.subject}:
            return None
        others = (
            unit for unit in snapshot.units if f"{unit.kind}/{unit.slug}" in page.shown and unit.path not in parsed
        )
        languages, marks = context.setup.languages, context.setup.preview
        catalog, _ = join([*others, *units], languages, context.now, plan.originals, marks)
        whole = replace(whole, catalog=catalog)
        store = cast(Store, _TypedStore(store, parsed))
    return PageRenderer(whole, context.labels, prepared.pictures, Templates(context.setup.project), store)


@dataclass(frozen=True, slots=True)
class _TypedStore:
    """A store in which some files are others."""

    store: Store
    parsed: Mapping[str, Parsed]

    def facts(self, entry: str) -> bytes | None:
        return next(
            (data for one in self.parsed.values() for id_, data in one.facts if id_ == entry), None
        ) or self.store.facts(entry)

    def body(self, digest: bytes) -> bytes | None:
        return next(
            (data for one in self.parsed.values() for own, data in one.bodies if own == digest), None
        ) or self.store.body(digest)


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
