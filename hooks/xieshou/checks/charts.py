"""Charts that would say another thing than their indicators do: parts left out, units mixed, periods nobody read.

In: the catalog. Out: problems at ``period`` or at the indicator in the list, so that all that is
listed is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xieshou.content.catalog import Catalog
from xieshou.content.kinds.indicator import Indicator
from xieshou.content.paths import Named
from xieshou.content.places import Places
from xieshou.content.schema.readings import PARTS_OF_A_WHOLE, Drawing, ReadingKey, fitting
from xieshou.content.units import Unit
from xieshou.core.problems import Problem, problem

Item = tuple[str, int, str]
"""An indicator of a chart: the field of its list, its number there, its slug."""


def undrawable(catalog: Catalog, places: Places, invalid: frozenset[Named]) -> Iterator[Problem]:
    """A problem for each indicator that a published chart cannot draw as it stands, and for each period without any.

    Those of ``invalid`` have errors of their own, and are passed over; so are those that are not there at all.
    """
    readings: dict[str, tuple[ReadingKey, ...]] = {}
    for unit in catalog.units:  # an indicator with a text of its own is several
        if unit.kind == Indicator.kind:
            readings[unit.slug] = readings.get(unit.slug, ()) + unit.readings
    broken = {one.slug for one in invalid if one.kind == Indicator.kind}
    for unit in catalog.units:
        if unit.draws and f"{unit.kind}/{unit.slug}" in catalog.cards:
            check = _Check(catalog, places, unit, readings)
            lists = [(field, slugs) for field, slugs in unit.draws.indicators if not broken & {*slugs}]
            yield from check.problems(unit.draws, lists)


@dataclass(frozen=True, slots=True)
class _Check:
    """The look at one chart, which ``unit`` gives."""

    catalog: Catalog
    places: Places
    unit: Unit
    readings: dict[str, tuple[ReadingKey, ...]]

    def problems(self, drawing: Drawing, lists: list[tuple[str, tuple[str, ...]]]) -> Iterator[Problem]:
        items = [(field, at, slug) for field, slugs in lists for at, slug in enumerate(slugs) if slug in self.readings]
        shown = [item for item in items if f"indicator/{item[2]}" in self.catalog.cards]
        if not shown or drawing.form in PARTS_OF_A_WHOLE:
            for item in items:
                if item not in shown:
                    yield self._problem(item, "chart-hidden")
        drawn = {item: self._drawn(item, drawing) for item in shown}
        if shown and not any(drawn.values()):
            known = self._periods(shown)
            place = self.places.in_entry(self.unit, "chart", "period")
            yield problem(
                self.unit.path, *place, "chart-period-none", field="chart.period", value=drawing.period, known=known
            )
            return
        for item, found in drawn.items():
            if not found:
                known = self._periods([item])
                yield self._problem(item, "chart-period-lacks", value=drawing.period, known=known)
            elif any(one.ranged for one in found):
                yield self._problem(item, "chart-range")
            elif len(found) > 1 and drawing.form in PARTS_OF_A_WHOLE and len(items) > 1:
                yield self._problem(item, "chart-parts")
        yield from self._mixed({item: found for item, found in drawn.items() if found}, drawing.form == "multiples")

    def _mixed(self, drawn: dict[Item, list[ReadingKey]], apart: bool) -> Iterator[Problem]:
        """Indicators in another unit than the first of the chart; ``apart``: than that of their own group."""
        firsts: dict[str, tuple[str, str]] = {}
        for item, found in drawn.items():
            axis, first = firsts.setdefault(item[0] if apart else "", (found[0].axis, item[2]))
            if any(one.axis != axis for one in found):
                yield self._problem(item, "chart-units", other=first)

    def _drawn(self, item: Item, drawing: Drawing) -> list[ReadingKey]:
        """The readings of an indicator that are drawn; of parts of a whole the preferred ones."""
        readings = self.readings[item[2]]
        found = [readings[at] for at in fitting([one.period for one in readings], drawing.period)]
        if drawing.form not in PARTS_OF_A_WHOLE:
            return found
        preferred = {one.period for one in readings if one.preferred}
        return [one for one in found if one.preferred or one.period not in preferred]

    def _periods(self, items: list[Item]) -> str:
        found = {
            one.period: None for _, _, slug in items for one in sorted(self.readings[slug], key=lambda one: one.order)
        }
        return ", ".join(found)

    def _problem(self, item: Item, code: str, **details: Any) -> Problem:
        field, number, slug = item
        steps = ("chart", *(int(step) if step.isdigit() else step for step in field.split(".")), number)
        place = self.places.in_entry(self.unit, *steps)
        return problem(self.unit.path, *place, code, field=".".join(map(str, steps)), slug=slug, **details)
