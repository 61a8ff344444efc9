"""Entries that a language lacks: said, never faked; and translations that do not hold what their original holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from xieshou.content.catalog import Catalog
from xieshou.content.kinds.article import Article
from xieshou.content.paths import Named
from xieshou.content.units import Ref, Unit
from xieshou.core.problems import Problem, problem


def untranslated(catalog: Catalog, languages: tuple[str, ...], invalid: frozenset[Named]) -> Iterator[Problem]:
    """A warning for each entry and language it is not published in; a translation with errors is said already."""
    for card in catalog.cards.values():
        for language in languages:
            if language not in card.languages and Named(card.kind, card.slug, language) not in invalid:
                yield problem(card.path, 1, 1, "translation-missing", warning=True, language=language)


def unlike(catalog: Catalog, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Warnings for each translation that has other footnotes, figures, links or quoted values than its original.

    The original of a record's text is the one in the first of the ``languages`` it has.
    """
    texts: defaultdict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in catalog.units:
        if unit.body and not unit.hidden:
            texts[unit.kind, unit.slug].append(unit)
    images = {f"asset:{name}": f"{card.kind}:{card.slug}" for card in catalog.cards.values() for name in card.files}
    for several in texts.values():
        if len({unit.language for unit in several}) < len(several):
            continue  # two texts of one language, which is said already
        original = min(several, key=lambda unit: (not unit.original, languages.index(unit.language)))
        if original.original or original.kind != Article.kind:
            for unit in several:
                if unit is not original:
                    yield from _differences(original, unit, images)


def _differences(original: Unit, translation: Unit, images: Mapping[str, str]) -> Iterator[Problem]:
    if original.notes != translation.notes:
        here, there = translation.notes, original.notes
        yield problem(
            translation.path, 1, 1, "translation-notes", warning=True, other=original.path, count=here, known=there
        )
    theirs, own = _named(original, images), _named(translation, images)
    if missing := _lacking(own, theirs):
        said = _said(missing)
        yield problem(translation.path, 1, 1, "translation-lacks", warning=True, other=original.path, value=said)
    if more := _lacking(theirs, own):
        line, column = next(iter(more.values()))
        said = _said(more)
        yield problem(translation.path, line, column, "translation-adds", warning=True, other=original.path, value=said)


def _said(names: Iterable[str]) -> str:
    return ", ".join(name.removesuffix("#") for name in names)


_Places = dict[str, tuple[int, int]]
"""What a text names (``project:slug``), or shows a value of (``indicator:slug#2023``), and where it first does."""


def _named(unit: Unit, images: Mapping[str, str]) -> _Places:
    found: _Places = {}
    for ref in map(Ref._make, unit.refs):
        if ref.field == "text":
            target = f"{ref.kind}:{ref.slug}"
            target = images.get(target, target)
            found.setdefault(target, (ref.line, ref.column))
            if ref.quote:
                found.setdefault(target + ref.quote, (ref.line, ref.column))
    return found


def _lacking(here: _Places, there: _Places) -> _Places:
    """What is named ``there`` and not ``here``; another value of an indicator only where both show some."""
    quoted = {name.partition("#")[0] for name in here if "#" in name}
    return {
        name: place
        for name, place in there.items()
        if name not in here and ("#" not in name or name.partition("#")[0] in quoted)
    }
