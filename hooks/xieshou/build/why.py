"""Why a page is made anew, or is not: what it depends on, and what of that changed since it was last made.

In: a prepared site and the history of its builds. Out: ``Explanation``, plain data for a terminal or a machine.
"""

from __future__ import annotations

import marshal
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from xieshou.build.prepared import Prepared
from xieshou.content.site_file import SiteFile
from xieshou.core.cache import Store, damaged
from xieshou.core.fingerprint import SETTINGS
from xieshou.plan.cache import MARKDOWN, CachedPlan, pages_at
from xieshou.plan.history import History, Known, Made
from xieshou.plan.pages import Page, page_from, path_of
from xieshou.plan.site_values import SiteValues

METADATA, CONTENT, SITE, ENGINE, FRAME = "metadata", "content", "site", "engine", "frame"
"""The sorts of dependency: what lists show of an entry, all it says, a key of ``site.yml``, a part of what every page
is made of (code, labels, templates …), the theme's page round this one."""


_EDITED = "history.edited"


class Dependency(NamedTuple):
    """One thing a page depends on.

    ``changed``: it is not what it was when the page was last made; None where that cannot be told before a build.
    ``made_for``: it was new, or another, when the page was last made.
    """

    sort: str
    name: str
    changed: bool | None
    made_for: bool


class Explanation(NamedTuple):
    """What is known of a page. ``made``: None where it never was."""

    path: str
    view: str
    made: Made | None
    dependencies: tuple[Dependency, ...]

    @property
    def stale(self) -> bool:
        """Whether the next build makes it anew, as far as can be told before."""
        return self.made is None or any(dependency.changed for dependency in self.dependencies)


def note_build(prepared: Prepared, frames: Mapping[tuple[str, str], bytes], made: Iterable[str]) -> None:
    """Note a build that has made these files. ``frames``: their digests, by language and section.

    Nothing but an explanation hangs on it: a damaged history begins anew. Raises ``sqlite3.Error`` where it can't.
    """
    history, digests = History(prepared.context.setup.project.cache), _digests(prepared, frames)
    try:
        history.note(prepared.context.now, digests, made)
    except sqlite3.DatabaseError as error:
        if not damaged(error):
            raise
        history.discard()


def _digests(prepared: Prepared, frames: Mapping[tuple[str, str], bytes]) -> dict[str, bytes]:
    """What a build notes: the digests of whatever may have changed since the last one, by the names used here.

    ``frames``: those of the frames, by language and section.
    """
    plan, context = prepared.plan, prepared.context
    assert plan is not None
    assert context.read.site is not None
    found = {_name(FRAME, "/".join(place)): digest for place, digest in frames.items()}
    found |= {_name(ENGINE, part): digest for part, digest in context.engine.items()}
    values = SiteValues(context.read.site)
    found |= {_name(SITE, key): values.digest(key) for key in site_keys()}
    if plan.edited is not None:  # of the others nothing has changed since all were noted
        return found | {_name(CONTENT, id_): _content(plan, id_) for id_ in _noted(context.store, plan.edited)}
    for id_, (_, content, metadata) in plan.entries().items():
        found[_name(CONTENT, id_)] = content
        found[_name(METADATA, id_)] = metadata
    _noted(context.store, {})
    return found


def _noted(store: Store, edited: Mapping[str, bytes]) -> set[str]:
    """The entries edited since the pages were planned, and those that were when this was last asked: an edit may have
    been taken back.
    """
    before: tuple[str, ...] = marshal.loads(store.meta(_EDITED) or marshal.dumps(()))
    store.set_meta(_EDITED, marshal.dumps(tuple(edited)))
    return {*edited, *before}


def _content(plan: CachedPlan, id_: str) -> bytes:
    """The digest of all that an entry says now."""
    return (plan.edited or {}).get(id_) or plan.entries()[id_][1]


def site_keys() -> Iterator[str]:
    """The keys of ``site.yml`` that a page can depend on."""
    for key, info in SiteFile.model_fields.items():
        inner = getattr(info.annotation, "model_fields", None)
        yield key
        yield from (f"{key}.{name}" for name in inner or ())


def explained(prepared: Prepared, history: History, asked: str) -> Explanation | None:
    """What is known of the page asked for by its address or file; None where there is no such page."""
    plan = prepared.plan
    assert plan is not None
    path = planned_path(asked, plan.paths)
    if path and path.endswith(f"/{MARKDOWN}"):
        path = f"{path.removesuffix(MARKDOWN)}index.html"
    pages = pages_at(prepared.context.store, plan, {path} if path else set())
    if not path or not pages:
        return None
    page = page_from(pages[0][0])
    now = _current(prepared, plan, page)
    known = history.known(now) if (made := history.made(path)) else {}
    dependencies = (_dependency(name, digest, known.get(name), made) for name, digest in now.items())
    return Explanation(path, page.view, made, tuple(dependencies))


def planned_path(asked: str, paths: Iterable[str]) -> str | None:
    """The file of a page that is asked for by an address: with or without host, leading slash, folder of the site."""
    try:
        steps = unquote(urlsplit(asked).path).lstrip("/")
    except ValueError:  # http://[
        return None
    known = frozenset(paths)
    while True:
        for candidate in (steps, path_of(steps), path_of(f"{steps}/") if steps else ""):
            if candidate in known:
                return candidate
        _, _, steps = steps.partition("/")  # the site may stand below its host's root
        if not steps:
            return None


def _current(prepared: Prepared, plan: CachedPlan, page: Page) -> dict[str, bytes | None]:
    """The digests of all that a page depends on, as they are now; None for what only a build can tell."""
    context, entries = prepared.context, plan.entries()
    assert context.read.site is not None
    values = SiteValues(context.read.site)
    found: dict[str, bytes | None] = {}
    for id_ in page.all_content_deps:
        found[_name(CONTENT, id_)] = _content(plan, id_)
    for id_ in dict.fromkeys(id_ for _, ids in page.metadata_deps for id_ in ids):
        found[_name(METADATA, id_)] = entries[id_][2]
    found |= {_name(SITE, key): values.digest(key) for key in page.site_deps}
    found |= {_name(ENGINE, part): context.engine.get(part) for part in (*context.engine, SETTINGS)}
    found[_name(FRAME, f"{page.language}/{page.section}")] = None
    return found


def _dependency(name: str, digest: bytes | None, known: Known | None, made: Made | None) -> Dependency:
    sort, _, inner = name.partition(" ")
    if made is None or known is None:
        return Dependency(sort, inner, None if digest is None else made is not None, False)
    later = known.changed > made.build
    changed = later or (digest is not None and digest != known.digest)
    return Dependency(sort, inner, True if changed else None if digest is None else False, known.changed == made.build)


def _name(sort: str, name: str) -> str:
    return f"{sort} {name}"
