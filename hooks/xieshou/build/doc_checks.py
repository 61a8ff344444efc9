"""Questions across hand-written pages: what they link to, show and name is there, and what else lies beside them.

In: the pages as read, and the site around them. Out: problems, each at its place; ``check`` and the build ask alike.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from xieshou.attachments.inspect import AttachmentFault
from xieshou.checks.anchors import IdsOf, misaimed_refs, unknown_part
from xieshou.checks.quotes import misquoted_refs
from xieshou.checks.references import unresolved_refs
from xieshou.content.catalog import Catalog
from xieshou.content.doc_page import DocPage
from xieshou.content.docs import Docs
from xieshou.content.markdown.anchors import meant
from xieshou.content.markdown.references import LOCAL, LOCAL_PICTURE
from xieshou.content.paths import Named
from xieshou.content.places import Places
from xieshou.content.units import Ref
from xieshou.core.problems import Problem, problem
from xieshou.core.project import ProjectPaths
from xieshou.pictures.inspect import MISSING, Fault

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff", ".bmp", ".svg")
"""Files that are published as pictures: encoded anew."""
_MOST, _SHOWN = 10, 3
"""Files of a folder that no page uses and that are told one by one; beyond, so many of them are named."""
LISTED_TEXT = (".css", ".js")
"""Files that are published as they are where the settings name them."""
LISTED_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".svg")
"""Files that are made anew under their own names where the settings name them: the site's mark."""
ATTACHMENTS = (".csv", ".geojson", ".ics", ".json", ".pdf", ".tsv", ".txt")
"""Files that are published as they are where a page links to them: none is run by a browser, or keeps what was deleted
in it, as those of office programs do.
"""


@dataclass(frozen=True)
class DocChecks:
    """The pages of a site at the moment ``now``. ``faults``: why pictures and documents among them
    can't be used."""

    docs: Docs
    project: ProjectPaths
    now: int
    faults: Mapping[str, Fault | AttachmentFault]

    @cached_property
    def _places(self) -> Places:
        return Places(self.project.root)

    def alone(self, planned: Collection[str]) -> Iterator[Problem]:
        """What is wrong whatever the entries are. ``planned``: the files of all other pages."""
        seen: dict[str, DocPage] = {}
        templates: list[str] | None = None
        for page in self.docs.pages.values():
            place = page.place
            other = seen.setdefault(place.path.casefold(), page)
            if place.path in planned or other is not page:
                yield problem(place.name, 1, 1, "address-taken", address=place.path)
            if wanted := page.meta.get("template"):
                templates = templates or [n for n in self.project.front_files("theme", "*.html") if "/" not in n]
                if wanted not in templates:
                    near = difflib.get_close_matches(str(wanted), templates, 1, 0.6)
                    known = ", ".join(near or templates)
                    at = page.template_at
                    yield problem(place.name, *at, "docs-template", field="template", value=wanted, known=known)
            for ref in page.refs:
                if ref.kind in (LOCAL, LOCAL_PICTURE):
                    yield from self._local(page, ref, planned)
        used = {ref.slug for page in self.docs.pages.values() for ref in page.refs}
        unused: dict[str, list[str]] = {}
        for uri in sorted(self.docs.files - used):
            name = f"{self.docs.folder}/{uri}"
            if uri not in self.docs.listed or not uri.lower().endswith((*LISTED_TEXT, *LISTED_PICTURES)):
                unused.setdefault(name.rpartition("/")[0], []).append(name)
            elif uri in planned:
                yield problem(name, 1, 1, "address-taken", address=uri)
            elif fault := self.faults.get(uri):
                yield problem(name, 1, 1, fault.code, value=uri, why=fault.why)
        yield from _unused(unused)

    def across(self, catalog: Catalog, ids_of: IdsOf, invalid: frozenset[Named]) -> Iterator[Problem]:
        """What is wrong with references to entries, of which those that are ``invalid`` have errors of their own."""
        refs = [
            (page, ref)
            for page in self.docs.pages.values()
            for ref in page.refs
            if ref.kind not in (LOCAL, LOCAL_PICTURE)
        ]
        asked = ((page.place.name, ref, page.published(self.now)) for page, ref in refs)
        yield from unresolved_refs(catalog, self._places, asked, invalid)
        yield from misquoted_refs(catalog, ((page.place.name, ref) for page, ref in refs))
        aims = ((page.place.name, page.place.language, ref) for page, ref in refs)
        yield from misaimed_refs(catalog, aims, ids_of, invalid)

    def _local(self, page: DocPage, ref: Ref, planned: Collection[str]) -> Iterator[Problem]:
        """What is wrong with a link to a file of the folder, or a picture that lies there."""
        name, uri = page.place.name, ref.slug
        target = self.docs.pages.get(uri)
        if target is not None and ref.kind == LOCAL:
            if page.published(self.now) and not target.published(self.now) and target.known:
                yield self._said(name, ref, "docs-link-hidden", target=uri)
            elif ref.part and target.known and not meant(ref.part, target.ids):
                yield unknown_part(name, self._places.of(name, ref), uri, ref.part, target.ids)
        elif uri not in self.docs.files:
            near = self._near(uri, PICTURES if ref.kind == LOCAL_PICTURE else ())
            yield self._said(
                name, ref, "docs-file-missing-near" if near else "docs-file-missing", target=uri, near=near
            )
        elif is_picture(uri):
            if fault := self.faults.get(uri):
                code = "docs-file-missing" if fault.code == MISSING else fault.code
                yield self._said(name, ref, code, target=uri, value=uri, why=fault.why)
        elif ref.kind == LOCAL_PICTURE or not uri.lower().endswith(ATTACHMENTS):
            known = PICTURES if ref.kind == LOCAL_PICTURE else (*ATTACHMENTS, *PICTURES)
            yield self._said(name, ref, "docs-file-form", target=uri, known=", ".join(known))
        elif fault := self.faults.get(uri):
            yield self._said(name, ref, fault.code, value=uri, why=fault.why)
        elif uri in planned:
            yield problem(f"{self.docs.folder}/{uri}", 1, 1, "address-taken", address=uri)

    def _said(self, name: str, ref: Ref, code: str, **details: object) -> Problem:
        return problem(name, *self._places.of(name, ref), code, **details)  # type: ignore[arg-type]

    def _near(self, uri: str, suffixes: tuple[str, ...]) -> str:
        """The files that a path which is none of them may mean."""
        known = [
            one
            for one in (*self.docs.pages, *self.docs.files)
            if one.lower().endswith(suffixes or (".md", *ATTACHMENTS))
        ]
        alike = [one for one in known if one.casefold() == uri.casefold()]
        same = [one for one in known if PurePosixPath(one).name == PurePosixPath(uri).name]
        return ", ".join((alike or same or difflib.get_close_matches(uri, known, 3, 0.75))[:3])


def _unused(files: Mapping[str, list[str]]) -> Iterator[Problem]:
    """A reminder for each file that no page uses, by their folders; for a folder full of them, one."""
    for folder, names in files.items():
        if len(names) > _MOST:
            shown = ", ".join(name.rpartition("/")[2] for name in names[:_SHOWN])
            yield problem(folder, 1, 1, "docs-files-unused", warning=True, count=len(names), value=f"{shown}, …")
        else:
            yield from (problem(name, 1, 1, "docs-file-unused", warning=True) for name in names)


def is_picture(uri: str) -> bool:
    """Whether a file is published as a picture."""
    return uri.lower().endswith(PICTURES)


def pictures_of(pages: Mapping[str, DocPage], docs: Docs) -> set[str]:
    """The pictures beside them that ``pages`` show or link to."""
    return {
        ref.slug
        for page in pages.values()
        for ref in page.refs
        if ref.kind in (LOCAL, LOCAL_PICTURE) and is_picture(ref.slug) and ref.slug in docs.files
    }


def listed_pictures(docs: Docs) -> set[str]:
    """The pictures beside pages that the settings name."""
    return {uri for uri in docs.listed & docs.files if uri.lower().endswith(LISTED_PICTURES)}


def attachments_of(pages: Mapping[str, DocPage], docs: Docs) -> list[str]:
    """The files beside them that ``pages`` link to, and that are published as they are."""
    linked = {ref.slug for page in pages.values() for ref in page.refs if ref.kind == LOCAL}
    return sorted(uri for uri in linked & docs.files if uri.lower().endswith(ATTACHMENTS))
