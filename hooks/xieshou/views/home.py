"""The home page: what this is, who takes part, the figures with their evidence, the newest, a way in for everyone."""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.content.catalog import Card, Catalog, in_order
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.indicator import Indicator
from xieshou.content.kinds.topic import FIELD
from xieshou.plan.navigation import HOME
from xieshou.plan.pages import Page, Plan, options
from xieshou.views import cooperation
from xieshou.views.entry.figures import draw
from xieshou.views.entry.readings import latest, readings
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import Group, Item, Link, Reading
from xieshou.views.shared.page_models import HomeModel
from xieshou.views.shared.time_rows import MONTH
from xieshou.views.timeline import Order

NEWS, FACTS, PROJECTS, PARTNERS = 7, 5, 3, 5
SITE_DEPS = ("description", "home.lead", "name", "sides")


def plan(plan: Plan) -> Iterator[Page]:
    """The home page in each language."""
    catalog, home = plan.catalog, plan.site.home
    news = in_order(catalog.of_kind("article"))[:NEWS]
    facts = _facts(catalog)[:FACTS]
    fields = [
        (topic.id, tuple(one.id for one in found[:PROJECTS]), len(found))
        for topic in catalog.of_kind("topic")
        if ("type", "choice", FIELD) in topic.facts and (found := _projects(plan, topic))
    ]
    who = [
        (side.slug, tuple(one.id for one in found[:PARTNERS]), len(found))
        for side in plan.site.sides
        if (found := _partners(plan, side.slug))
    ][:2]
    fields.sort(key=lambda field: (-field[2], field[0]))
    chosen = [f"indicator/{slug}" for slug in home.indicators]
    envoy = f"envoy/{home.envoy}" if home.envoy else next((card.id for card in catalog.of_kind("envoy")), "")
    figure = f"figure/{home.figure}" if home.figure else ""
    metadata_deps = (
        ("news", tuple(card.id for card in news)),
        ("envoy", tuple(id_ for id_ in (envoy,) if id_ in catalog.cards)),
        ("who", tuple(id_ for _, partners, _ in who for id_ in partners)),
        ("facts", tuple(dict.fromkeys(id_ for _, id_, _ in facts))),
        ("fields", tuple(id_ for topic, projects, _ in fields for id_ in (topic, *projects))),
        ("proofs", tuple(link for id_ in chosen if id_ in catalog.cards for link in catalog.cards[id_].links)),
    )
    values = {
        "facts": tuple((id_, number) for _, id_, number in facts),
        "fields": tuple(fields),
        "who": tuple(who),
        "cooperation": cooperation.there(plan),
        "counts": tuple((kind, len(catalog.of_kind(kind))) for kind in KINDS),
    }
    content_deps = tuple(id_ for id_ in (*chosen, figure) if id_ in catalog.cards)
    for language, address in plan.everywhere(""):
        yield Page(
            address, language, HOME, "home", "", metadata_deps, content_deps, options(values), plan.everywhere(""),
            SITE_DEPS,
        )  # fmt: skip


def model(context: PageContext) -> HomeModel:
    """What the home page shows."""
    page, labels = context.page, context.labels
    items = {item.id: item for item in context.items("fields")}
    figure = next((id_ for id_ in page.content_deps if id_.startswith("figure/")), "")
    name, description = context.words(context.site("name")), context.words(context.site("description"))
    assert name is not None
    assert description is not None
    return HomeModel(
        title=name.text,
        description=description.text,
        language=context.language,
        kind="home",
        lead=context.words(context.site("home.lead")),
        numbers=tuple(_number(context, id_) for id_ in page.content_deps if id_.startswith("indicator/")),
        news=context.items("news"),
        who=tuple(_side(context, *side) for side in page.option("who")),
        how=Link(labels("cooperation.link"), context.at(cooperation.TAIL)) if page.option("cooperation") else None,
        envoy=next(iter(context.items("envoy")), None),
        fields=tuple(
            Group(items[topic].title, tuple(items[id_] for id_ in projects), (Link("", items[topic].href, count),))
            for topic, projects, count in page.option("fields")
        ),
        facts=tuple(context.fact(id_, number) for id_, number in page.option("facts")),
        figure=draw(context, context.entry(figure)) if figure else None,
        ways=tuple(
            Link(
                labels(f"kinds.{kind}.many"),
                context.at(f"{KINDS[kind].address}/"),
                count,
                note=labels(f"kinds.{kind}.lead"),
            )
            for kind, count in page.option("counts")
            if count
        ),
    )


def _facts(catalog: Catalog) -> list[tuple[Order, str, int]]:
    """Entries that are events themselves, newest first, those whose month is known before all others.

    The steps of projects stand on the timeline. What an event of the same date is about (the policy it published, the
    agreement it signed) would only say it twice.
    """
    found = [
        (dated.order, card.id, number)
        for card in catalog.cards.values()
        if card.kind != "article"
        for number, dated in enumerate(card.dated)
        if not dated.what
    ]
    events = [(order[:4], id_) for order, id_, _ in found if id_.startswith("event/") and order[3] >= MONTH]
    said = {(when, about) for when, id_ in events for about in (*catalog.cards[id_].links, *catalog.backs.get(id_, ()))}
    found = [one for one in found if one[1].startswith("event/") or (one[0][:4], one[1]) not in said]
    return sorted(found, key=lambda one: (one[0][3] >= MONTH, one), reverse=True)


def _projects(plan: Plan, topic: Card) -> list[Card]:
    wanted = plan.site.home.programme
    projects = plan.catalog.related(topic).get("project", [])
    return [one for one in projects if wanted is None or ("programme", wanted) in one.choices]


def _partners(plan: Plan, side: str) -> list[Card]:
    """The organisations of a side, those that most entries name first."""
    found = [card for card in plan.catalog.of_kind("organisation") if ("side", "choice", side) in card.facts]
    return sorted(found, key=lambda card: (-len(plan.catalog.backs.get(card.id, ())), card.slug))


def _side(context: PageContext, side: str, partners: tuple[str, ...], count: int) -> Group:
    index = Link("", context.at(f"{KINDS['organisation'].address}/"), count)
    return Group(context.choice("side", side).text, tuple(context.item(id_) for id_ in partners), (index,), side)


def _number(context: PageContext, id_: str) -> tuple[Item, tuple[Reading, ...]]:
    indicator = context.entry(id_).facts
    assert isinstance(indicator, Indicator)
    return context.item(id_), latest(list(readings(context, indicator)))
