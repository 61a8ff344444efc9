"""What the published tree shall hold: the key of every file, and one digest of them all, which tells at a glance
whether anything has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xieshou.build.publish import MARKER
from xieshou.content.load import Setup
from xieshou.content.site_file import SiteFile
from xieshou.outputs.headers import NAME as HEADERS
from xieshou.outputs.headers import headers
from xieshou.outputs.sitemap import part_of, robots, sitemaps
from xieshou.pictures.derive import Derivative
from xieshou.plan.cache import CachedPlan, PageStub
from xieshou.render.frames import Frame


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the theme and the hand-written pages bring: frames, files (path -> bytes), and their pages for the sitemap.

    ``search``: whether there is to be an index.
    ``origin``: the site's address with its last slash, or empty; ``missing_base``: the path the 404 page starts from.
    """

    frames: Mapping[tuple[str, str], Frame]
    files: Mapping[str, bytes]
    names: tuple[tuple[tuple[str, str], ...], ...]
    origin: str
    missing_base: str
    search: bool = True


def files_of(site: SiteFile, plan: CachedPlan, around: Surroundings) -> dict[str, bytes]:
    """The files that are not pages: the theme's, the hand-written pages, the sitemaps, the marker."""
    prefixes = {language: site.prefix(language) for language in site.languages}
    listed = [(one.language, one.address, one.names) for one in plan.stubs if one.names]
    listed += [(language, address, names) for names in around.names for language, address in names]
    maps = sitemaps(
        ((part_of(address.removeprefix(prefixes[language])), address, names) for language, address, names in listed),
        around.origin,
    )
    own = {path: text.encode() for path, text in maps.items()}
    pages = ["".join(frame.pieces) for frame in around.frames.values()]
    pages += [data.decode("utf-8", "replace") for path, data in around.files.items() if path.endswith(".html")]
    own[HEADERS] = headers(pages).encode()
    return {**around.files, **own, "robots.txt": robots(around.origin).encode(), MARKER: b"xieshou\n"}


def output_digest(setup: Setup, plan: CachedPlan, around: Surroundings, made: Mapping[str, Derivative]) -> bytes:
    """The digest of all that decides what stands in the published tree."""
    digest = hashlib.blake2b(setup.build_fingerprint + plan.token, digest_size=16)
    for _, frame in sorted(around.frames.items()):
        digest.update(frame.digest)
    for path in sorted(around.files):
        digest.update(path.encode() + b"\0" + file_key(around.files[path]))
    for path in sorted(made):
        digest.update(path.encode() + b"\0" + made[path].key)
    digest.update(repr((around.names, around.origin, around.missing_base, around.search)).encode())
    return digest.digest()


def page_keys(pages: Iterable[PageStub], around: Surroundings) -> dict[str, bytes]:
    """The key of each page as published, by its path: of what it shows and its place, and of what surrounds it."""
    place = repr((around.origin, around.missing_base)).encode()
    frames = {of: file_key(frame.digest + place) for of, frame in around.frames.items()}
    return {page.path: page.key + frames[page.language, page.section] for page in pages}


def file_key(data: bytes) -> bytes:
    """The key of a file that is no page: of its bytes."""
    return hashlib.blake2b(data, digest_size=16).digest()
