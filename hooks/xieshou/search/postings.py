"""Postings and the files that hold them: which documents a token is in, in which fields, and where.

In: tokens with their documents. Out: the bytes of one file of the index (a *shard*), and back. The browser reads them
in ``front/search/postings.js``.

A shard is a head and three columns. The columns hold the lists of all its tokens, one behind the other: the numbers of
the documents, each less the one before; what is said of each (a *head*); the places that some heads announce. What is
alike stands together, so that it packs well: a fifth smaller than document by document. A head is 128 and the place,
of a token that stands once and in the text alone, as most do; else its fields, and in bits 5 and 6 what follows:
nothing, one place, two, or a mask of eight (place modulo eight).

A list is made of *blocks* (some months each), in which numbers start anew, so that a change touches a small part of a
long list. The shard's head: the sizes of the first two columns, the number of tokens; for each, in order, its length,
its UTF-8 and the length of what is said below; then, for each token and each language that has any, the language's
number, the size of the directory of blocks, the number of documents, the bytes in the first and in the third column,
and the directory: of each block its number less the one before, and (of all but the last) how many documents, and bytes
in the first and in the third column, are its own. For a name the others stand in place of lists. Numbers are LEB128.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice
from operator import sub
from typing import NamedTuple

from xieshou.search.leb128 import number_at, numbers_in, varints
from xieshou.search.tokens import PLACES

TITLE, ALIAS, SUMMARY, FACTS, TEXT = 1, 2, 4, 8, 16
"""What a token may stand in, as bits."""
_MASK = 3
BLOCK = 11
"""The bits of a document's number within its block."""
ONCE = 128
EQUAL, NAMES = "=", "~"
"""Begin the tokens of whole names: what is called so, and what else it is called."""


Posting = tuple[int, bytes]
"""A document's number, and what is said of it: its head and its places."""


_BYTES = tuple(bytes((number,)) for number in range(256))
BARE = _BYTES[:32]
"""What is said of a token whose places are not kept: by its fields."""
AT = {
    field: tuple(bytes((ONCE | place,)) if field == TEXT else bytes((field | 32, place)) for place in range(PLACES))
    for field in (TITLE, ALIAS, SUMMARY, FACTS, TEXT)
}
"""What is said of a token that stands in one place: by its field, then the place."""


_SIZES = bytes(0 if head >> 5 > _MASK else 1 if head >> 5 == _MASK else head >> 5 for head in range(256))
"""How many places follow a head."""
_BITS = {said: field | 256 << (place & 7) for field, known in AT.items() for place, said in enumerate(known)}
"""What ``AT`` says as bits: five of fields, then the mask."""


def together(all_said: list[bytes], word: bool) -> bytes:
    """What is said of a token that stands in several places, each as in ``AT``.

    Two places are kept as they are; of a word not even two, for words are many and seldom asked for in order.
    """
    distinct = set(all_said)
    if len(distinct) == 1:
        return all_said[0]
    bits = 0
    for said in distinct:
        bits |= _BITS[said]
    if len(distinct) == 2:
        one, other = sorted(said[-1] & 127 for said in distinct)
        if one == other:
            return bytes((bits & 31 | 1 << 5, one))
        if not word:
            return bytes((bits & 31 | 2 << 5, one, other))
    return bytes((bits & 31 | _MASK << 5, bits >> 8))


class Block(NamedTuple):
    """The documents of a block, in columns."""

    numbers: bytes
    heads: bytes
    places: bytes


def block(start: int, documents: list[int], said: list[bytes]) -> Block:
    """A block whose numbers count from ``start``, of documents in order and what is said of each."""
    numbers = varints(list(map(sub, documents, [start, *documents])))
    whole = b"".join(said)
    if len(whole) == len(said):
        return Block(numbers, whole, b"")
    return Block(numbers, bytes([one[0] for one in said]), b"".join([one[1:] for one in said]))


class Postings(NamedTuple):
    """The list of a token in a language: its directory of blocks, and its part of each column."""

    directory: bytes
    numbers: bytes
    heads: bytes
    places: bytes


EMPTY = Postings(b"", b"", b"", b"")


def put(known: Postings, document: int, said: bytes | None) -> Postings:
    """A list with what is said of a document, or without it. Only the bytes of the document's block are looked at."""
    wanted = document >> BLOCK
    numbers, *sizes = _blocks(known)
    nth = bisect_left(numbers, wanted)
    end = nth + (nth < len(numbers) and numbers[nth] == wanted)
    spans = [(sum(own[:nth]), sum(own[:end])) for own in sizes]
    old = Block(*(column[one:other] for column, (one, other) in zip(known[1:], spans, strict=True)))
    new = _put(old, wanted << BLOCK, document, said)
    numbers[nth:end] = [wanted] if new.heads else []
    for own, column in zip(sizes, new, strict=True):
        own[nth:end] = [len(column)] if new.heads else []
    columns = (
        column[:one] + better + column[other:]
        for column, better, (one, other) in zip(known[1:], new, spans, strict=True)
    )
    return Postings(_directory(numbers, *sizes), *columns) if numbers else EMPTY


def _blocks(known: Postings) -> tuple[list[int], list[int], list[int], list[int]]:
    """Of the blocks of a list: their numbers, and the bytes of each in the three columns."""
    if not known.heads:
        return [], [], [], []
    directory = numbers_in(known.directory)
    sizes = directory[2::4], directory[1::4], directory[3::4]
    for own, column in zip(sizes, known[1:], strict=True):
        own.append(len(column) - sum(own))
    return list(accumulate(directory[::4])), *sizes


def _directory(numbers: list[int], firsts: list[int], seconds: list[int], thirds: list[int]) -> bytes:
    deltas = list(map(sub, numbers, [0, *numbers]))
    sizes = [0] * (4 * len(deltas))
    sizes[::4], sizes[1::4], sizes[2::4], sizes[3::4] = deltas, seconds, firsts, thirds
    return varints(sizes[:-3])


def _put(block: Block, start: int, document: int, said: bytes | None) -> Block:
    """A block whose numbers count from ``start``, with what is said of a document, or without it."""
    deltas = numbers_in(block.numbers)
    documents = list(accumulate(deltas, initial=start))
    at = bisect_left(documents, document, 1) - 1  # before it stands what ends at documents[at]
    end = at + (at < len(deltas) and documents[at + 1] == document)
    near = [documents[at], *([document] if said else []), *documents[end + 1 : end + 2]]
    deltas[at : end + 1] = map(sub, near[1:], near)
    first = sum(block.heads[:at].translate(_SIZES))
    last = first + sum(block.heads[at:end].translate(_SIZES))
    said = said or b""
    return Block(
        varints(deltas),
        block.heads[:at] + said[:1] + block.heads[end:],
        block.places[:first] + said[1:] + block.places[last:],
    )


def read(known: Postings) -> list[Posting]:
    """The documents of a list."""
    deltas = iter(numbers_in(known.numbers))
    heads = iter(known.heads)
    place = 0
    found = []
    numbers, _, counts, _ = _blocks(known)
    for block, count in zip(numbers, counts, strict=True):
        document = block << BLOCK
        for head in islice(heads, count):
            document += next(deltas)
            end = place + _SIZES[head]
            found.append((document, _BYTES[head] + known.places[place:end]))
            place = end
    return found


def appended(data: bytes) -> Iterator[tuple[int, Block]]:
    """Blocks that were written one behind the other: number, sizes of the columns, columns."""
    at = 0
    while at < len(data):
        number, at = number_at(data, at)
        sizes = []
        for _ in range(3):
            size, at = number_at(data, at)
            sizes.append(size)
        columns = []
        for size in sizes:
            columns.append(data[at : at + size])
            at += size
        yield number, Block(*columns)


def joined(found: Iterable[tuple[int, Block]]) -> Postings:
    """Blocks, which come by number, as a list."""
    numbers, parts = zip(*found, strict=True)
    columns = tuple(zip(*parts, strict=True))
    directory = _directory(list(numbers), *(list(map(len, column)) for column in columns))
    return Postings(directory, *map(b"".join, columns))
