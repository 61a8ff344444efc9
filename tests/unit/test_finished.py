"""A finished site looked at: what is wrong is told, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from xieshou.build.finished import finished

SOUND = '<!doctype html><html lang="en"><head><title>A</title></head><body>{}</body></html>'


def codes(folder: Path, body: str, page: str = SOUND, origin: str = "") -> list[str]:
    (folder / "index.html").write_text(page.format(body), "utf-8")
    return [one.flaw.code for one in finished(folder, origin).faults]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<h1>A</h1><h1>B</h1>", "first_heading"),
        ("<p>A</p>", "first_heading"),
        ("<h1>A</h1><h3>B</h3>", "step"),
        ('<h1 id="a">A</h1><p id="a">B</p>', "id"),
        ("<h1>A</h1><div><section></div></section>", "unclosed"),
        ("<h1>A</h1><div>", "unclosed"),
        ('<h1>A</h1><a href="./">A <a href="./">B</a></a>', "nested"),
        ('<h1>A</h1><img src="a.png">', "alt"),
        ('<h1>A</h1><a href="./"></a>', "nameless"),
        ("<h1>A</h1><button></button>", "nameless"),
        ('<h1>A</h1><input type="text">', "label"),
        ('<h1>A</h1><a href="">A</a>', "empty"),
        ('<h1>A</h1><img alt="" src="https://example.org/a.png">', "elsewhere"),
        ('<h1>A</h1><p style="background: url(//example.org/a.png)">', "elsewhere"),
        ('<h1>A</h1><a href="javascript:x()">A</a>', "scheme"),
        ('<h1>A</h1><a href="none/">A</a>', "nowhere"),
        ('<h1>A</h1><a href="#none">A</a>', "no_place"),
    ],
)
def test_a_fault_is_told(tmp_path: Path, body: str, code: str) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    assert code in codes(tmp_path, body)


def test_a_page_without_language_or_title_is_told(tmp_path: Path) -> None:
    assert codes(tmp_path, "<h1>A</h1>", "<html><head></head><body>{}</body></html>") == ["language", "title"]


@pytest.mark.parametrize(
    "body",
    [
        '<h1 id="a b">A</h1><a href="#a%20b">A</a><a href="mailto:a@example.org">B</a>',
        '<h1>A</h1><a href="https://example.org/elsewhere">A</a><a href="https://example.com/two/a.png">B</a>',
        '<h1>A</h1><a href="./"><img src="a.png" alt="Home"></a><a href="./" aria-label="B"></a>',
        '<h1>A</h1><label>Words <input type="text"></label><label for="i">B</label><input id="i">',
        "<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2><p>E<p>F<ul><li>G<li>H</ul>",
    ],
)
def test_what_is_sound_is_passed_over(tmp_path: Path, body: str) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    assert codes(tmp_path, body, origin="https://example.com/two/") == []


def test_style_sheets_fetch_nothing_from_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "site.css").write_text(
        "a { background: url(none.png) } /* url(b.png) */ @import 'https://example.org/c.css';"
    )
    assert codes(tmp_path, "<h1>A</h1>") == ["nowhere", "elsewhere"]
