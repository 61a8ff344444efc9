"""Where sources differ: what each prints, side by side; on the page of a discrepancy, and in the list of all."""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.content.kinds.discrepancy import Discrepancy
from xieshou.content.kinds.indicator import Indicator
from xieshou.content.schema.introspect import shapes
from xieshou.views.entry.readings import readings
from xieshou.views.lists import index
from xieshou.views.shared.context import Lens
from xieshou.views.shared.models import Difference, PrintedModel, Total
from xieshou.views.shared.page_models import DifferencesModel


def model(lens: Lens) -> DifferencesModel:
    """The list of all, by type: an index whose lines show the readings."""
    listed = index.model(lens)
    order = [lens.choice("type", value).text for value in shapes(Discrepancy)["type"].choices]
    groups = sorted((group for group in listed.groups if group.items), key=lambda group: _place(order, group.title))
    return DifferencesModel(
        title=listed.title,
        description=listed.description,
        language=listed.language,
        trail=listed.trail,
        kind=listed.kind,
        lead=listed.lead,
        shelves=listed.shelves,
        differences=tuple((group.title, tuple(_of(lens, item.id) for item in group.items)) for group in groups),
    )


def difference(lens: Lens, id_: str, facts: Discrepancy) -> Difference:
    """What differs, and what was made of it."""
    return Difference(
        item=lens.item(id_),
        printed=tuple(PrintedModel(lens.alias(one.printed), lens.proofs(one.sources)) for one in facts.readings),
        figures=tuple(_figures(lens, facts)),
        resolution=lens.choice("resolution", facts.resolution),
        published=lens.words(facts.published),
        reason=lens.words(facts.reason),
    )


def _place(order: list[str], title: str) -> int:
    return order.index(title) if title in order else len(order)


def _of(lens: Lens, id_: str) -> Difference:
    facts = lens.entry(id_).facts
    assert isinstance(facts, Discrepancy)
    return difference(lens, id_, facts)


def _figures(lens: Lens, facts: Discrepancy) -> Iterator[Total]:
    """Each indicator with the readings of the periods for which sources differ; with all, if they differ otherwise."""
    for slug in facts.indicators:
        if lens.known(f"indicator/{slug}"):
            indicator = lens.entry(f"indicator/{slug}").facts
            assert isinstance(indicator, Indicator)
            found = tuple(readings(lens, indicator))
            yield Total(lens.item(f"indicator/{slug}"), tuple(one for one in found if one.conflict) or found)
