"""Runs of Han characters, and digests of them: whether a text repeats a document, without keeping the document.

As a command it makes the digests anew: ``python -m tests.content.runs FOLDER`` reads every ``.txt`` in the folder and
writes ``digests.bin`` beside this file.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

RUN = 20
"""So many Han characters in a row are a repetition; marks, digits, Latin letters and spaces between are passed over."""
SIZE = 5
"""Bytes kept of a digest: of ten million runs that are in no document, fewer than one is taken for one that is."""
STORE = Path(__file__).with_name("digests.bin")
_OTHER = re.compile(r"[^\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_ENDED = re.compile(r"[。！？!?：:；;”\"）)]\s*$")
_NEAR = 12
"""Columns of a newspaper are printed into each other: a sentence may go on so many pieces further down."""


def han(text: str) -> str:
    """The Han characters of a text."""
    return _OTHER.sub("", text)


def runs(text: str) -> Iterator[str]:
    """Every run of ``RUN`` Han characters, marks ignored."""
    bare = han(text)
    for at in range(len(bare) - RUN + 1):
        yield bare[at : at + RUN]


def digest(run: str) -> bytes:
    """The digest of a run."""
    return hashlib.blake2b(run.encode(), digest_size=SIZE).digest()


def stored() -> frozenset[bytes]:
    """The digests that are kept."""
    data = STORE.read_bytes()
    return frozenset(data[at : at + SIZE] for at in range(0, len(data), SIZE))


def repeated(text: str, digests: frozenset[bytes], allowed: Iterable[str] = ()) -> list[str]:
    """The runs of ``text`` that stand in the documents, grown together; those within an ``allowed`` phrase left out."""
    bare = han(text)
    phrases = [phrase for phrase in allowed if phrase in bare]
    found: list[str] = []
    last = -1
    for at, run in enumerate(runs(text)):
        if digest(run) not in digests or any(run in phrase for phrase in phrases):
            continue
        if at == last + 1 and found:
            found[-1] += run[-1]
        else:
            found.append(run)
        last = at
    return found


def of_document(text: str) -> Iterator[str]:
    """The runs of a document: as it stands, and as its columns may go on further down."""
    yield from runs(text)
    pieces = [piece for line in text.splitlines() for piece in re.split(r"\s{2,}|\t|\u3000{2,}", line) if han(piece)]
    for at, piece in enumerate(pieces):
        if not _ENDED.search(piece):
            for later in pieces[at + 1 : at + 1 + _NEAR]:
                yield from runs(han(piece)[-RUN + 1 :] + han(later)[: RUN - 1])


def main(folder: str) -> None:
    """Digest the documents of a folder."""
    found = {digest(run) for path in sorted(Path(folder).glob("*.txt")) for run in of_document(path.read_text("utf-8"))}
    STORE.write_bytes(b"".join(sorted(found)))
    print(f"{len(found)} runs, {STORE.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
