"""The shards of the index: built at once, or patched where documents changed. The same bytes either way.

In: the documents by number, and their texts in the store. Out: the store's shards, and the key of each.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import NamedTuple, cast
from zlib import crc32

from xieshou.core.cache import Store
from xieshou.core.workers import Progress, telling, untold
from xieshou.search import postings, shard_file, tokens
from xieshou.search.documents import unpacked
from xieshou.search.entries import found_in, named_by
from xieshou.search.leb128 import varint


class Held(NamedTuple):
    """A document in the index. ``facets``: its kind, and the ids it is filed under."""

    language: str
    key: bytes
    digest: bytes
    slot: int
    number: int
    id: str
    title: str
    facets: tuple[str, ...]

    @property
    def named(self) -> bool:
        """Whether it may have names that others look for it by."""
        return not self.id.startswith("article/")

    @property
    def placed(self) -> tuple[object, ...]:
        """What numbers and facets are decided by."""
        title = self.title if self.named else ""
        return self.language, self.slot, self.number, self.id, title, self.facets


Changes = dict[tuple[str, int], dict[int, bytes | None]]
"""What is wanted of lists: token and language -> document -> what is said of it, None to take it out."""
Renamed = dict[str, dict[int, bytes | None]]
"""The same for names: token -> document -> the other names."""


def build_shards(
    store: Store, new: Iterable[Held], shards: int, languages: tuple[str, ...], progress: Progress = untold
) -> list[bytes]:
    """Every shard, from nothing. Documents come by number, so that lists are only ever appended to."""
    spread: list[dict[str, dict[int, bytearray]]] = [{} for _ in range(shards)]
    names: list[shard_file.Names] = [{} for _ in range(shards)]
    numbered = sorted(new, key=lambda one: one.number)
    cutters = tokens.cutters_of(languages)
    for place, language in enumerate(languages):
        own = [one for one in numbered if one.language == language]
        lists: dict[str, bytearray] = {}
        for block, held in groupby(
            telling(progress, "index", own, [1] * len(own)), lambda one: one.number >> postings.BLOCK
        ):
            for token, columns in _block(store, held, block):
                known = lists.setdefault(token, bytearray())
                for number in (block, *map(len, columns)):
                    varint(number, known)
                for column in columns:
                    known += column
        while lists:
            token, known = lists.popitem()
            spread[tokens.shard_of(token, shards)].setdefault(token, {})[place] = known
        for one in own:
            for token, blob in named_by(unpacked(store.document(one.key)), cutters) if one.named else ():
                names[tokens.shard_of(token, shards)].setdefault(token, {})[_name(one, languages)] = blob
    keys: list[bytes] = []
    made = (_kept(number, spread[number], names[number], keys) for number in range(shards))
    store.put_shards(telling(progress, "shards", made, [1] * shards))
    return keys


def _block(store: Store, held: Iterable[Held], block: int) -> Iterator[tuple[str, postings.Block]]:
    """The postings of the documents of one block, which come by number: by token."""
    lists: defaultdict[str, list[int | bytes]] = defaultdict(list)
    for one in held:
        number = one.number
        for token, said in found_in(unpacked(store.document(one.key))).items():
            known = lists[token]
            known.append(number)  # two appends are quicker than a pair
            known.append(said)
    start = block << postings.BLOCK
    for token, rows in lists.items():
        yield token, postings.block(start, cast("list[int]", rows[::2]), cast("list[bytes]", rows[1::2]))


def _kept(
    number: int, spread: dict[str, dict[int, bytearray]], names: shard_file.Names, keys: list[bytes]
) -> tuple[int, bytes]:
    lists = {
        token: {place: postings.joined(postings.appended(bytes(known))) for place, known in held.items()}
        for token, held in spread.items()
    }
    spread.clear()
    data = shard_file.pack(lists, names)
    names.clear()
    keys.append(_key(data))
    return number, data


def patch_shards(
    store: Store, old: Iterable[Held], new: Iterable[Held], keys: list[bytes], languages: tuple[str, ...]
) -> list[bytes]:
    """The shards without the documents ``old`` and with the documents ``new``."""
    lists: dict[int, Changes] = defaultdict(lambda: defaultdict(dict))
    names: dict[int, Renamed] = defaultdict(lambda: defaultdict(dict))
    gone = _tokens(store, old, languages)
    come = _tokens(store, new, languages)
    for token, place, number in gone.keys() | come.keys():
        key = (token, place, number)
        if gone.get(key) != come.get(key):  # most of an edited text is as it was
            if place < 0:
                names[tokens.shard_of(token, len(keys))][token][number] = come.get(key)
            else:
                lists[tokens.shard_of(token, len(keys))][token, place][number] = come.get(key)
    keys = list(keys)
    numbers = sorted({*lists, *names})
    known = [store.shard(number) for number in numbers]
    with ThreadPoolExecutor(2) as threads:  # a third of the time is packing, which Python's lock is open for
        better = list(threads.map(_mended, known, [lists[one] for one in numbers], [names[one] for one in numbers]))
    for number, data in zip(numbers, better, strict=True):
        keys[number] = _key(data)
    store.put_shards(zip(numbers, better, strict=True))
    return keys


def _mended(data: bytes, lists: Changes, names: Renamed) -> bytes:
    held, named = shard_file.unpack(data)
    for (token, place), asked in lists.items():
        _mend_list(held, token, place, asked)
    for token, asked_names in names.items():
        _mend_names(named, token, asked_names)
    return shard_file.pack(held, named)


def _tokens(store: Store, held: Iterable[Held], languages: tuple[str, ...]) -> dict[tuple[str, int, int], bytes]:
    """All that documents give the index: (token, language, document's number); -1 for the language of names."""
    given = {}
    cutters = tokens.cutters_of(languages)
    for one in held:
        place = languages.index(one.language)
        document = unpacked(store.document(one.key))
        for token, said in found_in(document).items():
            given[token, place, one.number] = said
        for token, blob in named_by(document, cutters) if one.named else ():
            given[token, -1, _name(one, languages)] = blob
    return given


def _mend_list(held: shard_file.Lists, token: str, place: int, asked: Mapping[int, bytes | None]) -> None:
    lists = held.setdefault(token, {})
    known = lists.pop(place, postings.EMPTY)
    for document, said in asked.items():
        known = postings.put(known, document, said)
    if known.heads:
        lists[place] = known
    if not lists:
        del held[token]


def _mend_names(named: shard_file.Names, token: str, asked: Mapping[int, bytes | None]) -> None:
    held = named.setdefault(token, {})
    for key, blob in asked.items():
        held.pop(key, None)
        if blob is not None:
            held[key] = blob
    if not held:
        del named[token]


def _name(one: Held, languages: tuple[str, ...]) -> int:
    return one.number * len(languages) + languages.index(one.language)


CHECKSUM = 4


def _key(data: bytes) -> bytes:
    """The key of a shard: it ends with the checksum by which the browser knows it."""
    return digest(data)[:-CHECKSUM] + crc32(data).to_bytes(CHECKSUM, "big")


def digest(data: bytes) -> bytes:
    """The key of a file."""
    return hashlib.blake2b(data, digest_size=16).digest()
