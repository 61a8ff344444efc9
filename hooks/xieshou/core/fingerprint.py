"""The build's fingerprint: everything that shapes output besides the content itself.

In: the project, and the host's settings. Out: a digest for each part, and one of them all. Any change to our code, the
labels, the templates, the theme, the resolved Markdown settings or a library that shapes output makes another
fingerprint, and every page is made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from platform import python_version

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

SETTINGS = "settings"
"""The part that only the host knows: what else of its settings pages are made of."""
FRONT_PARTS = ("labels", "templates", "theme", "scripts/pages", "opencc")
"""Of the front end, what pages are made of. Styles and other scripts are files of their own, named by their bytes."""


def fingerprint_parts(project: ProjectPaths, settings: Mapping[str, Iterable[str]]) -> dict[str, bytes]:
    """The digest (16 bytes) of each part: the code, the libraries, each part of the front end, each of ``settings``,
    which are given as text.
    """
    package = Path(__file__).resolve().parents[1]
    parts = {
        "code": _of_files((path.relative_to(package).as_posix(), path) for path in sorted(package.rglob("*.py"))),
        "libraries": _of_texts((*(f"{name} {version(name)}" for name in LIBRARIES), python_version())),
    }
    parts |= {name: _of_texts(texts) for name, texts in settings.items()}
    return parts | {part: _of_files(project.front_files(part).items()) for part in FRONT_PARTS}


def build_fingerprint(parts: Mapping[str, bytes]) -> bytes:
    """The digest (16 bytes) of all parts."""
    return _of_texts(f"{name} {digest.hex()}" for name, digest in sorted(parts.items()))


def _of_texts(texts: Iterable[str]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for text in texts:
        digest.update(text.encode() + b"\n")
    return digest.digest()


def _of_files(files: Iterable[tuple[str, Path]]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for name, path in files:
        digest.update(name.encode() + b"\0" + hashlib.blake2b(path.read_bytes()).digest())
    return digest.digest()
