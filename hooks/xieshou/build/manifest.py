"""What the published tree shall hold: the key of every file, and one digest of them all, which tells at a glance
whether anything has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xieshou.build.publish import MARKER
from xieshou.content.load import Setup
from xieshou.outputs import OUTPUTS
from xieshou.outputs.headers import script_hashes
from xieshou.outputs.publication import Publication
from xieshou.pictures.derive import Derivative
from xieshou.plan.cache import CachedPlan, PageStub
from xieshou.render.frames import Frame

NO_JEKYLL = ".nojekyll"
"""Tells GitHub Pages to publish the files as they are: its Jekyll would leave out those that begin with a line."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the theme and the hand-written pages bring: frames by language and section, and files (path -> bytes).

    ``origin``: the site's address with its last slash, or empty; ``missing_base``: the path the 404 page starts from.
    ``search``: whether there is to be an index. ``root``: files (path -> bytes) that the site's owner has put at its
    root, whose words nothing is made of.
    """

    frames: Mapping[tuple[str, str], Frame]
    files: Mapping[str, bytes]
    origin: str
    missing_base: str
    search: bool = True
    root: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def given(self) -> dict[str, bytes]:
        """The files that are no pages of ours: the theme's, the hand-written pages, those of the root, the marker."""
        return {NO_JEKYLL: b"", **self.root, **self.files, MARKER: b"xieshou\n"}

    def publication(self) -> Publication:
        """What files about the whole site may say of it."""
        pages = ["".join(frame.pieces) for frame in self.frames.values()]
        pages += [data.decode("utf-8", "replace") for path, data in self.files.items() if path.endswith(".html")]
        return Publication(self.origin, script_hashes(pages))


def output_digest(setup: Setup, plan: CachedPlan, around: Surroundings, made: Mapping[str, Derivative]) -> bytes:
    """The digest of all that decides what stands in the published tree. ``made``: pictures by path."""
    digest = hashlib.blake2b(setup.build_fingerprint + plan.token, digest_size=16)
    for _, frame in sorted(around.frames.items()):
        digest.update(frame.digest)
    for files in (around.files, around.root):
        for path in sorted(files):
            digest.update(path.encode() + b"\0" + file_key(files[path]))
    for path in sorted(made):
        digest.update(path.encode() + b"\0" + made[path].key)
    digest.update(repr((around.origin, around.missing_base, around.search)).encode())
    return digest.digest()


def page_keys(
    pages: Iterable[PageStub],
    frames: Mapping[tuple[str, str], bytes],
    publication: Publication,
    markdown: bytes = b"",
) -> dict[str, bytes]:
    """The key of each page as published, by its path, and of the same as Markdown: of what it shows, and of what
    surrounds it.

    ``frames``: for each, the digest of all that goes round a page in it; ``markdown``: that of what stands in every
    page's Markdown. An output that wants to know where the site stands is left out where that is not known.
    """
    used = {view: publication.narrowed(output.uses).digest() for view, output in OUTPUTS.items()}
    left_out = {view for view, output in OUTPUTS.items() if output.located and not publication.origin}
    keys = {}
    for page in pages:
        if page.view in used:
            if page.view not in left_out:
                keys[page.path] = page.key + used[page.view]
            continue
        keys[page.path] = page.key + frames[page.language, page.section]
        if beside := page.beside:
            keys[beside] = page.key + markdown
    return keys


def file_key(data: bytes) -> bytes:
    """The key of a file that is no page: of its bytes."""
    return hashlib.blake2b(data, digest_size=16).digest()
