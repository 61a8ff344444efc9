"""A cache that others can write to is not believed: what it holds is run."""

from __future__ import annotations

import grp
import os
import pwd
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.unit.helpers import Site, labels
from tests.unit.test_cli import run
from xieshou.core import trust
from xieshou.core.project import ProjectPaths
from xieshou.core.trust import changeable_by_others

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
SOMEBODY = 4_711


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache as builds leave it, in a folder of its own."""
    folder = tmp_path / "shared" / "cache"
    (folder / "theme").mkdir(parents=True)
    (folder / "store.sqlite").write_bytes(b"")
    (folder / "theme" / "__jinja2_0.cache").write_bytes(b"")
    for path in (folder.parent, folder, folder / "theme"):
        path.chmod(0o755)
    return folder


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def test_a_cache_of_our_own_is_believed(cache: Path) -> None:
    assert changeable_by_others(cache) is None
    assert changeable_by_others(cache / "not" / "there") is None


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        (".", 0o777), (".", 0o757), (".", 0o1777), ("..", 0o777), ("..", 0o703), ("theme", 0o777), ("theme", 0o1777),
        ("store.sqlite", 0o666), ("store.sqlite", 0o602), ("theme/__jinja2_0.cache", 0o646),
    ],
)  # fmt: skip
def test_one_that_everybody_can_change_is_not(cache: Path, name: str, mode: int) -> None:
    path = (cache / name).resolve()
    path.chmod(mode)
    assert changeable_by_others(cache) == path
    path.chmod(mode & 0o755)
    assert changeable_by_others(cache) is None


def test_in_a_sticky_folder_nobody_can_take_ours_away(cache: Path) -> None:
    cache.parent.chmod(0o1777)
    assert changeable_by_others(cache) is None
    assert changeable_by_others(cache.parent / "not-there-yet") is None
    assert changeable_by_others(cache.parent) == cache.parent


def test_the_folders_before_and_behind_a_link_count(cache: Path, tmp_path: Path) -> None:
    open_to_all, private = tmp_path / "open", tmp_path / "private"
    for folder in (open_to_all, private):
        folder.mkdir()
        (folder / "link").symlink_to(Path("..") / "shared" / "cache")
        (folder / "link").lstat()
    open_to_all.chmod(0o777)
    assert changeable_by_others(private / "link") is None
    assert changeable_by_others(open_to_all / "link") == open_to_all
    (private / "further").symlink_to(open_to_all / "link")
    assert changeable_by_others(private / "further") == open_to_all
    cache.chmod(0o1777)
    assert changeable_by_others(private / "link") == cache
    (private / "round").symlink_to(private / "round")
    with pytest.raises(OSError, match="symbolic links"):
        changeable_by_others(private / "round")


@AS_ROOT
@pytest.mark.parametrize("name", [".", "..", "theme", "store.sqlite"])
def test_what_belongs_to_somebody_else_is_theirs_to_change(cache: Path, name: str) -> None:
    path = (cache / name).resolve()
    os.chown(path, SOMEBODY, -1)
    assert changeable_by_others(cache) == path
    assert changeable_by_others(cache, [SOMEBODY]) is None


@AS_ROOT
def test_a_link_in_a_sticky_folder_is_its_owners(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "sticky").mkdir()
    link = tmp_path / "sticky" / "link"
    link.parent.chmod(0o1777)
    link.symlink_to(cache)
    assert changeable_by_others(link) is None
    os.lchown(link, SOMEBODY, -1)
    assert changeable_by_others(link) == link


def user(name: str, number: int, group: int) -> SimpleNamespace:
    return SimpleNamespace(pw_name=name, pw_uid=number, pw_gid=group)


@AS_ROOT
@pytest.mark.parametrize(
    ("group", "members", "others", "acl", "private"),
    [
        ("li", [], [], False, True),
        ("li", ["li"], [], False, True),
        ("li", ["li", "wang"], [], False, False),
        ("li", [], [user("wang", 5, SOMEBODY)], False, False),
        ("staff", [], [], False, False),
        ("li", [], [], True, False),
    ],
)
def test_a_group_of_ones_own_lets_nobody_else_in(
    cache: Path, monkeypatch: pytest.MonkeyPatch, group: str, members: list[str], others: list[SimpleNamespace],
    acl: bool, private: bool,
) -> None:  # fmt: skip
    """As Debian and others give each user one, and let it write (umask 002)."""
    owner = user("li", SOMEBODY, SOMEBODY)
    monkeypatch.setattr(pwd, "getpwuid", lambda _: owner)
    monkeypatch.setattr(pwd, "getpwall", lambda: [owner, *others])
    monkeypatch.setattr(grp, "getgrgid", lambda _: SimpleNamespace(gr_name=group, gr_mem=members))
    monkeypatch.setattr(trust, "_has_access_list", lambda _: acl)
    for path in (cache, cache / "theme", cache / "store.sqlite"):
        os.chown(path, SOMEBODY, SOMEBODY)
        path.chmod(0o664 if path.is_file() else 0o775)
    assert (changeable_by_others(cache, [SOMEBODY]) is None) == private


@AS_ROOT
def test_the_group_of_root_is_not_one_of_its_own(cache: Path) -> None:
    os.chown(cache, 0, 0)
    cache.chmod(0o775)
    assert changeable_by_others(cache) == cache


@pytest.mark.parametrize("mask", [0o022, 0o002, 0o000, 0o077])
def test_the_projects_own_cache_is_used_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    site = Site.sound(tmp_path / "site")
    with umask(mask):
        site.prepare()
        with ExitStack() as stack:
            kept = ProjectPaths.at(site.root).keeping(stack)
    assert (kept.cache, kept.exposed) == (site.root / ".cache" / "xieshou", None)
    assert all(not stat.S_IMODE(path.stat().st_mode) & 0o022 for path in kept.cache.parent.rglob("*"))


@pytest.mark.parametrize("exposing", [lambda cache: cache.chmod(0o777), lambda cache: cache.parent.chmod(0o777)])
def test_a_cache_that_is_not_believed_is_told_of_once_and_left_alone(
    tmp_path: Path, cache: Path, exposing: Callable[[Path], None]
) -> None:
    site = Site.sound(tmp_path / "site")
    exposing(cache)
    before = sorted(cache.rglob("*"))
    for language, words in labels().items():
        done = run(site, "check", "--format", "json", "--lang", language, XIESHOU_CACHE=str(cache))
        assert (done.returncode, done.stdout.strip()) == (0, "[]")
        assert done.stderr.splitlines() in [[words("publish.exposed", place=place)] for place in (cache, cache.parent)]
    assert sorted(cache.rglob("*")) == before


def test_the_cache_inside_a_project_that_all_can_change_is_used_for_so_is_its_code(tmp_path: Path) -> None:
    root = tmp_path / "shared" / "project"
    root.mkdir(parents=True)
    for folder in (root, root.parent):
        folder.chmod(0o777)
    with ExitStack() as stack:
        kept = ProjectPaths.at(root).keeping(stack)
        assert (kept.cache, kept.exposed) == (root / ".cache" / "xieshou", None)
        kept.cache.chmod(0o777)
        assert ProjectPaths.at(root).keeping(stack).exposed == kept.cache
