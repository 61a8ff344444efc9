"""Questions no single file can answer, asked of the whole catalog before anything is written."""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.checks.charts import undrawable
from xieshou.checks.circles import circular
from xieshou.checks.covers import without_picture
from xieshou.checks.evidence import without_evidence
from xieshou.checks.names import namesakes
from xieshou.checks.parties import on_other_sides
from xieshou.checks.quotes import misquoted
from xieshou.checks.references import unresolved
from xieshou.checks.translations import unlike, untranslated
from xieshou.checks.updates import unannounced
from xieshou.content.catalog import Catalog
from xieshou.content.paths import Named
from xieshou.content.places import Places
from xieshou.content.units import Ref
from xieshou.core.problems import Problem


def check(
    catalog: Catalog,
    places: Places,
    languages: tuple[str, ...],
    site_refs: tuple[Ref, ...],
    invalid: frozenset[Named] = frozenset(),
    refs_of_invalid: tuple[tuple[str, Ref], ...] = (),
) -> Iterator[Problem]:
    """Every problem of the catalog.

    ``invalid`` are entries that have errors of their own already, and ``refs_of_invalid`` what their files refer to.
    """
    yield from unresolved(catalog, places, site_refs, invalid, refs_of_invalid)
    yield from circular(catalog, places)
    yield from misquoted(catalog)
    yield from undrawable(catalog, places, invalid)
    yield from namesakes(catalog, places)
    yield from on_other_sides(catalog, places)
    yield from without_evidence(catalog, places)
    yield from without_picture(catalog, places)
    yield from untranslated(catalog, languages, invalid)
    yield from unlike(catalog, languages)
    yield from unannounced(catalog)
