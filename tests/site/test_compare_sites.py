"""``compare_sites``: what a reader would notice is told, and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.building import Site
from tests.site.compare_sites import compare, main
from tests.site.conftest import ROOT

PAGE = """<!doctype html><html lang="zh"><head><title>茶叶烘干 – 两江</title>
<meta name="description" content="一台新机器。">
<link rel="stylesheet" href="../styles/site-0123456789.css">
<link rel="canonical" href="https://example.org/tea/"></head>
<body><nav aria-label="栏目"><a href="../">首页</a> <a href="../news/">新闻</a></nav>
<h1>茶叶烘干</h1><h2 id="why">为什么</h2><p>低温烘干，<b>省电</b>三成。 New machines, 12 of them.</p>
<img src="../pictures/field-aa11bb22cc.webp" alt="田野"><a href="#why" title="回到原因">原因</a></body></html>
"""


def site(folder: Path, files: dict[str, str]) -> Path:
    """A folder of these files and a home page."""
    for name, text in {"index.html": "<title>家</title>", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def differing(folder: Path, old: str, new: str) -> dict[str, list[str]]:
    """What differs on one page."""
    sites = (site(folder / "old", {"tea/index.html": old}), site(folder / "new", {"tea/index.html": new}))
    told = compare(*sites)
    assert set(told) <= {"/tea/"}
    return told.get("/tea/", {})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<b>省电</b>", '<span class="x">省电</span>'),
        ("<p>低温烘干，", "<div>\n  <p>\n低温\n烘干，"),
        ("New machines, 12 of", "New <i>mach</i>ines,\n 12&nbsp;of"),
        ('<h2 id="why">为什么</h2>', '<section id="why"><h2>为什么</h2></section>'),
        ("site-0123456789.css", "site-9876543210.css"),
        ("styles/site-0123456789.css", "looks/other.css"),
        ("field-aa11bb22cc.webp", "field-00ffee1199.webp"),
        ('<a href="../">首页</a> <a', '<li><a href="../index.html" class="y">首页</a></li><a'),
        ("</body>", "<script>alert(1)</script><style>p { color: red }</style><!-- 甲 --></body>"),
        ('<img src="../pictures', '<img loading="lazy" src="../pictures'),
        ("一台新机器。", " 一台新机器。\n"),
    ],
)
def test_markup_space_and_digests_are_no_difference(tmp_path: Path, old: str, new: str) -> None:
    assert old in PAGE
    assert differing(tmp_path, PAGE, PAGE.replace(old, new)) == {}


@pytest.mark.parametrize(
    ("old", "new", "kind", "words"),
    [
        ("省电", "省煤", "text", "[-电-]{+煤+}"),
        ("三成", "", "text", "[-三成-]"),
        ("12 of", "13 of", "text", "New machines, [-12-]{+13+} of them."),
        ("New machines", "Newmachines", "text", "[-New machines-]{+Newmachines+}"),
        ("茶叶烘干 –", "茶叶烘焙 –", "title", "{+茶叶烘焙 – 两江+}"),
        ("一台新机器。", "两台新机器。", "description", "[-一台新机器。-]"),
        ('alt="田野"', 'alt=""', "alt", "[-田野-]"),
        ('aria-label="栏目"', 'aria-label="导航"', "aria-label", "{+导航+}"),
        ('title="回到原因"', 'title="回到上面"', "title", "{+回到上面+}"),
        ('href="../news/"', 'href="../new/"', "links", "[-/news/-]"),
        ('href="../news/"', 'href="../news/?q=1"', "links", "{+/news/?q=1+}"),
        ("field-aa11bb22cc.webp", "hill-aa11bb22cc.webp", "links", "{+/pictures/hill-*.webp+}"),
        ("https://example.org/tea/", "https://example.org/cha/", "links", "{+https://example.org/cha/+}"),
        ('id="why"', 'id="how"', "anchors", "[-#why-]"),
    ],
)
def test_what_a_reader_would_notice_is_told(tmp_path: Path, old: str, new: str, kind: str, words: str) -> None:
    assert old in PAGE
    told = differing(tmp_path, PAGE, PAGE.replace(old, new, 1))
    assert any(words in line for line in told[kind]), told


def test_two_links_that_change_places_are_told(tmp_path: Path) -> None:
    new = PAGE.replace('"../news/">新闻', '"../">新闻').replace('"../">首页', '"../news/">首页')
    assert differing(tmp_path, PAGE, new) == {"links": ["新闻: [-/news/-]{+/+}", "首页: [-/-]{+/news/+}"]}


def test_pages_and_files_that_come_and_go_are_told(tmp_path: Path) -> None:
    common = {"styles/site-0123456789.css": "a", "search/zh/3/1a7e73.bin": "a", "data/events.csv": "id,题\n1,甲\n"}
    old = site(tmp_path / "old", {**common, "a/index.html": "", "pictures/x-00aa11bb22.webp": "a", ".xieshou": "1"})
    new = site(
        tmp_path / "new",
        {
            "styles/site-aaaaaaaaa1.css": "b",
            "search/zh/4/59ab4.bin": "b",
            "data/events.csv": "id,题\n1,乙\n",
            "b/index.html": "",
            "20240701.pdf": "",
        },
    )
    told = compare(old, new)
    assert told == {
        "*": {"addresses": ["[-a/-]", "[-pictures/x-*.webp-]", "{+20240701.pdf+}", "{+b/+}"]},
        "/data/events.csv": {"text": ["id,题 1, [-甲-]{+乙+}"]},
    }


def test_real_sites_are_told_apart_by_words_alone(built: Site, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(built.live, old)
    built.replace("hooks/xieshou/front/styles/home.css", "{", "{\n  outline: none;")
    built.replace("hooks/xieshou/front/templates/entry.html", "class=", 'data-x="1" class=')
    built.build().check()
    assert compare(old, built.live) == {}
    built.replace("content/articles/2023/first-bench.zh.md", "title: 第一张实验台", "title: 头一张实验台")
    built.build().check()
    told = compare(old, built.live)
    assert "[-第-]{+头+}一张实验台" in " ".join(told["/news/2023/first-bench/"]["text"]).replace(" ", "")
    assert "/news/" in told
    assert "/en/projects/tea-drying/" not in told


def test_command_ends_with_0_1_or_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = site(tmp_path / "old", {"tea/index.html": PAGE}), site(tmp_path / "new", {"tea/index.html": PAGE})
    assert main([str(old), str(new)]) == 0
    assert capsys.readouterr().out == "Nothing differs.\n"
    (new / "tea/index.html").write_text(PAGE.replace("省电", "省煤"), "utf-8")
    commands = ([str(ROOT / "tests" / "site" / "compare_sites.py")], ["-m", "tests.site.compare_sites"])
    for command in commands:
        done = subprocess.run(
            [sys.executable, *command, str(old), str(new), "--format", "json"],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 1
        assert list(json.loads(done.stdout)) == ["/tea/"]
    assert main([str(old), str(new)]) == 1
    assert capsys.readouterr().out.startswith("/tea/\n  text: 低温烘干，省 [-电-]{+煤+} 三成。")
    for wrong in ([], [str(old)], [str(old), str(tmp_path / "nowhere")], [str(tmp_path), str(old), "x"]):
        with pytest.raises(SystemExit) as ended:
            main(wrong)
        assert ended.value.code == 2
