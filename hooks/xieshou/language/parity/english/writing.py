"""How numbers are written in English, and what is said of them before and behind: over, nearly, at least, or more, by.

In: a text and a fact in it. Out: the fact with its bound, and whether it is what something grew by or to.
"""

from __future__ import annotations

import re
from fractions import Fraction as F
from functools import lru_cache

from xieshou.language.parity.facts import HOURS, MONTHS, SHARE, WHOLE, Statement
from xieshou.language.parity.numerals import ONES, TENS, decimal, english
from xieshou.language.parity.units import AREA, LENGTH, VOLUME

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ONE = "|".join(sorted((*ONES[1:], *TENS, "zero"), key=len, reverse=True))
BIG = "hundred|thousand|million|billion|trillion|dozen"
_AND = f"(?:{'|'.join(f'(?<={word})' for word in BIG.split('|'))})[- ]and"
_ON = rf"(?:{_AND})?[- ](?:{_ONE}|{BIG})"
"""Two hundred and five is a number, and “grades three and four” are two."""
WORDS = (
    rf"(?:(?:{_ONE})(?:{_ON})*"
    rf"|an? (?:{BIG})(?:{_AND}[- ](?:{_ONE})|[- ](?:{_ONE})(?=[- ](?:{BIG}|{_ONE})\b)|[- ](?:{BIG}))*)"
    rf"(?: and a half)?(?: (?:{BIG}))*"
    rf"|half an? (?:{BIG})"
    r"|(?:(?<=\bthe )|(?<=\bthis )|(?<=\bthese )|(?<=\bhalf-)|(?<=\bits ))dozen"
    rf"|(?:(?<=\bevery )|(?<=\beach )|(?<=\bper )|(?<=\bfull )|(?<=\bsome )"
    rf"|(?<=\bover )|(?<=\banother )|(?<=\blast )|(?<=\bfirst )|(?<=\bnext )"
    rf"|(?<=\bpast ))(?:hundred|thousand|million|billion)"
)

_REACH = 40
"""Characters before a number in which something is said of it."""
_LESS = "less|fewer|lower|younger|earlier|shorter|smaller|under"
_MORE = "more|higher|later|greater|older|longer|larger|bigger|over"
_BEFORE = re.compile(
    r"(?:"
    r"(?P<upto>\bas (?:many|much|high|long|far|low) as|\bup to)"
    rf"|(?P<least>\b(?:at (?:the very )?least|(?:no|not) (?:{_LESS}) than|not below|a minimum of|minimum))"
    rf"|(?P<most>\b(?:at (?:the )?most|(?:no|not) (?:{_MORE}) than|(?:does|do|must|may|to|can|should"
    rf"|will) not exceed|not exceed(?:ing)?"
    r"|a maximum of|maximum|not over|not above|capped at|(?:limited|restricted|confined) to"
    r"|a (?:limit|cap|ceiling|maximum) of))"
    r"|(?P<within>\b(?:within|inside))"
    r"|(?P<near>\b(?:nearly|almost|close to|just under|just short of|approach(?:ing|ed|es)|near(?:ing"
    r"|s|ed)|close on|getting on for"
    r"|(?:a )?(?:little|shade) (?:less than|under|below|short of)|slightly (?:less than|under|below)"
    r"|not quite|just below|verging on))"
    r"|(?P<over>\b(?:over|more than|above|exceed(?:ing|s|ed)?|in excess of|upwards? of|topp(?:ing|ed)|tops"
    rf"|(?:higher|greater|longer|older|better|further|larger) than|beyond|(?:just|barely|well) past)|(?<![\d)])>)"
    r"|(?P<passed>\b(?:surpass(?:ing|ed|es)?|pass(?:ing|ed|es)?|break(?:ing|s)?(?: through)?|broke(?:n)?(?: through)?"
    r"|cross(?:ed|ing|es)|outstripp(?:ed|ing))(?: the)?)"
    r"|(?P<about>\b(?:about|around|approximately|approx\.?|roughly|circa|c\.|or so|in the region of"
    r"|somewhere near|(?:somewhere )?in the order of)|~|≈)"
    r"|(?P<some>\b(?:some))"
    r"|(?P<under>\b(?:not yet|under|less than|fewer than|below|lower than"
    r"|short of|shorter than|smaller than|younger than)|<)"
    r")(?:\s+(?:a|an|the|another|the past|the last))?\s*$",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"[\w.]+$|[~≈<>]$")
_PASSED_OVER = frozenset(("a", "an", "the", "another", "past", "last"))
_TRIGGERS = frozenset((
    "past", "as", "to", "least", "than", "below", "minimum", "of", "most", "exceed", "exceeding", "exceeds", "exceeded",
    "maximum", "over", "above", "at", "within", "inside", "nearly", "almost", "under", "approaching", "approached",
    "approaches", "nearing", "nears", "neared", "on", "for", "quite", "yet", "upward", "upwards", "topping", "topped",
    "tops", "beyond", "surpassing", "surpassed", "surpasses", "passing", "pass", "passed", "passes", "break", "breaks",
    "breaking", "broke", "broken", "through", "crossed", "crossing", "crosses", "outstripped", "outstripping",
    "about", "around", "approximately", "approx", "approx.", "roughly", "circa", "c.", "so", "near", "some",
    "short", ">", "<", "~", "≈",
))  # fmt: skip
"""The words that such a phrase ends in: without one of them there is none."""
_STRETCH = re.compile(
    r"\b(?:extend|spread|stretch|cover|rang|span|sprawl|scatter|pass|hand|fly|fl[eo]w|carr[iy]|laid out"
    r"|strung out|r[au]n)\w*(?: out)?(?: of land)? over\s*$",
    re.IGNORECASE,
)
"""“Extends over 460 hectares”: they are 460."""
_IN_COURSE = re.compile(
    r"\s(?:rounds|phases|sessions|weekends|stages|terms|semesters|seasons|batches|periods|evenings"
    r"|nights)\b"
)
"""“Over two rounds”: in their course."""
_STRETCHES = (AREA, LENGTH, VOLUME, MONTHS, HOURS)
_EACH = r"(?:day|week|month|year|night|head|time|mu|tonne|ton|kilo|piece|unit|person|household|session|term|season)"
_ENDED = rf"(?! than\b| \d| (?:an?(?! {_EACH}\b)|the|{_ONE})\b)"
_BEHIND = re.compile(
    r"(?:[ -](?:yuan|RMB|per cent|percent|%))?(?:\s+[a-z][a-z-]*){0,3}?\s*\(?"
    rf"(?:(?P<above>(?:or|and) (?:more|above|over|higher|upwards|older|better|beyond)\b{_ENDED})"
    rf"|(?P<below>(?:or|and) (?:less|below|under|fewer|younger|lower)\b{_ENDED})"
    r"|(?P<about>or so\b|or thereabouts|more or less\b)"
    r"|(?P<least>at (?:the very )?least\b)|(?P<most>at (?:the )?most\b))",
    re.IGNORECASE,
)
_ODD = re.compile(r"[ -]odd\b|-some\b|-plus\b(?!-)| plus(?=[.,;)]|$)|\+(?!\d)", re.IGNORECASE)
_UP = (
    r"increas\w*|grew|grow\w*|r[io]se\w*|rising|rais\w+|up|climb\w*|jump\w*|gain\w*|expand\w*|higher|soar\w*|surg\w*|widen\w*"
    r"|lift\w*|improv\w*|add(?:s|ed|ing)?|boost\w*|advance\w*"
)
_DOWN = (
    r"decreas\w*|f[ea]ll\w*|dropp?\w*|declin\w*|down|reduc\w*|cut(?:s|ting)?"
    r"|lower\w*|shr[aiu]nk\w*|shed\w*|los[est]\w*|sav(?:es?|ed|ing)|slow\w*|narrow\w*"
)
_CHANGE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_AFTER = re.compile(
    r"(?:\s+(?:points?|of a percentage point))?\s+(?:(?P<up>more|higher|increase|rise|growth|gain"
    r"|jump|up|above|greater|larger|faster|dearer)"
    r"|(?P<down>less|fewer|lower|decrease|fall|drop|decline|cut|reduction|down|below|cheaper|smaller|shorter|slower))\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?P<way>by|to)(?: (?:only|just|a|an|the|over"
    r"|(?:more|less|fewer) than|under|at (?:least|most)|well|up to|as much as"
    r"|nearly|almost|about|around|roughly|some|another|further))*\s*$",
    re.IGNORECASE,
)
_NEAR = 3
"""Words before a number among which the verb says whether it went up or down."""
_LEVEL = 60
"""Characters before a number in which the verb stands that says what became of it."""


_PER = re.compile(
    r"\s?(?:/|(?:an?|per|each|every|for (?:an?|each|every)|the)\s)\s?"
    r"(?:(?P<kilo>kilo(?:gram(?:me)?)?|kg)|(?P<jin>jin|catty|half[- ]kilo)"
    r"|(?P<tonne>tonne|ton)|(?P<mu>mu)|(?P<hectare>hectare|ha))\b"
)
_PER_ONE = {"kilo": F(1), "jin": F(1, 2), "tonne": F(1000), "mu": F(2000, 3), "hectare": F(10000)}


def rated(fact: Statement, text: str) -> Statement:
    """A price or a yield with how much it is of: RMB 30 a kilo, six tonnes a hectare."""
    found = _PER.match(text, fact.end)
    return fact._replace(per=_PER_ONE[found.lastgroup or ""]) if found else fact


@lru_cache(4096)
def value(written: str) -> F | None:
    """The number of digits or words; ``None`` where they are none."""
    if written[0].isdigit():
        return decimal(written)
    return english(written)


def bounded(fact: Statement, text: str) -> Statement:
    """``fact`` with what is said of it before and behind."""
    head = text[max(0, fact.start - _REACH) : fact.start]
    if fact.dimension == SHARE and fact.high is None and head.endswith("all but "):
        return fact._replace(low=WHOLE - fact.low)
    fact = _changed(fact, text, head)
    if odd := _ODD.match(text, fact.end):
        return fact._replace(bound="more", end=odd.end())
    before = _BEFORE.search(head) if _last_word(head) in _TRIGGERS else None
    if before:
        bound = before.lastgroup or ""
        if bound == "over" and fact.dimension in _STRETCHES and _STRETCH.search(head):
            return fact
        if bound == "over" and _IN_COURSE.match(text, fact.end):
            return fact
        return fact._replace(bound=bound)
    if not fact.bound and (behind := _BEHIND.match(text, fact.end)):
        return fact._replace(bound=behind.lastgroup or "")
    return fact


def _last_word(head: str) -> str:
    """The last word before a number, articles passed over."""
    words = head.lower().split()
    while len(words) > 1 and words[-1] in _PASSED_OVER:
        words.pop()
    found = _LAST_WORD.search(words[-1]) if words else None
    return found[0] if found else ""


def _changed(fact: Statement, text: str, head: str) -> Statement:
    """``fact`` with whether something changed by it or to it, and up or down."""
    way = ""
    if " by " in head or " to " in head:
        found = _BY.search(head)
        way = found["way"].lower() if found else ""
        if way == "to" and not _CHANGE.search(text[max(0, fact.start - _LEVEL) : fact.start]):
            way = ""
    after = _AFTER.match(text, fact.end)
    course = (after.lastgroup or "") if after else ""
    for word in re.findall(r"[a-z]+|[,.;\d]", head.lower().replace("up to", ""))[: -_NEAR - 1 : -1]:
        if not word.isalpha():
            break
        if said := _course(word):
            course = said if course in ("", said) else ""
            break
    return fact._replace(way=way, course=course) if way or course else fact


@lru_cache(4096)
def _course(word: str) -> str:
    """Whether a word says that something went up or down."""
    found = _CHANGE.fullmatch(word)
    return (found.lastgroup or "") if found else ""
