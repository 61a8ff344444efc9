"""EDTF dates: what is accepted, what is refused and why, and how they sort."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.content.schema.edtf import YEARS, NotADate, parse
from xieshou.content.schema.types.date import DateType


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2023", (2023, 1, 1), (2023, 12, 31), "year"),
        ("2023-11", (2023, 11, 1), (2023, 11, 30), "month"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "month"),
        ("2023-11-08", (2023, 11, 8), (2023, 11, 8), "day"),
        ("2024-21", (2024, 3, 1), (2024, 5, 31), "season"),
        ("2024-22", (2024, 6, 1), (2024, 8, 31), "season"),
        ("2024-23", (2024, 9, 1), (2024, 11, 30), "season"),
        ("2024-02-29", (2024, 2, 29), (2024, 2, 29), "day"),
        ("197X", (1970, 1, 1), (1979, 12, 31), "decade"),
        ("19XX", (1900, 1, 1), (1999, 12, 31), "century"),
        ("2024-XX", (2024, 1, 1), (2024, 12, 31), "year"),
        ("2024-02-XX", (2024, 2, 1), (2024, 2, 29), "month"),
        ("2024-XX-XX", (2024, 1, 1), (2024, 12, 31), "year"),
    ],
)
def test_a_date_means_the_days_it_was_written_for_and_no_more(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int], precision: str
) -> None:
    date = parse(text)
    assert date.start is not None
    assert (date.start.first, date.start.last, date.start.precision) == (first, last, precision)
    assert (date.edtf, date.year, date.end) == (text, first[0], None)


@pytest.mark.parametrize("mark", ["~", "?", "%"])
@pytest.mark.parametrize("text", ["2023", "2023-11", "2023-11-08", "2024-22"])
def test_a_doubt_is_kept_at_every_precision(text: str, mark: str) -> None:
    date = parse(text + mark)
    assert date.start is not None
    assert date.start.qualifier == mark
    assert date.order[:4] == parse(text).order[:4]


def test_a_range_keeps_both_ends_and_their_doubts() -> None:
    date = parse("2023-11~/2024-01-05?")
    assert date.start is not None
    assert date.end is not None
    assert (date.start.month, date.start.qualifier) == (11, "~")
    assert (date.end.day, date.end.qualifier) == (5, "?")
    assert date.year == 2023


def test_an_open_range_stands_at_the_end_that_is_known() -> None:
    assert parse("2023-11/..").end is None
    assert parse("2023-11/..").anchor.month == 11
    assert parse("../2024-02").start is None
    assert parse("../2024-02").year == 2024


@pytest.mark.parametrize("text", ["2023/2023", "2023-11/2023-11-08", "2023/2023-01", "2023-11-08/2023-11"])
def test_a_range_within_itself_is_in_order(text: str) -> None:
    assert parse(text).end is not None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date-form"),
        ("..", "date-form"),
        ("../..", "date-form"),
        ("2023/", "date-form"),
        ("/2023", "date-form"),
        ("2023年11月", "date-form"),
        ("2023.11.08", "date-form"),
        ("2023/11/08", "date-form"),
        ("2023-1", "date-form"),
        ("2023-11-8", "date-form"),
        ("23-11-08", "date-form"),
        ("20231108", "date-form"),
        (" 2023", "date-form"),
        ("2023-11-08T25:00", "date-impossible"),
        ("2023-11-08T10", "date-form"),
        ("2023-11T10:00", "date-form"),
        ("２０２３", "date-form"),
        ("2023~~", "date-form"),
        ("~2023", "date-form"),
        ("2023-00", "date-impossible"),
        ("2023-13", "date-impossible"),
        ("2023-20", "date-impossible"),
        ("2023-25", "date-impossible"),
        ("2023-21-01", "date-impossible"),
        ("2023-11-00", "date-impossible"),
        ("2023-11-31", "date-impossible"),
        ("2023-02-29", "date-impossible"),
        ("1900-02-29", "date-impossible"),
        ("0023", "date-year"),
        ("1799-01-01", "date-year"),
        ("2201", "date-year"),
        ("2023-11/2023-10", "date-order"),
        ("2024/2023", "date-order"),
        ("2023-11-08/2023-11-07", "date-order"),
        ("2023-11/2023-13", "date-impossible"),
        ("197x", "date-form"),
        ("19X5", "date-unknown"),
        ("197X-05", "date-unknown"),
        ("2023-XX-08", "date-unknown"),
        ("2023-1X", "date-unknown"),
        ("XXXX", "date-unknown"),
        ("17XX", "date-year"),
        ("22XX", "date-year"),
        ("2023-13-XX", "date-impossible"),
        ("2024-21-XX", "date-impossible"),
        ("197X/1969", "date-order"),
    ],
)
def test_what_is_no_date_says_why(text: str, code: str) -> None:
    with pytest.raises(NotADate) as caught:
        parse(text)
    assert caught.value.code == code


def test_dates_sort_by_day_and_the_vaguer_of_two_comes_first() -> None:
    texts = ["2024-03-01", "2023-12-31", "2024", "2024-03", "2024-21", "2023-11/2024-05", "2024-03-02", "../2024-01"]
    assert sorted(texts, key=lambda text: parse(text).order) == [
        "2023-11/2024-05", "2023-12-31", "2024", "../2024-01", "2024-21", "2024-03", "2024-03-01", "2024-03-02",
    ]  # fmt: skip


def test_decades_and_centuries_stand_before_what_is_known_better() -> None:
    texts = ["1970", "197X", "1970-01-01", "19XX", "1969-12-31", "1980", "1970-XX"]
    assert sorted(texts, key=lambda text: parse(text).order) == [
        "19XX", "1969-12-31", "197X", "1970", "1970-XX", "1970-01-01", "1980",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("197x", "197X"),
        ("１９７Ｘ", "197X"),
        ("1970s", "197X"),
        ("1970年代", "197X"),
        ("20世纪70年代", "197X"),
        ("2023-11-xx", "2023-11-XX"),
        ("70年代", None),
        ("20世纪", None),
    ],
)
def test_a_decade_typed_as_people_do_is_repaired_where_it_is_sure(typed: str, meant: str | None) -> None:
    assert DateType().repair(typed) == meant


@given(st.dates(datetime.date(YEARS.start, 1, 1), datetime.date(YEARS.stop - 1, 12, 31)))
def test_every_day_of_the_calendar_is_a_date(day: datetime.date) -> None:
    date = parse(day.isoformat())
    assert date.start is not None
    assert datetime.date(*date.start.first) == datetime.date(*date.start.last) == day


@given(st.integers(YEARS.start, YEARS.stop - 1), st.integers(0, 40), st.integers(0, 40))
def test_a_day_is_accepted_exactly_when_the_calendar_has_it(year: int, month: int, day: int) -> None:
    try:
        datetime.date(year, month, day)
    except ValueError:
        with pytest.raises(NotADate):
            parse(f"{year}-{month:02}-{day:02}")
    else:
        assert parse(f"{year}-{month:02}-{day:02}").year == year


@given(st.text(alphabet="0123456789-/.~?% 年TX", max_size=24))
def test_any_text_is_a_date_or_is_refused_with_a_known_reason(text: str) -> None:
    try:
        date = parse(text)
    except NotADate as error:
        known = error.code in ("date-form", "date-order", "date-year", "date-impossible", "date-unknown")
    else:
        known = True
        assert date.anchor.first <= date.anchor.last
    assert known
