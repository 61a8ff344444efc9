"""Which reading a text quotes, and what planning knows of it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.unit.helpers import Site, catalog_of, record, story
from xieshou.content.schema import edtf
from xieshou.content.schema.readings import NoReading, ReadingKey, chosen


def brief(period: str, *sources: str, same: int, preferred: bool = False) -> ReadingKey:
    return ReadingKey(period, edtf.parse(period).order, sources, preferred, same)


READINGS = (
    brief("2022", "daily", same=0),
    brief("2023", "daily", same=1),
    brief("2023", "report", "web", same=2),
    brief("2021", "daily", same=3),
    brief("2021", "report", same=4, preferred=True),
    brief("2020", "daily", same=5),
    brief("2020", "report", same=5),
)


@pytest.mark.parametrize(
    ("wanted", "number"),
    [("2022", 0), ("2023@daily", 1), ("2023@web", 2), ("2021", 4), ("2021@daily", 3), ("2020", 5), ("@report", 2)],
)
def test_a_period_and_a_source_name_a_reading(wanted: str, number: int) -> None:
    assert chosen(READINGS, wanted) == number


def test_nothing_named_is_the_latest() -> None:
    assert chosen(READINGS[:1] + READINGS[3:], "") == 0


@pytest.mark.parametrize(
    ("wanted", "code", "instead"),
    [
        ("", "quote-ambiguous", ("2023@daily", "2023@report", "2023@web")),
        ("2023", "quote-ambiguous", ("2023@daily", "2023@report", "2023@web")),
        ("2019", "quote-period", ("2022", "2023", "2021", "2020")),
        ("2022@web", "quote-source", ("2022@daily",)),
        ("2022@none", "quote-source", ("2022@daily",)),
    ],
)
def test_what_names_no_reading_says_what_would(wanted: str, code: str, instead: tuple[str, ...]) -> None:
    with pytest.raises(NoReading) as caught:
        chosen(READINGS, wanted)
    assert caught.value.code == code
    assert caught.value.instead == instead


def measure(*values: str) -> str:
    lines = ["observations:"]
    for value in values:
        lines += ["  - period: 2023", f"    value: {value}", "    sources:", "      - daily"]
    return record("合作项目", *lines)


def test_another_value_is_no_new_shape_but_another_agreement_of_values_is(tmp_path: Path) -> None:
    def shape_of(*values: str) -> bytes:
        return (
            Site(Path(tempfile.mkdtemp(dir=tmp_path)) / "site").parse("indicators/works.yml", measure(*values)).shape()
        )

    assert shape_of("46个") == shape_of("47个")
    assert shape_of("46个", "47个") == shape_of("46个", "48个")
    assert shape_of("46个", "47个") != shape_of("47个", "47个")


def test_a_card_knows_what_its_text_quotes_in_each_language(tmp_path: Path) -> None:
    catalog, problems = catalog_of(
        {
            "indicators/works.yml": measure("46个"),
            "articles/2024/a.zh.md": story("date: 2024", text="共[](indicator:works)。\n"),
            "articles/2024/a.en.md": story(text="See [works](indicator:works).\n"),
        },
        tmp_path,
    )
    assert problems == []
    card = catalog.cards["article/a"]
    assert card.quotes == {"zh": ("indicator/works",)}
    assert card.mentions == {"zh": ("indicator/works",), "en": ("indicator/works",)}
