"""Dates, quantities and names of languages as each language writes them; the exact value is never rounded.

In: values, and the labels of a language. Out: words. The patterns stand in the labels, and with them the name of the
locale (``en_GB``) that Babel knows the rest by: months, separators, the percent sign, which number takes which plural.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from xieshou.content.schema import edtf, quantities
from xieshou.content.schema.notation import notation_of
from xieshou.content.schema.notation.money import CURRENCIES
from xieshou.content.schema.types.date import CHINA
from xieshou.language.labels import Labels

if TYPE_CHECKING:
    from babel import Locale


def show_date(date: edtf.Date, labels: Labels) -> str:
    """``2024-07~`` as 2024年7月前后 or about July 2024: as precise as written, and no more."""
    if date.end is None and "/" not in date.edtf:
        assert date.start is not None
        day = _point(date.start, labels)
        return day if date.clock is None else labels("dates.moment", day=day, time=_time(date.clock))
    if date.start is None:
        assert date.end is not None
        return labels("dates.until", date=_point(date.end, labels, within=True))
    if date.end is None:
        return labels("dates.since", date=_point(date.start, labels, within=True))
    return _range(date.start, date.end, labels)


def machine_date(date: edtf.Date) -> str:
    """The date for ``<time datetime>``: ISO, empty where HTML has no form for it."""
    point = date.start
    if point is None or "/" in date.edtf or point.precision in ("century", "decade", "season"):
        return ""
    if date.clock is not None:
        return date.moment.isoformat()
    return "-".join(f"{part:02}" for part in (point.year, point.month, point.day) if part)


def show_day(date: edtf.Date, labels: Labels) -> str:
    """The same as ``show_date`` without the time of day."""
    return show_date(replace(date, clock=None), labels)


def _time(clock: int) -> str:
    time = datetime.time(clock // 3600, clock // 60 % 60, clock % 60)
    return time.isoformat("seconds" if time.second else "minutes")


def show_moment(seconds: int, labels: Labels) -> str:
    """A moment (seconds since 1970) as a day and a time of day, both China's."""
    moment = datetime.datetime.fromtimestamp(seconds, CHINA)
    time = moment.time().isoformat("seconds" if moment.second else "minutes")
    return labels("dates.moment", day=show_date(edtf.parse(f"{moment:%Y-%m-%d}"), labels), time=time)


def machine_moment(seconds: int) -> str:
    """The moment for ``<time datetime>``."""
    return datetime.datetime.fromtimestamp(seconds, CHINA).isoformat()


_WITHIN = "_within"
"""Ends the name of what is said within other words."""
_DIGITS = re.compile("[#,0.]+")
_OF_ANYTHING = {"%", "‰", "℃"}
"""Units that say nothing of what is counted, and are no noun's plural."""


def show_quantity(quantity: quantities.Quantity, labels: Labels, noun: str = "") -> str:
    """``19.3亿元`` as it is, or RMB 1.93 billion. ``noun`` is what is counted, in the forms its language counts with:
    ``project|projects``, ``проект|проекта|проектов``.
    """
    own = notation_of(labels.language)
    if labels.tree["quantities"]["printed"] and (own is None or own is notation_of(quantity.language)):
        return quantity.printed
    amount = _amount_of(quantity, labels)
    counted = _counted(quantity.value if quantity.upper is None else quantity.upper, noun, labels)
    unit = labels.tree["units"].get(quantity.unit, quantity.unit)
    if quantity.unit in CURRENCIES:
        known = labels.tree["currencies"].get(quantity.unit)
        text = known.format(amount=amount) if known else f"{amount} {CURRENCIES[quantity.unit].code}"
    elif counted and quantity.unit not in _OF_ANYTHING:
        text = labels("quantities.with_unit", amount=amount, unit=counted)
    elif unit == "%":
        text = _percent(labels("locale")).format(amount)
    elif unit in ("", "℃"):
        text = f"{amount}{unit}"
    else:
        text = labels("quantities.with_unit", amount=amount, unit=unit)
    return labels(f"qualifiers.{quantity.qualifier}", amount=text) if quantity.qualifier else text


def show_bytes(size: int, labels: Labels) -> str:
    """The size of a file, in megabytes from half of one on: more than that nobody compares."""
    large = size >= 500_000
    value = Decimal(size) / (1_000_000 if large else 1000)
    amount = _plain(max(value, Decimal(1)).quantize(Decimal("0.1") if large and value < 10 else Decimal(1)), labels)
    return labels("ui.megabytes" if large else "ui.kilobytes", amount=amount)


def language_name(language: str, labels: Labels) -> str:
    """What ``language`` is called: by the label ``ui.language_…``, else by Babel; its code where neither knows it."""
    own = labels.tree["ui"].get(f"language_{language}")
    return str(own or _locale(labels("locale")).languages.get(language.replace("-", "_"), language))


def _counted(value: Decimal, noun: str, labels: Labels) -> str:
    """The form of ``noun`` that stands by a number; the last of its forms for all it has no form of its own for."""
    first, *others = noun.split("|")
    if not others:
        return first
    rule = _locale(labels("locale")).plural_form
    known = [form for form in ("zero", "one", "two", "few", "many") if form in rule.tags]
    form = rule(value.normalize())  # 1.0 project
    place = known.index(form) if form in known else len(known)
    return [first, *others][min(place, len(others))]


@cache
def _percent(locale: str) -> str:
    """The pattern of a percentage: ``{}%``, or with a space, or with the sign in front."""
    return _DIGITS.sub("{}", _locale(locale).percent_formats[None].pattern)


def _range(start: edtf.Point, end: edtf.Point, labels: Labels) -> str:
    """From one point to another. What both ends share is said once: 5–6 August 2023, 2023年8月5日至6日."""
    plain = not any((start.qualifier, end.qualifier, start.unknown, end.unknown))
    alike = (start.precision, start.year) == (end.precision, end.year)
    if not (plain and alike and start.precision in ("month", "day")):
        ends = {"start": _point(start, labels, within=True), "end": _point(end, labels, within=True)}
        return labels("dates.range", **ends)
    form = f"{start.precision}s" if start.precision == "month" or start.month != end.month else "days_of_month"
    own = labels.tree["dates"][form]
    return str(own["range"]).format(
        start=_formatted(start, own["start"], labels), end=_formatted(end, own["end"], labels)
    )


def _formatted(point: edtf.Point, pattern: str, labels: Labels) -> str:
    from babel.dates import format_date  # here: most builds show no new date, and Babel is slow to import

    return str(format_date(datetime.date(*point.first), pattern, locale=_locale(labels("locale"))))


@cache
def _locale(name: str) -> Locale:
    from babel import Locale

    return Locale.parse(name.replace("-", "_"))


@lru_cache(maxsize=1 << 16)  # an archive has few days, and shows each of them on many pages
def _point(point: edtf.Point, labels: Labels, within: bool = False) -> str:
    """A point in words, alone or ``within`` others: 1970s, from the 1970s."""
    within = within or point.qualifier in ("~", "%")
    if point.precision == "season":
        text = labels(f"dates.season_{point.month}", year=point.year)
    elif point.precision in ("century", "decade"):
        text = _years(point, labels, within)
    else:
        text = _formatted(point, labels(f"dates.{point.precision}"), labels)
    if point.unknown in ("month", "day", "month_day"):
        text = labels(f"dates.unknown_{point.unknown}{_WITHIN if within else ''}", date=text)
    return labels(f"dates.qualifier_{point.qualifier}", date=text) if point.qualifier else text


def _years(point: edtf.Point, labels: Labels, within: bool) -> str:
    """A decade or a century. The first decade has no name of its own: “the 1900s” may be a hundred years."""
    century, decade = point.year // 100 + 1, point.year % 100
    form = f"century_{century}" if point.precision == "century" else "decade" if decade else "decade_first"
    form += _WITHIN if within and form != "decade_first" else ""
    return labels(f"dates.{form}", year=point.year, last=point.last_year, century=century, decade=decade)


def _amount_of(quantity: quantities.Quantity, labels: Labels) -> str:
    """The number of a quantity, or both of a range. What both share English says once: 3–5 million, 3亿至5亿."""
    low, low_scale = _scaled(quantity.value.normalize() if quantity.scale else quantity.value, labels)
    if quantity.upper is None:
        return _with_scale(low, low_scale, labels)
    high, scale = _scaled(quantity.upper.normalize() if quantity.scale else quantity.upper, labels)
    if not low_scale:  # 500 to 1 million could be read as 500 million
        high, scale = _plain(quantity.upper.normalize() if quantity.scale else quantity.upper, labels), ""
    if scale == low_scale:
        share = labels.tree["units"].get(quantity.unit, quantity.unit) == "%"
        key = "range_scaled" if scale else "range_of_shares" if share else "range"
        return labels(f"quantities.{key}", low=low, high=high, scale=scale)
    ends = {"low": _with_scale(low, low_scale, labels), "high": _with_scale(high, scale, labels)}
    return labels("quantities.range_apart", **ends)


def _with_scale(number: str, scale: str, labels: Labels) -> str:
    return labels("quantities.with_scale", number=number, scale=scale) if scale else number


def _scaled(value: Decimal, labels: Labels) -> tuple[str, str]:
    """A value as digits and the word for their scale."""
    for size, word in labels.tree["quantities"]["scales"]:
        if abs(value) >= int(size):
            return _plain((value / int(size)).normalize(), labels), word
    return _plain(value, labels), ""


def _plain(value: Decimal, labels: Labels) -> str:
    from babel.numbers import format_decimal

    digits = max(0, -int(value.as_tuple().exponent))
    whole = _locale(labels("locale")).decimal_formats[None].pattern.partition(".")[0]
    pattern = whole if labels.tree["quantities"]["grouped"] else "0"
    pattern += "." + "0" * digits if digits else ""
    return str(format_decimal(value, pattern, locale=_locale(labels("locale")), decimal_quantization=False))
