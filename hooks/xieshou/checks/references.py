"""References that lead nowhere: unknown entries, with the nearest that exist; links in a text to what is hidden."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator

from xieshou.content.catalog import Catalog
from xieshou.content.parse import place_of
from xieshou.content.site_file import NAME
from xieshou.content.units import Ref
from xieshou.problems import Problem, problem
from xieshou.project import Project


def unresolved(catalog: Catalog, project: Project, site_refs: tuple[Ref, ...]) -> Iterator[Problem]:
    """A problem for each reference without its entry. A field that names a hidden entry is no error."""
    known = {f"{unit.kind}/{unit.slug}" for unit in catalog.units if unit.original}
    images = {unit.image for unit in catalog.units if unit.image}
    slugs: defaultdict[str, list[str]] = defaultdict(list)

    def one(name: str, ref: Ref, published: bool) -> Iterator[Problem]:
        target = f"{ref.kind}/{ref.slug}"
        if ref.kind == "asset":
            if ref.slug not in images:
                yield problem(name, *place_of(project.root / name, name, ref), "picture-without-figure", value=ref.slug)
            return
        if target in known:
            if ref.field == "text" and published and target in catalog.hidden:
                place = place_of(project.root / name, name, ref)
                yield problem(name, *place, "reference-hidden", kind=ref.kind, slug=ref.slug)
            return
        if not slugs:
            for id_ in known:
                kind, slug = id_.split("/")
                slugs[kind].append(slug)
        near = difflib.get_close_matches(ref.slug, slugs[ref.kind], 3, 0.5)
        code = "reference-unknown-near" if near else "reference-unknown"
        place = place_of(project.root / name, name, ref)
        field = "" if ref.field == "text" else ref.field
        yield problem(name, *place, code, field=field, kind=ref.kind, slug=ref.slug, near=", ".join(near))

    for unit in catalog.units:
        published = f"{unit.kind}/{unit.slug}" in catalog.cards and not unit.hidden
        for ref in unit.refs:
            yield from one(unit.path, ref, published)
    for ref in site_refs:
        yield from one(NAME, ref, True)
