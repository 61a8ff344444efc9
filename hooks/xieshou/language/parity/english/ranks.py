"""Ordinals of an English text: the third batch, 21st century, No. 4, second prize."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction as F

from xieshou.language.parity import phrases
from xieshou.language.parity.english.starts import Starts
from xieshou.language.parity.facts import ORDINAL, Statement
from xieshou.language.parity.numerals import ORDINALS, english
from xieshou.language.parity.places import matches

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ORDINAL = re.compile(
    r"\b(?P<digits>\d+)(?:st|nd|rd|th)\b"
    rf"|\b(?P<word>(?:(?:{_TENS})-)?(?:{'|'.join(list(ORDINALS)[1:])}))\b(?!-year|ly| time in)"
    r"|\b(?:No\.|(?-i:Number)|Phase|Batch|Stage|Round) ?(?P<no>\d+(?![\d,.]*\d)|one|two|three|four|five|II|III|IV|I)\b",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PRIZE = re.compile(r"[ -](?:class[ -])?(?:prizes?|awards?)\b", re.IGNORECASE)


def ordinals(text: str, starts: Starts) -> Iterator[Statement]:
    """What stands in an order: the first is often said in other words."""
    for found in matches(_ORDINAL, text, starts.ordinals, starts.digits):
        prized = bool(_PRIZE.match(text, found.end()))
        if no := found["no"]:
            number, required = _ROMAN.get(no.lower()) or int(english(no) or 0), True
        elif found["digits"]:
            number, required = int(found["digits"]), True
        else:
            number = phrases.ordinal(found["word"])
            before = text[max(0, found.start() - 10) : found.start()]
            if re.search(r"\d[\s-]*$", before):
                continue
            required = False
        soft = not found["digits"] and not found["no"] and (number > 1 or prized)
        yield Statement(ORDINAL, *found.span(), F(number), required=required and number > 1, soft=soft)
