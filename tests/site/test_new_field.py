"""A field added to a kind that is there, or to a part of one, is published at once: one line and its words."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
import yaml

from tests.site.building import ORIGIN, Site
from tests.site.checking import Published

KINDS = "hooks/xieshou/content/kinds"
WORDS = {
    "zh": {"joint": "共同实施", "late": "有所推迟", "reprinted": "转载"},
    "en": {"joint": "Joint", "late": "Delayed", "reprinted": "Reprinted"},
}
YES = {"zh": "是", "en": "Yes"}


def _with_fields(site: Site) -> None:
    """A flag more for projects, for their milestones (which their pages show in a place of their own) and for news."""
    site.replace(f"{KINDS}/project.py", "import CardFact, Money", "import CardFact, Flag, Money")
    site.replace(f"{KINDS}/project.py", "    investment: ", "    joint: Flag = False\n    investment: ")
    site.replace(f"{KINDS}/parts.py", "import Date,", "import Date, Flag,")
    site.replace(f"{KINDS}/parts.py", '"""A dated step."""\n', '"""A dated step."""\n\n    late: Flag = False')
    site.replace(f"{KINDS}/article.py", "    date: Dateline\n", "    date: Dateline\n    reprinted: Flag = False\n")
    for language, words in WORDS.items():
        path = site.root / "hooks/xieshou/front/labels" / f"{language}.yml"
        labels = yaml.safe_load(path.read_text("utf-8"))
        labels["fields"]["common"] |= words
        path.write_text(yaml.safe_dump(labels, allow_unicode=True, sort_keys=False), "utf-8")
    site.replace("content/projects/tea-drying.yml", "milestones:\n", "joint: yes\nmilestones:\n")
    site.replace("content/projects/tea-drying.yml", "milestones:\n  - ", "milestones:\n  - late: yes\n    ")
    site.replace("content/articles/2024/bridge-of-visits.zh.md", "date:", "reprinted: yes\ndate:")


@pytest.fixture(scope="module")
def fields(published: Site, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The sample with fields more."""
    site = published.sources_to(tmp_path_factory.mktemp("fields") / "site")
    _with_fields(site)
    site.build("-f", "mkdocs.test.yml").check()
    return Published(site.live, ORIGIN)


def rows(fields: Published, name: str) -> list[dict[str, str]]:
    text = (fields.folder / "data" / f"{name}.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def entries(fields: Published, name: str) -> dict[str, Any]:
    found = json.loads((fields.folder / "data" / f"{name}.json").read_text("utf-8"))["entries"]
    return {entry["slug"]: entry for entry in found}


@pytest.mark.parametrize(("prefix", "language"), [("", "zh"), ("en/", "en")])
def test_what_was_written_is_on_the_page_and_what_was_not_is_on_none(
    fields: Published, prefix: str, language: str
) -> None:
    def text(path: str) -> str:
        return (fields.folder / prefix / path / "index.html").read_text("utf-8")

    words = WORDS[language]
    assert f"<dt>{words['joint']}</dt><dd>{YES[language]}</dd>" in without_gaps(text("projects/tea-drying"))
    assert f"{words['late']}</span> {YES[language]}</span>" in text("projects/tea-drying")
    assert f"<dt>{words['reprinted']}</dt><dd>{YES[language]}</dd>" in without_gaps(text("news/2024/bridge-of-visits"))
    for path in ("projects/cold-store", "news/2023/first-bench"):
        assert not any(f"<dt>{word}</dt>" in text(path) for word in words.values())
    described = text("data")
    assert all(word in described for word in words.values())


def without_gaps(text: str) -> str:
    return re.sub(r">\s+<", "><", text)


def test_it_is_in_the_data(fields: Published) -> None:
    assert {row["slug"]: row["joint"] for row in rows(fields, "projects")} == {
        "tea-drying": "true",
        "cold-store": "false",
    }
    assert next(row["late"] for row in rows(fields, "projects-milestones") if row["slug"] == "tea-drying") == "true"
    assert {row["slug"]: row["reprinted"] for row in rows(fields, "articles-2024")}["bridge-of-visits"] == "true"
    assert entries(fields, "projects")["tea-drying"]["joint"] is True
    assert entries(fields, "projects")["tea-drying"]["milestones"][0]["late"] is True
    assert entries(fields, "articles-2024")["bridge-of-visits"]["reprinted"] is True
