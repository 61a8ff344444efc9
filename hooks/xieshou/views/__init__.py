"""Catalog to pages: what is to be made, and what each page shows. Planning renders nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from xieshou.outputs import calendars, icalendar, open_data
from xieshou.plan.pages import Page, Plan, Planner
from xieshou.views import cooperation, data, find, glossary, home, missing, timeline
from xieshou.views.entry import discrepancies, page
from xieshou.views.lists import index
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.page_models import Model

PLANNERS: tuple[Planner, ...] = (
    home.plan,
    page.plan,
    index.plan,
    timeline.plan,
    calendars.plan,
    data.plan,
    open_data.plan,
    find.plan,
    cooperation.plan,
    glossary.plan,
    missing.plan,
)
"""Every view's planner. A new view is a module with ``plan`` and ``model``, named here."""

MODELS: dict[str, Callable[[PageContext], Model]] = {
    "home": home.model,
    "entry": page.model,
    "index": index.model,
    "discrepancies": discrepancies.model,
    "timeline": timeline.model,
    "data": data.model,
    "find": find.model,
    "cooperation": cooperation.model,
    "glossary": glossary.model,
    "missing": missing.model,
}
"""What each view shows, by the name its pages carry; its template has the same name."""


class File(NamedTuple):
    """A view whose pages are files: what they say, where addresses begin with ``BASE``; and the bytes, given the site's
    address.
    """

    text: Callable[[PageContext], str]
    bytes: Callable[[str, str], bytes]


FILES: dict[str, File] = {
    "calendar": File(calendars.ics, icalendar.calendar),
    "events": File(calendars.events, open_data.json_file),
    "table": File(open_data.table, open_data.csv_file),
    "records": File(open_data.records, open_data.json_file),
}
"""The views that make files, by name: no template, no frame."""


def plan_pages(plan: Plan) -> Iterator[Page]:
    """Every page of the site."""
    for planner in PLANNERS:
        yield from planner(plan)
