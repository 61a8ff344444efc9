"""Our style sheets and scripts, published under names that change with their bytes: caches never serve an old one.

The style sheets become one, for each asked for is another wait on a slow line: ``site.css`` first, the others by name.
"""

from __future__ import annotations

import re

from xieshou.project import Project
from xieshou.render.scripts import hashed, page_scripts

_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_LINE = re.compile(r"\n\s*")


def front_end(project: Project, suffix: str) -> dict[str, bytes]:
    """Files by published path: those of ``assets/styles`` (``.css``) or ``assets/scripts`` (``.js``), in order."""
    if suffix == ".css":
        paths = sorted((project.assets / "styles").glob("*.css"), key=lambda path: (path.stem != "site", path.stem))
        text = "\n".join(path.read_text("utf-8") for path in paths)
        return _named("styles/site.css", _LINE.sub("\n", _COMMENT.sub("", text)).encode()) if paths else {}
    found: dict[str, bytes] = {}
    for path in sorted((project.assets / "scripts").glob("*.js")):
        found |= _named(f"scripts/{path.name}", path.read_bytes())
    return found


def on_demand(project: Project) -> dict[str, bytes]:
    """What only some pages ask for: their scripts, and packages of others in folders that name the version."""
    vendor = project.assets / "vendor"
    packages = {
        f"vendor/{path.relative_to(vendor).as_posix()}": path.read_bytes()
        for path in sorted(vendor.rglob("*"))
        if path.is_file()
    }
    return dict(page_scripts(project).values()) | packages


def _named(name: str, data: bytes) -> dict[str, bytes]:
    return {hashed(name, data): data}
