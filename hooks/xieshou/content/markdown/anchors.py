"""Links from a text to a place in the same text.

In: its HTML, with an id on every heading. Out: the same, where such links are written as the ids are, and the names of
places that are not there. Ids are found without regard to capitals: programs differ in whether they keep them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import unquote

_HERE = re.compile(r'(<a[^>]* href="#)([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')


def anchored(cleaned: str) -> tuple[str, tuple[str, ...]]:
    """``cleaned`` with links that lead where they say, and what leads nowhere."""
    if 'href="#' not in cleaned:
        return cleaned, ()
    ids = {html.unescape(one) for one in _ID.findall(cleaned)}
    folded = {_folded(one): one for one in sorted(ids, reverse=True)}
    lost: dict[str, None] = {}

    def to(found: re.Match[str]) -> str:
        name = html.unescape(found[2])
        if name in ids or name.startswith("fnref") or not name:
            return found[0]
        known = folded.get(_folded(name)) or folded.get(_folded(unquote(name)))
        if known is None:
            lost[name] = None
            return found[0]
        return f'{found[1]}{html.escape(known)}"'

    return _HERE.sub(to, cleaned), tuple(lost)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
