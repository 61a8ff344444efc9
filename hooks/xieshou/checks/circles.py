"""Entries that name themselves: a part of itself, at once or through others, or related to itself."""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.content.catalog import Catalog
from xieshou.content.kinds import KINDS
from xieshou.content.places import Places
from xieshou.content.units import Ref, Unit
from xieshou.core.problems import Problem, problem

_PARENT = "parent"


def circular(catalog: Catalog, places: Places) -> Iterator[Problem]:
    """A problem for each entry that is above itself, and a warning for each that lists itself as related."""
    nested = {kind for kind, cls in KINDS.items() if _PARENT in cls.model_fields}
    parents: dict[str, tuple[Unit, Ref, str]] = {}
    for unit in catalog.units:
        id_ = f"{unit.kind}/{unit.slug}"
        if unit.kind in nested:
            for ref in map(Ref._make, unit.refs):
                if ref.field.split(".")[-1] == _PARENT:
                    parents[id_] = (unit, ref, f"{ref.kind}/{ref.slug}")
        if id_ in unit.links:
            for ref in map(Ref._make, unit.refs):
                listed = ref.field.split(".")[-1].isdigit()  # a field of its own may have to name it
                if listed and (ref.kind, ref.slug) == (unit.kind, unit.slug):
                    place = places.of(unit.path, ref)
                    yield problem(unit.path, *place, "reference-self", warning=True, field=ref.field, slug=ref.slug)
    for id_, (unit, ref, parent) in parents.items():
        seen, above = {id_}, parent
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above][2]
        if above == id_:
            place = places.of(unit.path, ref)
            yield problem(unit.path, *place, "reference-circle", field=ref.field, slug=unit.slug)
