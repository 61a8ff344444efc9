"""How far work has come: on a terminal a line that is written over, in a log a line now and then."""

from __future__ import annotations

import io

import pytest

from tests.unit.helpers import ROOT
from xieshou.cli.progress import ProgressLine
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import load_labels


class Screen(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def run(stream: io.StringIO, seconds: float, total: int, language: str = "en") -> str:
    """What is written while ``total`` pictures take ``seconds`` each."""
    now = [100.0]
    line = ProgressLine(load_labels(ProjectPaths.at(ROOT))[language], stream, lambda: now[0])
    for number in range(1, total + 1):
        line("pictures", number, total)
        now[0] += seconds
    return stream.getvalue()


@pytest.mark.parametrize("stream", [io.StringIO(), Screen()])
def test_what_is_done_in_a_moment_is_not_spoken_of(stream: io.StringIO) -> None:
    assert run(stream, 0.1, 5) == ""


def test_a_terminal_shows_one_line_that_ends_with_all_done() -> None:
    said = run(Screen(), 0.5, 10)
    assert said.count("\n") == 1
    assert said.endswith("Pictures made: 10 of 10.\n")
    assert said.count("\r") == 6


def test_a_log_has_a_line_now_and_then_and_the_last() -> None:
    lines = run(io.StringIO(), 5.0, 10, "zh").splitlines()
    assert lines == ["已生成 2/10 幅图片。", "已生成 6/10 幅图片。", "已生成 10/10 幅图片。"]
