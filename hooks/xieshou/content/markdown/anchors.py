"""Links from a text to a place in the same text.

In: its HTML, with an id on every heading. Out: the same, where such links are written as the ids are, and the names of
places that are not there. Ids are found without regard to capitals: programs differ in whether they keep them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import unquote

_HERE = re.compile(r'(<a[^>]* href="#)([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')


def anchored(cleaned: str) -> tuple[str, tuple[str, ...]]:
    """``cleaned`` with links that lead where they say, and what leads nowhere."""
    if 'href="#' not in cleaned:
        return cleaned, ()
    ids = [html.unescape(one) for one in _ID.findall(cleaned)]
    lost: dict[str, None] = {}

    def to(found: re.Match[str]) -> str:
        name = html.unescape(found[2])
        if name in ids or name.startswith("fnref") or not name:
            return found[0]
        known = meant(name, ids)
        if not known:
            lost[name] = None
            return found[0]
        return f'{found[1]}{html.escape(known)}"'

    return _HERE.sub(to, cleaned), tuple(lost)


def meant(part: str, ids: Sequence[str]) -> str:
    """Which of ``ids`` a link to ``part`` means; nothing where it is none of them."""
    typed = unquote(part)
    if typed in ids:
        return typed
    wanted = folded(part)
    return next((id_ for id_ in ids if folded(id_) == wanted), "")


def folded(part: str) -> str:
    """``part`` as it is compared with others: decoded, in one form of Unicode, without regard to case."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", unquote(part)).casefold())
