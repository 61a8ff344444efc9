"""Charts of groups: one scale for the bars of a stacked chart, one each for small charts side by side."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.unit.helpers import labels
from xieshou.content.kinds.base import EvidenceFields
from xieshou.content.kinds.figure import Chart
from xieshou.content.kinds.indicator import Indicator, Observation
from xieshou.content.schema import edtf, quantities
from xieshou.core.project import ProjectPaths
from xieshou.render.templates import Templates
from xieshou.views.entry.figures import _points, _ranged, comparable
from xieshou.views.shared.figure_models import ChartModel, FigureModel, Mark, PictureModel
from xieshou.views.shared.models import Item, LocalizedText

ROOT = Path(__file__).resolve().parents[2]


def reading(value: str) -> Observation:
    return Observation.model_construct(
        period=edtf.parse("2023"), value=quantities.parse(value), sources=(EvidenceFields.model_construct(source="a"),)
    )


@pytest.mark.parametrize(
    ("one", "other", "can"),
    [
        ("11家", "9户", True),
        ("0.7mm", "0.6毫米", True),
        ("100MW", "1兆瓦", True),
        ("11家", "3%", False),
        ("1吨", "1MW", False),
    ],
)
def test_readings_share_an_axis_if_they_count_the_same_however_printed(one: str, other: str, can: bool) -> None:
    assert comparable([reading(one), reading(other)]) is can


def figure(form: str) -> FigureModel:
    parts = (
        ChartModel("share", (Mark("甲", "6", 1000, 600), Mark("乙", "3", 500, 300)), "省级", ""),
        ChartModel("share", (Mark("丙", "1", 1000, 100),), "市级", ""),
    )
    item = Item("图", "x/", "figure", "figure/x")
    alt = LocalizedText("六、三、一")
    return FigureModel(
        item,
        "chart",
        LocalizedText("图"),
        None,
        None,
        None,
        PictureModel(alt),
        ChartModel(form, (), "", "2023年", parts),
    )


@pytest.mark.parametrize("form", ["stacked", "multiples"])
def test_each_group_is_drawn_and_has_its_table(form: str) -> None:
    html = str(Templates(ProjectPaths.at(ROOT)).figure(figure(form), labels()["zh"]))
    assert html.count('role="img"') == 1
    assert 'aria-label="六、三、一"' in html
    assert html.count("<table") == 2
    assert "<caption>省级 · 2023年</caption>" in html
    for word in ("甲", "乙", "丙"):
        assert html.count(f">{word}<") >= 1
    widths = ["60.0%", "30.0%", "10.0%"] if form == "stacked" else ["100.0%", "50.0%", "100.0%"]
    assert [part.split('"')[0] for part in html.split(' width="')[1:] if part.split('"')[0].endswith(".0%")] == widths


def test_readings_of_a_period_that_differ_are_one_bar_with_two_ends() -> None:
    one, other = Mark("2023", "64", 780, 0), Mark("2023", "82", 1000, 0)
    ranged = _ranged([other, one])
    assert (ranged.value, ranged.low, ranged.share) == ("64 / 82", 780, 1000)
    assert _ranged([one, one]) == one


class Page:
    """As much of a page as points of a chart ask for."""

    def known(self, id_: str) -> bool:
        return True

    def entry(self, id_: str) -> SimpleNamespace:
        found = tuple(
            Observation.model_construct(
                period=edtf.parse(period), value=quantities.parse("5个"), sources=(), preferred=False
            )
            for period in ("2022", "2023-05/2023-06")
        )
        return SimpleNamespace(facts=Indicator.model_construct(name=id_, observations=found))  # type: ignore[arg-type]

    def words(self, text: str) -> LocalizedText:
        return LocalizedText(text)

    def when(self, date: edtf.Date) -> SimpleNamespace:
        return SimpleNamespace(text=date.edtf)


@pytest.mark.parametrize(
    ("period", "drawn"),
    [
        (None, ["a · 2022", "a · 2023-05/2023-06", "b · 2022", "b · 2023-05/2023-06"]),
        ("2022", ["a", "b"]),
        ("2023", ["a", "b"]),
        ("2023-05", []),
    ],
)
def test_bars_of_several_measures_carry_their_periods_unless_the_chart_has_one(
    period: str | None, drawn: list[str]
) -> None:
    chart = Chart.model_construct(form="bar", period=edtf.parse(period) if period else None, groups=())
    points, _ = _points(Page(), chart, ("a", "b"))  # type: ignore[arg-type]
    assert [label.removeprefix("indicator/") for _, label, _, _ in points] == drawn
