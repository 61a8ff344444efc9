"""An article has the date it was written and may name the period it covers."""

from __future__ import annotations

from pathlib import Path

from tests.unit.helpers import story
from tests.unit.rendering import contexts, rendered
from xieshou.outputs import OUTPUTS
from xieshou.views.entry import page as entry_page
from xieshou.views.lists import index

STORY = "articles/2024/told.zh.md"
DATED = ("date: 2026-11-30", "covers: 2023/2024")


def test_page_and_list_show_when_it_was_written_and_what_it_covers(tmp_path: Path) -> None:
    files = {STORY: story(*DATED), "articles/2025/plain.zh.md": story("date: 2025-03")}
    seen = {page.address: context for page, context in contexts(files, tmp_path)}
    told = entry_page.model(seen["news/2024/told/"])
    assert (told.date and told.date.text) == "2026年11月30日"
    assert (told.published and told.published.machine) == "2026-11-30", "what citations and shared links say"
    assert (told.covers and told.covers.text) == "2023年至2024年"
    assert entry_page.model(seen["news/2025/plain/"]).covers is None
    (row,) = seen["news/"].item("article/told").facts
    assert (row.field, row.named) == ("covers", True), "a second date says what it is"


def test_lists_timeline_and_calendars_go_by_the_date_of_writing_and_the_address_by_the_folder(tmp_path: Path) -> None:
    files = {STORY: story(*DATED), "articles/2025/plain.zh.md": story("date: 2025-03")}
    pages = {page.address: context for page, context in contexts(files, tmp_path)}
    assert "news/2024/told/" in pages
    assert [item.id for group in index.model(pages["news/"]).groups for item in group.items] == [
        "article/told",
        "article/plain",
    ]
    calendar = OUTPUTS["calendar"].text(pages["timeline/2026.ics"])
    assert "DTSTART;VALUE=DATE:20261130" in calendar
    assert "timeline/2023.ics" not in pages


def test_tables_have_a_column_for_what_an_article_covers(tmp_path: Path) -> None:
    files = {STORY: story(*DATED), "articles/2024/plain.zh.md": story("date: 2024")}
    texts = rendered(files, tmp_path, {"table", "records"})
    head, *rows = texts["data/articles-2024.csv"].splitlines()
    assert head.split(",").count("covers") == 1
    place = head.split(",").index("covers")
    assert {row.split(",")[place] for row in rows} == {"2023/2024", ""}
    assert '"covers": "2023/2024"' in texts["data/articles-2024.json"]
    assert texts["data/articles-2024.json"].count("covers") == 1


def test_the_lists_of_years_are_those_of_the_addresses(tmp_path: Path) -> None:
    files = {STORY: story(*DATED), "articles/2025/plain.zh.md": story("date: 2025-03")}
    addresses = {page.address for page, _ in contexts(files, tmp_path)}
    assert {"news/2024/", "news/2025/"} <= addresses
    assert "news/2026/" not in addresses
