"""A build that remembers the last one plans what a build from nothing plans, whatever was edited in between."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.soak import times
from tests.unit.helpers import NOW, SOURCED, Site, places, record, story
from xieshou.core.problems import ContentError
from xieshou.core.project import ProjectPaths
from xieshou.plan.cache import PageStub

ENGLISH = "---\ntitle: X\nsummary: S\n{}---\nText {}.\n"
FIGURE = ["type: caption-only", "caption:", "  zh: 甲", "alt:", "  zh: 甲"]
VERSIONS: dict[str, list[str | None]] = {
    "articles/2024/x.zh.md": [
        story("date: 2024-05", "organisations:", "  - buct"),
        story("date: 2024-05", "organisations:", "  - buct", text="另文。\n"),
        story("date: 2024-05", "organisations:", "  - buct", text="见[北化大](organisation:buct)。\n"),
        story("date: 2024-06", "organisations:", "  - buct"),
        story("date: 2024-05", "organisations:", "  - o", title="另题"),
        story("date: 2024-05", "publish_at: 2030-01-01"),
        story("date: 2024-05", "draft: true"),
        story("date: 2024-05", text="见[无](organisation:none)。\n"),
        None,
    ],
    "articles/2024/x.en.md": [
        None, ENGLISH.format("", "a"), ENGLISH.format("", "b"), ENGLISH.format("draft: true\n", "c"),
    ],
    "organisations/o.yml": [
        record("机构"), record("机构", "note:", "  zh: 注"), record("机构", "topics:", "  - envoys"), record("另名"),
        record("长子"), record("长子", "sound: chángzǐ"), record("机构", "draft: true"),
        record("机构", "tpye: x"), None,
    ],
    "organisations/buct.zh.md": [None, "故事。\n", "故事，见[机构](organisation:o)。\n", "另一个故事。\n"],
    "projects/p.yml": [
        None, record("项目"), record("项目", "investment: 1亿元", "sources:", "  - daily"),
        record("项目", "investment: 2亿元", "sources:", "  - daily"), record("项目", "investment: 1亿元"),
        record("项目", "scale:", "  - what:", "      zh: 占地", "    value: 3亩"),
        record("项目", "milestones:", "  - date: 2023", "    what:", "      zh: 开工"),
    ],
    "topics.yml": [
        "- slug: envoys\n  name:\n    zh: 甲\n    en: A\n",
        "- slug: envoys\n  name:\n    zh: 甲\n    en: B\n- slug: t\n  name:\n    zh: 乙\n    en: B\n",
        "- slug: envoys\n  name:\n    zh: 甲\n    en: A\n  note:\n    zh: 注\n",
    ],
    "figures/f.yml": [None, record("图", *FIGURE), record("图", *FIGURE, "credit:", "  zh: 乙")],
    "places/a.jpg": [None, "x"],
}  # fmt: skip
Outcome = tuple[tuple[PageStub, ...], list[str]]


def outcome(site: Site, now: int) -> Outcome:
    try:
        prepared = site.prepare(now)
    except ContentError as error:
        return (), places(error.problems)
    assert prepared.plan is not None
    return tuple(sorted(prepared.plan.stubs)), places(prepared.problems.warnings)


def from_nothing(site: Site, now: int) -> Outcome:
    """The same content with an empty cache."""
    project = site.project
    fresh = project.cache.with_name("fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    site.project = ProjectPaths(project.root, project.docs, fresh)
    try:
        return outcome(site, now)
    finally:
        site.project = project


def apply(site: Site, name: str, version: str | None) -> None:
    if version is None:
        (site.root / "content" / name).unlink(missing_ok=True)
    else:
        site.add(name, version)


changes = st.sampled_from([(name, number) for name, versions in VERSIONS.items() for number in range(len(versions))])


@pytest.mark.soak
@settings(
    max_examples=times(25), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(
    st.lists(
        st.tuples(st.lists(changes, min_size=1, max_size=3), st.sampled_from([NOW, NOW, 1_950_000_000])),
        min_size=2,
        max_size=8,
    )
)
def test_after_any_edits_the_plan_is_that_of_a_build_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[list[tuple[str, int]], int]]
) -> None:
    site = Site.sound(tmp_path_factory.mktemp("m") / "s")
    for edits, now in steps:
        for name, number in edits:
            apply(site, name, VERSIONS[name][number])
        assert outcome(site, now) == from_nothing(site, now)


@pytest.mark.parametrize("name", VERSIONS)
def test_after_an_edit_of_one_file_there_and_back_the_plan_is_that_of_a_build_from_nothing(
    tmp_path: Path, name: str
) -> None:
    site = Site.sound(tmp_path / "s")
    for other, versions in VERSIONS.items():
        apply(site, other, next(version for version in versions if version))
    for version in [*VERSIONS[name], *VERSIONS[name][::-1]]:
        apply(site, name, version)
        assert outcome(site, NOW) == from_nothing(site, NOW), version


def test_an_edit_of_a_text_reads_the_units_of_no_other_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site.sound(tmp_path / "s")
    before = {one.path: one.key for one in site.plan().stubs}
    path = site.root / "content" / "articles" / "2024" / "east-wind.zh.md"
    path.write_text(path.read_text(encoding="utf-8").replace("的特派员", "的特派员们"), encoding="utf-8")
    for module in ("context", "checking"):
        monkeypatch.setattr(f"xieshou.build.{module}.all_units", lambda store: pytest.fail("everything was read"))
    after = {one.path: one.key for one in site.plan().stubs}
    changed = {name for name in before if before[name] != after[name]}
    assert before.keys() == after.keys()
    assert "news/2024/east-wind/index.html" in changed
    assert len({name for name in changed if name.endswith(".html")}) <= 2
    assert {name.rpartition("/")[2] for name in changed} <= {"index.html", "feed.xml", "feed.json"}


Edit = Callable[[Site], object]


@pytest.mark.parametrize(
    "edit",
    [
        lambda site: site.add("articles/2024/new.zh.md", story("date: 2024", *SOURCED)),
        lambda site: (site.root / "content" / "articles" / "2024" / "east-wind.en.md").unlink(),
        lambda site: site.add("organisations/buct.yml", record("改名")),
        lambda site: site.add("sources/daily.yml", record("日报", "date: 2024-07-20")),
    ],
    ids=["added", "deleted", "renamed", "dated"],
)
def test_an_edit_that_other_pages_show_is_planned_anew(tmp_path: Path, edit: Edit) -> None:
    site = Site.sound(tmp_path / "s")
    before = site.plan().stubs
    edit(site)
    assert site.plan().stubs != before
    assert outcome(site, NOW) == from_nothing(site, NOW)


def test_a_change_of_the_sites_own_file_is_planned_anew(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    before = {one.path: one.key for one in site.plan().stubs}
    path = site.root / "content" / "site.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("两地携手。", "携手同行。"), encoding="utf-8")
    after = {one.path: one.key for one in site.plan().stubs}
    assert {name for name in before if before[name] != after[name]} == {"index.html", "en/index.html"}


def test_the_units_of_the_store_are_those_of_the_files(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    site.prepare()
    assert {(unit.kind, unit.slug, unit.language) for unit in site.units()} == {
        ("article", "east-wind", "zh"), ("article", "east-wind", "en"), ("organisation", "buct", ""),
        ("source", "daily", ""),
        ("topic", "envoys", ""),
    }  # fmt: skip
