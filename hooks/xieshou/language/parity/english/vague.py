"""Numbers of an English text that say a magnitude alone: dozens, several hundred; and how often: monthly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction as F

from xieshou.language.parity.english.starts import Starts
from xieshou.language.parity.facts import VAGUE, Statement, each
from xieshou.language.parity.numerals import ENGLISH_SCALES
from xieshou.language.parity.places import matches

_BIG = "hundreds|thousands|millions|billions"
_VAGUE = re.compile(
    rf"\b(?P<many>tens|dozens|scores|{_BIG})\b(?P<of>(?: (?:of|upon) (?:tens|{_BIG})\b)*)"
    r"|\b(?:several|a few|many) (?P<some>hundred|thousand|million|billion|dozen)"
    r"(?P<scale> (?:thousand|million|billion))?\b",
    re.IGNORECASE,
)
_TENS = ("tens", "dozens", "scores", "dozen")


def vague(text: str, starts: Starts) -> Iterator[Statement]:
    """Every such number, from the least to the most that it can be."""
    for found in matches(_VAGUE, text, starts.vague):
        words = (found["many"] or found["some"]).lower()
        size = 10 if words in _TENS else ENGLISH_SCALES[words.removesuffix("s")]
        low = 2 * size if words in _TENS or found["some"] else size
        high = 10 * size - 1
        for word in re.findall("[a-z]+", (found["of"] or found["scale"] or "").lower()):
            scale = ENGLISH_SCALES.get(word.removesuffix("s"), 0)
            if scale and "upon" not in found[0].lower():
                low, high = low * scale, (high + 1) * scale - 1
        yield Statement(VAGUE, *found.span(), F(low), F(high), required=False, soft=True)


_EVERY = re.compile(
    r"\b(?:(?:every|each|per|once an?|twice an?) (?P<period>day|week|month|quarter|year)\b"
    r"|(?P<adverb>week|month|quarter)ly\b)",
    re.IGNORECASE,
)


def often(text: str, starts: Starts) -> Iterator[Statement]:
    """Every year, monthly: how often, which says nothing else and takes nothing from other readers."""
    for found in matches(_EVERY, text, starts.often):
        yield each(*found.span(), (found["period"] or found["adverb"]).lower())
