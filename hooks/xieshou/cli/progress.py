"""How far a build has come that takes long: on a terminal a bar that is redrawn, in a log a line now and then.

In: what the work tells of itself (``xieshou.core.workers.Progress``). Out: lines on the standard error: the stage, how
much of it is done, how fast that goes and how long it will still take. A build that is over in a moment says nothing.
"""

from __future__ import annotations

import math
import os
import shutil
import sys
import time
from collections.abc import Callable
from typing import TextIO

from xieshou.cli.terminal import columns_of
from xieshou.language.labels import Labels

SWITCH = "XIESHOU_PROGRESS"
"""``off`` where nobody wants to be told, such as a program that reads the standard error."""
_PATIENCE = 2.0
"""Seconds of a build before anything is said of it."""
_TERMINAL, _LOG = 0.2, 10.0
"""Seconds between two lines on a terminal, and in a log."""
_ENOUGH = 1.0
"""Seconds of a stage after which its rate means something."""
_MINUTE, _IN_MINUTES = 60, 90
"""What is left is told in minutes from so many seconds on."""
_EXACT = 10
"""A rate from here on is told in whole numbers."""
_BAR = 20
_CLEAR = "\r\x1b[K"


class ProgressLine:
    """Tells of one build, which begins now, by the labels ``publish.progress``."""

    def __init__(
        self, words: Labels, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._words, self._clock = words, clock
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._patience = math.inf if os.environ.get(SWITCH, "").lower() == "off" else _PATIENCE
        self._begun = self._stage_begun = clock()
        self._said = -math.inf
        self._shown = False

    def __call__(self, doing: str, done: int, total: int) -> None:
        """So much of it is done: see ``Progress``."""
        now = self._clock()
        if not done:
            self._stage_begun = now
        if self._terminal and done == total:
            self._wipe()  # whatever is said next has the line for itself
        elif total and now - self._begun >= self._patience and self._due(now):
            line, pace = self._told(doing, done, total), self._pace(done, total, now - self._stage_begun)
            self._write(f"{_CLEAR}{self._drawn(line, pace, done / total)}" if self._terminal else f"{line}{pace}\n")
            self._said, self._shown = now, True

    def _due(self, now: float) -> bool:
        if self._terminal:
            return not self._shown or now - self._said >= _TERMINAL
        return now - self._said >= _LOG

    def _told(self, doing: str, done: int, total: int) -> str:
        return self._words(
            "publish.progress.line", stage=self._words(f"publish.progress.{doing}"), done=done, total=total
        )

    def _pace(self, done: int, total: int, seconds: float) -> str:
        """How fast it goes and how long it will still take, once that can be said."""
        if not done or done == total or seconds < _ENOUGH:
            return ""
        rate = done / seconds
        left = math.ceil((total - done) / rate)
        unit, count = ("seconds", left) if left < _IN_MINUTES else ("minutes", math.ceil(left / _MINUTE))
        return self._words(
            "publish.progress.pace",
            rate=f"{rate:.0f}" if rate >= _EXACT else f"{rate:.2g}",
            left=self._words(f"publish.progress.{unit}", count=count),
        )

    def _drawn(self, line: str, pace: str, part: float) -> str:
        """The line with a bar, or as much of it as the terminal has room for: what wraps can't be drawn over."""
        bar = f"[{'#' * int(_BAR * part):-<{_BAR}}] "
        room = shutil.get_terminal_size().columns - 1
        shown = (f"{bar}{line}{pace}", f"{line}{pace}", line)
        return next((one for one in shown if columns_of(one) <= room), "")

    def _wipe(self) -> None:
        if self._shown:
            self._write(_CLEAR)
            self._shown = False

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
