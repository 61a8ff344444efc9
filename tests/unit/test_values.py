"""Numbers where they are named: the lists that name an indicator say what it was last, and when."""

from __future__ import annotations

from pathlib import Path

from tests.unit.helpers import BILINGUAL, record
from tests.unit.rendering import contexts
from xieshou.content.site_file import Sums
from xieshou.views import MODELS
from xieshou.views.lists.sums import short_titles
from xieshou.views.shared.models import Item
from xieshou.views.shared.page_models import EntryModel, ListModel


def _reading(period: str, value: str) -> tuple[str, ...]:
    return (f"  - period: {period}", f"    value: {value}", "    sources:", "      - daily")


FILES = {
    "sources/daily.yml": record("日报", "type: newspaper-page", "date: 2024"),
    "topics.yml": "- slug: money\n  name:\n    zh: 资金\n    en: Money\n",
    "indicators/sum.yml": record(
        "投资", "observations:", *_reading("2022", "1亿元"), *_reading("2023", "3亿元"), "topics:", "  - money"
    ),
    "indicators/told.yml": record(
        "引进", "observations:", *_reading("2023", "82项"), *_reading("2023", "64项"), "topics:", "  - money"
    ),
}


def _values(items: tuple[Item, ...]) -> dict[str, tuple[str, list[str]]]:
    rows = {item.id: next(row for row in item.facts if row.field == "latest") for item in items}
    return {id_: (row.label, [getattr(cell, "text", "") for cell in row.cells]) for id_, row in rows.items()}


def test_related_lists_show_the_last_value_and_all_of_them_where_sources_differ(tmp_path: Path) -> None:
    for page, context in contexts(FILES, tmp_path):
        if page.address == "topics/money/":
            model = MODELS[page.view](context)
            assert isinstance(model, EntryModel)
            (group,) = (one for one in model.groups if one.id == "indicator")
            assert _values(group.items) == {
                "indicator/sum": ("2023年", ["3亿元"]),
                "indicator/told": ("2023年", ["82项", "64项"]),
            }
            assert {"indicator/sum", "indicator/told"} <= set(page.content_deps), "a new number makes the page anew"


def test_sums_stand_above_the_list_of_projects(tmp_path: Path) -> None:
    said = {
        "title": {"zh": "投资", "en": "Sums"},
        "indicators": ["sum", "gone"],
        "note": {"zh": "不是总数。", "en": "No."},
    }
    sums = Sums.model_validate(said, context=BILINGUAL)
    seen = []
    for page, context in contexts(FILES, tmp_path, sums=sums):
        if page.address in ("projects/", "platforms/"):
            model = MODELS[page.view](context)
            assert isinstance(model, ListModel)
            seen.append((page.address, model.sums and _values(model.sums.items), model.sums and model.sums.note))
    (_, shown, note), (_, others, _) = seen
    assert shown == {"indicator/sum": ("2023年", ["3亿元"])}
    assert note is not None
    assert note.text == "不是总数。"
    assert others is None


def test_what_sums_have_in_common_their_heading_says() -> None:
    assert short_titles(["投资：绿色", "投资：产业"]) == ["绿色", "产业"]
    assert short_titles(["Money: a", "Money: b: c"]) == ["A", "B: c"], "as titles begin"
    assert short_titles(["Money", "Time"]) == ["Money", "Time"]
    assert short_titles(["Money: a"]) == ["Money: a"]
