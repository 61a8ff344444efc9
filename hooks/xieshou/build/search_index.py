"""The search index of a build: a document for each page that has none yet, the index of them all, and its files.

In: the planned pages. Out: ``BuiltIndex``. Every entry's page is to be found. A page that is described is rendered on
the way, so that publishing finds it done.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from xieshou.build.context import BuildContext, WorkerContext
from xieshou.build.render_task import PackedPage
from xieshou.core.faults import at_work_on
from xieshou.core.files import Written, write
from xieshou.plan.cache import CachedPlan, pages_at
from xieshou.plan.pages import page_from
from xieshou.search.documents import document, unpacked
from xieshou.search.entries import fragment
from xieshou.search.index import Index, Wanted, missing, refresh, words
from xieshou.views.shared.page_models import EntryModel


@dataclass(frozen=True, slots=True)
class BuiltIndex:
    """The index of a build, ready to be written."""

    context: BuildContext
    index: Index

    @property
    def files(self) -> Mapping[str, bytes]:
        """Its files: path -> key of the content."""
        return self.index.files

    def write(self, tree: str, paths: list[str]) -> Iterator[Written]:
        """Write those of the files that are among ``paths`` to the folder ``tree``."""
        index = self.index
        texts = [(path, index.texts[path]) for path in paths if path in index.texts]
        for batch in self.context.pool.map(_WriteTexts(tree), texts, doing="fragments"):
            yield from batch
        for path in paths:
            if path in index.small or path in index.shards:
                yield write(tree, path, index.content_of(path, self.context.store))


def build_index(context: BuildContext, plan: CachedPlan, begin: Callable[[list[PackedPage]], bytes]) -> BuiltIndex:
    """The index of the planned pages. ``begin`` takes up the job of rendering pages, and gives its name."""
    entries = [stub for stub in plan.stubs if stub.view == "entry"]
    wanted = [Wanted(stub.address, stub.language, stub.key) for stub in entries]
    with context.timings.stage("describe"):
        lacking = missing(context.store, wanted)
        pages = pages_at(context.store, plan, {stub.path for stub in entries if stub.key in lacking})
        if pages:
            for _ in context.pool.map(_Describe(begin(pages)), pages, doing="search"):
                pass
    with context.timings.stage("index"):
        languages = context.setup.languages
        said = {language: words(context.labels[language], languages) for language in languages}
        return BuiltIndex(context, refresh(context.store, wanted, languages, said, context.pool.progress))


@dataclass(frozen=True, slots=True)
class _Describe:
    """Makes the search documents of a chunk of pages; those that are rendered on the way are kept too."""

    job: bytes

    def __call__(self, context: WorkerContext, chunk: list[PackedPage]) -> None:
        _, renderer = context.job(self.job)
        pages, documents = [], []
        for packed, key in chunk:
            page = page_from(packed)
            with at_work_on(page.path):
                model = renderer.model(page)
                assert isinstance(model, EntryModel)
                card = renderer.plan.catalog.cards[page.subject]
                described = document(model, card, page.address, renderer.labels[page.language])
                documents.append((key, described.packed()))
                pages.append((key, marshal.dumps(tuple(renderer.rendered(page, model)))))
        context.store.put_pages(pages)
        context.store.put_documents(documents)


@dataclass(frozen=True, slots=True)
class _WriteTexts:
    """Writes the fragments of a chunk of (path, key of the page)."""

    tree: str

    def __call__(self, context: WorkerContext, chunk: list[tuple[str, bytes]]) -> list[Written]:
        return [write(self.tree, path, fragment(unpacked(context.store.document(key)))) for path, key in chunk]
