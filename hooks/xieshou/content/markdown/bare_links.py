"""Addresses typed as they are: ``https://example.org/a``, ``www.example.org``, ``somebody@example.org``.

In: the words of a block. Out: where addresses stand in them. As GitHub reads them, but that an address of Latin
letters ends where Han begins: Chinese has no space to end it with.
"""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.core.late import Late
from xieshou.core.scripts import HAN


def worth(words: str) -> bool:
    """Whether ``words`` hold what every one of them does."""
    return "://" in words or "@" in words or "www." in words or "WWW." in words


_PART = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_SIGNS = r"A-Za-z0-9\-._~:/?#@!$&'()*+,;=%"
_ADDRESS = Late(
    rf"(?<![A-Za-z0-9])(?:[Hh][Tt][Tt][Pp][Ss]?://(?:{_PART}\.)*{_PART}|[Ww]{{3}}\.{_PART}(?:\.{_PART})+)"
    rf"(?::\d+)?(?:[/?#][{_SIGNS}]*(?:(?<=[/=#?&])[{HAN}][{HAN}{_SIGNS}]*)?)?"
    rf"|(?<![A-Za-z0-9._+/-])[A-Za-z0-9_][A-Za-z0-9._+-]*@{_PART}(?:\.{_PART})+(?![A-Za-z0-9_-])",
)
_STOPS = "?!.,:*_~'\""
_OPENED = {")": "(", "]": "["}
_ENTITY = Late(r"&[A-Za-z0-9]+;$|;$")


def spans(words: str) -> Iterator[tuple[int, int]]:
    """Where in ``words`` an address begins and ends."""
    for found in _ADDRESS().finditer(words):
        address = _ended(found[0])
        host = address.partition("://")[2]
        if not host or "." in host or host.startswith("localhost"):
            yield found.start(), found.start() + len(address)


def target(address: str) -> str:
    """What a bare address leads to."""
    return f"{'' if '://' in address else 'mailto:' if '@' in address else 'http://'}{address}"


def _ended(address: str) -> str:
    """``address`` without the stops of the sentence behind it, and brackets that were not opened in it."""
    while address:
        last = address[-1]
        entity = _ENTITY().search(address)
        if entity:
            address = address[: entity.start()]
        elif last in _STOPS or (last in _OPENED and address.count(last) > address.count(_OPENED[last])):
            address = address[:-1]
        else:
            break
    return address
