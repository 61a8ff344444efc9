"""Scripts that only some pages use: their templates ask for them. Their names change with their bytes."""

from __future__ import annotations

import hashlib

from xieshou.project import Project


def page_scripts(project: Project) -> dict[str, tuple[str, bytes]]:
    """The scripts in ``assets/scripts/pages`` by file name: the path each is published at, and what it says."""
    found: dict[str, tuple[str, bytes]] = {}
    for path in sorted((project.assets / "scripts" / "pages").glob("*.js")):
        data = path.read_bytes()
        found[path.name] = (hashed(f"scripts/{path.name}", data), data)
    return found


def hashed(name: str, data: bytes) -> str:
    """A file's name with the digest of what it holds: caches never serve an old one."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}-{hashlib.blake2b(data, digest_size=5).hexdigest()}{dot}{suffix}"
