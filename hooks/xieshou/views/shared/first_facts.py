"""What the page of a record says first: how far it has come, and between whom.

In: the rows of its facts, and the sides as the site lists them. Out: ``FirstFacts``; what is left goes into the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from xieshou.views.shared.models import Choice, Row, Rows


class FirstFacts(NamedTuple):
    """``state``: how far it has come, and when that was so. ``sides``: its partners by their sides, where these are two
    or more, in the order of the site. ``rest``: the rows that are neither.
    """

    state: Row | None = None
    sides: tuple[tuple[str, tuple[Rows, ...]], ...] = ()
    rest: tuple[Row, ...] = ()


NO_FIRST = FirstFacts()


def first_facts(rows: Sequence[Row], side_order: Sequence[str]) -> FirstFacts:
    """The facts of a record, in the order its page says them."""
    state = next((row for row in rows if row.field == "status" and isinstance(row.cells[0], Rows)), None)
    partners = next((row for row in rows if row.field == "partners"), None)
    sides = _sides(partners, side_order) if partners else ()
    shown = {state.field if state else "", "partners" if sides else ""}
    return FirstFacts(state, sides, tuple(row for row in rows if row.field not in shown))


def _sides(partners: Row, order: Sequence[str]) -> tuple[tuple[str, tuple[Rows, ...]], ...]:
    found: dict[tuple[int, str], tuple[Rows, ...]] = {}
    for part in partners.cells:
        side = part.get("side") if isinstance(part, Rows) and part.get("organisation") else None
        value = side.cells[0] if side else None
        if not isinstance(part, Rows) or not isinstance(value, Choice):
            return ()
        key = order.index(value.value) if value.value in order else len(order), value.text
        found[key] = (*found.get(key, ()), part)
    return tuple((name, found[place, name]) for place, name in sorted(found)) if len(found) > 1 else ()
