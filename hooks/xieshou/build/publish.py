"""Publishing: two trees, one exchange.

The spare tree is brought up to date file by file, then it and the live one change places in one step of the system.
A build that fails or is killed leaves the live tree as it was. Afterwards the new spare is brought up to date too, so
that the next build writes only its own changes; the two share the files that are alike (``render.files``). What a tree
holds is known by its manifest (path -> key, size, mtime), and believed only where the disk agrees.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import marshal
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xieshou.build.tree_state import Manifest, altered, ancestors, held, untouched, walk
from xieshou.core.files import Written, share
from xieshou.core.workers import Pool

MARKER = ".xieshou"
"""Lies in every tree we made; a folder with other things and without it is not ours to replace."""
_ASIDE = re.compile(r"\.(.+)\.xieshou")
_AT_FDCWD, _EXCHANGE = -100, 2


class PublishFault(Exception):
    """Publishing can't go on: ``code`` names the sentence in the labels (``publish.<code>``)."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code, self.details = code, details


_Record = tuple[Manifest, dict[str, int], bytes]
"""What a tree holds, when its folders were last changed, and what it was to be."""


def live_folder(asked: Path) -> Path:
    """Where a site is published that MkDocs is asked to build into ``asked``.

    A folder inside ``.site.xieshou`` stands for ``site`` beside it: MkDocs empties whatever it is asked to build into,
    and where nobody is there to stop it, that is not the published site.
    """
    beside = _ASIDE.fullmatch(asked.parent.name)
    return asked.parent.parent / beside[1] if beside else asked


class Trees:
    """The live tree and its spare, on one file system."""

    def __init__(self, live: Path) -> None:
        self.live = live
        self.aside = live.parent / f".{live.name}.xieshou"
        self.spare = self.aside / "spare"
        self.scratch = self.aside / "scratch"
        self._folders: dict[int, dict[str, int]] = {}
        self._output_digest = b""
        self._records: dict[Path, _Record] = {}

    def prepare(self) -> None:
        """Make room beside the live tree. Raises ``PublishFault`` where the live folder is somebody else's."""
        if self.live.exists() and not self.live.is_dir():
            raise PublishFault("foreign", folder=self.live)
        if self.live.is_symlink():
            raise PublishFault("link", folder=self.live)
        if self.live.is_mount():
            raise PublishFault("mount", folder=self.live)
        if self.live.is_dir() and any(self.live.iterdir()) and not (self.live / MARKER).exists():
            raise PublishFault("foreign", folder=self.live)
        self.spare.mkdir(parents=True, exist_ok=True)

    def up_to_date(self, digest: bytes) -> int | None:
        """Say what the live tree shall be, by a digest; the number of its files where it is that already.

        It is, as long as every file looks as it did when it was written, and no folder of it was touched since.
        """
        self._output_digest = digest
        known, folders, was = self._recorded(self.live)
        if was != digest or not untouched(self.live, folders) or altered(self.live, known):
            return None
        return len(known)

    def manifest(self, tree: Path) -> Manifest:
        """What ``tree`` holds, as far as the disk agrees; a file nobody recorded has an empty key.

        A folder whose time is as recorded holds the names it held, so that most builds need not list any.
        """
        known, folders, _ = self._recorded(tree)
        self._folders[tree.stat().st_ino] = folders
        if not untouched(tree, folders):
            return held(known, walk(tree))
        return known | {path: (b"", *known[path][1:]) for path in altered(tree, known)}

    def recorded(self, tree: Path) -> Manifest:
        """What ``tree`` is recorded to hold, whatever became of it since; without a record, what it holds."""
        if not tree.exists():
            return {}
        known, folders, _ = self._recorded(tree)
        self._records.clear()  # read once to aim and once for this: it is large
        self._folders[tree.stat().st_ino] = folders
        # A project that was copied has no record of its trees: what they hold beyond the new site must go all the same.
        return known or self.manifest(tree)

    def _recorded(self, tree: Path) -> _Record:
        try:
            path = self._record(tree)
            if path not in self._records:
                known, folders, up_to_date = marshal.loads(path.read_bytes())
                self._records[path] = known, folders, up_to_date
            return self._records[path]
        except (OSError, ValueError, EOFError, TypeError):
            return {}, {"": -1}, b""

    def _forget(self, tree: Path) -> None:
        path = self._record(tree)
        path.unlink(missing_ok=True)
        self._records.pop(path, None)

    def record(self, tree: Path, manifest: Manifest, touched: Iterable[str]) -> None:
        """Write down what ``tree`` holds; ``touched`` are the paths written or removed since the last record."""
        folders = dict(self._folders.get(tree.stat().st_ino, {}))
        for folder in {ancestor for path in touched for ancestor in ancestors(path)}:
            place = f"{tree}/{folder}"
            if os.path.isdir(place):
                folders[folder] = os.lstat(place).st_mtime_ns
            else:
                folders.pop(folder, None)
        self._folders[tree.stat().st_ino] = folders
        target = self._record(tree)
        part = target.with_suffix(".part")
        part.write_bytes(marshal.dumps((manifest, folders, self._output_digest)))
        part.replace(target)
        self._records.pop(target, None)

    def _record(self, tree: Path) -> Path:
        # By inode: a manifest stays with its folder when the folders change names.
        return self.aside / f"manifest-{tree.stat().st_ino}"

    def update(
        self,
        target: Mapping[str, bytes],
        live: Manifest,
        make: Callable[[list[str]], Iterable[Written]],
        pool: Pool[object],
        held: Manifest | None = None,
    ) -> Manifest:
        """Bring the spare tree to ``target`` (path -> key): shared with live where it holds the key, else made."""
        held = self.manifest(self.spare) if held is None else held
        # From here on it is neither the old nor the new: a build that is cut short leaves no record.
        self._forget(self.spare)
        removed = held.keys() - target.keys()
        self._remove(removed)
        wanted = [path for path, key in target.items() if path not in held or held[path][0] != key]
        there = {path: live[path] for path in wanted if path in live and live[path][0] == target[path]}
        for path in altered(self.live, there):
            del there[path]
        manifest = dict(held)
        for path in (*removed, *wanted):
            manifest.pop(path, None)
        for batch in pool.map(_Share(str(self.live), str(self.spare)), list(there), chunk=500):
            for written in batch:
                manifest[written.path] = (target[written.path], written.size, written.mtime_ns)
        for written in make([path for path in wanted if path not in there]):
            manifest[written.path] = (target[written.path], written.size, written.mtime_ns)
        self.record(self.spare, manifest, (*removed, *wanted))
        return manifest

    def exchange(self) -> None:
        """The spare tree becomes the live one, and the other way round, in one step."""
        if not self.live.exists():
            os.rename(self.spare, self.live)
            self.spare.mkdir()
            return
        if _rename_exchange(self.spare, self.live):
            return
        # No RENAME_EXCHANGE on this file system: two renames, with a moment between them in which nothing is live.
        gap = self.aside / "leaving"
        if gap.exists():
            shutil.rmtree(gap)
        os.rename(self.live, gap)
        os.rename(self.spare, self.live)
        os.rename(gap, self.spare)

    def recover(self) -> None:
        """Put back a live tree that a killed two-step exchange left aside."""
        gap = self.aside / "leaving"
        if gap.exists():
            if not self.live.exists():
                os.rename(gap, self.live)
            else:
                shutil.rmtree(gap)

    def catch_up(self, live: Manifest, left: Manifest, pool: Pool[object]) -> None:
        """Bring the spare tree to what is live now. ``left`` is what it held when it was live, as the disk had it."""
        self.update({path: key for path, (key, *_) in live.items()}, live, lambda missing: (), pool, left)

    def _remove(self, paths: Iterable[str]) -> None:
        folders = set()
        for path in paths:
            (self.spare / path).unlink(missing_ok=True)
            folders.add((self.spare / path).parent)
        for left in sorted(folders, key=lambda one: -len(one.parts)):
            folder = left
            while folder != self.spare:
                try:
                    folder.rmdir()
                except OSError:
                    break
                folder = folder.parent


@dataclass(frozen=True, slots=True)
class _Share:
    """Gives a chunk of one tree's files to the other too."""

    source: str
    target: str

    def __call__(self, _: object, paths: list[str]) -> list[Written]:
        return [share(self.source, self.target, path) for path in paths]


@contextmanager
def lock(folder: Path, wait: bool = False) -> Iterator[None]:
    """Hold the project's lock: one build at a time. The system lets it go when its holder dies.

    Raises ``PublishFault`` when another holds it, unless told to ``wait``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise PublishFault("locked") from None
        yield
    finally:
        os.close(handle)


def _rename_exchange(one: Path, other: Path) -> bool:
    """Whether the system exchanged the two names in one step."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    if code in (errno.EBUSY, errno.EXDEV):  # what is mounted from elsewhere on the same disk shows only here
        raise PublishFault("mount", folder=other)
    raise OSError(code, os.strerror(code), str(other))
