"""Words that no editor typed, and the names of those who did: in the language of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.unit.helpers import LANGUAGES, labels, record, render, story
from tests.unit.rendering import contexts
from xieshou.search.documents import _facts
from xieshou.views import MODELS
from xieshou.views.shared.page_models import EntryModel

NOTED = "正文[^1]，又[^1]。\n\n- [x] 甲\n\n> [!NOTE]\n> 乙\n\n[^1]: 注。\n"


def entries(files: dict[str, str], root: Path) -> dict[str, EntryModel]:
    found = {}
    for page, context in contexts(files, root):
        if page.subject == "article/x" and page.view == "entry":
            model = MODELS[page.view](context)
            assert isinstance(model, EntryModel)
            found[page.language] = model
    return found


def article(author: str, in_english: str, translator: str = "") -> dict[str, str]:
    lines = ("date: 2024-01-01", *([f"author: {author}"] if author else []))
    english = "---\ntitle: T\nsummary: S\n" + (f"author: {in_english}\n" if in_english else "")
    english += (f"translator: {translator}\n" if translator else "") + "---\n"
    return {
        "articles/2024/x.zh.md": story(*lines, text=NOTED),
        "articles/2024/x.en.md": english + NOTED.replace("正文", "Text"),
        "sources/daily.yml": record("日报", "date: 2024"),
    }


def test_the_ways_back_from_notes_and_the_titles_of_notes_are_in_the_language_of_the_page(tmp_path: Path) -> None:
    pages = entries(article("", ""), tmp_path)
    assert set(pages) == set(LANGUAGES)
    for language, page in pages.items():
        words = labels()[language]
        assert page.body.count(f'aria-label="{words("ui.footnote_back")}"') == 2
        assert words("ui.note_note") in page.body
        assert not re.search(r'(?:title|aria-label)="(?:Jump|Permanent|Table)', page.body)


def test_no_library_writes_words_into_a_text() -> None:
    html = "".join(piece for piece in render(NOTED)[0].pieces if isinstance(piece, str))
    assert not re.search("[A-Za-z]{3,}", re.sub(r"<[^>]*>|&nbsp;", "", html))
    assert not re.search(r'\b(?:title|alt|summary)="[^"]*[A-Za-z]', html)


def test_a_translation_has_the_name_of_the_author_as_its_language_writes_it(tmp_path: Path) -> None:
    pages = entries(article("王小明", "Wang Xiaoming"), tmp_path / "both")
    assert (pages["zh"].author, pages["en"].author) == ("王小明", "Wang Xiaoming")
    pages = entries(article("王小明", ""), tmp_path / "one")
    assert (pages["zh"].author, pages["en"].author) == ("王小明", "王小明")


def test_a_translation_names_its_translator_in_the_words_of_its_language(tmp_path: Path) -> None:
    pages = entries(article("王小明", "", "Li Hua"), tmp_path)
    assert (pages["zh"].translator, pages["en"].translator) == ("", "Li Hua")
    assert (labels()["zh"]("ui.translated_by"), labels()["en"]("ui.translated_by")) == ("译", "Translated by")
    assert ("Translated by", "Li Hua") in list(_facts(pages["en"], labels()["en"]))
    assert "Li Hua" not in str(list(_facts(pages["zh"], labels()["zh"])))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ("translation: machine\n", "Machine translation"),
        ("translation: machine\nchecked_by: Wang Fang\n", "Machine translation, checked by Wang Fang"),
        ("translation: human\nchecked_by: Wang Fang\n", "Translation checked by Wang Fang"),
        ("translation: human\n", ""),
    ],
)
def test_readers_are_told_of_a_machine_and_of_who_checked_it(tmp_path: Path, facts: str, said: str) -> None:
    files = article("王小明", "")
    path = next(path for path in files if path.endswith(".en.md"))
    pages = entries(files | {path: files[path].replace("summary:", f"{facts}summary:", 1)}, tmp_path)
    assert (pages["zh"].made, pages["en"].made) == ("", said)
