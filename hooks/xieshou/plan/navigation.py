"""The site's sections: which page stands under which tab, and which tab a page lights.

In: ``nav`` of ``content/site.yml``, or what stands in its place. Out: tabs, each with the pages that are siblings.
Every kind stands under exactly one: one that is named nowhere joins the tab of the kind it belongs beside.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from xieshou.content.kinds import FOLDERS, KINDS
from xieshou.content.schema.text import Text
from xieshou.content.site_file import NAV_PAGES, SiteFile

HOME, TIMELINE, COOPERATION, DATA = NAV_PAGES
FIND, ABOUT, OTHER = "find", "about", "other"
ADDRESSES = {
    HOME: "",
    TIMELINE: "timeline/",
    COOPERATION: "cooperation/",
    DATA: "data/",
    FIND: "search/",
    ABOUT: "about/",
}
SECTIONS = (HOME, *KINDS, TIMELINE, COOPERATION, DATA, FIND, ABOUT, OTHER)
"""Every value of ``Page.section``: a frame is rendered for each, in each language."""
_DEFAULT = (
    (HOME, (HOME,)),
    ("article", ("article", "topic")),
    ("project", ("project", "platform", "agreement", "need", "mechanism")),
    ("partners", (COOPERATION, "organisation", "envoy", "place")),
    (DATA, ("indicator", "discrepancy", "source", DATA, "term")),
    (TIMELINE, (TIMELINE, "event", "policy")),
    ("figure", ("figure", "file")),
)
"""Tabs where the site says nothing of them: their names in the labels, and their pages."""
_BESIDE = {TIMELINE: "event", COOPERATION: "organisation", DATA: "indicator"}


class Tab(NamedTuple):
    """A tab: what the site calls it, or the label of its name; and its pages: the first that there is leads."""

    name: Text | None
    label: str
    pages: tuple[str, ...]


def section_of(kind: str) -> str:
    """The section of an entry of ``kind``."""
    return kind if kind in SECTIONS else OTHER


def address_of(section: str) -> str:
    """The address of a section's page, without the language."""
    return ADDRESSES[section] if section in ADDRESSES else f"{KINDS[section].address}/"


def tabs(site: SiteFile) -> tuple[Tab, ...]:
    """The tabs in order. Home alone need not have one."""
    said = [Tab(one.name, "", tuple(FOLDERS.get(page, page) for page in one.pages)) for one in site.nav]
    found = said or [Tab(None, label, pages) for label, pages in _DEFAULT]
    listed = {page for tab in found for page in tab.pages}
    for section in (*KINDS, TIMELINE, COOPERATION, DATA):
        if section not in listed:
            number = next((place for one in _beside(section) if (place := _place(found, one)) is not None), -1)
            found[number] = found[number]._replace(pages=(*found[number].pages, section))
    return tuple(found)


def filled(site: SiteFile, paths: Collection[str], *, dated: bool = True) -> frozenset[str]:
    """The addresses, without the language, that a tab may lead to when these files are planned: a list that holds
    nothing is none of them, nor is the timeline unless something on the site is ``dated``.
    """
    kinds = {cls.address for cls in KINDS.values()}
    lists, holding = {""}, set[str]()
    for path in paths:
        first, *steps = path.split("/")
        if first in site.languages:
            first, *steps = steps
        if len(steps) == 1 and first not in kinds:
            lists.add(f"{first}/")
        elif len(steps) > 1:
            holding.add(f"{first}/")
    return frozenset(lists | holding) - (frozenset() if dated else {ADDRESSES[TIMELINE]})


def _beside(section: str) -> Iterator[str]:
    """Whose tab a section joins, the nearest first."""
    seen: set[str] = set()
    while section not in seen:
        seen.add(section)
        section = _BESIDE[section] if section in _BESIDE else KINDS[section].beside
        yield section


def _place(tabs: list[Tab], section: str) -> int | None:
    return next((number for number, tab in enumerate(tabs) if section in tab.pages), None)
