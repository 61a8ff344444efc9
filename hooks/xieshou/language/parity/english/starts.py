"""Where in an English text a number, an ordinal, a part or a time of day can begin.

In: a text. Out: the places, by what can begin there. To try every expression at every character costs ten times as much
as to look at each word once; this is what makes a thousand articles a matter of seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xieshou.language.parity import units
from xieshou.language.parity.english.writing import BIG
from xieshou.language.parity.numerals import ONES, ORDINALS, TENS

_TOKEN = re.compile(r"[A-Za-z]+|\d[\d,.]*")
_SIGNS = frozenset(sign for sign in units.MONEY_SIGNS if not sign.isalnum())
_SYMBOLS = frozenset(sign[-1] for sign in _SIGNS)
_SIGN_WORDS = frozenset(re.match("[A-Za-z]*", sign)[0] for sign in units.MONEY_SIGNS) - {""}  # type: ignore[index]
_NUMBERS = frozenset((*ONES, *TENS))
_BIG = frozenset(BIG.split("|"))
_TENS = frozenset(TENS)
_ARTICLES = frozenset(("a", "an"))
_RANKED = frozenset((*ORDINALS, "no", "number", "phase", "batch", "stage", "round"))
_MULTIPLIED = ("doubl", "tripl", "trebl", "quadr", "quint", "twofo", "twice", "redou")
_SPANNED = frozenset(("the", "a", "per", "this", "another", "every", "each", "over", "half", "round", "around", "day"))
_TIMED = frozenset(("noon", "midday", "midnight", "half", "quarter", "a", "twenty", "ten", "five"))


class Starts:
    """Places at which a kind of statement can begin."""

    def __init__(self, text: str) -> None:
        self.digits: list[int] = []
        self.numbers: list[int] = []
        self.ordinals: list[int] = []
        self.halves: list[int] = []
        self.articles: list[int] = []
        self.multiples: list[int] = []
        self.spans: list[int] = []
        self.times: list[int] = []
        for found in _TOKEN.finditer(text):
            start = found.start()
            word = found[0]
            if word[0].isdigit():
                self.digits.append(start)
                self.numbers.append(_signed(text, start))
                if word == "24":
                    self.spans.append(start)
                continue
            if word in _SIGN_WORDS:
                self.numbers.append(start)
            word = word.lower()
            if word in _NUMBERS or word in _BIG or word.endswith("fold"):
                self.numbers.append(start)
            if word in _RANKED or word in _TENS:
                self.ordinals.append(start)
            if word in _ARTICLES:
                self.articles.append(start)
            if word == "half":
                self.halves.append(start)
                self.numbers.append(start)
            if word in _SPANNED:
                self.spans.append(start)
            if word in _TIMED:
                self.times.append(start)
            if word[:5] in _MULTIPLIED:
                self.multiples.append(start)


def _signed(text: str, start: int) -> int:
    """The place of the sign before a number, or of the number."""
    if start and text[start - 1] in _SYMBOLS:
        return start - 1
    if start > 1 and text[start - 1] == " " and text[start - 2] in _SYMBOLS:
        return start - 2
    return start


def matches(pattern: re.Pattern[str], text: str, *starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """What matches at the given places, in order, no two over one another."""
    end = 0
    for start in sorted({place for places in starts for place in places}):
        if start >= end and (found := pattern.match(text, start)):
            yield found
            end = max(found.end(), start + 1)
