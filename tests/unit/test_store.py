"""The store: thrown away when it is another baker's or damaged, and never the cause of a failed build."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.unit.helpers import Site, record
from xieshou.core.cache import Store, damaged


def fill(folder: Path, build_fingerprint: bytes = b"baker") -> None:
    with Store.open(folder, build_fingerprint) as store:
        store.put_files(
            [("a.yml", b"stamp", b"digest", b"shape", b"units")],
            [("a.yml", "place/a", b"facts")],
            [("a.yml", b"d", b"body")],
        )
        store.put_pages([(b"key", b"page")])
        store.set_meta("planned", b"plan")


def test_what_was_kept_is_there_at_the_next_build(tmp_path: Path) -> None:
    fill(tmp_path / "cache")
    with Store.open(tmp_path / "cache", b"baker") as store:
        assert store.files() == {"a.yml": (b"stamp", b"digest", b"shape")}
        assert list(store.units()) == [b"units"]
        assert (store.facts("place/a"), store.body(b"d"), store.pages([b"key"])[b"key"]) == (b"facts", b"body", b"page")
        assert store.meta("planned") == b"plan"


def test_another_baker_finds_an_empty_store(tmp_path: Path) -> None:
    fill(tmp_path)
    with Store.open(tmp_path, b"another") as store:
        assert store.files() == {}
        assert list(store.units()) == []
        assert (store.facts("place/a"), store.body(b"d"), store.meta("planned")) == (None,) * 3
        assert not store.pages([b"key"])
    with Store.open(tmp_path, b"baker") as store:
        assert not store.pages([b"key"])


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"SQLite format 3\x00" + b"\xff" * 4000, b"\x00" * 5000])
def test_a_damaged_store_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    fill(tmp_path)
    for path in tmp_path.glob("store.sqlite*"):
        path.unlink()
    (tmp_path / "store.sqlite").write_bytes(damage)
    with Store.open(tmp_path, b"baker") as store:
        assert not store.pages([b"key"])
        store.put_pages([(b"key", b"page")])
    with Store.open(tmp_path, b"baker") as store:
        assert store.pages([b"key"])[b"key"] == b"page"


@pytest.mark.parametrize("at", [1, 3, 8])
def test_a_store_damaged_in_the_middle_costs_time_and_not_the_build(tmp_path: Path, at: int) -> None:
    site = Site.sound(tmp_path / "s")
    for number in range(150):
        site.add(f"places/p{number}.yml", record(f"地点{number}", "note:", f"  zh: {'很长的说明' * 40}"))
    before = site.plan().stubs
    path = site.project.cache / "store.sqlite"
    data = bytearray(path.read_bytes())
    assert len(data) > 4096 * 40
    data[4096 * at : 4096 * (at + 30)] = b"\xa5" * (4096 * 30)
    path.write_bytes(bytes(data))
    try:
        stubs = site.plan().stubs
    except sqlite3.Error as error:
        found = error
        Store.discard(site.project.cache)
        stubs = site.plan().stubs
        assert damaged(found)
    assert stubs == before


@pytest.mark.parametrize("said", ["database is locked", "database or disk is full", "unable to open database file"])
def test_a_store_that_cannot_be_written_is_not_taken_for_a_damaged_one(said: str) -> None:
    assert not damaged(sqlite3.OperationalError(said))


def test_a_file_parsed_again_replaces_all_it_gave_before(tmp_path: Path) -> None:
    fill(tmp_path)
    with Store.open(tmp_path, b"baker") as store:
        store.put_files([("a.yml", b"s2", b"d2", b"h2", b"u2")], [("a.yml", "place/b", b"facts b")], [])
        assert (store.facts("place/a"), store.facts("place/b")) == (None, b"facts b")
        assert store.files() == {"a.yml": (b"s2", b"d2", b"h2")}


def test_a_file_that_is_gone_takes_its_facts_with_it(tmp_path: Path) -> None:
    fill(tmp_path)
    with Store.open(tmp_path, b"baker") as store:
        store.forget_files(["a.yml", "never-there.yml"])
        assert store.files() == {}
        assert store.facts("place/a") is None


def test_a_new_stamp_keeps_the_rest(tmp_path: Path) -> None:
    fill(tmp_path)
    with Store.open(tmp_path, b"baker") as store:
        store.set_stamps([(b"new", "a.yml")])
        assert store.files() == {"a.yml": (b"new", b"digest", b"shape")}
        assert list(store.units()) == [b"units"]


def test_units_come_in_the_order_of_their_files(tmp_path: Path) -> None:
    with Store.open(tmp_path, b"baker") as store:
        store.put_files([(name, b"", b"", b"", name.encode()) for name in ("c", "a", "b")], [], [])
        assert list(store.units()) == [b"a", b"b", b"c"]
        assert list(store.units(["a", "c", "none"])) == [b"a", b"c"]


def test_sweeping_keeps_what_is_used_and_drops_the_rest_only_when_it_is_much(tmp_path: Path) -> None:
    with Store.open(tmp_path, b"baker") as store:
        store.put_pages((n.to_bytes(3), b"page") for n in range(1500))
        store.sweep({n.to_bytes(3) for n in range(300)})
        assert store.pages([(1499).to_bytes(3)])
        store.sweep({n.to_bytes(3) for n in range(100)})
        assert store.pages([(99).to_bytes(3)])
        assert not store.pages([(100).to_bytes(3)])
