"""Whether a file may be published as it is: words that a browser shows or saves, and nothing that it runs or loads.

In: a file's name and its bytes. Out: what speaks against it, each with its place. Known is what is harmless, by the
ending of the name; all else is refused. HTML is allowed for one thing, the files by which search engines know who owns
a site: they are plain words, with or without the bare tags of a page round them. The page's security policy does not
stand in such a file, so nothing may stand in it that would need one.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple


class Doubt(NamedTuple):
    """What speaks against a file: the code of a problem, and the place and what stands there."""

    line: int
    column: int
    code: str
    value: str


MAX_HTML = 4096
"""Bytes of an HTML file: those that prove who owns a site have less than one tenth of it."""
_HTML = re.compile(
    r"""<!doctype\ html>|</?(?:html|head|title|body|p|h1|pre)\s*>|<br\s*/?>|<html\ lang="?[a-z-]+"?>"""
    r"""|<meta\s+charset=(["']?)utf-8\1\s*/?>|<meta\s+name="[\w.:-]+"\s+content="[^"<>]*"\s*/?>"""
    r"""|<meta\s+http-equiv="?content-type"?\s+content="text/html;\s*charset=utf-8"\s*/?>""",
    re.IGNORECASE | re.VERBOSE,
)
_XML = re.compile(
    r"""</?[a-z][\w.-]*(?:\s+(?!xmlns)[a-z][\w.-]*="[^"<>&]*")*\s*/?>"""
    r"""|\A<\?xml\s+version="1\.0"(?:\s+encoding="utf-8")?\s*\?>""",
    re.IGNORECASE,
)
_SHORT = 40
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_CHUNKS = (
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"bKGD", b"pHYs", b"iCCP"),
    *(b"acTL", b"fcTL", b"fdAT"),
)
"""Parts of a PNG that say how it looks: others say where, when and by whom it was made."""
_ICON = b"\x00\x00\x01\x00"


def doubts(name: str, data: bytes) -> Iterator[Doubt]:
    """What speaks against publishing the file ``name`` as it is."""
    ending = PurePosixPath(name.lstrip(".")).suffix.lower()
    rule = _RULES.get(ending)
    if rule is None:
        yield Doubt(1, 1, "root-type", ending)
    else:
        yield from rule(data)


def _text(data: bytes) -> tuple[str, list[Doubt]]:
    """The text of a file, and what is wrong with it as text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [_at(data[: error.start].decode("utf-8", "replace"), "root-not-text")]
    found = _CONTROL.search(text)
    return text, [_at(text[: found.start()], "root-not-text")] if found else []


def _plain(data: bytes) -> Iterator[Doubt]:
    yield from _text(data)[1]


def _without_ending(data: bytes) -> Iterator[Doubt]:
    """Of a file that no type is known of, a browser may make of its first words what it likes."""
    text, told = _text(data)
    yield from told
    if text.lstrip().startswith("<"):
        before = text[: len(text) - len(text.lstrip())]
        yield _at(before, "root-active", text.lstrip())


def _html(data: bytes) -> Iterator[Doubt]:
    if len(data) > MAX_HTML:
        yield Doubt(1, 1, "root-html-large", str(MAX_HTML // 1024))
        return
    text, told = _text(data)
    yield from told
    foreign = re.search(r"[^\x00-\x7f]", text)
    if foreign:  # which characters these are a browser may guess, and guess that they hide a sign
        yield _at(text[: foreign.start()], "root-html-words", text[foreign.start() :])
    yield from _tags(text, _HTML)


def _xml(data: bytes) -> Iterator[Doubt]:
    text, told = _text(data)
    yield from told
    yield from _tags(text, _XML)


def _tags(text: str, allowed: re.Pattern[str]) -> Iterator[Doubt]:
    """The first sign that begins what is not allowed."""
    at = text.find("<")
    while at >= 0:
        found = allowed.match(text, at)
        if not found:
            yield _at(text[:at], "root-active", text[at:])
            return
        at = text.find("<", found.end())


def _png(data: bytes) -> Iterator[Doubt]:
    at = len(_PNG)
    if not data.startswith(_PNG):
        yield Doubt(1, 1, "root-picture", "PNG")
        return
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind not in _PNG_CHUNKS:
            yield Doubt(1, 1, "root-picture-metadata", kind.decode("ascii", "replace"))
            return
        at += 12 + length
        if kind == b"IEND":
            break
    if at != len(data):
        yield Doubt(1, 1, "root-picture", "PNG")


def _ico(data: bytes) -> Iterator[Doubt]:
    if not data.startswith(_ICON):
        yield Doubt(1, 1, "root-picture", "ICO")


_RULES: dict[str, Callable[[bytes], Iterator[Doubt]]] = {
    "": _without_ending,
    ".txt": _plain,
    ".json": _plain,
    ".webmanifest": _plain,
    ".asc": _plain,
    ".xml": _xml,
    ".html": _html,
    ".htm": _html,
    ".png": _png,
    ".ico": _ico,
}


def _at(before: str, code: str, value: str = "") -> Doubt:
    """A doubt at what comes after ``before``."""
    line = before.count("\n") + 1
    first = value.strip().split("\n")[0]
    return Doubt(line, len(before) - before.rfind("\n"), code, first if len(first) <= _SHORT else f"{first[:_SHORT]}…")
