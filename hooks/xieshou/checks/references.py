"""References that lead nowhere: unknown entries, with the nearest that exist; links in a text to what is hidden."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from xieshou.content.catalog import Catalog
from xieshou.content.kinds.figure import Figure
from xieshou.content.paths import Named
from xieshou.content.places import Places
from xieshou.content.schema.types.flag import FlagType
from xieshou.content.site_file import NAME
from xieshou.content.units import Ref
from xieshou.core.problems import Problem, problem
from xieshou.core.wishes import answered

FoundRef = tuple[str, Ref, bool]
"""A reference: the file it stands in, what it is, and whether what it stands in is published."""


def unresolved(
    catalog: Catalog,
    places: Places,
    site_refs: tuple[Ref, ...],
    invalid: frozenset[Named],
    refs_of_invalid: tuple[tuple[str, Ref], ...] = (),
) -> Iterator[Problem]:
    """A problem for each reference without its entry. A field that names a hidden entry is no error.

    ``invalid`` are the entries whose files have errors: they are there, and their own errors are enough.
    ``refs_of_invalid`` is what those files refer to.
    """
    sound = _known(catalog, frozenset()) - catalog.hidden

    def asked() -> Iterator[FoundRef]:
        for unit in catalog.units:
            if not sound.issuperset(unit.links):
                card = catalog.cards.get(f"{unit.kind}/{unit.slug}")
                published = card is not None and (unit.original or unit.language in card.languages)
                yield from ((unit.path, Ref._make(ref), published) for ref in unit.refs)
        yield from ((name, ref, False) for name, ref in refs_of_invalid)
        yield from ((NAME, ref, True) for ref in site_refs)

    yield from unresolved_refs(catalog, places, asked(), invalid)


def unresolved_refs(
    catalog: Catalog, places: Places, refs: Iterable[FoundRef], invalid: frozenset[Named]
) -> Iterator[Problem]:
    """The same of ``refs`` alone, whatever they stand in."""
    known = _known(catalog, invalid)
    unknowable = {named.kind for named in invalid if not named.slug}  # a list of records that can't be read
    unshown = any(named.kind == Figure.kind for named in invalid)  # which pictures those show can't be seen
    images = {unit.image: f"{unit.kind}/{unit.slug}" for unit in catalog.units if unit.image}
    slugs: defaultdict[str, list[str]] = defaultdict(list)
    for name, ref, published in refs:
        target = f"{ref.kind}/{ref.slug}"
        if ref.kind in unknowable or (ref.kind == "asset" and unshown):
            continue
        if ref.kind == "asset":
            if ref.slug not in images:
                meant = ", ".join(image for image in images if image.casefold() == ref.slug.casefold())
                code = "picture-without-figure-near" if meant else "picture-without-figure"
                found = problem(name, *places.of(name, ref), code, value=ref.slug, near=meant)
                yield from answered([found], "article")  # a file that is no picture has no figure either
                continue
            target = images[ref.slug]
        if target in known:
            if ref.field == "text" and published and target in catalog.hidden:
                yield _hidden(catalog, places, name, ref, target)
            continue
        if not slugs:
            for id_ in known:
                kind, slug = id_.split("/")
                slugs[kind].append(slug)
        near = difflib.get_close_matches(ref.slug, slugs[ref.kind], 3, 0.5)
        code = "reference-unknown-near" if near else "reference-unknown"
        place = places.of(name, ref)
        field = "" if ref.field == "text" else ref.field
        yield problem(name, *place, code, field=field, kind=ref.kind, slug=ref.slug, near=", ".join(near))


def _hidden(catalog: Catalog, places: Places, name: str, ref: Ref, target: str) -> Problem:
    """A link to what is not published; what is to be done depends on why it is not."""
    kind, slug = target.split("/")
    original = next(unit for unit in catalog.units if unit.original and (unit.kind, unit.slug) == (kind, slug))
    place, until = places.of(name, ref), original.publish_at
    if _yes(places.value(original, "withdrawn")):
        code = "reference-withdrawn"
    elif until >= catalog.until and not _yes(places.value(original, "draft")):
        code = "reference-early"
    else:
        code = "reference-hidden"
    moment = str(places.value(original, "publish_at") or "")
    return problem(name, *place, code, kind=kind, slug=slug, moment=moment, other=original.path)


def _yes(written: object) -> bool:
    return isinstance(written, str) and FlagType().parse(written)


def _known(catalog: Catalog, invalid: frozenset[Named]) -> set[str]:
    """The entries that are there, hidden or not."""
    known = {f"{unit.kind}/{unit.slug}" for unit in catalog.units if unit.original}
    return known | {f"{named.kind}/{named.slug}" for named in invalid}
