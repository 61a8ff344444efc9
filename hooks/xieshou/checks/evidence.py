"""Every figure has evidence: a record that holds a quantity names a source."""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.content.catalog import Catalog
from xieshou.problems import Problem, problem


def without_evidence(catalog: Catalog) -> Iterator[Problem]:
    """A problem for each record with an amount and no source."""
    for unit in catalog.units:
        if unit.amounts and not any(link.startswith("source/") for link in unit.links):
            yield problem(unit.path, unit.line, 1, "evidence-missing", field="sources")
