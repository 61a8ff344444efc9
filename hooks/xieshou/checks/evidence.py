"""Every figure has evidence: a record that holds a quantity names a source, and so does every article."""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.content.catalog import Catalog
from xieshou.content.kinds.article import Article
from xieshou.content.places import Places
from xieshou.content.units import Ref
from xieshou.core.problems import Problem, problem


def without_evidence(catalog: Catalog, places: Places) -> Iterator[Problem]:
    """A problem for each record with an amount and no source, and for each article without one but for drafts."""
    for unit in catalog.units:
        written = unit.original and unit.kind == Article.kind and not unit.hidden
        if not (unit.amount or written) or any(link.startswith("source/") for link in unit.links):
            continue
        if written:
            line, _ = places.of(unit.path, Ref("sources", "", ""))
            yield problem(unit.path, max(line, unit.line), 1, "article-without-sources", field="sources")
        else:
            place = places.of(unit.path, Ref(unit.amount, "", ""))
            yield problem(unit.path, *place, "evidence-missing", field="sources")
