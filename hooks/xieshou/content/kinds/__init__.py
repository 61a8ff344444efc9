"""The kinds of entry, one class each, in one module each: a module put here is a kind of the site, but for ``base`` and
``parts``, which they share.
"""

from __future__ import annotations

import importlib
import pkgutil

from xieshou.content.kinds.base import KINDS, Facts, Record

for _module in sorted(found.name for found in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_module}")
_ordered = sorted(KINDS.items(), key=lambda item: (item[1].rank, item[0]))
KINDS.clear()
KINDS.update(_ordered)

FOLDERS: dict[str, str] = {cls.folder: name for name, cls in KINDS.items()}
"""Kind by folder: ``projects`` -> ``project``."""

__all__ = ["FOLDERS", "KINDS", "Facts", "Record"]
