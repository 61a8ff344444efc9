"""The glossary: in each language's own order, every short form in its column, long lists cut by letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.helpers import Site, catalog_of, story
from xieshou.content.site_file import read_site
from xieshou.language.profiles import profile_of
from xieshou.plan.pages import Page, Plan
from xieshou.views import glossary


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("the two kinds", "t"), ("“Three areas”", "t"), ("The envoy", "e"), ("École", "e"), ("anode", "a"),
        ("123", "#"), ("京", "#"),
    ],
)  # fmt: skip
def test_an_english_name_stands_under_its_letter(name: str, letter: str) -> None:
    assert profile_of("en").collation.initial(name) == letter


def term(slug: str, zh: str, en: str) -> str:
    return f"- slug: {slug}\n  name:\n    zh: {zh}\n    en: {en}\n  summary:\n    zh: 含义。\n    en: Meaning.\n"


def planned(files: dict[str, str], folder: Path) -> list[Page]:
    catalog, problems = catalog_of(files, folder / "content")
    assert problems == []
    site, _, _ = read_site(Site.sound(folder / "site").project)
    assert site is not None
    return list(glossary.plan(Plan(catalog, site)))


TERMS = [
    ("pilot-base", "中试基地", "pilot base"),
    ("academician", "院士", "academician"),
    ("cob", "COB显示", "display"),
]


def test_each_language_has_its_own_order(tmp_path: Path) -> None:
    files = {"glossary.yml": "\n".join(term(*one) for one in TERMS)}
    zh, en = planned(files, tmp_path)
    assert zh.ids("items") == ("term/cob", "term/academician", "term/pilot-base")
    assert en.ids("items") == ("term/academician", "term/cob", "term/pilot-base")
    assert zh.names == en.names == (("zh", "glossary/"), ("en", "en/glossary/"))


def test_a_long_list_is_cut_by_letter_and_a_story_touches_none_of_it(tmp_path: Path) -> None:
    many = [(f"b{number:03}", f"北{number}", f"beta {number:03}") for number in range(100)]
    many += [(f"c{number:03}", f"长{number}", f"gamma {number:03}") for number in range(30)]
    files = {"glossary.yml": "\n".join(term(*one) for one in many)}
    pages = planned(files, tmp_path / "before")
    assert [page.address for page in pages if page.language == "en"] == [
        "en/glossary/", "en/glossary/~b/~1/", "en/glossary/~b/~2/", "en/glossary/~g/",
    ]  # fmt: skip
    assert [page.address for page in pages if page.language == "zh"][-1] == "glossary/~c/"
    listed = [id_ for page in pages if page.language == "zh" for id_ in page.ids("items")]
    assert sorted(listed) == sorted(f"term/{slug}" for slug, _, _ in many)
    assert all(len(page.ids("items")) <= 80 for page in pages)
    assert pages[1].names == ((pages[1].language, pages[1].address),), "a letter is no translation of another"
    files["articles/2024/a.zh.md"] = story("date: 2024", "glossary:", "  - b001")
    assert planned(files, tmp_path / "after") == pages
