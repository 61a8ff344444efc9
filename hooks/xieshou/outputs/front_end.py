"""Our style sheets and scripts, published under names that change with their bytes: caches never serve an old one.

The style sheets become one, for each asked for is another wait on a slow line: ``site.css`` first, the others by name.
"""

from __future__ import annotations

import re

from xieshou.core.project import ProjectPaths
from xieshou.render.scripts import hashed, page_scripts

_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_LINE = re.compile(r"\n\s*")


def front_end(project: ProjectPaths, suffix: str) -> dict[str, bytes]:
    """Files by published path: those of ``front/styles`` (``.css``) or ``front/scripts`` (``.js``), in order."""
    if suffix == ".css":
        named = project.front_files("styles", "*.css")
        paths = [named[name] for name in sorted(named, key=lambda name: (name != "site.css", name))]
        text = "\n".join(path.read_text("utf-8") for path in paths)
        return _named("styles/site.css", _LINE.sub("\n", _COMMENT.sub("", text)).encode()) if paths else {}
    found: dict[str, bytes] = {}
    for name, path in project.front_files("scripts", "*.js").items():
        if "/" not in name:  # those below are of single pages
            found |= _named(f"scripts/{name}", path.read_bytes())
    return found


def on_demand(project: ProjectPaths) -> dict[str, bytes]:
    """What only some pages ask for: their scripts, and packages of others in folders that name the version."""
    packages = {f"vendor/{name}": path.read_bytes() for name, path in project.front_files("vendor").items()}
    return dict(page_scripts(project).values()) | packages


def _named(name: str, data: bytes) -> dict[str, bytes]:
    return {hashed(name, data): data}
