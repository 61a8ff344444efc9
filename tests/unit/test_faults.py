"""Wrong input, one folder a case in ``tests/faults``: the exact problems, each at its true line and column.

``expected.txt`` holds one line a problem, ``path:line:column code``. ``pytest --regen`` writes them anew:
read the diff then.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.helpers import BASE_SITE, FAULTS, Site, labels, places
from xieshou.core.problems import as_data, message, report

CASES = sorted(path for path in FAULTS.iterdir() if path.is_dir() and path != BASE_SITE)


def test_the_site_that_every_fault_is_added_to_is_sound(tmp_path: Path) -> None:
    assert Site.sound(tmp_path / "site").found() == []


def test_there_are_enough_cases_and_each_brings_a_file_and_an_expectation() -> None:
    assert len(CASES) >= 300
    for case in CASES:
        files = [path for path in case.rglob("*") if path.is_file() and path.name != "expected.txt"]
        assert files, case.name
        assert (case / "expected.txt").read_text().strip(), case.name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_wrong_input_is_reported_at_its_place_in_both_languages(case: Path, tmp_path: Path, regen: bool) -> None:
    site = Site.sound(tmp_path / "site")
    site.overlay(case)
    problems = site.problems()
    golden = case / "expected.txt"
    if regen:
        golden.write_text("".join(f"{line}\n" for line in places(problems)), encoding="utf-8")
    assert places(problems) == golden.read_text(encoding="utf-8").splitlines()
    for language, words in labels().items():
        text = report(problems, words, site.root)
        for one in problems:
            said, hint = message(one, words.problems)
            assert said
            assert said in text, language
            assert "{" not in hint.replace("{zh", ""), f"{language}: a place in the hint of {one.code} is not filled"
    texts = {language: words.problems for language, words in labels().items()}
    assert all(as_data(one, texts)["code"] == one.code for one in problems)
