"""The files of a built site, and which of them differ from those of another; what they weigh, as they are and packed.

In: two folders. Out: paths and sizes. Files of one size are the same where they are one on the disk, or byte for byte.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from xieshou.build.tree_state import walk
from xieshou.core.plain import opened

_OURS = re.compile(r"(?:^|/)\.(?!well-known/)")
"""What begins with a dot is the builder's or the host's."""
_CHUNK = 1 << 20
PAGE = "page"
_SORTS = (
    (PAGE, (".html",)),
    ("text", (".md",)),
    ("picture", (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")),
    ("recording", (".m4a", ".mp3", ".mp4", ".oga", ".ogg", ".opus", ".vtt", ".webm")),
    ("data", (".csv", ".ics", ".json", ".jsonld", ".ttl", ".xml")),
    ("document", (".docx", ".pdf", ".pptx", ".xlsx", ".zip")),
    ("look", (".css", ".js", ".mjs", ".otf", ".ttf", ".woff", ".woff2")),
)
SEARCH, OTHER = "search", "other"
SORTS = (*(name for name, _ in _SORTS), SEARCH, OTHER)
"""What files are counted by."""
_PACKED = re.compile(r"\.(?:avif|bin|docx|gif|jpe?g|m4a|mp3|mp4|og[ag]|opus|pdf|png|pptx|webm|webp|woff2?|xlsx|zip)$")
"""Ends the names of files that no host compresses once more."""

Sizes = Mapping[str, int]
"""Bytes by path."""


class FileWeight(NamedTuple):
    """How many files there are, and how many bytes they have."""

    files: int = 0
    size: int = 0


def files_of(site: Path) -> dict[str, int]:
    """The published files of the site in the folder ``site``, in order, with their sizes."""
    return {path: size for path, size, _ in sorted(walk(site)) if not _OURS.search(path)}


def sort_of(path: str) -> str:
    """What a file is counted as."""
    if path.startswith("search/") and not path.endswith("index.html"):
        return SEARCH
    return next((name for name, ends in _SORTS if path.endswith(ends)), OTHER)


def weights(sizes: Sizes) -> dict[str, FileWeight]:
    """The files of each sort."""
    found = dict.fromkeys(SORTS, FileWeight())
    for path, size in sizes.items():
        sort = sort_of(path)
        found[sort] = FileWeight(found[sort].files + 1, found[sort].size + size)
    return found


def differing(old: Path, new: Path, was: Sizes, now: Sizes) -> list[str]:
    """The paths both sites have, at which stand different files."""
    return [
        path
        for path in was.keys() & now.keys()
        if was[path] != now[path] or not _same(old / path, new / path)
    ]  # fmt: skip


def _same(one: Path, other: Path) -> bool:
    if one.samefile(other):  # as the two trees of a project have it
        return True
    with opened(one) as first, opened(other) as second:
        while True:
            data = first.read(_CHUNK)
            if data != second.read(_CHUNK):
                return False
            if not data:
                return True


def packed(path: str, data: bytes) -> int:
    """How many bytes of a file go over the line, where the host compresses what can be."""
    return len(data) if _PACKED.search(path) else len(zlib.compress(data, 6))


def total(weights: Iterable[FileWeight]) -> FileWeight:
    """All of them."""
    found = list(weights)
    return FileWeight(sum(one.files for one in found), sum(one.size for one in found))
