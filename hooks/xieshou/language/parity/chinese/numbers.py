"""Counts, sums and measures of a Chinese text: 3.2万元, 4200余人, 二十八点六亿, 三个多小时, 百亿元, 八九家."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction as F

from xieshou.language.parity import units
from xieshou.language.parity.chinese.writing import DIGITS, HAN_NUMBER, SCALE, SPACE, bounded, rated, value
from xieshou.language.parity.facts import COUNT, HOURS, MONEY, MONTHS, SHARE, WHOLE, Statement
from xieshou.language.parity.numerals import SCALES, han

_COUNTERS = (
    "个名位人次所座批条场件篇类项户种套台辆架艘间栋幢层楼届级门堂课期轮波份封张幅本册部首支只头匹棵株颗粒根枚块片面处地市县区省镇乡村院校"
    "系局厅委国点步大家对双组队班排年月天日周岁里亩斤米克吨升元角分秒盘道款笔单站口代圈环成倍起例桩宗员方路线列趟遍回番重度国集季瓶箱袋包碗杯筐"
)
_UNIT = "|".join(
    map(
        re.escape,
        sorted({*units.CHINESE, *units.SIGNS, *units.MONEY_CHINESE, *units.MONEY_PARTS}, key=len, reverse=True),
    )
)
_SIGN = "|".join(map(re.escape, sorted((sign for sign in units.MONEY_SIGNS), key=len, reverse=True)))
_DASH = "—{1,2}|–|-|~|～|至|到"
_LONG = "小时|月|百分点|星期|世纪|钟头|季度"
"""What is counted with 个, and halved or exceeded between that and its name: 三个半小时, 九个多百分点."""


def _end(which: str) -> str:
    """One end of a range, or all there is."""
    return (
        rf"(?P<{which}>{DIGITS}|(?<![几数成]){HAN_NUMBER}){SPACE}(?P<scale{which}>{SCALE})?"
        rf"(?P<rest{which}>(?<=[万亿千])\d+(?:\.\d+)?(?:[千百]?万|千|百)?(?![\d年月日%]))?"
    )


_NUMBER = re.compile(
    rf"(?:(?P<sign>{_SIGN}){SPACE})?{_end('a')}(?:(?P<more>[余多来])(?P<then>{SCALE})?|个(?P<long>[多来余])(?={_LONG})|(?P<half>个半))?"
    rf"{SPACE}(?P<unit1>{_UNIT}|(?<=[多来余半])(?:{_LONG}))?"
    rf"(?:{SPACE}(?:{_DASH}){SPACE}(?:{_SIGN})?{_end('b')})?{SPACE}(?P<unit>{_UNIT}|[{_COUNTERS}])?(?P<yearhalf>半)?(?P<yearmore>多(?![种样项个家次方年所]))?"
)
_OPTIONAL_TWO = re.compile("[地市省国岸会手者院校边侧头面翼山委方县区国]|城市|地区|家单位")
_LATIN = re.compile("[A-Za-z_]")
_ROUND = re.compile("[百千](?P<more>[余多])[万亿]|[十百千]?[万亿]|[百千]")
_ROUNDED = re.compile(
    rf"(?:余|多)?(?:{_UNIT}|[名位人户家村亩吨台册场个项次张座所头只棵株本件份套辆条级种款类篇例支首幅盏颗粒朵束封面扇杯碗瓶袋包箱筐把块片])"
)
_NOT_ROUND = re.compile(
    "百(?:姓|货|年大计|科|合|度|分|折)|千(?:方百|瓦|米|克|家万|山|里|岛)|万(?:一|里长城|家灯火|众|物|事|科|达)"
)
_EXCEEDED = re.compile("[超逾近破过达]$")
_ENDS = re.compile("[，。；、！）]|$")
"""点赞超百万: a round number that ends its clause and is exceeded."""
_SPELT_BOUNDS = ("出头", "开外", "有余", "上下")
"""What is said behind a number of years that need not say that it is one: 三十出头."""
_HUNDREDS = re.compile("([一二两三四五六七八九]{2})([十百千]?[万亿]|[十百千])")
"""七八千: seven or eight thousand."""
_FAR = re.compile("[一二两三四五六七八九][一二两三四五六七八九]")


_BEGINS = re.compile("[0-9零〇一二两三四五六七八九十百千万亿]")
_SIGNED = re.compile(rf"(?:{_SIGN}){SPACE}$")
_SIGN_ENDS = frozenset(sign[-1] for sign in units.MONEY_SIGNS) | {" "}


def numbers(text: str, taken: bytearray) -> Iterator[Statement]:
    """Every number that is nothing else; ``taken`` says where something was read already."""
    at = 0
    while begins := _BEGINS.search(text, at):
        place = begins.start()
        at = place + 1
        if taken[place]:
            continue
        signed = _SIGNED.search(text, max(0, place - 5), place) if place and text[place - 1] in _SIGN_ENDS else None
        found = _NUMBER.match(text, signed.start() if signed else place) or _NUMBER.match(text, place)
        if found is None or taken.find(1, found.start(), found.end("a")) >= 0:
            continue
        at = max(found.end(), at)
        if fact := _number(found, text):
            at = max(fact.end, at)
            yield fact


def _number(found: re.Match[str], text: str) -> Statement | None:
    start, end = found.span()
    written, second = found["a"], found["b"]
    unit_text, behind = found["unit1"] or found["unit"] or "", found["unit"] or ""
    spelt = not written[0].isdigit()
    if found["unit1"] and not second and not found["unit"]:
        end = found.end("unit1")
    if found["yearmore"]:
        end = found.end("yearmore") if end < found.end("yearmore") else end
    if spelt and not _counts(found, text):
        return _round(found, text) or _weak(found, text)
    if not spelt and start and _LATIN.match(text[start - 1]) and not (found["scalea"] or found["sign"] or unit_text):
        return None  # C919, PM2.5
    if not spelt and not unit_text and not found["scalea"] and re.match("[A-Za-z]", text[end : end + 1]):
        if len(written) == 1:
            return None  # 5G, 3D
        return Statement(COUNT, start, found.end("a"), F(written.replace(",", "")), required=False)
    values = _values(found)
    if values is None:
        return None
    low, high, step = values
    if second:
        unit_text = behind or unit_text
    unit = _unit(unit_text, found["sign"])
    if unit_text == "方" and spelt and low <= 10:
        unit = units.NONE
    if spelt and _FAR.fullmatch(written):
        pair = _either(written)
        if pair is None:
            return None  # 三五家: a few
        low, high = pair
    if found["yearhalf"] and unit.dimension in (MONTHS, HOURS):
        low, step = low + F(1, 2), step / 10
    elif found["yearhalf"]:
        end -= 1
    more = found["more"] or found["long"] or (found["yearmore"] if unit.dimension in (MONTHS, HOURS) else "")
    bound = {"": "", "来": "about"}.get(more or "", "more")
    if unit_text == "块" and second is None and (rest := re.match(r"\d(?![\d.])", text[end : end + 2])):
        low, step, end = low + F(int(rest[0]), 10), F(1, 10), end + 1  # 9块9
    required, soft = _owed(found, text, unit, low, end)
    fact = Statement(
        unit.dimension, start, end, units.measured(low, unit), units.measured(high, unit), unit.name, bound, required,
        soft, units.measured(step, unit), size=unit.factor,
    )  # fmt: skip
    return bounded(rated(fact, text) if unit.dimension in (MONEY, units.MASS) else fact, text)


def _owed(found: re.Match[str], text: str, unit: units.UnitOfMeasure, low: F, end: int) -> tuple[bool, bool]:
    """Whether the other text has to have a number, and whether another in its place is wrong all the same."""
    written, unit_text = found["a"], found["unit1"] or found["unit"] or ""
    spelt = not written[0].isdigit()
    plain = unit is units.NONE and not found["scalea"]
    if spelt and low == 2 and written == "两" and _OPTIONAL_TWO.match(found["unit"] or text[end:]):
        return False, False
    if low == 0 or (unit.dimension == SHARE and low == WHOLE):
        return False, False  # nobody; every one
    if unit.dimension == COUNT and not unit_text and re.match("号|楼|线", text[end : end + 1]):
        return True, False
    if written == "1" and plain and not found["b"]:
        return False, True
    soft = spelt and ((low <= _SMALL and plain) or (not unit_text and text.startswith(_SPELT_BOUNDS, found.end("a"))))
    one = written == "一" and not (found["yearhalf"] and unit.dimension == MONTHS)
    return not soft and not one and not (spelt and low == 1), soft and low > 1


_SMALL = 10
"""Up to here spelt numbers are often words: 两件事."""


def _values(found: re.Match[str]) -> tuple[F, F | None, F] | None:
    """From which number to which, and what the last digit counts."""
    if not found["b"] and (both := _HUNDREDS.fullmatch(found["a"])) and (pair := _either(both[1])):
        size = han(f"一{both[2]}") or F(1)
        size *= SCALES[found["scalea"]] if found["scalea"] else 1
        return pair[0] * size, pair[1] * size, size
    first = _sum(found, "a")
    last = _sum(found, "b") if found["b"] else None
    if first is None or (found["b"] and last is None):
        return None
    low, step = first
    if found["then"]:
        low, step = low * SCALES[found["then"]], step * SCALES[found["then"]]
    if found["half"]:
        low, step = low + F(1, 2), step / 10
    if last is None:
        return low, None, step
    high, step = last
    if not found["scalea"] and found["scaleb"] and not found["unit1"] and low < high / SCALES[found["scaleb"]]:
        low *= SCALES[found["scaleb"]]
    return low, high, step


def _round(found: re.Match[str], text: str) -> Statement | None:
    """百强, 百亿元, 万名: a round number without a numeral before it, which the other text may have or not."""
    start = found.start()
    scale = _ROUND.match(text, start)
    if scale is None or (start and text[start - 1] in "几数成好第之"):
        return None
    if _NOT_ROUND.match(text, start):
        return None
    size = scale[0].replace(scale["more"], "") if scale["more"] else scale[0]
    number, end = SCALES[size] * F(1), scale.end()
    if scale[0] in ("百", "千") and text[end : end + 1] == "强":
        return Statement(COUNT, start, end + 1, number, required=False)
    counted = _ROUNDED.match(text, end)
    if counted is None:
        if (
            scale[0][-1] not in "万亿"
            or scale[0] == "万"
            or not _EXCEEDED.search(text, max(0, start - 2), start)
            or not _ENDS.match(text, end)
        ):
            return None
        return bounded(Statement(COUNT, start, end, number, required=False, soft=True, step=number), text)
    name = re.sub("^[余多]", "", counted[0])
    unit = _unit(name, None)
    bound = "more" if scale["more"] or counted[0][0] in "余多" else ""
    return bounded(
        Statement(
            unit.dimension,
            start,
            counted.end(),
            number * unit.factor,
            None,
            unit.name,
            bound,
            False,
            True,
            unit.factor,
            size=unit.factor,
        ),
        text,
    )


def _weak(found: re.Match[str], text: str) -> Statement | None:
    """A small number before whatever: two crops, 两茬. The other text may have it or not."""
    written, at = found["a"], found.start("a")
    if len(written) != 1 or written in "零〇一十百千万亿" or text[max(0, at - 1) : at] in tuple("几数成第"):
        return None
    return Statement(COUNT, at, at + 1, han(written) or F(0), required=False)


def _counts(found: re.Match[str], text: str) -> bool:
    """Whether Han numerals are a number: a measure word or a unit stands behind them, and a numeral before a scale."""
    written = found["a"]
    if written[0] in "百千万亿" or (written[0] in "零〇" and len(written) == 1):
        return False
    if found.start() and text[found.start() - 1] in "几数上成第好每一之半初正其专单统唯万":
        return False
    if not found["unit"] and text.startswith(_SPELT_BOUNDS, found.end("a")):
        return True
    if not (found["unit"] or found["unit1"] or found["sign"] or found["scalea"] or found["long"] or found["half"]):
        return bool(found["more"]) or len(written) > 2
    return True


def _sum(found: re.Match[str], which: str) -> tuple[F, F] | None:
    """The number of one end, and what its last digit counts."""
    number = value(found[which])
    if number is None:
        return None
    written = found[which]
    step = F(1, 10 ** len(written.partition(".")[2])) if "." in written else F(1)
    if scale := found[f"scale{which}"]:
        number, step = number * SCALES[scale], step * SCALES[scale]
    if rest := found[f"rest{which}"]:
        inner = re.fullmatch(r"(\d+(?:\.\d+)?)([百千]?万|千|百)?", rest)
        if inner:
            size = SCALES[inner[2]] if inner[2] else 1
            number, step = number + F(inner[1]) * size, F(size)
    return number, step


def _either(written: str) -> tuple[F, F] | None:
    """五六 is five or six."""
    low, high = (han(char) for char in written)
    return (low, high) if low and high and high == low + 1 and high < 10 else None


def _unit(written: str, sign: str | None) -> units.UnitOfMeasure:
    if sign and written not in units.MONEY_CHINESE:
        return units.money(units.MONEY_SIGNS[sign])
    if written in units.MONEY_CHINESE:
        return units.money(units.MONEY_CHINESE[written])
    if written in units.MONEY_PARTS:
        return units.UnitOfMeasure(MONEY, units.MONEY_PARTS[written], "CNY")
    counted = units.CHINESE.get(f"个{written}") if written != "点" else None  # ten o'clock
    return units.CHINESE.get(written) or units.SIGNS.get(written) or counted or units.NONE
