"""What a build works with, made once and passed on: by the process that builds, and by each that works for it.

In: a project, its site file and the settings that shape pages. Out: ``BuildContext`` for the build, with a
``WorkerContext`` a process. Nothing of a build lives anywhere else, so two builds in one process see nothing of each
other.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import NamedTuple, Self

from jinja2 import TemplateError

from xieshou.build.render_job import RenderJob
from xieshou.content.catalog import Catalog, join
from xieshou.content.docs import Docs, DocsSettings, Names, names_of, read_docs
from xieshou.content.load import ParseContext, Setup, all_units
from xieshou.content.site_file import SiteFile
from xieshou.content.units import Ref
from xieshou.content.waiting import with_waiting
from xieshou.core.cache import Store
from xieshou.core.problems import Problem
from xieshou.core.workers import Pool
from xieshou.language.labels import Labels, load_labels
from xieshou.pictures.fonts import CardFont
from xieshou.plan.pages import Plan
from xieshou.render.page_renderer import PageRenderer
from xieshou.render.templates import Templates

Originals = tuple[tuple[str, bytes], ...]
"""Pictures: names, and the digests of their bytes."""


@dataclass(slots=True)
class WorkerContext(ParseContext):
    """What one process works with; what costs much to make is made when it is first asked for, and kept."""

    _catalog: tuple[int, Originals, Catalog] | None = None
    _job: tuple[bytes, RenderJob, PageRenderer] | None = None

    def catalog(self, now: int, originals: Mapping[str, bytes]) -> Catalog:
        """The catalog of all that is in the store. ``originals``: the digest of each picture's bytes."""
        pictures = tuple(originals.items())
        if self._catalog is None or self._catalog[:2] != (now, pictures):
            units, _ = with_waiting(all_units(self.store), now, self.setup.named, self.setup.drafts)
            found, _ = join(units, self.setup.languages, now, originals, self.setup.preview)
            self._catalog = now, pictures, found
        return self._catalog[2]

    def begin(self, job: RenderJob, catalog: Catalog) -> bytes:
        """Take up a job, with a catalog of at least what its pages show. Its name, by which others find it."""
        name, data = job.packed()
        self.store.set_meta("job", name + data)
        self._job = name, job, self._renderer(job, catalog)
        return name

    def forget_catalog(self) -> None:
        """The store has other files than those the catalog was made of."""
        self._catalog = None

    def job(self, name: bytes) -> tuple[RenderJob, PageRenderer]:
        """The job of that name, and what renders its pages. Raises ``LookupError`` where another was begun since."""
        if self._job is None or self._job[0] != name:
            kept = self.store.meta("job") or b""
            if kept[: len(name)] != name:
                raise LookupError(f"render job {name.hex()}")
            job = RenderJob.unpacked(kept[len(name) :])
            self._job = name, job, self._renderer(job, self.catalog(job.now, job.originals()))
        return self._job[1:]

    def _renderer(self, job: RenderJob, catalog: Catalog) -> PageRenderer:
        project = self.setup.project
        plan = Plan(catalog, job.site, left_out=job.left_out)
        return PageRenderer(plan, load_labels(project), job.pictures, Templates(project), self.store)


@dataclass(frozen=True, slots=True)
class OpenWorker:
    """Makes what a process works with."""

    setup: Setup

    def __call__(self) -> WorkerContext:
        return WorkerContext.open(self.setup)


@dataclass(frozen=True, slots=True)
class Ready:
    """Has a worker make its catalog, and compile the templates for all, while it would wait for the plan."""

    now: int
    originals: Originals

    def __call__(self, context: WorkerContext) -> None:
        with suppress(TemplateError, UnicodeDecodeError):  # of a site's own, which is told when all are looked at
            Templates(context.setup.project).compile_all()
        context.catalog(self.now, dict(self.originals))


class SiteRead(NamedTuple):
    """``content/site.yml`` as read: the site (None where it has errors), its problems, and what it refers to."""

    site: SiteFile | None
    problems: list[Problem]
    refs: tuple[Ref, ...]


@dataclass(slots=True)
class Timings:
    """Seconds each stage took, in order."""

    stages: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.stages[name] = round(self.stages.get(name, 0.0) + time.perf_counter() - begun, 4)


@dataclass(frozen=True, slots=True)
class BuildContext(AbstractContextManager["BuildContext"]):
    """One build. ``now``: its moment, in seconds since 1970; ``docs``: the hand-written pages.

    ``renders``: whether pages will be made, or the content only be checked; ``plans``: whether they are planned.
    ``engine``: the parts of the fingerprint.
    ``without``: the files whose errors a preview makes do with. ``cards``: what social cards are written with.
    """

    worker: WorkerContext
    read: SiteRead
    labels: Mapping[str, Labels]
    pool: Pool[WorkerContext]
    now: int
    docs: Docs = field(default_factory=Docs)
    renders: bool = True
    plans: bool = True
    engine: Mapping[str, bytes] = field(default_factory=dict)
    timings: Timings = field(default_factory=Timings)
    without: tuple[str, ...] = ()
    cards: CardFont | None = None

    @classmethod
    def open(
        cls, setup: Setup, read: SiteRead, now: int, *, workers: int | None = None, docs: DocsSettings | None = None,
        **more: object,
    ) -> Self:  # fmt: skip
        """For a build as of ``now``, by ``workers`` processes (all cores unless said). ``docs``: what is said of the
        hand-written pages, which are read here: what they show does not wait for other entries.
        """
        worker = WorkerContext.open(setup)
        pages = read_docs(setup.project, setup.languages, worker.reader.renderer, worker.store, docs or DocsSettings())
        worker.setup = setup = replace(setup, named=(*setup.named, *pages.named(now)), drafts=pages.drafts(now))
        pool = Pool(worker, OpenWorker(setup), workers)
        return cls(worker, read, load_labels(setup.project), pool, now, pages, **more)  # type: ignore[arg-type]

    @property
    def doc_names(self) -> tuple[Names, ...]:
        """What the hand-written pages that are made are called in each language."""
        shown = self.docs.shown(self.now, bool(self.setup.preview))
        return tuple(sorted(set(names_of(shown, self.setup.languages).values())))

    @property
    def setup(self) -> Setup:
        """What parsing and rendering are set to."""
        return self.worker.setup

    @property
    def store(self) -> Store:
        """What is kept from build to build."""
        return self.worker.store

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let the processes and the store go."""
        self.pool.close()
        self.store.close()

    def save_timings(self) -> None:
        """Write down the seconds each stage took, for whoever looks for them."""
        with suppress(OSError):
            (self.setup.project.cache / "timings.json").write_text(json.dumps(self.timings.stages, indent=1))
