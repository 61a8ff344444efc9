"""Names where slugs belong, and links to what is not published: what is to be written instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.helpers import SOURCED, Site, details, labels, record, story
from xieshou.core.problems import Problem, message


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.sound(tmp_path / "site")


def errors(site: Site) -> list[Problem]:
    return [one for one in site.problems() if one.severity == "error"]


def hint(one: Problem, language: str = "en") -> str:
    return message(one, labels()[language].problems)[1]


@pytest.mark.parametrize(
    "name",
    [
        "北京化工大学", "Beijing University of Chemical Technology", "beijing university of  chemical-technology",
        "BUCT", "Buct", "北化", "beihua", "beijing-university-of-chemical-technology",
    ],
)  # fmt: skip
def test_an_organisation_named_by_its_name_is_told_its_slug(site: Site, name: str) -> None:
    site.add(
        "organisations/buct.yml",
        "name:\n  zh: 北京化工大学\n  en: Beijing University of Chemical Technology\naliases:\n  - 北化\n  - Beihua\n",
    )
    site.add("projects/x.yml", record("甲", "partners:", f"  - organisation: {name}", "    side: beijing"))
    (found,) = errors(site)
    assert (found.code, found.line, found.column, found.field) == ("named", 5, 19, "partners.0.organisation")
    assert "buct" in hint(found)
    assert "buct" in hint(found, "zh")


def test_a_name_is_known_in_every_sort_of_field(site: Site) -> None:
    lines = (
        "programme: 京长对口合作",
        "type: 产业项目",
        "organisations:",
        "  - 北京化工大学",
        "sources:",
        "  - 长治日报",
    )
    site.add("projects/x.yml", record("甲", *lines, "status:", "  stage: 已签约"))
    near = {one.field: details(one)["near"] for one in errors(site)}
    assert near == {
        "programme": "beijing-changzhi",
        "type": "industrial",
        "organisations": "buct",
        "sources.0.source": "daily",
        "status.stage": "signed",
    }


def test_of_several_bearers_of_a_name_all_are_told(site: Site) -> None:
    for slug in ("first", "second"):
        site.add(f"organisations/{slug}.yml", record("市一中", f"place: {slug}"))
        site.add(f"places/{slug}.yml", record(slug))
    site.add("projects/x.yml", record("甲", "organisations:", "  - 市一中"))
    (found,) = errors(site)
    assert (found.code, details(found)["near"]) == ("named-several", "first, second")


def test_the_name_of_another_kind_and_one_of_nobody_say_so(site: Site) -> None:
    site.add("projects/x.yml", record("甲", "place: 北京化工大学", "organisations:", "  - 北京化工大", "  - 无人知晓"))
    found = errors(site)
    assert [(one.code, details(one).get("near", "")) for one in found] == [
        ("named-elsewhere", "organisation:buct"),
        ("named-unknown-near", "buct (北京化工大学)"),
        ("named-unknown", ""),
    ]
    assert "content/organisations/" in hint(found[2])


@pytest.mark.parametrize(
    ("target", "near"),
    [
        ("organisation:北京化工大学", "buct"),
        ("机构:buct", "organisation:buct"),
        ("organization:buct", "organisation:buct"),
        ("organisations:BUCT", "organisation:buct"),
        ("北京化工大学", "organisation:buct"),
        ("buct", "organisation:buct"),
    ],
)
def test_a_link_by_a_name_is_told_its_slug(site: Site, target: str, near: str) -> None:
    site.add("articles/2024/x.zh.md", story("date: 2024-01-01", *SOURCED, text=f"见[甲]({target})。\n"))
    assert [details(one)["near"] for one in errors(site)] == [near]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("draft: true", "reference-hidden"),
        ("withdrawn: true", "reference-withdrawn"),
        ("publish_at: 2025-12-01", "reference-early"),
    ],
)
def test_what_to_do_about_a_link_depends_on_why_its_target_is_not_published(site: Site, line: str, code: str) -> None:
    site.add("projects/y.yml", record("乙", line))
    site.add("articles/2024/x.zh.md", story("date: 2024-01-01", *SOURCED, text="见[甲](project:y)。\n"))
    (found,) = errors(site)
    assert found.code == code
    assert ("first" in hint(found)) == (code == "reference-hidden")
    assert "{" not in hint(found)


def test_a_photograph_should_say_whose_it_is(site: Site) -> None:
    words = ("caption:", "  zh: 甲", "  en: A", "alt:", "  zh: 甲", "  en: A", "image: photos/a.jpg")
    site.add("figures/a.yml", record("图", "type: photo", *words, "credit:", "  zh: 王小明", "  en: Wang Xiaoming"))
    told = [one for one in site.problems() if one.code == "field-wanting"]
    assert [(details(one)["names"], one.severity) for one in told] == [("rights", "warning")]


def test_a_report_of_ones_own_says_who_answers_for_it(site: Site) -> None:
    site.add("sources/own.yml", record("本刊采写", "type: own-report", "date: 2024-01-01"))
    assert [(one.code, one.line) for one in errors(site)] == [("own-report-author", 4)]
    author = ("author:", "  zh: 科技处", "  en: Science section")
    site.add("sources/own.yml", record("本刊采写", "type: own-report", "date: 2024-01-01", *author))
    assert errors(site) == []


def test_one_wrong_unit_is_one_error_and_one_wrong_reading_too(site: Site) -> None:
    reading = "  - period: {}\n    value: 3亿元\n    sources:\n      - daily\n"
    readings = "".join(map(reading.format, (2021, 2022, 2023)))
    unit = "unit:\n  zh: 美元\n  en: USD\n"
    site.add("indicators/i.yml", record("指标") + unit + "observations:\n" + readings)
    assert [(one.code, one.field) for one in errors(site)] == [("unit-differs-all", "unit")]
    site.add("indicators/i.yml", record("指标") + unit + "observations:\n" + readings.replace("亿元", "亿美元", 2))
    assert [(one.code, one.field) for one in errors(site)] == [("unit-differs", "observations.2")]


@pytest.mark.parametrize("name", ["organisations/北京大学.yml", "organization/pku.yml", "organisations/PKU.yml"])
def test_a_file_that_is_not_taken_is_one_error_however_many_name_it(site: Site, name: str) -> None:
    site.add(name, record("北京大学"))
    slug = Path(name).stem
    for number in range(3):
        site.add(f"projects/p{number}.yml", record(f"甲{number}", "organisations:", f"  - {slug}"))
    assert [one.path for one in errors(site)] == [f"content/{name}"]
