"""Every figure has evidence: a record that holds a quantity names a source, and so does every article."""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.content.catalog import Catalog
from xieshou.content.kinds.article import Article
from xieshou.problems import Problem, problem


def without_evidence(catalog: Catalog) -> Iterator[Problem]:
    """A problem for each record with an amount and no source, and for each article without one but for drafts."""
    for unit in catalog.units:
        written = unit.original and unit.kind == Article.kind and not unit.hidden
        if (unit.amounts or written) and not any(link.startswith("source/") for link in unit.links):
            code = "article-without-sources" if written else "evidence-missing"
            yield problem(unit.path, unit.line, 1, code, field="sources")
