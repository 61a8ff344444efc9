"""Files of a tree: written anew, or shared with the other tree.

What stood at the place is unlinked first and never written over, so a reader or a copying process has the old file or
the new one, whole, and two trees can hold one file between them: it costs a tenth of writing it twice, and keeps its
time, by which servers and copying programs know that it is the same.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

T = TypeVar("T")
NOT_TEXT = (
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!",
)  # fmt: skip
"""What files of office programs, pictures and archives begin with."""
_LOOKED_AT = 8192
_COPY = re.compile(
    r".*(?:草稿|待发|未发布|副本|备份|旧稿|旧版).*|copy of .*|.*[ _-]copy(?:[ -]?\d+)?|.*[ _]?[(（]\d+[)）]", re.IGNORECASE
)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC


class Written(NamedTuple):
    """A file as it stands on the disk. ``digest`` (16 bytes): of its content; empty where nobody has looked at it."""

    path: str
    size: int
    mtime_ns: int
    digest: bytes


def write(tree: str, path: str, data: bytes) -> Written:
    """Write the file ``path`` of the folder ``tree``."""
    place = f"{tree}/{path}"
    handle = _anew(place, lambda: os.open(place, _NEW, 0o644))
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        stat = os.fstat(handle)
    finally:
        os.close(handle)
    return Written(path, stat.st_size, stat.st_mtime_ns, digest_of(data))


def digest_of(data: bytes) -> bytes:
    """The digest of a file's content, as ``Written`` has it."""
    return hashlib.blake2b(data, digest_size=16).digest()


def share(source: str, tree: str, path: str) -> Written:
    """Give ``tree`` the file ``path`` of the tree ``source``: the same one, or a copy where files can't be shared, with
    its time. Of a copy the digest is that of what was read.
    """
    original, place = f"{source}/{path}", f"{tree}/{path}"
    try:
        _anew(place, lambda: os.link(original, place))
    except FileNotFoundError:
        raise
    except OSError:  # a file system without links, somebody else's file, or too many names of it
        with open(original, "rb") as file:
            times = os.fstat(file.fileno())
            written = write(tree, path, file.read())
        with suppress(OSError):
            os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))
        return written._replace(mtime_ns=os.lstat(place).st_mtime_ns)
    stat = os.lstat(place)
    return Written(path, stat.st_size, stat.st_mtime_ns, b"")


def binary(data: bytes) -> bool:
    """Whether these are the bytes of a file that is no text, in whatever encoding: nobody is to be shown its lines."""
    head = data[:_LOOKED_AT]
    if head.lstrip(b"\0").startswith(NOT_TEXT):
        return True
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16, which is full of zeros
        return False
    signs = sum(byte < 32 and byte not in b"\t\n\f\r\x1b" for byte in head)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return signs > 0
    return signs * 20 > len(head)  # a slip of the fingers in a text is no reason not to show it


def is_copy(stem: str) -> bool:
    """Whether people, or their programs, call a copy or a draft by such a name: 副本home, ``home (2)``, ``home-copy``."""
    return bool(_COPY.fullmatch(stem))


def make_folder(folder: Path) -> None:
    """Make a folder, and those it is to stand in, which others may not write to, whatever our umask lets them."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(0o755, exist_ok=True)


def files_below(folder: Path) -> list[Path]:
    """Every file below a folder, in order; those whose name, or a folder's on the way, begins with a dot are not ours.

    What vanishes meanwhile, a file or a folder, is not there: editors' programs write beside a file and rename.
    """
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in names if not name.startswith(".")]
    return sorted(found)


def _anew(place: str, make: Callable[[], T]) -> T:
    """What ``make`` makes at ``place``: what stood there is unlinked, a folder that is missing made."""
    try:
        return make()
    except FileExistsError:
        if stat.S_ISDIR(os.lstat(place).st_mode):  # nobody else's: what others put there has been taken out
            os.rmdir(place)
        else:
            os.unlink(place)
    except FileNotFoundError:
        folder = os.path.dirname(place)
        try:
            os.mkdir(folder)
        except FileNotFoundError:  # the one it stands in is missing too
            os.makedirs(folder, exist_ok=True)
        except FileExistsError:  # another process was quicker
            pass
    return make()
