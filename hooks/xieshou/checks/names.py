"""Entries of one kind and one name: readers can't tell them apart, and most often one was written twice."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from xieshou.content.catalog import Catalog
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.kinds.base import Facts
from xieshou.content.kinds.figure import Figure
from xieshou.content.places import Places
from xieshou.content.units import Ref, Unit
from xieshou.core.homoglyphs import CYRILLIC, GREEK
from xieshou.core.problems import Problem, problem

_APART = ("parent", "place", "from_organisation")
"""Fields that tell entries of one name apart: the park of one town is not that of another."""
_SHARED = (Article.kind, Figure.kind)
_Name = tuple[str, str, str]


def namesakes(catalog: Catalog, places: Places) -> Iterator[Problem]:
    """A warning for each entry that has the name of another of its kind, with nothing to tell them apart.

    Pictures may share a name, for each shows what it is; and articles, for a column comes again and again.
    """
    named: defaultdict[_Name, list[Unit]] = defaultdict(list)
    for unit in catalog.units:
        if unit.original and not unit.hidden and unit.kind not in _SHARED:
            for language, title in unit.titles[:1]:  # translations of two names may well be one
                named[unit.kind, language, _folded(title)].append(unit)
    told: set[tuple[str, str]] = set()
    for (kind, language, _), units in named.items():
        if len(units) < 2:
            continue
        for unit in units:
            other = next((one for one in units if one.slug != unit.slug and _apart(one) == _apart(unit)), None)
            if other and (kind, unit.slug) not in told:
                told.add((kind, unit.slug))
                place = places.in_entry(unit, "name", language)
                name, slug = dict(unit.titles)[language], f"{kind}:{other.slug}"
                yield problem(
                    unit.path, *place, "name-twice", field=f"name.{language}", warning=True, value=name, other=slug
                )


def _folded(title: str) -> str:
    """A title as it is compared: what looks the same is one, in whatever script (ВОЕ in Cyrillic letters and BOE)."""
    plain = unicodedata.normalize("NFKC", title)
    plain = plain if plain.isascii() else plain.translate(CYRILLIC | GREEK)
    return "".join(plain.casefold().split())


def _apart(unit: Unit) -> tuple[str, frozenset[tuple[str, str]]]:
    """What tells it from others of its name: its own date, if it is of a day, and where it belongs."""
    dated = unit.date.edtf if unit.date and KINDS[unit.kind].dated_by == Facts.dated_by else ""
    refs = (ref for ref in map(Ref._make, unit.refs) if ref.field.rpartition(".")[2] in _APART)
    return dated, frozenset((ref.field.rpartition(".")[2], ref.slug) for ref in refs)
