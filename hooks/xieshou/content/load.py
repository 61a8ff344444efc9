"""The whole of ``content/``: every file parsed once, and again only when its bytes change.

In: the project. Out: the units of every sound file and the problems of the others. A file is looked at only if its
stamp (times, size, inode) is new, or may yet come again, and parsed only if its bytes are: one edit among 20,000 files
costs one parse. What was said of a sound file is kept with it, and said again.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple, Self

from xieshou.content.catalog import Marks
from xieshou.content.markdown.render import MarkdownSettings, Renderer
from xieshou.content.parse import NOT_ENTRIES, Reader
from xieshou.content.parsed import Parsed
from xieshou.content.paths import Named, named
from xieshou.content.site_file import SiteFile
from xieshou.content.units import Ref, Unit, unpack
from xieshou.core.acceptance import Acceptance
from xieshou.core.cache import Store, StoredFile
from xieshou.core.clock import UNSETTLED, settled_before, stamp_of
from xieshou.core.door import walk
from xieshou.core.faults import at_work_on
from xieshou.core.plain import digest_of
from xieshou.core.problems import Problem
from xieshou.core.project import ProjectPaths
from xieshou.core.workers import Pool


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs to parse or render as its parent would."""

    project: ProjectPaths
    build_fingerprint: bytes
    languages: tuple[str, ...]
    markdown: MarkdownSettings
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The site's own choices, by field."""
    folders: tuple[str, ...] | None = None
    """The folders it names that entries may lie in; None where ``site.yml`` has errors."""
    named: tuple[str, ...] = ()
    """The entries that the site itself names, by id, and those that its hand-written pages do."""
    drafts: tuple[tuple[str, str], ...] = ()
    """Those that unpublished hand-written pages name, and which pages these are."""
    preview: Marks = ()
    """Set in a serve session: what is not published is shown all the same, with these marks."""

    def previewing(self, marks: Marks) -> Setup:
        """The same for a serve session."""
        return replace(self, preview=marks)


def setup_for(
    project: ProjectPaths, build_fingerprint: bytes, site: SiteFile | None, markdown: MarkdownSettings
) -> Setup:
    """The setup of a site. Without a sound ``site.yml`` nothing is built, but the rest is still read for its faults."""
    if site is None:
        languages = project.label_languages
        return Setup(project, build_fingerprint, languages, markdown)
    # What was sound under other choices may not be now: they are part of the fingerprint.
    choices = site.choices()
    own = hashlib.blake2b(
        build_fingerprint + repr((site.languages, choices, site.folders)).encode(), digest_size=16
    ).digest()
    return Setup(project, own, site.languages, markdown, choices, site.folders, site.named())


class ScannedFile(NamedTuple):
    """A file and its stamp."""

    name: str
    stamp: bytes


FileState = tuple[bytes, bytes]
"""A sound file as the store knows it: the digest of its bytes, and that of what planning may see of it."""


class Loaded(NamedTuple):
    """What loading found: the problems, the sound files by name, the entries whose files have errors, what those
    refer to (file, reference), and the warnings that are accepted beside entries.

    ``earlier``: what the last build kept of each file that is another now; None of a new one.
    """

    problems: list[Problem]
    files: dict[str, FileState]
    invalid: frozenset[Named]
    refs_of_invalid: tuple[tuple[str, Ref], ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    earlier: Mapping[str, StoredFile | None] = {}


@dataclass(slots=True)
class ParseContext:
    """What a process works with: the setup, and of its own a reader and the open store."""

    setup: Setup
    reader: Reader
    store: Store

    @classmethod
    def open(cls, setup: Setup) -> Self:
        """Made for this process. Close its ``store`` when the build is done."""
        renderer, choices = Renderer(setup.markdown), dict(setup.choices)
        reader = Reader(setup.languages, renderer, choices, setup.folders, setup.project.assets)
        # What is known of a sound site is kept apart: a slip in ``site.yml`` is not to have all worked out anew.
        kept = setup.project.cache if setup.folders is not None else setup.project.cache / SITELESS
        return cls(setup, reader, Store.open(kept, setup.build_fingerprint))


def load(context: ParseContext, pool: Pool[ParseContext]) -> Loaded:
    """Bring the store up to date with the content."""
    setup, store = context.setup, context.store
    problems: list[Problem] = []
    found = _scan(setup.project, problems)
    known = store.files()
    changed: list[ScannedFile] = []
    same: list[ScannedFile] = []
    for name, own in found.items():
        was, digest, _ = known.get(name, _NEW)
        if not was:  # new, or to be parsed every time
            changed.append(ScannedFile(name, own))
        elif was != own or own == UNSETTLED:
            (same if digest == digest_of(setup.project.root / name) else changed).append(ScannedFile(name, own))
    if same:
        store.set_stamps((one.stamp, one.name) for one in same)
    gone = known.keys() - found.keys() | {file.name for file in changed}
    earlier = _earlier(setup.project, store, changed, known)
    invalid = set()
    refs_of_invalid: list[tuple[str, Ref]] = []
    accepted: list[Acceptance] = []
    anew = {one.name for one in changed}
    for name, data in store.told().items():
        if name in found and name not in anew:
            of_it = pickle.loads(data)
            problems += of_it[0]
            accepted += of_it[1]
    for batch in pool.map(_parse_files, changed, doing="reading"):
        for name, file in batch:
            problems += file.problems
            accepted += file.accepted
            gone.discard(name)  # what was taken away before it was read is not heard of
            if not file.sound:
                invalid.add(name)
                refs_of_invalid += [(name, ref) for ref in file.refs_of_invalid]
    if gone or invalid:
        store.forget_files(gone | invalid)
    for name in (*gone, *anew):
        known.pop(name, None)
    known |= store.files(anew)
    files = {name: kept[1:] for name, kept in known.items()}
    return Loaded(problems, files, frozenset(map(named, invalid)), tuple(refs_of_invalid), tuple(accepted), earlier)


def _earlier(
    project: ProjectPaths, store: Store, changed: list[ScannedFile], known: Mapping[str, tuple[bytes, bytes, bytes]]
) -> dict[str, StoredFile | None]:
    """What is kept of files that are to be parsed, where they hold other bytes now: it is about to be overwritten."""
    found: dict[str, StoredFile | None] = {one.name: None for one in changed if one.name not in known}
    kept = (one.name for one in changed if one.name in known)
    edited = (name for name in kept if known[name][1] != digest_of(project.root / name))
    return found | {name: store.stored(name) for name in islice(edited, _MOST_KEPT)}


def all_units(store: Store) -> list[Unit]:
    """The units of every sound file."""
    return [unit for packed in store.units() for unit in unpack(packed)]


class _Heard(NamedTuple):
    """What others hear of a file that was parsed."""

    problems: list[Problem]
    sound: bool
    refs_of_invalid: list[Ref]
    accepted: list[Acceptance]


def _parse_files(context: ParseContext, chunk: list[ScannedFile]) -> list[tuple[str, _Heard]]:
    """Parse a chunk of files and store what is sound: a task."""
    done: list[tuple[ScannedFile, Parsed]] = []
    for file in chunk:
        with at_work_on(file.name):
            parsed = context.reader.parse(context.setup.project.root / file.name, file.name)
            if not parsed.gone:
                done.append((file, parsed))
    clean = [(file, parsed) for file, parsed in done if parsed.sound]
    context.store.put_files(
        [
            # A file whose photographs are those of a folder has no stamp: it is parsed every time.
            (file.name, b"" if parsed.looks_around else file.stamp, parsed.digest, parsed.shape(), parsed.packed())
            for file, parsed in clean
        ],
        [(file.name, entry, data) for file, parsed in clean for entry, data in parsed.facts],
        [(file.name, digest, data) for file, parsed in clean for digest, data in parsed.bodies],
        [
            (file.name, pickle.dumps((parsed.problems, parsed.accepted), 5))
            for file, parsed in clean
            if parsed.problems or parsed.accepted
        ],
    )
    return [
        (
            file.name,
            _Heard(parsed.problems, parsed.sound, [] if parsed.sound else parsed.refs_of_invalid, parsed.accepted),
        )
        for file, parsed in done
    ]


def _scan(project: ProjectPaths, problems: list[Problem]) -> dict[str, bytes]:
    """The stamp of every file of the content."""
    before = settled_before(project.content, project.cache)
    return {
        name: stamp_of(status, before)
        for name, status in walk(project.root, project.relative(project.content), problems, required=True)
        if name not in NOT_ENTRIES
    }


_NEW = (b"", b"", b"")
SITELESS = "without-site"
"""The folder in the cache of what is found out while ``site.yml`` has errors."""
_MOST_KEPT = 1000
"""Edited files of which is held what they were: nobody edits as many by hand."""
