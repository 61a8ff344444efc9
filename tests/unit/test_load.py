"""Loading: each file parsed once and again only when it changes; what is no plain file is named."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from tests.unit.helpers import SOURCED, Site, record, story
from xieshou.content.load import all_units, load
from xieshou.content.parse import Reader
from xieshou.content.parsed import Parsed
from xieshou.pictures import inspect as inspect_module
from xieshou.pictures.inspect import Picture

REAL_SCANDIR, LOOK = os.scandir, inspect_module._look


def test_a_build_with_nothing_changed_reads_no_file_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site.sound(tmp_path / "s")
    read: list[str] = []
    parse = Reader.parse

    def heard(self: Reader, path: Path, name: str) -> Parsed:
        read.append(name)
        return parse(self, path, name)

    monkeypatch.setattr(Reader, "parse", heard)
    assert site.found() == []
    assert len(read) == 5
    read.clear()
    assert site.found() == []
    assert read == []
    site.add("sources/daily.yml", record("日报", "date: 2024-07-20"))
    assert site.found() == []
    assert read == ["content/sources/daily.yml"]


def test_a_file_touched_but_not_changed_is_not_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site.sound(tmp_path / "s")
    assert site.found() == []
    os.utime(site.root / "content" / "sources" / "daily.yml", (1, 1))
    monkeypatch.setattr(Reader, "parse", lambda *_: pytest.fail("parsed again"))
    assert site.found() == []


def test_a_warning_is_heard_at_every_build(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    site.add("articles/2024/x.zh.md", story("date: 2024", *SOURCED))
    site.add("projects/a.jpg", b"x")
    expected = ["content/articles/2024/x.zh.md:1:1 translation-missing", "content/projects/a.jpg:1:1 file-ignored"]
    assert [site.found() for _ in range(3)] == [expected] * 3


def test_an_error_is_heard_until_it_is_mended_and_gone_then(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    for _ in range(2):
        site.add("projects/x.yml", record("甲", "zzz: 1"))
        assert site.found() == ["content/projects/x.yml:4:1 field-unknown"]
        assert site.found() == ["content/projects/x.yml:4:1 field-unknown"]
        site.add("projects/x.yml", record("甲"))
        assert site.found() == []


def test_a_deleted_file_is_forgotten(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    assert site.found() == []
    (site.root / "content" / "organisations" / "buct.yml").unlink()
    assert [line.split(" ")[1] for line in site.found()] == ["reference-unknown"] * 3
    site.add("organisations/buct.yml", record())
    assert site.found() == []


def _name_folder(site: Site, name: str) -> None:
    path = site.root / "content" / "site.yml"
    path.write_text(f"{path.read_text('utf-8')}folders:\n  - {name}\n", "utf-8")


def test_a_folder_that_is_named_later_is_read_then(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    site.add("organisations/drafts-of-a-kind/x.yml", record("甲"))
    site.add("articles/2024/x.zh.md", story("date: 2024", *SOURCED))
    site.add("articles/older/y.zh.md", story("date: 2024", *SOURCED, title="另一篇"))
    refused = [line for line in site.found() if "folder" in line]
    assert refused == [
        "content/articles/older/y.zh.md:1:1 file-folder",
        "content/organisations/drafts-of-a-kind/x.yml:1:1 file-folder-held-back",
    ]
    _name_folder(site, "articles/older")
    assert [line for line in site.found() if "folder" in line] == refused[1:]


def test_a_file_moved_is_the_same_entry_at_its_new_path(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    _name_folder(site, "organisations/a")
    assert site.found() == []
    folder = site.root / "content" / "organisations"
    (folder / "a").mkdir()
    (folder / "buct.yml").rename(folder / "a" / "buct.yml")
    assert site.found() == []
    assert "content/organisations/a/buct.yml" in {unit.path for unit in site.units()}


def test_links_and_what_is_no_plain_file_are_named_and_not_followed(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    outside = tmp_path / "outside.yml"
    outside.write_text(record(), encoding="utf-8")
    folder = site.root / "content" / "places"
    folder.mkdir()
    (folder / "a.yml").symlink_to(outside)
    (folder / "b").symlink_to(tmp_path)
    os.mkfifo(folder / "c.yml")
    assert site.found() == [
        "content/places/a.yml:1:1 file-link", "content/places/b:1:1 file-link",
        "content/places/c.yml:1:1 file-not-plain",
    ]  # fmt: skip


def test_files_whose_names_begin_with_a_dot_are_left_alone(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    site.add("projects/.x.yml.swp", b"\xff")
    site.add(".obsidian/x.yml", "zzz")
    assert site.found() == []


class _GoneOnceListed:
    """``os.scandir``, but that some of what it lists is taken away before anybody looks at it."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def __call__(self, folder: str | Path) -> _GoneOnceListed:
        with REAL_SCANDIR(folder) as listed:
            self._entries = iter(list(listed))
        for name in self.names:
            with suppress(FileNotFoundError):
                shutil.move(Path(folder, name), tempfile.mkdtemp())
        return self

    def __enter__(self) -> _GoneOnceListed:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        return self

    def __next__(self) -> os.DirEntry[str]:
        return next(self._entries)


@pytest.mark.parametrize("known", [False, True], ids=["new", "known"])
def test_what_is_taken_away_while_folders_are_listed_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    site = Site.sound(tmp_path / "s")
    site.add("organisations/x.yml", record("甲"))
    site.add("organisations/folder/y.yml", record("乙"))
    _name_folder(site, "organisations/folder")
    if known:
        assert site.found() == []
        assert len(site.units()) == 7
    monkeypatch.setattr(os, "scandir", _GoneOnceListed("x.yml", "folder"))
    assert site.found() == []
    monkeypatch.undo()
    assert len(site.units()) == 5
    assert site.found() == []


@pytest.mark.parametrize("known", [False, True], ids=["new", "known"])
def test_what_is_taken_away_before_it_is_read_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    site = Site.sound(tmp_path / "s")
    path = site.add("organisations/x.yml", record("甲"))
    if known:
        assert site.found() == []
        path.write_text(record("乙"), encoding="utf-8")
    parse = Reader.parse

    def late(self: Reader, path: Path, name: str) -> Parsed:
        if path.name == "x.yml":
            path.unlink()
        return parse(self, path, name)

    monkeypatch.setattr(Reader, "parse", late)
    assert site.found() == []
    assert len(site.units()) == 5
    assert site.found() == []


def test_a_picture_taken_away_while_it_is_looked_at_is_missing_and_no_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site.sound(tmp_path / "s")
    photo = site.root / "assets" / "photos" / "a.svg"
    photo.parent.mkdir(parents=True)
    photo.write_text("<svg/>", encoding="utf-8")
    (photo.parent / "folder").mkdir()
    (photo.parent / "folder" / "b.jpg").write_bytes(b"x")

    def late(path: Path, name: str) -> Picture:
        path.unlink()
        return LOOK(path, name)

    monkeypatch.setattr(inspect_module, "_look", late)
    with site.context() as context:
        found, faults = inspect_module.inspect(site.project, ["photos/a.svg"], context.store)
    assert (dict(found), faults["photos/a.svg"].code) == ({}, "picture-missing")
    monkeypatch.setattr(os, "scandir", _GoneOnceListed("folder"))
    assert list(inspect_module.orphans(site.project, ())) == []


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    site.add("projects/x.yml", "a" * 1_000_001)
    assert site.found() == ["content/projects/x.yml:1:1 file-too-large"]


def test_many_files_come_out_the_same_from_one_process_and_from_several(tmp_path: Path) -> None:
    results = []
    for size in (1, 2):
        site = Site.sound(tmp_path / str(size))
        for number in range(230):
            site.add(f"places/p{number}.yml", record(f"地点{number}"))
        site.add("places/wrong.yml", record("甲", "zzz: 1"))
        with site.context(workers=size) as context:
            loaded = load(context.worker, context.pool)
            units = all_units(context.store)
        assert [one.path for one in loaded.problems] == ["content/places/wrong.yml"]
        results.append((loaded.files, units))
    assert results[0] == results[1]
    assert len(results[0][1]) == 235


def test_every_byte_of_a_file_counts_and_its_shape_only_where_other_pages_show_it(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    name = "content/articles/2024/a.zh.md"
    states = []
    for text in (
        story("date: 2024"),
        story("date: 2024", text="另文。\n"),
        story("date: 2024", title="另题"),
        story("date: 2023"),
    ):
        site.add("articles/2024/a.zh.md", text)
        with site.context() as context:
            states.append(load(context.worker, context.pool).files[name])
    digests, shapes = zip(*states, strict=True)
    assert len(set(digests)) == 4
    assert len(set(shapes)) == 3
    assert shapes[0] == shapes[1]


def test_a_file_whose_name_is_in_gbk_is_told_and_is_no_crash(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    folder = os.fsencode(site.root / "content" / "organisations")
    with open(folder + b"/\xb1\xb1.yml", "wb") as file:
        file.write(record().encode())
    assert [one.code for one in site.problems()] == ["file-name"]


def test_a_picture_that_no_figure_shows_is_a_reminder(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    photos = site.root / "assets" / "photos"
    photos.mkdir(parents=True)
    (photos / "Thumbs.db").write_bytes(b"x")
    (problem,) = site.problems()
    assert (problem.path, problem.code, problem.severity) == ("assets/photos/Thumbs.db", "picture-orphan", "warning")


@pytest.mark.parametrize("seconds", [-(2**31), 0, 2**33, 2**35])
def test_a_file_of_any_time_is_read(tmp_path: Path, seconds: int) -> None:
    site = Site.sound(tmp_path / "s")
    words = "  zh: 甲\n  en: A\n"
    named = "".join(f"{name}:\n{words}" for name in ("name", "caption", "alt", "credit", "rights"))
    site.add("figures/x.yml", f"type: photo\n{named}image: photos/x.png\n")
    picture = site.root / "assets" / "photos" / "x.png"
    picture.parent.mkdir(parents=True)
    Image.new("RGB", (30, 20)).save(picture)
    for path in (site.root / "content" / "figures" / "x.yml", picture):
        os.utime(path, (seconds, seconds))
    assert site.found() == []
    assert site.found() == []
