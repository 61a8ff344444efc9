"""Readings of indicators as pages show them: by period, conflicts marked, each with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xieshou.content.kinds.indicator import Indicator
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import Item, Reading, Row, Total

LATEST = "latest"
"""The field of the row that lists show of an indicator."""


def readings(context: PageContext, indicator: Indicator) -> Iterator[Reading]:
    """An indicator's observations by period, the preferred one of a period first."""
    for one in sorted(indicator.observations, key=lambda one: (one.period.order, not one.preferred)):
        rivals = [other for other in indicator.observations if other.period.edtf == one.period.edtf]
        yield Reading(
            context.when(one.period),
            context.amount(one.value, indicator.noun(context.language)),
            context.proofs(one.sources),
            context.words(one.scope),
            context.when(one.as_of) if one.as_of else None,
            context.words(one.note),
            one.preferred,
            context.words(one.reason),
            len({(rival.value.value, rival.value.upper, rival.value.qualifier) for rival in rivals}) > 1,
        )


def latest(found: Sequence[Reading]) -> tuple[Reading, ...]:
    """The last of ``readings``: one, or all of its period where sources differ and none is preferred."""
    last = [one for one in found if one.period == found[-1].period]
    preferred = [one for one in last if one.preferred]
    return tuple(preferred or (last if last[0].conflict else last[:1]))


def with_value(context: PageContext, item: Item) -> Item:
    """The item of an indicator with what that was last, and when; every value where sources differ."""
    indicator = context.entry(item.id).facts
    assert isinstance(indicator, Indicator)
    period = max((one.period for one in indicator.observations), key=lambda one: one.order)
    last = [one for one in indicator.observations if one.period.edtf == period.edtf]
    noun = indicator.noun(context.language)
    chosen = [one for one in last if one.preferred] or last
    values = tuple(dict.fromkeys(context.amount(one.value, noun) for one in chosen))
    return item._replace(facts=(*item.facts, Row(LATEST, context.when(period).text, values, named=True)))


def totals(context: PageContext, slugs: Iterable[str]) -> tuple[Total, ...]:
    """The latest values of the published ones among indicators."""
    found = []
    for slug in slugs:
        if context.known(f"indicator/{slug}"):
            facts = context.entry(f"indicator/{slug}").facts
            assert isinstance(facts, Indicator)
            found.append(Total(context.item(f"indicator/{slug}"), latest(list(readings(context, facts)))))
    return tuple(found)
