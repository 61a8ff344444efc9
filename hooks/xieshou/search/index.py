"""The index: kept in the store from build to build, and patched where documents changed.

In: the published entries' pages (address, language, key) and, in the store, a document for each key. Out: ``Index``:
the files of the index with the keys of their content. Whatever was there before, the result is the one that the
documents alone decide: patched or built at once, byte for byte.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, cast
from zlib import crc32

from xieshou.content.kinds import KINDS
from xieshou.core.cache import Store
from xieshou.core.workers import Progress, untold
from xieshou.language.labels import Labels
from xieshou.language.locale import language_name
from xieshou.language.traditional import traditional
from xieshou.search import shard_file, tokens
from xieshou.search.documents import unpacked
from xieshou.search.entries import as_json
from xieshou.search.facets import facet_files
from xieshou.search.numbers import NumberedDocument, layout, numbered, slot
from xieshou.search.shards import CHECKSUM, Held, build_shards, digest, patch_shards

FORMAT = 7
FOLDER = "search/"
HEAD = FOLDER + "index.json"
IN_FOLDER = 256
"""Shards in a folder, and checksums in the file beside them."""
PATCHED = 4
"""Patch the index if at most one document in so many changed; else making it anew is quicker."""


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

    def content_of(self, path: str, store: Store) -> bytes:
        """The bytes of a file that is not a fragment."""
        return self.small[path] if path in self.small else store.shard(self.shards[path])


def missing(store: Store, wanted: Iterable[Wanted]) -> set[bytes]:
    """The keys of pages that have no document yet."""
    return {one.key for one in wanted} - store.documents()


_ON_THE_PAGE = ("tips", "tip")
"""What the search page says by itself."""


def words(labels: Labels, languages: Iterable[str]) -> dict[str, object]:
    """What the scripts say, in one language, with the names of all of the site."""
    said: dict[str, object] = {name: text for name, text in labels.tree["search"].items() if name not in _ON_THE_PAGE}
    said["languages"] = {language: language_name(language, labels) for language in languages}
    said["kinds"] = {kind: labels(f"kinds.{kind}.one") for kind in KINDS}
    said["alias"] = labels("ui.aliases")
    said["year"] = labels.tree["ui"]["shelf_year"]
    return said


def refresh(
    store: Store,
    wanted: list[Wanted],
    languages: tuple[str, ...],
    said: Mapping[str, Mapping[str, object]],
    progress: Progress = untold,
) -> Index:
    """The index of these documents, all of which are in the store. ``said``: the words of the scripts, by language."""
    head: _Head = (FORMAT, languages)
    old = _load(store, head)
    new = _numbered(_described(store, wanted, old.documents), old, languages)
    shards = shards_for(len(new.documents))
    changed = [
        address
        for address in {**old.documents, **new.documents}
        if (known := old.documents.get(address)) is not (wish := new.documents.get(address))
        and (known is None or wish is None or (known.digest, known.number) != (wish.digest, wish.number))
    ]
    keys = old.keys
    if changed or len(keys) != shards:
        store.set_meta("search", b"")  # until all is written: a build that is killed half-way leaves no half index
    if len(keys) != shards or len(changed) * PATCHED > len(new.documents):
        keys = build_shards(store, new.documents.values(), shards, languages, progress)
    elif changed:
        gone = [old.documents[address] for address in changed if address in old.documents]
        come = [new.documents[address] for address in changed if address in new.documents]
        keys = patch_shards(store, gone, come, keys, languages)
    new = new._replace(keys=keys)
    if new != old:
        store.set_meta("search", new.packed(head))
        store.sweep_documents({one.key for one in new.documents.values()})
    small = {f"{FOLDER}{language}/words.json": as_json(said[language]) for language in languages}
    folding = "".join(chr(one) + other for one, other in traditional().items())
    small[FOLDER + "traditional.bin"] = shard_file.deflate(as_json(folding))
    return _files(new, languages, small)


_SHARDS = ((2_500, 512), (6_000, 2048), (12_000, 4096))


def shards_for(documents: int) -> int:
    """How many files the postings are spread over: enough that a query fetches little, few enough to copy about."""
    return next((shards for most, shards in _SHARDS if documents <= most), 16_384)


def path_of(number: int) -> str:
    """The path of a shard, from the site's root."""
    return f"{FOLDER}{number // IN_FOLDER:x}/{number % IN_FOLDER:x}.bin"


def text_path(language: str, number: int) -> str:
    """The path of a document's fragment."""
    return f"{FOLDER}{language}/{number % 61}/{number:x}.bin"


_Head = tuple[int, tuple[str, ...]]


class _Kept(NamedTuple):
    """What the last build kept: documents by address, the keys of the shards, the capacity of a slot, facets."""

    documents: dict[str, Held]
    keys: list[bytes]
    capacity: int
    facets: dict[str, bytes]

    def packed(self, head: _Head) -> bytes:
        """As bytes."""
        documents = {address: tuple(one) for address, one in self.documents.items()}
        return marshal.dumps((head, cast("dict[str, bytes]", documents), self.keys, self.capacity, self.facets))


def _load(store: Store, head: _Head) -> _Kept:
    kept = store.meta("search")
    if kept:
        known, documents, *rest = marshal.loads(kept)
        if known == head:
            return _Kept({address: Held._make(one) for address, one in documents.items()}, *rest)
    return _Kept({}, [], 0, {})


def _numbered(described: dict[str, Held], old: _Kept, languages: tuple[str, ...]) -> _Kept:
    """The documents with their numbers. Where only words changed, numbers and facets are as they were."""
    before = old.documents
    if len(described) == len(before) and all(
        address in before and (one is before[address] or one.placed == before[address].placed)
        for address, one in described.items()
    ):
        return _Kept(described, old.keys, old.capacity, old.facets)
    capacity, places = numbered(NumberedDocument(one.language, address, one.slot) for address, one in described.items())
    documents = {
        address: one if one.number == places[address] else one._replace(number=places[address])
        for address, one in described.items()
    }
    return _Kept(documents, old.keys, capacity, dict(facet_files(documents.values(), languages)))


def _described(store: Store, wanted: list[Wanted], old: Mapping[str, Held]) -> dict[str, Held]:
    found = {}
    for one in wanted:
        known = old.get(one.address)
        if known is None or known.key != one.key:
            document = unpacked(store.document(one.key))
            place = slot(document.address, document.kind, document.order, document.title)
            number = known.number if known is not None and known.slot == place else 0
            known = Held(
                one.language, one.key, document.digest(), place, number, document.id, document.title, document.facets
            )
        found[one.address] = known
    return found


def _files(new: _Kept, languages: tuple[str, ...], small: dict[str, bytes]) -> Index:
    texts, files = {}, {}
    for one in new.documents.values():
        path = text_path(one.language, one.number)
        texts[path] = one.key
        files[path] = one.digest
    shards = {path_of(number): number for number in range(len(new.keys))}
    facets = {FOLDER + path: data for path, data in new.facets.items()}
    small = small | facets
    # Of every folder of shards, their checksums: a reader can tell files of one index from those of another.
    sums = [b"".join(key[-CHECKSUM:] for key in held) for held in _folders(new.keys)]
    small |= {f"{FOLDER}{number:x}/sums.bin": data for number, data in enumerate(sums)}
    own = {path: digest(data) for path, data in small.items()}
    version = hashlib.blake2b(marshal.dumps((sorted(files.items()), new.keys, sorted(own.items())), 2), digest_size=8)
    cutters = tokens.cutters_of(languages)
    head = {
        "version": version.hexdigest(),
        "languages": languages,
        "cutters": [{"stemmer": one.stemmer, "common": one.common_words} for one in cutters],
        "cut": [cutters.index(tokens.cutter_of(language)) for language in languages],
        "shards": len(new.keys),
        "capacity": new.capacity,
        "numbers": layout(),
        "facets": {path: (len(data), crc32(data)) for path, data in new.facets.items()},
        "sums": [crc32(data) for data in sums],
    }
    small[HEAD] = as_json(head)
    files |= {path: new.keys[number] for path, number in shards.items()}
    return Index(files | own | {HEAD: digest(small[HEAD])}, texts, small, shards)


def _folders(keys: list[bytes]) -> Iterator[list[bytes]]:
    return (keys[start : start + IN_FOLDER] for start in range(0, len(keys), IN_FOLDER))
