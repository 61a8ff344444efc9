"""Postings and the files that hold them: which documents a token is in, in which fields, and where.

In: tokens with their documents. Out: the bytes of one file of the index (a *shard*), and back. Both ways of making an
index, at once and by mending an old one, write through ``Postings``: so they give the same bytes. The browser reads
them in ``assets/search/postings.js``.

A shard, before it is deflated: the number of tokens; for each, in order, its length, its UTF-8 and the length of its
blob; then the blobs. A blob: for each language that has any, its number, a length, and the postings: their count; the
documents' numbers, each less the one before; a byte each (fields, and in the three high bits how many positions
follow); the positions. Numbers are LEB128.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping

FIELDS = TITLE, ALIAS, SUMMARY, FACTS, TEXT = 1, 2, 4, 8, 16
"""What a token may stand in, as bits."""
EXACT = 3
"""More positions than that are kept as a mask of eight: position modulo eight."""
_MASK = 4
EQUAL, NAMES = "=", "~"
"""Begin the tokens of whole names: what is called so, and what else it is called."""


Posting = tuple[int, int, bytes]
"""A document's number, its byte, its positions."""


def varint(value: int, out: bytearray) -> None:
    """Append a number."""
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)


class Postings:
    """The documents of one token in one language, appended in the order of their numbers."""

    __slots__ = ("_bytes", "_count", "_last", "_numbers", "_where")

    def __init__(self) -> None:
        self._count = self._last = 0
        self._numbers, self._bytes, self._where = bytearray(), bytearray(), bytearray()

    def add(self, number: int, found: list[int], most: int = EXACT) -> None:
        """One more: the document's number, and the fields and positions of the token in it.

        Up to ``most`` positions are kept as they are.
        """
        delta = number - self._last
        self._last = number
        self._count += 1
        numbers = self._numbers
        while delta > 127:
            numbers.append(delta & 127 | 128)
            delta >>= 7
        numbers.append(delta)
        many = len(found) - 1
        if many == 1:
            self._bytes.append(found[0] | 32)
            self._where.append(found[1])
        elif not many:
            self._bytes.append(found[0])
        else:
            self._several(found, most)

    def _several(self, found: list[int], most: int) -> None:
        places = sorted(set(found[1:]))
        if len(places) <= most:
            self._bytes.append(found[0] | len(places) << 5)
            self._where += bytes(places)
            return
        mask = 0
        for place in places:
            mask |= 1 << (place & 7)
        self._bytes.append(found[0] | _MASK << 5)
        self._where.append(mask)

    def append(self, one: Posting) -> None:
        """One more, as ``read`` and ``posting`` give it."""
        number, byte, where = one
        varint(number - self._last, self._numbers)
        self._last = number
        self._count += 1
        self._bytes.append(byte)
        self._where += where

    def packed(self) -> bytes:
        """All of them as bytes."""
        out = bytearray()
        varint(self._count, out)
        return bytes(out + self._numbers + self._bytes + self._where)


def posting(number: int, found: list[int], most: int = EXACT) -> Posting:
    """What ``Postings.add`` makes of one document."""
    return read(_of_one(number, found, most))[0]


def packed(some: Iterable[Posting]) -> bytes:
    """Postings as bytes."""
    made = Postings()
    for one in some:
        made.append(one)
    return made.packed()


def _of_one(number: int, found: list[int], most: int) -> bytes:
    made = Postings()
    made.add(number, found, most)
    return made.packed()


def read(data: bytes) -> list[Posting]:
    """What ``Postings.packed`` wrote."""
    count, at = _number(data, 0)
    numbers, last = [], 0
    for _ in range(count):
        delta, at = _number(data, at)
        last += delta
        numbers.append(last)
    where = at + count
    found = []
    for number, byte in zip(numbers, data[at : at + count], strict=True):
        size = places(byte)
        found.append((number, byte, data[where : where + size]))
        where += size
    return found


def places(byte: int) -> int:
    """How many bytes of positions follow a posting's byte."""
    return 1 if byte >> 5 == _MASK else byte >> 5


Blobs = dict[str, dict[int, bytes]]
"""The tokens of one shard: language number -> packed postings; for a name, document number -> other names as JSON."""


def pack(tokens: Mapping[str, Mapping[int, bytes]]) -> bytes:
    """The file of a shard."""
    out, blobs = bytearray(), bytearray()
    varint(len(tokens), out)
    for token in sorted(tokens):
        start = len(blobs)
        for key, data in sorted(tokens[token].items()):
            varint(key, blobs)
            varint(len(data), blobs)
            blobs += data
        name = token.encode()
        varint(len(name), out)
        out += name
        varint(len(blobs) - start, out)
    return deflate(bytes(out + blobs))


def unpack(data: bytes) -> Blobs:
    """The tokens of a shard's file."""
    raw = zlib.decompress(data, -15)
    count, at = _number(raw, 0)
    heads = []
    for _ in range(count):
        size, at = _number(raw, at)
        token = raw[at : at + size].decode()
        length, at = _number(raw, at + size)
        heads.append((token, length))
    found: Blobs = {}
    for token, length in heads:
        found[token] = dict(_entries(raw, at, at + length))
        at += length
    return found


def names_blob(names: tuple[str, ...]) -> bytes:
    """Names as they stand in a blob."""
    return json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode()


def deflate(data: bytes) -> bytes:
    """``data`` compressed without a header: the same bytes every time, and the browser opens it itself."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    return packer.compress(data) + packer.flush()


def _entries(raw: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    while at < end:
        key, at = _number(raw, at)
        size, at = _number(raw, at)
        yield key, raw[at : at + size]
        at += size


def _number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
