"""Whether what is published is what was written: every byte, whatever sizes and times say.

In: the trees of a project. Out: problems, each at a file that others have changed, added or taken away, or that the
disk has let rot. A build looks at sizes and times, which is quick; this reads everything. So it does with what people
wrote, for the program believes that a file whose times are as they were is the file it has read.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from xieshou.attachments.inspect import OF_DOC_FILES, OF_FILES, known_files
from xieshou.build.publish import Trees
from xieshou.build.tree_state import Manifest, altered, outermost, walk
from xieshou.core.cache import Store
from xieshou.core.clock import stamp_of
from xieshou.core.plain import digest_of
from xieshou.core.problems import Problem, problem
from xieshou.core.project import ProjectPaths
from xieshou.pictures.inspect import OF_ASSETS, OF_DOCS, known_originals

CHANGED, MISSING, UNKNOWN = "tree-changed", "tree-missing", "tree-unknown"
FOREIGN, TAKEN = "tree-foreign", "tree-taken"
SPARE, SOURCE = "tree-spare", "source-rotten"
"""Codes of what is found."""


class Verified(NamedTuple):
    """What was found. ``files``: how many were looked at; ``live``, ``spare``: the paths in either tree that are not as
    they were written.
    """

    problems: tuple[Problem, ...]
    files: int
    live: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()


def verified(project: ProjectPaths, trees: Trees) -> Verified:
    """What is not as it was written: in the live tree, in its spare, and among what people wrote."""
    live_name = _name(project, trees.live)
    record = trees.known(trees.live)
    if record is None or not any(digest for *_, digest in record.files.values()):
        return Verified((problem(live_name, 1, 1, UNKNOWN),), 0)
    problems: list[Problem] = []
    wrong = list(_wrong(trees.live, record.files))
    for path in wrong:
        code = CHANGED if os.path.lexists(trees.live / path) else MISSING
        problems.append(problem(f"{live_name}/{path}", 1, 1, code))
    added = outermost((path for path, *_ in walk(trees.live)), record.files)
    problems += _foreign(project, trees, added, FOREIGN)
    spare = trees.known(trees.spare)
    wrong_spare = list(_wrong(trees.spare, spare.files, trees.live, {*record.files} - {*wrong})) if spare else []
    # What looks another than it was written, the next build sees by itself.
    unseen = {*wrong_spare} - {*wrong} - {*(altered(trees.spare, spare.files) if spare else ())}
    problems += [problem(f"{_name(project, trees.spare)}/{path}", 1, 1, SPARE) for path in sorted(unseen)]
    problems += _sources(project)
    return Verified(tuple(problems), len(record.files), (*wrong, *added), tuple(wrong_spare))


def taken_out(project: ProjectPaths, trees: Trees, paths: Collection[str]) -> tuple[Problem, ...]:
    """A warning for each of the ``paths`` that others have put into the live tree, and a build has taken out."""
    return tuple(_foreign(project, trees, paths, TAKEN))


def _foreign(project: ProjectPaths, trees: Trees, paths: Collection[str], code: str) -> Iterator[Problem]:
    for path in paths:
        details = {"kept": f"{_name(project, trees.foreign)}/{path}", "root": f"assets/root/{path}"}
        yield problem(f"{_name(project, trees.live)}/{path}", 1, 1, code, warning=code == TAKEN, **details)


def _wrong(tree: Path, files: Manifest, other: Path | None = None, sound: Collection[str] = ()) -> Iterator[str]:
    """The files of ``tree`` that are not as they were written. The ``sound`` ones of the ``other`` tree, where the two
    hold one file between them, are not read once more.
    """
    for path, (_, _, _, digest) in files.items():
        if other is not None and path in sound and _same(tree / path, other / path):
            continue
        if digest_of(tree / path) != digest:
            yield path


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.samestat(one.lstat(), other.lstat())
    except OSError:
        return False


def _sources(project: ProjectPaths) -> Iterator[Problem]:
    """What people wrote, and looks as it did when it was read, and is another."""
    folders = {OF_ASSETS: project.assets, OF_DOCS: project.docs, OF_FILES: project.assets, OF_DOC_FILES: project.docs}
    known = Store.peek(project.cache, *folders)
    if known is None:
        return
    originals = [
        (_name(project, folder / name), stamp, digest)
        for noted, folder in folders.items()
        for name, stamp, digest in (known_files if noted in (OF_FILES, OF_DOC_FILES) else known_originals)(
            known.values.get(noted, b"")
        )
    ]
    for name, stamp, digest in (*known.files, *originals):
        path = project.root / name
        try:
            unchanged = stamp_of(path.lstat()) == stamp
        except OSError:
            continue
        if unchanged and digest_of(path) != digest:
            yield problem(name, 1, 1, SOURCE)


def _name(project: ProjectPaths, folder: Path) -> str:
    """A folder as problems name it; one outside the project by its whole path."""
    return project.relative(folder) if folder.is_relative_to(project.root) else folder.as_posix()
