"""A whole project, harmed at random: nothing escapes, hangs, leaks or runs, and checking tells what building tells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.fuzz.whole.base import make
from tests.fuzz.whole.folder import Folder
from tests.fuzz.whole.fuzz import found
from tests.fuzz.whole.harm import harm
from tests.fuzz.whole.judge import Active
from tests.fuzz.whole.run import built
from tests.site.building import leaks
from tests.soak import times

INPUTS = times(60)


@pytest.mark.soak
def test_a_harmed_project_is_refused_or_harmless() -> None:
    assert [str(one) for one in found(range(INPUTS))] == []


def test_a_template_of_the_theme_that_only_a_page_asks_for_is_told_at_its_line(tmp_path: Path) -> None:
    root = make(tmp_path / "project")
    footer = root / "assets" / "theme" / "partials" / "footer.html"
    footer.write_text("a\n{% include page.title %}\n", "utf-8")
    done = built(root)
    assert (done.sound, done.fault) == (False, "")
    assert [json.loads(one)["path"] for one in done.errors] == ["assets/theme/partials/footer.html"]
    assert [json.loads(one)["line"] for one in done.errors] == [2]


def test_what_lies_in_the_theme_and_no_page_can_ask_for_is_not_published(tmp_path: Path) -> None:
    root = make(tmp_path / "project")
    for name in ("notes.docx", "partials/CNAME", "main.html.bak"):
        (root / "assets" / "theme" / name).write_bytes(b"ZQX")
    (root / "assets" / "theme" / "own.svg").write_text("<svg/>", "utf-8")
    done = built(root)
    assert (done.sound, done.fault) == (True, "")
    assert (root / "site" / "own.svg").is_file()
    assert list(leaks(root / "site")) == []


def test_the_same_number_does_the_same_harm_and_all_of_it_is_undone(tmp_path: Path) -> None:
    sound = make(tmp_path / "sound")
    folders = [Folder(make(tmp_path / name), sound) for name in ("one", "other")]
    for number in range(60):
        for folder in folders:
            harm(folder, number)
        assert folders[0].done == folders[1].done
        for folder in folders:
            folder.put_right()
    for folder in folders:
        assert folder.files("content", "docs", "assets", "mkdocs.yml") == sorted(
            path.relative_to(folder.root).as_posix()
            for path in folder.root.rglob("*")
            if path.is_file() and path.name != "build_site.py"
        )
        for name in folder.files("content", "docs", "assets", "mkdocs.yml"):
            assert (folder.sound / name).read_bytes() == (folder.root / name).read_bytes(), name


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>", "<script src=x.js></script>", "<p onclick=x>", "<a href='javascript:x'>",
        "<a href='java\tscript:x'>", "<iframe>", "<img src=//example.com/x>",
        "<img srcset='https://example.com/x 2x'>", "<p style='background:url(//x)'>",
        "<style>@import url(//x)</style>", "<meta http-equiv=refresh content='0;url=//x'>", "<base href=x>",
        "<link rel=stylesheet href=https://example.com/x>", "<svg><use href='//x#y'/></svg>",
        "<form action=https://x>", "<svg:script xmlns:svg='x'>y</svg:script>",
    ],
)  # fmt: skip
def test_the_judge_sees_what_is_active(html: str) -> None:
    assert Active.of(html.encode(), set()).found


def test_the_judge_leaves_plain_pages_in_peace() -> None:
    html = (
        "<link rel=canonical href=https://example.org/><a href=https://example.org/>x</a><img src=../x.webp>"
        '<script type="application/ld+json">{}</script><p style="--wide: 3">x</p><svg><use href="#x"/></svg>'
    )
    assert Active.of(html.encode(), set()).found == []
