"""Facets: what a list can be narrowed by, from the entries of its page alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.unit.helpers import record, story
from tests.unit.rendering import contexts
from xieshou.views import MODELS
from xieshou.views.lists.facets import FEW
from xieshou.views.shared.listing import Filter
from xieshou.views.shared.page_models import ListModel


def project(number: int) -> str:
    lines = [
        f"type: {'research' if number % 2 else 'energy'}",
        f"field: {'led' if number < 2 else 'coal'}",
        f"investment: {(number + 1) * 4000}万元",
        "partners:",
        "  - organisation: mill",
        "    side: changzhi",
    ]
    return record(f"项目{number}", *(lines[:3] if number else lines))


SITE = {
    "topics/led.yml": record("光电"),
    "topics/coal.yml": record("煤"),
    "organisations/mill.yml": record("工厂"),
    **{f"projects/p{n}.yml": project(n) for n in range(FEW)},
    **{f"articles/2024/s{n}.zh.md": story("date: 2024-05", "topics:", "  - led") for n in range(FEW)},
}


@pytest.fixture(scope="module")
def filters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Filter]:
    """The filter of each list, by address."""
    found = {}
    for page, context in contexts(SITE, tmp_path_factory.mktemp("facets")):
        if page.view == "index":
            model = MODELS[page.view](context)
            assert isinstance(model, ListModel)
            found[page.address] = model.filter
    return found


def test_a_list_is_narrowed_by_what_tells_its_entries_apart(filters: dict[str, Filter]) -> None:
    found = filters["projects/"]
    assert {one.name for one in found.facets} == {"field", "partner", "amount", "type"}
    counts = {one.name: {option.value: option.count for option in one.options} for one in found.facets}
    assert counts["field"] == {"coal": FEW - 2, "led": 2}
    assert counts["amount"] == {"below-100m": 2, "100m-1bn": FEW - 2}
    assert counts["partner"] == {"mill": 1}
    labels = {one.name: {option.value: option.label for option in one.options} for one in found.facets}
    assert labels["field"]["coal"] == "煤"
    assert labels["type"]["energy"] == "能源项目"


def test_each_item_carries_its_values_as_attributes(filters: dict[str, Filter]) -> None:
    first = next(one for one in filters["projects/"].data if "mill" in one)
    assert ' data-field="led"' in first
    assert ' data-type="energy"' in first
    assert ' data-sum="40000000"' in first
    assert len(filters["projects/"].data) == FEW
    assert filters["projects/"].sorts == ("name", "sum")


def test_items_of_a_chinese_list_carry_their_places_in_the_order_of_names(tmp_path: Path) -> None:
    names = ["长子厂", "重庆厂", "中天厂", "北京厂", "长治厂", "鑫源厂"]
    assert len(names) >= FEW
    types = ["type: park", *["type: company"] * 5]
    many = {f"organisations/o{at}.yml": record(*one) for at, one in enumerate(zip(names, types, strict=True))}
    data = {}
    for page, context in contexts(many, tmp_path):
        if page.view == "index" and page.address.endswith("organisations/"):
            shown = MODELS[page.view](context)
            assert isinstance(shown, ListModel)
            data[page.language] = [re.findall(r'data-rank="(\d)"', one) for one in shown.filter.data]
    assert data == {"zh": [["5"], ["3"], ["6"], ["1"], ["2"], ["4"]], "en": [[]] * 6}


def test_a_facet_all_have_alike_and_a_short_list_have_none(filters: dict[str, Filter]) -> None:
    assert filters["news/2024/"] == Filter()  # one topic, one year
    assert filters["topics/"] == Filter()  # two entries


def test_a_page_that_is_a_part_says_so(filters: dict[str, Filter]) -> None:
    assert not filters["projects/"].part


def test_an_amount_is_no_choice_where_none_is_stated(tmp_path: Path) -> None:
    many = {f"organisations/o{n}.yml": record("甲", f"type: {'company' if n else 'park'}") for n in range(FEW)}
    found = [
        MODELS[page.view](context) for page, context in contexts(many, tmp_path) if page.address == "organisations/"
    ]
    assert isinstance(found[0], ListModel)
    assert [one.name for one in found[0].filter.facets] == ["type"]
    assert found[0].filter.sorts == ("name",)
