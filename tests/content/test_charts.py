"""The charts of this site: every measure of several periods has one, and its words say what it draws."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from xieshou.content.schema import quantities

CONTENT = Path(__file__).resolve().parents[2] / "content"


def records(folder: str) -> dict[str, dict[str, Any]]:
    """The records of a folder, every scalar a string."""
    return {
        path.stem: yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # makes strings and nothing else
        for path in sorted((CONTENT / folder).glob("*.yml"))
    }


def drawn(chart: dict[str, Any]) -> list[str]:
    """The indicators of a chart."""
    return [*chart.get("indicators", []), *(one for group in chart.get("groups", []) for one in group["indicators"])]


INDICATORS = records("indicators")
CHARTS = {slug: one for slug, one in records("figures").items() if "chart" in one}


def test_every_measure_of_several_periods_has_a_chart() -> None:
    alone = {one for figure in CHARTS.values() if len(drawn(figure["chart"])) == 1 for one in drawn(figure["chart"])}
    for slug, indicator in INDICATORS.items():
        if len({one["period"] for one in indicator["observations"]}) > 1:
            assert slug in alone, slug


def test_every_number_that_a_chart_draws_is_in_its_words() -> None:
    for slug, figure in CHARTS.items():
        period = figure["chart"].get("period", "")[:4]
        for name in drawn(figure["chart"]):
            for one in INDICATORS[name]["observations"]:
                if one["period"].startswith(period):
                    number = quantities.parse(one["value"]).number
                    assert re.search(rf"(?<![\d.]){re.escape(str(number))}(?!\d)", figure["alt"]["zh"]), (slug, name)


def test_every_chart_names_the_sources_of_what_it_draws() -> None:
    for slug, figure in CHARTS.items():
        own = {one if isinstance(one, str) else one["source"] for one in figure["sources"]}
        needed: defaultdict[str, set[str]] = defaultdict(set)
        for name in drawn(figure["chart"]):
            for one in INDICATORS[name]["observations"]:
                if one["period"].startswith(figure["chart"].get("period", "")[:4]):
                    needed[name] |= {at if isinstance(at, str) else at["source"] for at in one["sources"]}
        for name, sources in needed.items():
            assert sources & own, (slug, name)
