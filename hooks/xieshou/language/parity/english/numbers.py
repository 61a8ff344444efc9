"""Counts, sums and measures of an English text: RMB 3.162 billion, 180,000 cubic metres, a dozen, 300 to 400."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction as F

from xieshou.language.parity import units
from xieshou.language.parity.english.starts import Starts
from xieshou.language.parity.english.writing import DIGITS, WORDS, bounded, rated, value
from xieshou.language.parity.facts import COUNT, HOURS, MONEY, MONTHS, SHARE, WHOLE, Statement
from xieshou.language.parity.numerals import ENGLISH_SCALES
from xieshou.language.parity.places import any_of, matches

_SCALE = r"hundred|thousand|million|billion|trillion|mn|bn|tn|dozen"
_SIGN = any_of(units.MONEY_SIGNS)
_MONEY = any_of(units.MONEY_ENGLISH, lambda name: re.escape(name).replace(r"\ ", r"\s+"))
_NAMES = any_of(units.ENGLISH, lambda name: re.escape(name).replace(r"\ ", r"[- ]"))
_SIGNS = any_of(units.SIGNS)
_UNIT = rf"(?i:{_MONEY})\b|(?i:{_NAMES})(?![a-z²³])|(?:{_SIGNS})(?![\w²³])"
_MILLION = r"(?<=\d)m(?! (?:long|wide|high|deep|tall|thick|across|above|below|away|from|by|of (?:pipes?|road|track)))"
"""“3.2m visits”; “368 m” and “50m long” are metres."""
_NUMBER = re.compile(
    rf"(?:(?P<sign>{_SIGN})\s?)?(?<![\w.])(?P<a>{DIGITS}|(?i:{WORDS}))"
    rf"(?P<plus>\+)?(?:[ -]?(?P<scalea>(?i:{_SCALE})\b|(?(sign)(?:[kmb]|bn|mn)|(?:[kb]|bn|mn|{_MILLION}))\b(?![²³/])))?"
    rf"(?:[\s-]*(?:of an? )?(?P<unita>{_UNIT}))?"
    rf"(?P<to>\s?(?:–|—|-|to|~|and|or)\s?(?:(?P<signb>{_SIGN})\s?)?(?P<b>{DIGITS}|(?i:{WORDS}))"
    rf"(?:[ -]?(?P<scaleb>(?i:{_SCALE})\b|(?(sign)(?:[kmb]|bn|mn)|(?:[kb]|bn|mn|{_MILLION}))\b))?"
    rf"(?:[\s-]*(?:of an? )?(?P<unit>{_UNIT}))?)?"
)
_BETWEEN = re.compile(r"\bbetween\s+(?:\w+\s+)?$|\bfrom\s+$", re.IGNORECASE)
_TWO_PLACES = re.compile(
    r"[ -]+(?:cities|sides|places|parties|regions|localities|governments|municipalities|areas|countries"
    r"|universities|banks|way"
    r"|shores|ends|hands|schools|provinces|counties|districts|peoples|institutions|partners|hospitals"
    r"|companies|lands|of them"
    r"|were|have|are|will|had|signed)\b"
)
_SPANS = {
    "decade": (MONTHS, 120, 120, "10 y"), "fortnight": (HOURS, 336, 336, "2 wk"), "century": (MONTHS, 1200, 1200, "c"),
    "year": (MONTHS, 12, 12, "y"), "month": (MONTHS, 1, 1, "mo"), "week": (HOURS, 168, 168, "wk"),
    "day": (HOURS, 24, 24, "d"), "hour": (HOURS, 1, 1, "h"),
}  # fmt: skip
_SPAN = re.compile(
    r"\b(?:the (?:past|last|next|following|coming)|the(?= fortnight)|an?|per|this"
    r"|another|every|each|over a|half a)\s(?P<unit>decade"
    r"|fortnight|century|year|month|week|day|hour)\b"
    r"(?!\s(?:and|before|earlier))|\b(?P<round>(?:round|around)[- ]the[- ]clock|day and night|24/7)\b",
    re.IGNORECASE,
)
_ONE = F(1)
_SMALL = 10
"""Up to here numbers are spelt, and are often no statements but words."""
_ENDS = re.compile(
    r"\s*(?:[.,;:)—–]|$|(?:and|to|or|respectively|from|will|would|can|more|less|is|are|was|were|has|have|had|in|on|at|for|by|per|a|an|of|the|under"
    r"|over|with|than|this|last|next|each|apiece|wide|long|high|tall|deep|thick|across|now|then|before|after|as|that|which|while|but|when|where|it|they)\b)",
    re.IGNORECASE,
)
_LISTED = 20
"""The highest number in brackets that may be one of a list."""


def spans(text: str, starts: Starts) -> Iterator[Statement]:
    """Stretches of time without a numeral, which the other text may give one: the past decade, a fortnight."""
    for found in matches(_SPAN, text, starts.spans):
        if found["round"]:
            yield Statement(HOURS, *found.span(), F(24), required=False)
            continue
        dimension, number, size, name = _SPANS[found["unit"].lower()]
        start = found.start("unit")
        yield Statement(dimension, start, found.end(), F(number), None, name, required=False, size=F(size))


def numbers(text: str, starts: Starts, taken: bytearray) -> Iterator[Statement]:
    """Every number that is nothing else; ``taken`` says where something was read already."""
    at = 0
    for place in sorted({*starts.numbers, *starts.rounds}):
        if place < at or taken[place] or not (found := _NUMBER.match(text, place)):
            continue
        start, end = found.span()
        if any(taken[start : found.end("a")]):
            continue
        if found["to"] and any(taken[found.start("to") : found.end("to")]):
            end = found.start("to")
        fact, stop = _number(found, text, end)
        at = max(stop, start + 1)
        if fact:
            yield fact


def _number(found: re.Match[str], text: str, end: int) -> tuple[Statement | None, int]:
    start = found.start()
    written = found["a"]
    digits = written[0].isdigit()
    joined = _joined(found, text, end)
    if not joined:
        end = next(found.end(name) for name in ("unita", "scalea", "plus", "a") if found[name])
    unit_text = (found["unit"] if joined else "") or found["unita"] or ""
    low = value(written)
    if low is None:
        return None, end
    behind = text[end : end + 1]
    if digits and not found["sign"] and not unit_text and re.match(r"[A-Za-z]", behind):
        return None, end  # 5G, 3D
    coded = bool(start) and digits and re.match(r"[A-Za-z]-$", text[max(0, start - 2) : start])
    if coded and not found["sign"] and not unit_text:
        return None, end  # COVID-19
    step = F(1, 10 ** len(written.partition(".")[2])) if digits and "." in written else _ONE
    scale = _scale(found["scalea"])
    high = None
    if joined:
        high = value(found["b"])
        if high is None:
            return None, end
        big = _scale(found["scaleb"])
        high *= big
        if not found["scalea"] and (found["scaleb"] or not found["b"][0].isdigit()) and low < high / big:
            scale = big if found["scaleb"] else _spelt_scale(found["b"])
    if scale != 1:
        low, step = low * scale, step * scale
    if joined and high is not None and high <= low:
        joined, high = False, None
        end = found.end("scalea") if found["scalea"] else found.end("a")
    unit = _unit(unit_text, found["sign"])
    hundred = scale == 1 and low == 100 and written.lower().startswith("a ")
    required = not (low == 1 and not digits) and not hundred
    told = True
    if low == 2 and written.lower() == "two" and not unit_text and _TWO_PLACES.match(text, end):
        required, told = False, False
    soft = told and low <= _SMALL and not digits and unit is units.NONE and not found["scalea"]
    listed = digits and low <= _LISTED and text[start - 1 : start] == "(" and behind == ")"
    if unit.dimension == SHARE and low == WHOLE:
        required = False  # 全部
    told = required and not soft and not listed and low > 0
    fact = Statement(
        unit.dimension, start, end, units.measured(low, unit), units.measured(high, unit), unit.name,
        "above" if found["plus"] and not joined else "", told, (soft and low > 1) or hundred,
        units.measured(step, unit), size=unit.factor, bare=unit.dimension == COUNT and bool(_ENDS.match(text, end)),
    )  # fmt: skip
    return bounded(rated(fact, text) if unit.dimension in (MONEY, units.MASS) else fact, text), end


def _joined(found: re.Match[str], text: str, end: int) -> bool:
    """Whether two numbers are the ends of a range."""
    if not found["to"] or end < found.end("to"):
        return False
    link = found["to"].strip().lower()
    between = bool(_BETWEEN.search(text[max(0, found.start() - 24) : found.start()]))
    if link.startswith(("and", "or")) and not (between and link.startswith("and")) and not _next_to(found):
        return False
    if found["unita"] and not found["unit"] and link.startswith("to") and not between:
        return False
    one, other = _unit(found["unita"] or "", found["sign"]), _unit(found["unit"] or "", found["signb"])
    both = bool(found["unita"] and found["unit"])
    return not (both and (one.dimension != other.dimension or one.factor != other.factor))


def _next_to(found: re.Match[str]) -> bool:
    """Five or six: a number and the next one."""
    low, high = value(found["a"]), value(found["b"])
    high = high / _spelt_scale(found["b"]) if high else high
    return low is not None and high is not None and high == low + 1 and found["to"].strip().lower().startswith("or")


def _spelt_scale(words: str) -> int:
    """That of the words of the second number, which is the first one's too: seven or eight thousand."""
    return math.prod(ENGLISH_SCALES[word] for word in words.lower().split()[1:] if word in ENGLISH_SCALES)


def _scale(word: str | None) -> int:
    return ENGLISH_SCALES.get(word.lower(), {"k": 1000, "m": 10**6, "b": 10**9}.get(word.lower(), 1)) if word else 1


def _unit(written: str, sign: str | None) -> units.UnitOfMeasure:
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
