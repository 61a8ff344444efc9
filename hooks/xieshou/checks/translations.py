"""Entries that a language lacks: said, never faked."""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.content.catalog import Catalog
from xieshou.content.paths import Named
from xieshou.core.problems import Problem, problem


def untranslated(catalog: Catalog, languages: tuple[str, ...], invalid: frozenset[Named]) -> Iterator[Problem]:
    """A warning for each entry and language it is not published in; a translation with errors is said already."""
    for card in catalog.cards.values():
        for language in languages:
            if language not in card.languages and Named(card.kind, card.slug, language) not in invalid:
                yield problem(card.path, 1, 1, "translation-missing", warning=True, language=language)
