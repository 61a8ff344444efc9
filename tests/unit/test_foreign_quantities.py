"""Sums and numbers as other languages print them: read in the language of their site or field, shown exactly in every
other, or refused. Nothing is converted, nothing guessed.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.content.schema.notation.money import CURRENCIES
from xieshou.content.schema.quantities import NotAQuantity, Quantity, parse, parse_each
from xieshou.content.schema.types.quantity import QuantityType
from xieshou.language.labels import Labels, _labels, engine_words
from xieshou.language.locale import show_quantity

SHOWN: dict[str, Labels] = {language: _labels(language, b"", engine_words()) for language in ("zh", "en", "de")}
NBSP = "\u00a0"

ENGLISH = [
    ("€3.5 million", "350万欧元", "EUR 3.5 million", "3,5 Mio. EUR"),
    ("EUR 3.5 million", "350万欧元", "EUR 3.5 million", "3,5 Mio. EUR"),
    ("3.5 million euros", "350万欧元", "EUR 3.5 million", "3,5 Mio. EUR"),
    ("US$1.2bn", "12亿美元", "USD 1.2 billion", "1,2 Mrd. USD"),
    ("USD 1,250,000", "125万美元", "USD 1.25 million", "1,25 Mio. USD"),
    ("$750", "750美元", "USD 750", "750 USD"),
    ("about US$ 3 bn", "约30亿美元", "about USD 3 billion", "rund 3 Mrd. USD"),
    ("US$1.2–1.5bn", "12亿至15亿美元", "USD 1.2–1.5 billion", "1,2–1,5 Mrd. USD"),
    ("£2.5m", "250万英镑", "GBP 2.5 million", "2,5 Mio. GBP"),
    ("2.5 million pounds sterling", "250万英镑", "GBP 2.5 million", "2,5 Mio. GBP"),
    ("HK$500 million", "5亿港元", "HKD 500 million", "500 Mio. HKD"),
    ("JPY 300 million", "3亿日元", "JPY 300 million", "300 Mio. JPY"),
    ("30 billion yen", "300亿日元", "JPY 30 billion", "30 Mrd. JPY"),
    ("CHF 2m", "200万瑞士法郎", "CHF 2 million", "2 Mio. CHF"),
    ("3 billion won", "30亿韩元", "KRW 3 billion", "3 Mrd. KRW"),
    ("over 90 million roubles", "超9000万卢布", "over RUB 90 million", "über 90 Mio. RUB"),
    ("S$30 million", "3000万新加坡元", "SGD 30 million", "30 Mio. SGD"),
    ("10 million yuan", "1000万元", "RMB 10 million", "10 Mio. RMB"),
    ("RMB 3.2 trillion", "3.2万亿元", "RMB 3.2 trillion", "3,2 Bio. RMB"),
    ("5m euros or more", "至少500万欧元", "at least EUR 5 million", "mindestens 5 Mio. EUR"),
    ("US $5 million", "500万美元", "USD 5 million", "5 Mio. USD"),
    ("€50k", "5万欧元", "EUR 50,000", "50.000 EUR"),
    ("at least €20,000", "至少2万欧元", "at least EUR 20,000", "mindestens 20.000 EUR"),
    ("€500,000 to €1 million", "50万至100万欧元", "EUR 500,000–1,000,000", "500.000–1.000.000 EUR"),
    ("€5 million to €1.2 billion", "500万至12亿欧元", "EUR 5 million to 1.2 billion", "5 Mio. bis 1,2 Mrd. EUR"),
    ("over 100", "超100", "over 100", "über 100"),
    ("nearly 2,000 people", "近2000人", "nearly 2,000", "knapp 2.000"),
    ("500+", "500以上", "more than 500", "mehr als 500"),
    ("up to 40 per cent", "不超过40%", "up to 40%", f"bis zu 40{NBSP}%"),
    ("3,000 square metres", "3000平方米", "3,000 m²", "3.000 m²"),
    ("fewer than 12 tonnes", "不到12吨", "under 12 tonnes", "unter 12 Tonnen"),
]
GERMAN = [
    ("EUR 3,5 Mio.", "350万欧元", "EUR 3.5 million", "3,5 Mio. EUR"),
    ("3,5 Millionen Euro", "350万欧元", "EUR 3.5 million", "3,5 Mio. EUR"),
    ("1.234.567,89 €", "123.456789万欧元", "EUR 1.23456789 million", "1,23456789 Mio. EUR"),
    ("rund US$ 1,2 Mrd.", "约12亿美元", "about USD 1.2 billion", "rund 1,2 Mrd. USD"),
    ("3 Billionen Yuan", "3万亿元", "RMB 3 trillion", "3 Bio. RMB"),
    ("3 bis 5 Mrd. Euro", "30亿至50亿欧元", "EUR 3–5 billion", "3–5 Mrd. EUR"),
    ("knapp 3 Tsd. Unternehmen", "近3000家", "nearly 3,000", "knapp 3.000"),
    ("über 2.000 Personen", "超2000人", "over 2,000", "über 2.000"),
    ("3–5 %", "3%至5%", "3–5%", f"3–5{NBSP}%"),
    ("mindestens 1.200 Quadratmeter", "至少1200平方米", "at least 1,200 m²", "mindestens 1.200 m²"),
    ("bis zu 40 Schweizer Franken", "不超过40瑞士法郎", "up to CHF 40", "bis zu 40 CHF"),
]
CHINESE = [
    ("100万美元", "100万美元", "USD 1 million", "1 Mio. USD"),
    ("US$120万", "US$120万", "USD 1.2 million", "1,2 Mio. USD"),
    ("超过1.2亿港币", "超过1.2亿港币", "over HKD 120 million", "über 120 Mio. HKD"),
    ("3至5亿日元", "3至5亿日元", "JPY 300–500 million", "300–500 Mio. JPY"),
    ("不低于350万欧元", "不低于350万欧元", "at least EUR 3.5 million", "mindestens 3,5 Mio. EUR"),
    ("20多亿英镑", "20多亿英镑", "more than GBP 2 billion", "mehr als 2 Mrd. GBP"),
    ("人民币3亿元", "人民币3亿元", "RMB 300 million", "300 Mio. RMB"),
    ("5千亿韩元左右", "5千亿韩元左右", "about KRW 500 billion", "rund 500 Mrd. KRW"),
    ("300万—500万美元", "300万—500万美元", "USD 3–5 million", "3–5 Mio. USD"),
]


@pytest.mark.parametrize(
    ("language", "written", "zh", "en", "de"),
    [(language, *row) for language, rows in (("en", ENGLISH), ("de", GERMAN), ("zh", CHINESE)) for row in rows],
)
def test_a_foreign_quantity_says_the_same_in_every_language(
    language: str, written: str, zh: str, en: str, de: str
) -> None:
    quantity = parse(written, (language,))
    assert quantity.printed == written
    assert {one: show_quantity(quantity, labels) for one, labels in SHOWN.items()} == {"zh": zh, "en": en, "de": de}


@pytest.mark.parametrize(
    ("languages", "written", "code"),
    [
        ("zh en", "EUR 3,5 Mio.", "quantity-form"),
        ("zh en", "3,5%", "quantity-form"),
        ("zh en", "100 to 2 million", "quantity-form"),
        ("zh en", "5 to 3 million", "quantity-form"),
        ("zh en", "$3亿元", "quantity-form"),
        ("zh en", "€3 million USD", "quantity-form"),
        ("zh en", "¥120,000", "quantity-yen"),
        ("zh en", "12亿3000万美元", "quantity-form"),
        ("zh en", "1e5", "quantity-form"),
        ("zh en", "EUR 3.500", "quantity-languages"),
        ("de", "3.5 Mio.", "quantity-form"),
        ("fr", "1,234", "quantity-form"),
        ("en de", "1,234", "quantity-languages"),
        ("en de", "1.234", "quantity-languages"),
        ("en de", "3 Billion EUR", "quantity-languages"),
    ],
)
def test_what_could_mean_two_things_is_refused(languages: str, written: str, code: str) -> None:
    with pytest.raises(NotAQuantity) as refused:
        parse(written, tuple(languages.split()))
    assert refused.value.code == code


def test_a_language_may_be_named_and_several_must_agree() -> None:
    assert parse_each({"de": "1.234"}).value == 1234
    assert parse_each({"de": "EUR 3,5 Mio.", "en": "€3.5 million"}).value == 3_500_000
    both = parse_each({"en": "€3.5 million", "zh": "350万欧元"})
    assert (both.language, both.printed) == ("zh", "350万欧元")
    for texts in ({"de": "3,5 Mio. EUR", "en": "€3.5 billion"}, {"en": "USD 5", "zh": "5元"}):
        with pytest.raises(NotAQuantity) as refused:
            parse_each(texts)
        assert refused.value.code == "quantity-differs"


def test_lists_keep_the_language_of_a_quantity() -> None:
    own = QuantityType()
    for quantity in (parse("EUR 3,5 Mio.", ("de",)), parse("100万美元"), parse("US$1.2bn")):
        assert own.unpack(own.pack(quantity)) == quantity


def test_a_code_means_the_same_in_every_language() -> None:
    for name, currency in CURRENCIES.items():
        for language in ("zh", "en", "de"):
            assert parse(f"{currency.code} 12", (language,)).unit == name
            assert parse(f"12 {currency.code}", (language,)).unit == name


def _said(quantity: Quantity) -> tuple[object, ...]:
    return quantity.value, quantity.upper, quantity.unit, quantity.qualifier


@given(
    number=st.one_of(
        st.integers(1, 9 * 10**8).map(Decimal),
        st.decimals(Decimal("0.01"), Decimal(10) ** 6, places=2).map(lambda one: one.normalize()),
    ),
    more=st.one_of(st.just(0), st.integers(1, 9), st.integers(1, 9 * 10**7)),
    unit=st.sampled_from(["元", "美元", "欧元", "英镑", "日元", "%", "吨"]),
    before=st.sampled_from(["", "超", "近", "约", "至少", "不足"]),
)
def test_what_one_language_shows_another_reads_back_exactly(number: Decimal, more: int, unit: str, before: str) -> None:
    text = f"{before}{number:f}{unit}" if not more else f"{before}{number:f}至{number + more:f}{unit}"
    quantity = parse(text, ("zh",))
    for language, labels in SHOWN.items():
        assert _said(parse(show_quantity(quantity, labels), (language,))) == _said(quantity), language
