"""Builds on a file system of their own, in a process that alone sees it.

``python -m tests.site.small_disks KIND FOLDER``. The kinds: ``inodes`` holds so many files and no more, the clock of
``seconds`` tells whole seconds. Ends with 0 if every build published the right site or left the old one whole; with 77
where this machine lets nobody mount such a thing.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from tests.engine import build
from tests.unit.helpers import Site, labels, record
from xieshou.build.publish import Trees
from xieshou.build.verify import verified
from xieshou.cli.terminal import describe_fault

CANNOT = 77
PAGE = "organisations/x/index.html"


def mounted(folder: Path, *options: str) -> None:
    """Mount something on ``folder``, or end."""
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False)
    if done.returncode:
        sys.exit(CANNOT)


def files(site: Site) -> dict[str, bytes]:
    """What is published."""
    live = site.root / "site"
    return {path.relative_to(live).as_posix(): path.read_bytes() for path in live.rglob("*") if path.is_file()}


def sound(site: Site) -> bool:
    """Whether all that is published is as it was written."""
    return not verified(site.project, Trees(site.root / "site")).problems


def inodes(folder: Path) -> None:
    """A table of files with less and less room."""
    mounted(folder, "-t", "tmpfs", "-o", "nr_inodes=1200,size=40m", "none")
    site = Site.sound(folder / "s")
    fill = folder / "fill"
    fill.mkdir()
    names = ("甲", "甲乙")
    known = []
    for name in names:
        site.add("organisations/x.yml", record(name))
        build(site.root)
        known.append(files(site))
    state = 1
    refused: list[OSError | sqlite3.Error] = []
    for room in (0, 1, 4, 9, 400):
        state = 1 - state
        before = len(refused)
        site.add("organisations/x.yml", record(names[state]))
        for number in range(os.statvfs(folder).f_ffree - room):
            (fill / str(number)).touch()
        try:
            build(site.root)
        except (OSError, sqlite3.Error) as fault:
            refused.append(fault)
        assert files(site) == known[1 - state if len(refused) > before else state], room
        for left in fill.iterdir():
            left.unlink()
        build(site.root)
        assert files(site) == known[state]
        assert sound(site)
    assert 0 < len(refused) < 5, refused
    for one in refused:
        key = "full" if isinstance(one, OSError) else "opened"
        for words in labels().values():
            assert words(f"publish.reasons.{key}") in describe_fault(one, {words.language: words})


def seconds(folder: Path) -> None:
    """A clock of whole seconds: edits of one size follow each other within one."""
    image = folder.parent / "image"
    with image.open("wb") as file:
        file.truncate(24_000_000)
    try:
        subprocess.run(["mke2fs", "-q", "-t", "ext2", "-I", "128", str(image)], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        sys.exit(CANNOT)
    mounted(folder, "-o", "loop", str(image))
    site = Site.sound(folder / "s")
    build(site.root)
    for number in range(4):
        path = site.add("organisations/x.yml", record(f"甲{number}"))
        assert path.stat().st_mtime_ns % 1_000_000_000 == 0
        build(site.root)
        assert f"甲{number}" in (site.root / "site" / PAGE).read_text("utf-8")
    (site.root / "site" / "CNAME").write_text("x")
    assert [one.path for one in build(site.root).foreign] == ["site/CNAME"]
    assert sound(site)
    time.sleep(2.1)
    assert not build(site.root).exchanged
    assert not build(site.root).exchanged


if __name__ == "__main__":
    {"inodes": inodes, "seconds": seconds}[sys.argv[1]](Path(sys.argv[2]))
