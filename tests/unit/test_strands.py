"""The parts of a mechanism: on its page while they are few, on shelves below it when they are many."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.unit.helpers import record, site_file, units_of
from xieshou.content.catalog import Card, Catalog, in_order, join
from xieshou.plan.pages import Page, Plan
from xieshou.views.entry import mechanism_parts
from xieshou.views.entry.page import plan

TYPES = ("alliance", "makerspace")


def platforms(number: int) -> str:
    return "".join(
        f"- slug: p{at:03}\n  name:\n    zh: 平台\n    en: Platform\n  type: {TYPES[at % 2]}\n" for at in range(number)
    )


def mechanism(*filters: str) -> str:
    lines = ["strands:"]
    for one in filters:
        lines += [
            "  - name:",
            "      zh: 甲",
            "      en: A",
            "    of: platform",
            *([f"    type: {one}"] if one else []),
        ]
    return record("某机制", *lines)


def planned(tmp_path: Path, number: int, *filters: str) -> dict[str, Page]:
    files = {"platforms.yml": platforms(number), "mechanisms/m.yml": mechanism(*filters)}
    catalog, problems = join(units_of(files, tmp_path / "s"), ("zh", "en"), 0, {})
    assert problems == []
    return {page.address: page for page in plan(Plan(catalog, site_file())) if page.address.startswith("mechanisms/")}


def test_few_members_stand_on_the_page(tmp_path: Path) -> None:
    (page,) = planned(tmp_path, 5, "alliance", "makerspace", "").values()
    assert page.ids("strand:0") == ("platform/p000", "platform/p002", "platform/p004")
    assert page.ids("strand:1") == ("platform/p001", "platform/p003")
    assert page.option("strands") == ((3, ()), (2, ()), (5, ()))


def test_many_members_stand_on_shelves_below_and_are_counted(tmp_path: Path) -> None:
    pages = planned(tmp_path, 130, "", "alliance")
    page = pages["mechanisms/m/"]
    assert page.ids("strand:0") == ()
    assert len(page.ids("strand:1")) == 65
    (count, trails), (few, none) = page.option("strands")
    assert (count, few, none) == (130, 65, ())
    below = {one.address for one in pages.values()} - {"mechanisms/m/"}
    assert {f"mechanisms/m/~1/{'/'.join(name for _, name in trail)}/" for trail in trails} <= below
    in_archives = [id_ for one in pages.values() for id_ in one.ids("items")]
    assert len(in_archives) == len(set(in_archives)) == 130
    assert all(one.ids("owner") == ("mechanism/m",) for address, one in pages.items() if address in below)


def test_all_parts_together_keep_the_page_short(tmp_path: Path) -> None:
    pages = planned(tmp_path, 90, "", "", "")
    page = pages["mechanisms/m/"]
    assert [len(page.ids(f"strand:{number}")) for number in range(3)] == [90, 90, 0]
    assert [count for count, _ in page.option("strands")] == [90, 90, 90]
    assert len(pages["mechanisms/m/~3/~1/"].ids("items")) == 90


def test_a_question_is_asked_of_the_catalog_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    units = units_of({"platforms.yml": platforms(4)}, tmp_path / "s")
    catalog: Catalog = join(units, ("zh", "en"), 0, {})[0]
    members = mechanism_parts.Members(catalog)
    asked: list[int] = []

    def counted(cards: Iterable[Card]) -> list[Card]:
        asked.append(1)
        return in_order(cards)

    monkeypatch.setattr(mechanism_parts, "in_order", counted)
    for _ in range(3):
        assert len(members.of(("platform", (("type", "alliance"),)))) == 2
        assert members.of(("envoy", ())) == ()
    assert len(asked) == 2
