"""Quantities as newspapers print them: number, scale, unit and qualifier, exact to the last digit."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.content.schema.notation.zh import SCALES
from xieshou.content.schema.quantities import NotAQuantity, parse


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("19.3亿元", "1930000000", "元", ""),
        ("50527.94万元", "505279400", "元", ""),
        ("1.5万亿元", "1500000000000", "元", ""),
        ("3千万元", "30000000", "元", ""),
        ("2百万元", "2000000", "元", ""),
        ("40%", "40", "%", ""),
        ("-3.5%", "-3.5", "%", ""),
        ("0.00%", "0.00", "%", ""),
        ("47个", "47", "个", ""),
        ("超100次", "100", "次", "over"),
        ("超过100次", "100", "次", "over"),
        ("逾3亿元", "300000000", "元", "over"),
        ("近2000人", "2000", "人", "nearly"),
        ("约3亿元", "300000000", "元", "about"),
        ("目标 40%", "40", "%", "target"),
        ("10余项", "10", "项", "more"),
        ("10余万人", "100000", "人", "more"),
        ("10万余人", "100000", "人", "more"),
        ("100多家", "100", "家", "more"),
        ("约10余项", "10", "项", "more"),
        ("1.87亿千瓦时", "187000000", "千瓦时", ""),
        ("10万千瓦", "100000", "千瓦", ""),
        ("5千瓦时", "5", "千瓦时", ""),
        ("300千克", "300", "千克", ""),
        ("12千米", "12", "千米", ""),
        ("3千人", "3000", "人", ""),
        ("100MW", "100", "MW", ""),
        ("1,234家", "1234", "家", ""),
        ("12,345,678.5元", "12345678.5", "元", ""),
        ("5,000万元", "50000000", "元", ""),
        ("2000吨/年", "2000", "吨/年", ""),
        ("120 平方米", "120", "平方米", ""),
    ],
)
def test_a_quantity_is_read_as_printed(text: str, value: str, unit: str, qualifier: str) -> None:
    quantity = parse(text)
    assert (quantity.value, quantity.unit, quantity.qualifier) == (Decimal(value), unit, qualifier)
    assert quantity.printed == text


@pytest.mark.parametrize(
    "text",
    [
        "", "元", "亿元", "许多", "十余项", "一百", "1.2.3", "1,23家", "1,2345家", ".5%", "5.", "1e5", "1/3",
        "１００家",
        "约", "100，200", "12亿3000万元", "3亿元，超计划", "1234567890123456789", "nan", "Infinity",
    ],
)  # fmt: skip
def test_what_is_no_quantity_is_refused_rather_than_guessed(text: str) -> None:
    with pytest.raises(NotAQuantity):
        parse(text)


@pytest.mark.parametrize("space", [" ", "\u3000", "\u00a0", "  "])
@pytest.mark.parametrize(
    ("text", "value"), [("19.3{}亿元", 1_930_000_000), ("5{}万人", 50_000), ("2{}千万元", 20_000_000)]
)
def test_a_space_before_the_scale_does_not_make_a_number_a_hundred_million_times_smaller(
    text: str, value: int, space: str
) -> None:
    quantity = parse(text.format(space))
    assert quantity.value == value
    assert not quantity.unit.startswith(("万", "亿", "千"))


@pytest.mark.parametrize(("text", "value"), [("5百家", 500), ("3十人", 30), ("2百余人", 200)])
def test_hundreds_and_tens_count_as_what_they_say(text: str, value: int) -> None:
    assert parse(text).value == value


def test_a_full_width_percent_sign_is_a_percent_sign() -> None:
    quantity = parse("40％")
    assert (quantity.unit, quantity.printed) == ("%", "40％")


def test_a_scale_is_never_part_of_a_unit() -> None:
    for scale in [scale for scale in SCALES if scale]:
        try:
            quantity = parse(f"3{scale}家")
        except NotAQuantity:
            continue
        assert (quantity.scale, quantity.unit) == (scale, "家")


@given(
    st.integers(0, 10**18 - 1),
    st.integers(0, 9),
    st.integers(0, 10**9 - 1),
    st.sampled_from(["", "万", "亿", "千万", "百万", "万亿"]),
)
def test_no_digit_is_ever_lost(whole: int, places: int, fraction: int, scale: str) -> None:
    digits = str(whole) + (f".{fraction:09}"[: places + 1] if places else "")
    quantity = parse(f"{digits}{scale}元")
    with localcontext() as context:
        context.prec = 80
        assert quantity.value == Decimal(digits) * SCALES[scale]
    assert f"{quantity.number:f}" == digits


@given(st.integers(10**3, 10**40), st.text("0123456789", max_size=20))
def test_a_number_with_commas_is_exact_or_refused(whole: int, fraction: str) -> None:
    text = f"{whole:,}" + (f".{fraction}" if fraction else "")
    try:
        quantity = parse(f"{text}万元")
    except NotAQuantity:
        return
    with localcontext() as context:
        context.prec = 120
        assert quantity.value == Decimal(text.replace(",", "")) * 10_000


@given(st.text(alphabet="0123456789.,，-超过近约余多万亿千百十元个家%％瓦时 \u3000", max_size=20))
def test_any_text_is_read_or_refused_and_the_printed_form_kept(text: str) -> None:
    try:
        quantity = parse(text)
    except NotAQuantity:
        return
    assert quantity.printed == text.strip()
    assert quantity.number.is_finite()
    assert not any(char.isdigit() for char in quantity.unit)
