"""``xieshou fix``: only what is repaired changes, to the byte."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.unit.helpers import FAULTS, ROOT, Site, story
from xieshou.cli.main import main
from xieshou.content.autofix import Repaired, mended
from xieshou.content.source.decode import read

MARK = b"\xef\xbb\xbf"
TYPED = [path for path in sorted(FAULTS.rglob("*")) if path.suffix in (".md", ".yml", ".yaml") and path.is_file()]
SOUND = [path for folder in ("envoys", "articles/2024") for path in sorted((ROOT / "content" / folder).iterdir())][:60]


TEXT, RECORD = "content/articles/2024/x.zh.md", "content/events/x.yml"


def name_of(path: Path) -> str:
    """What a file of the project, or of a case of wrong input, is called in its project."""
    if path.is_relative_to(FAULTS):
        return "/".join(("content", *path.relative_to(FAULTS).parts[1:]))
    return path.relative_to(ROOT).as_posix()


def fix(site: Site, *options: str) -> str:
    """What the command says."""
    done = CliRunner().invoke(main, ["fix", "--root", str(site.root), "--lang", "en", *options])
    assert done.exit_code == 0, done.output
    return done.output


def repaired(data: bytes, name: str) -> bytes:
    """The bytes as ``fix --write`` would leave them."""
    found = mended(data, name)
    return data if found is None else found.data


@pytest.mark.parametrize("mark", [b"", MARK], ids=["", "BOM"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
def test_what_is_repaired_does_not_depend_on_line_ends_or_a_mark_and_leaves_them(ends: bytes, mark: bytes) -> None:
    for path in TYPED:
        typed = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if not _is_utf8(typed) or typed.startswith(MARK):
            continue
        expected = repaired(typed, name_of(path))
        assert repaired(mark + typed.replace(b"\n", ends), name_of(path)) == mark + expected.replace(b"\n", ends), path


def _is_utf8(data: bytes) -> bool:
    try:
        return bool(data.decode())
    except UnicodeDecodeError:
        return False


def test_a_sound_file_is_never_touched() -> None:
    assert len(SOUND) > 20
    for path in SOUND:
        data = path.read_bytes()
        for typed in (data, data.replace(b"\n", b"\r\n"), MARK + data.replace(b"\n", b"\r"), data.rstrip(b"\n")):
            assert mended(typed, name_of(path)) is None, path


def test_repairing_twice_is_repairing_once() -> None:
    for path in TYPED:
        once = repaired(path.read_bytes(), name_of(path))
        assert repaired(once, name_of(path)) == once, path


@pytest.mark.parametrize(
    ("front", "body"),
    [
        ("title: 甲   \r\nsummary: '乙'\ndate:  2024-07-09  \r", "正文  \r\n二\r三\n"),
        ('title: 甲\nsummary: |\n  乙\n  date: 2024年7月9日\n  ---\n  ———\ndate: "2024-07-09"\n', "一\n\n———\n\n二"),
        ("title: 甲\nsummary: 乙\ndate: 2024/2025\nperiod: 2024-07\n", "date: 2024年7月9日\n"),
        ("# date: 2024年7月9日\ntitle: 甲\nsummary: 乙\ndate: 2024-07-09 # 2024年7月9日\n", ""),
    ],
)
@pytest.mark.parametrize("fence", ["---", "---  ", "---\t"])
def test_what_is_right_as_it_was_typed_stays_so(front: str, body: str, fence: str) -> None:
    assert mended(f"{fence}\r\n{front}\n{fence}\n{body}".encode(), TEXT) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("date:  2024年7月9日  ", "date:  2024-07-09  "),
        ("date: '2024年7月9日'", "date: '2024-07-09'"),
        ('date: "２０２４/7/9"', 'date: "2024-07-09"'),
        ("date：2024\nname: 甲", "date: 2024\nname: 甲"),
        ("a\u200bliases:", "aliases:"),
    ],
)
@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_of_the_file_only_the_faulty_characters_change(typed: str, meant: str, ends: str) -> None:
    around = f"# 甲 \r\n\r\n{{}}{ends}\n# 乙\r# 丙"
    assert repaired(around.format(typed).encode(), RECORD).decode() == around.format(meant)
    text = f"---\r\ntitle: 甲  \n{{}}{ends}---  \r\n\r\n一  \n"
    assert repaired(text.format(typed).encode(), TEXT).decode() == text.format(meant)


def test_a_faulty_fence_is_repaired_and_its_line_end_stays() -> None:
    typed = " \r\n\r\n　———　\r\ntitle: 甲\r———\r\n正文\r\n---\r\n"
    assert repaired(typed.encode(), TEXT).decode() == "---\r\ntitle: 甲\r---\r\n正文\r\n---\r\n"
    assert repaired(MARK + typed.encode(), TEXT).startswith(MARK + b"---\r\n")


@pytest.mark.parametrize(("codec", "name"), [("utf-16", "UTF-16"), ("gbk", "GBK")])
def test_an_encoding_is_named_and_line_ends_stay(site: Site, codec: str, name: str) -> None:
    text = story("date: 2024-07-09", "sources: [daily]", text="正文，一二三。\n").replace("\n", "\r\n")
    path = site.add("articles/2024/x.zh.md", text.encode(codec))
    assert f"content/articles/2024/x.zh.md: to be saved as UTF-8 instead of {name}" in fix(site)
    fix(site, "--write")
    assert path.read_bytes() == text.encode()
    assert read(path, "x.zh.md")[1] == []


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.sound(tmp_path / "site")


def test_the_command_leaves_a_sound_file_alone_and_shows_every_change(site: Site) -> None:
    front = ("date: 2024-07-09", "sources: [daily]")
    sound = site.add("articles/2024/a.zh.md", MARK + story(*front).replace("\n", "\r\n").encode())
    faulty = site.add("articles/2024/b.zh.md", story("date: 2024年7月9日", front[1]).replace("\n", "\r\n"))
    hidden = site.add("articles/2024/.b.zh.md", faulty.read_bytes())
    faulty.chmod(0o640)
    before = {path: path.read_bytes() for path in (sound, faulty, hidden)}
    shown = fix(site)
    assert shown.splitlines()[:3] == [
        "content/articles/2024/b.zh.md:4",
        "  - date: 2024年7月9日",
        "              ^^ ^^ ^^",
    ]
    assert "  + date: 2024-07-09" in shown.splitlines()
    assert "Files that would change: 1." in shown
    fix(site, "--write")
    assert faulty.read_bytes() == before[faulty].replace("2024年7月9日".encode(), b"2024-07-09")
    assert stat.S_IMODE(faulty.stat().st_mode) == 0o640
    assert (sound.read_bytes(), hidden.read_bytes()) == (before[sound], before[hidden])
    assert {name for name in os.listdir(faulty.parent) if name.startswith(".")} == {hidden.name}


def test_what_was_read_and_what_is_to_be_written_are_shown_line_by_line() -> None:
    found = mended("date：2024\r\nname: 甲\r".encode(), RECORD)
    assert found == Repaired(
        ["date：2024", "name: 甲", ""], ["date: 2024", "name: 甲", ""], "", "date: 2024\r\nname: 甲\r".encode()
    )
