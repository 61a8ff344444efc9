"""The page from which everything can be found: each kind, each year, each topic."""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.content.kinds import KINDS
from xieshou.plan import tables
from xieshou.plan.navigation import ADDRESSES, FIND
from xieshou.plan.pages import Page, Plan, options
from xieshou.views import cooperation
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import Group, Link
from xieshou.views.shared.page_models import ListModel

TAIL = ADDRESSES[FIND]
TOPICS = 60


def plan(plan: Plan) -> Iterator[Page]:
    """The page in each language."""
    articles = plan.catalog.of_kind("article")
    topics = tuple(card.id for card in sorted(plan.catalog.of_kind("topic"), key=lambda card: card.slug)[:TOPICS])
    values = {
        "counts": tuple((kind, len(plan.catalog.of_kind(kind))) for kind in KINDS),
        "cooperation": cooperation.there(plan),
        "years": tuple(sorted({card.filed_year for card in articles if card.filed_year}, reverse=True)),
    }
    for language, address in plan.everywhere(TAIL):
        yield Page(
            address, language, FIND, "find", "", (("topics", topics),), (), options(values), plan.everywhere(TAIL)
        )


def model(context: PageContext) -> ListModel:
    """What the page shows."""
    page, labels = context.page, context.labels
    kinds = tuple(
        Link(labels(f"kinds.{kind}.many"), context.at(f"{KINDS[kind].address}/"), count)
        for kind, count in page.option("counts")
        if count
    )
    kinds = (*kinds, Link(labels("data.title"), context.at(tables.TAIL)))
    if page.option("cooperation"):
        kinds = (*kinds, Link(labels("cooperation.link"), context.at(cooperation.TAIL)))
    years = tuple(
        Link(labels("ui.shelf_year", year=year), context.at(f"{KINDS['article'].address}/{year}/"))
        for year in page.option("years")
    )
    topics = context.items("topics")
    groups = (
        Group(labels("find.kinds"), links=kinds),
        Group(labels("find.years"), links=years),
        Group(labels("find.topics"), links=tuple(Link(item.title, item.href) for item in topics)),
    )
    return ListModel(
        title=labels("sections.find"),
        description=labels("find.lead"),
        language=context.language,
        trail=(Link(labels("ui.home"), context.at("")),),
        kind="find",
        lead=labels("find.lead"),
        groups=tuple(group for group in groups if group.links),
    )
