"""The allow-list: what is recognised as plain is, byte for byte, what parsing and writing it anew would give."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.soak import times
from tests.unit.snippets import SNIPPETS, STORIES
from xieshou.content.markdown.html_writer import written
from xieshou.content.markdown.parser import Parser
from xieshou.content.markdown.sanitize import sanitised
from xieshou.content.source.decode import read

PARSER = Parser()
ANEW = "<"
"""A text that holds a tag: its HTML is always parsed."""
LINKS = [
    "[a](https://a.org/b?c=d&e=f)", "[a](javascript:alert)", "[a](JaVaScRiPt:alert)", "[a](java&#115;cript:x)",
    "[a](data:text/html,x)", "[a](//a.org)", "[a](/b)", "[a](#b)", "[a](b.md)", "[a](project:b)", "[a](project:b 'c')",
    "[*a*](project:b)", "[](indicator:a#2023)", "[a](https:javascript:x)", "[a](<https://a.org/b c>)",
    "[a b](mailto:x)",
    "[a\u00a0b](project:c)", "[a [b](project:c)](project:d)", "![a](figure:b)", "[![a](figure:b)](project:c)",
    '[a](https://a.org/"onclick=x)', "[a](https://a.org/'x)", "[a](vbscript:x)", "[a]( project:b )", "[甲](https://甲.cn/乙)",
]  # fmt: skip
BLOCKS = [
    "## 甲\n\n", "> 甲\n> 乙\n\n", "> > 甲\n\n", "- 甲\n- 乙\n\n", "- 甲\n\n    - 乙\n\n", "1. 甲\n2. 乙\n\n",
    "3. 甲\n\n",
    "> - 甲\n\n", "> ## 甲\n\n", "- ## 甲\n\n", "- > 甲\n\n", "* * *\n\n", "甲  \n乙\n\n", "    甲\n\n", "甲\n: 乙\n\n",
    "| 甲 | 乙 |\n|---|--:|\n| 丙 | 丁 |\n\n", "甲[^1]\n\n[^1]: 乙\n\n", "## 甲 {#乙}\n\n", "甲 {: .乙 }\n\n",
    "# 甲\n\n",
    "**甲** *乙* ***丙***\n\n", "**甲 *乙* 丙**\n\n", "*a*b*c*\n\n", "甲\u00a0乙 & \" ' >\n\n",
    "甲 &nbsp; &lt; &#60;b&#62;\n\n",
]  # fmt: skip


def compared(text: str) -> bool:
    """Whether the HTML of ``text`` was recognised; it comes out the same in any case."""
    html = written(PARSER.parse(text))
    found = sanitised(html, text)
    assert found == sanitised(html, ANEW)
    return found is html


@pytest.mark.parametrize("text", [*SNIPPETS, *LINKS, *BLOCKS])
def test_recognised_or_parsed_html_is_the_same(text: str) -> None:
    compared(text)


@pytest.mark.soak
@settings(max_examples=times(600), deadline=None)
@given(st.lists(st.sampled_from([*LINKS, *BLOCKS, " ", "\n\n", "甲", "a\nb", "**", "*", "_", "`", "[", "](", ")"])))
def test_any_text_is_the_same(pieces: list[str]) -> None:
    compared("".join(pieces))


def test_stories_are_the_same_and_plain_ones_are_recognised() -> None:
    bodies = [source.body for path in STORIES if (source := read(path, "x")[0])]
    found = [compared(body) for body in bodies]
    assert any(found)
    assert compared("## 甲\n\n**乙** 与[丙](project:a)。\n\n- 丁\n- 戊 & 己\n")


@pytest.mark.parametrize("html", ["<p onclick=x>a</p>", "<script>a</script>", "<p>a</p><style>b</style>", "<iframe>"])
def test_what_no_markdown_makes_is_taken_away_whatever_the_text(html: str) -> None:
    assert not {"onclick", "<script", "<style", "<iframe"} & set(sanitised(html, "a").replace(">", " ").split())
    assert sanitised(html, "a") == sanitised(html, ANEW)
