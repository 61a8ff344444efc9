"""A build may be killed at any moment: what is published is wholly the old site or wholly the new one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.benchmarks.corpus import write_corpus
from tests.site.building import Site, differences, end, session_of, tree, until

KILLS = 20
EVERY = 5
"""After so many kills a build is let through."""


def _set(site: Site, state: int) -> None:
    """Every page of the site looks different in each of the two states."""
    path = site.root / "assets/labels/zh.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("首页甲", "首页").replace("  home: 首页", "  home: 首页" + "甲" * state), "utf-8")


def test_killed_builds_leave_the_old_or_the_new(built: Site) -> None:
    draw = random.Random(20)
    known: list[dict[str, bytes]] = []
    for state in (1, 0):
        _set(built, state)
        start = time.monotonic()
        built.build().check()
        took = time.monotonic() - start
        known.insert(0, tree(built.live))
    assert len(differences(*known)) > 50
    found = []
    for number in range(KILLS):
        _set(built, (number + 1) % 2)
        process = built.start()
        # The first half of a build is Python starting; the moments that matter come after it.
        time.sleep(draw.uniform(0.5, 1.05) * took)
        end(process)
        now = tree(built.live)
        assert now in known, f"kill {number}: {differences(now, known[0])[:5]} and {differences(now, known[1])[:5]}"
        found.append(known.index(now))
        if number % EVERY == EVERY - 1:
            built.build().check()
            assert differences(tree(built.live), known[(number + 1) % 2]) == []
    assert set(found) == {0, 1}, "some were killed before the exchange and some after it"


@pytest.fixture
def archive(engine: Path, tmp_path: Path) -> Site:
    """A site of enough pages for workers to be started."""
    folder = tmp_path / "archive"
    shutil.copytree(engine, folder)
    write_corpus(folder, 100)
    site = Site(folder)
    site.with_workers(3)
    return site


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_workers_die_with_the_build(archive: Site, number: int) -> None:
    process = archive.start("-f", "mkdocs.workers.yml")
    try:
        assert until(lambda: len(session_of(process.pid)) >= 3 or process.poll() is not None, 30)
        workers = session_of(process.pid)
        assert workers, "no worker was started"
        time.sleep(0.3)
        os.kill(process.pid, number)
        process.wait(30)
        assert until(lambda: not session_of(process.pid), 10), session_of(process.pid)
    finally:
        for left in session_of(process.pid):
            os.kill(left, signal.SIGKILL)
    assert not archive.live.exists()
    archive.build("-f", "mkdocs.workers.yml").check()
    assert (archive.live / "index.html").exists()


def test_killed_worker_is_not_waited_for(archive: Site) -> None:
    """A worker that the system ends (no memory left) ends the build, with the old site as it was."""
    process = archive.start("-f", "mkdocs.workers.yml")
    try:
        assert until(lambda: len(session_of(process.pid)) >= 3 or process.poll() is not None, 30)
        time.sleep(0.3)
        for worker in session_of(process.pid)[1:]:
            os.kill(worker, signal.SIGKILL)
        process.wait(60)
        assert until(lambda: not session_of(process.pid), 10)
    finally:
        end(process)
    assert process.returncode != 0 or (archive.live / "index.html").exists()
    archive.build("-f", "mkdocs.workers.yml").check()
