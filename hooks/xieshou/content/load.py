"""The whole of ``content/``: every file parsed once, and again only when its bytes change.

In: the project. Out: the units of every sound file and the problems of the others. A file is looked at only if its
stamp (times, size, inode) is new, and parsed only if its bytes are: one edit among 20,000 files costs one parse.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, Self

from xieshou.content.catalog import Marks
from xieshou.content.markdown.render import MarkdownSettings, Renderer
from xieshou.content.parse import NOT_ENTRIES, Reader
from xieshou.content.parsed import Parsed
from xieshou.content.paths import Named, named
from xieshou.content.site_file import SiteFile
from xieshou.content.units import Ref, Unit, unpack
from xieshou.core.cache import Store
from xieshou.core.door import walk
from xieshou.core.faults import at_work_on
from xieshou.core.files import stamp
from xieshou.core.plain import opened
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
    """The entries that the site itself names, by id."""
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
    """What loading found: the problems, the sound files by name, the entries whose files have errors, and what those
    refer to (file, reference)."""

    problems: list[Problem]
    files: dict[str, FileState]
    invalid: frozenset[Named]
    refs_of_invalid: tuple[tuple[str, Ref], ...] = ()


@dataclass(slots=True)
class ParseContext:
    """What a process works with: the setup, and of its own a reader and the open store."""

    setup: Setup
    reader: Reader
    store: Store

    @classmethod
    def open(cls, setup: Setup) -> Self:
        """Made for this process. Close its ``store`` when the build is done."""
        reader = Reader(setup.languages, Renderer(setup.markdown), dict(setup.choices), setup.folders)
        return cls(setup, reader, Store.open(setup.project.cache, setup.build_fingerprint))


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
        if not was:  # new, or to be parsed again because there is something to say of it
            changed.append(ScannedFile(name, own))
        elif was != own:
            (same if digest == _digest(setup.project.root / name) else changed).append(ScannedFile(name, own))
    if same:
        store.set_stamps((one.stamp, one.name) for one in same)
    gone = known.keys() - found.keys() | {file.name for file in changed}
    invalid = set()
    refs_of_invalid: list[tuple[str, Ref]] = []
    for batch in pool.map(_parse_files, changed):
        for name, found_here, sound, refs in batch:
            problems += found_here
            gone.discard(name)  # what was taken away before it was read is not heard of
            if not sound:
                invalid.add(name)
                refs_of_invalid += [(name, ref) for ref in refs]
    if gone or invalid:
        store.forget_files(gone | invalid)
    anew = [one.name for one in changed]
    for name in (*gone, *anew):
        known.pop(name, None)
    known |= store.files(anew)
    files = {name: kept[1:] for name, kept in known.items()}
    return Loaded(problems, files, frozenset(map(named, invalid)), tuple(refs_of_invalid))


def all_units(store: Store) -> list[Unit]:
    """The units of every sound file."""
    return [unit for packed in store.units() for unit in unpack(packed)]


def _parse_files(context: ParseContext, chunk: list[ScannedFile]) -> list[tuple[str, list[Problem], bool, list[Ref]]]:
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
            # A file with so much as a warning has no stamp: it is parsed, and so heard, every time.
            (file.name, b"" if parsed.problems else file.stamp, parsed.digest, parsed.shape(), parsed.packed())
            for file, parsed in clean
        ],
        [(file.name, entry, data) for file, parsed in clean for entry, data in parsed.facts],
        [(file.name, digest, data) for file, parsed in clean for digest, data in parsed.bodies],
    )
    return [
        (file.name, parsed.problems, parsed.sound, [] if parsed.sound else parsed.refs_of_invalid)
        for file, parsed in done
    ]


def _scan(project: ProjectPaths, problems: list[Problem]) -> dict[str, bytes]:
    """The stamp of every file of the content."""
    return {
        name: stamp(status)
        for name, status in walk(project.root, project.relative(project.content), problems, required=True)
        if name not in NOT_ENTRIES
    }


_NEW = (b"", b"", b"")


def _digest(path: Path) -> bytes:
    try:
        with opened(path) as file:
            return hashlib.blake2b(file.read(), digest_size=16).digest()
    except OSError:
        return b""
