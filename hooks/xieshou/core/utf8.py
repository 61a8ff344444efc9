"""Names and words in UTF-8, whatever the machine's settings say.

Under ``LC_ALL=C`` with ``PYTHONUTF8=0``, or in a locale such as GBK, Python takes the names of files for another
encoding: Chinese ones can't be found, and messages come out as escapes. What Python reads names as is settled when it
starts, so it is started once more, in its UTF-8 mode.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

_STARTED = "XIESHOU_UTF8"
"""Names the process that was started anew: it keeps its number, and so it is not done twice."""


def names_are_utf8() -> bool:
    """Whether Python reads the names of files as UTF-8."""
    return sys.getfilesystemencoding().lower().replace("-", "") == "utf8"


def start_in_utf8(*commands: str) -> None:
    """Start this process anew in UTF-8 mode, with the same arguments, unless names are UTF-8 already.

    Only where it runs one of the ``commands``: another program that has loaded us goes on. So does one that can't be
    started anew. Nothing may have been begun yet.
    """
    number = str(os.getpid())
    if names_are_utf8() or os.environ.get(_STARTED) == number or not sys.executable or not _runs(commands):
        return
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    # Both: ``python -I`` does not look at the environment, and processes that we start know nothing of the option.
    environment = {**os.environ, "PYTHONUTF8": "1", _STARTED: number}
    with suppress(OSError):
        os.execve(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]], environment)


def speak_unicode(*streams: IO[str]) -> None:
    """Chinese comes out as Chinese whatever the locale says, and a name that is no text does not stop the report."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _runs(commands: tuple[str, ...]) -> bool:
    """Whether this process was started as one of the commands, or by ``python -m`` as one."""
    script = Path(sys.argv[0] if sys.argv else "")
    return (script.parent.name if script.name == "__main__.py" else script.stem) in commands
