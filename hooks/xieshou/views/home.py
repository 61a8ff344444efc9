"""The home page: what this is, the money and who and when, the newest, the fields, the pairs, a way in for everyone.

What it shows is chosen in ``home`` of ``content/site.yml``; a part for which nothing is chosen or known is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.content.catalog import Catalog, in_order
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.indicator import Indicator
from xieshou.plan.navigation import HOME
from xieshou.plan.pages import Page, Plan, options
from xieshou.views import cooperation
from xieshou.views.entry.figures import draw
from xieshou.views.entry.readings import latest, readings
from xieshou.views.home_parts import field_row, money, pair, picture_of, planned_fields, planned_pairs
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.home_models import Door, HomeModel
from xieshou.views.shared.models import Item, Link, Reading
from xieshou.views.shared.time_rows import MONTH
from xieshou.views.timeline import TAIL as TIMELINE_TAIL
from xieshou.views.timeline import Order

NEWS, FACTS = 3, 5
SITE_DEPS = ("description", "home.lead", "name", "sides")


def plan(plan: Plan) -> Iterator[Page]:
    """The home page in each language."""
    catalog, home = plan.catalog, plan.site.home
    articles = [card.id for card in in_order(catalog.of_kind("article"))]
    story = f"article/{home.story}" if home.story else next(iter(articles), "")
    start = f"article/{home.start}" if home.start else ""
    news = [id_ for id_ in articles if id_ not in (story, start)][:NEWS]
    facts = _facts(catalog)[:FACTS]
    fields = sorted(planned_fields(plan), key=lambda field: (not field[2], -field[1], field[0]))
    pairs = planned_pairs(plan)
    sums = home.money.model_dump() if home.money else {}
    chosen = tuple(f"indicator/{slug}" for slug in home.indicators)
    envoy = f"envoy/{home.envoy}" if home.envoy else ""
    figures = (f"figure/{home.figure}" if home.figure else "", picture_of(catalog, story))
    measured = [*chosen, *(f"indicator/{slug}" for slug in sums.values() if slug), *(field[2] for field in fields)]
    said = [
        *news, story, start, envoy, *(id_ for _, id_, _ in facts), *(id_ for one in pairs for id_ in one[:2]),
        *(one[3] for one in pairs), *(field[0] for field in fields), *(field[3][0] for field in fields if field[3]),
    ]  # fmt: skip
    values = {
        "facts": tuple((id_, number) for _, id_, number in facts),
        "fields": tuple(fields),
        "pairs": pairs,
        "numbers": tuple(id_ for id_ in chosen if id_ in catalog.cards),
        "money": tuple((role, f"indicator/{slug}") for role, slug in sums.items() if slug),
        "named": tuple(id_ if id_ in catalog.cards else "" for id_ in (story, start, envoy)),
        "news": tuple(news),
        "figures": tuple(id_ if id_ in catalog.cards else "" for id_ in figures),
        "cooperation": cooperation.there(plan),
        "counts": tuple((kind, len(catalog.of_kind(kind))) for kind in KINDS),
        "years": _years(catalog),
    }
    content_deps = tuple(dict.fromkeys(id_ for id_ in (*measured, *figures) if id_ in catalog.cards))
    proofs = tuple(link for id_ in chosen if id_ in catalog.cards for link in catalog.cards[id_].links)
    metadata_deps = (("said", tuple(dict.fromkeys(id_ for id_ in said if id_ in catalog.cards))), ("proofs", proofs))
    for language, address in plan.everywhere(""):
        yield Page(
            address, language, HOME, "home", "", metadata_deps, content_deps, options(values), plan.everywhere(""),
            SITE_DEPS,
        )  # fmt: skip


def model(context: PageContext) -> HomeModel:
    """What the home page shows."""
    page, labels = context.page, context.labels
    figure, picture = page.option("figures")
    story, start, envoy = (context.item(id_) if id_ else None for id_ in page.option("named"))
    name, description = context.words(context.site("name")), context.words(context.site("description"))
    assert name is not None
    assert description is not None
    return HomeModel(
        title=name.text,
        description=description.text,
        language=context.language,
        kind="home",
        lead=context.words(context.site("home.lead")),
        start=start,
        money=money(context),
        numbers=tuple(_number(context, id_) for id_ in page.option("numbers")),
        doors=tuple(_doors(context)),
        story=story,
        picture=draw(context, context.entry(picture)) if picture else None,
        news=tuple(context.item(id_) for id_ in page.option("news")),
        fields=tuple(field_row(context, field) for field in page.option("fields")),
        pairs=tuple(pair(context, one) for one in page.option("pairs")),
        how=Link(labels("cooperation.link"), context.at(cooperation.TAIL)) if page.option("cooperation") else None,
        envoy=envoy,
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


def _doors(context: PageContext) -> Iterator[Door]:
    """Three ways in: money, who, when; each where there is something behind it."""
    labels, counts, years = context.labels, dict(context.page.option("counts")), context.page.option("years")
    if counts["project"]:
        said = labels("home.doors.money_said", projects=counts["project"], indicators=counts["indicator"])
        yield Door(labels("home.doors.money"), context.at("projects/"), said)
    if counts["organisation"]:
        tail = cooperation.TAIL if context.page.option("cooperation") else f"{KINDS['organisation'].address}/"
        said = labels("home.doors.who_said", count=counts["organisation"], envoys=counts["envoy"])
        yield Door(labels("home.doors.who"), context.at(tail), said)
    if years:
        said = labels("home.doors.when_said", first=years[0], last=years[1])
        yield Door(labels("home.doors.when"), context.at(TIMELINE_TAIL), said)


def _years(catalog: Catalog) -> tuple[int, int] | tuple[()]:
    """The first and the last year in which anything happened."""
    found = [dated.order[0] for card in catalog.cards.values() if card.kind != "article" for dated in card.dated]
    return (min(found), max(found)) if found else ()


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


def _number(context: PageContext, id_: str) -> tuple[Item, tuple[Reading, ...]]:
    indicator = context.entry(id_).facts
    assert isinstance(indicator, Indicator)
    return context.item(id_), latest(list(readings(context, indicator)))
