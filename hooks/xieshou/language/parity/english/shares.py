"""Shares, fractions, multiples and halves of an English text: two-thirds, one in ten, threefold, half a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction as F

from xieshou.language.parity import units
from xieshou.language.parity.english.starts import Starts
from xieshou.language.parity.english.writing import BIG, DIGITS, WORDS, bounded, value
from xieshou.language.parity.facts import HOURS, ROUGH, SHARE, TIMES, Statement
from xieshou.language.parity.numerals import ONES, ORDINALS, TENS, english
from xieshou.language.parity.places import matches

_TIMES = re.compile(
    r"\b(?:(?P<word>re-?doubled|doubl(?:e|ed|es|ing)(?! (?:first|top))|tripl(?:e|ed|es|ing)|trebl(?:e|ed|es|ing)"
    r"|quadrupl(?:e|ed|es|ing)|quintupl(?:e|ed|es|ing)|twofold|twice(?: over)?)\b"
    rf"|(?P<number>{DIGITS}|{WORDS})[- ]?(?P<fold>fold\b|times\b"
    r"(?P<more> (?:more|higher|larger|greater|faster|bigger|over)\b)?))",
    re.IGNORECASE,
)
_MULTIPLES = {"quad": 4, "quin": 5, "trip": 3, "treb": 3, "re-d": 4, "redo": 4}
"""By the first letters; all others double."""
_GROWN = re.compile(
    r"\b(?:increas\w*|grew|grow\w*|r[io]se\w*|rising|up|expand\w*|climb\w*|jump\w*|went up)(?: \w+){0,3} by "
    r"(?:more than |over |nearly |almost |about |around |some )?$",
    re.IGNORECASE,
)
_PARTS = "half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth"
_ORDERED = (
    r"of (?:the year|(?:19|20)\d{2})|hospital|batch|session|time|year|day|phase|edition|floor|generation|plenary|Five"
    r"|National|round|meeting|place|prize|conference|party|person|one|line|group|ring|level|grade|week|month|century|anniversary"
)
"""What is the third or the fifth of its kind, and no part of anything."""
_VERB = (
    r"(?:\s+(?:of (?:the|them|its|all|those|our|their|these)|is|are|was|were|has|have|had|do|does"
    r"|did|can|will|now|comes?|came|goes|went|says?|said"
    r"|wants?|works?|lives?|uses?|holds?|belongs?|takes?)\b|\s*[,.;:)]|\s*$)"
)
_IN = r"(?:in|out of)(?: every)?"
_FRACTION = re.compile(
    rf"(?:\b(?P<over>a|an|{'|'.join(ONES[1:10])})(?P<gap>[- ])(?P<under>{_PARTS})(?P<many>s?)\b(?! (?:{_ORDERED}))"
    r"|(?<![\d/.])(?P<above>[1-9])/(?P<line>[2-9]|10)(?![\d/.])"
    rf"|\b(?P<some>{'|'.join(ONES[1:10])})(?: [a-z]+)? {_IN}"
    rf" (?P<in>{'|'.join((*ONES[2:13], *TENS))}|a hundred|a thousand)\b(?={_VERB})"
    rf"|\b(?P<some2>{'|'.join(ONES[1:10])}) {_IN} (?P<in2>ten|five|four|three|a hundred)\b"
    rf"|(?P<half>(?<!second )(?<!first )(?<!and a )(?<!latter )\bhalf\b(?! an? (?:{BIG}|year|day|hour"
    rf"|month|century|decade|mu|kilo|jin|tonne)"
    r"|[- ](?:past|day|year|hour|dozen))))",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"\bhalf[- ]an? (?P<a>year|day|hour|month|century|decade|mu|tonne|jin|kilo\w*)\b"
    r"|(?<!first )(?<!second )\bhalf[- ](?P<b>year|day|hour|decade|century|month)\b"
    r"|\b(?P<quarters>a|three) quarters? of an hour\b"
    r"|\b(?P<n>a|an|one|two|three|four|five|six) "
    r"(?P<c>year|month|day|hour|decade|point|percentage point)s? and a half\b"
    r"|\b(?P<m>one|two|three|four|five|six) and a half (?P<d>years|months|days|hours|decades|points"
    r"|percentage points)\b",
    re.IGNORECASE,
)
_SELDOM = ("half", "third", "quarter", "tenth", "fifth")
"""Parts that are said with “a”; “a seventh” is one more."""


_OF_ALL = re.compile(
    r"s? (?:of|the|more|less|higher|lower|fewer|as|sooner|earlier|later|quicker"
    r"|cheaper|faster|slower|longer|shorter|bigger|smaller"
    r"|larger|have|has|had|are|is|was|were"
    r"|come|comes|came|go|goes|went|work|live|hold|since|from|in|over|under|below|above|within|by|and|to|for|on|last|this|up|down|or)\b|[,.;:)]|$"
)
"""What follows a part of something: “a third have”; “a third batch” is one more."""
_EACH = re.compile(
    r"(?:\b(?:once|twice|times|yuan|months?|hours?|days?|people|visits?|meetings?)|[\d%]) $", re.IGNORECASE
)
"""“Once a quarter”: in each."""


def times(text: str, starts: Starts) -> Iterator[Statement]:
    """Multiples: how many times what it was."""
    numbered = starts.numbers if "times" in text or "fold" in text else ()
    for found in matches(_TIMES, text, numbered, starts.multiples):
        start, end = found.span()
        if found["word"]:
            number, at = F(_MULTIPLES.get(found["word"][:4].lower(), 2)), found.start("word")
        else:
            read = value(found["number"])
            if read is None:
                continue
            grown = bool(found["more"]) or bool(_GROWN.search(text, max(0, start - 60), start))
            number, at = read + 1 if grown else read, found.start("number")
        spelt = bool(found["word"])
        fact = bounded(Statement(TIMES, at, end, number, required=not spelt, soft=spelt), text)
        yield fact._replace(way="", course="")


def halves(text: str, starts: Starts) -> Iterator[Statement]:
    """Half a year, two and a half hours."""
    if not starts.halves and "of an hour" not in text:
        return
    for found in matches(_HALF, text, starts.halves, starts.articles, starts.numbers):
        if found["quarters"]:
            quarter = F(1, 4) if found["quarters"].lower() == "a" else F(3, 4)
            fact = Statement(HOURS, *found.span(), quarter, None, "h", step=F(1, 20))
            yield bounded(fact, text)
            continue
        name = (found["a"] or found["b"] or found["c"] or found["d"]).lower()
        unit = units.ENGLISH.get(name) or units.NONE
        words = found["n"] or found["m"]
        number = ((english(words) or F(1)) if words else F(0)) + F(1, 2)
        fact = Statement(
            unit.dimension,
            *found.span(),
            number * unit.factor,
            None,
            unit.name,
            step=unit.factor / 10,
            size=unit.factor,
        )
        yield bounded(fact, text)


def fractions(text: str, starts: Starts) -> Iterator[Statement]:
    """What is a share of something, in per cent."""
    for found in matches(_FRACTION, text, starts.articles, starts.numbers):
        if found["half"]:
            yield bounded(Statement(SHARE, *found.span(), F(50), required=False, soft=True), text)
        elif found["line"]:
            yield bounded(Statement(SHARE, *found.span(), F(int(found["above"]) * 100, int(found["line"]))), text)
        elif found["in"] or found["in2"]:
            over, under = english(found["some"] or found["some2"]), english(found["in"] or found["in2"])
            if over and under and over < under:
                yield bounded(Statement(SHARE, *found.span(), over * 100 / under, step=ROUGH), text)
        elif share := _part(found, text):
            yield bounded(share, text)


def _part(found: re.Match[str], text: str) -> Statement | None:
    article = found["over"].lower() in ("a", "an")
    over = english(found["over"]) or F(1)
    word = found["under"].lower()
    if over > 1 and not found["many"]:
        return None  # two third prizes
    if article and (
        (word not in _SELDOM and not text.startswith(" of ", found.end()))
        or (word == "quarter" and _EACH.search(text, max(0, found.start() - 10), found.start()))
    ):
        return None
    if article and word == "half" and text.endswith("and ", 0, found.start()):
        return None  # two and a half million
    if article and word != "half" and not _OF_ALL.match(text, found.end()):
        return None
    under = {"half": 2, "quarter": 4, "hundredth": 100, "thousandth": 1000}.get(word) or ORDINALS[word]
    return Statement(SHARE, *found.span(), over * 100 / under, step=ROUGH)
