"""The content of a commit, laid out in a folder to be built by the program as it is now.

In: a project in a git repository, and a commit or anything that names one. Out: its files, without the program of that
time, in whose place stands a link to the one at work. The working tree and the index are not touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from contextlib import suppress
from pathlib import Path

_CODE = "hooks"
_NOT_NEEDED = (_CODE, "tests", ".git")
_KEPT = ("pictures", "attachments")
"""What is made of originals, in the cache: it takes long, and goes by their bytes alone."""


def commit_of(root: Path, asked: str) -> str | None:
    """The full name of the commit that ``asked`` names in the repository of ``root``; None where it names none."""
    if not asked or "\0" in asked:
        return None
    said = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{asked}^{{commit}}")
    return said.strip() if said else None


def lay_out(root: Path, commit: str, folder: Path) -> None:
    """Put what the ``commit`` has of the project in ``root`` into ``folder``, which is made. Raises ``OSError``."""
    folder.mkdir(parents=True)
    archive = folder.with_suffix(".tar")
    with archive.open("wb") as file:
        done = subprocess.run(["git", "-C", str(root), "archive", "--format=tar", commit], stdout=file, check=False)
    if done.returncode:
        raise OSError(f"git archive {commit}")
    with tarfile.open(archive) as found:
        for member in found:
            parts = Path(member.name).parts
            if not member.isfile() or ".." in parts or parts[0] in ("/", *_NOT_NEEDED):
                continue  # a link, too, is none of what a site is made of
            place = folder.joinpath(*parts)
            place.parent.mkdir(parents=True, exist_ok=True)
            data = found.extractfile(member)
            assert data is not None
            with data, place.open("wb") as out:
                shutil.copyfileobj(data, out)
            os.utime(place, (member.mtime, member.mtime))
    archive.unlink()
    if (root / _CODE).is_dir():
        (folder / _CODE).symlink_to(root / _CODE, target_is_directory=True)


def seeded_cache(cache: Path) -> Path:
    """The cache of such builds, within the project's ``cache``: of their own, for what that knows of its files by their
    times would be lost. What is made of pictures is there from the beginning.
    """
    own = cache / "diff"
    own.mkdir(parents=True, exist_ok=True)
    for name in _KEPT:
        if (cache / name).is_dir() and not (own / name).exists():
            with suppress(OSError, shutil.Error):
                shutil.copytree(cache / name, own / name, copy_function=_linked)
    return own


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _git(root: Path, *words: str) -> str:
    """What git says; nothing where it refuses, or there is no git."""
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
