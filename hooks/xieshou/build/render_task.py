"""Rendering as a task: the pages whose key is new become files, here or in workers.

In: packed pages and their keys. Out: their files, written to the tree that is to be published. What is rendered is kept
by its key.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass

from xieshou.build.context import WorkerContext
from xieshou.build.render_job import file_of, plain_of, rendered
from xieshou.core.files import Written, write
from xieshou.plan.cache import MARKDOWN
from xieshou.plan.pages import page_from
from xieshou.render.page_renderer import RenderedPage

PackedPage = tuple[bytes, bytes]
"""A page as bytes, and its key."""


@dataclass(frozen=True, slots=True)
class RenderTask:
    """Renders a chunk of pages of the job of this name, and writes their files: the pages (``whole``), the same as
    Markdown (``plain``), or both.
    """

    job: bytes
    whole: bool = True
    plain: bool = False

    def __call__(self, context: WorkerContext, chunk: list[PackedPage]) -> list[Written]:
        job, renderer = context.job(self.job)
        written, fresh = [], []
        kept = context.store.pages([key for _, key in chunk])
        for packed, key in chunk:
            page = page_from(packed)
            if key in kept:
                found = RenderedPage._make(marshal.loads(kept[key]))
            else:
                found = rendered(page, renderer)
                fresh.append((key, marshal.dumps(tuple(found))))
            if self.whole:
                written.append(write(job.tree, page.path, file_of(page, found, job, renderer.labels)))
            if self.plain:
                written.append(write(job.tree, page.address + MARKDOWN, plain_of(page, found, job, renderer.labels)))
        if fresh:
            context.store.put_pages(fresh)
        return written
