"""The build, top to bottom: load -> check -> plan -> render -> publish.

``prepare`` ends before anything is written; ``finish`` writes to the spare tree and exchanges. Between the two the
theme renders its frames and the hand-written pages, which need the catalog and are needed by the pages.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from xieshou.attachments.inspect import Attachments, inspect_files
from xieshou.build.addresses import former_pages, unplanned
from xieshou.build.changes import Changes
from xieshou.build.checking import ORPHAN, UNUSED, checked_catalog, make_ready, unused_files, unused_pictures
from xieshou.build.context import BuildContext
from xieshou.build.doc_checks import attachments_of
from xieshou.build.doc_pictures import beside, with_docs
from xieshou.build.known import ChangedAddress, changed_addresses
from xieshou.build.manifest import Surroundings, output_digest
from xieshou.build.naming import with_names
from xieshou.build.prepared import Prepared
from xieshou.build.preview import keep_earlier, shown_in_spite
from xieshou.build.publish import MARKER, Trees
from xieshou.build.stale import for_readers, stale_translations
from xieshou.build.update import Copied, Update
from xieshou.build.verify import taken_out
from xieshou.build.why import note_build
from xieshou.checks.anchors import relied_on
from xieshou.content.accepted import acceptances
from xieshou.content.addresses import Ledger, ledger_digest, read_addresses
from xieshou.content.catalog import Catalog
from xieshou.content.load import Loaded, load
from xieshou.content.site_file import NAME
from xieshou.core.acceptance import KEY
from xieshou.core.faults import at_work_on
from xieshou.core.problems import ContentError, Problem, Problems, problem
from xieshou.language.labels import label_problems
from xieshou.outputs import plan_outputs
from xieshou.outputs.cards import with_cards
from xieshou.outputs.publication import Publication
from xieshou.outputs.root_files import clashes, root_files
from xieshou.pictures.derive import derivatives
from xieshou.pictures.inspect import Pictures, inspect
from xieshou.plan.attached import originals
from xieshou.plan.cache import CachedPlan, PlanInputs, Planned, load_plan, save_plan
from xieshou.plan.pages import Page, Plan, StaleText
from xieshou.plan.sounds import Sounds
from xieshou.render.style_check import style_problems
from xieshou.render.template_check import template_problems
from xieshou.views import plan_pages
from xieshou.views.entry.page_ids import PageIds


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did: how many pages there are, how many of them were made, how many files there are.

    ``catch_up_error``: why the spare tree, after the exchange, could not be brought up to date. ``foreign``: what
    others had put into the published folder, and is there no more.
    """

    pages: int
    made: int
    files: int
    exchanged: bool
    changes: Changes
    catch_up_error: OSError | sqlite3.Error | None = None
    foreign: tuple[Problem, ...] = ()
    addresses: tuple[ChangedAddress, ...] = ()
    """What is new, changed or gone, of what people and programs ask for."""


StaleTexts = Mapping[tuple[str, str], StaleText]
"""Stale translations, by entry and language."""


def prepare(context: BuildContext) -> Prepared:
    """Load, check and plan. Every problem there is stands in the outcome; with an error among them there is no plan."""
    project = context.setup.project
    root = root_files(project)
    problems = Problems([*root.problems, *context.read.problems, *project.strangers()])
    problems.add(template_problems(project))
    problems.add(style_problems(project))
    problems.add(label_problems(project, context.read.site.languages if context.read.site else ()))
    with context.timings.stage("load"):
        loaded = load(context.worker, context.pool)
        problems.add(loaded.problems)
    prepared = _of_loaded(context, loaded, problems, root.files)
    if prepared.plan is None and context.setup.preview:
        return shown_in_spite(prepared, loaded, lambda rest, kept: _of_loaded(rest, kept, Problems(), root.files))
    if prepared.plan is None:
        keep_earlier(loaded, prepared)
    return prepared


def _of_loaded(context: BuildContext, loaded: Loaded, problems: Problems, root: Mapping[str, bytes]) -> Prepared:
    """What was loaded, checked and planned; ``problems`` are those of all the rest, and ``root`` its files."""
    prepared = _of_content(context, loaded, problems)
    project = context.setup.project
    planned = (*prepared.plan.paths, *prepared.plan.attached) if prepared.plan else ()
    docs = context.docs
    written = (*(page.place.path for page in docs.pages.values()), *attachments_of(docs.pages, docs))
    prepared.problems.add(clashes(project, root, (MARKER, *planned, *written)))
    named = with_names(context, prepared.problems)
    plan = None if named.errors else prepared.plan
    return replace(prepared, problems=named, root=root, plan=plan).telling(())


class _Before(NamedTuple):
    """What is known before the catalog is checked: the problems found until then, and the recorded addresses."""

    told: frozenset[Problem]
    ledger: Ledger


def _of_content(context: BuildContext, loaded: Loaded, problems: Problems) -> Prepared:
    stale, behind = stale_translations(context.setup.project, loaded.files)
    problems.add(behind)
    inputs = _inputs(context, for_readers(stale))
    site = context.read.site
    listed = acceptances(site.accepted, NAME, KEY) if site else ()
    left = (*listed, *loaded.accepted)
    with context.timings.stage("recall"):
        recalled = _recalled(context, loaded, problems, inputs)
    if recalled is not None:
        return with_docs(replace(recalled, left=left))
    ledger, faults = read_addresses(context.setup.project)
    problems.add(faults)
    before = _Before(frozenset(problems), ledger)
    with at_work_on("content/"):
        catalog, pictures, attachments = checked_catalog(context, loaded, problems)
    plan = None
    if not problems.errors and context.read.site is not None and context.plans:
        with context.timings.stage("plan"), at_work_on("content/"):
            plan = _planned(context, loaded, (catalog, pictures, attachments), problems, before, inputs)
    known = None if context.read.site is None else lambda: catalog
    prepared = with_docs(Prepared(context, problems, pictures, plan, known, loaded.invalid, attachments, left=left))
    if context.renders:  # the files' own references were for checking: a third of the memory
        catalog = replace(catalog, units=[])
    return prepared


def _inputs(context: BuildContext, texts: StaleTexts) -> PlanInputs | None:
    site = context.read.site
    setup = context.setup
    if site is None:
        return None
    stale = tuple(sorted(texts.items()))
    addresses = ledger_digest(setup.project), unplanned(context)
    return PlanInputs(
        site,
        context.doc_names,
        setup.preview,
        setup.named,
        setup.drafts,
        stale,
        context.without,
        addresses,
        context.cards.digest if context.cards else "",
    )


def _recalled(context: BuildContext, loaded: Loaded, problems: Problems, inputs: PlanInputs | None) -> Prepared | None:
    """What the last build planned, where nothing that planning sees has changed since."""
    if inputs is None or problems.errors:
        return None
    plan = load_plan(context.store, loaded.files, inputs, context.now)
    if plan is None and context.without:  # it may be the last sound site
        plan = load_plan(context.store, loaded.files, inputs._replace(without=()), context.now)
    if plan is None:
        return None
    pictures, _ = inspect(context.setup.project, plan.images, context.store, context.pool)
    attachments, _ = inspect_files(context.setup.project, plan.named, context.store)
    if originals(pictures, attachments) != plan.originals:
        return None
    problems.add(warning for warning in plan.warnings if warning.code not in (ORPHAN, UNUSED))
    problems.add(unused_pictures(context.setup.project, plan.images))
    problems.add(unused_files(context.setup.project, plan.named))
    catalog = cache(lambda: context.worker.catalog(context.now, plan.originals))
    return Prepared(context, problems, pictures, plan, catalog, loaded.invalid, attachments)


def _planned(
    context: BuildContext,
    loaded: Loaded,
    checked: tuple[Catalog, Pictures, Attachments],
    problems: Problems,
    before: _Before,
    inputs: PlanInputs | None,
) -> CachedPlan | None:
    """The plan of a sound catalog, kept for the next build; None where two pages would have one address.

    What was told before is what every build finds by itself. A file with a warning is parsed, and so heard, every time,
    and so are style sheets and files of the root: only what the check of the catalog found is remembered.
    """
    catalog, pictures, attachments = checked
    assert inputs is not None
    sounds = Sounds.open(context.store)
    plan = Plan(catalog, inputs.site, inputs.docs, sounds, dict(inputs.stale), cards=context.cards)
    pages = with_cards(plan, plan_pages(plan))
    pages += tuple(plan_outputs(plan, pages))
    sounds.keep(context.store)
    if not context.without:  # what a preview leaves out is not lost
        former, wrong = former_pages(context, plan, pages, before.ledger)
        pages += former
        problems.add(wrong)
    problems.add(_clashes(pages, catalog))
    if problems.errors:
        return None
    later = tuple(warning for warning in problems.warnings if warning not in before.told)
    if context.setup.preview:
        make_ready(context, originals(pictures, attachments))
    relied = relied_on(catalog, PageIds(catalog, context.store).of_text)
    planned = Planned(pages, *checked, later, relied)
    return save_plan(context.store, loaded.files, inputs, planned, context.setup.build_fingerprint)


def _clashes(pages: tuple[Page, ...], catalog: Catalog) -> Iterator[Problem]:
    """Two pages of one address: the views keep apart, and this is the net under them."""
    seen: set[str] = set()
    for page in pages:
        if page.path in seen:
            path = catalog.cards[page.subject].path if page.subject else NAME
            yield problem(path, 1, 1, "address-taken", address=page.address)
        seen.add(page.path)


def finish(prepared: Prepared, around: Surroundings, trees: Trees) -> Published:
    """Render what is new, bring the spare tree up to date, exchange it with the live one.

    Raises ``ContentError`` where a file of the root stands in the place of one that the surroundings bring.
    """
    context, timings = prepared.context, prepared.context.timings
    assert prepared.plan is not None
    if taken := list(clashes(context.setup.project, prepared.root, around.files)):
        raise ContentError(Problems(taken))
    around = replace(around, root=prepared.root)
    with timings.stage("live"):
        trees.recover()
        # Only the pictures of published figures: a hidden one's stays unpublished.
        shown = {name: one for name, one in prepared.pictures.items() if name in prepared.plan.credits}
        derived = (*derivatives(shown, prepared.plan.credits), *beside(prepared))
        pictures = {one.path: one for one in derived}
        attached = {path: prepared.attachments[name] for path, name in prepared.plan.attached.items()}
        files = trees.up_to_date(output_digest(context.setup, prepared.plan, around, {**pictures, **attached}))
    if files is not None:
        context.save_timings()
        record = trees.known(trees.live)
        pages = _pages(prepared.plan.paths & record.files.keys()) if record else 0
        return Published(pages, 0, files, False, Changes(kept=pages + _pages(around.given), files=(0, 0, files)))
    copied, publication = Copied(pictures, attached), _publication(context, around)
    update = Update(prepared, prepared.plan, around, str(trees.spare), copied, publication)
    with timings.stage("targets"):
        target, keys = update.target()
    strange = trees.strangers(target)
    live = trees.recorded(trees.live)
    with timings.stage("update"):
        manifest = trees.update(target, live, update.make, context.pool)
    with timings.stage("exchange"):
        trees.exchange()
    catch_up_error: OSError | sqlite3.Error | None = None
    with timings.stage("catch up"):
        try:
            trees.catch_up(manifest, live, context.pool)
            context.store.sweep(keys)
            note_build(prepared, update.frames, update.rendered)
        except (OSError, sqlite3.Error) as fault:
            catch_up_error = fault  # the new site is published: what is left only makes the next build quicker
    context.save_timings()
    told = taken_out(context.setup.project, trees, sorted({*strange, *trees.found_foreign}))
    # Without an address of the site some planned pages are left out.
    pages, made = _pages(prepared.plan.paths & target.keys()), _pages(update.rendered)
    changes = Changes.between(live, target)
    addresses = tuple(changed_addresses(live, manifest))
    return Published(pages, made, len(target), True, changes, catch_up_error, told, addresses)


def _publication(context: BuildContext, around: Surroundings) -> Publication:
    found, font = around.publication(), context.cards
    if font is None:
        return found
    folder = context.setup.project.cache / "pictures"
    return found._replace(card_font=(font.path, str(font.face), font.digest, str(folder)))


def _pages(paths: Iterable[str]) -> int:
    """How many of the files are pages."""
    return sum(path.endswith(".html") for path in paths)
