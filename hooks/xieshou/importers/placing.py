"""The files of an import, put into the project: beside what is there, and never in its place.

In: an import. Out: its files on the disk. What is referred to is there before what refers to it, so that an import that
was broken off leaves nothing that ``check`` refuses, and the next one goes on from there.
"""

from __future__ import annotations

import os
from pathlib import Path

from xieshou.core.plain import opened
from xieshou.importers.records import Import, TextState


def placed(done: Import, source: Path, root: Path) -> None:
    """Write the files of ``done``, whose pictures lie in ``source``, into the project ``root``. Raises ``OSError``."""
    for file in sorted(done.files, key=lambda one: (not one.original, one.path)):
        if file.original and not file.data:
            with opened(source / file.original, file.original.count("/")) as original:
                put(root, file.path, original.read())
        else:
            put(root, file.path, file.data)
    for text in done.of(TextState.NEW):
        put(root, text.path, text.data)


def put(root: Path, name: str, data: bytes) -> None:
    """Make one file; what stands there already stays as it is, if it is the same. Raises ``FileExistsError``."""
    path = root / name
    folder = root
    for part in name.split("/")[:-1]:
        folder = folder / part
        if folder.is_symlink():
            raise NotADirectoryError(20, os.strerror(20), str(folder))
        folder.mkdir(exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    except FileExistsError:
        with opened(path) as there:
            if there.read() == data:
                return
        raise
    with os.fdopen(handle, "wb") as file:
        file.write(data)
