"""Every problem has an example that brings it about, and that mended brings it no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.examples import BASE, TRIGGERS, base_project, files_of, told, write
from xieshou.core.problems import Severity
from xieshou.language.problem_records import codes, record

EXAMPLES = {code: record(code).example for code in codes()}
AREAS = sorted(set(codes().values()))


def test_the_project_that_examples_are_laid_over_is_sound(tmp_path: Path) -> None:
    assert told(base_project(tmp_path / "site")) == []


def test_every_record_has_its_reason_and_an_example_of_a_known_form() -> None:
    for code in codes():
        words, example = record(code).words, EXAMPLES[code]
        assert all(said.get("why") for said in words.values()), code
        assert example, code
        by_hand = "trigger" in example
        assert by_hand or example["file"], code
        assert all(bool(said.get("when")) == by_hand for said in words.values()), code
    named = {example["trigger"] for example in EXAMPLES.values() if example and "trigger" in example}
    assert named == TRIGGERS.keys()


@pytest.mark.parametrize("area", AREAS)
def test_an_example_brings_its_problem_and_mended_brings_it_no_more(
    area: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in (one for one, its in codes().items() if its == area):
        example = EXAMPLES[code] or {}
        if "trigger" in example:
            with monkeypatch.context() as patch:
                found = list(TRIGGERS[example["trigger"]](base_project(tmp_path / code), patch))
            assert code in {one.code for one in found}, f"{code}: {found}"
            continue
        wrong, right = files_of(example, right=False), files_of(example, right=True)
        root = base_project(tmp_path / code)
        write(root, wrong)
        found = told(root)
        assert code in {one.code for one in found}, f"{code}: {found}"
        for name in wrong.keys() - right.keys():
            (root / name).unlink()
            if (BASE / name).exists():
                write(root, {name: (BASE / name).read_bytes()})
        write(root, right)
        left = told(root)
        assert code not in {one.code for one in left}, code
        assert [one for one in left if one.severity is Severity.ERROR] == [], code
