"""What one document gives the index: its tokens, the names that lead to others, and the fragment the browser shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from xieshou.language.traditional import traditional
from xieshou.search import postings, shard_file
from xieshou.search.documents import Document
from xieshou.search.tokens import Cutter, cutter_of

TokenEntries = dict[str, bytes]
"""Token -> what is said of it in one document: its byte and its positions, as they stand in a list."""


def found_in(document: Document) -> TokenEntries:
    """The tokens of a document."""
    found: TokenEntries = {}
    bare: TokenEntries = {}
    several: dict[str, list[bytes]] = {}
    cutter = cutter_of(document.language)
    for field, texts in (
        (postings.TITLE, (document.title,)),
        (postings.ALIAS, document.aliases),
        (postings.SUMMARY, (document.summary,)),
        (postings.FACTS, tuple(words for _, words in document.facts)),
        (postings.TEXT, (document.text,)),
    ):
        cut, places, alone = list[str](), bytearray(), set[str]()
        for text in texts:
            alone |= cutter.cut(text, cut, places)
        alone |= cutter.common.intersection(cut)
        for token in alone & bare.keys():
            bare[token] = postings.BARE[bare[token][0] | field]
        bare |= dict.fromkeys(alone - bare.keys(), postings.BARE[field])
        known = found.setdefault
        for token, said in zip(cut, map(postings.AT[field].__getitem__, places), strict=True):
            first = known(token, said)
            if first is not said:  # most stand once
                if token in several:
                    several[token].append(said)
                else:
                    several[token] = [first, said]
    for token, all_said in several.items():
        found[token] = postings.together(all_said, token[0] == " ")
    found |= bare
    for name, field in ((document.title, postings.TITLE), *((alias, postings.ALIAS) for alias in document.aliases)):
        if key := cutter.name_key(name):
            token = cutter.name_token(postings.EQUAL, key)
            found[token] = postings.BARE[found.get(token, b"\0")[0] | field]
    return found


def named_by(document: Document, cutters: Iterable[Cutter]) -> Iterator[tuple[str, bytes]]:
    """The names of an entry, each with the others it leads to: as they are asked for in every language of the site."""
    for cutter in cutters:
        keys = {name: cutter.name_key(name) for name in document.names}
        for key in keys.values():
            others = tuple(other for other, own in keys.items() if own != key)
            if key and others:
                yield cutter.name_token(postings.NAMES, key), shard_file.names_blob(others)


def fragment(document: Document) -> bytes:
    """A document as the browser shows and checks it."""
    folded = sorted({char for char in _all(document) if ord(char) in traditional()})
    data = {
        "a": document.address,
        "k": document.kind,
        "t": document.title,
        "n": document.aliases,
        "s": document.summary,
        "f": document.facts,
        "x": document.text,
        "d": document.date,
        "v": document.value,
        "z": "".join(char + traditional()[ord(char)] for char in folded),
    }
    return shard_file.deflate(as_json({name: value for name, value in data.items() if value}))


def _all(document: Document) -> str:
    return "".join(
        (document.title, *document.aliases, document.summary, *(words for _, words in document.facts), document.text)
    )


def as_json(data: object) -> bytes:
    """``data`` as short JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
