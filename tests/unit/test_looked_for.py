"""Photographs that are not held: no frame anywhere, a word where they are missed, and all of them in one list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.helpers import SOURCED, Site, catalog_of, details, record, site_file, story
from xieshou.plan.pages import Plan
from xieshou.views.lists import index

WORDS = ("caption:", "  zh: 图", "  en: P", "alt:", "  zh: 图", "  en: P")
LOST = record("旧照", "type: caption-only", *WORDS)
DRAWN = record("插图", "type: illustration", "image: illustrations/x.svg", *WORDS)
CHART = record("图表", "type: chart", *WORDS, "chart:", "  form: bar", "  indicators:", "    - works")
READINGS = [
    line
    for period in (2022, 2023)
    for line in (f"  - period: {period}", "    value: 4个", "    sources:", "      - changzhi-daily-2024-special-page")
]


def covers(site: Site, *lines: str) -> list[str]:
    """What is found of covers where a story has these lines."""
    site.add("figures/lost.yml", LOST)
    site.add("figures/drawn.yml", DRAWN)
    site.add("figures/chart.yml", CHART)
    site.add("indicators/works.yml", record("工厂", "observations:", *READINGS))
    site.add("articles/2024/x.zh.md", story("date: 2024", *lines, *SOURCED))
    return [one for one in site.found() if "cover-" in one]


def test_a_cover_that_is_not_held_is_a_warning_at_its_line(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    assert covers(site, "cover: lost") == ["content/articles/2024/x.zh.md:5:8 cover-without-picture"]
    (found,) = (one for one in site.problems() if one.code == "cover-without-picture")
    assert (found.severity.value, found.field, details(found)) == ("warning", "cover", {"value": "lost"})


@pytest.mark.parametrize("lines", [("cover: drawn",), ("cover: chart",), (), ("cover: lost", "draft: true")])
def test_a_cover_that_is_seen_is_none_and_a_draft_is_not_told(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert covers(Site.sound(tmp_path / "site"), *lines) == []


def test_all_that_is_looked_for_is_in_front_of_a_long_list(tmp_path: Path) -> None:
    files = {f"figures/drawn-{n:03}.yml": DRAWN for n in range(90)} | {
        f"figures/lost-{n:03}.yml": LOST for n in range(30)
    }
    catalog, _ = catalog_of(files, tmp_path)
    pages = index.plan(Plan(catalog, site_file()))
    ids = next(page for page in pages if page.address == "figures/").ids("items")
    assert sum("lost" in id_ for id_ in ids) == 30
    assert sum("drawn" in id_ for id_ in ids) == index.FRONT
    assert ["lost" in id_ for id_ in ids] == sorted("lost" in id_ for id_ in ids)
