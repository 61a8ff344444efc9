"""Long lists on shelves: every item once, none too long, and one new item changes none but the shelf it lands on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.soak import times
from tests.unit.helpers import LANGUAGES, catalog_of, record, site_file, story
from xieshou.plan.archives import FULL, MARK, Archive, by_date, by_letter
from xieshou.plan.pages import Plan
from xieshou.views import plan_pages

Item = tuple[tuple[int, int, int, int], int]
"""(year, month, day, vagueness) and a number of its own."""


def moment(item: Item) -> tuple[int, int, int, int]:
    return item[0]


def newest_first(items: Sequence[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (tuple(-part for part in item[0]), item[1]))


@st.composite
def moments(draw: st.DrawFn) -> tuple[int, int, int, int]:
    vague = draw(st.sampled_from([0, 2, 3]))
    year = draw(st.sampled_from([0, 2022, 2023, 2024]))
    if not year:
        return (0, 0, 0, 0)
    month = draw(st.integers(1, 3)) if vague else 1
    return (year, month, draw(st.integers(1, 3)) if vague == 3 else 1, vague)


archives = st.lists(moments(), max_size=60).map(lambda found: newest_first([(one, n) for n, one in enumerate(found)]))
fulls = st.integers(1, 12)
slugs = st.text("ab-", min_size=1, max_size=6).filter(lambda slug: slug == slug.strip("-") and "--" not in slug)


def leaves(archive: Archive[Item]) -> list[Item]:
    return [item for one in archive.walk() for item in one.items]


def pages(archive: Archive[Item]) -> dict[str, tuple[tuple[Item, ...], tuple[str, ...]]]:
    return {one.tail: (one.items, tuple(child.tail for child in one.archives)) for one in archive.walk()}


@given(archives, fulls, st.sampled_from([None, 0]))
def test_every_item_stands_on_one_shelf_and_no_shelf_is_too_full(
    items: list[Item], full: int, years_at: int | None
) -> None:
    archive = by_date(items, moment, full, years_at)
    assert sorted(leaves(archive)) == sorted(items)
    assert all(len(one.items) <= full for one in archive.walk())


@given(archives, fulls, st.sampled_from([None, 0]))
def test_every_shelf_has_an_address_of_its_own_below_its_parent(
    items: list[Item], full: int, years_at: int | None
) -> None:
    archive = by_date(items, moment, full, years_at)
    tails = [one.tail for one in archive.walk()]
    assert len(set(tails)) == len(tails)
    for one in archive.walk():
        assert all(child.tail.startswith(one.tail) and child.tail != one.tail for child in one.archives)


@given(archives, fulls, st.sampled_from([None, 0]))
def test_items_stay_in_the_order_they_came(items: list[Item], full: int, years_at: int | None) -> None:
    for one in by_date(items, moment, full, years_at).walk():
        assert list(one.items) == [item for item in items if item in one.items]


@pytest.mark.soak
@settings(max_examples=times(300))
@given(archives, fulls, st.sampled_from([None, 0]), moments())
def test_one_newest_item_changes_only_the_shelf_it_lands_on_and_those_above_it(
    items: list[Item], full: int, years_at: int | None, at: tuple[int, int, int, int]
) -> None:
    newest = max([at, *(one[0] for one in items)])
    added: Item = (newest, -1)
    before, after = (
        by_date(items, moment, full, years_at),
        by_date(newest_first([added, *items]), moment, full, years_at),
    )
    landed = next(one.tail for one in after.walk() if added in one.items)
    new, old = pages(after), pages(before)
    for tail, shown in old.items():
        if not landed.startswith(tail):
            assert new[tail] == shown, f"{tail} changed, though the item landed on {landed}"
    year = f"{newest[0]}/" if newest[0] else "undated/"
    assert all(tail.startswith(year) for tail in new.keys() - old.keys() if old.keys() != {""}), (
        "a page elsewhere is new"
    )


@given(archives, fulls)
def test_an_addition_to_a_year_that_stays_as_it_is_cut_changes_one_shelf(items: list[Item], full: int) -> None:
    newest = max([(2024, 3, 3, 3), *(one[0] for one in items)])
    before = pages(by_date(items, moment, full, 0))
    after = pages(by_date(newest_first([(newest, -1), *items]), moment, full, 0))
    if before.keys() == after.keys():
        assert len([tail for tail in before if before[tail] != after[tail]]) == 1


def test_facts_known_by_their_year_alone_stay_on_the_page_of_the_year() -> None:
    items = newest_first([((2024, month, 1, 3), month) for month in range(1, 4)] + [((2024, 1, 1, 0), 99)])
    year = by_date(items, moment, 3, 0).archives[0]
    assert year.items == (((2024, 1, 1, 0), 99),)
    assert [child.tail for child in year.archives] == ["2024/~03/", "2024/~02/", "2024/~01/"]


def test_a_month_too_full_is_cut_into_parts_that_only_grow_at_the_end() -> None:
    items = newest_first([((2024, 5, day, 3), day) for day in range(1, 8)])
    month = by_date(items, moment, 3, 0).archives[0].archives[0]
    assert [child.tail for child in month.archives] == ["2024/~05/~1/", "2024/~05/~2/", "2024/~05/~3/"]
    assert [[item[1] for item in child.items] for child in month.archives] == [[3, 2, 1], [6, 5, 4], [7]]


def test_a_short_list_is_one_page() -> None:
    items = newest_first([((2024, 5, 1, 3), n) for n in range(5)])
    assert by_date(items, moment, 5) == Archive((), tuple(items), ())
    assert by_letter(["a", "b"], str, 2) == Archive((), ("a", "b"), ())


@given(st.lists(slugs, max_size=60, unique=True).map(sorted), fulls)
def test_every_name_stands_on_one_letter_and_no_page_is_too_full(names: list[str], full: int) -> None:
    archive = by_letter(names, str, full)
    assert sorted(name for one in archive.walk() for name in one.items) == names
    assert all(len(one.items) <= full for one in archive.walk())
    for one in archive.walk():
        if one.trail and one.items and one.trail[-1][0] == "letter":
            assert all(name.startswith(one.trail[-1][1].removeprefix(MARK)) for name in one.items)


@given(st.lists(slugs, max_size=60, unique=True).map(sorted), fulls)
def test_every_letter_has_an_address_of_its_own(names: list[str], full: int) -> None:
    tails = [one.tail for one in by_letter(names, str, full).walk()]
    assert len(set(tails)) == len(tails), tails


def test_a_name_that_is_the_beginning_of_many_others_has_its_place() -> None:
    names = sorted(
        ["be", *(f"be{letter}{digit}" for letter in "ab" for digit in range(4)), *(f"c{n}" for n in range(4))]
    )
    archive = by_letter(names, str, 4)
    tails = [one.tail for one in archive.walk()]
    assert len(set(tails)) == len(tails), tails
    assert sorted(name for one in archive.walk() for name in one.items) == names


def pages_of(files: dict[str, str], root: Path) -> list[str]:
    catalog, problems = catalog_of(files, root)
    assert problems == []
    return [page.path for page in plan_pages(Plan(catalog, site_file()))]


def test_a_shelf_never_takes_the_address_of_an_entry(tmp_path: Path) -> None:
    listed = "".join(f"- slug: p{n}\n  name:\n    zh: 甲\n    en: A\n" for n in range(FULL + 1))
    listed += "".join(f"- slug: {slug}\n  name:\n    zh: 乙\n    en: B\n" for slug in ("p", "q", "q1"))
    paths = pages_of({"organisations.yml": listed}, tmp_path / "s")
    assert len(set(paths)) == len(paths), sorted({path for path in paths if paths.count(path) > 1})


def test_a_month_never_takes_the_address_of_a_story(tmp_path: Path) -> None:
    files = {f"articles/2024/a{n}.zh.md": story(f"date: 2024-0{n % 9 + 1}-01") for n in range(FULL + 1)}
    files["articles/2024/05.zh.md"] = story("date: 2024-05-01")
    paths = pages_of(files, tmp_path / "s")
    assert len(set(paths)) == len(paths), sorted({path for path in paths if paths.count(path) > 1})


def test_a_year_never_takes_the_address_of_a_record(tmp_path: Path) -> None:
    files = {f"events/e{n}.yml": record("甲", "date: 2024-05-01") for n in range(FULL + 1)}
    files["events/2024.yml"] = record("甲", "date: 2024-05-01")
    paths = pages_of(files, tmp_path / "s")
    assert len(set(paths)) == len(paths), sorted({path for path in paths if paths.count(path) > 1})


def test_every_page_of_a_small_site_has_an_address_of_its_own_in_each_language(tmp_path: Path) -> None:
    paths = pages_of({"organisations/buct.yml": record(), "articles/2024/a.zh.md": story("date: 2024")}, tmp_path / "s")
    assert len(set(paths)) == len(paths)
    assert {
        "index.html",
        "en/index.html",
        "404.html",
        "news/2024/a/index.html",
        "en/organisations/buct/index.html",
    } <= set(paths)
    assert "en/news/2024/a/index.html" not in paths
    assert len(LANGUAGES) == 2
