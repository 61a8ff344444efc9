"""The index: kept in the store from build to build, and mended where documents changed.

In: the published entries' pages (address, language, key) and, in the store, a document for each key. Out: ``Index``:
the files of the index with the keys of their content. Whatever was there before, the result is the one that the
documents alone decide: mended or made at once, byte for byte.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from xieshou.content.kinds import KINDS
from xieshou.language.labels import Labels
from xieshou.search import postings, tokens
from xieshou.search.documents import unpacked
from xieshou.search.entries import as_json
from xieshou.search.facets import facet_files
from xieshou.search.numbers import Dated, layout, numbered, slot
from xieshou.search.shards import Held, digest, made, mended
from xieshou.store import Store

FORMAT = 5
FOLDER = "search/"
HEAD = FOLDER + "index.json"
MENDED = 4
"""Mend the index if at most one document in so many changed; else making it anew is quicker."""


class Wanted(NamedTuple):
    """An entry's page that is to be found: where, in which language, and the key of what it shows."""

    address: str
    language: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Index:
    """The index as files: path -> key of the content.

    ``texts`` are the fragments: path -> key of the page whose document one holds; ``small`` are files as they are;
    ``shards`` the numbers of the shards.
    """

    files: dict[str, bytes]
    texts: dict[str, bytes]
    small: dict[str, bytes]
    shards: dict[str, int]

    def made(self, path: str, store: Store) -> bytes:
        """The bytes of a file that is not a fragment."""
        return self.small[path] if path in self.small else store.shard(self.shards[path])


def missing(store: Store, wanted: Iterable[Wanted]) -> set[bytes]:
    """The keys of pages that have no document yet."""
    return {one.key for one in wanted} - store.documents()


def words(labels: Labels) -> dict[str, object]:
    """What the scripts say, in one language."""
    said: dict[str, object] = dict(labels.tree["search"])
    said["kinds"] = {kind: labels(f"kinds.{kind}.one") for kind in KINDS}
    said["alias"] = labels("ui.aliases")
    said["year"] = labels.tree["ui"]["shelf_year"]
    return said


def refresh(
    store: Store, wanted: list[Wanted], languages: tuple[str, ...], said: Mapping[str, Mapping[str, object]]
) -> Index:
    """The index of these documents, all of which are in the store. ``said``: the words of the scripts, by language."""
    head = (FORMAT, languages)
    old, keys = _load(store, head)
    new = _described(store, wanted, old)
    capacity, places = numbered(Dated(one.language, address, one.slot) for address, one in new.items())
    new = {address: one._replace(number=places[address]) for address, one in new.items()}
    shards = shards_for(len(new))
    changed = [
        address
        for address in {**old, **new}
        if (known := old.get(address)) is None
        or (wish := new.get(address)) is None
        or (known.digest, known.number) != (wish.digest, wish.number)
    ]
    if len(keys) != shards or len(changed) * MENDED > len(new):
        keys = made(store, new.values(), shards, languages)
    elif changed:
        gone = [old[address] for address in changed if address in old]
        keys = mended(store, gone, [new[address] for address in changed if address in new], keys, languages)
    if new != old or len(keys) != len(old):
        store.set_meta("search", marshal.dumps((head, {a: tuple(one) for a, one in new.items()}, keys)))
        store.sweep_documents({one.key for one in new.values()})
    small = {f"{FOLDER}{language}/words.json": as_json(said[language]) for language in languages}
    folding = "".join(chr(one) + other for one, other in tokens.traditional().items())
    small[FOLDER + "traditional.bin"] = postings.deflate(as_json(folding))
    return _files(new, keys, capacity, languages, small)


_SHARDS = ((2_500, 512), (6_000, 2048), (12_000, 4096))


def shards_for(documents: int) -> int:
    """How many files the postings are spread over: enough that a query fetches little, few enough to copy about."""
    return next((shards for most, shards in _SHARDS if documents <= most), 16_384)


def path_of(number: int) -> str:
    """The path of a shard, from the site's root."""
    return f"{FOLDER}{number >> 8:x}/{number & 255:x}.bin"


def text_path(language: str, number: int) -> str:
    """The path of a document's fragment."""
    return f"{FOLDER}{language}/{number % 61}/{number:x}.bin"


def _load(store: Store, head: tuple[object, ...]) -> tuple[dict[str, Held], list[bytes]]:
    kept = store.meta("search")
    if kept is not None:
        known, old, keys = marshal.loads(kept)
        if known == head:
            return {address: Held._make(one) for address, one in old.items()}, keys
    return {}, []


def _described(store: Store, wanted: list[Wanted], old: Mapping[str, Held]) -> dict[str, Held]:
    found = {}
    for one in wanted:
        known = old.get(one.address)
        if known is None or known.key != one.key:
            document = unpacked(store.document(one.key))
            place = slot(document.address, document.kind, document.order, document.title)
            known = Held(
                one.language, one.key, document.digest(), place, 0, document.id, document.title, document.facets
            )
        found[one.address] = known
    return found


def _files(
    new: Mapping[str, Held], keys: list[bytes], capacity: int, languages: tuple[str, ...], small: dict[str, bytes]
) -> Index:
    texts, named = {}, {}
    for one in new.values():
        path = text_path(one.language, one.number)
        texts[path] = one.key
        named[path] = one.digest
    shards = {path_of(number): number for number in range(len(keys))}
    facets = {FOLDER + path: data for path, data in facet_files(new.values(), languages)}
    sizes = {path.removeprefix(FOLDER): len(data) for path, data in facets.items()}
    small = small | facets
    files = {path: keys[number] for path, number in shards.items()} | named
    files |= {path: digest(data) for path, data in small.items()}
    listed = sorted(files.items())
    version = hashlib.blake2b(marshal.dumps(listed, 2), digest_size=8).hexdigest()
    head = {
        "version": version,
        "languages": languages,
        "shards": len(keys),
        "capacity": capacity,
        "numbers": layout(),
        "facets": sizes,
    }
    small[HEAD] = as_json(head)
    return Index(files | {HEAD: digest(small[HEAD])}, texts, small, shards)
