"""Pages as Markdown: another parser makes the same words of them, and sources, licence and address are there."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.engine import ORIGIN, build
from tests.unit.helpers import ROOT, Site, html_of, story
from xieshou.render.markdown_text import begun, escaped_words, markdown_of

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXTS = [
    "甲 *乙* **丙** `a*b` ``c`d`` [戊](https://a.example/x_(y))",
    "- 一\n- 二\n\n  又一段\n  1. 甲\n  2. 乙\n- 三",
    "> 引\n>\n> - 点\n> - 点\n\n后文",
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 \\| 3 |",
    "```\ncode *x*\n\n  ``` y\n```",
    "2023\\. 不是列表\n\n\\- 不是\n\n\\# 不是\n\n\\> 不是\n\n+1 与 =x",
    "一行\\\n另一行",
    "a \\* b \\_ c \\[d\\] e \\` f \\\\ g &amp;lt; h | i ~~j~~ k~l",
    "3. 三\n4. 四",
    "上\n\n***\n\n下",
]


def words(html: str) -> str:
    """Its words. What is raised (the mark of a footnote) stands in brackets in Markdown."""
    html = re.sub(r"<sup[^>]*>(.*?)</sup>", r"[\1]", html)
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]*>", "", html)))


@pytest.mark.parametrize("text", TEXTS)
def test_another_parser_makes_the_same_words_of_it(text: str) -> None:
    html = html_of(text)
    again = PARSER.render(markdown_of(html))
    assert words(again) == words(html)
    tags = ("<li", "<blockquote", "<pre", "<td", "<em", "<strong", "<code", "<a ", "<br", "<hr", "<ol", "<ul")
    assert {tag: again.count(tag) for tag in tags} == {tag: html.count(tag) for tag in tags}


def test_the_same_of_every_text_of_the_site() -> None:
    paths = sorted((ROOT / "content/articles").rglob("*.md"))
    for path in paths:
        html = html_of(path.read_text("utf-8").split("---\n", 2)[2])
        assert words(PARSER.render(markdown_of(html))) == words(html), path
    assert len(paths) > 50


def test_plain_words_are_words_whatever_they_begin_with() -> None:
    for text in ("# a", "1. b", "- c", "> d", "a*b*", "[x](y)", "<b>", "&lt;", "`q`", "a|b", "~~s~~", "=", "\\*"):
        shown = PARSER.render(begun(escaped_words(text)))
        assert unescape(shown.removeprefix("<p>").removesuffix("</p>\n")) == text


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Site.sound(tmp_path_factory.mktemp("markdown"))
    text = "正文 [北化](../../organisations/buct.yml)。\n"
    site.add("articles/2024/open.zh.md", story("date: 2024-03-05", "sources:", "  - daily", title="公开", text=text))
    site.add(
        "articles/2024/kept.zh.md", story("date: 2024-03-06", "draft: true", "sources:", "  - daily", title="保密")
    )
    build(site.root)
    return site.root / "site"


def test_it_has_sources_and_whole_addresses(site: Path) -> None:
    text = (site / "news/2024/open/index.md").read_text("utf-8")
    assert text.startswith("# 公开\n")
    assert f"({ORIGIN}organisations/buct/)" in text
    assert f"({ORIGIN}sources/daily/)" in text
    assert f"{ORIGIN}news/2024/open/" in text
    assert "\x1a" not in text


def test_every_entry_has_one_and_nothing_hidden_has(site: Path) -> None:
    assert (site / "organisations/buct/index.md").is_file()
    assert not (site / "news/2024/kept").exists()
    for path in (*site.rglob("*.md"), *site.rglob("llms.txt"), *site.rglob("*.html"), *(site / "data").iterdir()):
        assert "保密" not in path.read_text("utf-8"), path


def test_an_edit_makes_the_page_and_its_markdown_and_nothing_changed_makes_neither(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "edit")
    site.add("articles/2024/a.zh.md", story("date: 2024-03-05", "sources:", "  - daily"))
    build(site.root)
    assert not build(site.root).exchanged
    site.add("articles/2024/a.zh.md", story("date: 2024-03-05", "sources:", "  - daily", text="另一段。\n"))
    done = build(site.root)
    assert "另一段" in (site.root / "site/news/2024/a/index.md").read_text("utf-8")
    assert set(done.changes.written) == {"news/2024/a/index.html"}
