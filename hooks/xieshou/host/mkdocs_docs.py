"""The hand-written pages, as MkDocs knows them: what they are called in each language, and where they may stand.

In: MkDocs' files. Out: names and places, in the terms of the engine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from mkdocs.structure.files import File, Files

from xieshou.content.site_file import read_site
from xieshou.core.problems import Problems, problem
from xieshou.core.project import ProjectPaths
from xieshou.render.head import PageLocation

Names = tuple[tuple[str, str], ...]
"""(language, address) of one page in each language it exists in."""


def names_of(files: Files, project: ProjectPaths) -> tuple[Names, ...]:
    """The hand-written pages by their names, in order; none where ``site.yml`` has errors, for its languages tell."""
    site = read_site(project)[0]
    return tuple(sorted({names for _, _, names in _paired(files, site.languages)})) if site else ()


def located(files: Files, languages: tuple[str, ...], origin: str) -> dict[str, PageLocation]:
    """Where each hand-written page stands, by its source's name."""
    return {
        uri: PageLocation(dict(names)[own], own, names, origin, languages)
        for uri, own, names in _paired(files, languages)
    }


def _paired(files: Files, languages: tuple[str, ...]) -> Iterator[tuple[str, str, Names]]:
    """Each page's source, its language, and its names in all languages that have it."""
    by_uri: Mapping[str, File] = {file.src_uri: file for file in files.documentation_pages()}
    first = languages[0]
    for uri in by_uri:
        own = next((language for language in languages[1:] if uri.startswith(f"{language}/")), first)
        tail = uri.removeprefix(f"{own}/") if own != first else uri
        sources = {language: tail if language == first else f"{language}/{tail}" for language in languages}
        yield (
            uri,
            own,
            tuple(
                (language, by_uri[source].url.removeprefix("./"))
                for language, source in sources.items()
                if source in by_uri
            ),
        )


def misplaced(files: Files, planned: Collection[str], project: ProjectPaths) -> Problems:
    """A problem for each file that stands where a planned page will."""
    problems = Problems()
    for file in files:
        if file.dest_uri in planned:
            where = Path(file.abs_src_path or file.src_uri)
            name = project.relative(where) if where.is_relative_to(project.root) else file.src_uri
            problems.add(problem(name, 1, 1, "address-taken", address=file.dest_uri))
    return problems


def first_line(path: str | None, markdown: str) -> int:
    """The line of its file that the text of a hand-written page begins on: MkDocs takes the front matter off."""
    whole = Path(path).read_text("utf-8-sig", errors="replace") if path else markdown
    return whole.count("\n") - markdown.count("\n") + 1 if whole.endswith(markdown) else 1
