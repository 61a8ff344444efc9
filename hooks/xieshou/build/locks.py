"""One build at a time: locks, which the system lets go when their holder dies."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xieshou.build.publish import PublishFault

_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)
"""What file systems that know no locks, as some network drives, answer."""


@contextmanager
def lock(folder: Path, wait: bool = False) -> Iterator[None]:
    """Hold the lock of ``folder``, which is made where it is missing.

    Raises ``PublishFault`` when another holds it, unless told to ``wait``. Where the file system knows no locks, those
    of the machine's temporary folder stand for them: they keep apart the builds of this machine.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            _hold(handle, wait)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            os.close(handle)
            handle = os.open(_stand_in(folder), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            _hold(handle, wait)
        yield
    finally:
        os.close(handle)


def _hold(handle: int, wait: bool) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        raise PublishFault("locked") from None


def _stand_in(folder: Path) -> Path:
    name = hashlib.blake2b(os.fsencode(folder.resolve()), digest_size=16).hexdigest()
    return Path(tempfile.gettempdir(), f"xieshou-{os.geteuid()}-{name}.lock")
