"""What the times of files can tell: by the clock of the file system, and no finer than it ticks.

A file that is changed twice within one tick, and keeps its size, looks as it did between the two. So a time tells that
a file is as it was only where it is so old that no change can give it that time again; until then its bytes tell.
"""

from __future__ import annotations

import os
import struct
import time
from pathlib import Path

TICK = 2_000_000_000
"""Nanoseconds that no file system's clock takes longer for a step: FAT takes so long."""
_SECOND = 1_000_000_000
_APART = 60 * _SECOND
"""How far, at most, two machines that keep files differ about what time it is."""
_CLOCK = "clock"


def now_of(folder: Path) -> int:
    """What time it is, in ns, by whoever keeps the times of files in ``folder``: a server may have a clock of its own.

    A file ``clock`` is left there. Our own clock where it can't be written.
    """
    try:
        handle = os.open(folder / _CLOCK, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        try:
            os.utime(handle)
            return os.fstat(handle).st_mtime_ns
        finally:
            os.close(handle)
    except OSError:
        return time.time_ns()


def settled_before(folder: Path, ours: Path) -> int:
    """The moment, in ns, before which times of files in ``folder`` can be relied on. ``ours``: where we may write."""
    try:
        apart = folder.stat().st_dev != ours.stat().st_dev
    except OSError:
        apart = True
    return now_of(ours) - (_APART if apart else TICK)


UNSETTLED = b"?"
"""The stamp of a file that was changed so lately that it may change and keep its times: its bytes must tell."""
_STAMP = struct.Struct("<QQQQ").pack
_64_BITS = (1 << 64) - 1
"""Times may be any: a card whose clock was never set, an archive of the year 9999."""


def stamp_of(status: os.stat_result, before: int | None = None) -> bytes:
    """How a file looks (times, size, inode), by which it is known again; ``UNSETTLED`` unless its times are older than
    ``before``, where that is given.
    """
    if before is not None and max(status.st_mtime_ns, status.st_ctime_ns) >= before:
        return UNSETTLED
    told = status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
    return _STAMP(*[number & _64_BITS for number in told])


def may_come_again(moment: int, now: int) -> bool:
    """Whether another change of a folder, at ``now`` or later, may give it the time ``moment`` once more.

    Times that are whole seconds come from clocks that tick slowly; of others the next tick is over before a person, or
    a program that waits for this one, can follow.
    """
    return moment % _SECOND == 0 and now - moment < TICK
