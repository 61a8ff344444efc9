"""The build's fingerprint: everything that shapes output besides the content itself.

In: the project, and the settings its pages are made with. Out: a digest for each part, and one of them all. Any change
to our code, the labels, the templates, the theme, the settings, or to a library or module that shapes output makes
another fingerprint, and every page is made anew.
"""

from __future__ import annotations

import hashlib
import importlib.util
import platform
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import yaml

from xieshou.core.description import describe
from xieshou.core.loaded_code import code_identities
from xieshou.core.project import FRONT, ProjectPaths

LIBRARIES = {
    "mkdocs": "mkdocs",
    "mkdocs-material": "material",
    "markdown": "markdown",
    "markdown-it-py": "markdown_it",
    "mdit-py-plugins": "mdit_py_plugins",
    "nh3": "nh3",
    "jinja2": "jinja2",
    "markupsafe": "markupsafe",
    "babel": "babel",
    "pydantic": "pydantic",
    "pydantic-core": "pydantic_core",
    "pyyaml": "yaml",
    "pillow": "PIL",
    "pypinyin": "pypinyin",
}
"""What the engine itself makes pages with: distributions, and a module of each."""

SETTINGS = "settings"
"""The part that only the host knows: what else of its settings pages are made of."""
FRONT_PARTS = ("labels", "templates", "theme", "scripts/pages")
"""Of the front end, what pages are made of. Styles and other scripts are files of their own, named by their bytes."""


class Shaping(NamedTuple):
    """Settings, which may hold anything, and the names of the modules that are loaded for them."""

    value: object
    modules: Iterable[str] = ()


def fingerprint_parts(project: ProjectPaths, settings: Mapping[str, Shaping]) -> dict[str, bytes]:
    """The digest (16 bytes) of each part: the code, the libraries, each part of the front end, each of ``settings``."""
    parts = {
        "code": _of_engine("*.py"),
        "libraries": _of_texts([*_platform(), *_libraries()]),
        "opencc": _of_engine("front/opencc/*"),
    }
    for name, shaping in settings.items():
        described = describe(shaping.value)
        parts[name] = _of_texts([described.text, *code_identities(described.modules.union(shaping.modules))])
    for part in FRONT_PARTS:
        parts[part] = _of_files((name, _digest(path)) for name, path in project.front_files(part).items())
    return parts


@cache
def program_digest() -> bytes:
    """The digest of all that is installed of the program, and of what it stands on: the same on two machines that make
    the same of the same.
    """
    own = (_of_engine(pattern).hex() for pattern in ("*.py", "*.txt", "*.yml", "front/opencc/*"))
    return _of_texts([*own, *_platform(), *_libraries()])


def build_fingerprint(parts: Mapping[str, bytes]) -> bytes:
    """The digest (16 bytes) of all parts."""
    return _of_texts(f"{name} {digest.hex()}" for name, digest in sorted(parts.items()))


def _platform() -> Iterator[str]:
    """What libraries stand on: each writes some of our bytes, or reads what we make them of."""
    yield f"{sys.implementation.name} {sys.version} {sys.platform} {platform.machine()}"
    yield f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
    reader = getattr(yaml, "_yaml", None)  # the module that libyaml is linked into
    yield f"libyaml {reader.get_version_string() if reader else ''}"
    # Some systems build Babel with other data of CLDR than its version says.
    babel = importlib.util.find_spec("babel")
    data = Path(babel.origin or "").with_name("global.dat") if babel else Path()
    yield f"babel {_loaded(data).hex()}"


def _libraries() -> Iterator[str]:
    """The versions of what is installed; where nothing says one, the code itself."""
    for name, module in LIBRARIES.items():
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield from code_identities([module])


def _of_engine(pattern: str) -> bytes:
    package = FRONT.parent
    return _of_files((path.relative_to(package).as_posix(), _loaded(path)) for path in sorted(package.rglob(pattern)))


def _of_texts(texts: Iterable[str]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\n")
    return digest.digest()


def _of_files(files: Iterable[tuple[str, bytes]]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for name, content in files:
        digest.update(name.encode() + b"\0" + content)
    return digest.digest()


@cache
def _loaded(path: Path) -> bytes:
    """The digest of what stays as it was when it was loaded, for as long as the process lives."""
    return _digest(path)


def _digest(path: Path) -> bytes:
    """The digest of a file; of one that was taken away meanwhile, nothing."""
    try:
        return hashlib.blake2b(path.read_bytes()).digest()
    except OSError:
        return b""
