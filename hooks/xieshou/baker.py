"""The baker's digest: everything that shapes output besides the content itself.

Any change to our code, the labels, the templates, the theme, the resolved Markdown settings or a library that shapes
output makes another baker, and another baker makes every page anew.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from xieshou.project import Project

LIBRARIES = (
    "mkdocs",
    "mkdocs-material",
    "markdown",
    "nh3",
    "jinja2",
    "markupsafe",
    "babel",
    "pydantic",
    "pyyaml",
    "pillow",
)


def baker(project: Project, settings: Iterable[str]) -> bytes:
    """The digest, for ``settings`` as text."""
    digest = hashlib.blake2b(digest_size=16)
    for name in LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    digest.update(".".join(platform.python_version_tuple()[:2]).encode())
    for setting in settings:
        digest.update(setting.encode() + b"\n")
    here = Path(__file__).parent
    for folder in (
        here,
        project.labels,
        project.templates,
        project.assets / "theme",
        project.assets / "scripts" / "pages",
    ):
        for path in _files(folder):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.blake2b(path.read_bytes()).digest())
    return digest.digest()


def _files(folder: Path) -> Iterator[Path]:
    return (
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    )
