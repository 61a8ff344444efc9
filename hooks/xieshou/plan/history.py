"""When each page was last made, and when each thing it depends on last changed: what ``xieshou why`` tells from.

In: at the end of a build, the digests of what pages depend on and the pages that were made. Out: for a page, what
changed since, and what it was last made for. Builds are counted; a digest that differs is noted with the number of the
build that first saw it, so a build that edits one story writes a few rows. The file is apart from the cache, which is
thrown away with each new engine, template or label: those are just what shall be told.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

_SCHEMA = """
CREATE TABLE IF NOT EXISTS build (number INTEGER PRIMARY KEY, moment INTEGER);
CREATE TABLE IF NOT EXISTS dependency (name TEXT PRIMARY KEY, digest BLOB, changed INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS made (path TEXT PRIMARY KEY, build INTEGER) WITHOUT ROWID;
"""
_NOTE = """
INSERT INTO dependency VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE
SET digest = excluded.digest, changed = excluded.changed WHERE digest <> excluded.digest
"""


class Known(NamedTuple):
    """A dependency as last noted: its digest, and the number of the build that first saw that."""

    digest: bytes
    changed: int


class Made(NamedTuple):
    """When a page was last made: the number of the build, and its moment in seconds since 1970."""

    build: int
    moment: int


class History:
    """The builds of one site, in a file of its own. Raises ``sqlite3.Error`` where the file is damaged."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "history.sqlite"

    def discard(self) -> None:
        """Begin anew: nothing but an explanation is lost."""
        self._path.unlink(missing_ok=True)

    def note(self, now: int, digests: Mapping[str, bytes], made: Iterable[str]) -> None:
        """Note a build as of ``now``: the digests of dependencies that may have changed, and the pages it made.

        A page that depends on something for the first time was made by this build.
        """
        with closing(self._open()) as db, db:
            (last,) = db.execute("SELECT max(number) FROM build").fetchone()
            number = (last or 0) + 1
            db.execute("INSERT INTO build VALUES (?, ?)", (number, now))
            db.executemany(_NOTE, [(name, digest, number) for name, digest in digests.items()])
            db.executemany("INSERT OR REPLACE INTO made VALUES (?, ?)", [(path, number) for path in made])

    def made(self, path: str) -> Made | None:
        """When the page at ``path`` was last made; None for one that never was."""
        if not self._path.exists():
            return None
        with closing(self._open()) as db:
            row = db.execute(
                "SELECT build, moment FROM made JOIN build ON number = build WHERE path = ?", (path,)
            ).fetchone()
        return Made._make(row) if row else None

    def known(self, names: Iterable[str]) -> dict[str, Known]:
        """The dependencies of these names that were ever noted."""
        with closing(self._open()) as db:
            rows = (
                (name, db.execute("SELECT digest, changed FROM dependency WHERE name = ?", (name,)).fetchone())
                for name in names
            )
            return {name: Known._make(row) for name, row in rows if row}

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=30)
        db.execute("PRAGMA synchronous=OFF")
        db.executescript(_SCHEMA)
        return db
