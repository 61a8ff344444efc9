"""Builds one after another, each in a child of one process that has the program loaded already; each may end itself.

``python forked.py ROOT``, then a JSON object a line: ``options`` of the build and ``kill``, the number of the change to
the disk (from 0) at which it is ended by the system, ``delay`` seconds later; null lets it finish. Answers a line with
``code`` (negative: the signal); of a finished build also ``changes``, how many it made, and ``exchange``, which of them
exchanged the trees. A change is what Python is asked to do to the disk: a file opened to be written, a folder made, a
name given, taken or exchanged.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "shutil.rmtree"}


class Changes:
    """Counts the changes this process makes, and kills it at one of them."""

    def __init__(self, kill: int | None, delay: float) -> None:
        self.count, self.exchange, self.kill, self.delay = 0, -1, kill, delay

    def __call__(self, event: str, details: tuple[Any, ...]) -> None:
        exchange = event == "ctypes.dlsym" and details[-1] == "renameat2"
        if not (exchange or event in _CHANGES or (event == "open" and (details[2] or 0) & _WRITES)):
            return
        if exchange:
            self.exchange = self.count
        if self.count == self.kill and self.delay:
            signal.setitimer(signal.ITIMER_REAL, self.delay)  # nobody handles it: the system ends us in mid-work
        elif self.count == self.kill:
            os.kill(os.getpid(), signal.SIGKILL)
        self.count += 1


def main(root: Path) -> None:
    """Answer requests until there are none."""
    os.chdir(root)
    sys.path.insert(0, str(root / "hooks"))
    from mkdocs.__main__ import cli

    import xieshou.host.mkdocs  # noqa: F401

    for line in sys.stdin:
        asked = json.loads(line)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            changes = Changes(asked["kill"], asked["delay"])
            sys.addaudithook(changes)
            try:
                cli(["build", "--strict", *asked["options"]])
            except SystemExit as end:
                told = json.dumps({"changes": changes.count, "exchange": changes.exchange})
                os.write(writing, told.encode())
                os._exit(end.code if isinstance(end.code, int) else 1)
        os.close(writing)
        with os.fdopen(reading) as answer:
            of_child = json.loads(answer.read() or "{}")
        _, status = os.waitpid(child, 0)
        print(json.dumps({"code": os.waitstatus_to_exitcode(status), **of_child}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
