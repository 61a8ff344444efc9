"""What the smallest pieces of a page say of the language of what they show."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from xieshou.render.pieces import linked, paragraphs, words
from xieshou.views.shared.models import LocalizedText


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            LocalizedText("printed as 甲—乙 & once as 丙", quotes="zh"),
            'printed as <span lang="zh">甲—乙</span> &amp; once as <span lang="zh">丙</span>',
        ),
        (LocalizedText("印作甲乙"), "印作甲乙"),
        (
            LocalizedText("printed as 甲", "en", quotes="zh"),
            '<span lang="en">printed as <span lang="zh">甲</span></span>',
        ),
    ],
)
def test_han_quoted_in_another_language_is_said_to_be_chinese(text: LocalizedText, html: str) -> None:
    assert words(text) == html


def test_a_text_of_several_lines_is_shown_as_it_was_typed() -> None:
    text = LocalizedText("one 甲\ntwo <b>\n\n\nthree\n", quotes="zh")
    assert words(text, block=True) == '<p>one <span lang="zh">甲</span><br>two &lt;b&gt;</p><p>three</p>'
    assert words(LocalizedText("one\ntwo"), block=True) == "one<br>two"
    assert words(LocalizedText("one\n\ntwo", "en")) == (
        '<span lang="en"><span class="xs-par">one</span><span class="xs-par">two</span></span>'
    )


def test_paragraphs_carry_what_a_paragraph_has() -> None:
    text = LocalizedText("一\n\n二", "zh")
    assert paragraphs(text, "xs-lede", Markup("<sup>1</sup>")) == (
        '<p class="xs-lede" lang="zh">一</p><p class="xs-lede" lang="zh">二<sup>1</sup></p>'
    )
    assert paragraphs(LocalizedText("一")) == "<p>一</p>"


def test_links_are_links_and_nothing_else_is_markup() -> None:
    text = LocalizedText('[京ICP备1号](https://beian.miit.gov.cn/?a=1&b="2") & <b>, https://example.org/a.')
    assert linked(text) == (
        "[京ICP备1号]("
        '<a href="https://beian.miit.gov.cn/?a=1&amp;b=">https://beian.miit.gov.cn/?a=1&amp;b=</a>'
        "&#34;2&#34;) &amp; &lt;b&gt;, "
        '<a href="https://example.org/a">https://example.org/a</a>.'
    )
    assert linked(LocalizedText("[a & b](mailto:a@example.org)")) == '<a href="mailto:a@example.org">a &amp; b</a>'
    assert "href" not in linked(LocalizedText("[x](javascript:alert(1)) [y](data:text/html,z)"))
