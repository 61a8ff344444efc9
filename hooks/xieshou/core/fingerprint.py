"""The baker's digest: everything that shapes output besides the content itself.

Any change to our code, the labels, the templates, the theme, the resolved Markdown settings or a library that shapes
output makes another baker, and another baker makes every page anew.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from xieshou.core.project import ProjectPaths

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

FRONT_PARTS = ("labels", "templates", "theme", "scripts/pages", "opencc")
"""Of the front end, what pages are made of. Styles and other scripts are files of their own, named by their bytes."""


def build_fingerprint(project: ProjectPaths, settings: Iterable[str]) -> bytes:
    """The digest, for ``settings`` as text."""
    digest = hashlib.blake2b(digest_size=16)
    for name in LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    digest.update(".".join(platform.python_version_tuple()[:2]).encode())
    for setting in settings:
        digest.update(setting.encode() + b"\n")
    package = Path(__file__).resolve().parents[1]
    code = ((path.relative_to(package).as_posix(), path) for path in sorted(package.rglob("*.py")))
    front = ((f"{part}/{name}", path) for part in FRONT_PARTS for name, path in project.front_files(part).items())
    for name, path in chain(code, front):
        digest.update(name.encode() + b"\0")
        digest.update(hashlib.blake2b(path.read_bytes()).digest())
    return digest.digest()
