"""What stands in a published tree, as the disk has it.

In: a folder, and what was recorded of it. Out: which of its files look as they did when they were written.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

Kept = tuple[bytes, int, int, bytes]
"""A file of a tree: the key of what it was made from, how it looked on the disk when it was written (size and mtime in
ns), and the digest of its content.

A plain tuple: every build reads and writes tens of thousands, and ``marshal`` takes no other.
"""
Manifest = dict[str, Kept]
"""Path -> file of a tree."""


def untouched(tree: Path, folders: Mapping[str, int]) -> bool:
    """Whether every folder is as old as it was recorded to be: then it holds the names it held."""
    start = f"{tree}/"
    try:
        return all(os.lstat(start + folder).st_mtime_ns == mtime for folder, mtime in folders.items())
    except OSError:
        return False


def altered(tree: Path, known: Mapping[str, Kept]) -> list[str]:
    """The files that no longer look as they did when they were written; an error of the disk is a file gone."""
    altered, lstat, start = [], os.lstat, f"{tree}/"
    for path, (_, size, mtime_ns, _) in known.items():  # of tens of thousands, in every build
        try:
            stat = lstat(start + path)
        except OSError:
            altered.append(path)
            continue
        if stat.st_mtime_ns != mtime_ns or stat.st_size != size:
            altered.append(path)
    return altered


def held(known: Mapping[str, Kept], found: Iterable[tuple[str, int, int]]) -> Manifest:
    """What a tree holds: each file ``found`` with its key, which is ``known`` as long as size and time are the same."""
    held: Manifest = {}
    for path, size, mtime_ns in found:
        kept = known.get(path)
        held[path] = kept if kept and kept[1:3] == (size, mtime_ns) else (b"", size, mtime_ns, b"")
    return held


def outermost(paths: Iterable[str], known: Iterable[str]) -> list[str]:
    """Of ``paths`` that are none of the ``known`` ones: each, or the outermost folder that holds no known path, which
    ends with a slash.
    """
    names = set(known)
    folders = {folder for path in names for folder in ancestors(path)}
    found = set()
    for path in paths:
        if path not in names:
            strange = [folder for folder in ancestors(path) if folder not in folders and folder]
            found.add(f"{strange[-1]}/" if strange else path)
    return sorted(found)


def ancestors(path: str) -> Iterator[str]:
    """The folders a path lies in, the tree itself (an empty name) among them."""
    while path:
        path = path.rpartition("/")[0]
        yield path


def walk(tree: Path) -> Iterator[tuple[str, int, int]]:
    """Every file of a tree: its path, its size in bytes and its time in nanoseconds. What vanishes is passed over."""
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            entries = os.scandir(tree / folder)
        except OSError:
            continue
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{folder}{entry.name}/")
                else:
                    stat = entry.stat(follow_symlinks=False)
                    yield f"{folder}{entry.name}", stat.st_size, stat.st_mtime_ns
