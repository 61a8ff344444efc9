"""A site's own files of words: what is wrong in one is told at its place, and nothing that follows trips over it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.effort import PLENTY, measured
from tests.unit.helpers import ROOT, Site, places, record
from tests.unit.test_cli import run
from xieshou.content.yaml.document import parse_yaml
from xieshou.core.problems import Problem, Severity, message
from xieshou.core.project import FRONT, ProjectPaths
from xieshou.language.label_check import LabelCheck
from xieshou.language.labels import engine_words, label_problems, load_labels

ENGINE = {language: (FRONT / "labels" / f"{language}.yml").read_text("utf-8") for language in ("zh", "en")}
BOTH = ("zh", "en")


def written(root: Path, name: str, data: str | bytes) -> ProjectPaths:
    folder = root / "assets" / "labels"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return ProjectPaths.at(root)


def found(project: ProjectPaths, *languages: str) -> list[Problem]:
    """The problems, each of which can be said in both languages."""
    problems = sorted(label_problems(project, languages or BOTH), key=lambda one: one.order)
    for words in load_labels(project).values():
        for one in problems:
            said, hint = message(one, words.problems)
            assert said.strip()
            assert hint.strip()
    return problems


@pytest.mark.parametrize("language", ENGINE)
def test_the_words_of_the_engine_are_sound_by_its_own_rules(language: str) -> None:
    document, problems = parse_yaml(ENGINE[language], f"{language}.yml")
    assert document is not None
    check = LabelCheck(document, f"{language}.yml", language, engine_words().schema)
    check.tree()
    assert places([*problems, *check.problems]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ui:\n  hmoe: 首页\n", ["2:3 label-unknown-near"]),
        ("ui:\n  qxqxqx: 首页\n", ["2:3 label-unknown"]),
        ("iu:\n  home: 首页\n", ["1:1 label-unknown-near"]),
        ("home: 首页\n", ["1:7 label-table"]),
        ("breadcrumb: 位置\n", ["1:1 label-elsewhere"]),
        ("ui:\nbreadcrumb: 位置\n", ["1:1 label-table-empty", "2:1 label-elsewhere"]),
        ("ui:\n  home: 首页\n  fields:\n    common:\n      type: 类\n", ["3:3 label-outside"]),
        ("ui:\n  home:\n    - 首页\n", ["2:3 label-text"]),
        ("ui:\n  home:\n    zh: 首页\n", ["2:3 label-text"]),
        ("ui:\n  - home\n", ["2:3 label-table"]),
        ("- ui\n", ["1:1 label-table"]),
        ("首页\n", ["1:1 label-table"]),
        ("ui:\n  home:\n", ["2:3 label-empty"]),
        ("ui:\n  home: '  '\n", ["2:3 label-empty"]),
        ("ui:\n  home: 首页\n  home: 主页\n", ["3:3 yaml-duplicate"]),
        ("ui:\n\thome: 首页\n", ["2:1 yaml-tab"]),
        ("ui:\n  home: !!binary aGk=\n", ["2:9 yaml-tag"]),
        ("ui:\n  home: !!python/name:os.system x\n", ["2:9 yaml-tag"]),
        ("ui:\n  home: “首页\n  by: 'x\n", ["3:7 yaml-quote-unclosed"]),
        ("ui: &a\n  home: x\n", ["1:5 yaml-alias"]),
        ("ui:\n  minutes: '约 {cuont} 分钟'\n", ["2:15 label-place-near"]),
        ("ui:\n  minutes: 约 {0} 分钟\n", ["2:14 label-place-near"]),
        ("ui:\n  minutes: 约 {} 分钟\n", ["2:14 label-place-near"]),
        ("ui:\n  minutes: 约 {count:>5} 分钟\n", ["2:14 label-place-near"]),
        ("ui:\n  minutes: 约 {count.real} 分钟\n", ["2:14 label-place-near"]),
        ("ui:\n  minutes: 约 {count!r} 分钟\n", ["2:14 label-place-near"]),
        ("ui:\n  source_marker: '{qqqq}'\n", ["2:19 label-place-unknown"]),
        ("ui:\n  home: '{count} 首页'\n", ["2:10 label-place-none"]),
        ("ui:\n  minutes: 约几分钟\n", ["2:12 label-place-missing"]),
        ("ui:\n  minutes: 约｛count｝分钟\n", ["2:12 label-place-missing"]),
        ("ui:\n  minutes: 约 {count 分钟\n", ["2:14 label-brace"]),
        ("ui:\n  minutes: 约 {count}} 分钟\n", ["2:14 label-brace"]),
        ("currencies:\n  元: RMB\n", ["2:6 label-place-missing"]),
        ("problems:\n  date-form:\n    message: 不认识 {valeu}\n", ["3:18 label-place-near"]),
        ("problems:\n  date-fomr:\n    message: 不认识\n", ["2:3 label-unknown-near"]),
        ("locale: zz_QQ\n", ["1:9 label-locale-near"]),
        ("locale: chinese\n", ["1:9 label-locale-near"]),
        ("locale: en_GB\n", ["1:9 label-locale-other"]),
        ("dates:\n  day: y年M月\n", ["2:8 label-date-missing"]),
        ("dates:\n  day: HH y M d\n", ["2:8 label-date"]),
        ("dates:\n  month: yMMMMMMMMM\n", ["2:10 label-date"]),
        ("quantities:\n  printed: maybe\n", ["2:12 label-flag"]),
        ("quantities:\n  scales:\n    - [万, 10000]\n", ["3:7 label-scales"]),
        ("quantities:\n  scales: [[10, a], [1000, b]]\n", ["2:11 label-scales"]),
        ("quantities:\n  scales: 万\n", ["2:11 label-scales"]),
        ("choices:\n  type:\n    key-projcet: 重点\n", ["3:5 label-unknown-near"]),
        ("stages:\n  project:\n    default:\n      sigend: 签\n", ["4:7 label-unknown-near"]),
        ("", ["1:1 label-file-empty"]),
        (" \n\n", ["1:1 label-file-empty"]),
        ("\ufeff", ["1:1 label-file-empty"]),
        ("ui:\n  home: 首页\n".encode("gb18030"), ["2:9 encoding-not-utf8"]),
        ("ui:\n  home: 首页\n".encode("utf-16"), ["1:1 encoding-utf16"]),
        (b"\x89PNG\r\n\x1a\n", ["1:1 file-not-text"]),
    ],
)  # fmt: skip
def test_every_fault_is_told_at_its_place_and_the_words_of_the_engine_stand_in(
    tmp_path: Path, text: str | bytes, expected: list[str]
) -> None:
    project = written(tmp_path, "zh.yml", text)
    assert places(found(project)) == [f"assets/labels/zh.yml:{one}" for one in expected]
    zh = load_labels(project)["zh"]
    assert zh("ui.menu") == load_labels(ProjectPaths.at(ROOT))["zh"]("ui.menu")
    assert "3" in zh("ui.minutes", count=3)
    assert "{" not in zh("ui.home")


@pytest.mark.parametrize(
    "text",
    [
        "ui:\n  home: 主页\n",
        "# nothing yet\n",
        "\ufeffui:\r\n  home: 主页\r\n",
        "ui:\n  language_ja: 日文\n  'no': 否   # a remark\n",
        "units:\n  畝: mu\n  个: ''\ncurrencies:\n  美元: '{amount} dollars'\n",
        "fields:\n  project:\n    place: 地方\n",
        "stages:\n  platform:\n    key-laboratory:\n      established: 获批\n",
        "dates:\n  day: y'年'M'月'd'日 'EEEE\n",
        "quantities: {printed: false, scales: [[100000000, 亿], [10000, 万]]}\nlocale: zh-Hans-CN\n",
        "problems:\n  date-form:\n    hint: 照例子写\n",
    ],
)
def test_a_file_names_only_the_keys_it_changes(tmp_path: Path, text: str) -> None:
    assert found(written(tmp_path, "zh.yml", text)) == []


def test_what_is_sound_in_a_file_is_used(tmp_path: Path) -> None:
    project = written(tmp_path, "zh.yml", "ui:\n  home: 主页\n  by: ''\nquantities:\n  printed: false\n")
    zh = load_labels(project)["zh"]
    assert (zh("ui.home"), zh.tree["quantities"]["printed"]) == ("主页", False)
    assert zh("ui.by").strip()


def test_a_copied_file_is_a_language(tmp_path: Path) -> None:
    project = written(tmp_path, "ja.yml", ENGINE["en"].replace("locale: en_GB", "locale: ja"))
    assert found(project, "zh", "ja") == []
    assert load_labels(project)["ja"].tree.keys() == load_labels(project)["en"].tree.keys()


def test_a_language_half_done_falls_back_and_says_once_how_much_it_lacks(tmp_path: Path) -> None:
    project = written(tmp_path, "fr.yml", "locale: fr_FR\nui:\n  home: Accueil\n")
    (one,) = found(project, "zh", "fr")
    assert (one.code, one.severity, int(dict(one.details)["count"]) > 500) == (
        "label-incomplete", Severity.WARNING, True,
    )  # fmt: skip
    french = load_labels(project)["fr"]
    assert (french("ui.home"), french("ui.menu")) == ("Accueil", "Menu")
    assert found(project, "zh", "en") == [], "nobody reads it yet"
    written(tmp_path, "zh-TW.yml", "ui:\n  home: 首頁\n")
    assert load_labels(project)["zh-TW"]("ui.menu") == load_labels(project)["zh"]("ui.menu")


def test_a_language_has_the_units_of_no_other(tmp_path: Path) -> None:
    project = written(tmp_path, "fr.yml", "units:\n  米: m\ncurrencies: {}\n")
    tree = load_labels(project)["fr"].tree
    assert (tree["units"], tree["currencies"]) == ({"米": "m"}, {})


@pytest.mark.parametrize("name", ["ZH.yml", "zh.yaml", "zh.yml.txt", "中文.yml", "zh_CN.yml", "zh .yml", "en.json"])
def test_a_name_that_keeps_a_file_from_being_read_is_told(tmp_path: Path, name: str) -> None:
    project = written(tmp_path, name, "ui:\n  home: 主页\n")
    (one,) = found(project)
    assert (one.code, one.path) == ("label-file-name", f"assets/labels/{name}")
    assert set(load_labels(project)) == set(project.label_languages) == {"zh", "en"}


def test_other_files_are_nobodys_business(tmp_path: Path) -> None:
    for name in ("README.md", ".zh.yml.swp", "~zh.yml", ".DS_Store"):
        project = written(tmp_path, name, b"\xff\xfe\x00")
    assert found(project) == []


def test_a_file_that_waits_for_a_writer_is_not_waited_for(tmp_path: Path) -> None:
    project = written(tmp_path, "en.yml", "ui:\n  home: Start\n")
    os.mkfifo(tmp_path / "assets" / "labels" / "zh.yml")
    assert found(project) == []
    assert [one.path for one in project.strangers()] == ["assets/labels/zh.yml"]
    assert load_labels(project)["en"]("ui.home") == "Start"


def test_the_check_tells_the_same_as_the_build(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    site.add("projects/x.yml", record("甲", "type: research"))
    written(site.root, "zh.yml", "ui:\n  minutes: 约 {cuont} 分钟\n")
    assert "assets/labels/zh.yml:2:14 label-place-near" in site.found()
    done = run(site, "check", "--lang", "zh")
    assert (done.returncode, done.stderr) == (1, "")
    assert "assets/labels/zh.yml:2:14" in done.stdout
    assert "{count}" in done.stdout


def test_a_file_of_thousands_of_unknown_keys_is_told_in_no_time(tmp_path: Path) -> None:
    for text in ("", "ui:\n"):
        keys = [f"{'  ' if text else ''}k{number}: v\n" for number in range(3000)]
        project = written(tmp_path, "en.yml", text + "".join(keys))
        problems, took = measured(lambda project=project: list(label_problems(project, BOTH)))  # type: ignore[misc]
        assert problems
        assert took < PLENTY
