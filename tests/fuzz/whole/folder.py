"""A project folder that is harmed and put right again, again and again.

Beside it lies the sound one it is a copy of. What is done to it is remembered in words, so that whoever reads of a
fault can do it by hand, and by path, so that putting it right costs what the harm cost.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_SHOWN = 60
"""Bytes of a change that are told."""
GROWN = (".cache", ".site.xieshou", "site", "site-as-of", ".site-as-of.xieshou")
"""What builds make in a project."""


@dataclass(slots=True)
class Folder:
    """``root`` is harmed, ``sound`` is what it was. ``done`` says how; ``touched`` are the paths, with ``/``.

    ``held``: what was done said anew, in other words, that an entry is held back.
    """

    root: Path
    sound: Path
    done: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    held: bool = False

    def files(self, *tops: str) -> list[str]:
        """The files of the sound project below these folders (or of these names), in order."""
        found = []
        for top in tops:
            place = self.sound / top
            found += [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
        return sorted(path.relative_to(self.sound).as_posix() for path in found)

    def read(self, name: str) -> bytes:
        """What stands in a file now; nothing where it is none any more."""
        path = self.root / name
        return path.read_bytes() if _plain(path) else b""

    def write(self, name: str, data: bytes, keeps_time: bool = False) -> None:
        """Put other bytes in a file, or a new file there."""
        path = self.root / name
        before = self.read(name)
        status = path.stat() if _plain(path) else None
        self._room(name)
        path.write_bytes(data)
        if keeps_time and status:
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        told = _difference(before, data) if before else f"new, {len(data)} bytes: {data[:_SHOWN]!r}"
        self._note(f"{name!r}: {told}{', its time kept' if keeps_time and status else ''}")

    def move(self, name: str, other: str | bytes) -> None:
        """Give a file or folder another name, which may be no text."""
        target = os.fsdecode(other) if isinstance(other, bytes) else other
        source, place = self.root / name, self.root / target
        if not os.path.lexists(source) or os.path.lexists(place):
            return
        self.touched.add(target)
        place.parent.mkdir(parents=True, exist_ok=True)
        source.rename(place)
        self._note(f"{name!r} is called {target!r}", name)

    def copy(self, name: str, other: str) -> None:
        """A file a second time."""
        data = self.read(name)
        if not os.path.lexists(self.root / other):
            self._room(other)
            (self.root / other).write_bytes(data)
            self._note(f"{name!r} stands at {other!r} too")

    def remove(self, name: str) -> None:
        """Take a file or folder away."""
        self.touched.add(name)
        _away(self.root / name)
        self._note(f"{name!r} is gone")

    def link(self, name: str, target: str) -> None:
        """A symbolic link where something stood, or nothing."""
        self._room(name)
        (self.root / name).symlink_to(target)
        self._note(f"{name!r} is a link to {target!r}")

    def pipe(self, name: str) -> None:
        """A pipe that nobody writes to."""
        self._room(name)
        os.mkfifo(self.root / name)
        self._note(f"{name!r} is a pipe")

    def make(self, name: str) -> None:
        """A folder where something stood, or nothing."""
        self._room(name)
        (self.root / name).mkdir()
        self._note(f"{name!r} is a folder")

    def date(self, name: str, seconds: int) -> None:
        """Another time of change."""
        if not os.path.exists(self.root / name):
            return  # another harm took it away
        self.touched.add(name)
        os.utime(self.root / name, (seconds, seconds))
        self._note(f"{name!r} is of the second {seconds}")

    def put_right(self) -> None:
        """Undo all that was done, and take away what nobody put there."""
        for name in sorted(self.touched, key=lambda one: -one.count("/")):
            _away(self.root / name)
        for name in sorted(self.touched, key=lambda one: one.count("/")):
            _restored(self.sound / name, self.root / name)
        known = {path.name for path in self.sound.iterdir()}
        for path in list(self.root.iterdir()):
            if path.name not in known and path.name not in GROWN:
                _away(path)
        self.done.clear()
        self.touched.clear()
        self.held = False

    def _room(self, name: str) -> None:
        path = self.root / name
        for parent in list(path.relative_to(self.root).parents)[-2::-1]:
            place = self.root / parent
            if os.path.lexists(place) and (place.is_symlink() or not os.path.isdir(place)):
                self.touched.add(parent.as_posix())
                _away(place)
        missing = next((one for one in reversed(path.parents) if not os.path.exists(one)), None)
        self.touched.add(name if missing is None else missing.relative_to(self.root).as_posix())
        _away(path)
        path.parent.mkdir(parents=True, exist_ok=True)

    def _note(self, said: str, *names: str) -> None:
        self.touched.update(names)
        self.done.append(said)


def _plain(path: Path) -> bool:
    return os.path.isfile(path) and not path.is_symlink()


def _away(path: Path) -> None:
    if os.path.isdir(path) and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()


def _restored(sound: Path, path: Path) -> None:
    """What stands in the sound project, with its time; nothing where nothing does."""
    if os.path.lexists(path) or not sound.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if sound.is_dir():
        shutil.copytree(sound, path)
    else:
        shutil.copy2(sound, path)


def _difference(before: bytes, after: bytes) -> str:
    """The first and last byte that differ, and what stands between."""
    same = len(list(_alike(before, after)))
    tail = len(list(_alike(before[same:][::-1], after[same:][::-1])))
    old, new = before[same : len(before) - tail], after[same : len(after) - tail]
    line = before.count(b"\n", 0, same) + 1
    return f"line {line}: {_cut(old)} -> {_cut(new)}"


def _alike(one: bytes, other: bytes) -> Iterator[int]:
    for left, right in zip(one, other, strict=False):
        if left != right:
            return
        yield left


def _cut(data: bytes) -> str:
    return repr(data) if len(data) <= 2 * _SHOWN else f"{data[:_SHOWN]!r}…{len(data)} bytes…{data[-_SHOWN:]!r}"
