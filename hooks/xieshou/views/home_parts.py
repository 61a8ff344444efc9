"""Parts of the home page: the money on one scale, fields as rows, the pairs that most records name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from xieshou.content.catalog import Card, Catalog
from xieshou.content.kinds.article import Article
from xieshou.content.kinds.indicator import Indicator, Observation
from xieshou.content.kinds.topic import FIELD
from xieshou.plan.pages import Plan
from xieshou.views import cooperation
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.home_models import FieldRow, MoneyModel, MoneyPart, PairModel
from xieshou.views.shared.time_rows import MONTH

PAIRS = 6
ROLES = ("total", "completed", "reserve")
"""Of a sum on the bar: what is under way, what of it is done and so drawn over it, what is only in reserve."""


def last_of(context: PageContext, id_: str) -> Observation:
    """The latest observation of an indicator; of several for one period the preferred one."""
    facts = context.entry(id_).facts
    assert isinstance(facts, Indicator)
    return max(facts.observations, key=lambda one: (one.period.order, one.preferred))


def money(context: PageContext) -> MoneyModel | None:
    """The bar; None where there is no total, or sums that no scale fits."""
    chosen = {role: id_ for role, id_ in context.page.option("money") if context.known(id_)}
    if "total" not in chosen:
        return None
    found = {role: last_of(context, chosen[role]) for role in ROLES if role in chosen}
    values = {role: one.value.value for role, one in found.items()}
    if len({one.value.unit for one in found.values()}) > 1 or any(value <= 0 for value in values.values()):
        return None
    if values.get("completed", Decimal(0)) > values["total"]:
        return None
    whole = values["total"] + values.get("reserve", Decimal(0))
    shares = {role: int(value * 1000 / whole) for role, value in values.items()}
    starts = {"reserve": shares["total"]}
    parts = []
    for role, one in found.items():
        indicator = context.entry(chosen[role]).facts
        assert isinstance(indicator, Indicator)
        amount = context.amount(one.value, indicator.noun(context.language))
        when = context.when(one.as_of or one.period)
        parts.append(MoneyPart(role, context.item(chosen[role]), amount, when, starts.get(role, 0), shares[role]))
    said = context.labels("ui.comma").join(f"{part.item.title} {part.amount.text}" for part in parts)
    return MoneyModel(tuple(parts), said)


Field = tuple[str, int, str, tuple[str, int] | None]
"""A field: its topic, how many projects, the indicator of its sum, and the last that happened."""


def planned_fields(plan: Plan) -> Iterator[Field]:
    """The fields of cooperation that have a project or a sum."""
    catalog = plan.catalog
    sums = [id_ for slug in plan.site.home.field_sums if (id_ := f"indicator/{slug}") in catalog.cards]
    for topic in catalog.of_kind("topic"):
        if ("type", "choice", FIELD) not in topic.facts:
            continue
        related = catalog.related(topic)
        wanted = plan.site.home.programme
        projects = [one for one in related.get("project", []) if wanted is None or ("programme", wanted) in one.choices]
        amount = next((id_ for id_ in sums if topic.id in catalog.cards[id_].links), "")
        if projects or amount:
            yield topic.id, len(projects), amount, _last(related)


def _last(related: dict[str, list[Card]]) -> tuple[str, int] | None:
    """The last dated fact of entries, stories aside, whose month is known."""
    found = [
        (dated.order[:4], card.id, number)
        for kind, cards in related.items()
        if kind != Article.kind
        for card in cards
        for number, dated in enumerate(card.dated)
        if dated.order[3] >= MONTH
    ]
    return max(found)[1:] if found else None


def field_row(context: PageContext, field: Field) -> FieldRow:
    """A field as its row shows it."""
    topic, projects, amount, latest = field
    value = None
    if amount and context.known(amount):
        facts = context.entry(amount).facts
        assert isinstance(facts, Indicator)
        value = context.amount(last_of(context, amount).value, facts.noun(context.language))
    fact = context.fact(*latest) if latest else None
    return FieldRow(context.item(topic), projects, value, context.item(amount) if value else None, fact)


def planned_pairs(plan: Plan) -> tuple[tuple[str, str, int, str], ...]:
    """The pairs that most records name: one party, the other, how many, and the record where it is one."""
    records: dict[tuple[str, str], list[str]] = {}
    for one, other, record in cooperation.ties(plan):
        records.setdefault((one, other), []).append(record)
    busy = Counter({pair: len(found) for pair, found in records.items()})
    often = sorted(busy.items(), key=lambda found: (-found[1], found[0]))[:PAIRS]
    return tuple((*pair, count, records[pair][0] if count == 1 else "") for pair, count in often)


def pair(context: PageContext, planned: tuple[str, str, int, str]) -> PairModel:
    """A pair as its line shows it."""
    one, other, count, record = planned
    listed = f"{context.at(cooperation.TAIL)}#{cooperation.pair_anchor(one, other)}"
    return PairModel(context.item(one), context.item(other), count, context.item(record).href if record else listed)


def picture_of(catalog: Catalog, story: str) -> str:
    """The first figure with a picture that a story names among its facts; nothing where it names none."""
    if story not in catalog.cards:
        return ""
    figures = (id_ for id_ in catalog.cards[story].links if id_.startswith("figure/") and id_ in catalog.cards)
    return next((id_ for id_ in figures if catalog.cards[id_].images), "")
