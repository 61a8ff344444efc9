"""The scripts that search, as they are published: the box of every page, and the modules that search.

In: the files of ``front/search``, ES modules of one purpose each (and the box, a script that works from a file too).
Out: the same files, byte for byte, in one folder whose name is the digest of them all. So each names the others as it
does in ``front/search``, nothing is joined or rewritten, and no cache mixes the modules of two versions. That nobody
waits for a chain of requests is seen to where they are asked for: the head of the search page
(``theme/partials/search.html``) and the box name all that is imported.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from xieshou.core.project import ProjectPaths


class Scripts(NamedTuple):
    """Files by published path, and the paths of those that every page loads, and the search page besides."""

    files: dict[str, bytes]
    box: str
    page: str


def scripts(project: ProjectPaths) -> Scripts:
    """The scripts of a project."""
    modules = {name: path.read_bytes() for name, path in project.front_files("search", "*.js").items()}
    digest = hashlib.blake2b(digest_size=5)
    for name, data in modules.items():
        digest.update(f"{name} {len(data)}\n".encode() + data)
    folder = f"scripts/search-{digest.hexdigest()}"
    files = {f"{folder}/{name}": data for name, data in modules.items()}
    return Scripts(files, f"{folder}/box.js", f"{folder}/page.js")
