"""A file tried before it is written: read as ``check`` reads it.

In: what is to stand in files of ``content/``. Out: the problems of each, at its lines. The texts of one entry are tried
together: facts in one of them are right or wrong by what stands in the other.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xieshou.content.parse import Reader
from xieshou.core.problems import Problem


@dataclass(frozen=True, slots=True)
class Trial:
    """A folder to try files in, and what reads them."""

    folder: Path
    reader: Reader

    def problems(self, files: Mapping[str, bytes]) -> dict[str, tuple[Problem, ...]]:
        """The problems of each of ``files`` (paths in the project, and what they are to hold)."""
        for name, data in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        try:
            return {name: tuple(self.reader.parse(self.folder / name, name).problems) for name in files}
        finally:
            for name in files:
                (self.folder / name).unlink()


@contextmanager
def trial(reader: Reader) -> Iterator[Trial]:
    """A folder for this time alone."""
    with tempfile.TemporaryDirectory(prefix="xieshou-import-") as folder:
        yield Trial(Path(folder), reader)


@contextmanager
def unpacked(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder with ``files`` in it, for this time alone: those that read pictures read them from the disk."""
    with tempfile.TemporaryDirectory(prefix="xieshou-import-") as folder:
        for name, data in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield Path(folder)
