"""Clocks that tick slowly, differ, or are put back: what was changed is never taken for what it was."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.engine import build
from tests.unit.helpers import Site, record
from xieshou.build.publish import Trees
from xieshou.content import load as content_load
from xieshou.content.load import load
from xieshou.core import clock
from xieshou.core.clock import TICK, UNSETTLED, may_come_again, now_of, settled_before, stamp_of
from xieshou.core.plain import digest_of
from xieshou.pictures.inspect import inspect

SECOND = 1_000_000_000
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M{} 1"/></svg>'


def status(mtime: int, ctime: int) -> os.stat_result:
    return SimpleNamespace(st_mtime_ns=mtime, st_ctime_ns=ctime, st_size=1, st_ino=1)  # type: ignore[return-value]


def coarse(moment: int) -> int:
    """A moment as the clock of FAT tells it, which the whole test lasts no longer than one step of."""
    return moment // (60 * SECOND) * 60 * SECOND


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system whose clock ticks so slowly that it stands still, as far as the program can see."""
    begun = time.time_ns()
    ordinary = clock.stamp_of

    def stamp(seen: os.stat_result, before: int | None = None) -> bytes:
        old = min(seen.st_mtime_ns, seen.st_ctime_ns) < begun - 3600 * SECOND
        told = status(*((seen.st_mtime_ns, seen.st_ctime_ns) if old else (coarse(begun), coarse(begun))))
        return ordinary(told, before)

    for module in ("xieshou.content.load", "xieshou.pictures.inspect"):
        monkeypatch.setattr(f"{module}.stamp_of", stamp)
    monkeypatch.setattr(clock, "now_of", lambda folder: coarse(begun))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.sound(tmp_path / "s")


def page(site: Site, path: str) -> str:
    return (site.root / "site" / path).read_text("utf-8")


@pytest.mark.usefixtures("slow")
def test_two_edits_of_one_size_within_one_tick_are_both_published(site: Site) -> None:
    for name in ("甲一", "甲二", "甲三"):
        site.add("organisations/x.yml", record(name))
        build(site.root)
        assert name in page(site, "organisations/x/index.html")


@pytest.mark.usefixtures("slow")
def test_so_are_two_edits_of_a_picture(site: Site) -> None:
    path = site.root / "assets" / "illustrations" / "x.svg"
    path.parent.mkdir(parents=True)
    words = (line for key in ("caption", "alt", "credit") for line in (f"{key}:", "  zh: 甲", "  en: A thing"))
    site.add("figures/x.yml", record("甲", "type: photo", "image: illustrations/x.svg", "public: true", *words))
    for number in (1, 2, 3):
        path.write_text(DRAWING.format(number))
        build(site.root)
        (made,) = (site.root / "site" / "pictures").iterdir()
        assert f"M{number} 1" in made.read_text()


def test_an_edit_while_a_file_is_read_is_seen_by_the_next_build(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read is what stands there when it is read, and the times are those of before."""
    path = site.add("organisations/x.yml", record("甲一"))
    with site.context() as context:
        parse = type(context.worker.reader).parse

        def meanwhile(reader: object, file: Path, name: str) -> object:
            parsed = parse(reader, file, name)  # type: ignore[arg-type]
            if file == path:
                file.write_text(record("甲二"), "utf-8")
            return parsed

        with monkeypatch.context() as patched:
            patched.setattr(type(context.worker.reader), "parse", meanwhile)
            first = load(context.worker, context.pool).files["content/organisations/x.yml"]
        assert load(context.worker, context.pool).files["content/organisations/x.yml"] != first


def test_what_has_not_changed_for_long_is_not_read_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Changed lately: read again once it may be settled, and never after."""
    now = time.time_ns()
    read: list[Path] = []

    def digest(path: Path) -> bytes:
        read.append(path)
        return ordinary(path)

    ordinary = digest_of
    monkeypatch.setattr(content_load, "digest_of", digest)
    for later, expected in ((0, False), (0, True), (10, True), (10, False)):
        monkeypatch.setattr(clock, "now_of", lambda folder, later=later: now + later * SECOND)
        read.clear()
        with site.context() as context:
            load(context.worker, context.pool)
        assert bool(read) is expected


def test_times_are_relied_on_when_no_change_can_give_them_again() -> None:
    before = 100 * SECOND
    assert stamp_of(status(before - 1, before - 1), before) == stamp_of(status(before - 1, before - 1))
    for times in ((before, 0), (0, before), (before + 9 * SECOND, 0)):  # a clock that was put back: times to come
        assert stamp_of(status(*times), before) == UNSETTLED
        assert stamp_of(status(*times)) != UNSETTLED


def test_the_clock_is_that_of_whoever_keeps_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 0)  # ours is wrong
    assert now_of(tmp_path) == (tmp_path / "clock").stat().st_mtime_ns
    assert settled_before(tmp_path, tmp_path) == pytest.approx((tmp_path / "clock").stat().st_mtime_ns - TICK, abs=9e9)
    assert now_of(tmp_path / "none") == 0
    (tmp_path / "clock").unlink()
    (tmp_path / "clock").symlink_to(tmp_path / "elsewhere")
    assert now_of(tmp_path) == 0
    assert not (tmp_path / "elsewhere").exists()


def test_two_machines_may_differ_by_a_minute(tmp_path: Path) -> None:
    here = settled_before(tmp_path, tmp_path)
    assert settled_before(Path("/proc"), tmp_path) < here - 50 * SECOND


@pytest.mark.parametrize("year", [1980, 2100])
def test_a_clock_that_jumps_changes_nothing_of_what_is_published(
    site: Site, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    site.add("organisations/x.yml", record("甲一"))
    build(site.root)
    jumped = (year - 1970) * 365 * 86_400 * SECOND
    monkeypatch.setattr(clock, "now_of", lambda folder: jumped)
    monkeypatch.setattr("xieshou.build.publish.now_of", lambda folder: jumped)
    assert not build(site.root).exchanged
    path = site.add("organisations/x.yml", record("甲二"))
    os.utime(path, ns=(jumped, jumped))
    assert build(site.root).exchanged
    assert "甲二" in page(site, "organisations/x/index.html")


def test_folders_changed_within_a_slow_tick_are_listed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put into the published folder right after a build would not be seen by its time."""
    assert may_come_again(8 * SECOND, 9 * SECOND)
    assert not may_come_again(8 * SECOND, 10 * SECOND)
    assert not may_come_again(8 * SECOND + 1, 8 * SECOND + 2)
    monkeypatch.setattr("xieshou.build.publish.may_come_again", lambda moment, now: True)
    build(site.root)
    live = site.root / "site"
    (live / "CNAME").write_text("x")
    monkeypatch.undo()
    assert [one.path for one in build(site.root).foreign] == ["site/CNAME"]


def test_folders_that_were_listed_once_for_nothing_are_not_listed_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("xieshou.build.publish.may_come_again", lambda moment, now: True)
        build(site.root)
    assert not build(site.root).exchanged
    record_of = Trees(site.root / "site").known(site.root / "site")
    assert record_of is not None
    assert -1 not in record_of.folders.values()


def test_a_picture_seen_lately_is_looked_at_again_by_its_bytes(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    path = site.root / "assets" / "illustrations" / "x.svg"
    path.parent.mkdir(parents=True)
    path.write_text(DRAWING.format(1))
    with site.context() as context:
        first, _ = inspect(site.project, ["illustrations/x.svg"], context.store)
        monkeypatch.setattr("xieshou.pictures.inspect._look", lambda *_: pytest.fail("the same bytes"))
        again, _ = inspect(site.project, ["illustrations/x.svg"], context.store)
    assert first == again
