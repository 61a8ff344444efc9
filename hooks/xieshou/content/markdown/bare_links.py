"""Addresses typed as they are: ``https://example.org/a``, ``www.example.org``, ``somebody@example.org``.

In: the tokens of a block. Out: the same, addresses in them as links. As GitHub reads them, but that an address of Latin
letters ends where Han begins: Chinese has no space to end it with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from xieshou.core.scripts import HAN

WORTH = re.compile(r"://|www\.|@", re.IGNORECASE)
"""What every one of them holds."""
_PART = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_SIGNS = r"A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%"
_ADDRESS = re.compile(
    rf"(?<![A-Za-z0-9])(?:https?://(?:{_PART}\.)*{_PART}|www\.{_PART}(?:\.{_PART})+)"
    rf"(?::\d+)?(?:[/?#][{_SIGNS}]*(?:(?<=[/=#?&])[{HAN}][{HAN}{_SIGNS}]*)?)?"
    rf"|(?<![A-Za-z0-9._+/-])[A-Za-z0-9][A-Za-z0-9._+-]*@{_PART}(?:\.{_PART})+(?![A-Za-z0-9_-])",
    re.IGNORECASE,
)
_STOPS = "?!.,:*_~'\""
_OPENED = {")": "(", "]": "["}
_ENTITY = re.compile(r"&[A-Za-z0-9]+;$|;$")


def linked(children: list[Token]) -> list[Token]:
    """``children`` with links for the addresses in their words."""
    out: list[Token] = []
    inside = 0
    for child in children:
        if child.type in ("link_open", "link_close"):
            inside += child.nesting
        elif child.type == "html_inline":
            tag = child.content[:3].lower()
            inside += (tag.startswith("<a") and not tag[2:].isalnum()) - (tag == "</a")
        if child.type == "text" and inside <= 0 and WORTH.search(child.content):
            out += _cut(child)
        else:
            out.append(child)
    return out


def _cut(child: Token) -> Iterator[Token]:
    words, done = child.content, 0
    for found in _ADDRESS.finditer(words):
        address = _ended(found[0])
        if "." not in address.partition("://")[2] and "://" in address and "localhost" not in address:
            continue
        if found.start() > done:
            yield _token("text", "", 0, words[done : found.start()])
        start = found.start()
        prefix = "" if "://" in address else "mailto:" if "@" in address else "http://"
        opened = _token("link_open", "a", 1)
        opened.attrs, opened.markup = {"href": prefix + address}, "bare"
        yield opened
        yield _token("text", "", 0, address)
        closed = _token("link_close", "a", -1)
        closed.markup = "bare"
        yield closed
        done = start + len(address)
    if done < len(words):
        yield _token("text", "", 0, words[done:])


def _token(kind: str, tag: str, nesting: int, content: str = "") -> Token:
    token = Token(kind, tag, nesting)  # type: ignore[arg-type]
    token.content = content
    return token


def _ended(address: str) -> str:
    """``address`` without the stops of the sentence behind it, and brackets that were not opened in it."""
    while address:
        last = address[-1]
        entity = _ENTITY.search(address)
        if entity:
            address = address[: entity.start()]
        elif last in _STOPS or (last in _OPENED and address.count(last) > address.count(_OPENED[last])):
            address = address[:-1]
        else:
            break
    return address
