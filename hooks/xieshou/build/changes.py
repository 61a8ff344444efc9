"""What a build changed: which pages it wrote, took away and kept.

In: the files that the new site is made of and those that the live one was, by the keys of what they show. Out: paths
and numbers, for the report of the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

from xieshou.build.tree_state import Manifest


class Changes(NamedTuple):
    """``written`` and ``removed`` are the paths of pages within the site, ``kept`` is how many stayed as they were;
    ``files`` are those three numbers for all files, pages with them.
    """

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: int = 0
    files: tuple[int, int, int] = (0, 0, 0)

    @classmethod
    def between(cls, live: Manifest, target: Mapping[str, bytes]) -> Self:
        """From what was live to ``target`` (path -> key)."""
        written = [path for path, key in target.items() if path not in live or live[path][0] != key]
        removed = live.keys() - target.keys()
        pages = _pages(written)
        return cls(
            pages,
            _pages(removed),
            sum(path.endswith(".html") for path in target) - len(pages),
            (len(written), len(removed), len(target) - len(written)),
        )


def _pages(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(path for path in paths if path.endswith(".html")))
