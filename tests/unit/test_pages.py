"""Planned pages: a key changes with everything the page shows, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.helpers import SOURCED, Site, catalog_of, record, site_file, story
from xieshou.content.catalog import Catalog
from xieshou.content.kinds import KINDS
from xieshou.plan.cache import page_stub
from xieshou.plan.navigation import SECTIONS, filled, tabs
from xieshou.plan.pages import Page, Plan, base_key, full_key, options, page_from
from xieshou.plan.site_values import SiteValues
from xieshou.views import MODELS, plan_pages

BAKER = b"baker"
FILES = {
    "organisations/a.yml": record("甲"),
    "organisations/b.yml": record("乙"),
    "articles/2024/x.zh.md": story("date: 2024", "organisations:", "  - a"),
    "articles/2024/y.zh.md": story("date: 2023"),
}
PAGE = Page(
    "news/2024/x/", "zh", "article", "entry", "article/x", (("links", ("organisation/a",)),), ("organisation/b",),
    options({"below": (), "a": 1}), (("zh", "news/2024/x/"),),
)  # fmt: skip


def key(page: Page, catalog: Catalog, build_fingerprint: bytes) -> bytes:
    """A page's key, as the plan has it."""
    values = SiteValues(site_file())
    found = page_stub(page, catalog, values, build_fingerprint)
    assert found.key == full_key(
        base_key(page, catalog, values, build_fingerprint),
        (catalog.cards[id_].content_digest for id_ in page.all_content_deps),
    )
    return found.key


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return catalog_of(FILES, tmp_path / "s")[0]


def test_the_same_page_has_the_same_key(catalog: Catalog) -> None:
    assert key(PAGE, catalog, BAKER) == key(Page(*PAGE), catalog, BAKER)


@pytest.mark.parametrize(
    "change",
    [
        {"address": "news/2024/z/"},
        {"language": "en"},
        {"view": "index"},
        {"subject": "article/y"},
        {"subject": ""},
        {"metadata_deps": (("links", ("organisation/b",)),)},
        {"metadata_deps": (("items", ("organisation/a",)),)},
        {"metadata_deps": ()},
        {"content_deps": ()},
        {"content_deps": ("organisation/a",)},
        {"options": options({"below": (), "a": 2})},
        {"options": ()},
    ],
    ids=str,
)
def test_the_key_changes_with_each_part_of_the_page(catalog: Catalog, change: dict[str, object]) -> None:
    assert key(PAGE._replace(**change), catalog, BAKER) != key(PAGE, catalog, BAKER)  # type: ignore[arg-type]


def test_the_key_changes_with_the_baker(catalog: Catalog) -> None:
    assert key(PAGE, catalog, b"another") != key(PAGE, catalog, BAKER)


@pytest.mark.parametrize(
    ("name", "old", "new", "changes"),
    [
        ("articles/2024/x.zh.md", "正文", "另文", True),  # the page's own text
        ("organisations/a.yml", "甲", "丙", True),  # the name of what it lists
        ("organisations/a.yml", "name:", "note:\n  zh: 注\nname:", False),  # what lists do not show
        ("organisations/b.yml", "name:", "note:\n  zh: 注\nname:", True),  # an entry it reads whole
        ("articles/2024/y.zh.md", "正文", "另文", False),  # an entry it does not name
        ("articles/2024/y.zh.md", "标题", "题目", False),
    ],
)
def test_the_key_changes_with_what_the_page_shows_of_entries_and_no_more(
    tmp_path: Path, catalog: Catalog, name: str, old: str, new: str, changes: bool
) -> None:
    edited, _ = catalog_of({**FILES, name: FILES[name].replace(old, new, 1)}, tmp_path / "edited")
    assert (key(PAGE, edited, BAKER) != key(PAGE, catalog, BAKER)) is changes


def keys(files: dict[str, str], root: Path) -> dict[str, bytes]:
    catalog, problems = catalog_of(files, root)
    assert problems == []
    return {page.path: key(page, catalog, BAKER) for page in plan_pages(Plan(catalog, site_file()))}


def test_editing_the_text_of_a_story_makes_none_but_its_own_page_new(tmp_path: Path) -> None:
    before = keys(FILES, tmp_path / "a")
    after = keys(
        {**FILES, "articles/2024/x.zh.md": FILES["articles/2024/x.zh.md"].replace("正文", "另文")}, tmp_path / "b"
    )
    assert {path for path in before if before[path] != after[path]} == {"news/2024/x/index.html"}
    assert before.keys() == after.keys()


def test_editing_the_title_of_a_story_makes_every_page_new_that_shows_it(tmp_path: Path) -> None:
    before = keys(FILES, tmp_path / "a")
    after = keys(
        {**FILES, "articles/2024/x.zh.md": FILES["articles/2024/x.zh.md"].replace("标题", "新题")}, tmp_path / "b"
    )
    changed = {path for path in before if before[path] != after[path]}
    assert {
        "news/2024/x/index.html",
        "index.html",
        "news/index.html",
        "news/2024/index.html",
        "organisations/a/index.html",
    } <= changed
    assert not {"organisations/b/index.html", "places/index.html", "404.html"} & changed


def test_every_page_names_a_view_and_a_section_that_exist(tmp_path: Path) -> None:
    catalog, _ = catalog_of(FILES, tmp_path / "s")
    for page in plan_pages(Plan(catalog, site_file())):
        assert page.view in MODELS
        assert page.section in SECTIONS
        for id_ in (*page.content_deps, *(id_ for _, ids in page.metadata_deps for id_ in ids)):
            assert id_ in catalog.cards, page.path


def test_an_entry_stands_under_its_language_and_kind_an_article_under_the_year_of_its_folder(tmp_path: Path) -> None:
    files = {**FILES, "articles/2024/y.en.md": "---\ntitle: Y\nsummary: S\n---\nText.\n"}
    catalog, _ = catalog_of(files, tmp_path / "s")
    plan = Plan(catalog, site_file())
    both, one = catalog.cards["article/y"], catalog.cards["article/x"]
    assert plan.names(both) == (("zh", "news/2024/y/"), ("en", "en/news/2024/y/")), "dated 2023"
    assert plan.names(one) == (("zh", "news/2024/x/"),)
    assert plan.address(one, "en") == "news/2024/x/"
    assert plan.address(catalog.cards["organisation/a"], "en") == "en/organisations/a/"


def test_a_tab_leads_to_the_first_of_its_lists_that_holds_something(tmp_path: Path) -> None:
    catalog, _ = catalog_of(FILES, tmp_path / "s")
    paths = [page.path for page in plan_pages(Plan(catalog, site_file()))]
    lists = filled(site_file(), paths)
    assert {"", "news/", "organisations/", "timeline/", "data/", "glossary/"} <= lists
    assert not {"projects/", "envoys/", "cooperation/"} & lists, "there is none"


def test_every_list_stands_under_one_tab() -> None:
    """By the engine's own tabs, and by those of a site that names few: what it leaves out joins what it belongs to."""
    words = {"zh": "甲", "en": "A"}
    few = [
        {"name": words, "pages": ["organisations"]},
        {"name": words, "pages": ["articles", "timeline"]},
        {"name": words, "pages": ["indicators"]},
    ]
    for nav in ([], few):
        site = site_file(nav=nav)
        pages = [page for tab in tabs(site) for page in tab.pages]
        assert len(pages) == len(set(pages))
        assert {*KINDS, "timeline", "cooperation", "data"} <= set(pages)
    first, second, third = tabs(site)
    assert first.pages[:1] == ("organisation",)
    assert {"envoy", "place", "cooperation"} <= set(first.pages)
    assert {"topic", "figure", "file"} <= set(second.pages)
    assert {"source", "discrepancy", "term", "data", "project", "platform"} <= set(third.pages), (
        "the last takes what is left"
    )


def test_a_page_is_the_same_after_it_was_kept() -> None:
    assert page_from(PAGE.packed()) == PAGE


def test_a_page_is_written_as_the_index_of_its_folder() -> None:
    assert Page("", "zh", "home", "home").path == "index.html"
    assert Page("news/2024/", "zh", "article", "index").path == "news/2024/index.html"
    assert Page("404.html", "zh", "other", "missing").path == "404.html"


def test_a_build_of_the_same_content_plans_the_same_pages(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    first, second = site.plan(), site.plan()
    assert first.stubs == second.stubs
    assert len(first.stubs) > 30
    site.add("organisations/buct.yml", record("另名"))
    assert site.plan().stubs != first.stubs


def test_the_end_of_an_embargo_changes_the_plan_and_nothing_else_does(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    site.add("articles/2024/late.zh.md", story("date: 2024", "publish_at: 2026-01-01", *SOURCED))
    site.add("articles/2024/late.en.md", "---\ntitle: L\nsummary: S\n---\nText.\n")
    moment = 1_767_196_800  # 2026-01-01 00:00 in China
    before, later = site.plan(moment - 100_000), site.plan(moment - 1)
    assert before.stubs == later.stubs
    assert "news/2024/late/index.html" not in {one.path for one in later.stubs}
    assert "news/2024/late/index.html" in {one.path for one in site.plan(moment).stubs}
    assert site.plan(moment - 1).stubs == later.stubs
