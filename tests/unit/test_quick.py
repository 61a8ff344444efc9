"""The quicker parser gives, byte for byte, what stock Python-Markdown gives."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions.toc import slugify_unicode

from tests.soak import times
from tests.unit.helpers import MARKDOWN, ROOT
from xieshou.content.markdown.fast import QuickMarkdown, TriggeredInline
from xieshou.content.source.decode import read


def parsers(extensions: tuple[str, ...] = MARKDOWN.extensions) -> tuple[markdown.Markdown, QuickMarkdown]:
    """The stock parser, but for the line ends it puts between blocks, and ours."""
    options: dict[str, dict[str, object]] = {"toc": {"slugify": slugify_unicode}} if "toc" in extensions else {}
    stock = markdown.Markdown(extensions=list(extensions), extension_configs=options)
    stock.treeprocessors.deregister("prettify")
    return stock, QuickMarkdown(extensions, options)


STOCK, QUICK = parsers()
STORIES = sorted((ROOT / "content").rglob("*.md"))


def both(text: str) -> tuple[str, str]:
    return STOCK.reset().convert(text), QUICK.reset().convert(text)


SNIPPETS = [
    "", "甲", "甲\n乙", "a  \nb", "a   \nb", "a \nb", "a\\\nb", "甲  \n乙  \n丙",
    "*a*", "**a**", "***a***", "_a_", "__a__", "___a___", "*a**b*", "**a*b**", "*a _b* c_", "a_b_c", "a*b*c", "* a *",
    "** a **", " _ ", "a _ b * c", "*", "**", "***", "_", "*a", "a*", "**a*", "*a**", "***a**b*", "_a*b_c*",
    "`a`", "``a`b``", "`a", "a`", "`` ` ``", "\\`a`", "`\\`", "\\\\`a`", "`a\nb`", "`*a*`", "*`a*`*",
    "\\*a\\*", "\\\\*a*", "\\_", "\\[a](b)", "\\<b>", "\\&amp;", "a\\", "\\甲",
    "[a](b)", "[a]( b )", "[a](<b c>)", '[a](b "c")', "[a](b 'c')", '[a](b "c"d")', "[a](b(c))", "[a](b", "[a]",
    "[a][]", "[a] [b]",
    "[a][b]\n\n[b]: c", "[b]\n\n[b]: c 'd'", "[b][]\n\n[b]: <c>", "![a](b)", "![a][b]\n\n[b]: c", "![b]\n\n[b]: c",
    "![a]",
    "[![a](b)](c)", "[a *b* c](d)", "*[a](b*c)*", "[a](b)*c*", "[a][b](c)", "[[a]](b)", "[a]]", "!a", "a![", "![[a](b)",
    "<https://a.org>", "<a@b.org>", "<mailto:a@b.org>", "<b>a</b>", "<b", "a<b>c", "<br/>", "<!-- a -->", "<!-- a",
    "<?php a ?>",
    "a <b *c*> d", "<a href='*b*'>c</a>", "1 < 2 > 0", "<>", "< a>", "&amp;", "&lt;b&gt;", "&#169;", "&#xA9;", "&a",
    "& b", "AT&T",
    "a[^1]\n\n[^1]: b", "a[^1]b[^1]\n\n[^1]: c *d*", "[^1]", "[^a b]", "a[^1]\n\n[^1]: `b` [c](d)",
    "# a *b* `c`", "## 甲 {#乙 .丙}", "a {: .b }", "*a*{: .b }", "[a](b){: .c title='d' }", "`a`{: .b }",
    "![a](b){: width=1 }",
    "| a | b |\n|---|---|\n| *c* | `d` |", "| a \\| b |\n|---|\n| `c|d` |", "a\n: *b*", "- *a*\n- `b`\n    - [c](d)",
    "1. a\n2. b",
    "> *a*\n> b  \n> c", "    *a*", "a\n\n    b", "[TOC]\n\n## a\n\n## b", "<div>*a*</div>",
    "<div markdown='1'>*a*</div>",
    "a\x02b\x03", "\x02klzzwxh:0001\x03", "a\u2028b", "\ufeffa", "a\u200bb", "𠮷*𠮷*", "**甲**乙", "甲**乙**丙",
    "“**甲**”", "**“甲”**乙",
    "*a*\\*b*", "a&*b*", "<*a*>", "[*a](b*)", "`a*`*b*", "*a\n\nb*", "__a_b__", "a__b__c", "**a\n**", "  \n", "a  \n",
    "a  \n\nb", "a\n\n ", "  a\n ", "a\n  \nb", "\ta", "a\tb", "a\n===", "a\n---", "a\nb\n---", "a|b\n-|-\nc|d",
    "a | b\nc | d", "a\n- b", "a\n1. b", "- a\nb", "- a\n\nb", "- a\n\n    b\nc", "1. 甲\n乙\n\n   丙", "a\n: b\nc",
    "a\n\n: b\n\n    c", "甲\n# 乙\n丙", "甲\n> 乙", "[^1]: a\nb\n\n    c\n\n[^1]", "甲\n\n\n乙", "甲\n \n \n乙",
    "```\n甲\n```", "~~~ py\na <b>\n~~~\n乙",
]  # fmt: skip


@pytest.mark.parametrize("text", SNIPPETS)
def test_tricky_text_comes_out_as_from_the_stock_parser(text: str) -> None:
    stock, quick = both(text)
    assert quick == stock


@pytest.mark.parametrize("pair", [(one, other) for one in SNIPPETS[9:60:3] for other in SNIPPETS[20:110:7]])
def test_tricky_texts_side_by_side_come_out_as_from_the_stock_parser(pair: tuple[str, str]) -> None:
    stock, quick = both("甲 ".join(pair))
    assert quick == stock


@pytest.mark.soak
@settings(max_examples=times(600), deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*"ab甲 \n*_`[]()!<>&\\:{}|#-^\"'/.1;", "  \n", "**", "![", "](", "[^", "&amp;", "<b>", "</b>", "{: "]
        ),
        max_size=40,
    )
)
def test_any_text_comes_out_as_from_the_stock_parser(pieces: list[str]) -> None:
    stock, quick = both("".join(pieces))
    assert quick == stock


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.name)
def test_every_story_of_the_site_comes_out_as_from_the_stock_parser(path: object) -> None:
    source, _ = read(path, "x")  # type: ignore[arg-type]
    assert source is not None
    stock, quick = both(source.body)
    assert quick == stock
    assert quick


def test_there_are_stories_to_compare() -> None:
    assert len(STORIES) >= 20


@pytest.mark.parametrize(
    "extensions", [(), ("extra",), ("smarty", "wikilinks", "abbr"), ("nl2br", "sane_lists"), ("legacy_em",)]
)
def test_patterns_of_other_extensions_are_tried_as_ever(extensions: tuple[str, ...]) -> None:
    stock, quick = parsers(extensions)
    for text in [*SNIPPETS, "\"甲\" -- ... 'b'", "[[Wiki Link]]", "HTML\n\n*[HTML]: a\n", "a\nb\nc", "_a_b_ __c__"]:
        assert quick.reset().convert(text) == stock.reset().convert(text), text


def test_the_quicker_processor_stands_where_the_stock_one_stood() -> None:
    names = [entry.name for entry in QUICK.treeprocessors._priority]  # type: ignore[attr-defined]
    assert names == [entry.name for entry in STOCK.treeprocessors._priority]  # type: ignore[attr-defined]
    assert isinstance(QUICK.treeprocessors["inline"], TriggeredInline)
