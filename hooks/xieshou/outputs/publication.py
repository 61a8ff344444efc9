"""Where a site is published and what its pages hold, as far as files about the whole site say so.

In: what the host knows when all pages are planned. Out: ``Publication``. An output names the values it uses, is given
no others, and its key covers these.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple


class Publication(NamedTuple):
    """``origin``: the site's address with its last slash, empty where none is known. ``script_hashes``: of the inline
    scripts of all its pages, as a Content-Security-Policy names them. ``card_font``: the file that social cards are
    written with, which of its faces, its digest, and the folder that keeps what was drawn; empty where there are none.
    """

    origin: str
    script_hashes: tuple[str, ...] = ()
    card_font: tuple[str, ...] = ()

    def narrowed(self, uses: Iterable[str]) -> Publication:
        """The same without the values that ``uses`` does not name."""
        wanted = set(uses)
        return Publication(*(value if name in wanted else type(value)() for name, value in self._asdict().items()))

    def digest(self) -> bytes:
        """The digest (16 bytes) of its values."""
        return hashlib.blake2b(repr(tuple(self)).encode(), digest_size=16).digest()
