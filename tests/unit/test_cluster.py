"""Machines that share no disk with the builder do a share of the work; without them all is done, and is the same."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest

from tests.unit.helpers import ROOT, Site, labels
from xieshou.build import comparing
from xieshou.build.cluster import cluster
from xieshou.build.comparing import parity_problems
from xieshou.build.pipeline import prepare
from xieshou.build.publish import PublishFault
from xieshou.core import far, workers
from xieshou.core.problems import Problem
from xieshou.core.workers import TASK, Pool

Work = Callable[[bytes], bytes]


class Elsewhere:
    """Another process, in an empty folder, which is sent bytes and sends bytes back: all there is between the two."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tasks = 0

    def submit(self, work: Work, sent: bytes, /) -> Future[bytes]:
        assert work is far.done
        self.tasks += 1
        code = "import sys; from xieshou.core.far import done; sys.stdout.buffer.write(done(sys.stdin.buffer.read()))"
        environment = {"PYTHONPATH": f"{ROOT / 'hooks'}:{ROOT}", "PYTHONUTF8": "1"}
        came = subprocess.run(
            [sys.executable, "-c", code], input=sent, capture_output=True, check=True, cwd=self.folder, env=environment
        )
        future: Future[bytes] = Future()
        future.set_result(came.stdout)
        return future


class Here:
    """The same in this process, at once; ``spoil`` changes what is sent, or fails."""

    def __init__(self, spoil: Callable[[bytes], bytes] = bytes) -> None:
        self.spoil = spoil
        self.pages: list[int] = []

    def submit(self, work: Work, sent: bytes, /) -> Future[bytes]:
        self.pages.append(len(pickle.loads(pickle.loads(sent)[1])[1]))
        future: Future[bytes] = Future()
        try:
            future.set_result(work(self.spoil(sent)))
        except Exception as error:
            future.set_exception(error)
        return future


class Nobody:
    """A cluster without workers."""

    def submit(self, _work: Work, _sent: bytes, /) -> Future[bytes]:
        return Future()


def nothing() -> None:
    """What tasks work with that are carried all they need."""


def doubled(_: object, chunk: list[int]) -> list[int]:
    return [2 * one for one in chunk]


def broken(_: object, chunk: list[int]) -> list[int]:
    raise TypeError(chunk)


def as_they_are(chunk: list[int]) -> list[int]:
    """What is carried: here the numbers themselves."""
    return list(chunk)


def shared(who: far.Far, size: int = 1) -> tuple[list[int], Exception | None]:
    """What comes of 230 numbers, and what became of those who did a share."""
    pool = Pool(None, nothing, size)
    pool.far = who
    made = [one for batch in pool.map(doubled, range(230), TASK, carried=as_they_are) for one in batch]
    return made, pool.far_fault


ALL = [2 * one for one in range(230)]


def test_a_share_of_the_work_is_done_elsewhere_in_tasks_of_fifty_pages_and_comes_back_in_order() -> None:
    who = Here()
    assert shared(who) == (ALL, None)
    assert who.pages
    assert set(who.pages) <= {50, 30}


def test_what_is_not_carried_all_it_needs_stays_here() -> None:
    who, pool = Here(), Pool(None, nothing, 1)
    pool.far = who
    assert [one for batch in pool.map(doubled, range(230), TASK) for one in batch] == ALL
    assert who.pages == []


def test_a_cluster_without_workers_holds_nothing_up() -> None:
    assert shared(Nobody()) == (ALL, None)


def test_a_cluster_that_is_lost_costs_time_and_nothing_else() -> None:
    def lost(_: bytes) -> bytes:
        raise ConnectionResetError("gone")

    made, fault = shared(Here(lost))
    assert made == ALL
    assert isinstance(fault, ConnectionResetError)


def test_workers_of_another_version_do_nothing() -> None:
    who = Here(lambda sent: pickle.dumps((b"another", pickle.loads(sent)[1])))
    made, fault = shared(who)
    assert made == ALL
    assert isinstance(fault, far.OtherProgram)


def test_a_fault_of_the_task_itself_is_told_where_it_is_looked_for() -> None:
    pool = Pool(None, nothing, 1)
    pool.far = Here()
    with pytest.raises(TypeError):
        list(pool.map(broken, range(230), TASK, carried=as_they_are))


def test_languages_are_compared_by_machines_that_have_nothing_of_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site.sound(tmp_path / "s")
    source = next(path.stem for path in (site.root / "content" / "sources").glob("*.yml"))
    head = f"date: 2024-03-05\nsources: [{source}]\n"
    for number in range(3):
        site.add(
            f"articles/2024/t-{number}.zh.md", f"---\ntitle: 甲{number}\nsummary: 乙。\n{head}---\n\n补助3.2万元。\n"
        )
        site.add(f"articles/2024/t-{number}.en.md", "---\ntitle: A\nsummary: B.\n---\n\nThey shared RMB 320,000.\n")
    (tmp_path / "empty").mkdir()
    who = Elsewhere(tmp_path / "empty")

    def found(someone: Elsewhere | None) -> list[Problem]:
        with site.context() as context:
            context.pool.far = someone
            problems = list(parity_problems(prepare(context), labels()["en"]))
            assert context.pool.far_fault is None
        shutil.rmtree(site.project.cache)
        return problems

    alone = found(None)
    assert [one.path for one in alone if one.code == "parity-value"] == [
        f"content/articles/2024/t-{number}.en.md" for number in range(3)
    ]
    monkeypatch.setattr(workers, "ENOUGH", 1)
    monkeypatch.setattr(comparing, "TASK", 2)
    assert found(who) == alone
    assert who.tasks


def test_without_an_address_there_is_no_cluster() -> None:
    with cluster("") as who:
        assert who is None


def test_a_cluster_that_cannot_be_asked_is_told() -> None:
    with pytest.raises(PublishFault) as told, cluster("tcp://127.0.0.1:1"):
        pass
    assert told.value.code in ("cluster_lacking", "cluster_silent")
