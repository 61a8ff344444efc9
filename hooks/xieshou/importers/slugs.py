"""Names for the addresses of what is imported: small letters, digits and hyphens, each once.

In: the names that a text had. Out: a slug; which of several texts gets the plain one follows from their paths alone, so
that another import of the same gives the same.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import unquote

from xieshou.content.paths import LONGEST_SLUG, kept
from xieshou.core.door import RESERVED
from xieshou.importers.dates import without_date

_ROOM = LONGEST_SLUG - 8
"""Characters of a slug, with room for a number behind it."""
_EMPTY = frozenset(("index", "readme", "home", "post", "page", ""))
_GENERAL = frozenset("posts post docs doc content blog blogs news source src pages articles drafts".split())  # noqa: SIM905
"""Folders that say nothing of what lies in them."""


def slug_of(words: str) -> str:
    """A slug of these words; nothing where they have too few Latin letters for one."""
    plain = unicodedata.normalize("NFKD", unquote(words))
    letters = sum(char.isalnum() for char in unicodedata.normalize("NFC", words))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).lower().replace("'", "")
    found = re.sub(r"[^a-z0-9]+", "-", plain.replace("+", "-plus-") if plain.endswith("++") else plain).strip("-")
    while len(found) > _ROOM:
        shorter, _, _ = found.rpartition("-")
        found = shorter if len(shorter) > _ROOM // 2 else found[:_ROOM].strip("-")
    enough = len(found.replace("-", "")) * 2 >= letters and len(found) > 1
    return f"{found}-1" if enough and (found in RESERVED or kept(found)) else found if enough else ""


def candidates(name: str, *more: str) -> Iterator[str]:
    """Slugs for a text called ``name`` (a path), the likeliest first; ``more``: what else it is called."""
    parts = [part.lstrip("_") for part in name.split("/")]
    while parts and parts[-1].lower() in _EMPTY:
        parts.pop()
    own = slug_of(without_date(parts[-1])) if parts else ""
    said = [one for one in (own, *(slug_of(words) for words in more)) if one and not one.isdigit()]
    yield from said
    if own and len(parts) > 1 and (folder := slug_of(parts[-2])) and folder not in _GENERAL:
        yield f"{folder}-{own}"[:_ROOM].strip("-")
    if not said:
        yield f"text-{hashlib.blake2b(name.encode(), digest_size=4).hexdigest()}"


def unused(wanted: Iterable[str], taken: Collection[str]) -> str:
    """The first of ``wanted`` that is not ``taken``; else the first of them with a number."""
    listed = list(wanted)
    for one in listed:
        if one not in taken:
            return one
    number = 2
    while f"{listed[0]}-{number}" in taken:
        number += 1
    return f"{listed[0]}-{number}"
