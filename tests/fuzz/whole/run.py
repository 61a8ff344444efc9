"""The project built and checked as ``xieshou build`` and ``xieshou check`` do it, in this process.

A build without MkDocs would see neither the hand-written pages nor the theme; one in a process of its own would cost
ten times as much as this.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any
from unittest import mock

import click
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from tests.site.building import env
from tests.unit.helpers import ROOT
from xieshou.build.result import VARIABLE
from xieshou.build.settings import project_modules
from xieshou.build.settings_check import settings_problems
from xieshou.build.settings_file import settings_path
from xieshou.cli.check import check as check_command
from xieshou.core.problems import Problem, as_data
from xieshou.core.project import FRONT, ProjectPaths
from xieshou.language.labels import load_labels

CLOCK = 1_790_000_000.0
"""Of September 2026: when it is, wherever the program asks."""
WORKING, WAITING = 10, 100
"""Seconds after which something hangs: of work, and of waiting for nothing."""
_TEXTS = {language: words.problems for language, words in load_labels(ProjectPaths.at(FRONT)).items()}
_DETAILS = "engine-fault.txt"


class Hang(BaseException):
    """It would never end. No ``Exception``: nothing that tells of those takes it for one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended: whether well, what it told as data, what it printed, and what nobody foresaw."""

    sound: bool
    problems: tuple[str, ...]
    said: str
    fault: str = ""

    @property
    def errors(self) -> set[str]:
        """The errors among the problems."""
        return {one for one in self.problems if '"severity": "error"' in one}


def checked(root: Path) -> Outcome:
    """``xieshou check --format json``."""

    def run(out: io.StringIO) -> tuple[bool, list[Any]]:
        try:
            check_command.main(["--root", str(root), "--format", "json"], standalone_mode=False)
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        if code not in (0, 1):
            raise click.ClickException(f"check ended with {code}")
        return code == 0, json.loads(out.getvalue())

    return _run(root, run)


def built(root: Path) -> Outcome:
    """``xieshou build``: the settings first, then MkDocs, strictly."""

    def run(_: io.StringIO) -> tuple[bool, list[Any]]:
        with project_modules(root), tempfile.TemporaryFile() as told:
            refused = settings_problems(root)
            if refused.errors:
                return False, [_data(one) for one in refused]
            ended = _mkdocs(root, told.fileno())
            told.seek(0)
            result = told.read()
        if not result:
            raise ended or click.ClickException("nothing was told")
        return ended is None, json.loads(result)["problems"]

    return _run(root, run)


def _data(one: Problem) -> dict[str, object]:
    return as_data(one, _TEXTS)


def _mkdocs(root: Path, out: int) -> BaseException | None:
    """Run MkDocs, its result to ``out``; what it ended with."""
    file = settings_path(root)
    if file is None:
        return click.UsageError("there are no settings")
    with mock.patch.dict(os.environ, {VARIABLE: str(os.dup(out))}):
        try:
            config = load_config(str(file), strict=True)
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
        except (MkDocsException, Abort) as error:
            return error
        return None


def _run(root: Path, command: Callable[[io.StringIO], tuple[bool, list[Any]]]) -> Outcome:
    """Run a command with nothing on the screen, watched."""
    out, errors, path = io.StringIO(), io.StringIO(), list(sys.path)
    for file in _details(root):
        file.unlink()
    fault, sound, problems = "", False, list[dict[str, Any]]()
    try:
        with _surroundings(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors), _watched():
            sound, problems = command(out)
    except Hang as hang:
        fault = f"hangs: {hang}\n{_where(hang)}"
    except (click.ClickException, MkDocsException, Abort) as error:
        fault = f"{type(error).__name__} that is no problem: {error}\n{errors.getvalue()[-2000:]}"
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        fault = f"{type(error).__name__} escapes: {error}\n{_where(error)}"
    finally:
        sys.path[:] = path
    details = list(_details(root))
    if details:
        fault = f"a fault nobody foresaw\n{details[0].read_text('utf-8')[-2500:]}"
        for file in details:
            file.unlink()
    return Outcome(sound, tuple(_plain(one) for one in problems), out.getvalue() + errors.getvalue(), fault)


def _details(root: Path) -> Iterator[Path]:
    """Where the details of a fault that nobody foresaw are written."""
    cache = root / ".cache" / "xieshou"
    places = [folder / _DETAILS for folder in (cache, cache / "check", Path(tempfile.gettempdir()))]
    yield from (file for file in places if file.is_file() and file.stat().st_uid == os.getuid())


def _plain(one: dict[str, Any]) -> str:
    return json.dumps({**one, "message": one["message"].get("en"), "hint": ""}, ensure_ascii=True, sort_keys=True)


def _where(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))[-2500:]


@contextlib.contextmanager
def _surroundings() -> Iterator[None]:
    """A clock that stands still, and none of the tester's own settings."""
    clean = {**env(), "PYTHONPATH": str(ROOT / "hooks")}
    clock = mock.patch("xieshou.cli.terminal.time.time", return_value=CLOCK)
    with mock.patch.dict(os.environ, clean, clear=True), clock:
        yield


@contextlib.contextmanager
def _watched() -> Iterator[None]:
    """Raises ``Hang`` in what goes on inside, where it never ends."""

    def ring(number: int, _: FrameType | None) -> None:
        raise Hang(f"{WORKING} s of work" if number == signal.SIGPROF else f"waits for {WAITING} s")

    before = {one: signal.signal(one, ring) for one in (signal.SIGPROF, signal.SIGALRM)}
    signal.setitimer(signal.ITIMER_PROF, WORKING)
    signal.setitimer(signal.ITIMER_REAL, WAITING)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for one, handler in before.items():
            signal.signal(one, handler)
