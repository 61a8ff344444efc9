"""Baking: the pages whose key is new become HTML, here or in workers.

In: planned pages. Out: their files, written to the tree that is to be published. What is baked is kept by its key, so
a new frame (a new navigation, another origin) is only filled, not baked again.
"""

from __future__ import annotations

import hashlib
import marshal
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from xieshou.content.catalog import Catalog, join
from xieshou.content.entries import Entry
from xieshou.content.load import Setup, tools
from xieshou.content.markdown.render import Body, unpacked
from xieshou.content.site_file import SiteFile
from xieshou.content.units import unpack
from xieshou.core.cache import Store
from xieshou.core.files import Written, write
from xieshou.language.labels import Labels, load_labels
from xieshou.pictures.inspect import Pictures
from xieshou.plan.pages import Page, Plan, page_from
from xieshou.render.escaped import escaped
from xieshou.render.foot import Cited, foot
from xieshou.render.frames import Frame, fill, root_from
from xieshou.render.head import PageLocation, head, language_menu
from xieshou.render.templates import Templates
from xieshou.views import FILES, MODELS
from xieshou.views.entry.figures import draw
from xieshou.views.shared.context import PageContext, RenderMemo
from xieshou.views.shared.models import BASE
from xieshou.views.shared.page_models import Model


class RenderedPage(NamedTuple):
    """What a page has that its frame does not: before addresses are made relative."""

    title: str
    description: str
    body: str
    author: str = ""
    date: str = ""
    """When it was published, for machines and as shown."""
    dated: str = ""
    files: tuple[tuple[str, str, str], ...] = ()
    """The same in other forms: title, address, MIME type."""


@dataclass(frozen=True, slots=True)
class Job:
    """What baking needs besides the pages.

    ``tree`` is the folder it writes to. ``origin`` is the site's address, with its last slash; ``missing_base`` the
    path of it, for the 404 page, which is shown at any depth.
    """

    setup: Setup
    site: SiteFile
    now: int
    pictures: Pictures
    frames: Mapping[tuple[str, str], Frame]
    origin: str
    missing_base: str
    tree: str


@dataclass(slots=True)
class PageRenderer:
    """Bakes pages of one catalog."""

    plan: Plan
    labels: Mapping[str, Labels]
    pictures: Pictures
    templates: Templates
    store: Store
    seen: RenderMemo = field(default_factory=RenderMemo)
    last: tuple[str, Entry] | None = None

    @classmethod
    def of(cls, job: Job, catalog: Catalog, store: Store) -> PageRenderer:
        """A baker for a job, with a catalog of at least what its pages show."""
        project = job.setup.project
        return cls(Plan(catalog, job.site), load_labels(project), job.pictures, Templates(project), store)

    def render(self, page: Page) -> RenderedPage:
        """The page as its templates make it; a file as its view writes it."""
        if page.view in FILES:
            return RenderedPage("", "", FILES[page.view].text(self._lens(page)))
        return self.rendered(page, self.model(page))

    def model(self, page: Page) -> Model:
        """What the page shows."""
        return MODELS[page.view](self._lens(page))

    def _lens(self, page: Page) -> PageContext:
        labels = self.labels[page.language]
        return PageContext(
            page, self.plan, self.labels, self.pictures, self._entry, self._body, draw,
            lambda figure: self.templates.figure(figure, labels), self.seen,
        )  # fmt: skip

    def rendered(self, page: Page, model: Model) -> RenderedPage:
        """A page that shows ``model``."""
        body = self.templates.body(page.view, model, self.labels[page.language])
        published = model.published
        dates = (published.machine or str(published.year), published.text) if published else ("", "")
        files = tuple((one.title, one.href, one.type) for one in model.files)
        return RenderedPage(model.title, model.description, body, model.author, *dates, files)

    def _entry(self, id_: str) -> Entry:
        # An entry's pages in its languages come one after the other: the facts are read once for them all.
        if self.last is None or self.last[0] != id_:
            data = self.store.facts(id_)
            if data is None:
                raise LookupError(id_)
            self.last = (id_, pickle.loads(data))
        return self.last[1]

    def _body(self, digest: bytes) -> Body:
        data = self.store.body(digest)
        if data is None:
            raise LookupError(digest.hex())
        return unpacked(data)


def filled(page: Page, rendered: RenderedPage, job: Job, labels: Mapping[str, Labels]) -> bytes:
    """The file of a page: its frame, filled; of a view that makes files, what it says."""
    if page.view in FILES:
        return FILES[page.view].bytes(rendered.body, job.origin)
    site_name = job.site.name.get(page.language) or job.site.name.pairs[0][1]
    title = rendered.title if rendered.title == site_name else f"{rendered.title} – {site_name}"
    place = PageLocation(page.address, page.language, page.names, job.origin, job.site.languages)
    author = rendered.author or job.site.publisher.get(page.language) or ""
    cited = Cited(rendered.title, author, site_name, rendered.date, rendered.dated)
    base = root_from(page.address) if page.names else job.missing_base.rstrip("/")
    html = fill(
        job.frames[page.language, page.section],
        {
            "base": base,
            "title": escaped(title),
            "head": head(place, title, rendered.description, site_name, rendered.date, rendered.files),
            "languages": language_menu(place, labels),
            "body": rendered.body,
            "foot": foot(place, cited, labels[page.language]),
        },
    )
    return html.replace(BASE, f"{base}/").encode()


@dataclass(frozen=True, slots=True)
class RenderTask:
    """Bakes a chunk of (packed page, key) and writes the files: the entry point of a worker."""

    setup: bytes
    job: bytes

    def __call__(self, chunk: list[tuple[bytes, bytes]]) -> list[Written]:
        job, renderer = renderer_for(self.setup, self.job)
        written, fresh = [], []
        kept = renderer.store.pages([key for _, key in chunk])
        for packed, key in chunk:
            page = page_from(packed)
            rendered = RenderedPage._make(marshal.loads(kept[key])) if key in kept else renderer.render(page)
            if key not in kept:
                fresh.append((key, marshal.dumps(tuple(rendered))))
            html = filled(page, rendered, job, renderer.labels)
            written.append(write(job.tree, page.path, html))
        if fresh:
            renderer.store.put_pages(fresh)
        return written


_renderers: dict[bytes, tuple[Job, PageRenderer]] = {}
"""The baker of the build at hand, by the job's name. A serve session makes many builds: only the last is kept."""


def render_task(job: Job, renderer: PageRenderer) -> RenderTask:
    """The work of a job. It goes to the workers by name, for its frames are large and its chunks many; this process
    uses ``baker``, which has the catalog already.
    """
    packed = pickle.dumps(job, 5)
    name = hashlib.blake2b(packed, digest_size=16).digest()
    renderer.store.set_meta("job", packed)
    _renderers.clear()
    _renderers[name] = (job, renderer)
    return RenderTask(job.setup.packed(), name)


def renderer_for(setup: bytes, name: bytes) -> tuple[Job, PageRenderer]:
    """The job of that name and its baker, in this process."""
    if name not in _renderers:
        _, _, store = tools(setup)
        job: Job = pickle.loads(store.meta("job") or b"")
        originals = tuple((image, picture.digest) for image, picture in job.pictures.items())
        _renderers.clear()
        _renderers[name] = (job, PageRenderer.of(job, _catalog(setup, job.now, originals), store))
    return _renderers[name]


@dataclass(frozen=True, slots=True)
class Ready:
    """Makes a worker's catalog, and compiles the templates for all, while it would wait for the plan."""

    setup: bytes
    now: int
    originals: tuple[tuple[str, bytes], ...]

    def __call__(self) -> None:
        setup, _, _ = tools(self.setup)
        Templates(setup.project).compile_all()
        _catalog(self.setup, self.now, self.originals)


@lru_cache(maxsize=1)
def _catalog(packed: bytes, now: int, originals: tuple[tuple[str, bytes], ...]) -> Catalog:
    """The catalog of all that is in the store: once a build, for a worker lives no longer."""
    setup, _, store = tools(packed)
    units = [unit for data in store.units() for unit in unpack(data)]
    return join(units, setup.languages, now, dict(originals), setup.preview)[0]
