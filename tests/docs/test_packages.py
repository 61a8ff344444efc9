"""Every package is listed with its licence and its purpose; and what is not looked up is not said to be sound."""

from __future__ import annotations

import datetime
import subprocess
from typing import Any

import pytest

from tests.docs.test_documents import DOCS, ROOT, read, section
from tests.packages import FILES, LISTED, UNKNOWN, licence, listed, pinned, up_to_date, verdict

SPOKEN = {"zh": ("每一步保证什么", "步骤"), "en": ("What each step guarantees", "One story, from file to page")}


def test_the_list_is_that_of_what_is_pinned() -> None:
    assert {name: one.version for name, one in listed().items()} == {
        name: version for versions in pinned().values() for name, version in versions.items()
    }
    assert up_to_date("2000-01-01") == read(LISTED)


def test_each_package_is_looked_at_has_a_licence_and_is_needed_for_something() -> None:
    for one in listed().values():
        assert UNKNOWN not in one, one
        assert datetime.date(2026, 11, 1) <= datetime.date.fromisoformat(one.date)
        assert licence(one.name, one.version) in ("", one.licence), one


def test_no_site_is_built_with_what_would_bind_it_to_another_licence() -> None:
    for name in pinned()["site"]:
        assert "GPL" not in listed()[name].licence, name


def test_every_lock_file_is_compiled_by_the_one_command() -> None:
    script = read(ROOT / ".ci" / "lock")
    assert [line.split()[1] for line in script.splitlines() if line.startswith("compile ")] == [*FILES]
    assert {path.stem for path in (ROOT / "requirements").glob("*.txt")} == {*FILES}


@pytest.mark.parametrize("script", ["setup", "lock", "audit"])
def test_scripts_of_the_ci_can_be_read_by_a_plain_shell(script: str) -> None:
    done = subprocess.run(["sh", "-n", str(ROOT / ".ci" / script)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("packages", "code"),
    [
        ([], 3),
        ([{"name": "a", "skip_reason": "not found"}], 3),
        ([{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"}], 0),
        ([{"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}], 1),
    ],
)
def test_what_was_not_looked_up_is_not_said_to_be_sound(packages: list[dict[str, Any]], code: int) -> None:
    found, said = verdict({"dependencies": packages})
    assert found == code
    assert ("a 1: X-1 → 2" in said) == (code == 1)
    assert ("1/2" in said) == (code == 0)
    assert verdict({})[0] == 3


def test_the_page_on_security_names_every_step_and_the_same_tests_in_both_languages() -> None:
    named = {}
    for language, folder in DOCS.items():
        text = read(folder / "security.md")
        rows = [line for line in section(text, SPOKEN[language][0]).splitlines() if line.startswith("| ")]
        steps = [row.split(".")[0].strip("| ") for row in rows if row[2].isdigit()]
        assert steps == [str(number) for number in range(1, 9)]
        named[language] = [part for part in text.split("`") if part.startswith("tests/")]
        assert all((ROOT / part).exists() for part in named[language])
    assert named["zh"] == named["en"]
