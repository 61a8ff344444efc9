"""The command: what it says, in which form, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.helpers import ROOT, Site, record, story

BROKEN = story("date: 2024年7月", "sources: [daily]")


def run(site: Site, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """``python -m xieshou`` in another folder than the project's."""
    return subprocess.run(
        [sys.executable, "-m", "xieshou", *arguments[:1], "--root", str(site.root), *arguments[1:]],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "LC_ALL": "C", **environment},
        cwd=site.root.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.sound(tmp_path / "网 站")


def test_a_sound_site_ends_with_0_and_says_so(site: Site) -> None:
    done = run(site, "check", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert "No errors" in done.stdout
    assert run(site, "check", "--format", "json").stdout.strip() == "[]"


def test_an_error_ends_with_1_and_stands_in_the_language_asked_for(site: Site) -> None:
    site.add("articles/2024/x.zh.md", BROKEN)
    for language, words in (("zh", "不是能识别的日期"), ("en", "is not a date we can read")):
        done = run(site, "check", "--lang", language)
        assert done.returncode == 1
        assert "content/articles/2024/x.zh.md:4:7" in done.stdout
        assert words in done.stdout
        assert "date: 2024年7月" in done.stdout


def test_machines_get_every_word_in_both_languages(site: Site) -> None:
    site.add("articles/2024/x.zh.md", BROKEN)
    done = run(site, "check", "--format", "json", "--lang", "en")
    (found,) = (one for one in json.loads(done.stdout) if one["severity"] == "error")
    assert {key: found[key] for key in ("path", "line", "column", "field", "code")} == {
        "path": "content/articles/2024/x.zh.md",
        "line": 4,
        "column": 7,
        "field": "date",
        "code": "date-form",
    }
    assert set(found["message"]) == set(found["hint"]) == {"zh", "en"}


def test_sarif_and_github_name_the_place(site: Site) -> None:
    site.add("articles/2024/x.zh.md", BROKEN)
    log = json.loads(run(site, "check", "--format", "sarif").stdout)
    results = log["runs"][0]["results"]
    place = next(one for one in results if one["ruleId"] == "date-form")["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/articles/2024/x.zh.md"
    assert place["region"] == {"startLine": 4, "startColumn": 7}
    said = run(site, "check", "--format", "github").stdout
    assert "::error file=网 站/content/articles/2024/x.zh.md,line=4,col=7,title=date-form::date%3A" not in said
    assert "::error file=网 站/content/articles/2024/x.zh.md,line=4,col=7,title=date-form::date: " in said


@pytest.mark.parametrize("number", [150, 250, 900])
def test_an_error_behind_any_number_of_warnings_is_told_and_nothing_is_said_to_be_sound(
    site: Site, number: int
) -> None:
    headings = "".join(f"\n## a{line}\n\n#### b{line}\n" for line in range(number))
    site.add(
        "articles/2024/x.zh.md",
        story("date: 2024", "sources: [daily]", text=f"{headings}\n[甲](project:none)\n\n<h1>甲</h1>\n"),
    )
    done = run(site, "check", "--lang", "en")
    assert done.returncode == 1
    assert f"Errors: 2, warnings: {number}." in done.stdout
    found = json.loads(run(site, "check", "--format", "json").stdout)
    assert [one["code"] for one in found if one["severity"] == "error"] == ["reference-unknown", "text-html"]
    assert "::error" in run(site, "check", "--format", "github").stdout
    if number > 200:
        assert f"and {number - 200} more warnings in this file" in done.stdout


def test_an_embargo_is_judged_by_the_moment_asked_for(site: Site) -> None:
    site.add("organisations/x.yml", record("甲", "publish_at: 2026-01-01T09:00"))
    text = "见[甲](organisation:x)。\n"
    site.add("articles/2024/x.zh.md", story("date: 2024", "sources: [daily]", text=text))
    before, after = "2026-01-01T08:59+08:00", "2026-01-01T01:00Z"
    assert "reference-early" in run(site, "check", "--format", "json", "--as-of", before).stdout
    assert run(site, "check", "--as-of", after).returncode == 0
    assert run(site, "check", "--as-of", "soon").returncode == 2


def test_hand_written_pages_are_checked_too(site: Site) -> None:
    docs = site.root / "docs"
    docs.mkdir()
    text = "---\ntitle: 关于\n---\n\n[甲](organisation:buct) [乙](organisation:bcut) [丙](projct:x) `(projct:x)`\n"
    (docs / "about.md").write_text(text, "utf-8")
    found = [(one["line"], one["code"]) for one in json.loads(run(site, "check", "--format", "json").stdout)]
    assert found == [(5, "reference-unknown-near"), (5, "text-link-unknown")]


def test_nothing_can_be_written_and_still_it_is_checked(site: Site) -> None:
    (site.root / "blocked").write_text("", "utf-8")
    done = run(site, "check", "--lang", "en", XIESHOU_CACHE=str(site.root / "blocked" / "cache"))
    assert (done.returncode, done.stderr) == (0, "")


def test_fix_shows_what_it_would_do_and_does_it_when_told(site: Site) -> None:
    path = site.add(
        "articles/2024/x.zh.md",
        "———\ntitle：甲: 乙\nsummary: 丙\ndate: 2024年7月9日\nsources:\n\t- daily\n———\n正文\u200b\n",
    )
    page = site.root / "docs" / "articles" / "about.md"
    page.parent.mkdir(parents=True)
    page.write_bytes("———\ntitle：甲\ndescription: 乙\n———\n\n# 甲\n\n⻓治。\n".encode("gb18030"))
    before = path.read_bytes()
    done = run(site, "fix", "--lang", "en")
    assert "  + date: 2024-07-09" in done.stdout
    assert path.read_bytes() == before
    run(site, "fix", "--write")
    assert page.read_text("utf-8") == "---\ntitle: 甲\ndescription: 乙\n---\n\n# 甲\n\n长治。\n"
    assert path.read_text("utf-8") == (
        '---\ntitle: "甲: 乙"\nsummary: 丙\ndate: 2024-07-09\nsources:\n  - daily\n---\n正文\n'
    )
    assert run(site, "check").returncode == 0
    assert "0" in run(site, "fix", "--lang", "en").stdout


@pytest.mark.parametrize("text", ["date: 08/11/2023", "title: 第 #1", "ttl: 甲", "date: 2023-02-30", "draft: maybe"])
def test_fix_leaves_alone_what_it_would_have_to_guess(site: Site, text: str) -> None:
    path = site.add("articles/2024/x.zh.md", f"---\n{text}\n---\n正文\n")
    before = path.read_bytes()
    run(site, "fix", "--write")
    assert path.read_bytes() == before


def test_the_schema_of_a_kind_knows_the_sites_languages_and_choices(site: Site) -> None:
    done = run(site, "schema", "organisation", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    own = json.loads(done.stdout)
    assert own["required"] == ["name"]
    assert set(own["properties"]["name"]["properties"]) == {"zh", "en"}
    assert "beijing" in own["properties"]["side"]["enum"]
    assert own["properties"]["projects"]["items"]["x-kind"] == "project"
    assert json.loads(run(site, "schema").stdout)["organisation"] == own
    assert run(site, "schema", "organisations").returncode == 2


def test_a_schema_needs_no_readable_site(tmp_path: Path) -> None:
    bare = Site(tmp_path / "bare")
    bare.add("site.yml", "languages: [zh\n")
    done = run(bare, "schema", "project")
    assert (done.returncode, done.stderr) == (0, "")
    assert "enum" not in json.loads(done.stdout)["properties"]["programme"]
