"""Our style sheets and scripts, published under names that change with their bytes: caches never serve an old one."""

from __future__ import annotations

import hashlib
from pathlib import Path

from xieshou.project import Project


def front_end(project: Project, suffix: str) -> dict[str, bytes]:
    """Files by published path: those of ``assets/styles`` (``.css``) or ``assets/scripts`` (``.js``), in order."""
    folder = project.assets / {".css": "styles", ".js": "scripts"}[suffix]
    found: dict[str, bytes] = {}
    for path in sorted(folder.glob(f"*{suffix}")):
        data = path.read_bytes()
        found[f"{folder.name}/{_named(path, data)}"] = data
    return found


def _named(path: Path, data: bytes) -> str:
    return f"{path.stem}-{hashlib.blake2b(data, digest_size=5).hexdigest()}{path.suffix}"
