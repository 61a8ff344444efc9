"""Where a site keeps its things: one frozen value handed to every stage that touches the disk."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

_ENGINE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one site. All absolute.

    ``cache`` may be put elsewhere with ``XIESHOU_CACHE`` (a read-only checkout, a shared CI cache).
    """

    root: Path
    docs: Path
    cache: Path

    @classmethod
    def at(cls, root: Path, docs: Path | None = None) -> Project:
        """The project in ``root``."""
        root = root.resolve()
        cache = Path(os.environ.get("XIESHOU_CACHE") or root / ".cache" / "xieshou")
        return cls(root, (docs or root / "docs").resolve(), cache.absolute())

    def keeping(self, stack: ExitStack, *parts: str) -> Project:
        """The project with its cache, or a part of that, made; where it can't be written, a folder for this time alone.

        ``stack`` takes that folder away again. A checkout may be read-only: only speed hangs on what is kept.
        """
        folder = self.cache.joinpath(*parts)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK):
                return replace(self, cache=folder)
        except OSError:
            pass
        return replace(self, cache=Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="xieshou-"))))

    @property
    def content(self) -> Path:
        """What editors write."""
        return self.root / "content"

    @property
    def assets(self) -> Path:
        """Photographs, templates, labels, theme, styles and scripts."""
        return self.root / "assets"

    @property
    def labels(self) -> Path:
        """One file of words a language; those that came with this code, where a project has none of its own."""
        own = self.assets / "labels"
        return own if own.is_dir() else _ENGINE / "assets" / "labels"

    @property
    def templates(self) -> Path:
        """One Jinja body a page kind."""
        return self.assets / "templates"

    def relative(self, path: Path) -> str:
        """``path`` as problems name it: from the project's root, with ``/``."""
        return path.relative_to(self.root).as_posix()
