"""What is told of a page: all it depends on, what of that changed since it was made, and what it was made for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine import build, looked_at
from tests.site.building import make_sample
from tests.unit.helpers import ROOT
from xieshou.build.why import Dependency, Explanation, explained, planned_path
from xieshou.plan.history import History

PAGE = "/news/2024/opening/"


def told(root: Path, asked: str) -> Explanation | None:
    """What is known of a page of the project in ``root``."""
    return looked_at(root, lambda prepared: explained(prepared, History(root / ".cache" / "xieshou"), asked))


def changed(root: Path, asked: str) -> set[str]:
    """The dependencies of a page that changed since it was made."""
    found = told(root, asked)
    assert found is not None
    return {f"{one.sort} {one.name}" for one in found.dependencies if one.changed}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    root = make_sample(ROOT, tmp_path / "s")
    build(root)
    return root


def test_a_page_of_the_last_build_names_what_it_depends_on_and_nothing_has_changed(built: Path) -> None:
    found = told(built, "/envoys/lin-he/")
    assert found is not None
    assert (found.path, found.view, found.stale) == ("envoys/lin-he/index.html", "entry", False)
    assert found.made is not None
    assert found.made.build == 1
    names = {f"{one.sort} {one.name}" for one in found.dependencies}
    assert {"content envoy/lin-he", "site sides", "engine labels", "frame zh/envoy"} <= names
    assert changed(built, "/envoys/lin-he/") == set()


def test_an_edit_is_named_on_each_page_that_shows_it_and_on_no_other(built: Path) -> None:
    replace(built / "content/envoys/lin-he.yml", "zh: ", "zh: 新")
    assert "content envoy/lin-he" in changed(built, "/envoys/lin-he/")
    assert changed(built, "/en/envoys/") == {"metadata envoy/lin-he"}
    assert changed(built, "/glossary/") <= {"metadata envoy/lin-he"}
    assert changed(built, "/projects/") == set()


def test_what_a_page_was_last_made_for_is_known_after_the_build(built: Path) -> None:
    replace(built / "content/site.yml", "      zh: 北京\n", "      zh: 东湖\n")
    assert changed(built, "/organisations/") == {"site sides"}
    build(built)
    assert changed(built, "/organisations/") == set()
    found = told(built, "/organisations/")
    assert found is not None
    assert found.made is not None
    assert found.made.build == 2
    assert [f"{one.sort} {one.name}" for one in found.dependencies if one.made_for] == ["site sides"]


def test_an_edit_taken_back_is_no_change(built: Path) -> None:
    path = built / "content/envoys/lin-he.zh.md"
    text = path.read_text("utf-8")
    for words in (text + "\n又一句。\n", text, text + "\n再一句。\n", text):
        path.write_text(words, "utf-8")
        build(built)
        assert changed(built, "/envoys/lin-he/") == set()


def test_a_page_never_made_says_so_and_one_that_is_not_planned_is_none(built: Path) -> None:
    path = built / "content/places.yml"
    new = "- slug: new-place\n  name:\n    zh: 新地\n    en: New\n"
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n{new}", "utf-8")
    found = told(built, "/places/new-place/")
    assert found is not None
    assert found.made is None
    assert found.stale
    assert told(built, "/places/nowhere/") is None


def test_a_damaged_history_costs_an_explanation_and_no_build(built: Path) -> None:
    (built / ".cache/xieshou/history.sqlite").write_bytes(b"nonsense" * 1000)
    replace(built / "content/envoys/lin-he.yml", "zh: ", "zh: 新")
    assert build(built).exchanged


@pytest.mark.parametrize(
    "asked",
    ["news/2024/a/", "/news/2024/a/", "/news/2024/a", "news/2024/a/index.html", "https://example.org/two/news/2024/a/",
     "https://example.org/news/2024/a/?x#y", "/two/rivers/news/2024/a/"],
)  # fmt: skip
def test_a_page_is_found_by_however_its_address_is_written(asked: str) -> None:
    assert planned_path(asked, {"news/2024/a/index.html", "index.html"}) == "news/2024/a/index.html"


@pytest.mark.parametrize("asked", ["", "/", "https://example.org", "https://example.org/", "index.html"])
def test_the_home_page_is_found_by_the_address_of_the_site(asked: str) -> None:
    assert planned_path(asked, {"news/2024/a/index.html", "index.html"}) == "index.html"


def test_what_is_no_page_is_not_taken_for_the_home_page() -> None:
    assert planned_path("/nowhere/", {"index.html"}) is None
    assert Dependency("site", "sides", None, False).changed is None
