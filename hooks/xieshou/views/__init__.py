"""Catalog to pages: what is to be made, and what each page shows. Planning renders nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from xieshou.plan.dependencies import complete
from xieshou.plan.pages import Page, Plan
from xieshou.views import cooperation, data, find, glossary, gone, home, missing, timeline
from xieshou.views.entry import discrepancies, page, side_by_side
from xieshou.views.lists import index
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.page_models import Model

Planner = Callable[[Plan], Iterable[Page]]

PLANNERS: tuple[Planner, ...] = (
    home.plan,
    page.plan,
    side_by_side.plan,
    index.plan,
    timeline.plan,
    data.plan,
    find.plan,
    cooperation.plan,
    glossary.plan,
    missing.plan,
)
"""Every view's planner. A new view is a module with ``plan`` and ``model``, named here."""

MODELS: dict[str, Callable[[PageContext], Model]] = {
    "home": home.model,
    "entry": page.model,
    "both": side_by_side.model,
    "index": index.model,
    "discrepancies": discrepancies.model,
    "timeline": timeline.model,
    "data": data.model,
    "find": find.model,
    "cooperation": cooperation.model,
    "glossary": glossary.model,
    "missing": missing.model,
    "gone": gone.model,
}
"""What each view shows, by the name its pages carry; its template has the same name."""


def plan_pages(plan: Plan) -> Iterator[Page]:
    """Every page of the site."""
    for planner in PLANNERS:
        yield from (complete(page, plan.catalog) for page in planner(plan))
