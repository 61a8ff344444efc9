"""Targets of links as they are typed: whole addresses, places in a text, and what may stand in brackets.

In: a target or some words. Out: the same as our texts take them; nothing where that can't be told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote

WHOLE = re.compile(
    r"https?://[\w-]+(?:\.[\w-]+)*(?::\d+)?(?:[/?#](?:[^\s\\]*[^\s\\。，；！？、」》])?)?", re.IGNORECASE
)
NEARBY = re.compile(r"https?://(?:localhost|127\.|10\.|192\.168\.|0\.0\.0\.0|\[::1\])", re.IGNORECASE)
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
UNSAFE = re.compile(r"[\s\\<>]|[。，；！？、」》]+$")


def meant_place(wanted: str, places: Sequence[tuple[str, str]]) -> str:
    """The id of the heading that is meant by ``wanted``: programs make ids of headings in their own ways."""
    folded = _letters(unquote(wanted))
    for _, id_ in places:
        if unquote(wanted) == id_:
            return id_
    return next((id_ for said, id_ in places if folded and folded in (_letters(said), _letters(id_))), "")


def _letters(words: str) -> str:
    """Letters and digits alone: what is left of a heading in every program's id."""
    return "".join(char for char in words.casefold() if char.isalnum())


def web_address(target: str, site: str) -> str:
    """The whole address of a target; nothing where that can't be told."""
    if target.startswith("//"):
        target = f"https:{target}"
    if not SCHEME.match(target) and target.startswith("/") and site:
        target = site.rstrip("/") + target
    target = UNSAFE.sub(lambda found: quote(found[0]), target.strip())
    return target if WHOLE.fullmatch(target) and not NEARBY.match(target) else ""


def in_brackets(address: str) -> str:
    """An address as it may stand in round brackets."""
    return address.replace("(", "%28").replace(")", "%29")


def escaped(words: str) -> str:
    """Words in which no sign is markup."""
    return re.sub(r"([\\\[\]*_`<>])", r"\\\1", " ".join(words.split()))
