"""The addresses a build publishes, and those it publishes no longer: what becomes of the latter, and what is wrong.

In: the ledger, and what is planned. Out: the pages at former addresses, with the rules for hosts; problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from xieshou.build.context import BuildContext
from xieshou.build.doc_checks import attachments_of
from xieshou.build.prepared import Prepared
from xieshou.content.addresses import NAME, Ledger, PublishedAddress, may_be_recorded, read_addresses
from xieshou.content.places import Places
from xieshou.core.problems import Problem, Severity, problem
from xieshou.outputs import OUTPUTS, host_rules, moved
from xieshou.outputs.root_files import OURS
from xieshou.plan.former import Former, Live, Resolver
from xieshou.plan.pages import Page, Plan
from xieshou.views import gone

_ENTRY, _UNLINKED = "entry", ("missing", "gone")
"""Views: of an entry's own page, and of pages that nobody links to."""
_LOST = ("address-lost", "more-lines")


def former_pages(
    context: BuildContext, plan: Plan, pages: Iterable[Page], ledger: Ledger
) -> tuple[tuple[Page, ...], list[Problem]]:
    """The pages at former addresses, and what is wrong. In a serve session nothing is lost for good: what would be is
    a warning.
    """
    live = _live(context, (page.address for page in pages))
    resolver = Resolver(plan, ledger, live, Places(context.setup.project.root))
    formers = resolver.formers()
    problems = [*resolver.problems, *_within_ours(formers, ledger)]
    if context.setup.preview:
        problems = [replace(one, severity=Severity.WARNING) if one.code in _LOST else one for one in problems]
    made = (_page(former) for former in formers)
    return (*made, *host_rules.plan(plan, formers, live.addresses)), problems


def _live(context: BuildContext, planned: Iterable[str]) -> Live:
    docs = context.docs
    shown = docs.shown(context.now, bool(context.setup.preview))
    written = (page.place.address for page in shown.values())
    unpublished = frozenset(page.place.name for uri, page in docs.pages.items() if uri not in shown)
    return Live({*planned, *written, *attachments_of(shown, docs)}, unpublished)


def recorded(prepared: Prepared, ledger: Ledger) -> Ledger:
    """The ledger with all that is published now, and former addresses by the entries they belong to now: of a name that
    an entry had, nobody need remember anything once it is recorded.
    """
    now = {one.address: one for one in published_now(prepared)}
    plan, context = prepared.linkable(), prepared.context
    live = _live(context, now)
    former = Resolver(plan, ledger, live, Places(context.setup.project.root)).formers()
    found = dict(ledger)
    for one in former:
        if one.entry:
            known = found.get(one.address) or PublishedAddress(one.address, one.entry, one.language)
            found[one.address] = known._replace(entry=one.entry)
    return found | now


def published_now(prepared: Prepared) -> Iterator[PublishedAddress]:
    """The addresses of what is planned that people and programs link to, as the ledger is to have them."""
    return filter(may_be_recorded, _published(prepared))


def _published(prepared: Prepared) -> Iterator[PublishedAddress]:
    context, plan = prepared.context, prepared.plan
    assert plan is not None
    assert prepared.catalog is not None
    docs, cards = context.docs, prepared.catalog().cards
    for stub in plan.stubs:
        output = OUTPUTS.get(stub.view)
        if not (output.linked if output else stub.view not in _UNLINKED):
            continue
        if stub.view == _ENTRY:
            entry = stub.content_deps[0]
            yield PublishedAddress(stub.address, entry, stub.language, cards[entry].titles.get(stub.language, ""))
        else:
            yield PublishedAddress(stub.address, "", stub.language)
    shown = docs.shown(context.now, False)
    for page in shown.values():
        yield PublishedAddress(page.place.address, page.place.name, page.place.language)
    for uri in attachments_of(shown, docs):
        yield PublishedAddress(uri, f"{docs.folder}/{uri}", context.setup.languages[0])


def unplanned(context: BuildContext) -> tuple[str, ...]:
    """What becomes of former addresses goes by, besides the content and the ledger."""
    docs = context.docs
    shown = docs.shown(context.now, bool(context.setup.preview))
    hidden = (page.place.name for uri, page in docs.pages.items() if uri not in shown)
    return (*attachments_of(shown, docs), *sorted(hidden))


def _page(former: Former) -> Page:
    if former.to is None and former.address.endswith((".html", "/")):
        return gone.page_of(former)
    return moved.page_of(former)


def _within_ours(formers: Iterable[Former], ledger: Ledger) -> Iterator[Problem]:
    """No former address stands where the engine puts files of its own."""
    for former in formers:
        if former.address.partition("/")[0] in OURS:
            line = ledger[former.address].line if former.address in ledger else 1
            yield problem(NAME, line, 1, "address-clash", value=f"/{former.address}")


def renamed(prepared: Prepared) -> dict[str, list[tuple[str, str]]]:
    """Entries that are there under another name than the ledger has: by file, the slug there and the one before.

    An entry is known again by its title in any of its languages, where one new entry of the kind, and no other, has it.
    """
    lost = {dict(one.details)["value"][1:] for one in prepared.problems if one.code == _LOST[0]}
    if not lost or prepared.catalog is None:
        return {}
    ledger, _ = read_addresses(prepared.context.setup.project)
    known = {one.entry for one in ledger.values()}
    titled: dict[tuple[str, str, str], set[str]] = {}
    files: dict[str, str] = {}
    for unit in prepared.catalog().units:
        id_ = f"{unit.kind}/{unit.slug}"
        if id_ in known:
            continue
        if unit.original:
            files[id_] = unit.path
        for language, title in unit.titles:
            titled.setdefault((unit.kind, language, title), set()).add(id_)
    found: dict[str, set[str]] = {}
    for address in lost:
        one = ledger[address]
        kind = one.entry.partition("/")[0]
        if one.title:
            found.setdefault(one.entry, set()).update(titled.get((kind, one.language, one.title), ()))
    proposed: dict[str, list[tuple[str, str]]] = {}
    for before, now in sorted(found.items()):
        if len(now) == 1 and (id_ := next(iter(now))) in files:
            proposed.setdefault(files[id_], []).append((id_.partition("/")[2], before.partition("/")[2]))
    return proposed
