"""What the last build planned, so that a build of unchanged content need not plan again.

Planning is a pure function of the content, the site's own file, the pictures and the baker (the store is one baker's):
with the same inputs its outcome is looked up. A moment at which an embargo ends is an input too.
"""

from __future__ import annotations

import hashlib
import marshal
import pickle
from collections.abc import Mapping
from typing import NamedTuple

from xieshou.content.catalog import Catalog
from xieshou.content.site_file import SiteFile
from xieshou.pictures.inspect import Pictures
from xieshou.problems import Problem
from xieshou.store import Store


class Outline(NamedTuple):
    """A planned page as far as publishing needs it: where it stands, and the key of what it shows."""

    path: str
    address: str
    language: str
    section: str
    names: tuple[tuple[str, str], ...]
    key: bytes


class Remembered(NamedTuple):
    """The outcome of planning."""

    outlines: tuple[Outline, ...]
    images: tuple[str, ...]
    originals: Mapping[str, bytes]
    shown: frozenset[str]
    warnings: tuple[Problem, ...]


def inputs(fingerprint: bytes, site: SiteFile) -> bytes:
    """The digest of what planning reads, the moment and the pictures apart."""
    return hashlib.blake2b(fingerprint + repr(site).encode(), digest_size=16).digest()


def recall(store: Store, digest: bytes, now: int) -> Remembered | None:
    """What was planned for the same inputs, if the moment makes no difference."""
    head = store.meta("planned")
    if head is None:
        return None
    known, since, until, images, originals, shown, warnings = marshal.loads(head)
    if known != digest or not since <= now < until:
        return None
    outlines = marshal.loads(store.meta("outlines") or b"")
    return Remembered(
        tuple(map(Outline._make, outlines)), images, dict(originals), frozenset(shown), pickle.loads(warnings)
    )


def remember(store: Store, digest: bytes, catalog: Catalog, outcome: Remembered) -> None:
    """Keep the outcome of planning."""
    store.set_meta("outlines", marshal.dumps([tuple(one) for one in outcome.outlines]))
    head = (
        digest,
        catalog.since,
        catalog.until,
        outcome.images,
        tuple(sorted(outcome.originals.items())),
        tuple(sorted(outcome.shown)),
        pickle.dumps(outcome.warnings, 5),
    )
    store.set_meta("planned", marshal.dumps(head))


def originals(pictures: Pictures) -> dict[str, bytes]:
    """The digest of each picture's bytes, by name."""
    return {name: picture.digest for name, picture in pictures.items()}
