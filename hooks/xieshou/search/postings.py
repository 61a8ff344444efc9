"""Postings and the files that hold them: which documents a token is in, in which fields, and where.

In: tokens with their documents. Out: the bytes of one file of the index (a *shard*), and back. The browser reads them
in ``assets/search/postings.js``.

A shard, before it is deflated: the number of tokens; for each, in order, its length, its UTF-8 and the length of its
blob; then the blobs. A blob: for each language that has any, its number, a length, and the list of documents, in
*blocks* (some months each, so that a change touches a small part of a long list): the block's number less the one
before, its length, its documents. Of each document: its number, less the one before or the block's start, then a byte,
then positions. The byte: 128 and the position, of a token that stands once and in the text alone, as most do; else its
fields, and in bits 5 and 6 what follows: nothing, one position, two, or a mask of eight (position modulo eight).
Numbers are LEB128.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping

TITLE, ALIAS, SUMMARY, FACTS, TEXT = 1, 2, 4, 8, 16
"""What a token may stand in, as bits."""
PLACES = 128
"""Positions are kept modulo this."""
EXACT = 2
"""More positions than that are kept as a mask."""
_MASK = 3
BLOCK = 11
"""The bits of a document's number within its block."""
ONCE = 128
EQUAL, NAMES = "=", "~"
"""Begin the tokens of whole names: what is called so, and what else it is called."""


Posting = tuple[int, bytes]
"""A document's number, and what is said of it: its byte and its positions."""


def varint(value: int, out: bytearray) -> None:
    """Append a number."""
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)


_SMALL = tuple(bytes((number,)) for number in range(128))


def record(delta: int, found: list[int], most: int = EXACT) -> bytes:
    """A document as it stands in a list: its distance from the one before, the fields and positions of the token in it.

    Up to ``most`` positions are kept as they are.
    """
    if delta < 128:
        head = _SMALL[delta]
    else:
        out = bytearray()
        varint(delta, out)
        head = bytes(out)
    many = len(found)
    if many == 1:
        return head + bytes(found)
    if many == 2:
        return head + (bytes((ONCE | found[1],)) if found[0] == TEXT else bytes((found[0] | 32, found[1])))
    places = sorted(set(found[1:]))
    if len(places) <= most:
        return head + bytes((found[0] | len(places) << 5, *places))
    mask = 0
    for place in places:
        mask |= 1 << (place & 7)
    return head + bytes((found[0] | _MASK << 5, mask))


def blocks(data: bytes) -> dict[int, bytes]:
    """The blocks of a list, by number."""
    at = number = 0
    found = {}
    while at < len(data):
        delta, at = _number(data, at)
        size, at = _number(data, at)
        number += delta
        found[number] = data[at : at + size]
        at += size
    return found


def joined(found: Mapping[int, bytes]) -> bytes:
    """Blocks as a list."""
    out, last = bytearray(), 0
    for number in sorted(found):
        varint(number - last, out)
        varint(len(found[number]), out)
        out += found[number]
        last = number
    return bytes(out)


def read(data: bytes, block: int) -> list[Posting]:
    """The documents of a block."""
    at, number = 0, block << BLOCK
    found = []
    while at < len(data):
        delta, at = _number(data, at)
        number += delta
        end = at + 1 + _places(data[at])
        found.append((number, data[at:end]))
        at = end
    return found


def posting(number: int, found: list[int], most: int = EXACT) -> Posting:
    """One document, as ``read`` gives it."""
    return number, record(0, found, most)[1:]


def packed(some: Iterable[Posting], block: int) -> bytes:
    """Documents in the order of their numbers as a block."""
    out, last = bytearray(), block << BLOCK
    for number, rest in some:
        varint(number - last, out)
        out += rest
        last = number
    return bytes(out)


def _places(byte: int) -> int:
    """How many bytes of positions follow a posting's byte."""
    kind = byte >> 5
    return 0 if kind > _MASK else 1 if kind == _MASK else kind


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
    packer = zlib.compressobj(6, zlib.DEFLATED, -15, 9)
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
