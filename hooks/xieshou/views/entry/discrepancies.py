"""Where sources differ: what each prints, side by side; on the page of a discrepancy, and in the list of all."""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.content.kinds.discrepancy import Discrepancy
from xieshou.content.kinds.indicator import Indicator
from xieshou.content.schema.introspect import shapes
from xieshou.views.entry.readings import readings
from xieshou.views.lists import index
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import Difference, PrintedModel, Total
from xieshou.views.shared.page_models import DifferencesModel


def model(context: PageContext) -> DifferencesModel:
    """The list of all, by type: an index whose lines show the readings."""
    listed = index.model(context)
    order = [context.choice("type", value).text for value in shapes(Discrepancy)["type"].choices]
    groups = sorted((group for group in listed.groups if group.items), key=lambda group: _place(order, group.title))
    return DifferencesModel(
        title=listed.title,
        description=listed.description,
        language=listed.language,
        trail=listed.trail,
        kind=listed.kind,
        lead=listed.lead,
        archives=listed.archives,
        differences=tuple((group.title, tuple(_of(context, item.id) for item in group.items)) for group in groups),
    )


def difference(context: PageContext, id_: str, facts: Discrepancy) -> Difference:
    """What differs, and what was made of it."""
    return Difference(
        item=context.item(id_),
        printed=tuple(PrintedModel(context.alias(one.printed), context.proofs(one.sources)) for one in facts.readings),
        figures=tuple(_figures(context, facts)),
        resolution=context.choice("resolution", facts.resolution),
        published=context.words(facts.published),
        reason=context.words(facts.reason),
    )


def _place(order: list[str], title: str) -> int:
    return order.index(title) if title in order else len(order)


def _of(context: PageContext, id_: str) -> Difference:
    facts = context.entry(id_).facts
    assert isinstance(facts, Discrepancy)
    return difference(context, id_, facts)


def _figures(context: PageContext, facts: Discrepancy) -> Iterator[Total]:
    """Each indicator with the readings of the periods for which sources differ; with all, if they differ otherwise."""
    for slug in facts.indicators:
        if context.known(f"indicator/{slug}"):
            indicator = context.entry(f"indicator/{slug}").facts
            assert isinstance(indicator, Indicator)
            found = tuple(readings(context, indicator))
            yield Total(context.item(f"indicator/{slug}"), tuple(one for one in found if one.conflict) or found)
