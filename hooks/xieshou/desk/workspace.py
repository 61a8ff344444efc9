"""The site as it would be with the work at the desk: the project's files, and over them those that are being written.

In: the project, and files by name. Out: a folder that the engine reads as it reads any project. Its files are the
project's own by another name (links of the file system), so it costs no room; what is being written is written there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from xieshou.core.door import walk
from xieshou.core.files import make_folder
from xieshou.core.project import ProjectPaths
from xieshou.desk.drawer import write
from xieshou.desk.file_editing import digest_of

Looks = tuple[int, int, int]
"""How a file looks: inode, time, size."""


@dataclass(slots=True)
class Workspace:
    """The folder ``folder``, which is the site of ``project`` with other files laid over it."""

    project: ProjectPaths
    folder: Path
    _placed: dict[str, Looks | str] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    """What became another file since somebody emptied this."""

    @classmethod
    def of(cls, project: ProjectPaths) -> Workspace:
        """The workspace of a project, in its cache, as it was left the last time."""
        folder = project.cache / "desk" / "site"
        make_folder(folder)
        placed: dict[str, Looks | str] = dict(_files(folder, ("content", "docs", "assets")))
        return cls(project, folder, placed)

    @property
    def paths(self) -> ProjectPaths:
        """Its folders, as the engine is given them."""
        docs = self.folder / "docs"
        return replace(self.project, root=self.folder, docs=docs, cache=self.project.cache / "desk")

    def sync(self, laid: Mapping[str, bytes]) -> bytes:
        """Bring it up to date, with ``laid`` over it. A digest tells what it is: the same, and nothing is new."""
        wanted: dict[str, Looks | str] = {}
        root = self.project.root
        inside = self.project.docs.is_relative_to(root)
        docs = self.project.relative(self.project.docs) if inside else ""
        for top, own in (("content", "content"), (docs, "docs"), ("assets", "assets")):
            if top and (root / top).is_dir():
                for name, seen in _files(root, (top,)):
                    wanted[own + name[len(top) :]] = seen
        sources = {own: top for top, own in ((docs, "docs"),) if top}
        wanted |= {name: digest_of(data) for name, data in laid.items()}
        for name in self._placed.keys() - wanted.keys():
            (self.folder / name).unlink(missing_ok=True)
            del self._placed[name]
            self.changed.add(name)
        for name, looks in wanted.items():
            if self._placed.get(name) != looks:
                self.changed.add(name)
                if isinstance(looks, str):
                    write(self.folder / name, laid[name])
                    self._placed[name] = looks
                else:
                    first, _, rest = name.partition("/")
                    self._place(name, root / sources.get(first, first) / rest)
        token = hashlib.blake2b(repr(sorted(wanted.items())).encode(), digest_size=16)
        return token.digest()

    def _place(self, name: str, source: Path) -> None:
        """Have the file ``source`` under ``name`` here: the same one, or a copy where files can't be shared."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        with suppress(FileNotFoundError):  # taken away since it was seen
            try:
                os.link(source, path, follow_symlinks=False)
            except OSError:
                shutil.copy2(source, path, follow_symlinks=False)
            status = source.lstat()
            self._placed[name] = (status.st_ino, status.st_mtime_ns, status.st_size)


def _files(root: Path, tops: tuple[str, ...]) -> Iterator[tuple[str, Looks]]:
    for top in tops:
        if (root / top).is_dir():
            for file in walk(root, top):
                yield file.name, (file.stat.st_ino, file.stat.st_mtime_ns, file.stat.st_size)
