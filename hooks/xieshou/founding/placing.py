"""Puts a new site, or a new entry, where it belongs: whole or not at all, and never over anything."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path


def place_site(folder: Path, files: Mapping[str, bytes], look: Callable[[Path], None]) -> None:
    """Make the site in ``folder``: beside it first, looked at, then renamed. Raises ``FileExistsError`` where there is
    anything of that name, ``OSError``, and what ``look`` raises; nothing is left then.
    """
    if os.path.lexists(folder):
        raise FileExistsError(str(folder))
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for path, data in files.items():
            target = made / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        look(made)
        made.chmod(0o777 & ~_umask())
        if os.path.lexists(folder):  # it came while we wrote; rename would replace an empty folder
            raise FileExistsError(str(folder))
        made.rename(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def place_entry(path: Path, data: bytes) -> None:
    """Write a new file ``path`` and the folders above it. Raises ``FileExistsError`` where it is there; ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        try:
            os.link(part, path)  # unlike a rename it refuses what is there
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            with path.open("xb") as file:
                file.write(data)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    now = os.umask(0o022)
    os.umask(now)
    return now
