"""The theme's templates, compiled once and listed without its icons.

MkDocs lists every file of the theme in every build to find the static ones; Material brings over ten thousand icons,
none of which is one. And it compiles the templates anew each time.
"""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemBytecodeCache, FileSystemLoader

from xieshou.core.files import make_folder


class _NoIcons(FileSystemLoader):
    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for start in self.searchpath:
            for folder, folders, names in os.walk(start, followlinks=self.followlinks):
                folders[:] = [name for name in folders if name not in (".icons", "__pycache__")]
                below = Path(folder).relative_to(start)
                found.update((below / name).as_posix() for name in names)
        return sorted(found)


def compiled_in(folder: Path) -> FileSystemBytecodeCache:
    """The compiled templates kept in ``folder``: those that another Jinja compiled are not found."""
    make_folder(folder)
    return FileSystemBytecodeCache(str(folder), f"__jinja2_{version('jinja2')}_%s.cache")


def quicken(environment: Environment, cache: Path) -> Environment:
    """``environment`` with a quicker list of templates, and their compiled form kept in ``cache``."""
    environment.bytecode_cache = compiled_in(cache)
    environment.loader = _quick(environment.loader)
    return environment


def _quick(loader: BaseLoader | None) -> BaseLoader | None:
    if isinstance(loader, ChoiceLoader):
        return ChoiceLoader([one for inner in loader.loaders if (one := _quick(inner))])
    if isinstance(loader, FileSystemLoader):
        return _NoIcons(loader.searchpath, loader.encoding, loader.followlinks)
    return loader
