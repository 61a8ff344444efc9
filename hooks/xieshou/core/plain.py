"""Plain files, opened so that no link is followed and nothing is waited for.

In: a path in the project. Out: the open file, or ``Stranger``, which says what stands there instead.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

LINK, NOT_PLAIN = "file-link", "file-not-plain"
"""Codes of the problems of what is not gone through."""
_NO_WAITING = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC


class Stranger(OSError):
    """What should be read is no plain file: ``code`` says what it is."""

    def __init__(self, path: Path, code: str) -> None:
        super().__init__(errno.EINVAL, code, str(path))
        self.code = code


def opened(path: Path, within: int = 0) -> BinaryIO:
    """The plain file at ``path``, to be read. Raises ``Stranger`` where it is none, or one of the ``within`` folders
    above it is a link, and ``OSError``.
    """
    for folder in list(path.parents)[:within]:
        if os.path.islink(folder):
            raise Stranger(path, LINK)
    try:
        handle = os.open(path, _NO_WAITING)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):
            raise Stranger(path, LINK) from None
        if error.errno in (errno.ENXIO, errno.ENODEV, errno.EOPNOTSUPP):  # a socket, a device of nothing
            raise Stranger(path, NOT_PLAIN) from None
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Stranger(path, NOT_PLAIN)
    return os.fdopen(handle, "rb", buffering=0)


def real(path: Path) -> Path:
    """Where a path leads: links are followed, as far as they lead anywhere, and not round and round."""
    try:
        return Path(os.path.realpath(path))
    except ValueError:  # a sign that no name can hold
        return path.absolute()


def is_plain(path: Path, top: Path) -> bool:
    """Whether there is a plain file at ``path``, and no link on the way to it from ``top``, which counts too."""
    try:
        way = [top, *(top.joinpath(*parts) for parts in _ways(path.relative_to(top).parts))]
        return stat.S_ISREG(path.lstat().st_mode) and not any(one.is_symlink() for one in way)
    except (OSError, ValueError):
        return False


def _ways(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (parts[:number] for number in range(1, len(parts) + 1))
