"""A build may be killed at any moment: what is published is wholly the old site or wholly the new one."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.benchmarks.corpus import write_corpus
from tests.site.building import PATIENCE, Site, differences, end, env, session_of, tree, until
from tests.soak import times

TIMED = times(4)
"""Builds killed at a moment of the clock, as they are run by hand; ``FORKED`` ones at a moment of their work."""
EDITS, WHOLES, FIRSTS = times(20), times(5), times(4)
ARTICLE = "content/articles/2023/first-bench.zh.md"

Asked = Callable[..., dict[str, int]]


def _set(site: Site, state: int) -> None:
    """Every page of the site looks different in each of the two states."""
    path = site.root / "hooks/xieshou/front/labels/zh.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("首页甲", "首页").replace("  home: 首页", "  home: 首页" + "甲" * state), "utf-8")


def _edit(site: Site, state: int) -> None:
    """One article says another thing in each of the two states."""
    text = (site.root / ARTICLE).read_text("utf-8").replace("第一张新实验台", "第一张实验台")
    site.write(ARTICLE, text.replace("第一张实验台", "第一张新实验台") if state else text)


@contextmanager
def _forking(site: Site) -> Iterator[Asked]:
    """Builds the site in children of one process (``forked.py``)."""
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("forked.py")), str(site.root)],
        env=env(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True, start_new_session=True,
    )  # fmt: skip

    def ask(kill: int | None = None, delay: float = 0) -> dict[str, int]:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps({"options": [], "kill": kill, "delay": delay}) + "\n")
        process.stdin.flush()
        answer: dict[str, int] = json.loads(process.stdout.readline())
        return answer

    try:
        yield ask
    finally:
        end(process)


def _moments(finished: dict[str, int], number: int, before: int = 2) -> list[tuple[int, float]]:
    """So many changes of a build at which to kill it: each round the exchange, the others spread over the whole of it.

    ``before``: of the others, this share (one in so many) stands before the exchange, where nothing is live yet.
    """
    exchange, last = finished["exchange"], finished["changes"] - 1
    close = [exchange - 1, exchange, exchange + 1, exchange + 2]
    rest = number - len(close)
    site_problems, late = rest - rest // before, rest // before
    spread = [round(exchange * (one + 0.5) / site_problems) for one in range(site_problems)]
    spread += [exchange + 3 + round((last - exchange - 3) * (one + 0.5) / late) for one in range(late)]
    # Every third goes on for a moment, so that it ends in the middle of a change, or of a stretch of reckoning.
    return [(change, 0.0004 * change % 0.003 if not count % 3 else 0) for count, change in enumerate(close + spread)]


def _both(site: Site, put: Callable[[Site, int], None], build: Callable[[], object]) -> list[dict[str, bytes]]:
    """The published folder in each of the two states; the site is left in the first."""
    known: list[dict[str, bytes]] = []
    for state in (1, 0):
        put(site, state)
        build()
        known.insert(0, tree(site.live))
    return known


@pytest.mark.soak
@pytest.mark.parametrize(("put", "kills"), [(_edit, EDITS), (_set, WHOLES)], ids=["one story", "every page"])
def test_rebuild_killed_at_any_change(built: Site, put: Callable[[Site, int], None], kills: int) -> None:
    with _forking(built) as ask:
        known = _both(built, put, ask)
        assert differences(*known)
        put(built, 1)
        finished = ask()
        assert finished["code"] == 0
        state, found = 1, []
        for kill, delay in _moments(finished, kills):
            state = 1 - state
            put(built, state)
            code = ask(kill, delay)["code"]
            now = tree(built.live)
            assert now in known, (kill, delay, [differences(now, one)[:5] for one in known])
            found.append(code < 0 and now == known[state])
            assert ask()["code"] == 0, (kill, delay)
            assert differences(tree(built.live), known[state]) == [], (kill, delay)
    assert set(found) == {True, False}, "some were killed before the exchange and some after it"


@pytest.mark.soak
def test_first_build_killed_at_any_change(built: Site) -> None:
    """Nothing is published, or all of it: the spare tree becomes the live one by its name."""
    whole = tree(built.live)

    def clear() -> None:
        shutil.rmtree(built.live, ignore_errors=True)
        shutil.rmtree(built.root / ".site.xieshou", ignore_errors=True)

    with _forking(built) as ask:
        clear()
        finished = ask()
        assert finished["code"] == 0
        count = finished["changes"]
        for number in range(FIRSTS):
            clear()
            ask(round(count * (number + 0.5) / FIRSTS), 0.001 * (number % 2))
            assert not built.live.exists() or tree(built.live) == whole
            assert ask()["code"] == 0, number
            assert differences(tree(built.live), whole) == []


@pytest.mark.soak
def test_killed_builds_leave_the_old_or_the_new(built: Site) -> None:
    draw = random.Random(20)
    start = time.monotonic()
    known = _both(built, _set, lambda: built.build().check())
    took = (time.monotonic() - start) / 2
    assert len(differences(*known)) > 50
    for number in range(TIMED):
        _set(built, (number + 1) % 2)
        process = built.start()
        # The first half of a build is Python starting; the moments that matter come after it.
        time.sleep(draw.uniform(0.5, 1.05) * took)
        end(process)
        now = tree(built.live)
        assert now in known, f"kill {number}: {[differences(now, one)[:5] for one in known]}"
    built.build().check()
    assert differences(tree(built.live), known[TIMED % 2]) == []


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
        assert until(lambda: len(session_of(process.pid)) >= 3 or process.poll() is not None)
        workers = session_of(process.pid)
        assert workers, "no worker was started"
        time.sleep(0.3)
        os.kill(process.pid, number)
        process.wait(PATIENCE)
        assert until(lambda: not session_of(process.pid)), session_of(process.pid)
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
        assert until(lambda: len(session_of(process.pid)) >= 3 or process.poll() is not None)
        time.sleep(0.3)
        for worker in session_of(process.pid)[1:]:
            os.kill(worker, signal.SIGKILL)
        process.wait(PATIENCE)
        assert until(lambda: not session_of(process.pid))
    finally:
        end(process)
    assert process.returncode != 0 or (archive.live / "index.html").exists()
    archive.build("-f", "mkdocs.workers.yml").check()
