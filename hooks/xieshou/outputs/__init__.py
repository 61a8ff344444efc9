"""Files about the whole site: calendars, open data, sitemaps, headers. One registry, one way for all.

In: the plan, and the pages planned so far. Out: pages that are files: planned and keyed as all pages are, with neither
template nor frame. A new output is an ``Output`` named here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from xieshou.outputs import (
    calendars,
    cards,
    catalogue,
    guide,
    headers,
    host_rules,
    icalendar,
    moved,
    open_data,
    sitemap,
)
from xieshou.outputs.publication import Publication
from xieshou.plan.dependencies import complete
from xieshou.plan.pages import Page, Plan
from xieshou.views.shared.context import PageContext

Planner = Callable[[Plan, Sequence[Page]], Iterable[Page]]
"""The pages of an output, given the plan and every page planned before."""


class Output(NamedTuple):
    """How pages of one view become files.

    ``text`` is what a file says, where addresses begin with ``BASE``: it follows from the page's dependencies alone and
    is kept as long as these are the same. ``encode`` makes the bytes of it, given those values of the publication that
    ``uses`` names. ``located``: made only where the site's address is known. ``linked``: people and programs keep its
    address, so it is one that must not be lost.
    """

    text: Callable[[PageContext], str]
    encode: Callable[[str, Publication], bytes]
    uses: tuple[str, ...] = ("origin",)
    located: bool = False
    linked: bool = False


def _no_text(_: PageContext) -> str:
    return ""


PLANNERS: tuple[Planner, ...] = (
    calendars.plan,
    cards.plan,
    open_data.plan,
    catalogue.plan,
    guide.plan,
    headers.plan,
    sitemap.robots_plan,
    sitemap.plan,
)
"""Every output's planner; that of the sitemap comes last, for it lists the pages before it."""

OUTPUTS: dict[str, Output] = {
    "calendar": Output(calendars.ics, icalendar.calendar, linked=True),
    "events": Output(calendars.events, open_data.json_file, linked=True),
    "table": Output(open_data.table, open_data.csv_file, linked=True),
    "records": Output(open_data.records, open_data.json_file, linked=True),
    cards.VIEW: Output(cards.words, cards.picture, ("card_font",), located=True),
    "catalogue-json": Output(catalogue.as_json, catalogue.json_file, located=True),
    "catalogue-turtle": Output(catalogue.as_turtle, catalogue.turtle_file, located=True),
    "guide": Output(guide.guide, guide.guide_file),
    "headers": Output(_no_text, headers.headers, ("script_hashes",)),
    "moved": Output(moved.moved, moved.located_page),
    "moved-file": Output(moved.moved_file, moved.located_file),
    "rules-plain": Output(host_rules.plain, host_rules.rooted),
    "rules-nginx": Output(host_rules.nginx, host_rules.rooted),
    "rules-oss": Output(host_rules.oss, host_rules.rooted),
    "rules-cos": Output(host_rules.cos, host_rules.rooted),
    "robots": Output(_no_text, sitemap.robots),
    "sitemap": Output(sitemap.sitemap, sitemap.located, located=True),
    "sitemap-index": Output(sitemap.index, sitemap.located, located=True),
}
"""Every output by the view its pages name."""


def plan_outputs(plan: Plan, pages: Sequence[Page]) -> Iterator[Page]:
    """The pages of every output, given all ``pages`` that are none."""
    planned = list(pages)
    for planner in PLANNERS:
        for page in planner(plan, tuple(planned)):
            planned.append(complete(page, plan.catalog))
            yield planned[-1]
