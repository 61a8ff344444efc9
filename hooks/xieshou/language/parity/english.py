"""What an English text states: sums, measures, shares, multiples, dates, ordinals.

In: a text, and the year in which it was written (this year, last year). Out: its facts, in order. “One” and “first” are
seldom statements, “dozens” and “hundreds of” never.
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
    ORDINAL,
    PHRASE,
    SHARE,
    TIMES,
    Day,
    Fact,
)  # fmt: skip
from xieshou.language.parity.numerals import ENGLISH_SCALES, ONES, ORDINALS, TENS, english

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ONE = "|".join(sorted((*ONES[1:], *TENS, "zero"), key=len, reverse=True))
_BIG = "hundred|thousand|million|billion|trillion|dozen"
_WORDS = (
    rf"(?:(?:{_ONE})(?:[- ](?:and[- ])?(?:{_ONE}|{_BIG}))*|an? (?:{_BIG})(?:[- ](?:and[- ])?(?:{_ONE}|{_BIG}))*)(?: and a half)?(?: (?:{_BIG}))*"
    rf"|half an? (?:{_BIG})"
)
_SCALE = r"hundred|thousand|million|billion|trillion|mn|bn|tn|dozen"
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = (
    "|".join(f"{month}|{month[:3]}\\.?" if month not in ("may", "june", "july") else month for month in _MONTHS)
    + r"|sept\.?"
)
_MONTH_CASED = (
    "|".join(
        f"{month}|{month[:3]}\\.?" if month not in ("May", "June", "July") else month
        for month in (name.title() for name in _MONTHS)
    )
    + r"|Sept\.?"
)
_YEAR = r"(?:19|20)\d{2}"
_DAY = r"3[01]|[12]\d|0?[1-9]"
_TO = r"\s*(?:–|—|-|to|and|until|through)\s*"
_EARLY = r"(?:(?P<{0}>early|mid|middle of|late|the end of|end of|end-|the beginning of|beginning of|the start of|the first ten days of|the last ten days of)[- ]?(?:the )?)?"
_DATE = re.compile(
    r"(?=[0-9JFMASONDQH]|early|mid|late|the (?:end|beg|start|first|last|year|middle)|end|begin|start|first|second|third|fourth|last|this|next|year)(?<![A-Za-z0-9.,-])(?:"
    rf"(?P<iso>\b{_YEAR}-(?:1[0-2]|0[1-9])-(?:3[01]|[12]\d|0[1-9])\b)"
    rf"|(?P<decade>\b{_YEAR[:-5]}\d0s\b|\b\d0s\b)"
    rf"|(?:(?P<q1>\bQ[1-4]|\bH[12]|\b(?:first|second|third|fourth|last) (?:quarter|half)(?= of (?:the year|{_YEAR}|this year|last year)|\b))(?:,? (?:of )?(?P<qy>{_YEAR}|this year|last year|next year|the year)\b)?)"
    rf"|{_EARLY.format('ea')}\b(?P<d>{_DAY})(?:st|nd|rd|th)?(?: of)?(?:(?P<range>{_TO})(?P<d2>{_DAY})(?:st|nd|rd|th)?)?\s+(?P<m>{_MONTH_CASED})(?![a-z])(?:,?\s+(?P<y>{_YEAR})\b)?"
    rf"|{_EARLY.format('eb')}\b(?P<mb>{_MONTH_CASED})(?![a-z])\s+(?P<db>{_DAY})(?!\d|,\d)(?:st|nd|rd|th)?(?:(?P<rangeb>{_TO})(?:(?P<mb2>{_MONTH_CASED})\s+)?(?P<db2>{_DAY})(?!\d)(?:st|nd|rd|th)?)?(?:,?\s+(?P<yb>{_YEAR})\b)?"
    rf"|{_EARLY.format('ec')}\b(?P<mc>{_MONTH_CASED})(?![a-z])(?:(?P<rangec>{_TO})(?P<mc2>{_MONTH_CASED})(?![a-z]))?,?\s+(?:of )?(?P<yc>{_YEAR}|this year|last year|next year)\b"
    rf"|{_EARLY.format('ed')}\b(?P<md>{_MONTH_CASED})(?![a-z])"
    rf"|{_EARLY.format('ee')}(?<![\d,.$¥€£])\b(?P<ye>{_YEAR})(?:\s*[–—/-]\s*(?P<ye2>{_YEAR}|\d\d))?\b(?![,.]\d|\s*(?:yuan|people|million|billion|thousand|RMB|tonnes|mu|hectares|kilomet|square|households|companies|enterprises|%|per cent|metres|residents|visitors|students|jobs|items|units|sets|farmers|villagers|visits))"
    rf"|(?P<rel>\b(?:this|last|next) year\b|\bthe year before last\b|\byear[- ]end\b))",
)
_CLOCK = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>a\.?m\.?|p\.?m\.?)(?![a-z])|\b(?P<h>[01]?\d|2[0-3]):(?P<min>[0-5]\d)\b|\b(?P<noon>noon|midnight)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?:(?P<word>re-?doubled|doubl(?:e|ed|es|ing)|tripl(?:e|ed|es|ing)|trebl(?:e|ed|es|ing)|quadrupl(?:e|ed|es|ing)|quintupl(?:e|ed|es|ing)|twofold|twice(?: over)?)\b"
    rf"|(?P<number>{_DIGITS}|{_WORDS})[- ]?(?P<fold>fold\b|times\b(?P<more> (?:more|higher|larger|greater|faster|bigger|over)\b)?))",
    re.IGNORECASE,
)
_GROWN = re.compile(
    r"\b(?:increas\w*|grew|grow\w*|r[io]se\w*|rising|up|expand\w*|climb\w*|jump\w*|went up)(?: \w+){0,3} by (?:more than |over |nearly |almost |about |around |some )?$",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"\b(?P<over>a|an|{'|'.join(ONES[1:10])})[- ](?P<under>half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)s?\b(?! (?:of (?:the year|{_YEAR})|hospital|batch|session|time|year|day|phase|edition|floor|generation|plenary|Five|National|round|meeting|place|prize|conference|party|person|one|line|group|ring|level|grade|week|month|century|anniversary))"
    rf"|\bone in (?P<in>{'|'.join(ONES[2:11])})\b|(?P<half>(?<!second )(?<!first )(?<!and a )\bhalf\b(?! an? (?:{_BIG}|year|day|hour|month|century|decade)))"
)
_HALF = re.compile(
    r"\bhalf[- ]an? (?P<a>year|day|hour|month|century|decade|mu|tonne|kilo\w*)\b|\bhalf-(?P<b>year|day|hour)\b|\b(?P<n>a|an|one|two|three|four|five) (?P<c>year|month|day|hour|decade)s? and a half\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"\b(?P<digits>\d+)(?:st|nd|rd|th)\b|\b(?P<word>(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?(?:{'|'.join(list(ORDINALS)[1:])}))\b(?!-year|ly| time in)|\b(?:No\.|Number|Phase|Batch|Stage|Round) ?(?P<no>\d+|one|two|three|four|five|II|III|IV|I)\b",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SIGN = "|".join(map(re.escape, sorted(units.MONEY_SIGNS, key=len, reverse=True)))
_MONEY = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(units.MONEY_ENGLISH, key=len, reverse=True))
_UNIT = "|".join(re.escape(name).replace(r"\ ", r"[- ]") for name in sorted({*units.ENGLISH}, key=len, reverse=True))
_SIGNS = "|".join(map(re.escape, sorted(units.SIGNS, key=len, reverse=True)))
_NUMBER = re.compile(
    rf"(?:(?P<sign>{_SIGN})\s?)?(?<![\w.])(?P<a>{_DIGITS}|(?i:{_WORDS}))(?P<plus>\+)?(?:[ -]?(?P<scalea>(?i:{_SCALE})\b|(?:[kmb]|bn|mn)\b(?![²³/])))?"
    rf"(?:[\s-]*(?P<unita>(?i:{_MONEY})\b|(?i:{_UNIT})(?![a-z²³])|(?:{_SIGNS})(?![\w²³])))?"
    rf"(?P<to>\s?(?:–|—|-|to|~|and|or)\s?(?:(?:{_SIGN})\s?)?(?P<b>{_DIGITS}|(?i:{_WORDS}))(?:[ -]?(?P<scaleb>(?i:{_SCALE})\b|(?:[kmb]|bn|mn)\b))?"
    rf"(?:[\s-]*(?P<unit>(?i:{_MONEY})\b|(?i:{_UNIT})(?![a-z²³])|(?:{_SIGNS})(?![\w²³])))?)?"
)
_BEFORE = re.compile(
    r"(?:(?P<upto>\bas (?:many|much|high|long|far) as|\bup to)|(?P<least>\b(?:at least|no (?:less|fewer|lower) than|not (?:less|fewer|lower) than|not below|a minimum of|minimum))"
    r"|(?P<most>\b(?:at most|no (?:more|higher|later|greater) than|not (?:more|higher|greater) than|not exceed(?:ing)?|a maximum of|within|not over|capped at|no longer than))"
    r"|(?P<over>\b(?:over|more than|above|exceed(?:ing|s|ed)?|in excess of|upwards? of|topp(?:ing|ed)|higher than|greater than|beyond|longer than)|(?<![\d)])>)"
    r"|(?P<passed>\b(?:surpass(?:ing|ed|es)?|pass(?:ing|ed)|break(?:ing|s)?(?: through)?|broke(?:n)?(?: through)?|cross(?:ed|ing)|outstripp(?:ed|ing))(?: the)?)"
    r"|(?P<near>\b(?:nearly|almost|close to|just under|just short of|approaching|approached|nearing|(?:a )?little (?:less than|under)|slightly (?:less than|under|below)|not quite|just below))"
    r"|(?P<about>\b(?:about|around|approximately|approx\.?|roughly|circa|or so)|~|≈)|(?P<some>\b(?:some))"
    r"|(?P<under>\b(?:under|less than|fewer than|below|lower than|short of|shorter than)|<))(?:\s+(?:a|an|the|another|the past))?\s*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:[ -](?:yuan|RMB|people|years?|mu|tonnes|per cent|households|items|\w+s)\b)?\s*(?:\(?(?P<above>(?:or|and) (?:more|above|over|higher|upwards|older)|plus\b)|(?P<below>(?:or|and) (?:less|below|under|fewer|younger|lower))|(?P<about>or so\b|or thereabouts))",
    re.IGNORECASE,
)
_MORE_THAN_ONE = re.compile(r"\b(?:more|less|fewer|other|rather|no more) than$", re.IGNORECASE)
_TWO_PLACES = re.compile(
    r"[ -]+(?:cities|sides|places|parties|regions|localities|governments|municipalities|areas|countries|universities|banks|way|shores|ends|hands|schools|provinces|counties|districts|peoples|institutions|partners|hospitals|companies|lands|of them|were|have|are|will|had|signed)\b"
)
_VAGUE = re.compile(
    r"\b(?:tens|hundreds|thousands|millions|billions|dozens|scores)\b(?: of (?:tens|hundreds|thousands|millions|billions)\b)*",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^(?:one|no one)$", re.IGNORECASE)


def facts(text: str, year: int = 0) -> list[Fact]:
    """What ``text`` states. ``year``: in which “this year” lies, 0 where nobody knows."""
    taken = bytearray(len(text))
    found: list[Fact] = []

    def take(start: int, end: int) -> bool:
        if any(taken[start:end]):
            return False
        taken[start:end] = b"\1" * (end - start)
        return True

    for phrase in phrases.english(text):
        if take(phrase.start, phrase.end) and phrase.name:
            found.append(Fact(PHRASE, phrase.start, phrase.end, F(phrase.number), unit=phrase.name, required=False))
    for start, end in (one.span() for one in _VAGUE.finditer(text)):
        take(start, end)
    for start, end, several in _dates(text, year):
        if take(start, end):
            found += several
    for reader in (_clocks, _times, _halves, _fractions):
        found += [fact for fact in reader(text) if take(fact.start, fact.end)]
    found += [fact for fact in _ordinals(text) if take(fact.start, fact.end)]
    found += [fact for fact in _numbers(text, taken)]
    return sorted(found, key=lambda fact: fact.start)


def _dates(text: str, year: int) -> Iterator[tuple[int, int, list[Fact]]]:
    for found in _DATE.finditer(text):
        start, end = found.span()
        days: list[Day] = []
        required = True
        early = _early(next((found[name] for name in ("ea", "eb", "ec", "ed", "ee") if found[name]), ""))
        if found["iso"]:
            year_, month, day = map(int, found["iso"].split("-"))
            days = [Day(year_, month, day)]
        elif found["decade"]:
            number = int(found["decade"][:-1])
            days = [Day(number if number > 99 else 1900 + number, part="s")]
        elif found["q1"]:
            days, required = [Day(_relative(found["qy"], year), part=_quarter(found["q1"]))], True
        elif found["m"]:
            days = [
                Day(int(found["y"] or 0), _month(found["m"]), int(one), early)
                for one in (found["d"], found["d2"])
                if one
            ]
        elif found["mb"]:
            at = int(found["yb"] or 0)
            days = [Day(at, _month(found["mb"]), int(found["db"]), early)]
            if found["db2"]:
                days.append(Day(at, _month(found["mb2"] or found["mb"]), int(found["db2"])))
        elif found["mc"]:
            at = _relative(found["yc"], year)
            days = [Day(at, _month(one), 0, early) for one in (found["mc"], found["mc2"]) if one]
        elif found["md"]:
            if found["md"] == "May" and not re.search(
                r"\b(?:in|of|since|by|from|until|till|to|and|between|early|late|mid|during|last|this|next)[ -]?(?:early |late |mid-)?$",
                text[: start + (found.start("md") - start)],
            ):
                continue
            if found["md"] in (
                "March",
                "Mar",
                "Jan",
                "Sep",
                "Dec",
                "Oct",
                "Nov",
                "Aug",
                "Jun",
                "Jul",
                "Apr",
                "Feb",
            ) and re.search(r"\bLong $", text[:start]):
                continue
            days = [Day(0, _month(found["md"]), 0, early)]
        elif found["ye"]:
            last = found["ye2"]
            days = [Day(int(found["ye"]), part=early)]
            if last:
                days.append(Day(int(last) if len(last) == 4 else int(found["ye"][:2] + last)))
        elif found["rel"]:
            at = _relative(found["rel"].lower(), year)
            if found["rel"].lower() in ("year-end", "year end"):
                continue
            days, required = [Day(at, part="" if at else _UNKNOWN.get(found["rel"].lower(), ""))], False
        yield start, end, [Fact(DATE, start, end, F(0), day=day, required=required) for day in days]


_UNKNOWN = {"this year": "y+0", "last year": "y-1", "next year": "y+1", "the year before last": "y-2"}


def _relative(words: str | None, year: int) -> int:
    if not words:
        return 0
    if words.isdigit():
        return int(words)
    moved = {"this year": 0, "last year": -1, "next year": 1, "the year before last": -2}.get(words.lower())
    return year + moved if year and moved is not None else 0


def _early(words: str) -> str:
    word = words.lower().strip(" -")
    if word in ("early", "the beginning of", "beginning of", "the start of", "the first ten days of"):
        return "early"
    if word in ("mid", "middle of"):
        return "mid"
    if word in ("late", "the last ten days of"):
        return "late"
    return "end" if word else ""


def _quarter(words: str) -> str:
    word = words.lower()
    if word[0] in "qh" and word[1:].isdigit():
        return word
    order, _, part = word.partition(" ")
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 2 if part == "half" else 4}[order]
    return f"{part[0]}{number}"


def _month(name: str) -> int:
    return next(place for place, month in enumerate(_MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def _clocks(text: str) -> Iterator[Fact]:
    for found in _CLOCK.finditer(text):
        if found["noon"]:
            yield Fact(CLOCK, *found.span(), F(12 * 60 if found["noon"].lower() == "noon" else 0), required=False)
            continue
        hour, minute = int(found["hour"] or found["h"]), int(found["minute"] or found["min"] or 0)
        half = (found["half"] or "").lower().replace(".", "")
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
        yield Fact(CLOCK, *found.span(), F(hour * 60 + minute))


def _times(text: str) -> Iterator[Fact]:
    for found in _TIMES.finditer(text):
        start, end = found.span()
        if found["word"]:
            word = found["word"].lower()
            number = F(
                4 if word.startswith("re") else 2 if word[0] in "dt" and not word.startswith(("tr", "th")) else 3
            )
            number = F(4) if word.startswith("quad") else F(5) if word.startswith("quint") else number
            at = found.start("word")
        else:
            number_or = _value(found["number"])
            if number_or is None:
                continue
            grown = bool(found["more"]) or bool(_GROWN.search(text, max(0, start - 60), start))
            number, at = number_or + 1 if grown else number_or, found.start("number")
        yield _bounded(
            Fact(TIMES, at, end, number, required=not found["word"], soft=bool(found["word"])), text
        )


def _halves(text: str) -> Iterator[Fact]:
    for found in _HALF.finditer(text):
        name = (found["a"] or found["b"] or found["c"]).lower()
        unit = units.ENGLISH.get(name) or units.NONE
        number = (english(found["n"]) or F(1)) if found["n"] else F(0)
        yield _bounded(Fact(unit.dimension, *found.span(), (number + F(1, 2)) * unit.factor, None, unit.name), text)


def _fractions(text: str) -> Iterator[Fact]:
    for found in _FRACTION.finditer(text):
        if found["half"]:
            yield _bounded(Fact(SHARE, *found.span(), F(50), required=False), text)
        elif found["in"]:
            yield Fact(SHARE, *found.span(), F(100) / (english(found["in"]) or F(1)))
        else:
            over = english(found["over"]) or F(1)
            word = found["under"].lower()
            under = {"half": 2, "quarter": 4, "hundredth": 100, "thousandth": 1000}.get(word) or ORDINALS[word]
            ordinal_like = found["over"].lower() in ("a", "an") and word not in (
                "half",
                "third",
                "quarter",
                "tenth",
                "fifth",
            )
            if ordinal_like or (
                found["over"].lower() == "a"
                and not re.match(r"s? (?:of|the|more|less|higher|lower)\b|[,.;]|$", text[found.end() :])
            ):
                continue
            yield _bounded(Fact(SHARE, *found.span(), over * 100 / under), text)


def _ordinals(text: str) -> Iterator[Fact]:
    for found in _ORDINAL.finditer(text):
        if no := found["no"]:
            number = _ROMAN.get(no.lower()) or int(english(no) or 0)
            required = True
        elif found["digits"]:
            number, required = int(found["digits"]), True
        else:
            number = phrases.ordinal(found["word"])
            before = text[max(0, found.start() - 10) : found.start()]
            listed = (not before or before.rstrip()[-1:] in ".;:") and text[found.end() : found.end() + 1] == ","
            spoken = bool(re.search(r"\d[\s-]*$", before))
            if spoken:
                continue
            required = number > 1 and not listed
        soft = not found["digits"] and not found["no"] and number > 1
        yield Fact(ORDINAL, *found.span(), F(number), required=required and number > 1 and not soft, soft=soft)


def _numbers(text: str, taken: bytearray) -> Iterator[Fact]:
    at = 0
    while found := _NUMBER.search(text, at):
        start, end = found.span()
        at = max(end, start + 1)
        if any(taken[start : found.end("a")]):
            at = found.end("a")
            continue
        if found["to"] and any(taken[found.start("to") : found.end("to")]):
            end = at = found.start("to")
        fact, stop = _number(found, text, end)
        at = max(stop, start + 1)
        if fact:
            yield fact


def _number(found: re.Match[str], text: str, end: int) -> tuple[Fact | None, int]:
    start = found.start()
    written = found["a"]
    joined = bool(found["to"]) and end >= found.end("to")
    link = (found["to"] or "").strip().lower() if joined else ""
    between = bool(re.search(r"\bbetween\s+(?:\w+\s+)?$|\bfrom\s+$", text[max(0, start - 24) : start], re.IGNORECASE))
    if joined and (link.startswith(("and", "or")) and not (between and link.startswith("and")) and not _next_to(found)):
        joined = False
    if joined and found["unita"] and not found["unit"] and link.startswith("to") and not between:
        joined = False
    if not joined:
        end = (
            found.end("unita")
            if found["unita"]
            else found.end("scalea")
            if found["scalea"]
            else found.end("plus")
            if found["plus"]
            else found.end("a")
        )
    unit_text = (found["unit"] if joined else "") or found["unita"] or ""
    value = _value(written)
    if value is None:
        return None, end
    behind = text[end : end + 1]
    if written[0].isdigit() and not found["sign"] and not unit_text and re.match(r"[A-Za-z]", behind):
        return None, end  # 5G, 3D
    if (
        start
        and not found["sign"]
        and written[0].isdigit()
        and re.match(r"[A-Za-z]-$", text[max(0, start - 2) : start])
        and not unit_text
    ):
        return None, end  # COVID-19
    step = F(1, 10 ** len(written.partition(".")[2])) if written[0].isdigit() else F(1)
    scale = _scale(found["scalea"])
    high = None
    if joined:
        high = _value(found["b"])
        if high is None:
            return None, end
        big = _scale(found["scaleb"])
        high *= big
        if not found["scalea"] and found["scaleb"] and value < high / big:
            scale = big
    value, step = value * scale, step * scale
    if joined and high is not None and high <= value:
        joined, high = False, None
        end = found.end("scalea") if found["scalea"] else found.end("a")
    unit = _unit(unit_text, found["sign"])
    required = not (value == 1 and not written[0].isdigit()) and not (value == 100 and written.lower().startswith("a "))
    if value == 2 and written.lower() == "two" and not unit_text and _TWO_PLACES.match(text, end):
        required = False
    if unit.dimension == COUNT and _PRONOUN.match(written):
        required = False
    soft = value <= 10 and not written[0].isdigit() and unit is units.NONE and not found["scalea"]
    listed = written[0].isdigit() and value <= 20 and text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    required = required and not soft and not listed
    fact = Fact(
        unit.dimension, start, end, value * unit.factor, high * unit.factor if high is not None else None, unit.name,
        "above" if found["plus"] and not joined else "", required, soft and value > 1, step * unit.factor,
        size=unit.factor,
    )  # fmt: skip
    return _bounded(fact, text), end


def _next_to(found: re.Match[str]) -> bool:
    """Five or six: a number and the next one."""
    low, high = _value(found["a"]), _value(found["b"])
    return (
        low is not None
        and high is not None
        and high == low + 1
        and (found["to"] or "").strip().lower().startswith("or")
    )


def _scale(word: str | None) -> int:
    return ENGLISH_SCALES.get(word.lower(), {"k": 1000, "m": 10**6, "b": 10**9}.get(word.lower(), 1)) if word else 1


def _unit(written: str, sign: str | None) -> units.Unit:
    name = " ".join(written.split())
    if name in units.MONEY_ENGLISH or name.lower() in units.MONEY_ENGLISH:
        return units.money(units.MONEY_ENGLISH.get(name) or units.MONEY_ENGLISH[name.lower()])
    if sign:
        return units.money(units.MONEY_SIGNS[sign])
    return (
        units.SIGNS.get(name)
        or units.ENGLISH.get(name.lower())
        or units.ENGLISH.get(name.lower().replace("-", " "))
        or units.NONE
    )


def _bounded(fact: Fact, text: str) -> Fact:
    """``fact`` with what is said of it before and behind."""
    before = _BEFORE.search(text, max(0, fact.start - 32), fact.start)
    if before:
        bound = before.lastgroup or ""
        if bound == "most" and before[0].lower().startswith("within") and fact.dimension in (DATE,):
            bound = ""
        return fact._replace(bound=bound)
    if not fact.bound and (behind := _BEHIND.match(text, fact.end)):
        return fact._replace(bound=behind.lastgroup or "")
    return fact


def _value(written: str) -> F | None:
    if written[0].isdigit():
        return F(written.replace(",", ""))
    return english(written)
