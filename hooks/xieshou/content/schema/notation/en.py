"""Quantities as English prints them: ``€3.5 million``, ``US$1.2bn``, ``over 100``, ``nearly 2,000 visitors``."""

from __future__ import annotations

from xieshou.content.schema.notation.base import Notation
from xieshou.content.schema.notation.money import CURRENCIES

WORD_UNIT = r"(?:[%‰℃℉°](?!\w)|°[CF]|[^\W\d_](?:[^\d,;:()+–—]{0,38}?(?:[^\W\d]|[²³.]))?|k?m[23])?"
"""The pattern of a unit where words have spaces between them."""

ENGLISH = Notation(
    language="en",
    number=r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|(?!0[0-9])[0-9]{1,18}(?:\.[0-9]{1,9})?",
    grouping=",",
    decimal=".",
    scales={
        "hundred": 100, "thousand": 10**3, "million": 10**6, "mn": 10**6, "mln": 10**6, "billion": 10**9, "bn": 10**9,
        "trillion": 10**12, "tn": 10**12,
    },
    money_scales={"k": 10**3, "K": 10**3, "m": 10**6, "M": 10**6, "b": 10**9, "B": 10**9},
    before={
        "over": "over", "more than": "over", "above": "over", "exceeding": "over", "in excess of": "over", ">": "over",
        "nearly": "nearly", "almost": "nearly", "close to": "nearly", "about": "about", "around": "about",
        "approximately": "about", "approx.": "about", "roughly": "about", "some": "about", "circa": "about",
        "ca.": "about", "c.": "about", "~": "about", "target": "target", "target of": "target", "at least": "least",
        "no less than": "least", "no fewer than": "least", "not less than": "least", "≥": "least", "at most": "most",
        "up to": "most", "no more than": "most", "not more than": "most", "≤": "most", "under": "under",
        "less than": "under", "fewer than": "under", "below": "under", "<": "under",
    },
    more=r"\+",
    after={"or more": "least", "or so": "about", "or less": "most"},
    between="–|—|-|to",
    unit=WORD_UNIT,
    names={name: unit for unit, one in CURRENCIES.items() for name in one.en}
    | {
        "m2": "m²", "m3": "m³", "km2": "km²",
        "per cent": "%", "percent": "%", "pct": "%", "percentage point": "个百分点", "percentage points": "个百分点",
        "per mille": "‰", "square metres": "平方米", "square meters": "平方米", "sq m": "平方米", "sqm": "平方米",
        "square kilometres": "平方公里", "square kilometers": "平方公里", "sq km": "平方公里", "cubic metres": "立方米",
        "cubic meters": "立方米", "metre": "米", "metres": "米", "meters": "米", "kilometre": "公里",
        "kilometres": "公里", "kilometers": "公里", "millimetres": "毫米", "millimeters": "毫米", "centimetres": "厘米",
        "hectare": "公顷", "hectares": "公顷", "mu": "亩", "tonne": "吨", "tonnes": "吨", "tons": "吨",
        "tonnes a year": "吨/年", "tonnes per year": "吨/年", "kilogram": "千克", "kilograms": "千克",
        "kilowatts": "千瓦", "megawatt": "兆瓦", "megawatts": "兆瓦", "kilowatt-hours": "千瓦时",
        "kilowatt hours": "千瓦时", "hour": "小时", "hours": "小时", "day": "天", "days": "天", "month": "个月",
        "months": "个月", "year": "年", "years": "年", "people": "人", "persons": "人",
        "person-times": "人次", "companies": "家", "enterprises": "家", "households": "户",
    },
)  # fmt: skip
