"""Files with errors that a serve session shows the site in spite of, and the pages that their errors are shown on.

In: the errors, and the plan of the site without what they stand in. Out: ``LeftOut``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from xieshou.content.doc_page import DocPage
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.paths import Named, folder_year, named
from xieshou.core.plain import opened
from xieshou.core.problems import Problem
from xieshou.core.project import ProjectPaths
from xieshou.plan.cache import CachedPlan

_ITEM = re.compile(r"^-\s", re.M)
_SLUG = re.compile(r"""^[-\s]\s*slug:\s*["']?([a-z0-9-]+)""", re.M)


class Unmade(NamedTuple):
    """Pages that nobody knows the whole address of, for their file was never sound: how these begin and end."""

    beginning: str
    end: str
    path: str


class LeftOut(NamedTuple):
    """``errors`` are those of all the files; ``pages`` the addresses that show them, each with its files; ``unmade``
    such as are known in part. ``entries``: what is not there at all (``Plan.left_out``); the others stand as they last
    were sound.
    """

    errors: tuple[Problem, ...]
    pages: Mapping[str, tuple[str, ...]]
    unmade: tuple[Unmade, ...]
    entries: tuple[str, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The files with errors, in order."""
        return tuple(dict.fromkeys(one.path for one in self.errors))

    def at(self, address: str) -> tuple[str, ...]:
        """The files whose errors the page at ``address`` shows; none of most pages."""
        return self.pages.get(address, ())

    def instead_of(self, address: str) -> tuple[str, ...]:
        """The same where there is no page at ``address``."""
        return tuple(one.path for one in self.unmade if address.startswith(one.beginning) and address.endswith(one.end))


class Shown(NamedTuple):
    """What a site is shown of: its plan, what addresses in each language begin with, its hand-written pages."""

    plan: CachedPlan
    prefixes: tuple[str, ...]
    docs: Mapping[str, DocPage]
    project: ProjectPaths


def left_out(errors: Iterable[Problem], gone: Iterable[str], shown: Shown) -> LeftOut:
    """What became of the files of ``errors``; ``gone`` are those of which no sound version is known."""
    told = tuple(errors)
    by_slug: dict[str, list[str]] = {}
    for stub in shown.plan.stubs:
        if stub.view == "entry":
            by_slug.setdefault(stub.address.split("/")[-2], []).append(stub.address)
    docs = {page.place.name: unquote(page.place.address) for page in shown.docs.values()}
    pages: dict[str, tuple[str, ...]] = {}
    unmade: list[Unmade] = []
    for path in dict.fromkeys(one.path for one in told):
        found = named(path)
        addresses = [docs[path]] if path in docs else []
        if path not in docs and found.kind:
            slugs = [found.slug] if found.slug else _at_fault(shown.project, path, told)
            for slug in slugs:
                addresses += _addresses(found.kind, slug, path, shown.prefixes, by_slug.get(slug, []))
            unmade += _unmade(found, path, shown.prefixes, addresses)
        for address in addresses:
            pages[address] = (*pages.get(address, ()), path)
    there = shown.plan.entries()
    missing = {f"{one.kind}/{one.slug}" for one in map(named, gone) if one.kind}
    return LeftOut(told, pages, tuple(unmade), tuple(sorted(missing - there.keys())))


def _addresses(kind: str, slug: str, path: str, prefixes: tuple[str, ...], planned: list[str]) -> Iterator[str]:
    """Where an entry's page stands in each language, or would."""
    folder = f"{KINDS[kind].address}/"
    tails = {one.removeprefix(prefix).removeprefix(folder) for prefix in prefixes for one in planned
             if one.startswith(prefix + folder)}  # fmt: skip
    if not tails and kind != Article.kind:
        tails = {f"{slug}/"}
    elif not tails and (year := folder_year(path)):
        tails = {f"{year}/{slug}/"}
    for prefix in prefixes:
        yield from (f"{prefix}{folder}{tail}" for tail in sorted(tails))


def _unmade(found: Named, path: str, prefixes: tuple[str, ...], known: list[str]) -> Iterator[Unmade]:
    """Of an article that lies in no year's folder the year is missing; of a list that can't be read every slug."""
    if not found.slug or not known:
        end = f"/{found.slug}/" if found.slug else "/"
        yield from (Unmade(f"{prefix}{KINDS[found.kind].address}/", end, path) for prefix in prefixes)


def _at_fault(project: ProjectPaths, path: str, errors: Iterable[Problem]) -> list[str]:
    """The slugs of the records of a list that hold errors, as far as the text itself tells."""
    try:
        with opened(project.root / path) as file:
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return []
    starts = [item.start() for item in _ITEM.finditer(text)]
    found: dict[str, None] = {}
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        first, last = text.count("\n", 0, start) + 1, text.count("\n", 0, end)
        if any(one.path == path and first <= one.line <= max(first, last) for one in errors):
            found |= dict.fromkeys(_SLUG.findall(text[start:end]))
    return list(found)
