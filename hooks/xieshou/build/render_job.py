"""All that rendering the pages of a build needs besides the pages: plain data, which travels to every process."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from xieshou.attachments.inspect import Attachments
from xieshou.content.site_file import SiteFile
from xieshou.core.faults import at_work_on
from xieshou.language.labels import Labels
from xieshou.outputs import OUTPUTS
from xieshou.outputs.publication import Publication
from xieshou.pictures.inspect import Pictures
from xieshou.plan.attached import originals
from xieshou.plan.pages import Page
from xieshou.render.framing import Framing, framed, plain_file
from xieshou.render.page_renderer import PageRenderer, RenderedPage


class RenderJob(NamedTuple):
    """``tree`` is the folder the files are written to; ``now`` the moment of the build, in seconds since 1970;
    ``left_out`` what a preview does without (``Plan.left_out``).
    """

    site: SiteFile
    now: int
    pictures: Pictures
    framing: Framing
    publication: Publication
    tree: str
    attachments: Attachments = MappingProxyType({})
    left_out: tuple[str, ...] = ()

    def packed(self) -> tuple[bytes, bytes]:
        """The job's name, which is its digest (16 bytes), and the job as bytes."""
        data = pickle.dumps(self, 5)
        return hashlib.blake2b(data, digest_size=16).digest(), data

    @staticmethod
    def unpacked(data: bytes) -> RenderJob:
        """The job in ``data``."""
        job: RenderJob = pickle.loads(data)
        return job

    def originals(self) -> dict[str, bytes]:
        """What pages depend on of pictures and files, by name."""
        return originals(self.pictures, self.attachments)


def rendered(page: Page, renderer: PageRenderer) -> RenderedPage:
    """A page as its templates make it; of an output, what its file says."""
    with at_work_on(page.path):
        if page.view in OUTPUTS:
            return RenderedPage("", "", OUTPUTS[page.view].text(renderer.context(page)))
        return renderer.render(page)


def file_of(page: Page, rendered_page: RenderedPage, job: RenderJob, labels: Mapping[str, Labels]) -> bytes:
    """The bytes of a page's file."""
    with at_work_on(page.path):
        if page.view in OUTPUTS:
            output = OUTPUTS[page.view]
            return output.encode(rendered_page.body, job.publication.narrowed(output.uses))
        return framed(page, rendered_page, job.framing, labels)


def plain_of(page: Page, rendered_page: RenderedPage, job: RenderJob, labels: Mapping[str, Labels]) -> bytes:
    """The bytes of a page's file as Markdown."""
    with at_work_on(page.path):
        return plain_file(page, rendered_page, job.framing, labels)
