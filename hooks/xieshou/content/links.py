"""Texts that may hold links and nothing else: ``[words](https://…)``, and a bare ``https://…``.

In: such a text. Out: what it is made of, in order, and what was meant for a link and is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from xieshou.content.markdown.placeholders import Sign
from xieshou.core.late import Late

_WEB = r"https?://(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,}(?::[0-9]{1,5})?"
_MAIL = r"mailto:[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
_IN_PATH = r"[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]"
_LINK = Late(
    rf"(?<!!)\[(?=\s{{0,200}}[^\[\]\s])(?P<words>[^\[\]\n]{{1,200}})\]\(\s*(?P<address>{_WEB}(?:[/?#](?:{_IN_PATH}|\({_IN_PATH}*\))*)?|{_MAIL})\s*\)"
    rf"|(?P<bare>{_WEB}(?:[/?#](?:{_IN_PATH}|\({_IN_PATH}*\))*)?)"
)
_MEANT = Late(
    r"!?\[[^\[\]\n]{0,200}\][ \t]?[(（](?=[^)）\n]{0,300}[/:@.])[^)）\n]{0,300}[)）]?"
    r"|\[[^\[\]\n]{0,200}\]\([^)\n]{0,300}\)?"
    r"|(?:https?|javascript|ftp|file|data)[:：]/{0,2}[^\s\u2e80-\uffef]+"
    r"|\]\("
)
"""What looks like a link and is not one of those above."""
_POINTED = Late(r"<(?:https?|mailto):[^<>\s]*>")
_AFTER = ".,;:!?'*"
"""Punctuation at the end of a bare address: the sentence's, not the address's."""


class LinkedWords(NamedTuple):
    """Words that lead to an address."""

    words: str
    address: str


def pieces(text: str) -> Iterator[str | LinkedWords]:
    """The words and links of ``text``, in order."""
    done = 0
    for found in _LINK().finditer(text):
        words, address = found["words"], found["address"] or found["bare"]
        end = found.end()
        if words is None:
            bare = address.rstrip(_AFTER)
            end -= len(address) - len(bare)
            words = address = bare
        yield text[done : found.start()]
        yield LinkedWords(words.strip(), address)
        done = end
    yield text[done:]


def plain(text: str) -> str:
    """``text`` where nothing can lead anywhere: the words of a link with its address behind them."""
    return "".join(piece if isinstance(piece, str) else _spelt(piece) for piece in pieces(text))


def _spelt(link: LinkedWords) -> str:
    return link.address if link.words == link.address else f"{link.words} ({link.address})"


def without_links(text: str) -> str:
    """``text`` with the words of its links and blanks for the rest of them: every word stays where it stands."""
    return _MEANT().sub(lambda one: " " * len(one[0]), _LINK().sub(_blanked, text))


def faults(text: str) -> Iterator[Sign]:
    """What was meant for a link and is none."""
    # A bare address within brackets is a part of what was meant for one.
    rest = _LINK().sub(lambda one: ("/" if one["bare"] else " ") * len(one[0]), text)
    if found := _POINTED().search(text) or _MEANT().search(rest):
        yield Sign(found.start(), text[found.start() : found.end()], "link-form")


def _blanked(found: re.Match[str]) -> str:
    words = found["words"] or ""
    return (" " + words if words else "").ljust(len(found[0]))
