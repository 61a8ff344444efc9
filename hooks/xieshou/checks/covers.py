"""Covers that there is nothing to see of: of a photograph that is not held, only the caption is left.

In: the catalog. Out: warnings. The page is right without: it shows no cover.
"""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.content.catalog import Catalog
from xieshou.content.kinds.article import Article
from xieshou.content.kinds.figure import Figure
from xieshou.content.places import Places
from xieshou.content.units import Ref
from xieshou.core.problems import Problem, problem

_FIELD = "cover"


def without_picture(catalog: Catalog, places: Places) -> Iterator[Problem]:
    """A warning for each story, published or to come, whose cover is a photograph that is not held."""
    for unit in catalog.units:
        if unit.kind != Article.kind:
            continue
        for ref in map(Ref._make, unit.refs):
            card = catalog.cards.get(f"{Figure.kind}/{ref.slug}") if ref.field == _FIELD else None
            if card is not None and not card.held:
                place = places.of(unit.path, ref)
                yield problem(unit.path, *place, "cover-without-picture", field=_FIELD, warning=True, value=ref.slug)
