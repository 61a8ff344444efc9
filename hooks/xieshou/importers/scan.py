"""What lies in a folder that is to be imported: its texts, its pictures, and what is neither.

In: a folder or a file. Out: the files by their paths below it. No link is followed and nothing is unpacked; what is too
large, a pipe or an archive is a problem. Files and folders that are of a program and no texts (its templates, its
packages, what it has built) are passed over by name, and counted.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path, PurePosixPath

from xieshou.core.plain import LINK, NOT_PLAIN
from xieshou.core.problems import Problem, problem

MAX_TEXT = 20_000_000
"""Bytes of a text, or of an export that holds many."""
MAX_DOCUMENT = 100_000_000
"""Bytes of a document that has its pictures in it."""
_DOCUMENTS = (".docx", ".docm", ".doc", ".wps")
MAX_FILES = 200_000
PICTURES = frozenset((".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".bmp", ".tif", ".tiff"))
ARCHIVES = frozenset((".zip", ".gz", ".tgz", ".tar", ".rar", ".7z", ".bz2", ".xz", ".zst"))
_PROGRAMS = frozenset(
    "node_modules bower_components vendor themes layouts archetypes _layouts _includes _sass _site __pycache__".split()  # noqa: SIM905
)
_ABOUT = frozenset("readme contributing license changelog code_of_conduct security".split())  # noqa: SIM905
"""Files at the top of a project that are about the project."""


@dataclass(frozen=True, slots=True)
class ScannedFolder:
    """What lies in ``root``. ``texts`` and ``pictures``: paths below it, with ``/``."""

    root: Path
    texts: tuple[str, ...]
    pictures: tuple[str, ...]
    others: tuple[str, ...]
    passed: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()
    pair: bool = False
    """Whether the texts are two files that were named together."""


def scan(start: Path, endings: frozenset[str]) -> ScannedFolder:
    """What lies in the folder ``start``, or beside the file ``start``; a text is what has one of ``endings``."""
    if os.path.islink(start):
        return _nothing(start, problem(start.name, 1, 1, LINK))
    if not start.exists():
        return _nothing(start, problem(start.name or str(start), 1, 1, "import-missing"))
    if not start.is_dir():
        return _one(start, endings)
    texts: list[str] = []
    pictures: list[str] = []
    others: list[str] = []
    passed: Counter[str] = Counter()
    problems: list[Problem] = []
    for name, size in _walk(start, problems, passed):
        ending = PurePosixPath(name).suffix.lower()
        if ending in PICTURES:
            pictures.append(name)
        elif ending in endings and not _about_project(name):
            if size > _most(ending):
                problems.append(problem(name, 1, 1, "import-too-large", limit=_most(ending) // 1_000_000))
            else:
                texts.append(name)
        else:
            others.append(name)
            passed[ending or name.rpartition("/")[2]] += 1
        if len(texts) + len(pictures) + len(others) > MAX_FILES:
            problems.append(problem(name, 1, 1, "import-too-many", limit=MAX_FILES))
            break
    return ScannedFolder(
        start, tuple(texts), tuple(pictures), tuple(others), tuple(sorted(passed.items())), tuple(problems)
    )


def _nothing(start: Path, told: Problem) -> ScannedFolder:
    return ScannedFolder(start, (), (), (), (), (told,))


def _one(start: Path, endings: frozenset[str]) -> ScannedFolder:
    """One file, with the pictures that lie beside it or in folders there."""
    ending = start.suffix.lower()
    status = start.stat()
    if not stat.S_ISREG(status.st_mode):
        return _nothing(start, problem(start.name, 1, 1, NOT_PLAIN))
    if ending in ARCHIVES:
        return _nothing(start, problem(start.name, 1, 1, "import-archive"))
    if ending not in endings:
        return _nothing(start, problem(start.name, 1, 1, "import-unknown", endings=", ".join(sorted(endings))))
    if status.st_size > _most(ending):
        return _nothing(start, problem(start.name, 1, 1, "import-too-large", limit=_most(ending) // 1_000_000))
    beside = [name for name, _ in _walk(start.parent, [], Counter())]
    pictures = tuple(name for name in beside if PurePosixPath(name).suffix.lower() in PICTURES)
    return ScannedFolder(start.parent, (start.name,), pictures, ())


def _most(ending: str) -> int:
    return MAX_DOCUMENT if ending in _DOCUMENTS else MAX_TEXT


def together(starts: Sequence[Path], endings: frozenset[str]) -> ScannedFolder:
    """What lies in the one folder of ``starts`` or beside its one file; of several files, these. Two are one story in
    two languages.
    """
    if len(starts) == 1:
        return scan(starts[0], endings)
    root = Path(os.path.commonpath([start.parent for start in starts]))
    each = [scan(start, endings) for start in starts]
    texts = [start.relative_to(root).as_posix() for start, one in zip(starts, each, strict=True) if one.texts]
    beside = [
        (start.parent / name).relative_to(root).as_posix()
        for start, one in zip(starts, each, strict=True)
        for name in one.pictures
    ]
    problems = [problem for one in each for problem in one.problems]
    return ScannedFolder(
        root, tuple(dict.fromkeys(texts)), tuple(dict.fromkeys(beside)), (), (), tuple(problems), len(starts) == 2
    )


def _about_project(name: str) -> bool:
    return "/" not in name and name.split(".", maxsplit=1)[0].lower() in _ABOUT


def _walk(root: Path, problems: list[Problem], passed: Counter[str]) -> Iterator[tuple[str, int]]:
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(root / folder) as listed:
                entries = sorted(listed, key=attrgetter("name"), reverse=True)
        except OSError:
            problems.append(problem(folder or ".", 1, 1, "file-unreadable"))
            continue
        for entry in reversed(entries):
            name = f"{folder}/{entry.name}" if folder else entry.name
            if entry.name.startswith(".") and entry.name not in (".vuepress", ".vitepress"):
                continue
            try:
                name.encode()
                status = entry.stat(follow_symlinks=False)
            except UnicodeEncodeError:
                problems.append(problem(name.encode("utf-8", "replace").decode(), 1, 1, "file-name"))
                continue
            except OSError:
                problems.append(problem(name, 1, 1, "file-unreadable"))
                continue
            if stat.S_ISDIR(status.st_mode):
                if entry.name in _PROGRAMS:
                    passed[f"{entry.name}/"] += 1
                else:
                    folders.append(name)
            elif stat.S_ISREG(status.st_mode):
                yield name, status.st_size
            else:
                problems.append(problem(name, 1, 1, LINK if stat.S_ISLNK(status.st_mode) else NOT_PLAIN))
