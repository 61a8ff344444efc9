"""Machines as they are: disks without links, exchanges or locks, full ones: the right site, or the old one and why."""

from __future__ import annotations

import errno
import fcntl
import os
import sqlite3
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.engine import build
from tests.soak import times
from tests.unit.helpers import Site, labels, record
from xieshou.build import publish
from xieshou.build.locks import lock
from xieshou.build.publish import PublishFault, Trees
from xieshou.build.verify import verified
from xieshou.cli.terminal import describe_fault, reason
from xieshou.core.cache import Store
from xieshou.host.current_build import put_back

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_MAKE = {"os.mkdir", "os.link"}


class Disk:
    """Refuses to make anything new from a certain time on, while it is ``watched``."""

    def __init__(self) -> None:
        self.watched, self.count, self.last = False, 0, -1

    def __call__(self, event: str, details: tuple[Any, ...]) -> None:
        if not self.watched or not (event in _MAKE or (event == "open" and (details[2] or 0) & _WRITES)):
            return
        self.count += 1
        if self.count > self.last >= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(details[0]))


DISK = Disk()
"""Asked by the interpreter, which forgets nobody it was told to ask: so there is one, which does nothing mostly."""


@pytest.fixture(scope="module", autouse=True)
def _asked() -> None:
    sys.addaudithook(DISK)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.sound(tmp_path / "s")
    build(site.root)
    return site


def files(site: Site) -> dict[str, bytes]:
    live = site.root / "site"
    return {path.relative_to(live).as_posix(): path.read_bytes() for path in live.rglob("*") if path.is_file()}


def edited(site: Site, name: str) -> None:
    """Changes a record that several pages show, and adds one."""
    site.add("organisations/x.yml", record(name))
    site.add(f"organisations/y{len(name)}.yml", record(name))


def wholly(site: Site, known: list[dict[str, bytes]]) -> int:
    """Which of the known sites is published, wholly."""
    now = files(site)
    assert now in known
    return known.index(now)


def sound(site: Site) -> None:
    assert [one.path for one in verified(site.project, Trees(site.root / "site")).problems] == []


def failing(code: int) -> Callable[..., None]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return refuse


# -- disks without


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOSYS, errno.EXDEV])
def test_without_links_files_are_copied_and_keep_their_times(
    site: Site, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(os, "link", failing(code))
    robots = site.root / "site" / "robots.txt"
    os.utime(robots, ns=(1, robots.stat().st_mtime_ns))
    before = robots.stat().st_mtime_ns
    for name in ("甲", "甲乙"):
        edited(site, name)
        assert build(site.root).exchanged
        assert name.encode() in files(site)["organisations/x/index.html"]
        assert robots.stat().st_mtime_ns == before
        sound(site)
    assert not build(site.root).exchanged


def test_what_has_rotted_is_not_copied_on(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Size and time are kept, and the bytes are others: the copy is made anew."""
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    edited(site, "甲")
    build(site.root)
    spare = site.root / ".site.xieshou" / "spare"
    (spare / "robots.txt").unlink()  # to be taken from the live tree
    good = files(site)["robots.txt"]
    robots = site.root / "site" / "robots.txt"
    old = robots.stat()
    robots.write_bytes(bytes([good[0] ^ 1]) + good[1:])
    os.utime(robots, ns=(old.st_atime_ns, old.st_mtime_ns))
    edited(site, "甲乙")
    build(site.root)
    assert files(site)["robots.txt"] == good


def test_an_exchange_that_fails_midway_is_taken_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(site)
    monkeypatch.setattr(publish, "_rename_exchange", lambda *_: False)
    rename, live = os.rename, site.root / "site"

    def refuse(source: Any, target: Any) -> None:
        if Path(target) == live and Path(source).name == "spare":
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(source))
        rename(source, target)

    edited(site, "甲")
    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", refuse)
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            build(site.root)
    assert files(site) == before
    build(site.root)
    assert "organisations/x/index.html" in files(site)
    sound(site)


def test_where_the_old_tree_cannot_be_put_back_the_new_one_is_live(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "_rename_exchange", lambda *_: False)
    rename = os.rename

    def refuse(source: Any, target: Any) -> None:
        if Path(source).name == "leaving":
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(source))
        rename(source, target)

    edited(site, "甲")
    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", refuse)
        assert build(site.root).exchanged
    for name in ("甲乙", "甲乙丙"):
        assert "organisations/x/index.html" in files(site)
        sound(site)
        edited(site, name)
        build(site.root)


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS])
def test_without_locks_two_builds_of_one_machine_are_kept_apart_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    flock = fcntl.flock
    drive = (tmp_path / "drive").absolute()

    def on_drive(handle: int, how: int) -> None:
        if Path(os.readlink(f"/proc/self/fd/{handle}")).is_relative_to(drive):
            raise OSError(code, os.strerror(code))
        flock(handle, how)

    monkeypatch.setattr(fcntl, "flock", on_drive)
    with lock(drive / "one"):
        with pytest.raises(PublishFault, match="locked"), lock(drive / "one"):
            pytest.fail("two builds at once")
        with lock(drive / "other"):
            pass
    with lock(drive / "one"):
        pass
    site = Site.sound(drive / "s")
    build(site.root)
    assert files(site)


def test_a_lock_that_fails_otherwise_is_a_fault_of_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fcntl, "flock", failing(errno.EIO))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)), lock(tmp_path):
        pytest.fail("held nothing")


class _Drive(sqlite3.Connection):
    """A store on a drive where processes can share no memory."""

    _logs = False

    def execute(self, sql: str, *more: Any) -> sqlite3.Cursor:
        if sql == "PRAGMA journal_mode=WAL":
            self._logs = True
        elif sql.startswith("PRAGMA journal_mode"):
            self._logs = False
        elif self._logs and not sql.startswith("PRAGMA"):
            raise sqlite3.OperationalError("disk I/O error")
        return super().execute(sql, *more)


def test_a_cache_where_processes_can_share_no_memory_works(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=_Drive))
    for name in ("甲", "甲乙"):
        edited(site, name)
        build(site.root)
        assert name.encode() in files(site)["organisations/x/index.html"]
    kept = Store.peek(site.project.cache)
    assert kept is not None
    assert "content/organisations/x.yml" in [path for path, *_ in kept.files]


# -- full disks


@pytest.mark.soak
@pytest.mark.parametrize("exchanges", [True, False])
def test_where_no_more_files_can_be_made_the_old_site_stays_or_the_new_one_is_whole(
    site: Site, monkeypatch: pytest.MonkeyPatch, exchanges: bool
) -> None:
    if not exchanges:
        monkeypatch.setattr(publish, "_rename_exchange", lambda *_: False)
    known = []
    for name in ("甲", "甲乙"):
        site.add("organisations/x.yml", record(name))
        build(site.root)
        known.append(files(site))
    DISK.count, DISK.last = 0, -1
    DISK.watched = True
    site.add("organisations/x.yml", record("甲"))
    build(site.root)
    DISK.watched = False
    changes, state = DISK.count, 0
    refused: list[OSError | sqlite3.Error] = []
    assert changes > 10
    for step in range(number := times(6 if exchanges else 3)):
        state = 1 - state
        site.add("organisations/x.yml", record("甲乙" if state else "甲"))
        DISK.count, DISK.last, DISK.watched = 0, round(changes * (step + 0.5) / number), True
        try:
            build(site.root)
        except (OSError, sqlite3.Error) as fault:
            refused.append(fault)
            DISK.watched = False
            assert wholly(site, known) == 1 - state
        DISK.watched = False
        wholly(site, known)
        build(site.root)
        assert wholly(site, known) == state
        sound(site)
    assert refused
    for words in labels().values():
        assert all(words("publish.reasons.full") in describe_fault(one, {words.language: words}) for one in refused)


def test_a_cache_that_cannot_be_made_is_not_said_to_be_forbidden() -> None:
    fault = sqlite3.OperationalError("unable to open database file")
    fault.sqlite_errorname = "SQLITE_CANTOPEN"
    assert {language: reason(fault, words) for language, words in labels().items()} == {
        language: words("publish.reasons.opened") for language, words in labels().items()
    }


# -- clocks


def test_a_clock_that_was_put_back_is_said(site: Site) -> None:
    trees, now = Trees(site.root / "site"), time.time()
    for words in labels().values():
        assert put_back(trees, now, words) == ""
        said = put_back(trees, now - 86_400 * 400, words)
        assert len(said.split("20")) > 2
        assert put_back(Trees(site.root / "none"), 0, words) == ""
