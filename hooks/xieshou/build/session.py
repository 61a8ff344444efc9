"""One build from beginning to end, whoever asked for it: a host such as MkDocs, or the command line.

In: a project and the settings that shape its pages. Out: the site prepared, under lock, in a cache that is thrown away
where it is damaged. Everything that was opened is let go by ``close``.
"""

from __future__ import annotations

import gc
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, Self

from xieshou.build.card_fonts import card_font
from xieshou.build.context import BuildContext, SiteRead
from xieshou.build.locks import lock
from xieshou.build.pipeline import prepare
from xieshou.build.prepared import Prepared
from xieshou.build.publish import PublishFault, Trees
from xieshou.build.trial import tried
from xieshou.content.docs import DocsSettings
from xieshou.content.load import SITELESS, setup_for
from xieshou.content.markdown.extensions import loaded_modules, portable
from xieshou.content.markdown.render import MarkdownSettings
from xieshou.content.site_file import NAME, read_site
from xieshou.core.cache import Store, damaged
from xieshou.core.far import Far
from xieshou.core.faults import EngineFault
from xieshou.core.fingerprint import SETTINGS, Shaping, build_fingerprint, fingerprint_parts
from xieshou.core.problems import Problem, problem
from xieshou.core.project import ProjectPaths
from xieshou.core.utf8 import names_are_utf8
from xieshou.core.workers import Progress, untold
from xieshou.language.labels import Labels, load_labels


class BuildSettings(NamedTuple):
    """What a build is asked for. ``shaping``: what else of the host's settings pages are made of, and its modules.

    ``docs``: what they say of the hand-written pages. ``preview``: what is not published is shown all the same, marked.
    ``renders``: whether pages will be made, or the content only be checked; ``plans``: whether pages are even planned:
    what is told of entries does not need them. ``told``: problems that are known already.
    ``cards``: whether social cards are made. ``located``: whether the site's address is known, and so it is for others
    to read. ``progress`` is told how far the work has come. ``far``: who else does a share of it.
    """

    markdown: MarkdownSettings
    shaping: Shaping | None = None
    workers: int | None = None
    docs: DocsSettings = DocsSettings()
    preview: bool = False
    renders: bool = True
    plans: bool = True
    told: tuple[Problem, ...] = ()
    progress: Progress = untold
    far: Far | None = None
    cards: bool = False
    located: bool = False


@dataclass(slots=True)
class Session:
    """What belongs to one build and is let go with it."""

    project: ProjectPaths
    labels: dict[str, Labels]
    trees: Trees | None = None
    _stack: ExitStack = field(default_factory=ExitStack)
    _faults_of_cards: tuple[Problem, ...] = ()

    @classmethod
    def to_build(cls, paths: ProjectPaths, live: Path, *, wait: bool) -> Self:
        """To build to the folder ``live``, under lock. ``wait``: for others that hold it.

        Raises ``PublishFault`` and ``OSError``.
        """
        _in_utf8()
        stack = ExitStack()
        project, trees = paths.keeping(stack), Trees(live.absolute())
        try:
            stack.enter_context(lock(project.cache, wait=wait))
            trees.prepare()
            stack.enter_context(lock(trees.aside, wait=wait))  # another cache may build to the same folder
        except BaseException:
            stack.close()
            raise
        stack.callback(shutil.rmtree, trees.scratch, ignore_errors=True)
        # A build makes much and keeps it to its end: looking for garbage on the way takes a fifth of the time.
        gc.disable()
        stack.callback(gc.enable)
        return cls(project, load_labels(project), trees, stack)

    @classmethod
    def to_check(cls, paths: ProjectPaths) -> Self:
        """To look at the content alone, in a cache of its own: the build's may be in use, as of another moment."""
        _in_utf8()
        stack = ExitStack()
        try:
            project = paths.keeping(stack, "check")
            stack.enter_context(lock(project.cache, wait=True))
        except BaseException:
            stack.close()
            raise
        return cls(project, load_labels(project), None, stack)

    def prepared(self, settings: BuildSettings, now: int) -> Prepared:
        """The site as of ``now`` (seconds since 1970), with every problem there is."""
        try:
            prepared = prepare(self._context(settings, now))
        except sqlite3.Error as error:
            if not damaged(error):
                raise
            for folder in (self.project.cache, self.project.cache / SITELESS):
                Store.discard(folder)
            prepared = prepare(self._context(settings, now))
        failed = list(tried(prepared))
        told = prepared.telling([*settings.told, *failed, *self._faults_of_cards, *_unreachable(prepared, settings)])
        return replace(told, plan=None) if failed else told

    def _context(self, settings: BuildSettings, now: int) -> BuildContext:
        read = SiteRead(*read_site(self.project))
        markdown = settings.markdown
        shaping = {"markdown": Shaping(markdown, loaded_modules(markdown))}
        engine = fingerprint_parts(self.project, shaping | ({SETTINGS: settings.shaping} if settings.shaping else {}))
        setup = setup_for(self.project, build_fingerprint(engine), read.site, markdown)
        if settings.preview:
            marks = tuple((name, labels("ui.unpublished")) for name, labels in self.labels.items())
            setup = setup.previewing(marks)
        workers = settings.workers if portable(markdown) else 1  # what can't be sent to others is done here
        cards = card_font(self.project, read.site, wanted=settings.cards)
        self._faults_of_cards = cards.faults
        context = BuildContext.open(
            setup, read, now, workers=workers, docs=settings.docs, renders=settings.renders,
            plans=settings.plans, engine=engine,
            cards=cards.font if settings.cards else None,
        )  # fmt: skip
        context.pool.progress, context.pool.far = settings.progress, settings.far
        return self._stack.enter_context(context)

    def close(self) -> None:
        """Let go of the locks, the processes, the cache and the scratch folder."""
        self._stack.close()


def _unreachable(prepared: Prepared, settings: BuildSettings) -> Iterator[Problem]:
    """A warning where readers of a site that is going out are told no address to write to."""
    site = prepared.context.read.site
    if settings.located and site is not None and site.contact is None:
        yield problem(NAME, 1, 1, "contact-missing", field="contact", warning=True)


def _in_utf8() -> None:
    """Raise ``PublishFault`` where Chinese names could not be found (another program than ours runs the build)."""
    if not names_are_utf8():
        raise PublishFault("names", encoding=sys.getfilesystemencoding())


def written_down(fault: EngineFault, project: ProjectPaths) -> Path:
    """Where the details of a fault of ours were written, for whoever mends the engine. Asked when its build is over."""
    for folder in (project.cache, Path(tempfile.gettempdir())):  # a cache made for one build is gone by now
        place = folder / "engine-fault.txt"
        with suppress(OSError):
            place.write_text(f"{fault.subject}\n\n{fault.details}", "utf-8")
            return place
    return Path("-")
