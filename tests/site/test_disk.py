"""A disk that is full or can't be written: the old site stays as it was, and why is said in a sentence.

The file systems are small ones in memory, mounted where only the build under test sees them.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.site import small_disks
from tests.site.building import PATIENCE, Result, Site, differences, env, tree
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import load_labels

ROOT = Path(__file__).resolve().parents[2]
CHANGE = 'sed -i "s/  home: 首页/  home: 首页甲/" hooks/xieshou/front/labels/zh.yml'
"""Makes every page another."""
ROOM = (0, 1200, 2000, 2800)
"""Kilobytes that are left on a full disk: the first few are too few for what the change needs."""


class Apart:
    """Runs shell scripts where they may mount: ``m`` is a folder for it, ``out`` keeps what they copy out."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.mount, self.out = site, folder / "m", folder / "out"
        self.mount.mkdir(parents=True)
        self.out.mkdir()

    def run(self, *lines: str, **environment: str) -> Result:
        """The lines, in the project's folder, until one fails."""
        names = {"M": str(self.mount), "OUT": str(self.out)}
        build = f'build() {{ {shlex.join(self.site.command("-q"))} "$@"; }}'  # the checkout's path may hold spaces
        done = subprocess.run(
            [*_unshare(), "sh", "-ec", "\n".join((build, *lines))],
            cwd=self.site.root, env=env(**names, **environment), capture_output=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def kept(self, name: str) -> dict[str, bytes]:
        """What a script copied to ``out``."""
        return tree(self.out / name)


def _unshare() -> list[str]:
    return ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]


@pytest.fixture
def apart(built: Site, tmp_path: Path) -> Apart:
    found = Apart(built, tmp_path / "apart")
    try:
        allowed = not found.run("mount -t tmpfs -o size=1m none $M").code
    except FileNotFoundError:
        allowed = False
    if not allowed:
        pytest.skip("mounting needs an administrator, or a system that lets users have mounts of their own")
    return found


def _words(site: Site, key: str, language: str = "en") -> str:
    return load_labels(ProjectPaths.at(site.root))[language](key)


def test_full_disk_leaves_the_old_site_wherever_it_fills(apart: Apart) -> None:
    done = apart.run(
        "mount -t tmpfs -o size=60m none $M",
        "cp -a . $M",
        "cd $M",
        "build 2>/dev/null",
        "cp -a site $OUT/before",
        CHANGE,
        f"for room in {' '.join(map(str, ROOM))}; do",
        "  dd if=/dev/zero of=fill bs=1k 2>/dev/null || true",
        "  truncate -s -${room}K fill",
        "  if build 2>$OUT/said-$room; then echo $room; fi",
        "  cp -a site $OUT/$room",
        "  rm fill",
        "done",
        "build 2>/dev/null",
        "cp -a site $OUT/after",
    ).check()
    published = done.out.split()
    assert "0" not in published
    before, after = apart.kept("before"), apart.kept("after")
    assert len(differences(before, after)) > 50
    changed = False
    for room in map(str, ROOM):
        said = (apart.out / f"said-{room}").read_text("utf-8")
        assert "Traceback" not in said, said
        changed = changed or room in published
        assert differences(apart.kept(room), after if changed else before) == [], room
        assert room in published or _words(apart.site, "publish.reasons.full") in said, said


def test_first_build_on_a_disk_too_small(apart: Apart) -> None:
    whole = tree(apart.site.live)
    for size in ("7m", "11m"):  # in the theme's files, or the pages; in bringing the spare tree up to date
        shutil.rmtree(apart.out)
        apart.out.mkdir()
        done = apart.run(
            f"mount -t tmpfs -o size={size} none $M",
            "cp -a assets content docs hooks mkdocs.yml $M",
            "cd $M",
            "build && code=0 || code=$?",
            "if [ -e site ]; then cp -a site $OUT/site; fi",
            "exit $code",
        )
        assert "Traceback" not in done.said
        assert (apart.out / "site").exists() == (done.code == 0), done.said
        if done.code == 0:
            assert differences(apart.kept("site"), whole) == []
        else:
            assert _words(apart.site, "publish.reasons.full") in done.err


def test_full_disk_of_the_cache_alone(apart: Apart) -> None:
    before = tree(apart.site.live)
    done = apart.run(
        "mount -t tmpfs -o size=6m none $M",
        "cp -a .cache/xieshou $M",
        "dd if=/dev/zero of=$M/fill 2>/dev/null || true",
        CHANGE,
        "build",
        XIESHOU_CACHE=str(apart.mount / "xieshou"),
    )
    done.plainly_failed()
    assert _words(apart.site, "publish.reasons.full") in done.err
    assert differences(before, tree(apart.site.live)) == []
    apart.site.build().check()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_read_only_disk_leaves_the_old_site(apart: Apart, language: str) -> None:
    done = apart.run(
        "mount -t tmpfs -o size=60m none $M",
        "build -d $M/site 2>/dev/null",
        "cp -a $M/site $OUT/before",
        CHANGE,
        "mount -o remount,ro $M",
        "build -d $M/site && code=0 || code=$?",
        "cp -a $M/site $OUT/after",
        "exit $code",
        XIESHOU_LANG=language,
    )
    done.plainly_failed()
    assert _words(apart.site, "publish.reasons.readonly", language) in done.err
    assert len(apart.kept("before")) > 50
    assert differences(apart.kept("before"), apart.kept("after")) == []


def test_read_only_project_is_built_elsewhere(apart: Apart) -> None:
    apart.run(
        "mount -t tmpfs -o size=60m none $M",
        "cp -a assets content docs hooks mkdocs.yml $M",
        "mount -o remount,ro $M",
        "cd $M",
        "build -d $OUT/site",
    ).check()
    assert differences(apart.kept("site"), tree(apart.site.live)) == []


@pytest.mark.parametrize("kind", ["mount -t tmpfs -o size=60m none", "mount --bind site"])
def test_mount_point_is_not_exchanged(apart: Apart, kind: str) -> None:
    before = tree(apart.site.live)
    done = apart.run(CHANGE, f"{kind} site", "cp -a site $OUT/before", "build && code=0 || code=$?",
                     "cp -a site $OUT/after", "exit $code")  # fmt: skip
    done.plainly_failed()
    assert "mount point" in done.err
    assert differences(apart.kept("before"), apart.kept("after")) == []
    assert differences(before, tree(apart.site.live)) == []


def test_folder_of_another_user_is_left_alone(warm: Path) -> None:
    """Without an administrator's rights, where nothing may be written."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # the folders of other tests are closed to other users
        shutil.copytree(warm, Path(folder) / "site")
        _as_nobody(Site(Path(folder) / "site"))


def _as_nobody(built: Site) -> None:
    before = tree(built.live)
    folders = [built.live, *(path for path in built.live.rglob("*") if path.is_dir()), built.root]
    for folder in folders:
        folder.chmod(0o555)
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    try:
        done = subprocess.run(
            [*as_nobody, *built.command("-q")], cwd=built.root, capture_output=True, check=False,
            env=env(PYTHONDONTWRITEBYTECODE="1"),
        )  # fmt: skip
    finally:
        for folder in folders:
            folder.chmod(0o755)
    result = Result(done.returncode, done.stdout.decode(), done.stderr.decode())
    if "No module named" in result.err or result.err.startswith("setpriv"):
        pytest.skip("another user can't read this Python environment")
    result.plainly_failed()
    assert _words(built, "publish.reasons.denied") in result.err
    assert differences(before, tree(built.live)) == []


@pytest.mark.parametrize("kind", ["inodes", "seconds"])
def test_full_table_of_files_and_clock_of_whole_seconds(tmp_path: Path, kind: str) -> None:
    (tmp_path / "m").mkdir()
    try:
        done = subprocess.run(
            [*_unshare(), sys.executable, "-m", "tests.site.small_disks", kind, str(tmp_path / "m")],
            cwd=ROOT, env=env(PYTHONPATH=os.pathsep.join([str(ROOT / "hooks"), str(ROOT)])),
            capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("this system has no mounts of one process")
    if done.returncode == small_disks.CANNOT or "unshare" in done.stderr:
        pytest.skip("mounting needs an administrator, or a system that lets users have mounts of their own")
    assert done.returncode == 0, done.stderr
