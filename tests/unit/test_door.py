"""No way leads out of the project: links, pipes and strange names are told wherever they lie, and nothing waits."""

from __future__ import annotations

import json
import os
import shutil
import socket
from pathlib import Path

import pytest

from tests.unit.helpers import Site, labels, places
from xieshou.build.result import VARIABLE, Ending, send_result
from xieshou.cli.reports import as_github, as_json, as_sarif
from xieshou.core.plain import Stranger, opened
from xieshou.core.problems import Problems, problem, report

SECRET = "秘密 of the build machine"
PLACES = (
    "docs/x", "docs/en/x.md", "assets/styles/x.css", "assets/scripts/x.js", "assets/scripts/pages/x.js",
    "assets/theme/theme/x.svg", "assets/vendor/x/y.txt", "assets/labels/fr.yml", "assets/templates/entry.html",
    "assets/photos/x.jpg", "assets/search/x.js", "assets/x", "content/projects/x.yml", "content/projects/x.zh.md",
)  # fmt: skip


KINDS: dict[str, str] = {
    "file": "file-link", "folder": "file-link", "round": "file-link", "nowhere": "file-link", "pipe": "file-not-plain",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_plain_file_is_told_everywhere_and_nothing_of_what_is_behind_it(tmp_path: Path, kind: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "plan.md").write_text(f"{SECRET}: yes\n", "utf-8")
    site = Site.sound(tmp_path / "s")
    for name in PLACES:
        path = site.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if kind == "pipe":
            os.mkfifo(path)
        else:
            targets = {
                "file": outside / "plan.md",
                "folder": outside,
                "round": path.parent,
                "nowhere": Path("/no/where"),
            }
            path.symlink_to(targets[kind])
    problems = site.problems()
    assert sorted(places(problems)) == sorted(f"{name}:1:1 {KINDS[kind]}" for name in PLACES)
    for words in labels().values():
        assert SECRET not in report(problems, words, site.root)


@pytest.mark.parametrize("name", ["docs", "assets", "content", "content/site.yml"])
def test_a_link_in_the_place_of_a_whole_folder_is_told(tmp_path: Path, name: str) -> None:
    site = Site.sound(tmp_path / "s")
    path = site.root / name
    outside = tmp_path / "outside"
    if path.exists():
        path.rename(outside)
    else:
        outside.mkdir()
    (outside / "x.md" if outside.is_dir() else outside).write_text(f"{SECRET}: yes\n", "utf-8")
    path.symlink_to(outside)
    problems = site.problems()
    assert f"{name}:1:1 file-link" in places(problems)
    for words in labels().values():
        assert SECRET not in report(problems, words, site.root)


def test_nothing_but_plain_files_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "plain").write_text("x")
    os.mkfifo("pipe")
    Path("link").symlink_to("folder/plain")
    Path("way").symlink_to("folder")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket")
        for name in ("folder", "pipe", "link", "socket", "/dev/null", "/dev/zero"):
            with pytest.raises(Stranger):
                opened(Path(name))
    with opened(tmp_path / "folder" / "plain", 1) as file:
        assert file.read() == b"x"
    with pytest.raises(Stranger):
        opened(tmp_path / "way" / "plain", 1)


def test_names_that_not_every_system_can_hold_are_told(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    for folder in ("docs", "assets/photos", "assets/styles"):
        base = site.root / folder
        base.mkdir(parents=True)
        for name in (
            "About.md",
            "about.md",
            "caf\u00e9.md",
            "cafe\u0301.md",
            "aux.md",
            "CON",
            "end.",
            "end2 ",
            "a:b",
        ):
            (base / name).write_text("")
    Path(os.fsdecode(os.fsencode(site.root) + "/assets/styles/文字.css".encode("gbk"))).write_text("")
    of_other_things = ("picture-orphan", "docs-empty", "docs-file-unused", "address-taken")
    found = [line for line in places(site.problems()) if not line.endswith(of_other_things)]
    for folder in ("docs", "assets/photos", "assets/styles"):
        assert sorted(line.removeprefix(f"{folder}/") for line in found if line.startswith(folder)) == sorted(
            [
                "CON:1:1 file-reserved", "a:b:1:1 file-name-elsewhere", "about.md:1:1 file-names-alike",
                "aux.md:1:1 file-reserved", "caf\u00e9.md:1:1 file-names-alike", "end.:1:1 file-name-elsewhere",
                "end2 :1:1 file-name-elsewhere", *(["????.css:1:1 file-name"] if "styles" in folder else []),
            ]
        ), folder  # fmt: skip


def test_names_are_printed_without_what_a_terminal_obeys(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    for name in ("content/projects/x\x1b[31mRED\n::error::no.yml", "docs/a\x9b1m\u202eb.md"):
        (site.root / name).parent.mkdir(parents=True, exist_ok=True)
        (site.root / name).write_text("")
    problems = site.problems()
    assert {"file-slug", "file-name-unprintable"} < {one.code for one in problems}
    texts = {language: words.problems for language, words in labels().items()}
    printed = [report(problems, words, site.root) for words in labels().values()]
    printed += [as_json(problems, texts), as_sarif(problems, texts, "en"), as_github(problems, texts, "en")]
    for text in printed:
        assert not any(char in text for char in "\x1b\x9b\u202e"), text
        assert "\n::error::no" not in text
    assert "content/projects/x\\x1b[31mRED\\n::error::no.yml:1:1" in printed[0]


@pytest.mark.parametrize("name", ["assets", "assets/labels", "assets/templates", "assets/styles", "docs", "content"])
@pytest.mark.parametrize("target", ["a" * 300, "loop", "x/" * 1500])
def test_a_folder_that_is_a_link_to_what_cannot_be_is_told_as_any_link(tmp_path: Path, name: str, target: str) -> None:
    site = Site.sound(tmp_path / "s")
    place = site.root / name
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(place.name if target == "loop" else target)
    assert (name, "file-link") in [(one.path, one.code) for one in site.problems()]


@pytest.mark.parametrize("folder", ["assets/labels", "assets/templates", "assets/styles", "assets/photos", "content"])
def test_a_name_that_is_no_text_is_told_once_and_can_be_sent(
    tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site.sound(tmp_path / "s")
    (site.root / folder).mkdir(parents=True, exist_ok=True)
    (site.root / folder / os.fsdecode(b"\xb2\xe2.yml")).write_bytes(b"ui:\n  home: x\n")
    problems = site.problems()
    assert [one.code for one in problems] == ["file-name"]
    with (tmp_path / "told").open("wb") as told:
        monkeypatch.setenv(VARIABLE, str(os.dup(told.fileno())))
        send_result(Ending(Problems([*problems, problem("\udcb2", 1, 1, "file-name")])), labels())
    data = json.loads((tmp_path / "told").read_bytes())
    assert [one["code"] for one in data["problems"]] == ["file-name"] * 2
