"""Catalog to pages: what is to be made, and what each page shows. Planning renders nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xieshou.views import cooperation, discrepancies, entry, find, glossary, home, index, missing, timeline
from xieshou.views.lens import Lens
from xieshou.views.models import Model
from xieshou.views.pages import Page, Plan, Planner

PLANNERS: tuple[Planner, ...] = (
    home.plan,
    entry.plan,
    index.plan,
    timeline.plan,
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
    "find": find.model,
    "cooperation": cooperation.model,
    "glossary": glossary.model,
    "missing": missing.model,
}
"""What each view shows, by the name its pages carry; its template has the same name."""


def plan_pages(plan: Plan) -> Iterator[Page]:
    """Every page of the site."""
    for planner in PLANNERS:
        yield from planner(plan)
