"""The search index of a build: a document for each page that has none yet, the index of them all, and its files.

Every entry's page is to be found. A page that is described is baked on the way, so that publishing finds it baked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from xieshou.content.load import Setup, tools
from xieshou.core.files import Written, write
from xieshou.core.workers import Pool
from xieshou.language.labels import load_labels
from xieshou.plan.cache import CachedPlan, pages_at
from xieshou.render.render_task import RenderTask
from xieshou.render.texts import Describe, WriteTexts
from xieshou.search.index import Index, Wanted, missing, refresh, words


@dataclass(frozen=True, slots=True)
class Indexed:
    """The index of a build, ready to be written."""

    setup: Setup
    index: Index

    @property
    def files(self) -> Mapping[str, bytes]:
        """Its files: path -> key of the content."""
        return self.index.files

    def write(self, tree: str, paths: list[str], pool: Pool) -> Iterator[Written]:
        """Write those of the files that are among ``paths`` to the folder ``tree``."""
        packed, index = self.setup.packed(), self.index
        _, _, store = tools(packed)
        texts = [(path, index.texts[path]) for path in paths if path in index.texts]
        for batch in pool.map(WriteTexts(packed, tree), texts):
            yield from batch
        for path in paths:
            if path in index.small or path in index.shards:
                yield write(tree, path, index.content_of(path, store))


def described(
    setup: Setup, plan: CachedPlan, baking: Callable[[list[tuple[bytes, bytes]]], RenderTask], pool: Pool
) -> list[Wanted]:
    """The pages that are to be found. Those without a document get theirs; ``baking`` is the work of baking pages."""
    _, _, store = tools(setup.packed())
    entries = [one for one in plan.stubs if one.view == "entry"]
    wanted = [Wanted(one.address, one.language, one.key) for one in entries]
    lacking = missing(store, wanted)
    pages = pages_at(store, plan, {one.path for one in entries if one.key in lacking})
    if pages:
        bake = baking(pages)
        for _ in pool.map(Describe(bake.setup, bake.job), pages):
            pass
    return wanted


def indexed(setup: Setup, wanted: list[Wanted]) -> Indexed:
    """The index of pages that are described."""
    _, _, store = tools(setup.packed())
    labels = load_labels(setup.project)
    said = {language: words(labels[language]) for language in setup.languages}
    return Indexed(setup, refresh(store, wanted, setup.languages, said))
