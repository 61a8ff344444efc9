"""What the last build planned, so that a build of the same content need not plan again, and one edit plans one page.

Planning sees the *shape* of the content: names, dates, references, what is hidden. It never sees a text. So while no
file's shape has changed, the pages are those of the last build, and only the keys of pages that read an edited entry
whole are new. Everything here follows from the files, the site's own file, the pictures and the moment (an embargo may
end); the store that keeps it belongs to one build fingerprint.
"""

from __future__ import annotations

import hashlib
import marshal
import pickle
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from typing import NamedTuple

from xieshou.attachments.inspect import Attachments
from xieshou.content.anchors import ids_of
from xieshou.content.catalog import Catalog, Marks, join
from xieshou.content.load import FileState, Setup
from xieshou.content.markdown.anchors import meant
from xieshou.content.markdown.body import unpacked
from xieshou.content.site_file import SiteFile
from xieshou.content.units import Unit, unpack
from xieshou.core.cache import Store
from xieshou.core.problems import Problem
from xieshou.pictures.credit import Credit
from xieshou.pictures.inspect import Pictures
from xieshou.plan.attached import attached_in, credits_of, originals
from xieshou.plan.navigation import filled
from xieshou.plan.pages import Page, StaleText, base_key, full_key, page_from
from xieshou.plan.site_values import SiteValues

ENTRY, MARKDOWN = "entry", "index.md"
"""The view whose pages there are as Markdown too, and the name of that file."""
_DATED = "calendar"
"""The view that is planned where anything on the site has a date."""


class PageStub(NamedTuple):
    """A planned page as far as publishing needs it: where it stands, and the key of what it shows.

    ``base`` is the digest of all the key covers but the entries read whole, which ``content_deps`` names.
    """

    path: str
    address: str
    language: str
    section: str
    names: tuple[tuple[str, str], ...]
    base: bytes
    content_deps: tuple[str, ...]
    key: bytes
    view: str

    @property
    def beside(self) -> str:
        """The file with the same as Markdown; empty where it has none."""
        return f"{self.address}{MARKDOWN}" if self.view == ENTRY else ""


def page_stub(page: Page, catalog: Catalog, values: SiteValues, build_fingerprint: bytes) -> PageStub:
    """A page in brief."""
    base, content_deps = base_key(page, catalog, values, build_fingerprint), page.all_content_deps
    key = full_key(base, (catalog.cards[id_].content_digest for id_ in content_deps))
    return PageStub(
        page.path, page.address, page.language, page.section, page.names, base, content_deps, key, page.view
    )


class PlanInputs(NamedTuple):
    """What planning depends on besides the content: the site's own data, the hand-written pages by their names, in a
    serve session the marks of what is not published, and which entries wait for no others, or for pages
    (``Setup.named`` and ``drafts``), and which translations are stale. ``without``: the files whose errors a preview
    makes do with, for what leads to them is not checked: no build takes such a plan for its own.
    """

    site: SiteFile
    docs: tuple[tuple[tuple[str, str], ...], ...] = ()
    preview: Marks = ()
    named: tuple[str, ...] = ()
    drafts: tuple[tuple[str, str], ...] = ()
    stale: tuple[tuple[tuple[str, str], StaleText], ...] = ()
    without: tuple[str, ...] = ()
    addresses: tuple[bytes, tuple[str, ...]] = (b"", ())
    """The digest of the ledger of addresses, and what else becomes of former ones by."""
    cards: str = ""

    def digest(self) -> bytes:
        """The digest (16 bytes) of them all."""
        return hashlib.blake2b(repr(tuple(self)).encode(), digest_size=16).digest()


class Planned(NamedTuple):
    """What planning made: the pages, of this catalog and these pictures, and the warnings that belong to them.

    ``relied`` are the places in texts that links lead to, by file (``checks.anchors.relied_on``).
    """

    pages: tuple[Page, ...]
    catalog: Catalog
    pictures: Pictures
    attachments: Attachments
    warnings: tuple[Problem, ...]
    relied: Mapping[str, tuple[str, ...]]


Entries = dict[str, tuple[tuple[str, ...], bytes, bytes]]
"""Each published entry by id: its files, the digest of all it says, and that of what lists show of it."""
PORTION = 500
"""Pages kept in one piece: an edit asks for one page of tens of thousands."""
MANY = 200
"""Edited files since the pages were planned, beyond which they are planned anew: what is edited adds up."""


@dataclass(frozen=True)
class CachedPlan:
    """The outcome of planning. The pages themselves and the entries stay in the store until they are asked for.

    ``token`` is the digest of the pages in brief: another token, other pages. ``paths`` are the files they are written
    to. ``credits``: the pictures that are shown, and what is said of each in its files. ``named``: the files below
    ``assets/`` that entries name, ``attached`` those that are published, by their paths on the site. ``lists``:
    the addresses that tabs may lead to, without the language.
    """

    token: bytes
    images: tuple[str, ...]
    originals: Mapping[str, bytes]
    named: tuple[str, ...]
    attached: Mapping[str, str]
    credits: Mapping[str, Credit]
    lists: frozenset[str]
    warnings: tuple[Problem, ...]
    since: int
    until: int
    paths: frozenset[str]
    edited: Mapping[str, bytes] | None
    """Of a plan that was taken over from the last build: the entries edited since, and the digests of all they say."""
    load: Callable[[], tuple[PageStub, ...]] = field(repr=False, compare=False)
    entries: Callable[[], Entries] = field(repr=False, compare=False)

    @cached_property
    def stubs(self) -> tuple[PageStub, ...]:
        """Every page in brief. Loaded when first asked for: a build that changes nothing has no need of them."""
        return self.load()


def save_plan(
    store: Store, files: Mapping[str, FileState], inputs: PlanInputs, planned: Planned, build_fingerprint: bytes
) -> CachedPlan:
    """Keep the outcome of planning for these files."""
    pages, catalog, pictures, attachments, warnings, relied = planned
    paths: dict[str, list[str]] = {}
    for unit in catalog.units:
        paths.setdefault(f"{unit.kind}/{unit.slug}", []).append(unit.path)
    values = SiteValues(inputs.site)
    stubs = tuple(page_stub(page, catalog, values, build_fingerprint) for page in pages)
    packed = marshal.dumps(tuple(map(tuple, stubs)))
    entries: Entries = {
        card.id: (tuple(paths[card.id]), card.content_digest, card.metadata_digest) for card in catalog.cards.values()
    }
    files_written = frozenset(path for one in stubs for path in (one.path, one.beside) if path)
    outcome = CachedPlan(
        token=hashlib.blake2b(packed, digest_size=16).digest(),
        images=tuple(sorted({name for unit in catalog.units for _, name in unit.images})),
        originals=originals(pictures, attachments),
        named=tuple(sorted({name for unit in catalog.units for _, name in unit.attached})),
        attached=attached_in(catalog),
        credits=credits_of(catalog),
        lists=filled(inputs.site, files_written, dated=any(stub.view == _DATED for stub in stubs)),
        warnings=warnings,
        since=catalog.since,
        until=catalog.until,
        paths=files_written,
        edited=None,
        load=lambda: stubs,
        entries=lambda: _entries(store),
    )
    head = (
        inputs.digest(), outcome.token, outcome.images, tuple(outcome.originals.items()),
        pickle.dumps((outcome.warnings, outcome.credits, outcome.named, outcome.attached, outcome.lists), 5),
        outcome.since, outcome.until,
    )  # fmt: skip
    # The head last: without it, nothing of this is believed.
    store.set_meta("plan.head", b"")
    for number in range(0, len(pages), PORTION):
        portion = [page.packed() for page in pages[number : number + PORTION]]
        store.set_meta(f"plan.pages.{number // PORTION}", marshal.dumps(portion))
    store.set_meta("plan.files", marshal.dumps(dict(files)))
    store.set_meta("plan.outlines", packed)
    store.set_meta("plan.paths", marshal.dumps(outcome.paths))
    store.set_meta("plan.entries", marshal.dumps(entries))
    store.set_meta("plan.relied", marshal.dumps(dict(relied)))
    store.set_meta("plan.head", marshal.dumps(head))
    return outcome


def load_plan(store: Store, files: Mapping[str, FileState], inputs: PlanInputs, now: int) -> CachedPlan | None:
    """What was planned for files of the same shapes, the keys brought up to date; None where the shapes differ."""
    head = store.meta("plan.head")
    if not head:
        return None
    known_inputs, token, images, pictures, kept, since, until = marshal.loads(head)
    if known_inputs != inputs.digest() or not since <= now < until:
        return None
    known = marshal.loads(store.meta("plan.files") or b"")
    if known.keys() != files.keys():
        return None
    edited = [path for path, state in files.items() if known[path] != state]
    if len(edited) > MANY or any(known[path][1] != files[path][1] for path in edited):
        return None
    told: tuple[Problem, ...]
    told, credits, named, attached, lists = pickle.loads(kept)
    moved = any(one.line > 1 and one.path in edited for one in told)  # what is told of a place may stand elsewhere now
    if moved or not _still_there(store, edited):
        return None
    digests: dict[str, bytes] = {}
    entries = cache(partial(_entries, store))
    if edited:
        touched = {id_ for id_, (paths, *_) in entries().items() if not set(paths).isdisjoint(edited)}
        catalog, _ = join(
            _units_of(store, entries(), touched), inputs.site.languages, now, dict(pictures), inputs.preview
        )
        digests = {id_: catalog.cards[id_].content_digest for id_ in sorted(touched)}
        token = hashlib.blake2b(token + marshal.dumps(tuple(digests.items()), 2), digest_size=16).digest()
    return CachedPlan(
        token, images, dict(pictures), named, attached, credits, lists, told, since, until,
        marshal.loads(store.meta("plan.paths") or b""), digests, lambda: _stubs(store, digests, entries), entries,
    )  # fmt: skip


def _still_there(store: Store, edited: Iterable[str]) -> bool:
    """Whether edited texts still have the places that links lead to: where one has not, all is checked anew."""
    relied: dict[str, tuple[str, ...]] = marshal.loads(store.meta("plan.relied") or b"")
    for path in relied.keys() & set(edited):
        bodies = [store.body(unit.body) for packed in store.units([path]) for unit in unpack(packed) if unit.body]
        ids = [id_ for data in bodies if data for id_ in ids_of(unpacked(data))]
        if not all(meant(id_, ids) for id_ in relied[path]):
            return False
    return True


def _stubs(store: Store, digests: Mapping[str, bytes], entries: Callable[[], Entries]) -> tuple[PageStub, ...]:
    """The planned pages, those that read an edited entry (``digests``: id -> what it says now) with a new key."""
    stubs = tuple(map(PageStub._make, marshal.loads(store.meta("plan.outlines") or b"")))
    if not digests:
        return stubs
    known, edited = entries(), digests.keys()
    return tuple(
        stub
        if edited.isdisjoint(stub.content_deps)
        else stub._replace(key=full_key(stub.base, (digests.get(id_) or known[id_][1] for id_ in stub.content_deps)))
        for stub in stubs
    )


def pages_at(store: Store, plan: CachedPlan, paths: Set[str]) -> list[tuple[bytes, bytes]]:
    """The pages that are written to ``paths``, packed, and their keys."""
    if not paths:
        return []
    wanted: dict[int, list[tuple[int, bytes]]] = {}
    for number, one in enumerate(plan.stubs):
        if one.path in paths:
            wanted.setdefault(number // PORTION, []).append((number % PORTION, one.key))
    found = []
    for portion, keys in wanted.items():
        packed = marshal.loads(store.meta(f"plan.pages.{portion}") or b"")
        found += [(packed[place], key) for place, key in keys]
    return found


def shown_by(store: Store, plan: CachedPlan, pages: Iterable[bytes], setup: Setup, now: int) -> Catalog:
    """A catalog of the entries that packed ``pages`` show, and no others."""
    ids = {id_ for packed in pages for id_ in page_from(packed).shown}
    return join(_units_of(store, plan.entries(), ids), setup.languages, now, plan.originals, setup.preview)[0]


def _entries(store: Store) -> Entries:
    entries: Entries = marshal.loads(store.meta("plan.entries") or b"")
    return entries


def _units_of(store: Store, entries: Entries, ids: Set[str]) -> list[Unit]:
    paths = sorted({path for id_ in ids for path in entries[id_][0]})
    units = [unit for packed in store.units(paths) for unit in unpack(packed)]
    return [unit for unit in units if f"{unit.kind}/{unit.slug}" in ids]
