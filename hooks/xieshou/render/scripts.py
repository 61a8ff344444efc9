"""Scripts that only some pages use: their templates ask for them. Their names change with their bytes."""

from __future__ import annotations

import hashlib

from xieshou.core.project import ProjectPaths


def page_scripts(project: ProjectPaths) -> dict[str, tuple[str, bytes]]:
    """The scripts in ``front/scripts/pages`` by file name: the path each is published at, and what it says."""
    found: dict[str, tuple[str, bytes]] = {}
    for name, path in project.front_files("scripts/pages", "*.js").items():
        data = path.read_bytes()
        found[name] = (hashed(f"scripts/{name}", data), data)
    return found


def hashed(name: str, data: bytes) -> str:
    """A file's name with the digest of what it holds: caches never serve an old one."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}-{hashlib.blake2b(data, digest_size=5).hexdigest()}{dot}{suffix}"
