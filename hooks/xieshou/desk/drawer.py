"""The desk's own folder: work that is not handed in, what the pages in the browser were made of, and what was before.

In: bytes by their names in the project (``content/…``, ``assets/…``). Out: the same, whenever they are asked for. It
lies outside ``content/``, so it stops nobody's publishing. Whatever is written is there whole or not at all: it is
written beside and renamed.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from xieshou.core.door import walk
from xieshou.core.plain import Stranger, opened
from xieshou.desk.file_editing import digest_of

NAME = ".desk"
_NAMES = re.compile(r"(?:content|assets)(?:/[^/\\\x00]+)+")
_MAX_SEEN = 3000
"""Versions that pages in a browser may have been made of."""
_DIGEST = re.compile(r"[0-9a-f]{32}")


class KeptWork(NamedTuple):
    """Work on a file that is not handed in. ``base``: the digest of the file it was made from; empty of a new one."""

    data: bytes
    base: str


class Version(NamedTuple):
    """A file as it was. ``moment``: seconds since 1970; ``person`` and ``what``: who did what to it."""

    number: int
    moment: float
    person: str
    what: str
    digest: str


class OutsideError(ValueError):
    """A name that leads out of what the desk may touch."""


def confined(root: Path, name: str) -> Path:
    """The path of ``name`` below ``root``. Raises ``OutsideError`` where its parts or a link lead elsewhere."""
    parts = name.split("/")
    if not _NAMES.fullmatch(name) or any(part in (".", "..") or part.startswith(".") for part in parts):
        raise OutsideError(name)
    path = root
    for part in parts:
        path = path / part
        if path.is_symlink():
            raise OutsideError(name)
    return path


def read(path: Path) -> bytes | None:
    """What the plain file at ``path`` holds; None where there is none."""
    try:
        with opened(path) as file:
            return file.read()
    except (Stranger, OSError):
        return None


class Overtaken(Exception):
    """A file is not what it was when work on it was begun."""


def write(path: Path, data: bytes, over: str | None = None) -> None:
    """Put ``data`` at ``path``, whole or not at all, and have it on the disk. ``over``: the digest of what may stand
    there (empty: nothing may). Raises ``OSError`` and ``Overtaken``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.{time.monotonic_ns()}.part")
    mode = 0o644
    with suppress(OSError):
        mode = path.stat().st_mode & 0o777
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if over is not None and digest_of(read(path)) != over:
            raise Overtaken(path.name)
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink()


@dataclass(frozen=True, slots=True)
class Drawer:
    """The folder ``.desk`` of a project."""

    folder: Path

    @classmethod
    def of(cls, root: Path) -> Drawer:
        """That of the project in ``root``, made where it is missing, for nobody else's eyes. Raises ``OSError``."""
        folder = root / NAME
        if folder.is_symlink():
            raise OutsideError(NAME)
        folder.mkdir(mode=0o700, exist_ok=True)
        if not (folder / ".gitignore").exists():
            write(folder / ".gitignore", b"*\n")
        return cls(folder)

    # -- work that is not handed in

    def draft(self, name: str) -> KeptWork | None:
        """The work on the file ``name``; None where there is none."""
        data = read(confined(self.folder / "drafts", name))
        if data is None:
            return None
        return KeptWork(data, (read(confined(self.folder / "bases", name)) or b"").decode("ascii", "ignore"))

    def keep(self, name: str, data: bytes, base: str) -> None:
        """Keep work on a file that was made from the version ``base``."""
        path = confined(self.folder / "drafts", name)
        write(confined(self.folder / "bases", name), base.encode())
        write(path, data)

    def drop(self, name: str) -> None:
        """Forget the work on a file."""
        for folder in ("drafts", "bases"):
            with suppress(OSError):
                confined(self.folder / folder, name).unlink()

    def names(self) -> Iterator[str]:
        """The files that there is work on."""
        top = self.folder / "drafts"
        if not top.is_dir():
            return
        for inner in ("content", "assets"):
            if (top / inner).is_dir():
                yield from (file.name for file in walk(top, inner))

    # -- what pages were made of

    def remember(self, data: bytes) -> str:
        """Keep what a page is made of, by its digest."""
        digest = digest_of(data)
        path = self.folder / "seen" / digest
        if not path.exists():
            write(path, data)
            self._tidy()
        return digest

    def recall(self, digest: str) -> bytes | None:
        """What a page was made of."""
        return read(self.folder / "seen" / digest) if _DIGEST.fullmatch(digest) else None

    def _tidy(self) -> None:
        names = list((self.folder / "seen").iterdir())
        if len(names) > _MAX_SEEN:
            for path in sorted(names, key=lambda one: one.stat().st_mtime)[: _MAX_SEEN // 3]:
                path.unlink(missing_ok=True)

    # -- what was before

    def record(self, name: str, data: bytes | None, person: str, what: str) -> None:
        """Keep a version of a file for good; ``data`` is None where it was taken away."""
        confined(self.folder, name)
        versions = self.versions(name)
        digest = digest_of(data)
        if versions and versions[-1].digest == digest:
            return
        number = versions[-1].number + 1 if versions else 1
        folder = self._history(name)
        if data is not None:
            write(folder / f"{number}.data", data)
        told = {"moment": time.time(), "person": person, "what": what, "digest": digest}
        write(folder / f"{number}.json", json.dumps(told, ensure_ascii=False).encode())

    def versions(self, name: str) -> list[Version]:
        """The versions of a file that are kept, oldest first."""
        folder = self._history(name)
        found = []
        for path in folder.glob("*.json") if folder.is_dir() else ():
            with suppress(ValueError, KeyError, TypeError):
                told = json.loads(path.read_bytes())
                own = Version(int(path.stem), float(told["moment"]), told["person"], told["what"], told["digest"])
                found.append(own)
        return sorted(found)

    def version(self, name: str, number: int) -> bytes | None:
        """What a version held."""
        return read(self._history(name) / f"{int(number)}.data")

    def removed(self) -> list[str]:
        """The files of content that were taken away at the desk, the last first."""
        top = self.folder / "history"
        found = []
        for folder in {path.parent for path in (top / "content").rglob("*.json")}:
            name = folder.relative_to(top).as_posix()
            last = self.versions(name)[-1]
            if last.what == "deleted" and not last.digest:
                found.append((-last.moment, name))
        return [name for _, name in sorted(found)]

    def _history(self, name: str) -> Path:
        return confined(self.folder / "history", name)

    # -- what is published

    def note_published(self, digests: Mapping[str, str]) -> None:
        """Remember the files of the content that the site was published from, by their digests."""
        write(self.folder / "published.json", json.dumps(dict(digests)).encode())

    def published(self) -> dict[str, str]:
        """What was remembered; nothing where the desk has published nothing."""
        try:
            found = json.loads(read(self.folder / "published.json") or b"{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    # -- where it was served

    @property
    def port(self) -> int:
        """The port that the desk was last served at: what a browser has kept, it keeps for that alone. 0: none."""
        said = (read(self.folder / "port") or b"").decode("ascii", "ignore")
        return int(said) if said.isdecimal() and int(said) < 65_536 else 0

    def note_port(self, port: int) -> None:
        """Remember where the desk is served."""
        write(self.folder / "port", str(port).encode())

    # -- who works here

    @property
    def person(self) -> str:
        """The name that changes are signed with."""
        return (read(self.folder / "person") or b"").decode("utf-8", "replace").strip()

    def sign(self, person: str) -> None:
        """Sign changes with this name from now on."""
        write(self.folder / "person", " ".join(person.split())[:80].encode())
