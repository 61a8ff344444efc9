"""What earlier builds worked out, in one SQLite file: parsed files, bodies, rendered pages.

Everything in it can be worked out again: it is opened without waiting for the disk and thrown away when the
*fingerprint* (our code, the templates, the labels, the libraries that shape output) is another. Workers write to it
too, each chunk in one transaction, so a build killed midway leaves whole rows behind.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from xieshou.core.files import make_folder

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, stamp BLOB, digest BLOB, shape BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS told (path TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unit (path TEXT PRIMARY KEY, data BLOB);
CREATE TABLE IF NOT EXISTS facts (path TEXT, entry TEXT, data BLOB, PRIMARY KEY (entry, path));
CREATE INDEX IF NOT EXISTS facts_path ON facts (path);
CREATE TABLE IF NOT EXISTS body (path TEXT PRIMARY KEY, digest BLOB, data BLOB);
CREATE INDEX IF NOT EXISTS body_digest ON body (digest);
CREATE TABLE IF NOT EXISTS page (key BLOB PRIMARY KEY, data BLOB);
CREATE TABLE IF NOT EXISTS document (key BLOB PRIMARY KEY, data BLOB);
CREATE TABLE IF NOT EXISTS comparison (key BLOB PRIMARY KEY, data BLOB);
CREATE TABLE IF NOT EXISTS shard (number INTEGER PRIMARY KEY, data BLOB);
"""


_FILE = "store.sqlite"
_NO_ROOM = ("SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_BUSY", "SQLITE_READONLY")
"""What SQLite says where the disk is full, can't be written, or another program is using the file."""


class StoredFile(NamedTuple):
    """All that is kept of one parsed file: its digest, shape and units; its facts (entry, data); its body (digest,
    data), if it has one.
    """

    digest: bytes
    shape: bytes
    units: bytes
    facts: tuple[tuple[str, bytes], ...]
    body: tuple[bytes, bytes] | None


class Peeked(NamedTuple):
    """``files``: (path, stamp, digest) of every parsed file; ``values``: those asked for, by name."""

    files: tuple[tuple[str, bytes, bytes], ...]
    values: dict[str, bytes]


def damaged(error: sqlite3.Error) -> bool:
    """Whether the store itself is broken (a power cut, a bad copy), and not the disk full or the file in use."""
    return "malformed" in str(error) or "not a database" in str(error)


class Store:
    """The open store. Keys and values are bytes; their meaning is their writers'."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, timeout=120, isolation_level=None)
        try:
            self._db.execute("PRAGMA page_size=16384")  # rows are pages of a site: in small ones each is in pieces
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.OperationalError:  # some network drives have no memory that processes could share
            self._db.close()
            self._db = sqlite3.connect(path, timeout=120, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=TRUNCATE")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute("PRAGMA cache_size=-16000")

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._db.close()

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    @staticmethod
    def discard(folder: Path) -> None:
        """Throw the store in ``folder`` away: it can all be worked out again."""
        for suffix in ("", "-wal", "-shm", "-journal"):
            (folder / f"{_FILE}{suffix}").unlink(missing_ok=True)

    @staticmethod
    def peek(folder: Path, *names: str) -> Peeked | None:
        """What the store in ``folder`` knows of what people wrote, and the values of these ``names``, whoever filled
        it; nothing of it is changed. None where there is none, or it is damaged.
        """
        try:
            with closing(sqlite3.connect(f"{(folder / _FILE).as_uri()}?mode=ro", uri=True, timeout=120)) as store:
                files = store.execute("SELECT path, stamp, digest FROM file ORDER BY path").fetchall()
                one = "SELECT value FROM meta WHERE name = ?"
                values = {name: bytes(row[0]) for name in names for row in store.execute(one, (name,))}
        except sqlite3.Error:
            return None
        return Peeked(tuple(files), values)

    @classmethod
    def open(cls, folder: Path, build_fingerprint: bytes) -> Store:
        """The store in ``folder``, emptied if a build of another fingerprint filled it or it is damaged.

        Raises ``OSError`` and ``sqlite3.Error`` where it can't be made.
        """
        make_folder(folder)
        path = folder / _FILE
        try:
            store = cls(path)
            store._db.executescript(_SCHEMA)
            if store.meta("fingerprint") == build_fingerprint:
                return store
            store._db.close()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "").startswith(_NO_ROOM):
                raise  # the store is not to blame, and there will be room again
        cls.discard(folder)
        store = cls(path)
        store._db.executescript(_SCHEMA)
        store.set_meta("fingerprint", build_fingerprint)
        return store

    def meta(self, name: str) -> bytes | None:
        """A value kept under a name."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def set_meta(self, name: str, value: bytes) -> None:
        """Keep ``value`` under ``name``."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def files(self, paths: Iterable[str] | None = None) -> dict[str, tuple[bytes, bytes, bytes]]:
        """Path -> (stamp, digest, shape) of every parsed file, or of those at ``paths``."""
        every = "SELECT path, stamp, digest, shape FROM file"
        if paths is None:
            rows: Iterable[tuple[str, bytes, bytes, bytes]] = self._db.execute(f"{every} ORDER BY path")
        else:
            rows = (row for path in paths for row in self._db.execute(f"{every} WHERE path = ?", (path,)))
        return {path: (stamp, digest, shape) for path, stamp, digest, shape in rows}

    def told(self) -> dict[str, bytes]:
        """Path -> what is said of every parsed file of which there is something to say."""
        return dict(self._db.execute("SELECT path, data FROM told"))

    def units(self, paths: Iterable[str] | None = None) -> Iterator[bytes]:
        """The units of every parsed file, or of those at ``paths``, in the order of paths."""
        if paths is None:
            return (row[0] for row in self._db.execute("SELECT data FROM unit ORDER BY path"))
        one = "SELECT data FROM unit WHERE path = ?"
        return (row[0] for path in paths for row in self._db.execute(one, (path,)))

    def put_files(
        self,
        files: Iterable[tuple[str, bytes, bytes, bytes, bytes]],
        facts: Iterable[tuple[str, str, bytes]],
        bodies: Iterable[tuple[str, bytes, bytes]],
        told: Iterable[tuple[str, bytes]] = (),
    ) -> None:
        """Keep files (path, stamp, digest, shape, units), facts (path, entry, data), bodies (path, digest, data), and
        what is ``told`` of some (path, data).
        """
        self._db.execute("BEGIN IMMEDIATE")
        files = list(files)
        self._db.executemany("DELETE FROM facts WHERE path = ?", [(file[0],) for file in files])
        self._db.executemany("DELETE FROM told WHERE path = ?", [(file[0],) for file in files])
        self._db.executemany("INSERT INTO told VALUES (?, ?)", told)
        # Apart from the units: every build reads all of the one, few read the other.
        self._db.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?)", [file[:4] for file in files])
        self._db.executemany("INSERT OR REPLACE INTO unit VALUES (?, ?)", [(file[0], file[4]) for file in files])
        self._db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", facts)
        self._db.executemany("INSERT OR REPLACE INTO body VALUES (?, ?, ?)", bodies)
        self._db.execute("COMMIT")

    def set_stamps(self, stamps: Iterable[tuple[bytes, str]]) -> None:
        """New stamps (stamp, path) for files whose bytes are as before."""
        self._db.execute("BEGIN IMMEDIATE")
        self._db.executemany("UPDATE file SET stamp = ? WHERE path = ?", stamps)
        self._db.execute("COMMIT")

    def forget_files(self, paths: Iterable[str]) -> None:
        """Files that are gone, or no longer sound."""
        gone = [(path,) for path in paths]
        self._db.execute("BEGIN IMMEDIATE")
        self._db.executemany("DELETE FROM file WHERE path = ?", gone)
        self._db.executemany("DELETE FROM told WHERE path = ?", gone)
        self._db.executemany("DELETE FROM unit WHERE path = ?", gone)
        self._db.executemany("DELETE FROM facts WHERE path = ?", gone)
        self._db.executemany("DELETE FROM body WHERE path = ?", gone)
        self._db.execute("COMMIT")

    def stored(self, path: str) -> StoredFile | None:
        """All that is kept of a file; None where nothing is."""
        one = "SELECT digest, shape, data FROM file JOIN unit USING (path) WHERE path = ?"
        row = self._db.execute(one, (path,)).fetchone()
        if row is None:
            return None
        facts = self._db.execute("SELECT entry, data FROM facts WHERE path = ? ORDER BY entry", (path,)).fetchall()
        body = self._db.execute("SELECT digest, data FROM body WHERE path = ?", (path,)).fetchone()
        digest, shape, units = row
        return StoredFile(digest, shape, units, tuple(facts), body)

    def put_back(self, files: Mapping[str, StoredFile]) -> None:
        """Keep, by path, what was kept of files before. They have no stamp: the next build reads them again."""
        self.forget_files(files)
        self.put_files(
            [(path, b"", one.digest, one.shape, one.units) for path, one in files.items()],
            [(path, *fact) for path, one in files.items() for fact in one.facts],
            [(path, *one.body) for path, one in files.items() if one.body],
        )

    def facts(self, entry: str) -> bytes | None:
        """The facts of ``kind/slug``."""
        row = self._db.execute("SELECT data FROM facts WHERE entry = ?", (entry,)).fetchone()
        return None if row is None else bytes(row[0])

    def body(self, digest: bytes) -> bytes | None:
        """A body by its digest."""
        row = self._db.execute("SELECT data FROM body WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else bytes(row[0])

    def pages(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Those of the rendered pages that are kept, by key."""
        places = ",".join("?" * len(keys))
        return dict(self._db.execute(f"SELECT key, data FROM page WHERE key IN ({places})", keys))

    def put_pages(self, pages: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep rendered pages (key, data)."""
        self._put("page", pages)

    def documents(self) -> set[bytes]:
        """The keys of the pages whose search documents are kept."""
        return {bytes(row[0]) for row in self._db.execute("SELECT key FROM document")}

    def document(self, key: bytes) -> bytes:
        """The search document of the page of ``key``."""
        row = self._db.execute("SELECT data FROM document WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise LookupError(key.hex())
        return bytes(row[0])

    def put_documents(self, documents: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep search documents (key of their page, data)."""
        self._put("document", documents)

    def sweep_documents(self, used: set[bytes]) -> None:
        """Drop documents that nothing uses, once they are more than half."""
        self._sweep("document", used)

    def comparison(self, key: bytes) -> bytes | None:
        """What two texts were found to differ in."""
        row = self._db.execute("SELECT data FROM comparison WHERE key = ?", (key,)).fetchone()
        return None if row is None else bytes(row[0])

    def keep_comparison(self, key: bytes, data: bytes) -> None:
        """Keep what two texts differ in."""
        self._put("comparison", [(key, data)])

    def shard(self, number: int) -> bytes:
        """A file of the search index."""
        row = self._db.execute("SELECT data FROM shard WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise LookupError(number)
        return bytes(row[0])

    def put_shards(self, shards: Iterable[tuple[int, bytes]]) -> None:
        """Keep files of the search index (number, data)."""
        self._put("shard", shards)

    def _put(self, table: str, rows: Iterable[tuple[int | bytes, bytes]]) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        self._db.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", rows)
        self._db.execute("COMMIT")

    def sweep(self, used: set[bytes]) -> None:
        """Drop pages that nothing uses, once they are more than half: rare, so that most builds don't pay for it."""
        self._sweep("page", used)

    def _sweep(self, table: str, used: set[bytes]) -> None:
        (count,) = self._db.execute(f"SELECT count(*) FROM {table}").fetchone()
        if count > 2 * len(used) + 1000:
            kept = {bytes(row[0]) for row in self._db.execute(f"SELECT key FROM {table}")}
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany(f"DELETE FROM {table} WHERE key = ?", [(key,) for key in kept - used])
            self._db.execute("COMMIT")
