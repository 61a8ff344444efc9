"""The table of settings is made of their schema and remarks: ``pytest --regen`` writes it anew."""

from __future__ import annotations

import re

import pytest

from tests.docs.setting_table import HEADS, setting_table
from tests.docs.test_documents import DOCS


@pytest.mark.parametrize("language", DOCS)
def test_a_page_lists_every_setting_of_the_site(language: str, regen: bool) -> None:
    page = DOCS[language] / "settings.md"
    text = page.read_text("utf-8")
    written = re.compile(rf"^\| {HEADS[language][0]} \|.*\n(?:\|.*\n)*", re.MULTILINE)
    table = setting_table(language)
    if regen:
        page.write_text(written.sub(lambda _: table, text), "utf-8")
        text = page.read_text("utf-8")
    assert written.findall(text) == [table]
