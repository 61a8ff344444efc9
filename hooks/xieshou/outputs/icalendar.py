"""iCalendar (RFC 5545): content lines, escaped; and the file made of them, folded.

A file is first written as lines that may hold ``BASE``, for the site's address is not known while pages are rendered.
Folding counts octets, so it comes last.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from xieshou.outputs.publication import Publication
from xieshou.views.shared.models import BASE

_OCTETS = 75
"""Of a line at most, without its end."""
_NOWHERE = "xieshou.invalid"
"""Stands in an event's name where the site's host is not known."""


def line(name: str, value: str, **parameters: str) -> str:
    """A content line whose value is text."""
    named = "".join(f";{key.upper()}={said}" for key, said in parameters.items())
    return f"{name}{named}:{escaped(value)}"


def escaped(text: str) -> str:
    """Text as a value: commas, semicolons, backslashes and line ends escaped."""
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(plain, safe)
    return text


def folded(text: str) -> str:
    """A content line cut where it is too long, never inside a character; what follows begins with a space."""
    if len(text) * 4 <= _OCTETS:  # no character has more
        return text
    data = text.encode()
    if len(data) <= _OCTETS:
        return text
    parts, start, room = [], 0, _OCTETS
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        parts.append(data[start:end].decode())
        start, room = end, _OCTETS - 1  # the space
    return "\r\n ".join([*parts, data[start:].decode()])


def calendar(text: str, publication: Publication) -> bytes:
    """The file: lines folded, with the site's address. Without one, events have no link, for it must be whole."""
    origin = publication.origin
    host = urlsplit(origin).netloc or _NOWHERE
    lines = []
    for one in text.split("\n"):
        if BASE not in one:
            lines.append(one)
        elif one.startswith("UID:"):
            lines.append(one.replace(BASE, host))
        elif origin:
            lines.append(one.replace(BASE, origin))
    return ("\r\n".join(map(folded, lines)) + "\r\n").encode()
