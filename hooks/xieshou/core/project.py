"""Where a site keeps its things: one frozen value handed to every stage that touches the disk."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path

from xieshou.core.door import plain_files, strangers, walk
from xieshou.core.files import files_below, is_copy, make_folder
from xieshou.core.plain import real
from xieshou.core.problems import Problem
from xieshou.core.trust import changeable_by_others

FRONT = Path(__file__).resolve().parents[1] / "front"
"""What the engine brings for the reader's browser, and its words: each file may be replaced by a site's own."""
LANGUAGE_FILE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\.yml")
"""Names of files of labels, such as ``zh.yml``."""


@dataclass(frozen=True, slots=True)
class ProjectPaths:
    """The folders of one site. All absolute.

    ``cache`` may be put elsewhere with ``XIESHOU_CACHE`` (a read-only checkout, a shared CI cache).
    """

    root: Path
    docs: Path
    cache: Path
    exposed: Path | None = None
    """What others can write to, where the cache is one for this time alone because of that."""

    @classmethod
    def at(cls, root: Path, docs: Path | None = None) -> ProjectPaths:
        """The project in ``root``."""
        root = root.resolve()
        cache = Path(os.environ.get("XIESHOU_CACHE") or root / ".cache" / "xieshou")
        docs = (docs or root / "docs").absolute()
        # The folder itself may be a link, which is told, and not followed.
        return cls(root, real(docs.parent) / docs.name, cache.absolute())

    def keeping(self, stack: ExitStack, *parts: str) -> ProjectPaths:
        """The project with its cache, or a part of that, made; where it can't be written, a folder for this time alone.

        So too where others can write to it (``exposed``): what it holds is run. ``stack`` takes that folder away again.
        A checkout may be read-only: only speed hangs on what is kept.
        """
        folder, exposed = self.cache.joinpath(*parts), None
        try:
            trusted = [self.root.stat().st_uid]  # whose code is run in any case: the project's hooks
            within = self.root if folder.is_relative_to(self.root) else None
            exposed = changeable_by_others(folder, trusted, within)
            if exposed is None:
                make_folder(folder)
                exposed = changeable_by_others(folder, trusted, within)
            if exposed is None and os.access(folder, os.W_OK):
                return replace(self, cache=folder)
        except OSError:
            pass
        private = stack.enter_context(tempfile.TemporaryDirectory(prefix="xieshou-"))
        return replace(self, cache=Path(private), exposed=exposed)

    @property
    def content(self) -> Path:
        """What editors write."""
        return self.root / "content"

    @property
    def assets(self) -> Path:
        """The site's own: photographs, drawings, and whatever it puts in the place of the engine's front end."""
        return self.root / "assets"

    def layers(self, name: str) -> tuple[Path, ...]:
        """The folders a part of the front end (``templates``) is looked for in, the site's own before the engine's.

        One of the site's that holds a link or a pipe is not used: templates are read by others, who would follow it.
        """
        own = self.assets / name
        sound = os.path.isdir(own) and not any(map(os.path.islink, (self.assets, own))) and not strangers(own)
        return tuple(folder for folder in (*([own] if sound else []), FRONT / name) if folder.is_dir())

    def front_files(self, name: str, pattern: str = "*") -> dict[str, Path]:
        """The files of a part of the front end that match ``pattern``, by path below it, in the order of these.

        A file of the site stands in the place of the engine's of the same path.
        """
        found: dict[str, Path] = {}
        for folder in reversed(self.layers(name)):
            for path in files_below(folder) if folder.is_relative_to(FRONT) else plain_files(folder):
                own = not folder.is_relative_to(FRONT)
                if fnmatch(path.name, pattern) and os.path.isfile(path) and not (own and is_copy(path.stem)):
                    found[path.relative_to(folder).as_posix()] = path
        return dict(sorted(found.items()))

    @property
    def label_languages(self) -> tuple[str, ...]:
        """The languages that have labels."""
        names = (name for name in self.front_files("labels", "*.yml") if LANGUAGE_FILE.fullmatch(name))
        return tuple(name.removesuffix(".yml") for name in names)

    def strangers(self) -> list[Problem]:
        """What is wrong with the files of ``docs`` and ``assets`` as files: links, pipes, names no system can hold."""
        found: list[Problem] = []
        for folder in (self.docs, self.assets):
            root = self.root if folder.is_relative_to(self.root) else folder.parent
            for _ in walk(root, folder.relative_to(root).as_posix(), found):
                pass
        return found

    def relative(self, path: Path) -> str:
        """``path`` as problems name it: from the project's root, with ``/``."""
        return path.relative_to(self.root).as_posix()
