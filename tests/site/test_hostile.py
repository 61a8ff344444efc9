"""Hostile words in every field and text: each file stays sound, nothing of them is active, nothing is reckoned."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.site.building import Site, env
from tests.site.conftest import ROOT
from tests.site.hostile import MARKDOWN, PRODUCT, make_hostile


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return make_hostile(ROOT, tmp_path_factory.mktemp("hostile") / "site")


def _files(site: Site, *suffixes: str) -> list[Path]:
    found = [path for path in sorted(site.live.rglob("*")) if path.suffix in suffixes]
    assert found, suffixes
    return found


class _Active(HTMLParser):
    """What of a page could act."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.data: list[str] = []
        self._data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._data = values.get("type") == "application/ld+json"
        if self._data:
            self.data.append("")
        if tag in ("iframe", "object", "embed", "base", "frame", "portal", "math", "foreignobject", "animate", "set"):
            self.found.append(tag)
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.found.append("refresh")
        for name, value in values.items():
            if name.startswith("on") or name in ("srcdoc", "formaction", "autofocus", "ping"):
                self.found.append(f"{tag} {name}")
            if name in ("href", "src", "action", "poster", "data", "xlink:href"):
                plain = re.sub(r"[\x00-\x20]", "", value).lower()
                scheme = re.match(r"[a-z][a-z0-9+.-]*:", plain)
                if scheme and scheme[0] not in ("http:", "https:", "mailto:"):
                    self.found.append(f"{tag} {name}={plain[:40]}")
            if name == "style" and re.search(r"url\(|expression|@import|javascript", value, re.IGNORECASE):
                self.found.append(f"{tag} style={value[:40]}")

    def handle_data(self, data: str) -> None:
        if self._data:
            self.data[-1] += data
            self._data = False


def test_no_page_is_active(hostile: Site) -> None:
    for path in _files(hostile, ".html"):
        page = _Active()
        text = path.read_text("utf-8")
        page.feed(text)
        assert page.found == [], path
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert policy, path
        for data in page.data:
            json.loads(data)
        # Words between tags only: no attack has opened or closed an element.
        assert not re.search(r"<script[^>]*>alert|<svg onload|<img src=x|<b>\s*<!--", text), path


def test_nothing_is_reckoned(hostile: Site) -> None:
    assert [path for path in hostile.live.rglob("*") if path.is_file() and PRODUCT in path.read_bytes()] == []


def test_xml_and_json_are_well_formed(hostile: Site) -> None:
    for path in _files(hostile, ".xml", ".svg"):
        ElementTree.parse(path)
    for path in _files(hostile, ".json"):
        json.loads(path.read_text("utf-8-sig"))


def test_no_cell_of_a_table_is_a_formula(hostile: Site) -> None:
    for path in _files(hostile, ".csv"):
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}, path
        formulas = [cell[:20] for row in rows for cell in row if re.match(r"[=+@\t\r]|-(?!\d+(\.\d+)?\w*$)", cell)]
        assert formulas == [], path


def test_calendars_hold_their_own_lines_alone(hostile: Site) -> None:
    for path in _files(hostile, ".ics"):
        lines = path.read_bytes().split(b"\r\n")
        assert b"\n" not in b"".join(lines), path
        assert all(len(line) <= 75 for line in lines), path
        unfolded = re.sub(rb"\r\n[ \t]", b"", path.read_bytes()).split(b"\r\n")
        assert all(re.match(rb"[A-Z-]+[;:]", line) for line in unfolded if line), path
        assert unfolded.count(b"BEGIN:VEVENT") == unfolded.count(b"END:VEVENT") > 0


def test_what_markdown_could_smuggle_in_is_refused(hostile: Site, tmp_path: Path) -> None:
    """By name and line, and none of it is in what is left."""
    folder = tmp_path / "site"
    shutil.copytree(hostile.root, folder, ignore=shutil.ignore_patterns("site", ".site.xieshou"))
    site = Site(folder)
    head = "---\ntitle: 甲\nsummary: 乙\ndate: 2024-01-01\nsources:\n  - gazette\n---\n"
    site.write("content/articles/2024/raw.zh.md", head + MARKDOWN)
    result = site.build()
    assert result.code != 0
    lines = {int(found) for found in re.findall(r"raw\.zh\.md:(\d+):\d+  error", result.err)}
    assert {9, 11, 12, 14} <= lines, result.err
    assert "Traceback" not in result.err


DECEIVING = "\u202e\u202a\u2066\u2069\u200f\u061c\u2028\u2029\ufffe\x00\x08\x1a\x1b\x7f\x85"


def test_characters_that_deceive_are_refused(hostile: Site) -> None:
    """However they are written: as they are, or as an escape of YAML. And no report shows them."""
    files = []
    for number, char in enumerate(DECEIVING):
        for form, value in (("raw", char), ("escape", f"\\u{ord(char):04x}")):
            name = f"content/organisations/{form}-{number}.yml"
            files.append(hostile.write(name, f'name:\n  zh: "a{value}b"\n  en: A\ntype: company\n'))
    try:
        command = [sys.executable, "-m", "xieshou", "check", "--lang", "en"]
        environment = env(PYTHONPATH=str(hostile.root / "hooks"))
        done = subprocess.run(command, cwd=hostile.root, env=environment, capture_output=True, check=False)
        said = done.stdout.decode()
        assert done.returncode == 1
        assert [path.name for path in files if f"content/organisations/{path.name}:2:" not in said] == []
        assert [hex(ord(char)) for char in DECEIVING if char in said] == []
    finally:
        for path in files:
            path.unlink()
