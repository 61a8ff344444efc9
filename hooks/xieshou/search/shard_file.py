"""The file of a shard: its tokens with their lists, and the other names of what is called so.

In: lists of postings by token and language. Out: deflated bytes, the same every time, which the browser opens itself
(``front/search/postings.js``).
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator

from xieshou.search.leb128 import number_at, varint
from xieshou.search.postings import NAMES, Postings

Lists = dict[str, dict[int, Postings]]
"""The tokens of one shard: language number -> list."""
Names = dict[str, dict[int, bytes]]
"""The names of one shard: token -> document number -> other names as JSON."""
_APART = 2000
"""Columns of that many bytes are packed apart: each has signs of its own."""


def pack(lists: Lists, names: Names) -> bytes:
    """The file of a shard."""
    heads, told = bytearray(), bytearray()
    columns = bytearray(), bytearray(), bytearray()
    varint(len(lists) + len(names), heads)
    for token in sorted([*lists, *names]):
        start = len(told)
        if token[0] == NAMES:
            for key, data in sorted(names[token].items()):
                varint(key, told)
                varint(len(data), told)
                told += data
        else:
            for key, one in sorted(lists[token].items()):
                for number in (key, len(one.directory), len(one.heads), len(one.numbers), len(one.places)):
                    varint(number, told)
                told += one.directory
                columns[0].extend(one.numbers)
                columns[1].extend(one.heads)
                columns[2].extend(one.places)
        name = token.encode()
        varint(len(name), heads)
        heads += name
        varint(len(told) - start, heads)
    sizes = bytearray()
    for column in columns[:2]:
        varint(len(column), sizes)
    head = bytes(sizes + heads + told)
    if sum(map(len, columns)) < _APART:
        return deflate(head + b"".join(columns))
    return b"".join(
        (_piece(head, zlib.Z_DEFAULT_STRATEGY), *(_piece(one, zlib.Z_HUFFMAN_ONLY) for one in columns), _END)
    )


def _piece(data: bytes | bytearray, strategy: int) -> bytes:
    """A part of a stream, which another can follow. A small window is quicker to set up."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -12, 7, strategy)
    return packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH)


_END = zlib.compressobj(6, zlib.DEFLATED, -15).flush()


def unpack(data: bytes) -> tuple[Lists, Names]:
    """The tokens of a shard's file."""
    raw = zlib.decompress(data, -15)
    first, at = number_at(raw, 0)
    second, at = number_at(raw, at)
    count, at = number_at(raw, at)
    heads = []
    for _ in range(count):
        size, at = number_at(raw, at)
        token = raw[at : at + size].decode()
        length, at = number_at(raw, at + size)
        heads.append((token, length))
    end = at + sum(length for _, length in heads)
    columns = [end, end + first, end + first + second]
    lists: Lists = {}
    names: Names = {}
    for token, length in heads:
        if token[0] == NAMES:
            names[token] = dict(_entries(raw, at, at + length))
        else:
            lists[token] = dict(_lists(raw, at, at + length, columns))
        at += length
    return lists, names


def _lists(raw: bytes, at: int, end: int, columns: list[int]) -> Iterator[tuple[int, Postings]]:
    while at < end:
        key, at = number_at(raw, at)
        size, at = number_at(raw, at)
        sizes = [0, 0, 0]
        for column in (1, 0, 2):
            sizes[column], at = number_at(raw, at)
        parts = [raw[start : start + length] for start, length in zip(columns, sizes, strict=True)]
        columns[:] = (start + length for start, length in zip(columns, sizes, strict=True))
        yield key, Postings(raw[at : at + size], *parts)
        at += size


def names_blob(names: tuple[str, ...]) -> bytes:
    """Names as they stand in a blob."""
    return json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode()


def deflate(data: bytes) -> bytes:
    """``data`` compressed without a header: the same bytes every time, and the browser opens it itself."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15, 9)
    return packer.compress(data) + packer.flush()


def _entries(raw: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    while at < end:
        key, at = number_at(raw, at)
        size, at = number_at(raw, at)
        yield key, raw[at : at + size]
        at += size
