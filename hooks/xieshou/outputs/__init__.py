"""Files about the whole site: calendars, feeds, open data, sitemaps, headers. One registry, one way for all.

In: the plan, and the pages planned so far. Out: pages that are files: planned and keyed as all pages are, with neither
template nor frame. A new output is an ``Output`` named here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from xieshou.outputs import calendars, feeds, headers, icalendar, open_data, sitemap
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
    ``uses`` names. ``located``: made only where the site's address is known.
    """

    text: Callable[[PageContext], str]
    encode: Callable[[str, Publication], bytes]
    uses: tuple[str, ...] = ("origin",)
    located: bool = False


def _no_text(_: PageContext) -> str:
    return ""


PLANNERS: tuple[Planner, ...] = (
    calendars.plan,
    feeds.plan,
    open_data.plan,
    headers.plan,
    sitemap.robots_plan,
    sitemap.plan,
)
"""Every output's planner; that of the sitemap comes last, for it lists the pages before it."""

OUTPUTS: dict[str, Output] = {
    "calendar": Output(calendars.ics, icalendar.calendar),
    "events": Output(calendars.events, open_data.json_file),
    "atom": Output(feeds.atom, feeds.atom_file, located=True),
    "json-feed": Output(feeds.json_feed, feeds.json_file, located=True),
    "table": Output(open_data.table, open_data.csv_file),
    "records": Output(open_data.records, open_data.json_file),
    "headers": Output(_no_text, headers.headers, ("script_hashes",)),
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
