"""Currencies by the names, codes and signs that people write, and what the engine calls each.

A sign that several currencies share is that of none, unless its language leaves no doubt: ``¥`` is the yuan in Chinese
texts, and nothing sure in others. ``$`` alone is the US dollar; others say whose they are (``HK$``).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Currency(NamedTuple):
    """A currency: its ISO 4217 code, other codes and signs, and its names by language."""

    code: str
    signs: tuple[str, ...]
    zh: tuple[str, ...]
    en: tuple[str, ...]
    de: tuple[str, ...]


_OF = Currency
YUAN = "元"
CURRENCIES: Mapping[str, Currency] = MappingProxyType({
    YUAN: _OF(
        "CNY", ("RMB", "CN¥"), ("元人民币", "人民币元", "人民币", "人民币圆"),
        ("yuan", "yuan renminbi", "renminbi", "RMB yuan", "Chinese yuan", "yuan RMB"), ("Yuan", "Renminbi")),
    "美元": _OF(
        "USD", ("US$", "US $", "USD$", "$", "＄"), ("美金",),
        ("US dollar", "US dollars", "U.S. dollar", "U.S. dollars", "dollars"),
        ("US-Dollar", "Dollar")),
    "欧元": _OF("EUR", ("€",), (), ("euro", "euros"), ("Euro",)),
    "日元": _OF("JPY", ("JP¥",), ("日圆",), ("yen", "Japanese yen"), ("Yen",)),
    "英镑": _OF(
        "GBP", ("£", "￡"), (), ("pounds sterling", "British pounds", "pound sterling"),
        ("Pfund Sterling", "Britische Pfund")),
    "港元": _OF(
        "HKD", ("HK$", "HK $"), ("港币",), ("Hong Kong dollar", "Hong Kong dollars"), ("Hongkong-Dollar", "HK-Dollar")),
    "瑞士法郎": _OF("CHF", ("SFr.",), ("瑞郎",), ("Swiss franc", "Swiss francs"), ("Schweizer Franken", "Franken")),
    "韩元": _OF("KRW", ("₩",), ("韩圆", "韩币"), ("won", "Korean won", "South Korean won"), ("Won",)),
    "卢布": _OF("RUB", ("₽",), ("俄罗斯卢布",), ("rouble", "roubles", "ruble", "rubles"), ("Rubel",)),
    "澳门元": _OF("MOP", ("MOP$",), ("澳门币",), ("pataca", "patacas"), ("Pataca",)),
    "新台币": _OF("TWD", ("NT$",), ("台币", "新台币元"), ("New Taiwan dollars",), ("Neue Taiwan-Dollar",)),
    "新加坡元": _OF("SGD", ("S$",), ("新元", "新币"), ("Singapore dollar", "Singapore dollars"), ("Singapur-Dollar",)),
    "澳元": _OF("AUD", ("A$", "AU$"), ("澳币",), ("Australian dollar", "Australian dollars"), ("Australische Dollar",)),
    "加元": _OF("CAD", ("C$", "CA$"), ("加币",), ("Canadian dollar", "Canadian dollars"), ("Kanadische Dollar",)),
    "新西兰元": _OF("NZD", ("NZ$",), (), ("New Zealand dollars",), ("Neuseeland-Dollar",)),
    "印度卢比": _OF("INR", ("₹",), (), ("Indian rupee", "Indian rupees"), ("Indische Rupien",)),
    "泰铢": _OF("THB", ("฿",), (), ("baht",), ("Baht",)),
    "越南盾": _OF("VND", ("₫",), (), ("dong", "Vietnamese dong"), ("Dong",)),
    "马来西亚林吉特": _OF("MYR", ("RM",), ("林吉特", "令吉"), ("ringgit", "Malaysian ringgit"), ("Ringgit",)),
    "印尼盾": _OF("IDR", ("Rp",), (), ("rupiah", "Indonesian rupiah"), ("Rupiah",)),
    "瑞典克朗": _OF("SEK", (), (), ("Swedish krona", "Swedish kronor"), ("Schwedische Kronen",)),
    "丹麦克朗": _OF("DKK", (), (), ("Danish kroner", "Danish krone"), ("Dänische Kronen",)),
    "挪威克朗": _OF("NOK", (), (), ("Norwegian kroner", "Norwegian krone"), ("Norwegische Kronen",)),
    "波兰兹罗提": _OF("PLN", ("zł",), ("兹罗提",), ("zloty", "zlotys"), ("Zloty",)),
    "巴西雷亚尔": _OF("BRL", ("R$",), ("雷亚尔",), ("reais", "Brazilian reais"), ("Real",)),
    "南非兰特": _OF("ZAR", (), ("兰特",), ("rand", "South African rand"), ("Rand",)),
    "土耳其里拉": _OF("TRY", ("₺",), (), ("Turkish lira",), ("Türkische Lira",)),
    "坚戈": _OF("KZT", ("₸",), (), ("tenge",), ("Tenge",)),
})  # fmt: skip
"""By the name that a quantity keeps as its unit, as Chinese texts print it."""

SIGNS: Mapping[str, str] = MappingProxyType(
    {sign: name for name, one in CURRENCIES.items() for sign in (one.code, *one.signs)}
)
"""Codes and signs, which mean the same in every language."""
