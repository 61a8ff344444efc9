"""The scripts that search, as they are published: the box of every page, and what it and the search page ask for.

The parts in ``front/search`` are ES modules, one purpose each. For the quick box, and for the page, those it needs are
joined into one file, in the order they import each other: so the first search waits for one request and not for a chain
of them.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from xieshou.core.project import ProjectPaths

PARTS = ("stem", "tokens", "postings", "index", "query", "excerpt", "search", "results")
ENDS = ("dialog", "page")
"""What the parts are for: the quick box, the search page."""
_IMPORT = re.compile(r"^import .*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=async |function |class |const )", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+|^\n", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?:/\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)


class Scripts(NamedTuple):
    """Files by published path, and the paths of those that every page loads, and the search page besides."""

    files: dict[str, bytes]
    box: str
    page: str


def scripts(project: ProjectPaths) -> Scripts:
    """The scripts of a project."""
    files = project.front_files("search", "*.js")
    found, paths = {}, {}
    box = files["box.js"].read_text("utf-8")
    for end in ENDS:
        parts = [files[f"{name}.js"].read_text("utf-8") for name in (*PARTS, end)]
        parts = [_IMPORT.sub("", _INDENT.sub("", _COMMENT.sub("", part))) for part in parts]
        data = "".join([*(_EXPORT.sub("", part) for part in parts[:-1]), parts[-1]]).encode()
        name = _named(end, data)
        paths[end] = f"scripts/{name}"
        found[paths[end]] = data
        box = box.replace(f'"{end}.js"', f'"{name}"')
    path = f"scripts/{_named('box', box.encode())}"
    return Scripts(found | {path: box.encode()}, path, paths["page"])


def _named(name: str, data: bytes) -> str:
    return f"{name}-{hashlib.blake2b(data, digest_size=5).hexdigest()}.js"
