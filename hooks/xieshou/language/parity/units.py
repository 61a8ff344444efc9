"""Units as both languages write them: which dimension each measures, and how many of the base unit one is.

Base units: metre, square metre, cubic metre, kilogram, kilowatt-hour, kilowatt, month, hour.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction as F
from typing import NamedTuple

from xieshou.content.schema.notation.money import CURRENCIES
from xieshou.language.parity.facts import COUNT, DEGREE, HOURS, MONEY, MONTHS, POINTS, SHARE

LENGTH, AREA, VOLUME, MASS, ENERGY, POWER, HEAT = "length", "area", "volume", "mass", "energy", "power", "heat"


class Unit(NamedTuple):
    """``factor`` of the base unit of ``dimension``; ``name`` is the sign it is known by."""

    dimension: str
    factor: F = F(1)
    name: str = ""


NONE = Unit(COUNT)
_KM, _M, _CM, _MM = (
    Unit(LENGTH, F(factor), name) for factor, name in ((1000, "km"), (1, "m"), (F(1, 100), "cm"), (F(1, 1000), "mm"))
)
_MU, _HA, _KM2, _M2 = (
    Unit(AREA, F(factor), name) for factor, name in ((F(2000, 3), "mu"), (10**4, "ha"), (10**6, "km²"), (1, "m²"))
)
_M3, _L, _ML = Unit(VOLUME, F(1), "m³"), Unit(VOLUME, F(1, 1000), "L"), Unit(VOLUME, F(1, 10**6), "mL")
_KM3, _BCM = Unit(VOLUME, F(10**9), "km³"), Unit(VOLUME, F(10**9), "bcm")
_UM, _NM = Unit(LENGTH, F(1, 10**6), "µm"), Unit(LENGTH, F(1, 10**9), "nm")
_INCH, _FOOT, _MILE = Unit(LENGTH, F(254, 10000), "in"), Unit(LENGTH, F(3048, 10000), "ft"), Unit(LENGTH, F(1609344, 1000), "mi")
_BASIS = Unit(POINTS, F(1, 100), "bp")
_T, _KG, _JIN, _G = (
    Unit(MASS, F(factor), name) for factor, name in ((1000, "t"), (1, "kg"), (F(1, 2), "jin"), (F(1, 1000), "g"))
)
_KWH, _MWH, _GWH = (Unit(ENERGY, F(factor), name) for factor, name in ((1, "kWh"), (1000, "MWh"), (10**6, "GWh")))
_W, _KW, _MW, _GW = (
    Unit(POWER, F(factor), name) for factor, name in ((F(1, 1000), "W"), (1, "kW"), (1000, "MW"), (10**6, "GW"))
)
_YEAR, _MONTH, _QUARTER, _DECADE = (
    Unit(MONTHS, F(factor), name) for factor, name in ((12, "y"), (1, "mo"), (3, "q"), (120, "10 y"))
)
_DAY, _HOUR, _MINUTE, _SECOND, _WEEK = (
    Unit(HOURS, F(factor), name)
    for factor, name in ((24, "d"), (1, "h"), (F(1, 60), "min"), (F(1, 3600), "s"), (168, "wk"))
)
_SHARE, _POINTS = Unit(SHARE), Unit(POINTS)

CHINESE: Mapping[str, Unit] = {
    "公里": _KM, "千米": _KM, "米": _M, "里": Unit(LENGTH, F(500), "li"), "华里": Unit(LENGTH, F(500), "li"), "厘米": _CM,
    "毫米": _MM, "海里": Unit(LENGTH, F(1852), "nmi"), "英里": _MILE, "英寸": _INCH, "寸": _INCH, "英尺": _FOOT, "微米": _UM, "纳米": _NM,
    "亩": _MU, "公顷": _HA, "平方公里": _KM2, "平方千米": _KM2,
    "平方米": _M2, "平米": _M2, "㎡": _M2, "立方米": _M3, "升": _L, "毫升": _ML, "立方": _M3, "方": _M3, "立方千米": _KM3, "立方公里": _KM3, "吨": _T, "公斤": _KG, "千克": _KG, "斤": _JIN, "市斤": _JIN,
    "克": _G, "千瓦时": _KWH, "度电": _KWH, "度": Unit(DEGREE, F(1), "°"), "兆瓦时": _MWH, "千瓦": _KW, "瓦": _W, "兆瓦": _MW, "吉瓦": _GW, "年": _YEAR,
    "周年": _YEAR, "岁": _YEAR, "个年头": _YEAR, "周岁": _YEAR, "个月": _MONTH, "个季度": _QUARTER, "个世纪": Unit(MONTHS, F(1200), "c"),
    "天": _DAY, "日": _DAY, "个昼夜": _DAY, "小时": _HOUR, "个小时": _HOUR, "学时": _HOUR, "课时": _HOUR, "个钟头": _HOUR, "分钟": _MINUTE, "秒": _SECOND, "秒钟": _SECOND,
    "周": _WEEK, "个星期": _WEEK, "星期": _WEEK, "℃": Unit(HEAT, F(1), "℃"), "摄氏度": Unit(HEAT, F(1), "℃"), "%": _SHARE,
    "个百分点": _POINTS, "百分点": _POINTS, "个点": _POINTS, "个基点": _BASIS, "基点": _BASIS, "‰": Unit(SHARE, F(1, 10), "‰"),
}  # fmt: skip
SIGNS: Mapping[str, Unit] = {
    "km": _KM, "m": _M, "cm": _CM, "mm": _MM, "ha": _HA, "km²": _KM2, "km2": _KM2, "m²": _M2, "m2": _M2, "m³": _M3, "m3": _M3,
    "t": _T, "kg": _KG, "g": _G, "kWh": _KWH, "MWh": _MWH, "GWh": _GWH, "W": _W, "kW": _KW, "MW": _MW, "GW": _GW, "h": _HOUR,
    "TWh": Unit(ENERGY, F(10**9), "TWh"), "nm": _NM, "μm": _UM, "µm": _UM, "ml": _ML, "mL": _ML, "km³": _KM3, "KM": _KM, "KG": _KG, "KW": _KW, "L": _L, "min": _MINUTE,
}  # fmt: skip
"""Signs, which both languages write."""
_WORDS: Mapping[Unit, str] = {
    _KM: "kilometre kilometres kilometer kilometers", _M: "metre metres meter meters", _CM: "centimetre centimetres centimeter centimeters",
    _MM: "millimetre millimetres millimeter millimeters", Unit(LENGTH, F(500), "li"): "li",
    _MILE: "mile miles", _INCH: "inch inches", _FOOT: "foot feet ft", _UM: "micrometre micrometres micrometer micrometers micron microns",
    _NM: "nanometre nanometres nanometer nanometers", _ML: "millilitre millilitres milliliter milliliters",
    _KM3: "cubic-kilometre cubic-kilometres cubic-kilometer cubic-kilometers", _BCM: "bcm",
    _MU: "mu", _HA: "hectare hectares", Unit(AREA, F(4046856, 1000), "ac"): "acre acres",
    _KM2: "square-kilometres square-kilometre square-kilometers square-kilometer sq-km",
    _M2: "square-metres square-metre square-meters square-meter sq-m sqm", _M3: "cubic-metres cubic-metre cubic-meters cubic-meter",
    _L: "litre litres liter liters", _T: "tonne tonnes ton tons metric-tons metric-ton metric-tonnes", _KG: "kilogram kilograms kilogramme kilogrammes kilo kilos",
    _JIN: "jin catty catties", _G: "gram grams gramme grammes", _KWH: "kilowatt-hours kilowatt-hour kWh kwhs", _MWH: "megawatt-hours megawatt-hour",
    _GWH: "gigawatt-hours gigawatt-hour", _W: "watt watts", _KW: "kilowatt kilowatts", _MW: "megawatt megawatts", _GW: "gigawatt gigawatts",
    _YEAR: "year years year-old years-old years-of-age yr yrs", _MONTH: "month months", _QUARTER: "quarters",
    _DECADE: "decade decades", Unit(MONTHS, F(1200), "c"): "century centuries", _DAY: "day days", _HOUR: "hour hours hr hrs", _MINUTE: "minute minutes",
    _SECOND: "seconds", _WEEK: "week weeks", Unit(HOURS, F(336), "2 wk"): "fortnight fortnights", Unit(HEAT, F(1), "℃"): "degrees-celsius °c ℃ degrees",
    _SHARE: "per-cent percent % pct", _POINTS: "percentage-points percentage-point pp points point pps", _BASIS: "basis-points basis-point bps", Unit(SHARE, F(1, 10), "‰"): "‰ per-mille",
}  # fmt: skip
ENGLISH: Mapping[str, Unit] = {
    word.replace("-", " "): unit for unit, words in _WORDS.items() for word in words.split()
} | {word: unit for unit, words in _WORDS.items() for word in words.split() if "-" in word}
"""By the name in small letters, written with spaces or hyphens."""
MONEY_CHINESE: Mapping[str, str] = {
    name: one.code for unit, one in CURRENCIES.items() for name in (unit, *one.zh) if name
} | {"块钱": "CNY", "块": "CNY", "元钱": "CNY"}
MONEY_SIGNS: Mapping[str, str] = {sign: one.code for one in CURRENCIES.values() for sign in (one.code, *one.signs)} | {
    "RMB": "CNY",
    "￥": "CNY",
    "¥": "CNY",
    "$": "USD",
}
MONEY_ENGLISH: Mapping[str, str] = {name: one.code for one in CURRENCIES.values() for name in one.en} | {
    "dollar": "USD",
    "pounds": "GBP",
    "pound": "GBP",
    "Yuan": "CNY",
}


def money(code: str) -> Unit:
    """A currency's unit."""
    return Unit(MONEY, F(1), code)
