"""The build, top to bottom: load -> check -> plan -> bake -> publish.

``prepare`` ends before anything is written; ``finish`` writes to the spare tree and exchanges. Between the two the
theme renders its frames and the hand-written pages, which need the catalog and are needed by the pages.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import TYPE_CHECKING

from xieshou.build.manifest import Surroundings, file_key, files_of, output_digest, page_keys
from xieshou.build.publish import Trees
from xieshou.checks import check
from xieshou.content.catalog import Catalog, join
from xieshou.content.kinds.figure import Figure
from xieshou.content.load import Loaded, Setup, all_units, load, tools
from xieshou.content.parse import place_of
from xieshou.content.paths import Named
from xieshou.content.site_file import NAME, SiteFile
from xieshou.content.units import Ref, Unit
from xieshou.core.cache import Store
from xieshou.core.files import Written, write
from xieshou.core.problems import ContentError, Problem, Problems, problem
from xieshou.core.workers import ENOUGH, Pool
from xieshou.pictures.derive import derivatives, derive, kept
from xieshou.pictures.inspect import Fault, Pictures, inspect, orphans
from xieshou.plan.cache import CachedPlan, load_plan, originals, pages_at, save_plan, shown_by
from xieshou.plan.pages import Page, Plan
from xieshou.render.render_task import Job, PageRenderer, Ready, RenderTask, render_task
from xieshou.views import plan_pages

if TYPE_CHECKING:
    from xieshou.build.search_index import Indexed


@dataclass(slots=True)
class Timings:
    """Seconds each stage took, in order."""

    stages: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.stages[name] = round(self.stages.get(name, 0.0) + time.perf_counter() - start, 4)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A site that is sound and planned, and nothing of it written.

    ``plan`` are the pages in brief, with what is needed to make any of them. ``catalog`` is made when something asks
    for it: where the content has the shape it had at the last build, nothing may.
    """

    setup: Setup
    site: SiteFile
    pictures: Pictures
    plan: CachedPlan
    warnings: tuple[Problem, ...]
    now: int
    timings: Timings
    catalog: Callable[[], Catalog]


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did. ``behind``: why the spare tree, after the exchange, could not be brought up to date."""

    pages: int
    made: int
    files: int
    exchanged: bool
    catch_up_error: OSError | sqlite3.Error | None = None


def prepare(
    setup: Setup, site: SiteFile | None, site_problems: list[Problem], site_refs: tuple[Ref, ...], pool: Pool, now: int
) -> Prepared:
    """Load, check and plan. ``early``: problems of ``site.yml``. Raises ``ContentError`` with every error there is."""
    timings, problems = Timings(), Problems()
    problems.add(site_problems)
    _, _, store = tools(setup.packed())
    with timings.stage("load"):
        loaded = load(setup, store, pool)
        problems.add(loaded.problems)
    with timings.stage("recall"):
        last = load_plan(store, loaded.files, site, now, setup.preview) if site and not problems.errors else None
        if last and site:
            pictures, _ = inspect(setup.project, last.images, store)
            if originals(pictures) == last.originals:
                problems.add(one for one in last.warnings if one.code != "picture-orphan")
                problems.add(_orphans(setup, last.images))
                catalog = cache(lambda: _catalog(setup, store, pictures, now))
                return Prepared(setup, site, pictures, last, tuple(problems.warnings), now, timings, catalog)
    joined, pictures = _joined(setup, loaded, site_refs, now, problems, timings, pool)
    if problems.errors or site is None:
        raise ContentError(problems)
    with timings.stage("plan"):
        pages = tuple(plan_pages(Plan(joined, site)))
        problems.add(_clashes(pages, joined))
        if problems.errors:
            raise ContentError(problems)
        # A file with a warning is parsed, and so heard, every time: only the others are remembered.
        later = tuple(one for one in problems.warnings if one not in loaded.problems)
        plan = save_plan(
            store, loaded.files, site, pages, joined, pictures, setup.build_fingerprint, later, setup.preview
        )
    slim = replace(joined, units=[])  # the files' own references were for checking: a third of the memory
    return Prepared(setup, site, pictures, plan, tuple(problems.warnings), now, timings, lambda: slim)


def examine(
    setup: Setup, site: SiteFile | None, site_problems: list[Problem], site_refs: tuple[Ref, ...], pool: Pool, now: int
) -> tuple[Problems, Callable[[], Plan] | None, frozenset[str], frozenset[Named]]:
    """Every problem of the content, and nothing made of it.

    With them, where ``site.yml`` is sound, what planning knows, the paths its pages would have and the entries that are
    not sound: for what hand-written pages link to and stand on. Content of the shape it had last time is not planned
    anew here either.
    """
    problems = Problems()
    problems.add(site_problems)
    _, _, store = tools(setup.packed())
    loaded = load(setup, store, pool)
    problems.add(loaded.problems)
    last = load_plan(store, loaded.files, site, now) if site and not problems.errors else None
    if last and site:
        known, pictures = site, inspect(setup.project, last.images, store)[0]
        if originals(pictures) == last.originals:
            problems.add(one for one in last.warnings if one.code != "picture-orphan")
            problems.add(_orphans(setup, last.images))
            planned = cache(lambda: Plan(_catalog(setup, store, pictures, now), known))
            return problems, planned, last.paths, loaded.invalid
    joined, pictures = _joined(setup, loaded, site_refs, now, problems, Timings())
    if site is None:
        return problems, None, frozenset(), loaded.invalid
    plan = Plan(joined, site)
    pages = () if problems.errors else tuple(plan_pages(plan))
    problems.add(_clashes(pages, joined))
    if not problems.errors:
        later = tuple(one for one in problems.warnings if one not in loaded.problems)
        save_plan(store, loaded.files, site, pages, joined, pictures, setup.build_fingerprint, later)
    return problems, lambda: plan, frozenset(page.path for page in pages), loaded.invalid


def _orphans(setup: Setup, used: Collection[str]) -> Iterator[Problem]:
    # Asked for anew by every build: the folder of photographs is no part of the content that is remembered.
    for name in orphans(setup.project, used):
        yield problem(f"assets/{name}", 1, 1, "picture-orphan", warning=True)


def _joined(
    setup: Setup,
    loaded: Loaded,
    site_refs: tuple[Ref, ...],
    now: int,
    problems: Problems,
    timings: Timings,
    pool: Pool | None = None,
) -> tuple[Catalog, Pictures]:
    """The catalog and its pictures; what no single file can show goes into ``problems``. ``pool`` is to bake later."""
    _, _, store = tools(setup.packed())
    with timings.stage("join"):
        units = all_units(store)
        pictures, faults = inspect(setup.project, {unit.image for unit in units if unit.image}, store)
        problems.add(_picture_problems(setup, units, faults))
        if not any(one.kind == Figure.kind for one in loaded.invalid):  # which pictures those show can't be seen
            problems.add(_orphans(setup, {unit.image for unit in units}))
        if pool is not None:
            pool.ready(Ready(setup.packed(), now, tuple(originals(pictures).items())))
        joined, found = join(units, setup.languages, now, originals(pictures), invalid=loaded.invalid)
        problems.add(found)
    with timings.stage("check"):
        problems.add(check(joined, setup.project, setup.languages, site_refs, loaded.invalid, loaded.refs_of_invalid))
    if setup.preview:  # checked is what will be published
        joined, _ = join(units, setup.languages, now, originals(pictures), setup.preview)
    return joined, pictures


def _catalog(setup: Setup, store: Store, pictures: Pictures, now: int) -> Catalog:
    return join(all_units(store), setup.languages, now, originals(pictures), setup.preview)[0]


def finish(prepared: Prepared, around: Surroundings, trees: Trees, pool: Pool) -> Published:
    """Bake what is new, bring the spare tree up to date, exchange it with the live one."""
    setup, timings = prepared.setup, prepared.timings
    _, _, store = tools(setup.packed())
    with timings.stage("live"):
        trees.recover()
        # Only the pictures of published figures: a hidden one's stays unpublished.
        made = {one.path: one for one in derivatives(prepared.pictures) if one.picture.name in prepared.plan.shown}
        files = trees.up_to_date(output_digest(prepared.setup, prepared.plan, around, made))
    if files is not None:
        _save_timings(setup, timings)
        return Published(len(prepared.plan.paths), 0, files, False)
    with timings.stage("targets"):
        keys = {one.path: one.key for one in prepared.plan.stubs}
        given = files_of(prepared.site, prepared.plan, around)
        target = {path: file_key(data) for path, data in given.items()}
        target |= {path: one.key for path, one in made.items()}
        target |= page_keys(prepared.plan.stubs, around)
    index = _indexed(prepared, around, pool) if around.search else None
    target |= index.files if index else {}
    bake = partial(_baking, prepared, around, str(trees.spare))
    baked: list[int] = []

    def make(paths: list[str]) -> Iterator[Written]:
        derive(setup.project, [made[path] for path in paths if path in made], pool)
        for path in paths:
            if path in given:
                yield write(str(trees.spare), path, given[path])
            elif path in made:
                yield write(str(trees.spare), path, kept(setup.project, made[path]).read_bytes())
        if index:
            with timings.stage("search files"):
                yield from index.write(str(trees.spare), paths, pool)
        pages = pages_at(store, prepared.plan, keys.keys() & set(paths))
        baked.append(len(pages))
        with timings.stage("bake"):
            for written in pool.map(bake(pages), pages):
                yield from written

    live = trees.recorded(trees.live)
    with timings.stage("update"):
        manifest = trees.update(target, live, make, pool)
    with timings.stage("exchange"):
        trees.exchange()
    catch_up_error: OSError | sqlite3.Error | None = None
    with timings.stage("catch up"):
        try:
            trees.catch_up(manifest, live, pool)
            store.sweep(set(keys.values()))
        except (OSError, sqlite3.Error) as fault:
            catch_up_error = fault  # the new site is published: what is left only makes the next build quicker
    _save_timings(setup, timings)
    return Published(len(keys), sum(baked), len(target), True, catch_up_error)


def _baking(prepared: Prepared, around: Surroundings, tree: str, pages: list[tuple[bytes, bytes]]) -> RenderTask:
    """The work of baking ``pages`` into ``tree``: a few need a catalog of what they show, many the whole."""
    setup = prepared.setup
    _, _, store = tools(setup.packed())
    few = len(pages) < ENOUGH
    if few:
        catalog = shown_by(store, prepared.plan, (page for page, _ in pages), setup, prepared.now)
    else:
        catalog = prepared.catalog()
    job = Job(
        setup, prepared.site, prepared.now, prepared.pictures, around.frames, around.origin, around.missing_base, tree
    )
    return render_task(job, PageRenderer.of(job, catalog, store))


def _indexed(prepared: Prepared, around: Surroundings, pool: Pool) -> Indexed:
    """The search index of the planned pages."""
    from xieshou.build.search_index import described, indexed  # here: a build that changes nothing has no need of it

    setup, timings = prepared.setup, prepared.timings
    with timings.stage("describe"):
        wanted = described(setup, prepared.plan, partial(_baking, prepared, around, ""), pool)
    with timings.stage("index"):
        return indexed(setup, wanted)


def _clashes(pages: tuple[Page, ...], catalog: Catalog) -> Iterator[Problem]:
    """Two pages of one address: the views keep apart, and this is the net under them."""
    seen: set[str] = set()
    for page in pages:
        if page.path in seen:
            path = catalog.cards[page.subject].path if page.subject else NAME
            yield problem(path, 1, 1, "address-taken", address=page.address)
        seen.add(page.path)


def _picture_problems(setup: Setup, units: list[Unit], faults: Mapping[str, Fault]) -> Iterator[Problem]:
    for unit in units:
        if unit.image in faults:
            fault = faults[unit.image]
            place = place_of(setup.project.root / unit.path, unit.path, Ref("image", "", ""))
            yield problem(unit.path, *place, fault.code, field="image", value=unit.image, why=fault.why)


def _save_timings(setup: Setup, timings: Timings) -> None:
    with suppress(OSError):
        (setup.project.cache / "timings.json").write_text(json.dumps(timings.stages, indent=1))
