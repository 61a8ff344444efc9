"""The pages on errors and warnings are made of the records: ``pytest --regen`` writes them anew."""

from __future__ import annotations

import pytest

from tests.docs.test_documents import DOCS
from xieshou.cli.options import LABELS
from xieshou.cli.problem_page import handbook_pages
from xieshou.language.problem_records import codes


@pytest.mark.parametrize("language", DOCS)
def test_the_pages_on_problems_are_what_the_records_say(language: str, regen: bool) -> None:
    folder = DOCS[language] / "problems"
    pages = handbook_pages(LABELS[language])
    if regen:
        folder.mkdir(exist_ok=True)
        for path in folder.glob("*.md"):
            path.unlink()
        for name, text in pages.items():
            (folder / name).write_text(text, "utf-8")
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == pages
    headings = [line for text in pages.values() for line in text.splitlines() if line.startswith("## ")]
    assert {f"## {code}" for code in codes()} <= {*headings}
