"""What the last exchange took from the public, kept so that it can be put back: the files it changed or removed.

In: the tree that was live, and what is recorded of it and of the one that took its place. Out: the folder ``previous``
beside the trees: those files, moved there, and a list of them, which is written last. While that is missing, or not
whole, nothing is kept.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from xieshou.build.tree_state import Kept, Manifest
from xieshou.core.plain import digest_of

_FORMAT = 1
"""Raised when the list looks another way."""
_DIGEST = 16


class FormerSite(NamedTuple):
    """The site before the last exchange. ``of``: the digest of what stands in the one that took its place
    (``content``); ``output``: that of what the former one was to be; ``files``: what differs between them, as the
    former site had it, None where it had no such file.
    """

    of: bytes
    output: bytes
    files: dict[str, Kept | None]

    def whole(self, live: Manifest) -> Manifest:
        """All files of the former site. ``live``: those of the one that took its place."""
        return {path: kept for path, kept in (live | self.files).items() if kept is not None}


def content(files: Manifest) -> bytes:
    """One digest of what stands in a tree: of its paths, and of the digests of its files."""
    parts = (path.encode("utf-8", "surrogateescape") + b"\0" + files[path][3] for path in sorted(files))
    return hashlib.blake2b(b"\0".join(parts), digest_size=_DIGEST).digest()


class Previous:
    """The folder in which the files are kept."""

    def __init__(self, aside: Path) -> None:
        self._folder = aside / "previous"
        self._list = self._folder / "list"
        self.files = self._folder / "files"

    def keep(self, tree: Path, before: Manifest, output: bytes, now: Manifest) -> list[str]:
        """Move from ``tree``, which was live and held ``before``, what is not ``now`` as it was; the paths of what was
        moved. ``output``: the digest of what it was to be.

        Where nobody knows what a file held, nothing can be put back, and nothing is kept. Nor is it where the disk
        refuses: what is published does not hang on it.
        """
        changed = {path: kept for path in {*before, *now} if _differs(kept := before.get(path), now.get(path))}
        if not changed:  # as a reader sees it, it is the site it was, and so is the one before
            return []
        moved: list[str] = []
        with suppress(OSError):
            self.forget()
            if not before or any(kept is not None and not kept[3] for kept in changed.values()):
                return []
            made: set[str] = set()
            for path in (path for path, kept in changed.items() if kept is not None):
                folder = f"{self.files}/{path}".rpartition("/")[0]
                if folder not in made:
                    os.makedirs(folder, exist_ok=True)
                    made.add(folder)
                with suppress(FileNotFoundError):  # others have taken it away: told when it is asked for
                    os.rename(f"{tree}/{path}", f"{self.files}/{path}")
                    moved.append(path)
            self._write(FormerSite(content(now), output, changed))
        return moved

    def read(self) -> FormerSite | None:
        """What is kept; None where nothing is, or the list is not as it was written."""
        try:
            data = self._list.read_bytes()
            if hashlib.blake2b(data[_DIGEST:], digest_size=_DIGEST).digest() != data[:_DIGEST]:
                return None
            found: Any = marshal.loads(data[_DIGEST:])
            return FormerSite(*found[1:]) if found[0] == _FORMAT else None
        except (OSError, ValueError, EOFError, TypeError, IndexError):
            return None

    def altered(self, former: FormerSite) -> list[str]:
        """The kept files that are not as they were written, byte for byte."""
        held = ((path, kept) for path, kept in former.files.items() if kept is not None)
        return sorted(path for path, kept in held if digest_of(self.files / path) != kept[3])

    def forget(self) -> None:
        """Keep nothing. The list goes first: what is left without it is nothing."""
        self._list.unlink(missing_ok=True)
        if self._folder.exists():
            shutil.rmtree(self._folder)

    def _write(self, former: FormerSite) -> None:
        data = marshal.dumps((_FORMAT, *former))
        self._folder.mkdir(exist_ok=True)
        part = self._list.with_suffix(".part")
        part.write_bytes(hashlib.blake2b(data, digest_size=_DIGEST).digest() + data)
        part.replace(self._list)


def _differs(before: Kept | None, now: Kept | None) -> bool:
    """Whether a reader may see another file: where a digest is missing nobody knows."""
    if before is None or now is None:
        return before is not now
    return before[3] != now[3] or not now[3]
