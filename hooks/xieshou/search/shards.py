"""The shards of the index: made at once, or mended where documents changed. The same bytes either way.

In: the documents by number, and their texts in the store. Out: the store's shards, and the key of each.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from xieshou.search import postings, tokens
from xieshou.search.documents import unpacked
from xieshou.search.entries import found_in, named_by
from xieshou.store import Store


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


Lists = dict[tuple[str, int], dict[int, postings.Posting | None]]
"""What is wanted of postings: token and language -> document -> its posting, None to take it out."""
Names = dict[str, dict[int, bytes | None]]
"""The same for names: token -> document -> the other names."""


def made(store: Store, new: Iterable[Held], shards: int, languages: tuple[str, ...]) -> list[bytes]:
    """Every shard, from nothing. Documents come by number, so that lists are only ever appended to."""
    spread: list[postings.Blobs] = [{} for _ in range(shards)]
    numbered = sorted(new, key=lambda one: one.number)
    for place, language in enumerate(languages):
        lists: dict[str, bytearray] = {}
        last: dict[str, int] = {}
        for one in numbered:
            if one.language != language:
                continue
            document, number = unpacked(store.document(one.key)), one.number
            for token, found in found_in(document).items():
                delta = number - last.get(token, 0)
                last[token] = number
                known = lists.get(token)
                if known is None:
                    known = lists[token] = bytearray()
                if delta < 128 and len(found) == 2 and found[0] == postings.TEXT:
                    known += bytes((delta, postings.ONCE | found[1]))  # as below: most are so, and it is quicker
                else:
                    known += postings.record(delta, found, most(token))
            for token, blob in named_by(document):
                spread[tokens.shard_of(token, shards)].setdefault(token, {})[_name(one, languages)] = blob
        last.clear()
        while lists:
            token, known = lists.popitem()
            spread[tokens.shard_of(token, shards)].setdefault(token, {})[place] = bytes(known)
    keys: list[bytes] = []
    store.put_shards(_kept(number, blobs, keys) for number, blobs in enumerate(spread))
    return keys


def mended(
    store: Store, old: Iterable[Held], new: Iterable[Held], keys: list[bytes], languages: tuple[str, ...]
) -> list[bytes]:
    """The shards without the documents ``old`` and with the documents ``new``."""
    lists: dict[int, Lists] = defaultdict(lambda: defaultdict(dict))
    names: dict[int, Names] = defaultdict(lambda: defaultdict(dict))
    for held, there in ((old, False), (new, True)):
        for one in held:
            place = languages.index(one.language)
            document = unpacked(store.document(one.key))
            for token, found in found_in(document).items():
                wish = postings.posting(one.number, found, most(token)) if there else None
                lists[tokens.shard_of(token, len(keys))][token, place][one.number] = wish
            for token, blob in named_by(document):
                names[tokens.shard_of(token, len(keys))][token][_name(one, languages)] = blob if there else None
    keys = list(keys)
    written = []
    for number in sorted({*lists, *names}):
        data = store.shard(number)
        blobs = postings.unpack(data)
        for (token, place), asked in lists[number].items():
            _mend_list(blobs, token, place, asked)
        for token, asked_names in names[number].items():
            _mend_names(blobs, token, asked_names)
        better = postings.pack(blobs)
        if better != data:
            written.append((number, better))
            keys[number] = digest(better)
    store.put_shards(written)
    return keys


def _mend_list(blobs: postings.Blobs, token: str, place: int, asked: Mapping[int, postings.Posting | None]) -> None:
    held = blobs.setdefault(token, {})
    known = {one[0]: one for one in postings.read(held[place])} if place in held else {}
    for number, one in asked.items():
        known.pop(number, None)
        if one is not None:
            known[number] = one
    held.pop(place, None)
    if known:
        held[place] = postings.packed(known[number] for number in sorted(known))
    if not held:
        del blobs[token]


def _mend_names(blobs: postings.Blobs, token: str, asked: Mapping[int, bytes | None]) -> None:
    held = blobs.setdefault(token, {})
    for key, blob in asked.items():
        held.pop(key, None)
        if blob is not None:
            held[key] = blob
    if not held:
        del blobs[token]


def _kept(number: int, blobs: postings.Blobs, keys: list[bytes]) -> tuple[int, bytes]:
    data = postings.pack(blobs)
    blobs.clear()
    keys.append(digest(data))
    return number, data


def most(token: str) -> int:
    """How many positions are kept: words are many and seldom asked for in order."""
    return 1 if token[0] == " " else postings.EXACT


def _name(one: Held, languages: tuple[str, ...]) -> int:
    return one.number * len(languages) + languages.index(one.language)


def digest(data: bytes) -> bytes:
    """The key of a file."""
    return hashlib.blake2b(data, digest_size=16).digest()
