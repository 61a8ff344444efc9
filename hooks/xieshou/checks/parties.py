"""Parties on another side than the one that their own record names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xieshou.content.catalog import Catalog
from xieshou.content.kinds.organisation import Organisation
from xieshou.content.places import Places
from xieshou.content.units import Ref, Unit
from xieshou.core.problems import Problem, problem

_PARTY = re.compile(r"(?:[0-9]+\.)?([a-z_]+)\.([0-9]+)\.organisation")


def on_other_sides(catalog: Catalog, places: Places) -> Iterator[Problem]:
    """A warning for each party that a record puts on another side than the organisation's own record does."""
    sides = {unit.slug: dict(unit.choices).get("side", "") for unit in catalog.units if unit.kind == Organisation.kind}
    for unit in catalog.units:
        for organisation, side in dict.fromkeys(unit.parties):
            own = sides.get(organisation, "")
            if side and own and side != own:
                for field, number in _rows(unit, organisation):
                    if places.value(unit, field, number, "side") == side:
                        place = places.in_entry(unit, field, number, "side")
                        at = f"{field}.{number}.side"
                        yield problem(
                            unit.path,
                            *place,
                            "side-other",
                            field=at,
                            warning=True,
                            slug=organisation,
                            value=side,
                            known=own,
                        )


def _rows(unit: Unit, organisation: str) -> Iterator[tuple[str, int]]:
    """Where a record names an organisation in a list of parts: the list, and the number there."""
    for ref in map(Ref._make, unit.refs):
        found = _PARTY.fullmatch(ref.field)
        if found and ref.kind == Organisation.kind and ref.slug == organisation:
            yield found[1], int(found[2])
