"""Publishing: two trees, one exchange.

The spare tree is brought up to date file by file, then it and the live one change places in one step of the system.
A build that fails or is killed leaves the live tree as it was. Afterwards the new spare is brought up to date too, so
that the next build writes only its own changes; the two share the files that are alike (``core.files``). What a tree
holds is known by its manifest (path -> key, size, mtime, digest), and believed only where the disk agrees. What others
have put into a tree goes with the next build, and is kept beside.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from xieshou.build.foreign import foreign_in, move_aside
from xieshou.build.previous import Previous
from xieshou.build.tree_records import NONE, TreeRecord, TreeRecords
from xieshou.build.tree_state import Kept, Manifest, altered, ancestors, held, untouched, walk
from xieshou.core.clock import may_come_again, now_of
from xieshou.core.files import Written, share
from xieshou.core.workers import Pool

MARKER = ".xieshou"
"""Lies in every tree we made; a folder with other things and without it is not ours to replace."""
_ASIDE = re.compile(r"\.(.+)\.xieshou")
_AT_FDCWD, _EXCHANGE = -100, 2
_NO_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY, errno.EPERM)
"""What file systems answer that can't exchange two names."""


class PublishFault(Exception):
    """Publishing can't go on: ``code`` names the sentence in the labels (``publish.<code>``)."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code, self.details = code, details


def live_folder(asked: Path) -> Path:
    """Where a site is published that MkDocs is asked to build into ``asked``.

    A folder inside ``.site.xieshou`` stands for ``site`` beside it: MkDocs empties whatever it is asked to build into,
    and where nobody is there to stop it, that is not the published site.
    """
    beside = _ASIDE.fullmatch(asked.parent.name)
    return asked.parent.parent / beside[1] if beside else asked


class Trees:
    """The live tree and its spare, on one file system. ``foreign``: what others put there goes here.

    ``found_foreign``: what was put there by now, by path. ``previous`` keeps what the last exchange took away.
    ``output``: the digest of what the new site is to be.
    """

    def __init__(self, live: Path) -> None:
        self.live = live
        self.aside = live.parent / f".{live.name}.xieshou"
        self.spare = self.aside / "spare"
        self.scratch = self.aside / "scratch"
        self.foreign = self.aside / "foreign"
        self.found_foreign: list[str] = []
        self._strange: list[str] = []
        self._folders: dict[int, dict[str, int]] = {}
        self.previous = Previous(self.aside)
        self.output = b""
        self._records = TreeRecords(self.aside)

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

        It is, as long as every file looks as it did when it was written, and nothing was added.
        """
        self.output = digest
        record = self._records.of(self.live)
        if record.output != digest:
            return None
        if not untouched(self.live, record.folders):
            if held(record.files, walk(self.live)) != record.files:
                return None
            self.record(self.live, record.files, record.files)  # the folders' times alone are others
        elif altered(self.live, record.files):
            return None
        return len(record.files)

    def manifest(self, tree: Path) -> Manifest:
        """What ``tree`` holds, as far as the disk agrees; a file nobody recorded has an empty key.

        A folder whose time is as recorded holds the names it held, so that most builds need not list any.
        """
        known, folders, _ = self._records.of(tree)
        self._folders[tree.stat().st_ino] = folders
        if not untouched(tree, folders):
            return held(known, walk(tree))
        return known | {path: (b"", *known[path][1:]) for path in altered(tree, known)}

    def recorded(self, tree: Path) -> Manifest:
        """What ``tree`` is recorded to hold, whatever became of it since; without a record, what it holds."""
        if not tree.exists():
            return {}
        known, folders, _ = self._records.of(tree)
        self._records.release()  # read once to aim and once for this: it is large
        self._folders[tree.stat().st_ino] = folders
        # A project that was copied has no record of its trees: what they hold beyond the new site must go all the same.
        return known or self.manifest(tree)

    def known(self, tree: Path) -> TreeRecord | None:
        """The record of ``tree``; None where there is none."""
        record = self._records.of(tree)
        return None if record is NONE else record

    def published_at(self) -> float:
        """When the live tree was written, in seconds since 1970; 0 where nobody knows."""
        return self._records.written_at(self.live)

    def doubt(self, tree: Path, paths: Iterable[str]) -> None:
        """Have the next build make the files at ``paths`` of ``tree`` anew, and look for what does not belong there."""
        if record := self.known(tree):
            files, folders, _ = record
            doubted: dict[str, Kept] = {path: (b"", *files[path][1:]) for path in paths if path in files}
            self._records.keep(tree, files | doubted, {**folders, "": -1}, b"")

    def strangers(self, target: Collection[str]) -> list[str]:
        """What others have put into the live tree, as ``xieshou.build.foreign`` tells it."""
        self._strange = foreign_in(self.live, self._records.of(self.live), target) if self.live.exists() else []
        return self._strange

    def record(self, tree: Path, manifest: Manifest, touched: Iterable[str]) -> None:
        """Write down what ``tree`` holds; ``touched`` are the paths written or removed since the last record."""
        number, now = tree.stat().st_ino, now_of(self.aside)
        folders = dict(self._folders.get(number, {}))
        for folder in {ancestor for path in touched for ancestor in ancestors(path)}:
            place = f"{tree}/{folder}"
            if os.path.isdir(place):
                time = os.lstat(place).st_mtime_ns
                folders[folder] = -1 if may_come_again(time, now) else time
            else:
                folders.pop(folder, None)
        self._folders[number] = folders
        self._records.keep(tree, manifest, folders, self.output)

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
        record = self._records.of(self.spare)
        if record.files:
            self._set_aside(foreign_in(self.spare, record, target))
        # From here on it is neither the old nor the new: a build that is cut short leaves no record.
        self._records.forget(self.spare)
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
            for path, size, mtime_ns, digest in batch:
                if digest in (b"", live[path][3]):
                    manifest[path] = (target[path], size, mtime_ns, live[path][3])
                else:  # looks as it did, and is another
                    del there[path]
        for path, size, mtime_ns, digest in make([path for path in wanted if path not in there]):
            manifest[path] = (target[path], size, mtime_ns, digest)
        self.record(self.spare, manifest, (*removed, *wanted))
        return manifest

    def exchange(self) -> None:
        """The spare tree becomes the live one, and the other way round, in one step."""
        if not self.live.exists():
            os.rename(self.spare, self.live)
            return
        if _rename_exchange(self.spare, self.live):
            return
        # No RENAME_EXCHANGE on this file system: two renames, with a moment between them in which nothing is live.
        gap = self.aside / "leaving"
        if gap.exists():
            shutil.rmtree(gap)
        os.rename(self.live, gap)
        try:
            os.rename(self.spare, self.live)
        except OSError:
            os.rename(gap, self.live)
            raise
        with suppress(OSError):  # the new site is live: without the old one, the next spare tree is made anew
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
        """Bring the spare tree to what is live now, and keep what that has no more. ``left`` is what it held when it
        was live, as the disk had it.
        """
        if not self.spare.exists():  # there was nothing to exchange with, or it could not be put here
            self.spare.mkdir()
            left = {}
        else:
            left = dict(left)
            record = self._records.of(self.spare)
            self._set_aside(self._strange)
            if record.files:
                self._set_aside(foreign_in(self.spare, record, live))
            self._records.forget(self.spare)  # it is about to lose what is kept
            for path in self.previous.keep(self.spare, left, record.output, live):
                left[path] = (b"", *left[path][1:])
        self.update({path: key for path, (key, *_) in live.items()}, live, lambda missing: (), pool, left)
        self._records.prune((self.live, self.spare))

    def _set_aside(self, paths: list[str]) -> None:
        """Move what others have put into the spare tree, which was live before, to ``foreign``."""
        move_aside(self.spare, paths, self.foreign)
        self.found_foreign += paths

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


def _rename_exchange(one: Path, other: Path) -> bool:
    """Whether the system exchanged the two names in one step."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:
        return False
    if code in (errno.EBUSY, errno.EXDEV):  # what is mounted from elsewhere on the same disk shows only here
        raise PublishFault("mount", folder=other)
    raise OSError(code, os.strerror(code), str(other))
