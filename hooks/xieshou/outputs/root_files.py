"""Files that are published as they are at the root of the site: ``assets/root/``.

In: the project. Out: the files by published path, and a problem for each that is not to go out. What hosts, search
engines and payment services ask for is small and dull: ``CNAME``, ``.well-known/security.txt``, a line of text in a
file of a certain name. So only such files go out (``xieshou.outputs.harmless``), under names that every host can serve.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from xieshou.core.door import PlainFile, walk
from xieshou.core.plain import Stranger, opened
from xieshou.core.problems import Problem, problem
from xieshou.core.project import ProjectPaths
from xieshou.outputs.harmless import doubts

FOLDER = "root"
"""Where they lie, within ``assets/``."""
MAX_BYTES, MAX_ALL, MAX_FILES = 500_000, 5_000_000, 200
OURS = ("assets", "pictures", "scripts", "search", "styles", "theme", "vendor")
"""Folders of the published site that the engine fills: nothing else may lie in them."""
_NAME = re.compile(r"[A-Za-z0-9._~@+=-]+")
_BACKUP = re.compile(r".*~|.*[._-](?:bak|backup|old|orig|copy|swp|tmp)", re.IGNORECASE)
"""What editors and people call what they keep beside a file: it may say more than the file does."""
_SHOWN = (".well-known", ".nojekyll")
"""What is published although its name begins with a dot."""
_KEPT = (".gitkeep", ".gitignore", ".gitattributes", ".DS_Store")
"""What tools leave in folders: not published, and nothing to tell."""


class RootFiles(NamedTuple):
    """The files by published path, and what is wrong with the others."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def root_files(project: ProjectPaths) -> RootFiles:
    """What ``assets/root/`` holds; nothing where there is no such folder."""
    top = f"{project.relative(project.assets)}/{FOLDER}"
    problems: list[Problem] = []
    files: dict[str, bytes] = {}
    count = size = 0
    for found in sorted(walk(project.root, top, problems, hidden=True)):
        path = found.name.removeprefix(f"{top}/")
        if path.rpartition("/")[2] in _KEPT:
            continue
        if fault := _of_name(found.name, path):
            problems.append(fault)
            continue
        count, size = count + 1, size + found.stat.st_size
        if count > MAX_FILES or size > MAX_ALL:
            problems.append(problem(top, 1, 1, "root-too-much", count=MAX_FILES, size=MAX_ALL // 1000))
            break
        data, faults = _read(project, found)
        problems.extend(faults)
        files[path] = data
    return RootFiles(files, tuple(dict.fromkeys(problems)))


def clashes(project: ProjectPaths, root: Iterable[str], published: Iterable[str]) -> Iterator[Problem]:
    """A problem for each of the ``root`` files that stands where another file of the site, or a folder of it, will.

    ``published`` are the paths of those. Names that differ in case alone are one on many hosts.
    """
    chosen = {path.casefold(): path for path in root}
    if not chosen:
        return
    theirs = {path.casefold() for path in published}
    folders = {above for path in theirs for above in _above(path)}
    for folded, path in chosen.items():
        ours = folded.partition("/")[0] in OURS
        if ours or folded in theirs or folded in folders or not theirs.isdisjoint(_above(folded)):
            where = f"{project.relative(project.assets)}/{FOLDER}/{path}"
            yield problem(where, 1, 1, "root-taken", address=path)


def _above(path: str) -> Iterator[str]:
    """The folders a path lies in."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _of_name(name: str, path: str) -> Problem | None:
    """What keeps a file back by its name; that of a folder stands for all that lies in it."""
    where = name.removesuffix(f"/{path}")
    for number, part in enumerate(path.split("/")):
        where = f"{where}/{part}"
        if part.startswith(".") and not (number == 0 and part in _SHOWN):
            return problem(where, 1, 1, "root-hidden", warning=True, value=part)
        if _BACKUP.fullmatch(part):
            return problem(where, 1, 1, "root-backup", warning=True, value=part)
        if not _NAME.fullmatch(part):
            return problem(where, 1, 1, "root-name", value=part)
    return None


def _read(project: ProjectPaths, found: PlainFile) -> tuple[bytes, list[Problem]]:
    if found.stat.st_size > MAX_BYTES:
        return b"", [problem(found.name, 1, 1, "root-too-large", size=MAX_BYTES // 1000)]
    try:
        with opened(project.root / found.name) as file:
            data = file.read(MAX_BYTES + 1)
    except Stranger as error:
        return b"", [problem(found.name, 1, 1, error.code)]
    except OSError:
        return b"", [problem(found.name, 1, 1, "file-unreadable")]
    return data, [
        problem(found.name, doubt.line, doubt.column, doubt.code, value=doubt.value)
        for doubt in doubts(found.name.rpartition("/")[2], data)
    ]
