"""What a Chinese text states: sums, measures, shares, multiples, dates, ordinals.

In: a text, and the year in which it was written (今年, 去年). Out: its facts, in order. Han numerals count only with a
measure word behind them: most others are words (统一, 十分, 万家).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction as F

from xieshou.language.parity import phrases, units
from xieshou.language.parity.facts import (
    CLOCK,
    COUNT,
    DATE,
    HOURS,
    MONTHS,
    ORDINAL,
    PHRASE,
    SHARE,
    TIMES,
    Day,
    Fact,
)  # fmt: skip
from xieshou.language.parity.numerals import SCALES, han

_WIDE = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0C - 0, 0xFF0E, *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
del _WIDE[0xFF0C]
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = "[零〇一二两三四五六七八九十百千万亿]"
_SCALE = r"万亿|[十百千]?[万亿]|百(?!分)|千(?![瓦米克卡帕])"
_SPACE = r"[ \u00a0\u3000]?"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = r"3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
_YEAR = r"(?:19|20)\d{2}|[一二][零〇九][零〇一二三四五六七八九]{2}"
_JOIN = r"(?:—{1,2}|–|-|~|～|至|到|、|和|及)"
_PART = r"(?:年底|年末|岁末|年初|年中|上半年|下半年|第?[一二三四1-4]季度|[上中下]旬|月?底|月?末|初)"
_DATE = re.compile(
    r"(?=[\d零〇一二三四五六七八九十上今去前明后本第])(?:"
    rf"(?P<iso>(?:19|20)\d{{2}}[-./](?:1[0-2]|0?[1-9])[-./](?:3[01]|[12]\d|0?[1-9])(?!\d))"
    rf"|(?P<decade>(?:(?P<cent>\d{{2}}|二十|十九)世纪|上世纪|上个世纪)?(?P<tens>[一二三四五六七八九]十|\d0)年代)"
    rf"|(?P<year>{_YEAR}){_SPACE}(?:(?P<y2>{_JOIN}){_SPACE}(?P<year2>{_YEAR}){_SPACE})?年(?:度)?(?P<more>{_SPACE}"
    rf"(?:(?P<part>{_PART})|(?P<month>{_MONTH}){_SPACE}月份?(?P<mpart>[上中下]旬|底|末|初)?"
    rf"(?:{_SPACE}(?P<day>{_DAY}){_SPACE}[日号]?(?P<d2>{_JOIN}(?:(?P<month2>{_MONTH})月)?(?P<day2>{_DAY})(?=[日号]))?[日号]?)?))?(?P<ypart>底|末|初|中(?!国|央|心|共|医|学|小|期|旬|方|外|华|东|西|部|标|建|铁))?"
    rf"|(?P<rel>今年|去年|前年|明年|后年|本年度?)(?P<rmore>{_SPACE}(?:(?P<rpart>{_PART})|(?P<rmonth>{_MONTH}){_SPACE}月份?(?P<rmpart>[上中下]旬|底|末|初)?(?:(?P<rday>{_DAY})[日号])?))?(?P<rypart>底|末|初)?"
    rf"|(?<![\d一二三四五六七八九十个.])(?:(?P<m0>{_MONTH})月?(?:—{{1,2}}|–|-|~|～|至|到|、|和))?(?P<m>{_MONTH}){_SPACE}月(?!饼)份?(?P<mp>[上中下]旬|底|末|初)?(?:{_SPACE}(?P<d>{_DAY}){_SPACE}[日号](?!楼|线|院|馆|门|厅|井|文)(?:(?:{_JOIN})(?:(?P<m2>{_MONTH})月)?(?P<dd>{_DAY})[日号])?)?"
    rf"|(?<![\d.第])(?P<onlyday>3[01]|[12]?\d)日(?!元|均|产|常|处理|夜|程|前|内|圆|益|游)"
    rf"|(?P<quarter>第?[一二三四1-4]季度|(?<!年)上半年|(?<!年)下半年))"
)
_CLOCK = re.compile(
    r"(?P<half>上午|早上|早晨|凌晨|清晨|下午|晚上|晚|中午|傍晚)?[ ]?(?P<hour>[01]?\d|2[0-4])(?:[:：](?P<minute>[0-5]\d)(?!\d)|[点时](?!间|期|代|候|任|尚|至)(?:(?P<min>[0-5]?\d)分|(?P<thirty>半))?(?!\d))"
)
_RELATIVE = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}
_PARTS = {
    "年底": "end", "年末": "end", "岁末": "end", "底": "end", "末": "end", "月底": "end", "月末": "end", "年初": "early", "初": "early",
    "年中": "mid", "中": "mid", "上半年": "h1", "下半年": "h2", "上旬": "early", "中旬": "mid", "下旬": "late",
}  # fmt: skip
_SHARES = re.compile(
    rf"百分之(?P<low>{_DIGITS}|{_HAN}+(?:点{_HAN}+)?)(?:{_JOIN}(?:百分之)?(?P<high>{_DIGITS}|{_HAN}+(?:点{_HAN}+)?)(?=[^个家名人项]|$))?"
    rf"|(?P<under>{_HAN}+|\d+)分之(?P<over>{_HAN}+|\d+)"
    r"|(?<![完建促形变达构组造落养集合收赞速现生])(?P<tenths>[一二两三四五六七八九]|(?<!\d)\d(?:\.\d)?)成(?P<half>半)?(?![员立功为果长熟都人型效套分品本绩就交才因])"
    r"|(?P<most>一半|半数)"
)
_TIMES = re.compile(
    rf"(?P<fan>翻(?:了)?(?:(?P<n>[一两二三四五]|\d)?番|倍))"
    rf"|(?P<verb>(?:增长|增加|提高|提升|上升|扩大|上涨|增幅|高出|多出|增|涨|快|高|多)(?:了|近|超过|超|约|逾|了近|了约)?)?{_SPACE}(?P<number>{_DIGITS}|{_HAN}+|几|数)(?P<more>[多余])?倍(?P<half>半)?(?P<above>以上|左右)?"
)
_HALF = re.compile(
    "(?<![上下前后一两二三四五六七八九十多个过])(?P<most>[大小])?半(?:个(?:多)?)?(?P<unit>年|天|日|月|小时|世纪|亩|公里|里|斤|吨)(?!工|制|径|成|程)"
)
_PRIZE = re.compile(
    "(?P<ranks>(?:[一二三四]、)*[一二三四])等(?=奖|功|品|舱|座)"
    "|(?<![第一二三四五六七八九十两几])(?P<house>[一二三四五六七八九十])(?=车间|中(?=[的和、，。校学])|院|分厂|号楼|期)"
)
_CIRCLED = re.compile("[①-⑳]")
_PAIR = re.compile("双(?!碳|鸭)|倍增")
_ABOUT = re.compile("约(?:为|是|等于|相当于)[^，。；]{0,12}$")
_ORDINAL = re.compile(
    rf"第(?P<number>\d+|{_HAN}+)(?!季度|三方|一线|一手|一时间|一书记)(?:[ ]?{_JOIN}第?(?P<last>\d+|[一二三四五六七八九十]+)(?=[批期届次条个名轮]))?|首(?=[批个次届家期条座位例创台只项款架场])|(?P<century>\d{{2}}|二十一?|十九)世纪(?!\d0年代|[一二三四五六七八九]十年代)"
)
_BEFORE = re.compile(
    r"(?:(?P<over>超过|超出|超|逾|多于|高于|大于|破)|(?P<passed>突破|跨过|迈上|站上)|(?P<near>将近|接近|逼近|(?<![附最邻临靠亲贴远相])近)|(?P<about>大约|约为|约有|大概|大致|(?<![签契合条节公特制预履违])约)"
    r"|(?P<least>不少于|不低于|不小于|(?:至少|最少|起码)[\u4e00-\u9fff]{0,3}|不下)|(?P<most>(?:至多|最多)[\u4e00-\u9fff]{0,2}|不超过|不高于|不多于|不大于|上限(?:为)?)|(?P<under>不足|不到|未满|不满|少于|低于|小于)|(?P<upto>多达|高达|长达|最高(?:达)?))(?:了|到|人民币|达)?[ ]?$"
)
_BEHIND = re.compile(
    r"(?:人次|人)?(?:[）)])?(?:(?P<above>及?以上|之上|开外)|(?P<below>及?以下|之下)|(?P<most>以内|之内)|(?P<about>左右|上下|许(?![多可])))"
)
_COUNTERS = (
    "个名位人次所座批条场件篇类项户种套台辆架艘间栋幢层楼届级门堂课期轮波份封张幅本册部首支只头匹棵株颗粒根枚块片面处地市县区省镇乡村院校"
    "系局厅委国点步大家对双组队班排年月天日周岁里亩斤米克吨升元角分秒盘道款笔单站口代圈环成倍起例桩宗员方路线列趟遍回番重度国集季瓶箱袋包碗杯筐"
)
_HAN_UNITS = tuple(sorted((name for name in units.CHINESE if name[0] not in "%‰℃㎡"), key=len, reverse=True))
_UNIT = "|".join(map(re.escape, sorted({*units.CHINESE, *units.SIGNS, *units.MONEY_CHINESE}, key=len, reverse=True)))
_SIGN = "|".join(map(re.escape, sorted((sign for sign in units.MONEY_SIGNS), key=len, reverse=True)))


def _end(which: str) -> str:
    """One end of a range, or all there is."""
    return (
        rf"(?P<{which}>{_DIGITS}|(?<![几数上成]){_HAN}+(?:点{_HAN}+)?){_SPACE}(?P<scale{which}>{_SCALE})?"
        rf"(?P<rest{which}>(?<=[万亿千])\d+(?:\.\d+)?(?:[千百]?万|千|百)?(?![\d年月日%]))?"
    )


_NUMBER = re.compile(
    rf"(?:(?P<sign>{_SIGN}){_SPACE})?{_end('a')}(?P<more>[余多来])?(?P<then>{_SCALE})?(?P<half>个半)?{_SPACE}(?P<unit1>{_UNIT})?"
    rf"(?:{_SPACE}(?:—{{1,2}}|–|-|~|～|至|到){_SPACE}(?:{_SIGN})?{_end('b')})?{_SPACE}(?P<unit>{_UNIT}|[{_COUNTERS}])?(?P<yearhalf>半)?"
)
_OPTIONAL_TWO = re.compile("[地市省国岸会手者院校边侧头面翼山委方县区国]|城市|地区|家单位")
_LATIN = re.compile("[A-Za-z_]")
_VAGUE = re.compile(rf"[几数上成]{_HAN}")


def facts(text: str, year: int = 0) -> list[Fact]:
    """What ``text`` states. ``year``: in which 今年 lies, 0 where nobody knows."""
    text = text.translate(_WIDE)
    taken = bytearray(len(text))
    found: list[Fact] = []

    def take(start: int, end: int) -> bool:
        if any(taken[start:end]):
            return False
        taken[start:end] = b"\1" * (end - start)
        return True

    for phrase in phrases.chinese(text):
        if take(phrase.start, phrase.end) and phrase.name:
            found.append(Fact(PHRASE, phrase.start, phrase.end, F(phrase.number), unit=phrase.name, required=False))
    for reader in (_shares, _times, _halves):
        found += [fact for fact in reader(text) if take(fact.start, fact.end)]
    for start, end, several in _dates(text, year):
        if take(start, end):
            found += several
    for reader in (_clocks, _ordinals, _ranks):
        found += [fact for fact in reader(text) if take(fact.start, fact.end)]
    found += [fact for fact in _numbers(text, taken)]
    return sorted(found, key=lambda fact: fact.start)


def _shares(text: str) -> Iterator[Fact]:
    for found in _SHARES.finditer(text):
        start, end = found.span()
        high = None
        if found["low"]:
            low = _value(found["low"])
            high = _value(found["high"]) if found["high"] else None
        elif found["under"]:
            over, under = _value(found["over"]), _value(found["under"])
            low = over * 100 / under if over is not None and under else None
            if under in (1000, 10000):
                low = over * 100 / under if over is not None else None
        elif found["tenths"]:
            number = _value(found["tenths"])
            low = number * 10 + (5 if found["half"] else 0) if number is not None else None
        else:
            low = F(50)
        if low is not None:
            yield _bounded(Fact(SHARE, start, end, low, high, required=not found["most"]), text)


def _times(text: str) -> Iterator[Fact]:
    for found in _TIMES.finditer(text):
        start, end = found.span()
        if found["fan"]:
            times = _value(found["n"]) if found["n"] else F(1)
            if times is not None:
                yield _bounded(Fact(TIMES, start, end, F(2) ** int(times)), text)
            continue
        if found["number"] in ("几", "数"):
            continue
        number = _value(found["number"])
        if number is None:
            continue
        number += F(1, 2) if found["half"] else 0
        grown = bool(found["verb"])
        at = found.start("number")
        bound = "more" if found["more"] else "about" if _ABOUT.search(text, max(0, at - 16), at) else ""
        fact = Fact(TIMES, at, end, number + 1 if grown else number, bound=bound)
        yield _bounded(fact, text)


def _halves(text: str) -> Iterator[Fact]:
    for found in _HALF.finditer(text):
        unit = units.CHINESE[found["unit"]] if found["unit"] in units.CHINESE else units.CHINESE[f"个{found['unit']}"]
        fact = Fact(unit.dimension, *found.span(), unit.factor / 2, None, unit.name, required=not found["most"])
        yield _bounded(fact, text)


def _dates(text: str, year: int) -> Iterator[tuple[int, int, list[Fact]]]:
    for found in _DATE.finditer(text):
        start, end = found.span()
        days: list[Day] = []
        required = True
        if found["iso"]:
            year_, month, day = map(int, re.split("[-./]", found["iso"]))
            days = [Day(year_, month, day)]
        elif found["decade"]:
            century = {"二十": 20, "十九": 19}.get(
                found["cent"] or "", int(found["cent"]) if (found["cent"] or "x").isdigit() else 20
            )
            tens = _value(
                found["tens"].replace("十", "")
                if found["tens"][-1] == "十" and len(found["tens"]) == 2
                else found["tens"]
            )
            decade = int(tens or 0)
            days = [Day((century - 1) * 100 + (decade if decade > 9 else decade * 10), part="s")]
        elif found["year"]:
            days = _of_year(found, _year(found["year"]))
        elif found["rel"]:
            at = year + _RELATIVE[found["rel"]] if year else 0
            part = _part(found["rpart"] or found["rmpart"] or found["rypart"])
            days = [
                Day(
                    at,
                    _month(found["rmonth"]),
                    _month(found["rday"]),
                    part or ("" if at else found["rel"] and f"y{_RELATIVE[found['rel']]:+}"),
                )
            ]
            required = bool(found["rmore"]) and bool(found["rmonth"])
        elif found["m"]:
            days = [Day(0, _month(found["m0"]))] if found["m0"] else []
            days.append(Day(0, _month(found["m"]), _month(found["d"]), _part(found["mp"])))
            if found["dd"]:
                days.append(Day(0, _month(found["m2"] or found["m"]), _month(found["dd"])))
        elif found["onlyday"]:
            days, required = [Day(0, 0, int(found["onlyday"]))], False
        elif found["quarter"]:
            days = [Day(part=_part(found["quarter"]))]
        yield start, end, [Fact(DATE, start, end, F(0), day=day, required=required) for day in days]


def _of_year(found: re.Match[str], year: int) -> list[Day]:
    part = _part(found["part"] or found["mpart"] or found["ypart"])
    if found["year2"]:
        return [Day(year), Day(_year(found["year2"]), _month(found["month"]), _month(found["day"]), part)]
    days = [Day(year, _month(found["month"]), _month(found["day"]), part)]
    if found["day2"]:
        days.append(Day(year, _month(found["month2"] or found["month"]), _month(found["day2"])))
    return days


def _clocks(text: str) -> Iterator[Fact]:
    for found in _CLOCK.finditer(text):
        if not (found["minute"] or found["half"] or found["min"]):
            continue
        hour = int(found["hour"])
        if found["half"] in ("下午", "晚上", "晚", "傍晚") and hour < 12:
            hour += 12
        minute = int(found["minute"] or found["min"] or (30 if found["thirty"] else 0))
        yield Fact(CLOCK, *found.span(), F(hour * 60 + minute))


def _ordinals(text: str) -> Iterator[Fact]:
    for found in _ORDINAL.finditer(text):
        words = found["number"] or found["century"] or "1"
        for one in (words, found["last"]):
            number = _value(one) if one else None
            if number is not None:
                yield Fact(ORDINAL, *found.span(), number, required=number > 1)


def _ranks(text: str) -> Iterator[Fact]:
    """Second prizes, workshop no. 4, pairs and what is numbered in circles: said or not."""
    for found in _PRIZE.finditer(text):
        words = found["ranks"] or found["house"]
        for char in words.replace("、", ""):
            yield Fact(ORDINAL, *found.span(), han(char) or F(1), required=False, soft=True)
    for found in _CIRCLED.finditer(text):
        yield Fact(COUNT, *found.span(), F(ord(found[0]) - 0x245F), required=False)
    for found in _PAIR.finditer(text):
        yield Fact(TIMES if found[0] == "倍增" else COUNT, *found.span(), F(2), required=False)


def _numbers(text: str, taken: bytearray) -> Iterator[Fact]:
    at = 0
    while found := _NUMBER.search(text, at):
        start, end = found.span()
        at = max(end, start + 1)
        if any(taken[start : found.end("a")]):
            at = start + 1
            while at < len(text) and taken[at]:
                at += 1
            continue
        if fact := _number(found, text):
            yield fact


def _number(found: re.Match[str], text: str) -> Fact | None:
    start, end = found.span()
    written, second = found["a"], found["b"]
    unit_text, behind = found["unit1"] or found["unit"] or "", found["unit"] or ""
    latin = not written[0].isdigit()
    if found["unit1"] and not second and not found["unit"]:
        end = found.end("unit1")
    if latin and not _counts(found, text):
        if written in _RANKED and text[end : end + 1] == "强":
            return Fact(COUNT, start, end + 1, SCALES[written] * F(1), required=False)
        return None
    if not latin and start and _LATIN.match(text[start - 1]) and not (found["scalea"] or found["sign"] or unit_text):
        return None  # C919, PM2.5
    if not latin and not unit_text and not found["scalea"] and re.match("[A-Za-z]", text[end : end + 1]):
        return None  # 5G, 3D
    first = _sum(found, "a")
    if first is None:
        return None
    low, step = first
    if found["then"]:
        low, step = low * SCALES[found["then"]], step * SCALES[found["then"]]
    if found["half"]:
        low += F(1, 2)
    high = None
    if second:
        last = _sum(found, "b")
        if last is None:
            return None
        high, step = last
        if not found["scalea"] and found["scaleb"] and low < high:
            low *= SCALES[found["scaleb"]]
        unit_text = behind or unit_text
    unit = _unit(unit_text, found["sign"])
    if unit is units.NONE and latin and len(written) == 2 and (pair := _either(written)):
        low, high = pair
    if found["yearhalf"] and unit.dimension in (MONTHS, HOURS):
        low += F(1, 2)
    elif found["yearhalf"]:
        end -= 1
    bound = ""
    if found["more"]:
        bound = "about" if found["more"] == "来" else "more"
    soft = latin and low <= 10 and unit is units.NONE and not found["scalea"]
    required = written != "一" and (low != 1 or not latin) and not soft
    if latin and low == 2 and written == "两" and _OPTIONAL_TWO.match(behind or text[end:]):
        required = False
    if unit.dimension == COUNT and not unit_text and re.match("号|楼|线", text[end : end + 1]):
        required = True
    high = high * unit.factor if high is not None else None
    return _bounded(
        Fact(
            unit.dimension,
            start,
            end,
            low * unit.factor,
            high,
            unit.name,
            bound,
            required,
            soft and low > 1,
            step * unit.factor,
            size=unit.factor,
        ),
        text,
    )


_RANKED = frozenset(("百", "千"))


def _counts(found: re.Match[str], text: str) -> bool:
    """Whether Han numerals are a number: a measure word or a unit stands behind them, and a numeral before a scale."""
    written = found["a"]
    if written[0] in "百千万亿" or (written[0] in "零〇" and len(written) == 1):
        return False
    if found.start() and text[found.start() - 1] in "几数上成第好每一之半初正其专单统唯万":
        return False
    if not (found["unit"] or found["unit1"] or found["sign"] or found["scalea"]):
        return bool(re.match("[多余来]", text[found.end() : found.end() + 1])) or len(written) > 2
    if written == "一" and (found["unit"] or "") in tuple("个些点步家次级面方条路起边样处层带番口道"):
        return True
    return True


def _sum(found: re.Match[str], which: str) -> tuple[F, F] | None:
    """The number of one end, and what its last digit counts."""
    number = _value(found[which])
    if number is None:
        return None
    written = found[which]
    step = F(1, 10 ** len(written.partition(".")[2]))
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


def _unit(written: str, sign: str | None) -> units.Unit:
    if sign and written not in units.MONEY_CHINESE:
        return units.money(units.MONEY_SIGNS[sign])
    if written in units.MONEY_CHINESE:
        return units.money(units.MONEY_CHINESE[written])
    return units.CHINESE.get(written) or units.SIGNS.get(written) or units.NONE


def _bounded(fact: Fact, text: str) -> Fact:
    """``fact`` with what is said of it before and behind."""
    before = _BEFORE.search(text, max(0, fact.start - 8), fact.start)
    if before and not (before["about"] and re.match(r"的[\d.]+倍", text[fact.end : fact.end + 8])):
        bound = before.lastgroup or ""
        if bound == "near" and before["near"] == "近" and fact.dimension in (MONTHS, HOURS):
            bound = "recent"
        return fact._replace(bound=bound or fact.bound)
    if not fact.bound and (behind := _BEHIND.match(text, fact.end)):
        return fact._replace(bound=behind.lastgroup or "")
    return fact


def _value(written: str) -> F | None:
    if written[0].isdigit() and written[-1].isascii():
        return F(written.replace(",", ""))
    return han(written)


def _year(written: str) -> int:
    return int(_value(written) or 0)


def _month(written: str | None) -> int:
    return int(_value(written) or 0) if written else 0


def _part(written: str | None) -> str:
    if not written:
        return ""
    if "季度" in written:
        return f"q{_month(written.replace('季度', '').lstrip('第'))}"
    return _PARTS.get(written, "")
