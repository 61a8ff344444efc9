"""Questions across entries: references that lead nowhere, links to what is hidden, amounts without evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.helpers import SOURCED, Site, details, places, record, story
from xieshou.core.problems import Severity


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.sound(tmp_path / "site")


ENGLISH = "---\ntitle: T\nsummary: S\n---\nText.\n"


def of_links(site: Site) -> list[str]:
    """What is found, but for what is said of translations beside their originals."""
    return [one for one in site.found() if "translation-" not in one]


def test_an_unknown_name_in_a_field_gives_the_nearest_at_its_line(site: Site) -> None:
    site.add("projects/x.yml", record("甲", "partners:", "  - organisation: buctt", "    side: beijing"))
    (found,) = site.problems()
    assert (found.code, found.line, found.column, found.field) == (
        "reference-unknown-near",
        5,
        19,
        "partners.0.organisation",
    )
    assert details(found) == {"kind": "organisation", "slug": "buctt", "near": "buct"}


def test_an_unknown_name_in_a_list_of_records_has_the_line_of_its_record(site: Site) -> None:
    site.add(
        "places.yml",
        "- slug: a\n  name:\n    zh: 甲\n    en: A\n- slug: b\n  name:\n    zh: 乙\n    en: B\n  parent: ab\n",
    )
    assert site.found() == ["content/places.yml:9:11 reference-unknown-near"]


def test_an_unknown_name_in_a_text_has_the_line_and_column_of_the_link(site: Site) -> None:
    site.add(
        "articles/2024/x.zh.md",
        story("date: 2024", "topics: ", "  - envoys", *SOURCED, text="\n一\n\n见[甲](organisation:bucc)。\n"),
    )
    site.add("articles/2024/x.en.md", ENGLISH)
    assert of_links(site) == ["content/articles/2024/x.zh.md:13:6 reference-unknown-near"]


def test_names_of_another_kind_are_not_near(site: Site) -> None:
    site.add("projects/x.yml", record("甲", "topics:", "  - buct"))
    assert site.found() == ["content/projects/x.yml:5:5 named-elsewhere"]


def test_every_wrong_reference_is_reported_at_once(site: Site) -> None:
    site.add("projects/x.yml", record("甲", "place: a", "field: b", "topics:", "  - c", "sources:", "  - d"))
    assert [one.line for one in site.problems()] == [4, 5, 7, 9]


@pytest.mark.parametrize("line", ["draft: true", "withdrawn: true", "publish_at: 2030-01-01"])
def test_a_link_to_what_is_hidden_is_an_error_and_a_field_that_names_it_is_none(site: Site, line: str) -> None:
    site.add("organisations/x.yml", record("甲", line))
    site.add("articles/2024/x.en.md", ENGLISH)
    site.add("articles/2024/x.zh.md", story("date: 2024", *SOURCED, "organisations:", "  - x"))
    assert site.found() == []
    site.add("articles/2024/x.zh.md", story("date: 2024", *SOURCED, text="见[甲](organisation:x)。\n"))
    assert [one.rpartition(" ")[0] for one in of_links(site)] == ["content/articles/2024/x.zh.md:8:6"]


def test_a_draft_may_link_to_a_draft(site: Site) -> None:
    site.add("organisations/x.yml", record("甲", "draft: true"))
    site.add("articles/2024/x.zh.md", story("date: 2024", "draft: true", text="见[甲](organisation:x)。\n"))
    assert site.found() == []


def test_a_link_in_a_translation_is_checked_like_one_in_the_original(site: Site) -> None:
    site.add("organisations/x.yml", record("甲", "draft: true"))
    site.add(
        "articles/2024/east-wind.en.md",
        "---\ntitle: T\nsummary: S\n---\nSee [a](organisation:x) and [b](topic:none).\n",
    )
    assert of_links(site) == [
        "content/articles/2024/east-wind.en.md:5:9 reference-hidden",
        "content/articles/2024/east-wind.en.md:5:33 reference-unknown",
    ]


def test_an_amount_without_a_source_is_an_error(site: Site) -> None:
    site.add("projects/x.yml", record("甲", "investment: 1.3亿元"))
    assert site.found() == ["content/projects/x.yml:4:13 evidence-missing"]
    site.add("projects/x.yml", record("甲", "investment: 1.3亿元", "sources:", "  - daily"))
    assert site.found() == []


def test_an_amount_deeper_in_a_record_wants_a_source_too(site: Site) -> None:
    site.add("projects/x.yml", record("甲", "scale:", "  - what:", "      zh: 占地", "    value: 300亩"))
    assert site.found() == ["content/projects/x.yml:7:12 evidence-missing"]


def test_readings_bring_their_own_sources(site: Site) -> None:
    site.add(
        "indicators/x.yml",
        record("甲", "observations:", "  - period: 2023", "    value: 47个", "    sources:", "      - daily"),
    )
    assert site.found() == []


def test_a_language_that_lacks_an_entry_is_a_warning(site: Site) -> None:
    site.add("articles/2024/x.zh.md", story("date: 2024", *SOURCED))
    (found,) = site.problems()
    assert (found.code, found.severity, details(found)["language"]) == ("translation-missing", Severity.WARNING, "en")


def test_an_article_without_sources_is_an_error_and_a_draft_without_them_is_none(site: Site) -> None:
    site.add("articles/2024/x.en.md", ENGLISH)
    site.add("articles/2024/x.zh.md", story("date: 2024"))
    assert site.found() == ["content/articles/2024/x.zh.md:4:1 article-without-sources"]
    site.add("articles/2024/x.zh.md", story("date: 2024", "draft: true"))
    assert site.found() == []


def test_a_hidden_entry_is_not_said_to_lack_a_language(site: Site) -> None:
    site.add("articles/2024/x.zh.md", story("date: 2024", "draft: true"))
    assert site.found() == []


def test_one_slip_in_a_record_does_not_make_every_mention_of_it_wrong(site: Site) -> None:
    site.add("organisations/buct.yml", record("甲", "tpye: university"))
    assert site.found() == ["content/organisations/buct.yml:4:1 field-unknown-near"]


def test_one_slip_in_a_list_file_does_not_make_every_mention_of_it_wrong(site: Site) -> None:
    site.add("topics.yml", "- slug: envoys\n  name:\n    zh: 甲\n    en: A\n  tpye: theme\n")
    assert site.found() == ["content/topics.yml:5:3 field-unknown-near"]


def test_what_the_site_file_names_must_exist(site: Site) -> None:
    text = (site.root / "content" / "site.yml").read_text(encoding="utf-8")
    site.add("site.yml", text + "  envoy: nobody\n")
    assert site.found() == ["content/site.yml:35:10 reference-unknown"]


def test_without_a_site_file_there_is_a_problem_and_no_crash(site: Site) -> None:
    (site.root / "content" / "site.yml").unlink()
    assert site.found() == ["content/site.yml:1:1 file-unreadable"]


def test_problems_of_all_files_come_in_the_order_of_files_and_lines(site: Site) -> None:
    for name in ("b", "a", "c"):
        site.add(f"projects/{name}.yml", record("甲", "zzz: 1", "type: 2"))
    found = site.problems()
    assert len(found) == 6
    assert [one.order for one in found] == sorted(one.order for one in found)
    assert places(found)[0].startswith("content/projects/a.yml:4:1")


# -- translations beside their originals


def beside(site: Site, chinese: str, english: str, *facts: str) -> list[str]:
    """What is said of a story in Chinese and its translation."""
    site.add("articles/2024/x.zh.md", story("date: 2024", *SOURCED, *facts, text=chinese))
    site.add("articles/2024/x.en.md", f"---\ntitle: T\nsummary: S\n---\n{english}")
    return [one.removeprefix("content/articles/2024/") for one in site.found()]


def test_a_translation_with_other_footnotes_is_a_warning(site: Site) -> None:
    chinese = "甲[^1]乙[^2]丙[^2]。\n\n[^1]: 一\n[^2]: 二\n"
    assert beside(site, chinese, "A[^a] b.\n\n[^a]: One\n") == ["x.en.md:1:1 translation-notes"]
    (found,) = site.problems()
    assert details(found) == {"other": "content/articles/2024/x.zh.md", "count": "1", "known": "2"}
    assert beside(site, chinese, "A[^a] b[^b].\n\n[^a]: One\n[^b]: Two\n") == []


def test_a_translation_that_links_elsewhere_is_a_warning_at_what_is_too_much(site: Site) -> None:
    both = "见[甲](organisation:buct)和[乙](topic:envoys)。\n"
    assert beside(site, both, "See [b](topic:envoys),\nthen [](organisation:buct).\n") == []
    assert beside(site, both, "See [b](topic:envoys).\n") == ["x.en.md:1:1 translation-lacks"]
    (found,) = site.problems()
    assert details(found)["value"] == "organisation:buct"
    assert beside(site, "见[乙](topic:envoys)。\n", "See [b](topic:envoys).\n\nAnd [a](organisation:buct).\n") == [
        "x.en.md:7:9 translation-adds"
    ]


def test_a_translation_that_quotes_another_value_is_a_warning(site: Site) -> None:
    lines = [f"  - period: {year}\n    value: 4个\n    sources:\n      - daily" for year in (2022, 2023)]
    site.add("indicators/v.yml", record("甲", "observations:", *lines))
    chinese = "有[](indicator:v#2023)。\n"
    assert beside(site, chinese, "There are [](indicator:v#2023).\n") == []
    assert beside(site, chinese, "There are [four](indicator:v).\n") == []
    assert beside(site, chinese, "There are [](indicator:v#2022).\n") == [
        "x.en.md:1:1 translation-lacks",
        "x.en.md:5:14 translation-adds",
    ]


def test_the_texts_of_a_record_are_compared_too_and_drafts_are_not(site: Site) -> None:
    site.add("projects/x.yml", record())
    site.add("projects/x.zh.md", "见[甲](organisation:buct)。\n")
    site.add("projects/x.en.md", "Text.\n")
    assert site.found() == ["content/projects/x.en.md:1:1 translation-lacks"]
    (site.root / "content/projects/x.en.md").unlink()
    site.add("articles/2024/x.zh.md", story("date: 2024", *SOURCED, text="见[甲](organisation:buct)。\n"))
    site.add("articles/2024/x.en.md", "---\ntitle: T\nsummary: S\ndraft: true\n---\nText.\n")
    assert site.found() == ["content/articles/2024/x.zh.md:1:1 translation-missing"]


def test_a_warning_moves_with_its_line_though_nothing_else_has_changed(site: Site) -> None:
    more = "And [a](organisation:buct).\n"
    assert beside(site, "甲。\n", more) == ["x.en.md:5:9 translation-adds"]
    assert beside(site, "甲。\n", f"One.\n\n{more}") == ["x.en.md:7:9 translation-adds"]
