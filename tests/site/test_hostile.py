"""Hostile words in every field and every text: each file stays sound, nothing of them is active, nothing is reckoned.

Every text of every entry of the sample is replaced, whatever its kind, by all the attacks there are, each time with
another of them first.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

# ruff: noqa: E501 - attacks are long lines
import pytest
import yaml
from playwright.sync_api import Browser, Dialog
from pydantic import BaseModel

from tests.site.building import Site, env, make_sample, until
from tests.site.conftest import ROOT
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import TranslationWords
from xieshou.content.schema.fields import Text
from xieshou.content.schema.introspect import shapes
from xieshou.content.site_file import SiteFile

PRODUCT = b"62615533"
"""What any template engine would make of 7919*7907."""
ATTACKS = (
    "<script>alert(1)</script>", "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='", "</script><script>alert(2)",
    "</title><svg onload=alert(3)>", "<img src=x onerror=alert(4)>", "javascript:alert(5)", "{{ 7919*7907 }}",
    "{% raw %}{{ 7919*7907 }}", "${7919*7907}", "#{7919*7907}", "<%= 7919*7907 %>", "]]><b>", "<!-- ", "-->", "<![CDATA[",
    "=cmd|'/C calc'!A0", "+7919*7907", "-7919*7907", "@SUM(7919*7907)", "&#x3c;script&#x3e;", "%3Cscript%3E", "\\u003cscript>",
    "xieshou-slot-body-here", "../../x", "xieshou-content-security-policy", "\\", "\\0", "`", "|", "*_~[](javascript:alert(6))", "END:VEVENT", ";,:", "𠮷👩‍🔬", "&amp;lt;",
)  # fmt: skip
MARKDOWN = """
<script>alert(1)</script> <img src=x onerror=alert(1)> <svg/onload=alert(1)> <a href="java&#115;cript:alert(1)">甲</a>

[一](JaVaScRiPt:alert(1)) [二](java&#x09;script:alert(1)) [三](&#106;avascript:alert(1)) [四](vbscript:x) [五](data:text/html,x)
[六][r] ![七](javascript:alert(1)) <javascript:alert(1)> ![八](data:image/svg+xml;base64,PHN2Zz4=) [九](//example.com/x)

[r]: javascript:alert(1) "t"

<details open ontoggle=alert(1)><summary>x</summary></details> <iframe srcdoc="<script>alert(1)</script>"></iframe>
<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form> <base href="https://example.com/">
<style>*{background:url(https://example.com)}</style> <meta http-equiv=refresh content="0;url=https://example.com">
<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></math> <b style="x:expression(alert(1))">b</b>
"""
"""Refused as it stands: an editor is told line by line."""
TAMED = """
正文{{ 7919*7907 }}、{% include "x" %}、${7919*7907}、`<script>alert(1)</script>`、&lt;img src=x onerror=alert(1)&gt;

| 甲 `|` | <b>乙</b> |
|--------|-----------|
| &lt;script&gt; | "onmouseover="alert(1) |

注[^x]与*强调**。

[^x]: 脚注 ]]> --> "' `</script>`

```html
<script>alert(1)</script>{{ 7919*7907 }}
```
"""
_NOT_REPLACED = {"for", "image", "focus", "slug", "languages", "of", "type"}
"""Strings that are no free text: names of fields, files, places, kinds."""


def _attacks() -> Iterator[str]:
    for number in count():
        at = number % len(ATTACKS)
        yield " ".join((*ATTACKS[at:], *ATTACKS[:at]))


def _harmed(cls: type[BaseModel], data: dict[str, Any], attacks: Iterator[str], full: bool = True) -> dict[str, Any]:
    """``data`` with every free text replaced, and the free texts it lacks."""
    for name, shape in shapes(cls).items():
        own = data.get(name)
        if shape.model and own:
            parts = own if isinstance(own, list) else [own]
            for part in parts:
                if isinstance(part, dict):
                    _harmed(shape.model, part, attacks)
        elif shape.leaf is Text and (own or (full and cls in KINDS.values() and name not in _NOT_REPLACED)):
            data[name] = (
                [{one: next(attacks) for one in ("zh", "en")} for _ in own]
                if isinstance(own, list)
                else {one: next(attacks) for one in ("zh", "en")}
            )
        elif shape.leaf is str and name not in _NOT_REPLACED and own:
            data[name] = [next(attacks) for _ in own] if isinstance(own, list) else next(attacks)
    return data


def _dumped(data: Any) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)


def _load(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)


def _harm(site: Site) -> int:
    """Replace every text of the site; the number of texts."""
    numbers, attacks = count(), _attacks()

    def counted() -> Iterator[str]:
        for one in attacks:
            next(numbers)
            yield one

    words, folders = counted(), {cls.folder: cls for cls in KINDS.values()}
    for path in sorted((site.root / "content").rglob("*.*")):
        text = path.read_text("utf-8")
        kind = folders.get(path.relative_to(site.root / "content").parts[0].removesuffix(".yml"))
        if path.suffix == ".md":
            _, front, _ = text.split("---\n", 2) if text.startswith("---\n") else ("", "", "")
            facts = _load(front) if front else {}
            own = KINDS["article"] if "date" in facts else TranslationWords
            head = f"---\n{_dumped(_harmed(own, facts, words))}---\n" if front else ""
            path.write_text(head + TAMED, "utf-8")
        elif path.name == "site.yml":
            data = _harmed(SiteFile, _load(text), words)
            for one in (*data["sides"], *data["programmes"]):
                one["name"] = {"zh": next(words), "en": next(words)}
            data["government_tags"]["SiteName"] = next(words)
            path.write_text(_dumped(data), "utf-8")
        elif kind:
            data = _load(text)
            for one in data if isinstance(data, list) else [data]:
                _harmed(kind, one, words)
            path.write_text(_dumped(data), "utf-8")
    return next(numbers)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("hostile") / "site")
    make_sample(ROOT, site.root)
    assert _harm(site) > 250
    site.build("-f", str(site.configured(site_url="https://example.org/sub/"))).check()
    return site


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


DECEIVING = "\u202e\u202a\u2066\u2069\u200f\u061c\u2028\u2029\ufffe\x00\x08\x1a\x1b\x7f\x85\u200b\ufeff\u00ad"


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


@pytest.fixture(scope="module")
def address(hostile: Site) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "http.server", "-b", "127.0.0.1", "-d", str(hostile.live), str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}/"

    def answers() -> bool:
        try:
            return bool(urllib.request.urlopen(url, timeout=5).status)
        except OSError:
            return False

    try:
        assert until(answers, 20)
        yield url
    finally:
        process.kill()
        process.wait()


def test_a_browser_finds_nothing_to_run(hostile: Site, address: str, browser: Browser) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    dialogs: list[str] = []
    errors: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismissed)
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    strays: list[str] = []
    page.on("request", lambda request: strays.append(request.url) if not request.url.startswith(address) else None)
    for path in ("", "en/", "news/2023/first-bench/", "en/projects/tea-drying/", "timeline/", "glossary/",
                 "en/organisations/", "figures/field/", "figures/samples-chart/", "en/cooperation/", "search/?q=script",
                 "search/?q=%3Cimg%20src=x%20onerror=alert(1)%3E", "indicators/visitors/", "404.html"):  # fmt: skip
        page.goto(address + path)
        page.wait_for_timeout(250)
        page.mouse.move(300, 300)
    context.close()
    assert dialogs == []
    assert strays == []
    assert [one for one in errors if "404" not in one] == []
