"""Files of a tree: written anew, or shared with the other tree.

What stood at the place is unlinked first and never written over, so a reader or a copying process has the old file or
the new one, whole, and two trees can hold one file between them: it costs a tenth of writing it twice, and keeps its
time, by which servers and copying programs know that it is the same.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

T = TypeVar("T")
NOT_TEXT = (
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!",
)  # fmt: skip
"""What files of office programs, pictures and archives begin with."""
_LOOKED_AT = 8192
_STAMP = struct.Struct("<QQQQ").pack
_64_BITS = (1 << 64) - 1
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC


class Written(NamedTuple):
    """A file as it stands on the disk."""

    path: str
    size: int
    mtime_ns: int


def stamp(status: os.stat_result) -> bytes:
    """What tells a file from what it was: its times, size and place on the disk, as bytes.

    Times may be any: a card whose clock was never set, an archive of the year 9999.
    """
    told = status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
    return _STAMP(*(number & _64_BITS for number in told))


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
    return Written(path, stat.st_size, stat.st_mtime_ns)


def share(source: str, tree: str, path: str) -> Written:
    """Give ``tree`` the file ``path`` of the tree ``source``: the same one, or a copy where files can't be shared."""
    original, place = f"{source}/{path}", f"{tree}/{path}"
    try:
        _anew(place, lambda: os.link(original, place))
    except FileNotFoundError:
        raise
    except OSError:  # a file system without links, somebody else's file, or too many names of it
        with open(original, "rb") as file:
            return write(tree, path, file.read())
    stat = os.lstat(place)
    return Written(path, stat.st_size, stat.st_mtime_ns)


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
