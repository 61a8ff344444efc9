"""How far work has come that takes long: a line that is written over on a terminal, now and then a line in a log.

In: what the work tells of itself (``xieshou.core.workers.Progress``). Out: lines on the standard error. Of what is done
in a moment nothing is said.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

from xieshou.language.labels import Labels

_PATIENCE = 2.0
"""Seconds of work before anything is said of it."""
_TERMINAL, _LOG = 0.2, 20.0
"""Seconds between two lines on a terminal, and in a log."""
_CLEAR = "\r\x1b[K"


class ProgressLine:
    """Tells of the work by the labels ``publish.progress``."""

    def __init__(
        self, words: Labels, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._words, self._clock = words, clock
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._doing, self._begun, self._said = "", 0.0, 0.0

    def __call__(self, doing: str, done: int, total: int) -> None:
        """So much of it is done. The last time all is."""
        now = self._clock()
        if doing != self._doing:
            self._doing, self._begun, self._said = doing, now, 0.0
        between = _TERMINAL if self._terminal else _LOG
        over = done == total
        if now - self._begun >= _PATIENCE and (over or now - self._said >= between):
            line = self._words(f"publish.progress.{doing}", done=done, total=total)
            self._stream.write(f"{_CLEAR}{line}" if self._terminal else f"{line}\n")
            self._stream.flush()
            self._said = now
        if over:
            if self._terminal and self._said:
                self._stream.write("\n")
            self._doing = ""
