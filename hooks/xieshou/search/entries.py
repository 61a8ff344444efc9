"""What one document gives the index: its tokens, the names that lead to others, and the fragment the browser shows."""

from __future__ import annotations

import json
from collections.abc import Iterator

from xieshou.search import postings, tokens
from xieshou.search.documents import Document


def found_in(document: Document) -> dict[str, list[int]]:
    """The tokens of a document, with their fields and positions."""
    found: dict[str, list[int]] = {}
    tokens.collect(document.title, postings.TITLE, found)
    for alias in document.aliases:
        tokens.collect(alias, postings.ALIAS, found)
    tokens.collect(document.summary, postings.SUMMARY, found)
    for _, words in document.facts:
        tokens.collect(words, postings.FACTS, found)
    tokens.collect(document.text, postings.TEXT, found)
    for name, field in ((document.title, postings.TITLE), *((alias, postings.ALIAS) for alias in document.aliases)):
        if key := tokens.name_key(name):
            found.setdefault(tokens.name_token(postings.EQUAL, key), [0])[0] |= field
    return found


def named_by(document: Document) -> Iterator[tuple[str, bytes]]:
    """The names of an entry, each with the others it leads to."""
    for name in document.names:
        key = tokens.name_key(name)
        others = tuple(other for other in document.names if tokens.name_key(other) != key)
        if key and others:
            yield tokens.name_token(postings.NAMES, key), postings.names_blob(others)


def fragment(document: Document) -> bytes:
    """A document as the browser shows and checks it."""
    folded = sorted({char for char in _all(document) if ord(char) in tokens.traditional()})
    data = {
        "a": document.address,
        "k": document.kind,
        "t": document.title,
        "n": document.aliases,
        "s": document.summary,
        "f": document.facts,
        "x": document.text,
        "d": document.date,
        "z": "".join(char + tokens.traditional()[ord(char)] for char in folded),
    }
    return postings.deflate(as_json({name: value for name, value in data.items() if value}))


def _all(document: Document) -> str:
    return "".join(
        (document.title, *document.aliases, document.summary, *(words for _, words in document.facts), document.text)
    )


def as_json(data: object) -> bytes:
    """``data`` as short JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
