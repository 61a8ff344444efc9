"""Dates and times of a Chinese text: 2023年11月8日, 今年上半年, 5月13日至6月13日, 上世纪九十年代, 元旦, 晚上7点半."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction as F

from xieshou.language.parity.chinese.writing import JOIN, SPACE, value
from xieshou.language.parity.facts import AMBIGUOUS, CLOCK, DATE, ORDINAL, Day, Statement, months, weekday

_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = r"3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
_YEAR = r"(?:19|20)\d{2}|[一二][零〇九][零〇一二三四五六七八九]{2}"
_TENS = r"[上中下]旬|底|末|初"
_PART = r"(?:年底|年末|岁末|年初|年中|上半年|下半年|第?[一二三四1-4]季度|[上中下]旬|月?底|月?末|初)"
_FEASTS = {
    "元旦": (1, 1), "三八": (3, 8), "妇女节": (3, 8), "五一": (5, 1), "劳动节": (5, 1), "五四": (5, 4),
    "青年节": (5, 4), "六一": (6, 1), "儿童节": (6, 1), "七一": (7, 1), "八一": (8, 1), "建军节": (8, 1),
    "教师节": (9, 10),
    "十一": (10, 1), "国庆": (10, 1),
}  # fmt: skip
"""Feasts that fall on one day of every year."""
_FEAST = (
    r"[“\"]?(?:元旦|三八(?=国际|妇女|[”\"])|妇女节|五一(?=假|国际|劳动|期间|节|黄金|小长|[”\"])|劳动节|五四(?=青年|运动|[”\"])|青年节"
    r"|六一(?=国际|儿童|[”\"])|儿童节|七一(?=前|表彰|讲话|[”\"])|八一(?=建军|前夕|[”\"])|建军节|教师节|十一(?=假|黄金|长假|[”\"])|国庆)"
)
_ISO = r"(?P<iso>(?:19|20)\d{2}[-./](?:1[0-2]|0?[1-9])[-./](?:3[01]|[12]\d|0?[1-9])(?!\d))"
_DECADE = r"(?P<decade>(?:(?P<cent>\d{2}|二十|十九)世纪|上世纪|上个世纪)?(?P<tens>[一二三四五六七八九]十|\d0)年代)"
_FULL = (
    rf"(?P<year>{_YEAR}){SPACE}(?:(?P<y2>{JOIN}){SPACE}(?P<year2>{_YEAR}){SPACE})?年(?:度)?(?P<more>{SPACE}"
    rf"(?:(?P<part>{_PART})|(?P<feast>{_FEAST})"
    rf"|(?:(?P<fromm>{_MONTH})月?(?:—{{1,2}}|–|-|~|～|至|到))?(?P<month>{_MONTH}){SPACE}月份?(?P<mpart>{_TENS})?"
    rf"(?:{SPACE}(?P<day>{_DAY}){SPACE}[日号]?(?P<d2>{JOIN}(?:(?P<month2>{_MONTH})月)?(?P<day2>{_DAY})(?=[日号]))?[日号]?)?))?"
    r"(?P<ypart>底|末|初|中(?!国|央|心|共|医|学|小|期|旬|方|外|华|东|西|部|标|建|铁))?"
)
_OF_NOW = (
    rf"(?P<rel>今年|去年|前年|明年|后年|次年|翌年|本年度?)(?P<rmore>{SPACE}(?:(?P<rpart>{_PART})"
    rf"|(?:(?P<rfrom>{_MONTH})月?(?:—{{1,2}}|–|-|~|～|至|到))?(?P<rmonth>{_MONTH}){SPACE}月份?(?P<rmpart>{_TENS})?"
    r"(?:(?P<rday>" + _DAY + r")[日号])?))?(?P<rypart>底|末|初)?"
    r"|(?P<both>今明|去今)(?:两年)?"
)
_IN_YEAR = (
    rf"(?<![\d一二三四五六七八九十个.])(?:(?P<m0>{_MONTH})月?(?:—{{1,2}}|–|-|~|～|至|到|、|和))?(?P<m>{_MONTH}){SPACE}月(?![饼一])份?"
    rf"(?P<mp>{_TENS})?(?:{SPACE}(?P<d>{_DAY}){SPACE}[日号](?!楼|线|院|馆|门|厅|井|文)"
    rf"(?:(?:{JOIN})(?:(?P<m2>{_MONTH})月)?(?P<dd>{_DAY})[日号])?)?"
)
_OTHERS = (
    r"(?<![\d.第])(?P<onlyday>3[01]|[12]?\d)日(?!元|均|产|常|处理|夜|程|前|内|圆|益|游)"
    r"|(?P<firstq>前[两二三23](?:个)?季度)|(?<![提以之目])前(?P<firstm>[二三四五六七八九十]|1[01]|[2-9])个?月"
    r"|(?P<quarter>第?[一二三四1-4]季度|(?<!年)上半年|(?<!年)下半年)"
    r"|(?<![年今去明前后\d])(?P<about>年初|年底|年末|岁末)"
    r"|(?<!\d)(?P<born>[05-9][05])后(?!天|期|续|来)"
    rf"|(?P<alone>{_FEAST})"
)
_LUNAR = (
    r"农历(?P<lm>正|腊|冬|十[一二]?|[一二三四五六七八九])月(?:初?(?P<ld>二十[一二三四五六七八九]?|三十|十[一二三四五六七八九]?|[一二三四五六七八九])"
    r"|廿(?P<lt>[一二三四五六七八九]))?"
)
_DATE = re.compile(
    r"(?=[\d零〇一二三四五六七八九十上今去前明后次翌本第下元妇劳青儿建教国年岁农“\"])"
    rf"(?:{_LUNAR}|{_ISO}|{_DECADE}|{_FULL}|{_OF_NOW}|{_IN_YEAR}|{_OTHERS})"
)
_HALVES = "上午|早上|早晨|凌晨|清晨|下午|晚上|晚|中午|傍晚|夜里|午后"
_LATE = ("下午", "晚上", "晚", "傍晚", "夜里", "午后")
_CLOCK = re.compile(
    rf"(?P<half>{_HALVES})?(?P<eve>(?<=[日号]))?[ ]?"
    r"(?P<hour>[01]?\d|2[0-4]|(?<=[早晚午晨里上到至])[一二两三四五六七八九十]+)"
    r"(?:[:：](?P<minute>[0-5]\d)(?!\d)|[点时](?!间|期|代|候|任|尚|至今|段|长)(?:(?P<min>[0-5]?\d)分|(?P<thirty>半)|(?P<past>[多整])|(?P<quarter>[一三])刻)?(?!\d))"
)
_TIMED = re.compile(r"\d[:：]\d\d|[\d一二三四五六七八九十][点时]")
_JOINED = re.compile(r"[—–~～至到-]{1,2}$")
_WEEK = "一二三四五六日天"
_WEEKDAY = re.compile(
    rf"(?:星期(?<![一二两三四五六七八九十几0-9]..)|礼拜(?<![一二两三四五六七八九十几0-9]..)|周(?<![一二两三四五六七八九十几0-9].))(?P<day>[{_WEEK}])(?![次个课场节堂期回天班趟小年岁度会边转家名人])"
)
_RELATIVE = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}
_NEXT = ("次年", "翌年")
_PARTS = {
    "年底": "end", "年末": "end", "岁末": "end", "底": "end", "末": "end", "月底": "end", "月末": "end",
    "年初": "early", "初": "early", "年中": "mid", "中": "mid", "上半年": "h1", "下半年": "h2",
    "上旬": "early", "中旬": "mid", "下旬": "late",
}  # fmt: skip


def dates(text: str, year: int) -> Iterator[tuple[int, int, list[Statement]]]:
    """Every date, with the day or days that it is."""
    last = 0
    for found in _DATE.finditer(text):
        start, end = found.span()
        required = True
        if found["lm"]:
            yield start, end, list(_lunar(found))
            continue
        if found["iso"]:
            year_, month, day = map(int, re.split("[-./]", found["iso"]))
            days = [Day(year_, month, day)]
        elif found["decade"]:
            days = [_decade(found)]
        elif found["year"]:
            days = _of_year(found, _number(found["year"]))
        elif found["rel"]:
            days = _of_now(found, year, last)
            quartered = any(day.part[:1] in ("q", "h") for day in days)
            required = bool(found["rmore"]) and (bool(found["rmonth"]) or quartered)
        elif found["both"]:
            first = year + (0 if found["both"] == "今明" else -1)
            days, required = [Day(first), Day(first + 1)] if year else [], False
        elif found["m"]:
            days = _in_year(found)
        elif found["onlyday"]:
            days, required = [Day(0, 0, int(found["onlyday"]))], False
        elif found["firstq"] or found["firstm"]:
            count = _number(found["firstm"]) if found["firstm"] else 3 * _number(found["firstq"][1])
            days = months(0, 1, count)
        elif found["about"]:
            days, required = [Day(part=_part(found["about"]))], False
        elif found["born"]:
            tens = int(found["born"])
            days, required = [Day((1900 if tens >= 50 else 2000) + tens, part="s")], False
        elif found["alone"]:
            days, required = [Day(0, *_FEASTS[found["alone"].lstrip('“"')])], False
        else:
            days = [Day(part=_part(found["quarter"]))]
        last = next((day.year for day in days if day.year), last)
        required = required and days != [Day(year)]
        yield start, end, [Statement(DATE, start, end, F(0), day=day, required=required) for day in days]


def _lunar(found: re.Match[str]) -> Iterator[Statement]:
    """The numbers of a month and a day of the lunar year, which English gives as ordinals."""
    month = _LUNAR_MONTHS.get(found["lm"]) or _number(found["lm"])
    day = 20 + _number(found["lt"]) if found["lt"] else _number(found["ld"])
    for number in (month, day):
        if number:
            yield Statement(ORDINAL, *found.span(), F(number), required=False, soft=True)


_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}


def _decade(found: re.Match[str]) -> Day:
    names = {"二十": 20, "十九": 19}
    written = found["cent"] or ""
    century = int(written) if written.isdigit() else names.get(written, 20)
    tens = found["tens"]
    decade = int(tens) if tens.isdigit() else 10 * _number(tens[0])
    return Day((century - 1) * 100 + decade, part="s")


def _of_year(found: re.Match[str], year: int) -> list[Day]:
    part = _part(found["part"] or found["mpart"] or found["ypart"])
    if found["feast"]:
        return [Day(year, *_FEASTS[found["feast"].lstrip('“"')])]
    if found["year2"]:
        return [Day(year), Day(_number(found["year2"]), _number(found["month"]), _number(found["day"]), part)]
    if found["fromm"] and not found["day"]:
        return months(year, _number(found["fromm"]), _number(found["month"]))
    days = [Day(year, _number(found["month"]), _number(found["day"]), part)]
    if found["day2"]:
        days.append(Day(year, _number(found["month2"] or found["month"]), _number(found["day2"])))
    return days


def _of_now(found: re.Match[str], year: int, last: int) -> list[Day]:
    """What is dated from the year of writing, or from the year that was named last (次年)."""
    word = found["rel"]
    moved = _RELATIVE.get(word, 0)
    at = (last + 1 if last else 0) if word in _NEXT else year + moved if year else 0
    part = _part(found["rpart"] or found["rmpart"] or found["rypart"])
    if found["rfrom"] and not found["rday"]:
        return months(at, _number(found["rfrom"]), _number(found["rmonth"]))
    if not part and not at and word not in _NEXT:
        part = f"y{moved:+}"
    return [Day(at, _number(found["rmonth"]), _number(found["rday"]), part)]


def _in_year(found: re.Match[str]) -> list[Day]:
    month, day, part = _number(found["m"]), _number(found["d"]), _part(found["mp"])
    first = _number(found["m0"])
    if first and not day and not part and not re.match("月?[、和]", found[0][len(found["m0"]) :]):
        return months(0, first, month)
    days = [Day(0, first)] if first else []
    days.append(Day(0, month, day, part))
    if found["dd"]:
        days.append(Day(0, _number(found["m2"] or found["m"]), _number(found["dd"])))
    return days


def clocks(text: str) -> Iterator[Statement]:
    """Times of day, in minutes; the second of two has the half of the first."""
    if not _TIMED.search(text):
        return
    late, end = False, -1
    for found in _CLOCK.finditer(text):
        joined = end >= 0 and bool(_JOINED.fullmatch(text[end : found.start()]))
        if not (
            joined
            or found["past"]
            or found["minute"]
            or found["half"]
            or found["min"]
            or (found["eve"] is not None and "时" in found[0])
        ):
            continue
        hour = _number(found["hour"])
        late = found["half"] in _LATE if found["half"] else late and joined
        vague = not found["half"] and not joined and 0 < hour <= 12 and not found["minute"]
        if late and hour < 12:
            hour += 12
        minute = _number(found["minute"] or found["min"]) or (30 if found["thirty"] else 0)
        minute += 15 * _number(found["quarter"])
        end = found.end()
        yield Statement(CLOCK, *found.span(), F(hour * 60 + minute), unit=AMBIGUOUS if vague else "")


def weekdays(text: str) -> Iterator[Statement]:
    """Days of the week, which the other text may leave out."""
    for found in _WEEKDAY.finditer(text):
        yield Statement(DATE, *found.span(), F(0), day=weekday(_WEEK.index(found["day"])), required=False)


def _number(written: str | None) -> int:
    return int(value(written) or 0) if written else 0


def _part(written: str | None) -> str:
    if not written:
        return ""
    if "季度" in written:
        return f"q{_number(written.replace('季度', '').lstrip('第'))}"
    return _PARTS.get(written, "")
