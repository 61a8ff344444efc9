"""Work for search that is done page by page, here or in workers: documents from pages, and their fragments as files."""

from __future__ import annotations

import marshal
from dataclasses import dataclass

from xieshou.content.load import tools
from xieshou.core.files import Written, write
from xieshou.plan.pages import page_from
from xieshou.render.render_task import renderer_for
from xieshou.search.documents import document, unpacked
from xieshou.search.entries import fragment
from xieshou.views.shared.page_models import EntryModel


@dataclass(frozen=True, slots=True)
class Describe:
    """Makes the search documents of a chunk of (packed page, key); the pages that are made on the way are kept too."""

    setup: bytes
    job: bytes

    def __call__(self, chunk: list[tuple[bytes, bytes]]) -> None:
        _, renderer = renderer_for(self.setup, self.job)
        pages, documents = [], []
        for packed, key in chunk:
            page = page_from(packed)
            model = renderer.model(page)
            assert isinstance(model, EntryModel)
            found = document(
                model, renderer.plan.catalog.cards[page.subject], page.address, renderer.labels[page.language]
            )
            documents.append((key, found.packed()))
            pages.append((key, marshal.dumps(tuple(renderer.rendered(page, model)))))
        renderer.store.put_pages(pages)
        renderer.store.put_documents(documents)


@dataclass(frozen=True, slots=True)
class WriteTexts:
    """Writes the fragments of a chunk of (path, key of the page)."""

    setup: bytes
    tree: str

    def __call__(self, chunk: list[tuple[str, bytes]]) -> list[Written]:
        _, _, store = tools(self.setup)
        return [write(self.tree, path, fragment(unpacked(store.document(key)))) for path, key in chunk]
