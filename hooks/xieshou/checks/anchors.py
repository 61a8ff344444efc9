"""Links to a part of an entry's page: the part is there, in the text that the reader of the link is shown.

In: the catalog, and what ids the page of an entry has. Out: problems; and which ids of which texts links rely on, so
that an edit of such a text alone is seen to break them.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from xieshou.content.catalog import Card, Catalog
from xieshou.content.kinds import KINDS
from xieshou.content.markdown.anchors import folded, meant
from xieshou.content.paths import Named, named
from xieshou.content.schema.fallback import shown_in
from xieshou.content.units import Ref
from xieshou.core.problems import Problem, problem

IdsOf = Callable[[Card, str], Sequence[str]]
"""The ids of the page, or of the text on it, that readers of a language are shown of an entry."""
_COMPARED = 200
"""Ids among which the nearest is looked for."""
_SHOWN = 6
"""Ids that are named where the right one is not known."""


class _Aim(NamedTuple):
    path: str
    language: str
    ref: Ref
    card: Card


def _aims(catalog: Catalog, refs: Iterable[tuple[str, str, Ref]]) -> Iterator[_Aim]:
    """The references among ``refs`` (file, its language, reference) that lead to a part of a published entry's page."""
    images = {f"asset/{name}": card.id for card in catalog.cards.values() for _, name in card.images}
    for path, language, ref in refs:
        target = f"{ref.kind}/{ref.slug}"
        card = catalog.cards.get(images.get(target, target))
        if ref.part and card:
            yield _Aim(path, language, ref, card)


def _refs(catalog: Catalog) -> Iterator[tuple[str, Ref]]:
    return ((unit.path, Ref._make(ref)) for unit in catalog.units if unit.aims for ref in unit.refs)


def misaimed(
    catalog: Catalog, ids_of: IdsOf, invalid: frozenset[Named], refs_of_invalid: Iterable[tuple[str, Ref]] = ()
) -> Iterator[Problem]:
    """A problem for each link to a part that is not on the page it opens.

    ``ids_of`` tells the ids of pages. What a page would have if all files were sound, nobody knows: of the ``invalid``
    entries nothing is said, nor of the lists in which they would stand.
    """
    asked = ((path, named(path).language, ref) for path, ref in (*_refs(catalog), *refs_of_invalid))
    yield from misaimed_refs(catalog, asked, ids_of, invalid)


def misaimed_refs(
    catalog: Catalog, refs: Iterable[tuple[str, str, Ref]], ids_of: IdsOf, invalid: frozenset[Named]
) -> Iterator[Problem]:
    """The same of ``refs`` (file, its language, reference) alone, whatever they stand in."""
    for aim in _aims(catalog, refs):
        if _knowable(aim.card, aim.ref.part, invalid):
            ids = ids_of(aim.card, aim.language)
            if not meant(aim.ref.part, ids):
                target = f"{aim.card.kind}:{aim.card.slug}"
                yield unknown_part(aim.path, (aim.ref.line, aim.ref.column), target, aim.ref.part, ids)


def _knowable(card: Card, part: str, invalid: frozenset[Named]) -> bool:
    """Whether it can be said that the page of ``card`` lacks a part, although some entries are ``invalid``."""
    return not (
        any(one.kind == card.kind and one.slug in (card.slug, "") for one in invalid)
        or (invalid and folded(part) in KINDS)
    )


def unknown_part(path: str, place: tuple[int, int], target: str, part: str, ids: Iterable[str]) -> Problem:
    """The problem of a link to a part that is not among ``ids``, which are named, the nearest first."""
    wanted = folded(part)
    # The way back from a note, and the numbers of sources, are the page's own affair.
    there = [one for one in ids if not one.startswith(("fnref", "__"))]
    near_ones = difflib.get_close_matches(wanted, there[:_COMPARED], _SHOWN, 0.4)
    there = [*near_ones, *(one for one in there if one not in near_ones)]
    code = "anchor-unknown" if there else "anchor-none"
    near = ", ".join(f"#{one}" for one in there[:_SHOWN]) + (" …" if len(there) > _SHOWN else "")
    return problem(path, *place, code, target=target, value=part, near=near)


def relied_on(catalog: Catalog, ids_of_text: IdsOf) -> Mapping[str, tuple[str, ...]]:
    """The ids that links lead to, by the file of the text that has them. ``ids_of_text`` tells the ids of texts."""
    paths: dict[tuple[str, str], str] = {}
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for aim in _aims(catalog, ((path, named(path).language, ref) for path, ref in _refs(catalog))):
        if not paths:
            paths = {(f"{unit.kind}/{unit.slug}", unit.language): unit.path for unit in catalog.units if unit.body}
        id_ = meant(aim.ref.part, ids_of_text(aim.card, aim.language))
        if id_:
            found[paths[aim.card.id, shown_in(aim.language, aim.card.languages)]][id_] = None
    return {path: tuple(ids) for path, ids in found.items()}
