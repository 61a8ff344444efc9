"""The hand-written pages, as MkDocs is to see them: files whose pages are made already.

In: the pages that are made. Out: MkDocs' files, navigation and contents. It never reads the folder itself: what lies
there is published by what our own stages say of it, and by nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc

from xieshou.build.doc_pages import MadePage
from xieshou.content.doc_page import DocPage
from xieshou.content.docs import DocsSettings
from xieshou.content.markdown.headings import Heading


def docs_settings(config: MkDocsConfig) -> DocsSettings:
    """What the settings say of the folder of hand-written pages."""
    mark = (config.theme.get("favicon"), config.theme.get("logo"))
    listed = frozenset(str(one) for one in (*config.extra_css, *config.extra_javascript, *mark) if one)
    excluded, drafts = config.exclude_docs, config.draft_docs
    return DocsSettings(excluded.match_file if excluded else None, drafts.match_file if drafts else None, listed)


def given(files: Files, pages: Mapping[str, DocPage], config: MkDocsConfig) -> Files:
    """MkDocs' files with those of ``pages`` in place of any of the folder's. The theme's are left."""
    for file in files.documentation_pages(inclusion=_anything):
        files.remove(file)
    for uri, page in pages.items():
        settings = (config.docs_dir, config.site_dir, config.use_directory_urls)
        file = File(uri, *settings, dest_uri=page.place.path)
        file.inclusion = InclusionLevel.INCLUDED
        files.append(file)
    return files


def _anything(_: object) -> bool:
    return True


def pruned(nav: Any, kept: Collection[str], known: Collection[str]) -> Any:
    """The navigation of the settings without the pages that are not made, of all that are ``known``, and without what
    holds no other.
    """
    if isinstance(nav, list):
        return [one for item in nav if (one := pruned(item, kept, known)) not in ([], {}, None)]
    if isinstance(nav, dict):
        return {name: one for name, item in nav.items() if (one := pruned(item, kept, known)) not in ([], {}, None)}
    return None if nav in known and nav not in kept else nav


def made_into(page: Page, made: MadePage) -> str:
    """Have MkDocs' ``page`` be the one that is made: its meta data and contents. Its HTML."""
    page.meta = {**made.meta, "title": made.title}
    page.toc = contents_of(made.contents)
    return made.html


def contents_of(headings: Iterable[Heading]) -> TableOfContents:
    """Headings as a tree: each holds those that are deeper, up to the next that is not."""
    roots: list[Any] = []
    open_: list[Any] = []
    for level, id_, text in headings:
        token = {"level": level, "id": id_, "name": text, "children": []}
        while open_ and open_[-1]["level"] >= level:
            open_.pop()
        (open_[-1]["children"] if open_ else roots).append(token)
        open_.append(token)
    return get_toc(roots)
