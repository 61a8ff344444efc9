"""A file tried before it is written: read as ``check`` reads it.

In: what is to stand in a file of ``content/``. Out: the problems of it, at its lines. The texts of one entry are tried
together: facts in one of them are right or wrong by what stands in the other.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from xieshou.content.parse import Reader
from xieshou.core.problems import Problem


def tried(files: Mapping[str, bytes], reader: Reader) -> dict[str, tuple[Problem, ...]]:
    """The problems of each of ``files`` (paths in the project, and what they are to hold)."""
    with tempfile.TemporaryDirectory(prefix="xieshou-import-") as folder:
        root = Path(folder)
        for name, data in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return {name: tuple(reader.parse(root / name, name).problems) for name in files}
