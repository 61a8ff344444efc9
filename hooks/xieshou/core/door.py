"""The one door to what people put into a project: plain files in plain folders, under names every system can hold.

In: a folder of the project. Out: its files, and a problem for whatever else lies there. A link leads out of the
project, or round in it: it is named, and nothing it leads to is read, published or shown in a report. A pipe, a device
or a socket is named and never waited for.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from xieshou.core.plain import LINK, NOT_PLAIN
from xieshou.core.problems import Problem, problem

RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10)))
)
"""Names that Windows keeps for itself: a folder of this name can't be checked out there."""
NO_TEXT = "file-name"
"""Code of the problem of a name that is no text."""
_UNPRINTABLE = frozenset(("Cc", "Cf", "Zl", "Zp"))


class PlainFile(NamedTuple):
    """A file by its name, from the project's root with ``/``, and what the system says of it."""

    name: str
    stat: os.stat_result


def walk(
    root: Path, top: str, problems: list[Problem] | None = None, *, required: bool = False, hidden: bool = False
) -> Iterator[PlainFile]:
    """The plain files below the folder ``top`` of ``root``, those whose names begin with a dot only if ``hidden``;
    ``problems``: what else lies there.

    What is taken away while we look is not there: editors' programs write beside a file, and rename. ``required``: it
    is a problem where there is no such folder.
    """
    told: list[Problem] = [] if problems is None else problems
    if os.path.islink(root / top):
        told.append(problem(top, 1, 1, LINK))
        return
    folders = [top]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(root / folder) as listed:
                entries = sorted(listed, key=attrgetter("name"))
        except OSError as error:
            if (folder == top and required) or not isinstance(error, (FileNotFoundError, NotADirectoryError)):
                told.append(problem(folder, 1, 1, "file-unreadable"))
            continue
        seen: dict[str, str] = {}
        for entry in entries:
            if entry.name.startswith(".") and not hidden:
                continue
            name = f"{folder}/{entry.name}"
            if not is_text(name):  # a name in GBK, from an archive that was made elsewhere
                told.append(problem(name.encode("utf-8", "replace").decode(), 1, 1, NO_TEXT))
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            except OSError:
                told.append(problem(name, 1, 1, "file-unreadable"))
                continue
            told += _of_name(name, entry.name, seen)
            if stat.S_ISREG(status.st_mode):
                yield PlainFile(name, status)
            elif stat.S_ISDIR(status.st_mode):
                folders.append(name)
            else:
                told.append(problem(name, 1, 1, LINK if stat.S_ISLNK(status.st_mode) else NOT_PLAIN))


def plain_files(folder: Path) -> list[Path]:
    """Every plain file below a folder, in order; what else lies there others say."""
    return sorted(folder.parent / one.name for one in walk(folder.parent, folder.name))


def strangers(folder: Path) -> list[Problem]:
    """What lies below a folder that no other program is to go through: links, what is no file, names that are no text.
    None where there is none.
    """
    found: list[Problem] = []
    for _ in walk(folder.parent, folder.name, found):
        pass
    return [one for one in found if one.code in (LINK, NOT_PLAIN, NO_TEXT)]


def _of_name(path: str, name: str, seen: dict[str, str]) -> Iterator[Problem]:
    """What is wrong with the name of a file or folder. ``seen``: those beside it, by what case leaves of them."""
    folded = name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()
    other = seen.setdefault(folded, name)
    if other != name:
        yield problem(path, 1, 1, "file-names-alike", value=name, other=other)
    if folded.partition(".")[0].rstrip() in RESERVED:
        yield problem(path, 1, 1, "file-reserved", value=name.partition(".")[0])
    elif name[-1] in ". " or any(char in name for char in '<>:"|?*\\'):
        yield problem(path, 1, 1, "file-name-elsewhere", value=name)
    if any(unicodedata.category(char) in _UNPRINTABLE for char in name):
        yield problem(path, 1, 1, "file-name-unprintable", value=name)


def is_text(name: str) -> bool:
    """Whether a name is one in UTF-8: that of others is told by whoever walks the folder."""
    try:
        return name.isascii() or bool(name.encode())
    except UnicodeEncodeError:
        return False
