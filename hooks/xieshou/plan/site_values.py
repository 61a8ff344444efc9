"""The site's own data as pages may use it: by key, each with a digest.

In: ``content/site.yml`` as read. Out: values by dotted key (``name``, ``home.lead``), and the digest of each, which is
part of the key of every page that uses it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import BaseModel

from xieshou.content.kinds import KINDS
from xieshou.content.schema.introspect import shapes
from xieshou.content.site_file import SiteFile


@dataclass(frozen=True, slots=True)
class SiteValues:
    """A site's own data by key."""

    site: SiteFile
    _digests: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)
    """Once asked for: thousands of pages use the same few keys."""

    def value(self, key: str) -> Any:
        """What stands at a dotted key. Raises ``AttributeError`` for a key that no site has."""
        found: Any = self.site
        for step in key.split("."):
            found = getattr(found, step)
        return found

    def digest(self, key: str) -> bytes:
        """The digest (16 bytes) of what stands at a key."""
        known = self._digests.get(key)
        if known is None:
            data = repr(self.value(key)).encode()
            known = self._digests[key] = hashlib.blake2b(data, digest_size=16).digest()
        return known


@cache
def choice_keys(kind: str) -> tuple[str, ...]:
    """The keys of the site's own choices (``sides``) that an entry of ``kind`` can have made, its parts included."""
    return tuple(sorted(set(_choices_of(KINDS[kind]))))


def _choices_of(cls: type[BaseModel]) -> Iterator[str]:
    for shape in shapes(cls).values():
        if shape.site_choice:
            yield site_key(shape.site_choice)
        if shape.model:
            yield from _choices_of(shape.model)


def site_key(choice: str) -> str:
    """The key of ``site.yml`` that names the values of a choice of its own: ``sides`` for ``side``."""
    return f"{choice}s"
