"""How long an article takes to read, as its page says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rendering import contexts
from tests.unit.test_pages import FILES
from xieshou.views.entry.story import Story


@pytest.mark.parametrize(("characters", "minutes"), [(90, 1), (1_590, 4)])
def test_chinese_is_timed_by_the_character(characters: int, minutes: int, tmp_path: Path) -> None:
    # Links cut a text in pieces: all of them are read.
    text = (
        "新材料与煤化工，" * (characters // 16) + "见[单位](organisation:a)。" + "新材料与煤化工，" * (characters // 16)
    )
    assert _minutes(text, tmp_path) == minutes


@pytest.mark.parametrize(("words", "minutes"), [(60, 1), (1_000, 5)])
def test_other_languages_by_the_word(words: int, minutes: int, tmp_path: Path) -> None:
    assert _minutes("word " * (words // 2) + "[unit](organisation:a) " + "word " * (words // 2), tmp_path) == minutes


def _minutes(text: str, root: Path) -> int:
    story = FILES["articles/2024/x.zh.md"].replace("正文", text)
    files = {**FILES, "articles/2024/x.zh.md": story}
    return next(Story.of(context).minutes() for page, context in contexts(files, root) if page.subject == "article/x")
