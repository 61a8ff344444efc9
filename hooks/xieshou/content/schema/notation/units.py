"""Units of measure, and what of two units is one: signs, and measure words that only say that things are counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from xieshou.content.schema.notation.money import CURRENCIES

COUNTERS = frozenset(("批次", "万户", *"个项家户名位人次所座批条场件篇类"))
"""Measure words: units that say no more than that things are counted."""
SIGNS: Mapping[str, str] = MappingProxyType({
    "毫米": "mm", "厘米": "cm", "米": "m", "千米": "km", "公里": "km", "平方米": "m²", "平方公里": "km²",
    "平方千米": "km²", "立方米": "m³", "公顷": "ha", "克": "g", "千克": "kg", "公斤": "kg", "吨": "t", "升": "L",
    "千瓦": "kW", "兆瓦": "MW", "吉瓦": "GW", "千瓦时": "kWh", "度": "kWh", "兆瓦时": "MWh", "小时": "h", "m2": "m²",
    "m3": "m³", "km2": "km²", "摄氏度": "℃", "°C": "℃", "％": "%", "百分点": "个百分点",
})  # fmt: skip
"""Units that have a sign, or another way to be written, and that sign."""
SHARES = frozenset(("%", "‰", "个百分点"))
_MONEY = re.compile("(?:元|[^货]币|比索|卢比|第纳尔|里亚尔|克朗|法郎|镑|盾|先令|里拉|福林|兰特|迪拉姆|奈拉|格里夫纳)$")
_HAN = re.compile("[\u3400-\u9fff]")
_ONE = (
    "(?:[kMGTPcdmnµμh]?(?:Wh|Wp|W|VA|var|V|Ah|A|Hz|Pa|bit|bps|bp|B|J|N|g|m|t|L|l|mol|K|lm|lx|Ω|s|eV|bar|cal)"
    "|h|min|d|a|ha|TEU|dB|rpm|tce|Nm|[%‰℃℉]|°[CF])[²³23]?"
)
_SYMBOL = re.compile(rf"{_ONE}(?:[/·]{_ONE})?")


def known(unit: str) -> bool:
    """Whether a unit can be shown in every language: none at all, a sign, or one written in Han, if it is no
    currency that the engine does not know.
    """
    if _MONEY.search(unit) and not unit.endswith("单元"):
        return unit in CURRENCIES  # another currency has no name in other languages
    return not unit or bool(_HAN.search(unit) or _SYMBOL.fullmatch(unit))


def sort_of(unit: str) -> tuple[str, str]:
    """What is measured in a unit, and by what: two units of which this is alike are one.

    The first says what sort of thing it is: ``money``, ``share``, ``measure`` or ``count``.
    """
    sign = SIGNS.get(unit, unit)
    if sign in SHARES:
        return "share", sign
    if sign in CURRENCIES:
        return "money", sign
    return ("measure", sign) if unit in SIGNS or _SYMBOL.fullmatch(sign) else ("count", sign)


def axis(unit: str) -> tuple[str, str]:
    """What values have in common that can be drawn to one scale: as ``sort_of``, but that all measure words count."""
    return ("count", "") if unit in COUNTERS else sort_of(unit)


_PEOPLE, _TIMES = frozenset("人名位"), frozenset(("次", "场", "批", "批次"))


def same(unit: str, other: str) -> bool:
    """Whether a value in ``unit`` can be one of an indicator in ``other``: 家 and 户 both count enterprises."""
    if sort_of(unit) == sort_of(other):
        return True
    groups = (_PEOPLE, COUNTERS - _PEOPLE - _TIMES)
    return any(unit in group and other in group for group in groups)
