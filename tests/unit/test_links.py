"""Links to entries in hand-written pages: resolved from where the page stands, reported where they fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.helpers import catalog_of, details, places, record, site_file, story
from xieshou.build.doc_links import resolved
from xieshou.core.problems import Problem
from xieshou.plan.pages import Plan


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    files = {
        "organisations/buct.yml": record(),
        "articles/2024/a.zh.md": story("date: 2024"),
        "projects/hidden.yml": record("甲", "draft: true"),
    }
    return Plan(catalog_of(files, tmp_path / "s")[0], site_file())


def resolve(plan: Plan, text: str, address: str = "about/", language: str = "zh") -> tuple[str, list[Problem]]:
    return resolved(text, "docs/about.md", address, language, lambda: plan)


@pytest.mark.parametrize(
    ("address", "language", "expected"),
    [
        ("about/", "zh", "../organisations/buct/"),
        ("en/about/", "en", "../../en/organisations/buct/"),
        ("", "zh", "./organisations/buct/"),
    ],
)
def test_a_link_leads_from_the_page_to_the_entry_in_its_language(
    plan: Plan, address: str, language: str, expected: str
) -> None:
    text, problems = resolve(plan, "见[北化大](organisation:buct)。", address, language)
    assert problems == []
    assert text == f"见[北化大]({expected})。"


def test_an_entry_without_translation_is_linked_in_its_own_language(plan: Plan) -> None:
    assert resolve(plan, "[a](article:a)", "en/about/", "en")[0] == "[a](../../news/2024/a/)"


def test_a_part_and_a_title_of_the_link_are_kept(plan: Plan) -> None:
    assert resolve(plan, "[a](organisation:buct#b)")[0] == "[a](../organisations/buct/#b)"
    assert resolve(plan, '[a](organisation:buct "题")')[0] == '[a](../organisations/buct/ "题")'


def test_a_link_that_leads_nowhere_is_reported_at_its_place_with_the_nearest(plan: Plan) -> None:
    text, problems = resolve(plan, "一\n\n见[甲](organisation:buctt)和[乙](topic:none)。")
    assert places(problems) == ["docs/about.md:3:6 reference-unknown-near", "docs/about.md:3:30 reference-unknown"]
    assert details(problems[0])["near"] == "buct"
    assert "organisation:buctt" in text


def test_a_link_to_what_is_hidden_is_reported_and_its_name_not_given_away(plan: Plan) -> None:
    _, problems = resolve(plan, "[甲](project:hidden)[乙](project:hiden)")
    assert [one.code for one in problems] == ["reference-unknown", "reference-unknown"]
    assert all(details(one)["near"] == "" for one in problems)


@pytest.mark.parametrize(
    "text",
    ["`[a](organisation:none)`", "```\n[a](organisation:none)\n```\n", "~~~\n[a](organisation:none)\n~~~\n", "[a](https://example.org)",
     "[a](other.md)", "organisation:none", "(organisation:none)"],
)  # fmt: skip
def test_what_is_shown_as_code_or_is_another_link_is_left_alone(plan: Plan, text: str) -> None:
    assert resolve(plan, text) == (text, [])


def test_a_page_without_such_links_needs_no_plan() -> None:
    def no_plan() -> Plan:
        raise AssertionError("asked for")

    assert resolved("[a](other.md)", "docs/a.md", "a/", "zh", no_plan) == ("[a](other.md)", [])
