"""Publishing: two trees and one exchange; the live site is ours, whole, and as the manifest says, or it is made so."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.soak import times
from xieshou.build import publish
from xieshou.build.locks import lock
from xieshou.build.publish import MARKER, PublishFault, Trees
from xieshou.core.files import Written, write
from xieshou.core.project import ProjectPaths
from xieshou.core.workers import single_process

POOL = single_process()
Contents = dict[str, bytes]


class Publisher:
    """What ``site.finish`` does, without the pages: remembers which files were asked for."""

    def __init__(self, live: Path) -> None:
        self.trees = Trees(live)
        self.made: list[str] = []

    def publish(self, contents: Contents) -> None:
        contents = {MARKER: b"xieshou\n", **contents}
        self.made = []
        self.trees.prepare()
        self.trees.recover()
        target = {path: sha256(data).digest() for path, data in contents.items()}
        if self.trees.up_to_date(repr(sorted(target.items())).encode()) is not None:
            return
        live = self.trees.recorded(self.trees.live)
        manifest = self.trees.update(target, live, self._make(contents), POOL)
        self.trees.exchange()
        self.trees.catch_up(manifest, live, POOL)

    def _make(self, contents: Contents) -> Callable[[list[str]], Iterable[Written]]:
        def make(paths: list[str]) -> Iterable[Written]:
            for path in paths:
                self.made.append(path)
                yield write(str(self.trees.spare), path, contents[path])

        return make


def tree(folder: Path) -> Contents:
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found.pop(MARKER, None)
    return found


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path / "site")


ONE: Contents = {"index.html": b"one", "news/2024/a/index.html": b"a", "robots.txt": b"r"}
TWO: Contents = {"index.html": b"two", "news/2024/b/index.html": b"b", "robots.txt": b"r"}


def test_the_first_build_makes_every_file_and_the_next_only_what_is_new(publisher: Publisher) -> None:
    publisher.publish(ONE)
    assert tree(publisher.trees.live) == ONE
    assert set(publisher.made) == {*ONE, MARKER}
    publisher.publish(TWO)
    assert tree(publisher.trees.live) == TWO
    assert set(publisher.made) == {"index.html", "news/2024/b/index.html"}


def test_the_first_build_leaves_two_trees_that_are_alike(publisher: Publisher) -> None:
    publisher.publish(ONE)
    assert tree(publisher.trees.spare) == tree(publisher.trees.live) == ONE


def test_what_a_killed_first_build_left_is_not_published(publisher: Publisher) -> None:
    publisher.trees.prepare()
    write(str(publisher.trees.spare), "half/index.html", b"half")
    publisher.publish(ONE)
    publisher.publish(TWO)
    assert tree(publisher.trees.spare) == tree(publisher.trees.live) == TWO


def test_a_build_with_nothing_new_touches_nothing(publisher: Publisher) -> None:
    publisher.publish(ONE)
    folder = publisher.trees.live
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in [folder, *folder.rglob("*")]}
    publisher.publish(ONE)
    assert publisher.made == []
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in [folder, *folder.rglob("*")]} == before


def test_after_publishing_the_spare_tree_is_as_the_live_one(publisher: Publisher) -> None:
    publisher.publish(ONE)
    publisher.publish(TWO)
    assert tree(publisher.trees.spare) == tree(publisher.trees.live)


def test_what_is_the_same_stays_the_same_file_with_its_time(publisher: Publisher) -> None:
    """A server or a copying program that looks at times sees only what changed."""
    publisher.publish(ONE)
    before = {name: (publisher.trees.live / name).stat() for name in ("robots.txt", "index.html")}
    for contents in (TWO, ONE, TWO):
        publisher.publish(contents)
        after = (publisher.trees.live / "robots.txt").stat()
        assert (after.st_ino, after.st_mtime_ns) == (before["robots.txt"].st_ino, before["robots.txt"].st_mtime_ns)
    assert (publisher.trees.live / "index.html").stat().st_ino != before["index.html"].st_ino


def test_a_file_that_is_open_is_read_to_its_end_as_it_was(publisher: Publisher) -> None:
    publisher.publish(ONE)
    with open(publisher.trees.live / "index.html", "rb") as reader:
        publisher.publish(TWO)
        publisher.publish({"index.html": b"three"})
        assert reader.read() == b"one"


@pytest.mark.parametrize("fault", [errno.EPERM, errno.ENOTSUP, errno.EMLINK])
def test_where_files_cannot_be_shared_they_are_copied(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    def refuse(source: str, target: str) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(os, "link", refuse)
    for contents in (ONE, TWO, ONE):
        publisher.publish(contents)
        assert tree(publisher.trees.spare) == tree(publisher.trees.live) == contents
    assert (publisher.trees.live / "robots.txt").stat().st_nlink == 1


@pytest.mark.parametrize("name", ["robots.txt", "index.html"])
def test_a_shared_file_changed_in_place_is_made_anew_in_both_trees(publisher: Publisher, name: str) -> None:
    publisher.publish(ONE)
    with open(publisher.trees.live / name, "ab") as file:
        file.write(b"tampered")
    publisher.publish(TWO)
    assert tree(publisher.trees.live) == TWO
    publisher.publish(ONE)
    assert tree(publisher.trees.spare) == tree(publisher.trees.live) == ONE


def test_a_file_that_is_gone_leaves_no_empty_folder(publisher: Publisher) -> None:
    publisher.publish(ONE)
    publisher.publish({"index.html": b"x"})
    assert {path.name for path in publisher.trees.live.rglob("*")} == {"index.html", MARKER}


@pytest.mark.parametrize("change", ["longer than before", "abc"])
def test_a_live_file_somebody_changed_is_written_anew(publisher: Publisher, change: str) -> None:
    publisher.publish(ONE)
    target = publisher.trees.live / "index.html"
    target.write_text(change, encoding="utf-8")
    os.utime(target, (1_000_000_000, 1_000_000_000))
    publisher.publish(ONE)
    assert tree(publisher.trees.live) == ONE
    publisher.publish(TWO)  # what was changed is the spare tree now: looked at before it may be live again
    assert tree(publisher.trees.live) == TWO
    assert tree(publisher.trees.spare) == TWO


def test_a_live_file_somebody_deleted_comes_back(publisher: Publisher) -> None:
    publisher.publish(ONE)
    (publisher.trees.live / "index.html").unlink()
    publisher.publish(ONE)
    assert tree(publisher.trees.live) == ONE


def test_a_file_somebody_put_into_the_site_is_removed(publisher: Publisher) -> None:
    publisher.publish(ONE)
    (publisher.trees.live / "extra").mkdir()
    (publisher.trees.live / "extra" / "a.html").write_text("x", encoding="utf-8")
    (publisher.trees.live / "link.html").symlink_to("index.html")
    publisher.publish(ONE)
    assert tree(publisher.trees.live) == ONE
    assert not (publisher.trees.live / "link.html").is_symlink()


def test_a_spare_tree_somebody_changed_does_no_harm(publisher: Publisher) -> None:
    publisher.publish(ONE)
    (publisher.trees.spare / "index.html").write_text("bad", encoding="utf-8")
    (publisher.trees.spare / "extra.html").write_text("bad", encoding="utf-8")
    publisher.publish({**ONE, "new.html": b"n"})
    assert tree(publisher.trees.live) == {**ONE, "new.html": b"n"}


def test_a_page_may_become_a_folder_and_a_folder_a_page(publisher: Publisher) -> None:
    for contents in ({"a": b"1", "b/c": b"2"}, {"a/x": b"1", "b": b"2"}, {"a": b"3", "b/c/d": b"4"}):
        publisher.publish(contents)
        assert tree(publisher.trees.live) == contents


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.doc").write_text("years of work", encoding="utf-8")
    with pytest.raises(PublishFault) as caught:
        Trees(tmp_path / "site").prepare()
    assert caught.value.code == "foreign"
    assert caught.value.details["folder"] == tmp_path / "site"
    assert (tmp_path / "site" / "thesis.doc").read_text(encoding="utf-8") == "years of work"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_empty_folder_may_become_the_site(publisher: Publisher) -> None:
    publisher.trees.live.mkdir()
    publisher.publish(ONE)
    assert tree(publisher.trees.live) == ONE


def test_a_link_is_never_followed_out_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    with pytest.raises(PublishFault) as caught:
        Trees(tmp_path / "site").prepare()
    assert caught.value.code == "link"


def test_a_build_that_fails_midway_leaves_the_live_site_as_it_was(publisher: Publisher) -> None:
    publisher.publish(ONE)

    def make(paths: list[str]) -> Iterable[Written]:
        yield write(str(publisher.trees.spare), paths[0], b"half")
        raise RuntimeError("power cut")

    live = publisher.trees.manifest(publisher.trees.live)
    with pytest.raises(RuntimeError):
        publisher.trees.update(dict.fromkeys(ONE, b"new"), live, make, POOL)
    assert tree(publisher.trees.live) == ONE
    publisher.publish(TWO)
    assert tree(publisher.trees.live) == TWO


def test_where_the_system_cannot_exchange_two_renames_do(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "_rename_exchange", lambda *_: False)
    for contents in (ONE, TWO, ONE):
        publisher.publish(contents)
        assert tree(publisher.trees.live) == contents
        assert tree(publisher.trees.spare) == contents


def test_a_live_site_left_aside_by_a_killed_exchange_comes_back(publisher: Publisher) -> None:
    publisher.publish(ONE)
    publisher.trees.live.rename(publisher.trees.aside / "leaving")
    publisher.trees.recover()
    assert tree(publisher.trees.live) == ONE


def test_a_leftover_of_a_finished_exchange_is_dropped(publisher: Publisher) -> None:
    publisher.publish(ONE)
    (publisher.trees.aside / "leaving").mkdir()
    publisher.trees.recover()
    assert tree(publisher.trees.live) == ONE
    assert not (publisher.trees.aside / "leaving").exists()


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\x00" * 40])
def test_a_damaged_manifest_costs_time_and_nothing_else(publisher: Publisher, damage: bytes) -> None:
    publisher.publish(ONE)
    for path in publisher.trees.aside.glob("manifest-*"):
        path.write_bytes(damage)
    publisher.publish(TWO)
    assert tree(publisher.trees.live) == TWO
    assert tree(publisher.trees.spare) == TWO, "what was left behind here would be live after the next build"
    publisher.publish(ONE)
    assert tree(publisher.trees.live) == ONE


def test_manifests_of_trees_long_gone_do_not_pile_up(publisher: Publisher) -> None:
    for number in range(5):
        publisher.publish({"index.html": str(number).encode()})
    (publisher.trees.aside / "manifest-1").write_bytes(b"of a folder that had this number once")
    publisher.publish({"index.html": b"last"})
    assert len(list(publisher.trees.aside.glob("manifest-*"))) == 2


def test_one_build_at_a_time(tmp_path: Path) -> None:
    with lock(tmp_path):
        with pytest.raises(PublishFault) as caught, lock(tmp_path):
            pytest.fail("two builds at once")
        assert caught.value.code == "locked"
    with lock(tmp_path):
        assert (tmp_path / "lock").exists()


def test_a_file_is_written_anew_and_never_over_the_old_one(tmp_path: Path) -> None:
    write(str(tmp_path), "a/b.html", b"old")
    kept = os.open(tmp_path / "a" / "b.html", os.O_RDONLY)
    written = write(str(tmp_path), "a/b.html", b"newer")
    assert os.read(kept, 10) == b"old"
    os.close(kept)
    stat = (tmp_path / "a" / "b.html").stat()
    assert (written.size, written.mtime_ns) == (5, stat.st_mtime_ns) == (stat.st_size, stat.st_mtime_ns)


names = st.sampled_from(["index.html", "a/index.html", "a/b/index.html", "c.css", "d", "d.html"])


@pytest.mark.soak
@settings(max_examples=times(40), deadline=None)
@given(st.lists(st.dictionaries(names, st.binary(max_size=3), max_size=5), min_size=1, max_size=5))
def test_whatever_is_published_after_whatever_the_live_site_is_exactly_that(
    tmp_path_factory: pytest.TempPathFactory, builds: list[Contents]
) -> None:
    publisher = Publisher(tmp_path_factory.mktemp("p") / "site")
    for contents in builds:
        publisher.publish(contents)
        assert tree(publisher.trees.live) == contents
        assert tree(publisher.trees.spare) == contents


def test_a_project_that_cannot_be_written_keeps_nothing_and_builds_all_the_same(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("", encoding="utf-8")  # in the way, as a read-only disk would be for root too
    project = ProjectPaths.at(tmp_path)
    with ExitStack() as stack:
        kept = project.keeping(stack).cache
        assert kept.is_dir()
        assert not kept.is_relative_to(tmp_path)
    assert not kept.exists()
