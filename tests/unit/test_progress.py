"""How far a build has come: on a terminal a bar that is redrawn, in a log a line now and then."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest

from tests.unit.helpers import ROOT
from xieshou.cli.progress import SWITCH, ProgressLine
from xieshou.core.project import ProjectPaths
from xieshou.core.workers import single_process, telling
from xieshou.language.labels import load_labels


@pytest.fixture(autouse=True)
def wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SWITCH)  # which all other tests set


class Screen(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


class Telling:
    """A build that tells of itself, with a clock that goes by what the work takes."""

    def __init__(self, stream: io.StringIO, language: str = "en") -> None:
        self.now = 100.0
        self.stream = stream
        self.line = ProgressLine(load_labels(ProjectPaths.at(ROOT))[language], stream, lambda: self.now)

    def work(self, stage: str, seconds: float, total: int) -> str:
        """What is written while ``total`` things take ``seconds`` each."""

        def parts() -> Iterator[None]:
            for _ in range(total):
                self.now += seconds
                yield

        before = len(self.stream.getvalue())
        for _ in telling(self.line, stage, parts(), [1] * total):
            pass
        return self.stream.getvalue()[before:]


def lines(said: str) -> list[str]:
    """What a terminal showed, one after the other."""
    return [line for line in said.split("\r\x1b[K") if line]


@pytest.mark.parametrize("stream", [io.StringIO(), Screen()])
def test_a_build_that_is_over_in_a_moment_says_nothing(stream: io.StringIO) -> None:
    build = Telling(stream)
    for stage in ("reading", "looking", "pictures", "search", "fragments", "pages"):
        assert build.work(stage, 0.1, 3) == ""


def test_whoever_wants_to_hear_nothing_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "off")
    assert Telling(Screen()).work("pictures", 0.5, 10) == ""


def test_a_terminal_shows_one_bar_that_is_drawn_over_and_gone_when_the_stage_is_over() -> None:
    said = Telling(Screen()).work("pictures", 0.5, 10)
    assert "\n" not in said
    assert lines(said)[0] == "[########------------] Making pictures: 4 of 10, 2 a second, about 3 s left"
    assert lines(said)[-1] == "[##################--] Making pictures: 9 of 10, 2 a second, about 1 s left"
    assert said.endswith("\r\x1b[K")


def test_a_terminal_is_not_drawn_to_more_often_than_one_can_see() -> None:
    assert len(lines(Telling(Screen()).work("pages", 0.01, 400))) == 10


def test_a_long_build_tells_of_each_stage_from_its_beginning() -> None:
    build = Telling(Screen())
    build.work("reading", 0.5, 5)
    shown = lines(build.work("pages", 0.3, 8))
    assert shown[0] == "[--------------------] Making pages: 0 of 8"
    assert shown[-1] == "[#################---] Making pages: 7 of 8, 3.3 a second, about 1 s left"


def test_a_log_has_a_line_every_ten_seconds_at_most_whatever_the_stage() -> None:
    build = Telling(io.StringIO(), "zh")
    said = build.work("pictures", 2.0, 10) + build.work("pages", 3.0, 5)
    assert said.splitlines() == [
        "生成图片：1/10，每秒 0.5 项，大约还要 18 秒",
        "生成图片：6/10，每秒 0.5 项，大约还要 8 秒",
        "生成网页：1/5，每秒 0.33 项，大约还要 12 秒",
        "生成网页：5/5",
    ]


def test_what_takes_long_is_told_in_minutes() -> None:
    said = Telling(io.StringIO()).work("comparing", 10.0, 100)
    assert said.splitlines()[0] == "Comparing the two languages: 1 of 100, 0.1 a second, about 17 min left"


def test_a_narrow_terminal_shows_what_it_has_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {}
    for columns in (70, 30, 8):
        monkeypatch.setenv("COLUMNS", str(columns))
        shown[columns] = (lines(Telling(Screen(), "zh").work("pictures", 1.0, 3)) or [""])[-1]
    assert shown == {70: "[#############-------] 生成图片：2/3，每秒 1 项，大约还要 1 秒", 30: "生成图片：2/3", 8: ""}


def test_work_that_is_given_up_leaves_the_line_to_the_fault() -> None:
    build = Telling(Screen())

    def failing() -> Iterator[None]:
        build.now += 3
        yield
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(telling(build.line, "pages", failing(), [1, 1, 1]))
    assert lines(build.stream.getvalue())
    assert build.stream.getvalue().endswith("\r\x1b[K")


def test_a_pool_tells_of_its_work_by_the_things_that_are_done() -> None:
    told: list[tuple[str, int, int]] = []
    pool = single_process(lambda *one: told.append(one))
    assert list(pool.map(lambda _, chunk: sum(chunk), range(5), 2, "pages")) == [1, 5, 4]
    assert told == [("pages", 0, 5), ("pages", 2, 5), ("pages", 4, 5), ("pages", 5, 5)]


def test_of_nothing_to_do_nothing_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    assert list(single_process(lambda *one: told.append(one)).map(lambda *_: 0, [], 2, "pages")) == []
    assert told == []


def test_whatever_is_told_of_has_a_name_in_both_languages() -> None:
    told = re.compile(r'(?:doing=|telling\([^"()]+, |TASK, )"(\w+)"')
    found = {name for path in (ROOT / "hooks/xieshou").rglob("*.py") for name in told.findall(path.read_text("utf-8"))}
    assert {"reading", "comparing", "terms", "looking", "pictures", "search", "index", "pages"} <= found
    for words in load_labels(ProjectPaths.at(ROOT)).values():
        assert found <= words.tree["publish"]["progress"].keys()
