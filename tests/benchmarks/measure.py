"""What a command costs: processor and wall seconds, memory, and the site it leaves behind.

In: a command, the folder to run it in. Out: a `Measurement`, a `Weight` of a folder, a `fingerprint` of it. The command
runs under a small supervisor (this file, as a program of its own) for two reasons: a child's `ru_maxrss` starts at the
size of whoever started it, so the starter must be small; and workers whose parent died must be counted too, so the
starter adopts them. Linux only: it reads /proc.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import resource
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

POLL_MS: Final = 50
GRACE_SECONDS: Final = 5.0
"""How long workers may live on after the command has ended; what is left then is ended and said."""
PR_SET_CHILD_SUBREAPER: Final = 36


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one run cost; times in seconds, memory in bytes; `wall` ends when the command itself ends.

    `memory` is the peak of the largest process, `memory_all` the highest sum of all processes' resident memory seen
    (pages that processes share are counted for each of them).
    """

    wall: float
    user: float
    system: float
    memory: int
    memory_all: int
    processes: int
    load: float

    @property
    def cpu(self) -> float:
        """User and system time of the command and all its descendants."""
        return self.user + self.system


@dataclass(frozen=True, slots=True)
class Weight:
    """What a folder holds: HTML pages, files, bytes."""

    pages: int
    files: int
    bytes: int


class CommandError(Exception):
    """The command failed or left processes behind; the message ends with the last lines it wrote."""


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Measurement:
    """In: a command, the folder to run it in, what to add to the environment. Out: its cost, once it has succeeded."""
    with tempfile.TemporaryDirectory() as scratch:
        report, log = Path(scratch) / "report.json", Path(scratch) / "log"
        load = os.getloadavg()[0]
        os.sync()  # or this run pays for the pages an earlier one left to be written
        with log.open("wb") as stream:
            subprocess.run(
                [sys.executable, "-I", "-S", __file__, str(report), *command],
                cwd=folder,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                check=False,
            )
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:]
        found = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {"code": -1, "left": 0}
        code, left = found.pop("code"), found.pop("left")
        if code or left:
            raise CommandError("\n".join([f"exit code {code}, {left} processes left: {' '.join(command)}", *lines]))
        return Measurement(**found, load=load)


def weigh(folder: Path) -> Weight:
    """In: a folder. Out: what it holds; a missing one holds nothing."""
    sizes = [(path, path.stat().st_size) for path in files_under(folder)]
    return Weight(sum(path.suffix == ".html" for path, _ in sizes), len(sizes), sum(size for _, size in sizes))


def fingerprint(folder: Path) -> dict[str, bytes]:
    """In: a folder. Out: each file's path in it, and the digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
        for path in files_under(folder)
    }


def differing(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> int:
    """In: two fingerprints. Out: how many files are new, gone or of other bytes."""
    return sum(before.get(path) != after.get(path) for path in before.keys() | after.keys())


def files_under(folder: Path) -> Iterator[Path]:
    """In: a folder. Out: every file beneath it."""
    for base, _, names in os.walk(folder):
        for name in names:
            yield Path(base, name)


@dataclass(slots=True)
class _Peaks:
    """The highest values seen so far, and the processes they were seen of."""

    largest: int
    together: int
    seen: set[int]


def _supervise(report: Path, command: Sequence[str]) -> None:
    """In: where to write, a command. Out: a JSON file with its cost and how it ended."""
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "cannot adopt orphans")
    peaks = _Peaks(0, 0, set())
    start = time.perf_counter()
    child = subprocess.Popen(command, start_new_session=True)
    poll = select.poll()
    poll.register(os.pidfd_open(child.pid), select.POLLIN)
    while not poll.poll(POLL_MS):
        _look(peaks)
    wall = time.perf_counter() - start
    _, status, cost = os.wait4(child.pid, 0)
    left = _await_orphans(peaks)
    # All that has been waited for, orphans included: the command and its descendants, as nothing else is started here.
    total = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = {
        "wall": wall,
        "user": total.ru_utime,
        "system": total.ru_stime,
        "memory": max(peaks.largest, cost.ru_maxrss * 1024, total.ru_maxrss * 1024),
        "memory_all": max(peaks.together, peaks.largest, cost.ru_maxrss * 1024),
        "processes": max(len(peaks.seen), 1),
        "code": os.waitstatus_to_exitcode(status),
        "left": left,
    }
    report.write_text(json.dumps(found), encoding="utf-8")


def _await_orphans(peaks: _Peaks) -> int:
    """Waits for adopted processes; out: how many had to be ended because they would not end themselves."""
    until, left = time.monotonic() + GRACE_SECONDS, 0
    while children := list(_children(os.getpid())):
        if time.monotonic() > until:
            left = len(children)
            for pid in children:
                os.kill(pid, signal.SIGKILL)
        try:
            while os.wait4(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            break
        _look(peaks)
        time.sleep(POLL_MS / 1000)
    return left


def _look(peaks: _Peaks) -> None:
    together, waiting = 0, list(_children(os.getpid()))
    while waiting:
        pid = waiting.pop()
        waiting += _children(pid)
        resident, highest = _memory(pid)
        peaks.seen.add(pid)
        peaks.largest = max(peaks.largest, highest)
        together += resident
    peaks.together = max(peaks.together, together)


def _children(pid: int) -> Iterator[int]:
    """Out: the children of all threads of a process, none once it is gone."""
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            yield from map(int, (task / "children").read_text(encoding="ascii").split())
    except OSError:
        return


def _memory(pid: int) -> tuple[int, int]:
    """Out: the resident memory of a process and the most it ever had, in bytes; nothing once it is gone."""
    found = {"VmRSS": 0, "VmHWM": 0}
    try:
        for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace").splitlines():
            key, _, value = line.partition(":")
            if key in found:
                found[key] = int(value.split()[0]) * 1024
    except (OSError, ValueError):
        pass
    return found["VmRSS"], found["VmHWM"]


def main() -> None:
    """In: the command line (report file, command). Out: the report."""
    _supervise(Path(sys.argv[1]), sys.argv[2:])


if __name__ == "__main__":
    main()
