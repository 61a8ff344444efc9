"""Warnings that somebody has looked at: not told again while nothing about them changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from tests.unit.helpers import NOW, SOURCED, Site, details, labels, places, record, story
from xieshou.build.accepting import notes
from xieshou.build.pipeline import prepare
from xieshou.cli.accept import accept
from xieshou.cli.check import check
from xieshou.core.problems import Problem

STORY = "articles/2024/told.zh.md"
PARAGRAPH = "这一段讲的是两地科技部门今年上半年一起办的二十场对接会，以及会上签的合同。"
TWICE = f"{PARAGRAPH}\n\n{PARAGRAPH}\n"
TODAY = "2025-06-15"


def acceptance(code: str = "placeholder", about: str = "TODO", **more: str) -> list[str]:
    lines = {"code": code, **more, "about": about, "reason": "看过", "by": "李明"}
    return [
        "accepted:",
        *(f'  {" " if number else "-"} {key}: "{value}"' for number, (key, value) in enumerate(lines.items())),
    ]


def told(site: Site, now: int = NOW) -> list[str]:
    """The codes of what is told of ``STORY``, its missing translation aside."""
    return [one.code for one in site.problems(now) if one.path.endswith(STORY) and one.code != "translation-missing"]


def noted(site: Site, now: int = NOW) -> list[Problem]:
    with site.context(now) as context:
        return list(notes(prepare(context)))


def write(site: Site, *lines: str, text: str = "早先 TODO 一段。\n") -> None:
    site.add(STORY, story("date: 2024-01", *SOURCED, *lines, text=text))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.sound(tmp_path / "site")


def test_an_accepted_warning_is_not_told_and_moved_lines_keep_it(site: Site) -> None:
    write(site)
    assert told(site) == ["placeholder"]
    write(site, *acceptance())
    assert told(site) == []
    assert noted(site) == []
    write(site, *acceptance(), text="前言。\n\n又一段。\n\n早先写了一些 TODO 的一段。\n")
    assert told(site) == []
    assert told(site) == [], "as told by what earlier builds have kept"


def test_what_changes_is_told_again_and_the_acceptance_says_why(site: Site) -> None:
    write(site, *acceptance(), text="早先 待补 一段。\n")
    assert told(site) == ["placeholder"]
    (note,) = noted(site)
    assert (note.code, details(note)["words"], details(note)["instead"]) == ("accepted-changed", "TODO", "待补")
    assert places([note]) == [f"content/{STORY}:8:5 accepted-changed"]
    write(site, *acceptance(), text="早先一段。\n")
    assert [one.code for one in noted(site)] == ["accepted-unused"]


def test_one_acceptance_stands_for_one_warning(site: Site) -> None:
    write(site, *acceptance(), text="早先 TODO 一段。\n\n后来 TODO 一段。\n")
    assert told(site) == ["placeholder"]


def test_another_code_field_file_or_value_is_another_warning(site: Site) -> None:
    for other in (acceptance("text-hyphen"), acceptance(field="title"), acceptance(about="TBD"), acceptance(about="")):
        write(site, *other)
        assert told(site) == ["placeholder"]


def test_an_acceptance_runs_out(site: Site) -> None:
    write(site, *acceptance(), f"    until: {TODAY}")
    assert told(site) == []
    later = NOW + 86400
    assert told(site, later) == ["placeholder"]
    (note,) = noted(site, later)
    assert (note.code, details(note)["limit"]) == ("accepted-over", TODAY)


def test_errors_are_never_accepted(site: Site) -> None:
    write(site, *acceptance("words-remark", "<!--", field="title"), text="正文。\n")
    before = site.problems()
    write(site, *acceptance("words-remark", "<!--", field="title"), text="正文。\n")
    file = site.root / "content" / STORY
    file.write_text(file.read_text("utf-8").replace("title: 标题", "title: 标题 <!-- 备注 -->"), "utf-8")
    assert "words-remark" not in [one.code for one in before]
    assert "words-remark" in told(site)
    assert [one.code for one in noted(site)] == ["accepted-error"]


def test_site_yml_accepts_for_any_file(site: Site) -> None:
    write(site)
    file = site.root / "content/site.yml"
    sound = file.read_text("utf-8")
    for named, expected in ((f"content/{STORY}", []), ("content/articles/2024/other.zh.md", ["placeholder"])):
        file.write_text(f"{sound}\n{chr(10).join(acceptance(file=named))}\n", "utf-8")
        assert told(site) == expected
    assert [one.path for one in noted(site)] == ["content/site.yml"]


def test_an_original_speaks_for_its_entry_and_a_translation_for_itself_too(site: Site) -> None:
    write(site, *acceptance("translation-missing", "en"), text="正文。\n")
    assert [one.code for one in site.problems() if one.path.endswith(STORY)] == []
    write(site, text="正文。\n")
    lines = acceptance("placeholder", "TODO")
    site.add(
        STORY.replace(".zh.", ".en."),
        story(*lines, text="A text, TODO.\n", title="A title").replace("摘要", "A summary"),
    )
    assert site.found() == []


def test_a_record_and_a_record_of_a_list(site: Site) -> None:
    unfinished = record("机构").replace("Something", "TODO")
    site.add("organisations/x.yml", unfinished)
    assert [one.code for one in site.problems()] == ["placeholder"]
    site.add("organisations/x.yml", unfinished + "\n".join(acceptance(about="TODO · en", field="name")) + "\n")
    assert site.found() == []
    listed = ["- slug: some-topic", *(f"  {line}" for line in unfinished.splitlines())]
    site.add("topics.yml", (site.root / "content/topics.yml").read_text("utf-8") + "\n".join(listed) + "\n")
    assert [one.code for one in site.problems()] == ["placeholder"]
    listed += [f"  {line}" for line in acceptance(about="TODO · en", field="name")]
    site.add(
        "topics.yml",
        "\n".join(listed)
        + "\n"
        + (site.root / "content/topics.yml").read_text("utf-8").partition("- slug: some-topic")[0],
    )
    assert site.found() == []


def test_an_acceptance_is_no_fact_of_its_entry(site: Site) -> None:
    write(site)
    keys = {stub.path: stub.base for stub in site.plan().stubs}
    file = site.root / "content/site.yml"
    file.write_text(f"{file.read_text('utf-8')}\n{chr(10).join(acceptance(file=f'content/{STORY}'))}\n", "utf-8")
    assert {stub.path: stub.base for stub in site.plan().stubs} == keys
    write(site, *acceptance())
    assert {stub.path: stub.base for stub in site.plan().stubs} == keys


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["accepted:", "  - code: placeholder", "    by: 李明"], "field-missing"),
        (["accepted:", "  - code: placeholder", "    reason:", "    by: 李明"], "field-empty"),
        (["accepted:", "  - code: placeholder", "    reasn: 看过", "    by: 李明"], "field-unknown-near"),
        (["accepted: placeholder"], "list-expected"),
        ([*acceptance(), "    until: 明年"], "date-form"),
    ],
)
def test_a_wrong_acceptance_is_an_error_at_its_place(site: Site, lines: list[str], code: str) -> None:
    write(site, *lines)
    assert code in told(site)


def test_the_command_prints_what_the_check_then_takes(site: Site) -> None:
    write(site, text=f"{TWICE}\n早先 TODO 一段。\n")
    run = CliRunner()
    root = ["--root", str(site.root), "--lang", "en"]
    assert run.invoke(check, [*root, "--fail-on", "new-warnings"]).exit_code == 1
    printed = run.invoke(accept, [*root, "--reason", "Seen.", "--by", "Li", "--until", "2199"]).output
    file = site.root / "content/site.yml"
    file.write_text(f"{file.read_text('utf-8')}\n{printed}", "utf-8")
    done = run.invoke(check, [*root, "--fail-on", "new-warnings"])
    assert done.exit_code == 0, done.output
    assert "Warnings: 0." in done.output
    assert "not told again: 3" in done.output
    assert run.invoke(check, [*root, "--fail-on", "warnings"]).exit_code == 1
    sarif = json.loads(run.invoke(check, [*root, "--format", "sarif"]).output)
    assert {one["suppressions"][0]["justification"] for one in sarif["runs"][0]["results"]} == {"Seen. (Li)"}


def test_a_place_names_what_is_accepted_and_an_empty_reason_is_asked_for(site: Site) -> None:
    write(site, text=f"{TWICE}\n早先 TODO 一段。\n")
    place = f"content/{STORY}:12"
    printed = CliRunner().invoke(accept, ["--root", str(site.root), "--lang", "zh", place]).output
    (found,) = yaml.safe_load(printed)["accepted"]
    assert (found["code"], found["file"], found["about"]) == ("placeholder", f"content/{STORY}", "TODO")
    file = site.root / "content/site.yml"
    file.write_text(f"{file.read_text('utf-8')}\n{printed}", "utf-8")
    done = CliRunner().invoke(check, ["--root", str(site.root), "--format", "json"])
    empty = [one["field"] for one in json.loads(done.output) if one["code"] == "field-empty"]
    assert empty == ["accepted.0.reason", "accepted.0.by"]


def test_every_language_has_its_words_for_notes() -> None:
    assert all("note" in words.severities for words in labels().values())
