"""Our style sheets and scripts, published under names that change with their bytes: caches never serve an old one.

The style sheets become one, for each asked for is another wait on a slow line: ``site.css`` first, the others by name.
"""

from __future__ import annotations

import hashlib
import re

from xieshou.project import Project

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


def _named(name: str, data: bytes) -> dict[str, bytes]:
    stem, dot, suffix = name.rpartition(".")
    return {f"{stem}-{hashlib.blake2b(data, digest_size=5).hexdigest()}{dot}{suffix}": data}
