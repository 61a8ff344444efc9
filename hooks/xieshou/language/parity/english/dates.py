"""Dates and times of an English text: 8 November 2023, May 13 to June 13, the first nine months, half past seven."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction as F

from xieshou.language.parity.english.starts import Starts
from xieshou.language.parity.facts import AMBIGUOUS, CLOCK, DATE, Day, Statement, months, weekday
from xieshou.language.parity.numerals import ONES, english
from xieshou.language.parity.places import matches

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WHOLE = ("May", "June", "July")
_MONTH = "|".join(month if month in _WHOLE else rf"{month}|{month[:3]}\.?" for month in _MONTHS) + r"|Sept\.?"
_YEAR = r"(?:19|20)\d{2}"
_DAY = r"3[01]|[12]\d|0?[1-9]"
_TO = r"\s*(?:–|—|-|to|and|until|through|till)\s*"
_NOW = "this year|last year|next year|the year"
_COUNTED = (
    "yuan|people|million|billion|thousand|RMB|tonnes|mu|hectares|kilomet|square|households|companies"
    "|enterprises|%|per cent"
    "|metres|residents|visitors|students|jobs|items|units|sets|farmers|villagers|visits"
)


def _early(name: str) -> str:
    """The part of a month or year before its name."""
    return (
        rf"(?:(?P<{name}>early|mid|(?:the )?middle of|late|the end of|end of|the close of|end-|the beginning of"
        rf"|beginning of|the start of"
        r"|the first ten days of|the last ten days of|the second ten days of)[- ]?(?:the )?)?"
    )


_ISO = rf"(?P<iso>\b{_YEAR}-(?:1[0-2]|0[1-9])-(?:3[01]|[12]\d|0[1-9])\b)"
_DECADE = r"(?P<decade>\b(?:19|20)\d0s\b|\b\d0s\b)"
_QUARTERS = (
    r"(?:(?P<q1>\bQ[1-4]|\bH[12]|\b(?:first|second|third|fourth|last) (?:quarter|half)"
    rf"(?= of (?:the year|{_YEAR}|this year|last year|next year)|\b(?! of))"
    r"|\bfirst (?:two|three) quarters|\bfirst (?:two|three|four|five|six|seven|eight|nine|ten|eleven|\d\d?) months)"
    rf"(?:,? (?:of )?(?P<qy>{_YEAR}|{_NOW})\b)?)"
)
_DAY_FIRST = (
    rf"{_early('ea')}\b(?P<d>{_DAY})(?:st|nd|rd|th)?(?: of)?(?:(?P<range>{_TO})(?P<d2>{_DAY})(?:st|nd|rd|th)?)?\s+"
    rf"(?P<m>{_MONTH})(?![a-z])(?:,?\s+(?P<y>{_YEAR})\b)?"
)
_MONTH_FIRST = (
    rf"{_early('eb')}\b(?P<mb>{_MONTH})(?![a-z])\s+(?P<db>{_DAY})(?!\d|,\d)(?:st|nd|rd|th)?"
    rf"(?:(?P<rangeb>{_TO})(?:(?P<mb2>{_MONTH})\s+)?(?P<db2>{_DAY})(?!\d|[,.]\d|\s+(?:{_MONTH}))(?:st|nd|rd|th)?(?![a-z]))?(?:,?\s+(?P<yb>{_YEAR})\b)?"
)
_MONTH_YEAR = (
    rf"{_early('ec')}\b(?P<mc>{_MONTH})(?![a-z])(?:(?P<rangec>{_TO})(?P<mc2>{_MONTH})(?![a-z]))?,?\s+(?:of )?"
    rf"(?P<yc>{_YEAR}|this year|last year|next year|the following year)\b"
)
_MONTH_ALONE = (
    rf"{_early('ed')}\b(?P<md>{_MONTH})(?![a-z])"
    rf"(?:\s*(?P<till>–|-|to|until|through)\s*(?P<md2>{_MONTH})(?![a-z ]*\d))?"
)
_YEAR_ALONE = (
    rf"{_early('ee')}(?<![\d,.$¥€£])\b(?P<ye>{_YEAR})(?:\s*[–—/-]\s*(?P<ye2>{_YEAR}|\d\d))?\b"
    rf"(?![,.]\d|\s*(?:{_COUNTED}))"
)
_OTHERS = (
    rf"{_early('ef')}"
    r"(?P<rel>\b(?:this|last|next) year\b|\bthe year before last\b|\byear[- ]end\b|\bmid-?year\b|(?<=of the )year\b)"
    r"|\b(?P<only>\d{1,2})(?:st|nd|rd|th)(?= (?:day )?of (?:this|next|last|the|each|every|that) month)"
    r"|(?P<feast>\b(?:New Year['’]s Day|(?:International )?Women['’]s Day|(?:International )?Labou?r Day"
    r"|May Day|Youth Day"
    rf"|Children['’]s Day|Army Day|Teachers['’] Day|National Day)\b(?: holidays?)?(?:,? (?:of |in )?(?P<fy>{_YEAR}))?)"
)
_MONTHS_TO = (
    rf"\b(?P<run>{'|'.join(ONES[2:13])}|\d\d?) months (?:to|through|ended|ending|until) (?:the end of )?"
    rf"(?P<rm>{_MONTH})(?![a-z])"
    rf"(?:,? (?P<ry>{_YEAR})\b)?"
)
_DATE = re.compile(
    rf"(?<![A-Za-z0-9.,-])(?:{_ISO}|{_DECADE}|{_QUARTERS}|{_MONTHS_TO}|{_DAY_FIRST}|{_MONTH_FIRST}|{_MONTH_YEAR}|{_MONTH_ALONE}|{_YEAR_ALONE}|{_OTHERS})"
)
_FEASTS = {
    "new": (1, 1), "wom": (3, 8), "int": (3, 8), "lab": (5, 1), "may": (5, 1), "you": (5, 4), "chi": (6, 1),
    "arm": (8, 1), "tea": (9, 10), "nat": (10, 1),
}  # fmt: skip
_WEEK = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(_WEEK)})days?\b")
_UNKNOWN = {"this year": "y+0", "last year": "y-1", "next year": "y+1", "the year before last": "y-2"}
_MOVED = {"this year": 0, "last year": -1, "next year": 1, "the year before last": -2}
_PARTS = {
    "early": "early", "the beginning of": "early", "beginning of": "early", "the start of": "early",
    "the first ten days of": "early", "mid": "mid", "middle of": "mid", "the middle of": "mid",
    "the second ten days of": "mid", "late": "late", "the last ten days of": "late",
}  # fmt: skip
_COMPARED = re.compile(
    r"\b(?:than (?:in|at|the)|from|over|against|compared (?:with|to)|versus|up on|down on) (?:the )?$"
)
_BEFORE = 16
"""“Than in 2022”: 同比, which names no year."""
_IN_MAY = re.compile(
    r"\b(?:in|of|since|by|from|until|till|to|and|between|early|late|mid|during|last|this|next)[ -]?(?:early "
    r"|late |mid-)?$",
    re.IGNORECASE,
)
_SHORT_MONTHS = frozenset(month[:3] for month in _MONTHS if month not in _WHOLE) | {"March"}
_ZONES = "morning|afternoon|evening|night|noon"
_HOUR = "|".join(sorted(ONES[1:13], key=len, reverse=True)) + r"|1[0-2]|[1-9]"
_DOTTED = "1[0-2]|0?[1-9]"
_CLOCK = re.compile(
    r"\b(?P<from>[01]?\d|2[0-3])(?:[:.](?P<fmin>[0-5]\d))?(?P<to>\s*(?:–|—|-|to|until|and)\s*)(?=(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s?[ap]\.?m\b)"
    r"|\b(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>a\.?m\b\.?|p\.?m\b\.?)(?![a-z])"
    r"|\b(?P<h>[01]?\d|2[0-4]):(?P<min>[0-5]\d)\b"
    rf"|\b(?P<dh>{_DOTTED})[.](?P<dmin>[0-5]\d),? (?:in the|on \w+day|at) (?P<dz>{_ZONES})\b"
    rf"|(?<=\bat )(?P<eh>{_DOTTED})[.](?P<emin>[0-5]\d)"
    rf"(?=[.,;)]?$|[.,;)] | (?:in|on|every|each|sharp|the next|that|this)\b)"
    r"|\b(?P<noon>noon|midday|midnight)\b"
    rf"|\b(?P<past>half|a quarter|quarter|twenty|ten|five) (?P<side>past|to) (?P<ph>{_HOUR})\b(?: (?:in"
    rf"|at|on)(?: the)? (?P<pz>{_ZONES}))?"
    rf"|\b(?P<oh>{_HOUR})(?: o['’]clock)?(?: on \w+day)?,? (?:in the|at|at the|on \w+day|every|each"
    rf"|that|this|one|the next) (?P<oz>{_ZONES})\b"
    rf"|\b(?P<c>{_HOUR}) o['’]clock\b",
    re.IGNORECASE,
)
_PAST = {"half": 30, "a quarter": 15, "quarter": 15, "twenty": 20, "ten": 10, "five": 5}
_LATE = ("afternoon", "evening", "night")


def dates(text: str, year: int, starts: Starts) -> Iterator[tuple[int, int, list[Statement]]]:
    """Every date, with the day or days that it is."""
    last = 0
    for found in matches(_DATE, text, starts.digits, starts.dates):
        start, end = found.span()
        part = _part(next((found[name] for name in ("ea", "eb", "ec", "ed", "ee", "ef") if found[name]), ""))
        required = True
        if found["iso"]:
            year_, month, day = map(int, found["iso"].split("-"))
            days = [Day(year_, month, day)]
        elif found["decade"]:
            number = int(found["decade"][:-1])
            days = [Day(number if number > 99 else 1900 + number, part="s")]
        elif found["q1"]:
            days = _quarter(found["q1"].lower(), _relative(found["qy"], year))
        elif found["run"]:
            days = _run_to(int(english(found["run"]) or 0), _month(found["rm"]), int(found["ry"] or 0))
        elif found["m"]:
            at = int(found["y"] or 0)
            days = [Day(at, _month(found["m"]), int(one), part) for one in (found["d"], found["d2"]) if one]
        elif found["mb"]:
            days = [Day(int(found["yb"] or 0), _month(found["mb"]), int(found["db"]), part)]
            if found["db2"]:
                days.append(days[0]._replace(month=_month(found["mb2"] or found["mb"]), day=int(found["db2"])))
        elif found["mc"]:
            at = last + 1 if last and found["yc"].startswith("the f") else _relative(found["yc"], year)
            days = _span(at, found["mc"], found["mc2"], found["rangec"], part)
        elif found["md"]:
            if not _is_month(found, text):
                continue
            days = _span(0, found["md"], found["md2"], found["till"], part)
        elif found["ye"]:
            days = [Day(int(found["ye"]), part=part)]
            if second := found["ye2"]:
                days.append(Day(int(second) if len(second) == len(found["ye"]) else int(found["ye"][:2] + second)))
        elif found["only"]:
            days = [Day(day=int(found["only"]))]
        elif found["feast"]:
            days, required = [Day(int(found["fy"] or 0), *_FEASTS[found["feast"][:3].lower()])], False
        else:
            word = found["rel"].lower()
            if word.startswith("year"):
                if word == "year" and part:
                    yield start, end, [Statement(DATE, start, end, F(0), day=Day(year, part=part), required=False)]
                continue
            if word.startswith("mid"):
                yield start, end, [Statement(DATE, start, end, F(0), day=Day(part="mid"), required=False)]
                continue
            at = _relative(word, year)
            days, required = [Day(at, part=part if at else _UNKNOWN.get(word, ""))], False
        last = next((day.year for day in days if day.year), last)
        required = required and days != [Day(year)] and not _COMPARED.search(text, max(0, start - _BEFORE), start)
        yield start, end, [Statement(DATE, start, end, F(0), day=day, required=required) for day in days]


def _span(year: int, first: str, second: str | None, link: str | None, part: str) -> list[Day]:
    if second is None:
        return [Day(year, _month(first), 0, part)]
    if "and" not in (link or "") and not part:
        return months(year, _month(first), _month(second))
    return [Day(year, _month(one), 0, part) for one in (first, second)]


def _run_to(count: int, last: int, year: int) -> list[Day]:
    """So many months up to one of them: the eight months to August."""
    if count >= last:
        return months(year, 1, last) if count == last else [Day(year, last)]
    return months(year, last - count + 1, last)


def _is_month(found: re.Match[str], text: str) -> bool:
    """Whether May is no verb, and March no walk."""
    head = text[: found.start("md")]
    if found["md"] == "May" and not found["md2"]:
        return bool(_IN_MAY.search(head))
    return not (found["md"] in _SHORT_MONTHS and head.endswith("Long "))


def _quarter(words: str, year: int) -> list[Day]:
    if words[0] in "qh" and words[1:].isdigit():
        return [Day(year, part=words)]
    order, _, rest = words.partition(" ")
    if order == "first" and rest.endswith("s"):
        count, _, of = rest.partition(" ")
        return months(year, 1, int(english(count) or 0) * (3 if of == "quarters" else 1))
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 2 if rest == "half" else 4}[order]
    return [Day(year, part=f"{rest[0]}{number}")]


def _relative(words: str | None, year: int) -> int:
    if not words:
        return 0
    if words.isdigit():
        return int(words)
    moved = _MOVED.get(words.lower())
    return year + moved if year and moved is not None else 0


def _part(words: str) -> str:
    word = words.lower().strip(" -")
    return _PARTS.get(word, "end" if word else "")


def _month(name: str) -> int:
    short = name[:3].title()
    return next(place for place, month in enumerate(_MONTHS, 1) if month.startswith(short))


def clocks(text: str, starts: Starts) -> Iterator[tuple[int, int, list[Statement]]]:
    """Times of day, in minutes."""
    for found in matches(_CLOCK, text, starts.digits, starts.numbers, starts.times):
        start, end = found.span()
        unit = ""
        required = True
        if found["noon"]:
            minutes, required = 0 if found["noon"].lower() == "midnight" else 720, False
        elif found["past"]:
            away = _PAST[found["past"].lower()]
            minutes = 60 * _hour(found["ph"], found["pz"]) + (away if found["side"].lower() == "past" else -away)
            unit = "" if found["pz"] else AMBIGUOUS
        elif found["from"]:
            minutes, unit = 60 * int(found["from"]) + int(found["fmin"] or 0), AMBIGUOUS
            end = found.start("to")
        elif found["oh"] or found["c"]:
            minutes, unit = 60 * _hour(found["oh"] or found["c"], found["oz"]), "" if found["oz"] else AMBIGUOUS
        elif found["dh"] or found["eh"]:
            minutes = 60 * _hour(found["dh"] or found["eh"], found["dz"]) + int(found["dmin"] or found["emin"])
            unit = "" if found["dz"] else AMBIGUOUS
        else:
            hour = int(found["hour"] or found["h"])
            half = (found["half"] or "").lower().replace(".", "")
            hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
            minutes = 60 * hour + int(found["minute"] or found["min"] or 0)
        yield start, end, [Statement(CLOCK, start, end, F(minutes), unit=unit, required=required)]


def weekdays(text: str, starts: Starts) -> Iterator[Statement]:
    """Days of the week, which the other text may leave out."""
    for found in matches(_WEEKDAY, text, starts.weekdays):
        yield Statement(DATE, *found.span(), F(0), day=weekday(_WEEK.index(found["day"])), required=False)


def _hour(word: str, zone: str | None) -> int:
    hour = int(english(word) or 0)
    return hour + 12 if (zone or "").lower() in _LATE and hour < 12 else hour
