"""Catalog to pages: what is to be made, and what each page shows. Planning renders nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from xieshou.views import (
    calendars,
    cooperation,
    data,
    datasets,
    discrepancies,
    entry,
    find,
    glossary,
    home,
    icalendar,
    index,
    missing,
    timeline,
)
from xieshou.views.lens import Lens
from xieshou.views.page_models import Model
from xieshou.views.pages import Page, Plan, Planner

PLANNERS: tuple[Planner, ...] = (
    home.plan,
    entry.plan,
    index.plan,
    timeline.plan,
    calendars.plan,
    data.plan,
    datasets.plan,
    find.plan,
    cooperation.plan,
    glossary.plan,
    missing.plan,
)
"""Every view's planner. A new view is a module with ``plan`` and ``model``, named here."""

MODELS: dict[str, Callable[[Lens], Model]] = {
    "home": home.model,
    "entry": entry.model,
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

    text: Callable[[Lens], str]
    bytes: Callable[[str, str], bytes]


FILES: dict[str, File] = {
    "calendar": File(calendars.ics, icalendar.calendar),
    "events": File(calendars.events, datasets.json_file),
    "table": File(datasets.table, datasets.csv_file),
    "records": File(datasets.records, datasets.json_file),
}
"""The views that make files, by name: no template, no frame."""


def plan_pages(plan: Plan) -> Iterator[Page]:
    """Every page of the site."""
    for planner in PLANNERS:
        yield from planner(plan)
