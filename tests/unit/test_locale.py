"""Dates and quantities as each language writes them: never more precise, never rounded."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.helpers import labels
from xieshou.content.schema import edtf, quantities
from xieshou.language.locale import machine_date, show_date, show_quantity

LABELS = labels()
ZH, EN = LABELS["zh"], LABELS["en"]


@pytest.mark.parametrize(
    ("written", "zh", "en", "machine"),
    [
        ("2023", "2023年", "2023", "2023"),
        ("2023-11", "2023年11月", "November 2023", "2023-11"),
        ("2023-11-08", "2023年11月8日", "8 November 2023", "2023-11-08"),
        ("2024-07~", "2024年7月前后", "about July 2024", "2024-07"),
        ("2024?", "2024年（存疑）", "2024 (uncertain)", "2024"),
        ("2024%", "2024年前后（存疑）", "about 2024 (uncertain)", "2024"),
        ("2024-21", "2024年春", "spring 2024", ""),
        ("2024-22~", "2024年夏前后", "about summer 2024", ""),
        ("2024-23", "2024年秋", "autumn 2024", ""),
        ("2024-24", "2024年冬", "winter 2024", ""),
        ("2023-11/2023-12", "2023年11月至12月", "November to December 2023", ""),
        ("2023-08-05/2023-08-06", "2023年8月5日至6日", "5–6 August 2023", ""),
        ("2023-08-30/2023-09-02", "2023年8月30日至9月2日", "30 August to 2 September 2023", ""),
        ("2022-12-30/2023-01-02", "2022年12月30日至2023年1月2日", "30 December 2022 to 2 January 2023", ""),
        ("2022/2023", "2022年至2023年", "2022 to 2023", ""),
        ("2023-08-05/2023-09", "2023年8月5日至2023年9月", "5 August 2023 to September 2023", ""),
        ("2023-11-08~/2024", "2023年11月8日前后至2024年", "about 8 November 2023 to 2024", ""),
        ("2023/..", "2023年起", "from 2023", ""),
        ("../2023-05", "至2023年5月", "until May 2023", ""),
        ("197X", "20世纪70年代", "1970s", ""),
        ("197X~", "20世纪70年代前后", "about the 1970s", ""),
        ("200X", "2000年至2009年", "2000–2009", ""),
        ("201X/..", "21世纪10年代起", "from the 2010s", ""),
        ("19XX", "20世纪", "20th century", ""),
        ("../18XX", "至19世纪", "until the 19th century", ""),
        ("2023-XX", "2023年（月份不详）", "2023, month not known", "2023"),
        ("2023-11-XX", "2023年11月（具体日期不详）", "November 2023, day not known", "2023-11"),
        ("2023-XX-XX", "2023年（具体月日不详）", "2023, day and month not known", "2023"),
        ("2023-11-XX/2024", "2023年11月（具体日期不详）至2024年", "November 2023 (day not known) to 2024", ""),
    ],
)
def test_a_date_is_shown_as_precisely_as_it_was_written(written: str, zh: str, en: str, machine: str) -> None:
    date = edtf.parse(written)
    assert (show_date(date, ZH), show_date(date, EN), machine_date(date)) == (zh, en, machine)


@pytest.mark.parametrize(
    ("printed", "noun", "english"),
    [
        ("19.3亿元", "", "RMB 1.93 billion"),
        ("50527.94万元", "", "RMB 505.2794 million"),
        ("30.50亿元", "", "RMB 3.05 billion"),
        ("1.0亿元", "", "RMB 100 million"),
        ("10亿元", "", "RMB 1 billion"),
        ("1.5万亿元", "", "RMB 1.5 trillion"),
        ("500元", "", "RMB 500"),
        ("30万元", "", "RMB 300,000"),
        ("99.99万元", "", "RMB 999,900"),
        ("1500000元", "", "RMB 1.5 million"),
        ("约3亿元", "", "about RMB 300 million"),
        ("超19.3亿元", "", "over RMB 1.93 billion"),
        ("近2亿元", "", "nearly RMB 200 million"),
        ("目标5亿元", "", "target RMB 500 million"),
        ("10余亿元", "", "more than RMB 1 billion"),
        ("40%", "", "40%"),
        ("40.0%", "", "40.0%"),
        ("0.50%", "", "0.50%"),
        ("-3.5%", "", "-3.5%"),
        ("40％", "", "40%"),
        ("47个", "project|projects", "47 projects"),
        ("1个", "project|projects", "1 project"),
        ("1.0个", "project|projects", "1.0 project"),
        ("0个", "project|projects", "0 projects"),
        ("超100次", "visit|visits", "over 100 visits"),
        ("10余项", "contract|contracts", "more than 10 contracts"),
        ("3.2万人", "person|people", "32,000 people"),
        ("1,234家", "", "1,234"),
        ("12345家", "", "12,345"),
        ("100MW", "", "100 MW"),
    ],
)
def test_a_quantity_reads_as_english_writes_it_and_loses_no_digit(printed: str, noun: str, english: str) -> None:
    quantity = quantities.parse(printed)
    assert show_quantity(quantity, EN, noun) == english
    assert show_quantity(quantity, ZH, noun) == printed


def test_a_percentage_stays_one_whatever_is_counted() -> None:
    assert show_quantity(quantities.parse("40%"), EN, "project|projects").startswith("40%")


@given(
    st.integers(0, 10**12), st.integers(0, 4), st.integers(0, 9999), st.sampled_from(["", "万", "亿", "千万"]),
    st.sampled_from(["元", "家", "%"]),
)  # fmt: skip
def test_the_english_amount_is_exactly_the_printed_one(
    whole: int, places: int, fraction: int, scale: str, unit: str
) -> None:
    text = f"{whole}" + (f".{fraction:04}"[: places + 1] if places else "") + scale + unit
    shown = show_quantity(quantities.parse(text), EN)
    found = re.fullmatch(r"(?:RMB )?([\d,]+(?:\.\d+)?)%?(?: (trillion|billion|million))?%?", shown)
    assert found, shown
    size = {None: 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[found[2]]
    assert Decimal(found[1].replace(",", "")) * size == quantities.parse(text).value


def test_every_unit_counted_on_the_site_is_known_in_english() -> None:
    assert EN.tree["units"]["%"] == "%"
    assert show_quantity(quantities.parse("3人次"), EN) == "3 person-times"
