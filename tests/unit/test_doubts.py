"""What is seldom meant: said twice, under another's name, on another side, before its time, with another's letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.helpers import NOW, SOURCED, Site, details, record, render, story
from xieshou.content.hosts import disguised_hosts, taken_for
from xieshou.content.repeats import repeated
from xieshou.core.problems import Problem

LONG = "双方就联合研究、人才培养和成果转化三个方面的合作交换了意见。"
DAY = 86400
PHOTO = ["type: photo", "caption:", "  zh: 甲", "alt:", "  zh: 甲", "credit:", "  zh: 甲", "rights:", "  zh: 甲"]
PLANNED = ["status:", "  stage: planned"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.sound(tmp_path / "site")


def twice(text: str) -> list[Problem]:
    return list(repeated(text, render(text)[0].blocks, "x.md", 10))


def codes(text: str) -> list[tuple[str, int, int]]:
    return [(one.code, one.line, one.column) for one in twice(text)]


# -- paragraphs


def test_a_long_paragraph_that_comes_again_is_told_at_the_second() -> None:
    assert codes(f"{LONG}\n\n词。\n\n{LONG}\n") == [("text-paragraph-twice", 14, 1)]
    assert codes(f"\n{LONG}\n\n　　{LONG}\n") == [("text-paragraph-twice", 13, 3)]
    (found,) = twice(f"{LONG}\n\n{LONG}")
    assert details(found) == {"other": "10"}
    assert codes("The two sides talked of research,\nof training and of much else.\n\n" * 2) == [
        ("text-paragraph-twice", 13, 1)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "二\n\n二\n",
        "Thank you very much.\n\nThank you very much.\n",
        f"```\n{LONG}\n```\n\n```\n{LONG}\n```\n",
        "    print(x); call(the_first_function_of_a_long_name)\n\n一\n\n" * 2,
        "![](figure:a-very-long-name-of-a-picture-that-is-shown)\n\n" * 2,
        '<div class="a-long-name-of-a-class another-long-name" markdown="1">\n\n' * 2,
        f"{LONG}\n\n{LONG}又及。\n",
        "---------------------------------------------------\n\n" * 2,
    ],
)
def test_what_may_well_come_again_is_let_be(text: str) -> None:
    assert codes(text) == []


def test_lines_cut_elsewhere_make_no_other_paragraph() -> None:
    words = "The two sides talked of research, of training and of much else."
    assert codes(f"{words}\n\n{words.replace(', ', ',' + chr(10))}\n") == [("text-paragraph-twice", 12, 1)]


# -- hosts


@pytest.mark.parametrize(
    ("host", "plain"),
    [
        ("www.gоv.cn", "www.gov.cn"),
        ("ｗｗｗ.gov.cn", "www.gov.cn"),
        ("аррӏе.com", "apple.com"),
        ("xn--80ak6aa92e.com", "apple.com"),
        ("gοοgle.com", "google.com"),
        ("www.gov.cn", ""),
        ("中国政府网.中国", ""),
        ("abc中国.cn", ""),
        ("россия.рф", ""),
        ("сор.рф", ""),
        ("münchen.de", ""),
        ("xn--fiqs8s.cn", ""),
        ("xn--.cn", ""),
    ],
)
def test_a_host_in_another_s_letters_is_told(host: str, plain: str) -> None:
    assert taken_for(host) == plain
    found = list(disguised_hosts(f"一\n见[甲](https://{host}/a)。", "x.md", 5))
    assert [(one.code, one.line, one.column) for one in found] == ([("link-lookalike", 6, 6)] if plain else [])


# -- records


def test_a_party_may_be_named_once_for_each_of_its_roles(site: Site) -> None:
    party = ["  - organisation: buct", "    side: beijing"]
    site.add("projects/x.yml", record("甲", "partners:", *party, *party))
    assert site.found() == ["content/projects/x.yml:7:19 link-twice"]
    site.add(
        "projects/x.yml",
        record("甲", "partners:", *party, "    role:", "      zh: 出资", *party, "    role:", "      zh: 承建"),
    )
    assert site.found() == []


def test_an_error_stays_one_and_a_double_is_a_warning(site: Site) -> None:
    site.add("projects/x.yml", record("甲", "aliases:", "  - A", "  - A", "tpye: research"))
    assert [one for one in site.found() if "link-twice" in one] == []
    site.add("projects/x.yml", record("甲", "aliases:", "  - A", "  - A"))
    assert site.found() == ["content/projects/x.yml:6:5 link-twice"]


def test_a_name_is_told_with_whose_it_is_as_well(site: Site) -> None:
    site.add("projects/x.yml", record("北京化工大学"))
    site.add("organisations/other.yml", "name:\n  zh: 北京 化工大学\n  en: Another\n")
    found = site.problems()
    assert [one.path for one in found] == ["content/organisations/buct.yml", "content/organisations/other.yml"]
    assert details(found[1]) == {"value": "北京 化工大学", "other": "organisation:buct"}


def test_what_a_place_or_a_day_tells_apart_has_no_other_s_name(site: Site) -> None:
    lines = [("a", "甲"), ("b", "乙")]
    site.add(
        "places.yml", "".join(f"- slug: {slug}\n  name:\n    zh: {name}\n    en: {slug}\n" for slug, name in lines)
    )
    for slug in ("a", "b"):
        site.add(f"projects/{slug}.yml", record("光伏项目", f"place: {slug}"))
        site.add(f"events/{slug}.yml", record("推进会", f"date: 2024-0{1 + (slug == 'b')}"))
    assert site.found() == []
    site.add("events/b.yml", record("推进会", "date: 2024-01"))
    assert [one.partition(" ")[2] for one in site.found()] == ["name-twice", "name-twice"]


def test_a_draft_has_nobody_s_name(site: Site) -> None:
    site.add("projects/x.yml", record("甲"))
    site.add("projects/y.yml", record("甲", "draft: true"))
    assert site.found() == []


def test_a_party_on_another_side_than_its_own_is_told_at_the_side(site: Site) -> None:
    party = ["  - organisation: buct", "    side: changzhi"]
    site.add("projects/x.yml", record("甲", "partners:", *party))
    assert site.found() == []
    site.add("organisations/buct.yml", record("北京化工大学", "side: beijing"))
    assert site.found() == ["content/projects/x.yml:6:11 side-other"]
    (found,) = site.problems()
    assert details(found) == {"slug": "buct", "value": "changzhi", "known": "beijing"}


# -- dates


def test_a_date_that_has_not_come_is_told_until_it_has(site: Site) -> None:
    site.add("projects/x.yml", record("甲", "status:", "  stage: started", "  as_of: 2025-06-20"))
    assert site.found() == ["content/projects/x.yml:6:10 date-ahead"]
    assert site.found(NOW + DAY) == ["content/projects/x.yml:6:10 date-ahead"]
    assert site.found(NOW + 4 * DAY) == []
    assert site.found(NOW + 5 * DAY) == []


@pytest.mark.parametrize("date", ["2025-06-16", "2025-06", "2025", "../2026", "2024/2030", "2025-06~"])
def test_a_date_that_may_have_come_is_let_be(site: Site, date: str) -> None:
    site.add("agreements/x.yml", record("甲", f"date: {date}"))
    assert site.found() == []


@pytest.mark.parametrize(
    ("kind", "lines", "told"),
    [
        ("events", ["date: 2027-05"], False),
        ("events", ["date: 2072-05"], True),
        ("agreements", ["date: 2027-05"], True),
        ("agreements", ["date: 2027-05", "publish_at: 2027-05-01"], False),
        ("agreements", ["date: 2027-05", "draft: true"], False),
        ("projects", ["milestones:", "  - date: 2027", "    what:", "      zh: 竣工"], True),
        ("projects", ["milestones:", "  - date: 2027", "    what:", "      zh: 预计竣工"], False),
        ("projects", ["milestones:", "  - date: 2027", "    what:", "      en: To be finished"], False),
        ("projects", [*PLANNED, "milestones:", "  - date: 2027", "    what:", "      zh: 竣工"], False),
        ("projects", [*PLANNED, "milestones:", "  - date: 2072", "    what:", "      zh: 竣工"], True),
        ("projects", [*PLANNED, "  as_of: 2027"], True),
    ],
)  # fmt: skip
def test_what_is_planned_may_lie_ahead_and_what_is_said_to_be_done_may_not(
    site: Site, kind: str, lines: list[str], told: bool
) -> None:
    site.add(f"{kind}/x.yml", record("甲", *lines))
    assert ["date-ahead" in one for one in site.found()] == [True] * told


def test_an_article_of_a_day_to_come_is_told_and_the_period_it_covers_is_not(site: Site) -> None:
    site.add("articles/2025/x.en.md", "---\ntitle: T\nsummary: S\n---\nText.\n")
    site.add("articles/2025/x.zh.md", story("date: 2025-12-01", *SOURCED))
    assert site.found() == ["content/articles/2025/x.zh.md:4:7 article-ahead"]
    site.add("articles/2025/x.zh.md", story("date: 2025-05-01", "covers: 2026", *SOURCED))
    assert "date-ahead" not in str(site.found())


# -- pictures


def test_a_picture_in_another_case_or_with_another_ending_is_named(site: Site) -> None:
    photos = site.root / "assets" / "photos"
    photos.mkdir(parents=True)
    (photos / "Scene.png").write_bytes(b"x")
    for image, near in (
        ("photos/scene.png", "photos/Scene.png"),
        ("photos/scene.jpg", "photos/Scene.png"),
        ("illustrations/Scene.png", "photos/Scene.png"),
        ("photos/else.png", None),
    ):
        site.add("figures/x.yml", record("甲", *PHOTO, f"image: {image}"))
        (found,) = [one for one in site.problems() if one.path.startswith("content/")]
        assert found.code == ("picture-missing-near" if near else "picture-missing")
        assert not near or details(found)["near"] == near


def test_a_picture_in_a_text_in_another_case_is_named(site: Site) -> None:
    site.add("figures/x.yml", record("甲", *PHOTO, "image: photos/Scene.png"))
    site.add("projects/x.yml", record("甲"))
    site.add("projects/x.zh.md", "![](../../assets/photos/scene.png)\n")
    (found,) = [one for one in site.problems() if one.path.endswith(".md")]
    assert (found.code, details(found)["near"]) == ("picture-without-figure-near", "photos/Scene.png")
