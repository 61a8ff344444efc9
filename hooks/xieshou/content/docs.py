"""The folder of hand-written pages: ``docs/``.

In: the folder, and what the settings say of it. Out: ``Docs``: its pages, and what else lies there, of which nothing is
published but what a page uses or the settings name.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from xieshou.content.doc_names import said_by_name
from xieshou.content.doc_page import INDEXES, DocPage, DocPlace, parse_doc
from xieshou.content.markdown.render import Renderer
from xieshou.core.cache import Store
from xieshou.core.clock import UNSETTLED, settled_before, stamp_of
from xieshou.core.door import walk
from xieshou.core.faults import at_work_on
from xieshou.core.plain import digest_of
from xieshou.core.problems import Problem, problem
from xieshou.core.project import ProjectPaths

Names = tuple[tuple[str, str], ...]
"""(language, address) of one page in each language it exists in."""
_PAGE = ".md"
_TEMPLATES = "templates"
"""A folder at the top that MkDocs takes for templates, and never publishes."""
_KEPT = "docs"


class DocsSettings(NamedTuple):
    """What ``mkdocs.yml`` says of the folder. ``excluded`` and ``drafts`` tell whether a path is left out, or not to be
    published yet; ``listed`` are the files that it names one by one.
    """

    excluded: Callable[[str], bool] | None = None
    drafts: Callable[[str], bool] | None = None
    listed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Docs:
    """The hand-written pages by the paths of their files, all other files, and the problems of each page alone."""

    folder: str = "docs"
    pages: dict[str, DocPage] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    listed: frozenset[str] = frozenset()

    def shown(self, now: int, preview: bool) -> dict[str, DocPage]:
        """The pages that are made at the moment ``now``; all of them for a ``preview``."""
        return {uri: page for uri, page in self.pages.items() if preview or page.published(now)}

    def named(self, now: int) -> tuple[str, ...]:
        """The entries, by id, that published pages refer to: they do not wait for others."""
        return tuple(sorted({id_ for page in self.pages.values() if page.published(now) for id_ in page.entries}))

    def drafts(self, now: int) -> tuple[tuple[str, str], ...]:
        """Entries, by id, and the unpublished pages that refer to them: with these they wait."""
        held = (page for page in self.pages.values() if not page.published(now))
        return tuple((id_, page.place.name) for page in held for id_ in sorted(set(page.entries)))

    @property
    def refers(self) -> bool:
        """Whether any page refers to entries."""
        return any(page.entries for page in self.pages.values())


def names_of(pages: dict[str, DocPage], languages: tuple[str, ...]) -> dict[str, Names]:
    """What each page is called in all the languages it stands in, by the paths of the files."""
    standing = {(page.place.language, _name_of(page)): page.place.address for page in pages.values()}
    return {
        uri: tuple(
            (language, standing[language, _name_of(page)])
            for language in languages
            if (language, _name_of(page)) in standing
        )
        for uri, page in pages.items()
    }


def _name_of(page: DocPage) -> str:
    """What the file of a page is called in every language: its path without the folder of its own."""
    return page.place.tail.removeprefix(f"{page.place.language}/")


def read_docs(
    project: ProjectPaths, languages: tuple[str, ...], renderer: Renderer, store: Store, settings: DocsSettings
) -> Docs:
    """The folder of hand-written pages of a site in ``languages``. A page is parsed when it is new, or there is
    something to say of it. What is no plain file others tell (``ProjectPaths.strangers``).
    """
    inside = project.docs.is_relative_to(project.root)
    root = project.root if inside else project.docs.parent
    folder = project.docs.relative_to(root).as_posix()
    kept = pickle.loads(store.meta(_KEPT) or pickle.dumps({}))
    pages: dict[str, DocPage] = {}
    others: set[str] = set()
    problems: list[Problem] = []
    sound: dict[str, tuple[bytes, bytes, DocPage]] = {}
    strange, left_out = frozenset(project.label_languages).difference(languages), dict[str, list[str]]()
    before = settled_before(project.docs, project.cache)
    found = {one.name.removeprefix(f"{folder}/"): stamp_of(one.stat, before) for one in walk(root, folder)}
    for uri, own_stamp in found.items():
        if uri.startswith(f"{_TEMPLATES}/") or (settings.excluded and settings.excluded(uri)):
            continue
        if not uri.endswith(_PAGE):
            others.add(uri)
            continue
        path = PurePosixPath(uri)
        if len(path.parts) > 1 and path.parts[0] in strange:
            left_out.setdefault(path.parts[0], []).append(uri)
            continue
        if path.stem == INDEXES[1] and path.with_stem(INDEXES[0]).as_posix() in found:
            continue  # for readers of the repository, as MkDocs has it
        was, digest, page = kept.get(uri, (b"", b"", None))
        place = DocPlace.of(uri, folder, languages)
        page = None if page is not None and page.place != place else page
        if page is not None and (was != own_stamp or was == UNSETTLED):
            page = page if digest_of(project.docs / uri) == digest else None
        if page is None:
            with at_work_on(place.name):
                page, parsed = parse_doc(project.docs / uri, place, renderer, languages)
            if parsed.gone:
                continue
            problems += parsed.problems
            if not parsed.problems:
                sound[uri] = own_stamp, parsed.digest, page
        else:
            sound[uri] = own_stamp, digest, page
        late = settings.drafts is not None and settings.drafts(uri)
        pages[uri] = page = page._replace(hidden=True) if late else page
        if not page.hidden and not page.publish_at:
            problems += said_by_name(uri, folder)
    for language, uris in left_out.items():
        name = f"{folder}/{uris[0]}"
        problems.append(problem(name, 1, 1, "docs-language", warning=True, language=language, count=len(uris)))
    if {uri: one[0] for uri, one in sound.items()} != {uri: one[0] for uri, one in kept.items()}:
        store.set_meta(_KEPT, pickle.dumps(sound, 5))
    return Docs(folder, pages, frozenset(others), problems, settings.listed)
