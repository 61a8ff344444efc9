"""What is written down of a published tree: its files, when its folders were last changed, and what it was to be.

In: the folder beside the trees. Out: ``TreeRecord`` by tree; a damaged record is none. Records go by the number of a
tree's folder on the disk, and so stay with it when the folders change names.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from xieshou.build.tree_state import Manifest

_FORMAT = 2
"""Raised when records look another way."""


class TreeRecord(NamedTuple):
    """``folders``: path -> time in ns; ``output``: the digest of what the tree was to be."""

    files: Manifest
    folders: dict[str, int]
    output: bytes


NONE = TreeRecord({}, {"": -1}, b"")
"""What is known of a tree without a record. Not to be changed."""


class TreeRecords:
    """The records in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, TreeRecord] = {}

    def of(self, tree: Path) -> TreeRecord:
        """The record of ``tree``; ``NONE`` where there is none."""
        try:
            path = self._path(tree)
            if path not in self._read:
                self._read[path] = _unpacked(marshal.loads(path.read_bytes()))
            return self._read[path]
        except (OSError, ValueError, EOFError, TypeError, IndexError, AttributeError):
            return NONE

    def written_at(self, tree: Path) -> float:
        """When the record of ``tree`` was written, in seconds since 1970; 0 where there is none."""
        try:
            return self._path(tree).stat().st_mtime
        except OSError:
            return 0

    def keep(self, tree: Path, files: Manifest, folders: Mapping[str, int], output: bytes) -> None:
        """Write down what ``tree`` holds."""
        path = self._path(tree)
        part = path.with_suffix(".part")
        part.write_bytes(marshal.dumps((_FORMAT, files, dict(folders), output)))
        part.replace(path)
        self._read.pop(path, None)

    def forget(self, tree: Path) -> None:
        """Leave no record of ``tree``."""
        path = self._path(tree)
        path.unlink(missing_ok=True)
        self._read.pop(path, None)

    def prune(self, trees: Iterable[Path]) -> None:
        """Drop the records of all but ``trees``: some file systems give folders other numbers each time."""
        kept = {self._path(tree) for tree in trees}
        for path in self._folder.glob("manifest-*"):
            if path not in kept:
                path.unlink(missing_ok=True)

    def release(self) -> None:
        """Give back the memory of records that were read."""
        self._read.clear()

    def _path(self, tree: Path) -> Path:
        return self._folder / f"manifest-{tree.stat().st_ino}"


def _unpacked(found: Any) -> TreeRecord:
    if found[0] == _FORMAT:
        _, files, folders, output = found
        return TreeRecord(files, folders, output)
    files, folders, _ = found  # of an earlier version: the names of the files are known, and what they hold is not
    return TreeRecord({path: (b"", size, mtime_ns, b"") for path, (_, size, mtime_ns) in files.items()}, folders, b"")
