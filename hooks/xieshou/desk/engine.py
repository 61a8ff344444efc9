"""The engine at the desk: one catalog in memory, brought up to date whenever a file is another.

In: the project, and the work that is not handed in. Out: ``Snapshot``: what ``xieshou check`` would tell, and every
entry, the hidden ones too. All of it is done in one thread, one thing after the other; what a page asks for while
somebody types is looked at in a thread of its own, and waits for none of that.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from xieshou.build.accepting import notes
from xieshou.build.comparing import CHINESE, ENGLISH, differing_fields, differing_texts, names_of_site, parity_problems
from xieshou.build.prepared import Prepared
from xieshou.build.session import BuildSettings, Session
from xieshou.build.settings import Settings
from xieshou.build.terms import term_problems
from xieshou.checks.references import unresolved_refs
from xieshou.content.catalog import Catalog
from xieshou.content.load import all_units
from xieshou.content.markdown.render import Renderer
from xieshou.content.parse import Reader
from xieshou.content.parsed import Parsed
from xieshou.content.places import Places
from xieshou.content.schema.types.base import SiteNames
from xieshou.content.site_file import SiteFile
from xieshou.content.units import Ref, Unit
from xieshou.core.problems import Problem, Problems, Severity
from xieshou.core.project import ProjectPaths
from xieshou.desk.drawer import Drawer, read
from xieshou.desk.workspace import Workspace
from xieshou.language.labels import Labels
from xieshou.language.parity.known import KnownName
from xieshou.plan.sounds import Sounds

T = TypeVar("T")
_FEW = 4
"""Files that were edited since the site was looked at, and that a page may be baked with all the same."""


@dataclass(frozen=True)
class Snapshot:
    """The site with the work at the desk, at one moment. ``number`` rises with every change."""

    number: int
    prepared: Prepared
    words: Labels
    units: tuple[Unit, ...]
    sounds: Mapping[str, str]
    """How Han are read, as far as lists have asked for it: packed, by the Han."""
    catalog: Catalog | None
    """Every entry, the hidden ones too; None where the site's own file has errors."""
    names: tuple[KnownName, ...]
    """What texts of the two languages call the same."""

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What ``xieshou check`` tells of it."""
        told = self.prepared.telling([*parity_problems(self.prepared, self.words), *term_problems(self.prepared)])
        return tuple(Problems([*told.problems, *notes(told)]))

    @property
    def site(self) -> SiteFile | None:
        """The site's own file."""
        return self.prepared.context.read.site

    @cached_property
    def originals(self) -> Mapping[str, Unit]:
        """What each entry says of itself, by id."""
        return {f"{unit.kind}/{unit.slug}": unit for unit in self.units if unit.original}


@dataclass(slots=True)
class DeskEngine:
    """What looks at the site of ``project``. ``told``: warnings of the settings."""

    project: ProjectPaths
    known: Settings
    told: tuple[Problem, ...]
    drawer: Drawer
    words: Labels
    _workspace: Workspace = field(init=False)
    _session: Session | None = None
    _last: tuple[bytes, int, Snapshot] | None = None
    _latest: Snapshot | None = None
    _reader: Reader | None = None
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "desk-engine"))
    _quick: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "desk-typing"))

    def __post_init__(self) -> None:
        self._workspace = Workspace.of(self.project)

    def close(self) -> None:
        """Let everything go."""
        self._thread.submit(self._let_go).result()
        self._thread.shutdown()
        self._quick.shutdown()

    def with_snapshot(self, look: Callable[[Snapshot], T]) -> T:
        """What ``look`` makes of the site as it is now."""
        return self._thread.submit(lambda: look(self._now(None))).result()

    def snapshot(self) -> Snapshot:
        """The site as it is now."""
        return self.with_snapshot(lambda one: one)

    def latest(self) -> Snapshot:
        """The site as it was when somebody last looked: for whoever types, and waits for nothing."""
        return self._latest or self.snapshot()

    def problems(self) -> tuple[Problem, ...]:
        """What ``xieshou check`` tells of the site with all the work at the desk."""
        return self.with_snapshot(lambda one: one.problems)

    def problems_of(self, names: Collection[str]) -> tuple[Problem, ...]:
        """The same of some files: what concerns them alone is looked at when they are asked for."""

        def look(snapshot: Snapshot) -> tuple[Problem, ...]:
            root = self._workspace.folder
            laid = {name: data for name in names if (data := read(root / name)) is not None}
            told = snapshot.prepared.telling(self._compared(laid)).problems
            return tuple(one for one in told if one.path in names)

        return self.with_snapshot(look)

    def tried(self, laid: Mapping[str, bytes]) -> tuple[Problem, ...]:
        """What ``xieshou check`` would tell of the project with ``laid`` in it, and no other work."""

        return self._thread.submit(self._tried, laid).result()

    def _tried(self, laid: Mapping[str, bytes]) -> tuple[Problem, ...]:
        self._workspace.sync(laid)
        self._let_go()
        self._last = None
        with closing(Session.to_check(self._workspace.paths)) as session:
            prepared = session.prepared(self._wanted(preview=False), int(time.time()))
            return tuple(prepared.telling(self._compared(laid)).problems)

    def _wanted(self, *, preview: bool) -> BuildSettings:
        """What the engine is asked for: entries are tried without planning any page."""
        return BuildSettings(
            self.known.markdown, docs=self.known.pages, renders=False, plans=preview, told=self.told, preview=preview,
            workers=1,
        )  # fmt: skip

    def typed(self, name: str, data: bytes) -> tuple[Problem, ...]:
        """What is wrong with the file ``name`` if it holds ``data``: all that a file and the names of others tell."""
        return self._quick.submit(self._typed, name, data).result()

    def compared(self, laid: Mapping[str, bytes]) -> list[Problem]:
        """What the Chinese and the English of the texts in ``laid`` state differently."""
        return self._quick.submit(self._compared, laid).result()

    def _compared(self, laid: Mapping[str, bytes]) -> list[Problem]:
        found = []
        for name, data in laid.items():
            other = f"{name.removesuffix(f'.{CHINESE}.md')}.{ENGLISH}.md"
            if name.endswith(f".{CHINESE}.md") and other in laid:
                with suppress(UnicodeDecodeError):
                    found += differing_texts((name, data), (other, laid[other]), self._names(), self.words)
            elif name.endswith((".yml", ".yaml")):
                found += differing_fields((name, data), self._names(), self.words)
        return found

    def _names(self) -> tuple[KnownName, ...]:
        return self._latest.names if self._latest else ()

    @property
    def root(self) -> Path:
        """The folder of the site with the work at the desk, as it was last brought up to date."""
        return self._workspace.folder

    def _typed(self, name: str, data: bytes) -> tuple[Problem, ...]:
        snapshot = self.latest()
        reader = self._reader = self._reader or self._new_reader(snapshot)
        paths = self._workspace.paths
        parsed = reader.parse(paths.root / name, name, data)
        refs = [(name, ref, True) for ref in parsed.refs_of_invalid]
        refs += [(unit.path, Ref._make(ref), True) for unit in parsed.units for ref in unit.refs]
        found = list(parsed.problems)
        if snapshot.catalog is not None:
            places = Places.typed(paths.root, name, data)
            own = {f"{unit.kind}/{unit.slug}" for unit in parsed.units}
            wanted = [one for one in refs if f"{one[1].kind}/{one[1].slug}" not in own]
            found += unresolved_refs(snapshot.catalog, places, wanted, snapshot.prepared.invalid)
        return tuple(Problems(found))

    def _new_reader(self, snapshot: Snapshot) -> Reader:
        site, renderer = snapshot.site, Renderer(self.known.markdown)
        languages = site.languages if site else self.project.label_languages
        choices = dict(site.choices()) if site else {}
        folders = site.folders if site else None
        return Reader(languages, renderer, choices, folders, self._workspace.paths.assets)

    def baked(self, bake: Callable[[Snapshot, Mapping[str, Parsed]], T | None]) -> T | None:
        """What ``bake`` makes of the site as it was last looked at, and of the files that are others since; where that
        is nothing, of the site as it is now.
        """

        def look() -> T | None:
            if self._last is not None and (parsed := self._parsed_since(self._last[2])) is not None:
                with suppress(LookupError):  # it shows what the page did not show before
                    if (found := bake(self._last[2], parsed)) is not None:
                        return found
            return bake(self._now(None), {})

        return self._thread.submit(look).result()

    def _parsed_since(self, snapshot: Snapshot) -> dict[str, Parsed] | None:
        """The files that are others since a snapshot; None where they are many, or have errors."""
        paths = self._workspace.paths
        self._workspace.sync(self._work())
        if len(self._workspace.changed) > _FEW:
            return None
        reader = self._new_reader(snapshot)
        parsed = {name: reader.parse(paths.root / name, name) for name in self._workspace.changed}
        return parsed if all(one.sound and not one.gone for one in parsed.values()) else None

    def names(self) -> SiteNames:
        """What the site names itself."""
        site = self.snapshot().site
        return SiteNames(site.languages, dict(site.choices())) if site else SiteNames(self.project.label_languages)

    def _now(self, laid: Mapping[str, bytes] | None) -> Snapshot:
        """The site with ``laid`` over it; with all the work at the desk where that is None."""
        laid = self._work() if laid is None else laid
        now, token = int(time.time()), self._workspace.sync(laid)
        if self._last and self._last[0] == token and now < self._last[1]:
            self._workspace.changed.clear()
            return self._last[2]
        number = self._last[2].number + 1 if self._last else int(time.time() * 1000)
        self._let_go()
        self._workspace.changed.clear()
        self._session = Session.to_check(self._workspace.paths)
        prepared = self._session.prepared(self._wanted(preview=True), now)
        store = prepared.context.store
        catalog, units = prepared.catalog() if prepared.catalog else None, tuple(all_units(store))
        sounds, names = Sounds.open(store).known(), names_of_site(prepared)
        snapshot = Snapshot(number, prepared, self.words, units, sounds, catalog, names)
        until = snapshot.catalog.until if snapshot.catalog else now + 60
        self._last, self._latest, self._reader = (token, until, snapshot), snapshot, None
        return snapshot

    def _work(self) -> dict[str, bytes]:
        drafts = ((name, self.drawer.draft(name)) for name in self.drawer.names())
        return {name: draft.data for name, draft in drafts if draft}

    def _let_go(self) -> None:
        if self._session is not None:
            with suppress(OSError):
                self._session.close()
            self._session = None


def errors(problems: tuple[Problem, ...]) -> list[Problem]:
    """Those that keep a site from being published."""
    return [one for one in problems if one.severity is Severity.ERROR]
