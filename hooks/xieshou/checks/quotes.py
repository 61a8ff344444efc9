"""Values that texts quote by reference: the reading that is meant is there, and is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xieshou.content.catalog import Catalog
from xieshou.content.schema.readings import NoReading, chosen
from xieshou.content.units import Ref
from xieshou.core.problems import Problem, problem


def misquoted(catalog: Catalog) -> Iterator[Problem]:
    """A problem for each quotation of a period or source that is not there, or that could mean several values."""
    quoting = (unit for unit in catalog.units if unit.quotes)
    yield from misquoted_refs(catalog, ((unit.path, Ref._make(ref)) for unit in quoting for ref in unit.refs))


def misquoted_refs(catalog: Catalog, refs: Iterable[tuple[str, Ref]]) -> Iterator[Problem]:
    """The same of ``refs`` (file, reference) alone, whatever they stand in."""
    readings = {f"{unit.kind}/{unit.slug}": unit.readings for unit in catalog.units if unit.readings}
    for path, ref in refs:
        known = readings.get(f"{ref.kind}/{ref.slug}")
        if not ref.quote or not known:
            continue  # an unknown indicator, or one with errors, is said already
        wanted = ref.quote.removeprefix("#")
        try:
            chosen(known, wanted)
        except NoReading as error:
            target = f"{ref.kind}:{ref.slug}"
            periods = error.code == "quote-period"
            instead = ", ".join(one if periods else f"{target}#{one}" for one in error.instead)
            named = f"{target}#{wanted}" if wanted else target
            yield problem(path, ref.line, ref.column, error.code, target=named, instead=instead)
