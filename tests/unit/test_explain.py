"""What is said of problems: one record a code, both languages, read when there is something to tell, and explained."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.unit.helpers import Site
from tests.unit.test_label_files import written
from tests.unit.test_labels import placeholders
from xieshou.cli.main import main
from xieshou.cli.options import LABELS
from xieshou.core.project import FRONT
from xieshou.core.wishes import answering
from xieshou.language import problem_records
from xieshou.language.labels import label_problems, load_labels
from xieshou.language.problem_records import codes, record

FILES = {path.stem: path.read_text("utf-8") for path in sorted((FRONT / "problems").glob("*.yml"))}


def explain(*words: str) -> Result:
    return CliRunner().invoke(main, ["explain", *words])


def test_every_record_is_read_and_no_code_stands_twice() -> None:
    written_there = Counter(code for text in FILES.values() for code in re.findall(r"(?m)^([^\s#:]+):", text))
    assert [code for code, times in written_there.items() if times > 1] == []
    assert written_there.keys() == codes().keys()
    assert set(codes().values()) == FILES.keys()


def test_both_languages_say_a_problem_with_the_same_details() -> None:
    for code in codes():
        words = record(code).words
        assert set(words) == {"zh", "en"}, code
        assert words["zh"].keys() == words["en"].keys() >= {"message", "hint"}, code
        for part in ("message", "hint"):
            assert placeholders(words["zh"][part]) == placeholders(words["en"][part]), code


def test_a_sound_site_has_no_record_read(tmp_path: Path) -> None:
    problem_records._blocks.cache_clear()
    site = Site.sound(tmp_path / "site")
    written(site.root, "zh.yml", "ui:\n  home: 主页\n")
    assert site.found() == []
    assert list(label_problems(site.project, ("zh", "en"))) == []
    assert problem_records._blocks.cache_info().misses == 0


def test_a_site_says_a_problem_in_its_own_words_and_in_a_language_of_its_own(tmp_path: Path) -> None:
    written(tmp_path, "zh.yml", "problems:\n  date-form:\n    message: 认不出日期“{value}”\n")
    project = written(tmp_path, "fr.yml", "problems:\n  date-form:\n    message: « {value} » n’est pas une date\n")
    assert [one.code for one in label_problems(project, ("zh", "en"))] == []
    zh, en, fr = (load_labels(project)[language].problems for language in ("zh", "en", "fr"))
    assert zh["date-form"]["message"] == "认不出日期“{value}”"
    assert fr["date-form"]["message"] == "« {value} » n’est pas une date"
    assert fr["date-form"]["hint"] == en["date-form"]["hint"]
    assert fr["date-order"] == en["date-order"] != zh["date-order"]
    assert set(fr) == set(codes())


@pytest.mark.parametrize("typed", ["date-order", "[date-order]", "【date-order】", " DATE-ORDER", "date_order"])
def test_a_code_is_explained_as_it_stands_in_a_message(typed: str) -> None:
    done = explain(typed, "--lang", "en")
    assert done.exit_code == 0
    assert done.output.splitlines()[0] == "“…” ends before it begins [date-order]"
    assert record("date-order").words["en"]["hint"] in done.output
    assert record("date-order").words["zh"]["hint"] in explain(typed, "--lang", "zh").output


def test_machines_get_a_record_in_both_languages() -> None:
    found = json.loads(explain("date-order", "--format", "json").output)
    assert (found["code"], found["area"]) == ("date-order", "dates")
    assert {language: found["hint"][language] for language in ("zh", "en")} == {
        language: record("date-order").words[language]["hint"] for language in ("zh", "en")
    }
    assert [one["code"] for one in json.loads(explain("--all", "--format", "json").output)] == list(codes())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_has_every_code_under_its_area(language: str) -> None:
    done = explain("--all", "--lang", language)
    assert done.exit_code == 0
    assert re.findall(r"(?m)^  ([a-z0-9-]+)  ", done.output) == list(codes())
    assert "{" not in done.output.replace("{zh", "")
    for area in FILES:
        assert f"{LABELS[language](f'explain.areas.{area}')}\n" in done.output


def test_a_code_that_is_not_there_is_told_with_the_nearest() -> None:
    for typed, near in (("date-ordre", "date-order"), ("personal", "personal-mobile"), ("utf16", "encoding-utf16")):
        done = explain(typed, "--lang", "en")
        assert done.exit_code == 2
        assert near in done.output
    assert explain("qqqqqqqq", "--lang", "zh").exit_code == 2
    assert explain().exit_code == 2
    assert explain("date-order", "--all").exit_code == 2


def test_what_answers_a_wish_is_explained_to_people_and_machines() -> None:
    assert [*answering()]
    for code in answering():
        told = json.loads(explain(code, "--format", "json").output)
        assert told["code"] == code
        assert all(told[part][language] for part in ("message", "why", "hint") for language in ("zh", "en"))
        assert told["example"]["file"].startswith(("content/", "docs/"))
        assert told["example"]["wrong"].strip()
    shown = explain("[field-wish-updated.record]", "--lang", "en").output
    assert "lastmod: …" in shown
    assert record("field-wish-updated.record").words["en"]["hint"] in shown
    unknown = explain("field-wish-update", "--lang", "en")
    assert unknown.exit_code != 0
    assert "field-wish-updated" in unknown.output
