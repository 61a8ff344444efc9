"""Dates and quantities as each language writes them. How is said in the labels; the exact value is never rounded."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import lru_cache

from xieshou.content import dates, quantities
from xieshou.language.labels import Labels


def show_date(date: dates.Date, labels: Labels) -> str:
    """``2024-07~`` as 2024年7月前后 or about July 2024: as precise as written, and no more."""
    if date.end is None and "/" not in date.edtf:
        assert date.start is not None
        return _point(date.start, labels)
    if date.start is None:
        assert date.end is not None
        return labels("dates.until", date=_point(date.end, labels))
    if date.end is None:
        return labels("dates.since", date=_point(date.start, labels))
    return labels("dates.range", start=_point(date.start, labels), end=_point(date.end, labels))


def machine_date(date: dates.Date) -> str:
    """The date for ``<time datetime>``: ISO, empty where HTML has no form for it."""
    point = date.start
    if point is None or "/" in date.edtf or point.precision == "season":
        return ""
    return "-".join(f"{part:02}" for part in (point.year, point.month, point.day) if part)


_OF_ANYTHING = {"%", "‰", "℃"}
"""Units that say nothing of what is counted, and are no noun's plural."""


def show_quantity(quantity: quantities.Quantity, labels: Labels, noun: str = "") -> str:
    """``19.3亿元`` as it is, or RMB 1.93 billion. ``noun`` is what is counted: ``project|projects``."""
    if labels.tree["quantities"]["printed"]:
        return quantity.printed
    amount = _amount(quantity.value.normalize() if quantity.scale else quantity.value, labels)
    one, _, many = noun.partition("|")
    counted = one if quantity.value == 1 or not many else many
    unit = labels.tree["units"].get(quantity.unit, quantity.unit)
    if quantity.unit in labels.tree["currencies"]:
        text = labels.tree["currencies"][quantity.unit].format(amount=amount)
    elif counted and quantity.unit not in _OF_ANYTHING:
        text = f"{amount} {counted}"
    else:
        text = f"{amount}{unit}" if unit in ("", "%", "℃") else f"{amount} {unit}"
    return labels(f"qualifiers.{quantity.qualifier}", amount=text) if quantity.qualifier else text


@lru_cache(maxsize=4096)  # an archive has few days, and shows each of them on many pages
def _point(point: dates.Point, labels: Labels) -> str:
    if point.precision == "season":
        text = labels(f"dates.season_{point.month}", year=point.year)
    else:
        from babel.dates import format_date  # here: most builds show no new date, and Babel is slow to import

        day = datetime.date(*point.first)
        text = format_date(day, labels(f"dates.{point.precision}"), locale=labels("locale"))
    return labels(f"dates.qualifier_{point.qualifier}", date=text) if point.qualifier else text


def _amount(value: Decimal, labels: Labels) -> str:
    locale = labels("locale")
    for size, word in labels.tree["quantities"]["scales"]:
        if abs(value) >= int(size):
            scaled = (value / int(size)).normalize()
            return f"{_plain(scaled, locale)} {word}"
    return _plain(value, locale)


def _plain(value: Decimal, locale: str) -> str:
    from babel.numbers import format_decimal

    digits = max(0, -int(value.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, pattern, locale=locale, decimal_quantization=False))
