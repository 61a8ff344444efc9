"""The files of a new site, and the making of those that are not there yet.

In: a prepared site, its plan, what a theme has made around it, and the folder that becomes the site. Out: the key of
every file, by which it is seen what is new, and the new files written.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from xieshou.attachments.inspect import Attachment
from xieshou.build.manifest import Surroundings, file_key, page_keys
from xieshou.build.prepared import Prepared
from xieshou.build.render_job import RenderJob
from xieshou.build.render_task import PackedPage, RenderTask
from xieshou.core.files import Written, write
from xieshou.core.workers import ENOUGH
from xieshou.outputs.publication import Publication
from xieshou.pictures.derive import Derivative, derive, finished
from xieshou.plan.cache import CachedPlan, pages_at, shown_by
from xieshou.render.framing import Framing

if TYPE_CHECKING:
    from xieshou.build.search_index import BuiltIndex


class Copied(NamedTuple):
    """The files that are made of others: pictures and attachments, by their paths on the site."""

    pictures: dict[str, Derivative]
    attachments: dict[str, Attachment]


class Update:
    """The files of the new site, and the making of those that the spare tree lacks."""

    def __init__(
        self,
        prepared: Prepared,
        plan: CachedPlan,
        around: Surroundings,
        tree: str,
        copied: Copied,
        publication: Publication,
    ) -> None:
        """``tree`` is the folder, ``copied`` the pictures and files to be put there."""
        site = prepared.context.read.site
        assert site is not None
        self._prepared, self._plan, self._tree = prepared, plan, tree
        self._pictures, self._attachments = copied
        self._context = prepared.context
        self._publication = publication
        self._framing = Framing.of(site, around.frames, around.origin, around.missing_base, plan.paths)
        self.frames = self._framing.digests()
        self._given = around.given
        self._index = self._indexed() if around.search else None
        self._keys = page_keys(plan.stubs, self.frames, publication, self._framing.markdown_digest())
        self.rendered: set[str] = set()

    def target(self) -> tuple[dict[str, bytes], set[bytes]]:
        """The key of every file of the site by its path; and the keys of its pages, as they are kept by."""
        target = {path: file_key(data) for path, data in self._given.items()}
        target |= {path: picture.key for path, picture in self._pictures.items()}
        target |= {path: attachment.key for path, attachment in self._attachments.items()}
        target |= self._keys
        target |= self._index.files if self._index else {}
        return target, {stub.key for stub in self._plan.stubs}

    def make(self, paths: list[str]) -> Iterator[Written]:
        """Write the files at ``paths``."""
        context, project = self._context, self._context.setup.project
        derive(project, [self._pictures[path] for path in paths if path in self._pictures], context.pool)
        for path in paths:
            if path in self._given:
                yield write(self._tree, path, self._given[path])
            elif path in self._attachments:
                yield write(self._tree, path, self._attachments[path].kept(project).read_bytes())
            elif path in self._pictures:
                yield write(self._tree, path, finished(project, self._pictures[path]))
        if self._index:
            with context.timings.stage("search files"):
                yield from self._index.write(self._tree, paths)
        asked = set(paths)
        self.rendered = self._keys.keys() & asked
        wanted: dict[tuple[bool, bool], set[str]] = {}
        for stub in self._plan.stubs:
            files = stub.path in asked, stub.beside in asked
            if any(files):
                wanted.setdefault(files, set()).add(stub.path)
        with context.timings.stage("render"):
            for files, group in wanted.items():  # mostly one: where a page is new, both its files are
                pages = pages_at(context.store, self._plan, group)
                task = RenderTask(self._begin(self._tree, pages), *files)
                for written in context.pool.map(task, pages, doing="pages"):
                    yield from written

    def _begin(self, tree: str, pages: list[PackedPage]) -> bytes:
        """Take up the job of rendering ``pages`` into ``tree``: a few need a catalog of what they show, many all."""
        context, prepared = self._context, self._prepared
        assert context.read.site is not None
        assert prepared.catalog is not None
        if len(pages) < ENOUGH:
            packed = (page for page, _ in pages)
            catalog = shown_by(context.store, self._plan, packed, context.setup, context.now)
        else:
            catalog = prepared.catalog()
        job = RenderJob(
            context.read.site,
            context.now,
            prepared.pictures,
            self._framing,
            self._publication,
            tree,
            prepared.attachments,
            prepared.missing,
        )
        return context.worker.begin(job, catalog)

    def _indexed(self) -> BuiltIndex:
        """The search index of the planned pages."""
        from xieshou.build.search_index import build_index  # here: a build that changes nothing has no need of it

        return build_index(self._context, self._plan, partial(self._begin, ""))
