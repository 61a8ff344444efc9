"""Which code is running, as far as it can shape a page: of a distribution its version, of all else its bytes.

In: the names of modules. Out: a line for each distribution and each file that these modules are made of or use: of a
distribution those it requires too; of a module that belongs to none, and of its whole package, what it imports. So a
local extension of Markdown counts by its source, pymdown-extensions by its version, and Pygments, which both may use,
by its version as well.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from xieshou.core.files import files_below

_LEFT_OUT = sys.stdlib_module_names | {__name__.partition(".")[0], "__main__"}
"""Python itself, which has a version, and this package, which is hashed whole."""
_METADATA = (".dist-info", ".egg-info")
_REQUIREMENT = re.compile(r"[\w.-]+")
_OPTIONAL = re.compile(r"\bextra\s*==")


class _Place(NamedTuple):
    """Where the code of a module is: a file, or the folder of the outermost package it is in, and ``site``, the folder
    that names are looked for in; ``inner`` is the path below that, as lists of installed files write it."""

    path: Path
    site: Path
    inner: str


def code_identities(names: Iterable[str]) -> list[str]:
    """A line for each distribution and file that decides what the modules do. Python's own are left out.

    Followed is what modules have at hand, and what source files import anywhere in them: that may not be loaded yet.
    """
    loaded, imported = sorted(set(names)), list[str]()
    seen, places, lines = set[str](), set[_Place](), set[str]()
    while loaded or imported:
        at_hand = bool(loaded)
        name = (loaded or imported).pop()
        if name in seen or _outermost(name) in _LEFT_OUT:
            continue
        seen.add(name)
        if at_hand and name in sys.modules:
            loaded += _used(sys.modules[name])
        place = _place(name)
        if place is None or place in places:
            continue
        places.add(place)
        owner, listed = _owner(place)
        if owner:
            lines.update(_versions(owner))
        if not listed:  # in no distribution, or where it is being written
            for file in _files(place.path):
                lines.add(f"{file.relative_to(place.site).as_posix()} {_digest(file)}")
                imported += _imported(file, place)
    return sorted(lines)


def importable(name: str) -> bool:
    """Whether another process would find the module by its name, however this one came by it."""
    outermost = _outermost(name)
    # The engine itself is found: MkDocs takes it off the path when it has loaded the hook, and workers are shown it.
    return outermost in (_outermost(__name__), *sys.builtin_module_names) or any(
        find(outermost, None) for finder in sys.meta_path if (find := getattr(finder, "find_spec", None))
    )


def _outermost(name: str) -> str:
    return name.partition(".")[0]


def _used(module: ModuleType) -> Iterator[str]:
    """The modules that what a module has at hand comes from."""
    for value in list(vars(module).values()):
        of = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None)
        if isinstance(of, str):
            yield of


def _place(name: str) -> _Place | None:
    """Where a module's code is; None for what is made of no file, such as a folder of modules."""
    steps = name.split(".")
    for depth in range(1, len(steps) + 1):
        full = ".".join(steps[:depth])
        module = sys.modules.get(full)
        try:
            spec = getattr(module, "__spec__", None) or importlib.util.find_spec(full)
        except (ImportError, ValueError, AttributeError):
            spec = None
        origin = getattr(module, "__file__", None) or (spec.origin if spec and spec.has_location else None)
        if origin is None:
            continue  # a folder without code of its own: what is asked for lies in it
        path = Path(origin)
        if path.stem == "__init__":
            path = path.parent
        site = path.parents[depth - 1] if len(path.parents) >= depth else path.parent
        inner = path.relative_to(site).as_posix()
        return _Place(path, site, f"{inner}/" if path.is_dir() else inner)
    return None


def _owner(place: _Place) -> tuple[Distribution | None, bool]:
    """The distribution that brought what is at ``place``, and whether it lists that. Without, it has its name."""
    outermost = _plain(place.inner.partition("/")[0].partition(".")[0])
    for folder in sorted(_kept(place.site), key=lambda path: _plain(path.name.partition("-")[0]) != outermost):
        found = Distribution.at(folder)
        listed = found.read_text("RECORD")
        if listed is not None:
            if f"\n{place.inner}" in f"\n{listed}":
                return found, True
        elif outermost in map(
            _plain, (folder.stem.partition("-")[0], *(found.read_text("top_level.txt") or "").split())
        ):
            return found, False
    return None, False


def _kept(site: Path) -> list[Path]:
    """The descriptions of distributions that lie in a folder of modules."""
    try:
        return [Path(entry.path) for entry in os.scandir(site) if entry.name.endswith(_METADATA)]
    except OSError:
        return []


def _versions(owner: Distribution) -> Iterator[str]:
    """The names and versions of a distribution and of all that it must have."""
    waiting, seen = [owner], set[str]()
    while waiting:
        found = waiting.pop()
        name = _plain(found.metadata["Name"] or "")
        if name in seen:
            continue
        seen.add(name)
        yield f"{name} {found.version}"
        for required in found.requires or ():
            named = _REQUIREMENT.match(required)
            if named and not _OPTIONAL.search(required):
                try:
                    waiting.append(distribution(named[0]))
                except PackageNotFoundError:  # of another system
                    continue


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _files(path: Path) -> list[Path]:
    """The file itself; of a package all that lies in it, for it may read data of its own."""
    if path.is_dir():
        return [file for file in files_below(path) if "__pycache__" not in file.parts]
    whole = next((parent for parent in (path, *path.parents) if parent.is_file()), None)  # an archive of modules
    return [whole] if whole else []


@cache
def _digest(path: Path) -> str:
    """The digest of a file as it was when it was first asked for: what is loaded stays, whatever is edited since."""
    try:
        return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return ""


def _imported(file: Path, place: _Place) -> Iterator[str]:
    """What a source file imports anywhere in it, by name; of names within its own package the module is enough."""
    if file.suffix != ".py":
        return
    try:
        tree = ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return
    package = file.relative_to(place.site).parent.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            home = ".".join((*base, *([node.module] if node.module else [])))
            yield home
            yield from (f"{home}.{alias.name}" for alias in node.names)
