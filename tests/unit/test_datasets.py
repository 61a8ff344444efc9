"""Open data: all that is published, in both languages, and nothing else."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.helpers import record, story
from tests.unit.rendering import rendered
from xieshou.content.kinds import KINDS
from xieshou.content.tabular import part_tables
from xieshou.outputs import OUTPUTS
from xieshou.outputs.open_data import columns
from xieshou.outputs.publication import Publication

FILES_OF_A_SITE = {
    "organisations/buct.yml": record("北化大", "side: beijing"),
    "organisations/secret.yml": record("未公开的单位", "side: changzhi") + "draft: true\n",
    "projects/a.yml": """name:
  zh: 甲, "乙"
  en: A
investment: 超1.3亿元
status:
  stage: started
  as_of: 2023-11
partners:
  - organisation: buct
    side: beijing
    role:
      zh: 技术
      en: technology
  - organisation: secret
    side: changzhi
    role:
      zh: 未公开的角色
      en: a secret role
milestones:
  - date: 2023~
    what:
      zh: 开工
      en: begun
""",
    "projects/hidden.yml": record("未公开的项目") + "draft: true\n",
    "articles/2024/x.zh.md": story("date: 2024-05", "organisations:", "  - buct"),
}
ORIGIN = "https://example.org/two/"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    """The bytes of each file."""
    said = rendered(FILES_OF_A_SITE, tmp_path, {"table", "records"})
    return {
        path: OUTPUTS["table" if path.endswith("csv") else "records"].encode(text, Publication(ORIGIN))
        for path, text in said.items()
    }


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf"), "spreadsheets know UTF-8 by this mark"
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def entries(data: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(data)["entries"]
    return found


def test_each_kind_has_its_files_and_lists_of_parts_have_theirs(files: dict[str, bytes]) -> None:
    assert {path for path in files if "projects" in path} == {
        "data/projects.csv", "data/projects.json", "data/projects-partners.csv", "data/projects-milestones.csv",
        "data/projects-scale.csv", "data/projects-pairs.csv",
    }  # fmt: skip
    assert {"data/articles-2024.csv", "data/articles-2024.json"} <= set(files)


def test_a_record_stands_in_both_languages_with_amounts_as_printed_and_as_numbers(files: dict[str, bytes]) -> None:
    (row,) = rows(files["data/projects.csv"])
    assert (row["name_zh"], row["name_en"]) == ('甲, "乙"', "A")
    assert (row["investment"], row["investment_value"], row["investment_unit"]) == ("超1.3亿元", "130000000", "元")
    assert (row["status.stage"], row["status.as_of"]) == ("started", "2023-11")
    assert (row["url_zh"], row["url_en"]) == (f"{ORIGIN}projects/a/", f"{ORIGIN}en/projects/a/")
    (one,) = entries(files["data/projects.json"])
    assert one["name"] == {"zh": '甲, "乙"', "en": "A"}
    assert one["investment"] == {"printed": "超1.3亿元", "value": "130000000", "unit": "元", "qualifier": "over"}
    assert one["milestones"] == [{"date": "2023~", "what": {"zh": "开工", "en": "begun"}}]


def test_parts_are_joined_by_the_slug(files: dict[str, bytes]) -> None:
    (row,) = rows(files["data/projects-partners.csv"])
    assert (row["slug"], row["number"], row["organisation"], row["role_zh"]) == ("a", "1", "buct", "技术")


def test_what_is_not_published_leaves_no_trace(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        assert "未公开" not in data.decode(), path
        assert b"secret" not in data, path
        assert b"hidden" not in data, path


def test_a_story_has_its_words_date_and_links(files: dict[str, bytes]) -> None:
    (row,) = rows(files["data/articles-2024.csv"])
    assert row["date"] == "2024-05"
    assert row["title_zh"]
    assert row["title_en"] == ""
    assert row["url_zh"] == f"{ORIGIN}news/2024/x/"
    assert "organisation/buct" in row["links"].split("; ")
    (one,) = entries(files["data/articles-2024.json"])
    assert one["url"] == {"zh": f"{ORIGIN}news/2024/x/"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_columns_of_every_kind_are_named_once(kind: str) -> None:
    for part in ("", *part_tables(KINDS[kind])):
        named = columns(kind, part, ("zh", "en"))
        assert len(named) == len(set(named))
        assert named[0] == "slug"
        assert not {"draft", "publish_at", "withdrawn"} & set(named)
