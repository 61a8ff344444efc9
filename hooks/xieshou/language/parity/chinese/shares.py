"""Shares, fractions, multiples and halves of a Chinese text: 百分之五, 三成半, 三分之二, 翻一番, 增长两倍, 半年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction as F

from xieshou.language.parity import units
from xieshou.language.parity.chinese.starts import HanStarts
from xieshou.language.parity.chinese.writing import DIGITS, HAN, HAN_NUMBER, JOIN, SPACE, bounded, value
from xieshou.language.parity.facts import SHARE, TIMES, Statement
from xieshou.language.parity.numerals import han
from xieshou.language.parity.places import matches

_SHARES = re.compile(
    rf"百分之(?P<low>{DIGITS}|{HAN_NUMBER})(?:{JOIN}(?:百分之)?(?P<high>{DIGITS}|{HAN_NUMBER})(?=[^个家名人项]|$))?"
    rf"|(?P<under>{HAN}+|\d+)分之(?P<over>{HAN}+|\d+)"
    r"|(?<![\d/.])(?P<above>[1-9])/(?P<line>[2-9]|10)(?![\d/.])"
    r"|(?:(?<![完建促形变达构组造落养集合收赞速现生])|(?=[二三四五六七八九]成[一二三四五六七八九]))(?P<tenths>[一二两三四五六七八九]|(?<!\d)\d(?:\.\d)?)"
    r"[ ]?成(?:(?P<half>半)|(?P<ones>[一二三四五六七八九])(?![个家名年月天位人项十百千万亿]))?"
    r"(?P<many>[多余](?![个家]))?"
    r"(?![员立功为果长熟都人型效套分品本绩就交才因])"
    r"|(?P<most>一?大半|多半|过半|(?<=[近逾超])半(?=[数的，。]|$)|一半|半数)(?![年个小天日月夜途路截])"
)
_TIMES = re.compile(
    rf"(?P<fan>翻(?:了)?(?P<said>近|超过|超|约|逾)?(?:(?P<n>[一两二三四五]|\d)?番|(?P<fold>[一两二三四五]|\d)?倍)(?P<still>还多|有余|多)?)"
    rf"|(?P<verb>(?:增长|增加|提高|提升|上升|扩大|上涨|增幅|增收|增产|增效|延长|攀升|加快|放大|扩张|壮大|[长大强宽厚重久](?=[一两二三四五六七八九十\\d.]+倍)|高出|多出|增|涨|快|高|多)(?:了|近|超过|超|约|逾|了近|了约)?)?"
    rf"{SPACE}(?P<number>{DIGITS}|(?<![几数]){HAN}+|几|数)(?P<more>[多余])?倍(?P<half>半)?(?P<above>以上|左右)?"
)
_SAID = {"近": "near", "超": "over", "超过": "over", "逾": "over", "约": "about"}
_HALF = re.compile(
    "(?<![上下前后一两二三四五六七八九十多个过])(?P<most>[大小])?半(?:个(?:多)?)?"
    "(?P<unit>年|天|日|月|小时|世纪|亩|公里|里|斤|吨)(?!工|制|径|成|程)"
)
_ABOUT = re.compile("约(?:为|是|等于|相当于)[^，。；]{0,12}$")


def shares(text: str, starts: HanStarts) -> Iterator[Statement]:
    """What is a share of something, in per cent."""
    for found in matches(_SHARES, text, starts.numerals, starts.halves):
        start, end = found.span()
        high = None
        if found["low"]:
            low = value(found["low"])
            high = value(found["high"]) if found["high"] else None
        elif found["line"]:
            low = F(int(found["above"]) * 100, int(found["line"]))
        elif found["under"]:
            over, under = value(found["over"]), value(found["under"])
            low = over * 100 / under if over is not None and under else None
        elif found["tenths"]:
            number = value(found["tenths"])
            low = (
                number * 10 + (5 if found["half"] else han(found["ones"] or "零") or 0) if number is not None else None
            )
        else:
            low = F(50)
        if low is not None:
            most = bool(found["most"])
            if most and ("大" in found["most"] or found["most"][0] in "多过"):
                yield Statement(SHARE, start, end, low, high, bound="over", required=False, soft=True)
                continue
            whole = low == 100
            bound = "more" if found["many"] else ""
            yield bounded(
                Statement(SHARE, start, end, low, high, bound=bound, required=not most and not whole, soft=most), text
            )


def times(text: str, starts: HanStarts) -> Iterator[Statement]:
    """Multiples: how many times what it was."""
    if "倍" not in text and "翻" not in text:
        return
    for found in _TIMES.finditer(text):
        start, end = found.span()
        if found["fan"]:
            doubled = F(2 ** int(value(found["n"] or "一") or 1))
            if found["fold"]:
                doubled = (value(found["fold"]) or F(1)) + 1
            bound = "more" if found["still"] else _SAID.get(found["said"] or "", "")
            fact = Statement(TIMES, start, end, doubled, bound=bound)
            yield bounded(fact, text)._replace(way="", course="")
            continue
        if found["number"] in ("几", "数"):
            continue
        number = value(found["number"])
        if number is None:
            continue
        number += F(1, 2) if found["half"] else 0
        at = found.start("number")
        bound = "more" if found["more"] else "about" if _ABOUT.search(text, max(0, at - 16), at) else ""
        fact = Statement(TIMES, at, end, number + 1 if found["verb"] else number, bound=bound)
        yield bounded(fact, text)._replace(way="", course="")


def halves(text: str, starts: HanStarts) -> Iterator[Statement]:
    """Half a year, half a mu."""
    for found in matches(_HALF, text, starts.halves):
        unit = units.CHINESE[found["unit"]] if found["unit"] in units.CHINESE else units.CHINESE[f"个{found['unit']}"]
        fact = Statement(
            unit.dimension, *found.span(), unit.factor / 2, None, unit.name,
            required=not found["most"], step=unit.factor / 10, size=unit.factor,
        )  # fmt: skip
        yield bounded(fact, text)
