"""What the smallest pieces of a page say of the language of what they show."""

from __future__ import annotations

import pytest

from xieshou.render.pieces import words
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


def test_a_text_of_several_lines_quotes_in_each() -> None:
    assert (
        words(LocalizedText("one 甲\ntwo", lines=True, quotes="zh"), block=True)
        == '<p>one <span lang="zh">甲</span></p><p>two</p>'
    )
