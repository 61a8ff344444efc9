"""Where in an English text a number, an ordinal, a part or a time of day can begin.

In: a text. Out: the places, by what can begin there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

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
_SPANNED = frozenset(
    ("the", "a", "an", "per", "this", "another", "every", "each", "over", "half", "round", "around", "day")
)
_TIMED = frozenset(("noon", "midday", "midnight", "half", "quarter", "a", "twenty", "ten", "five"))
_VAGUE = frozenset(
    ("tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "several", "many", "a")
)
_WEEK = frozenset(
    f"{day}{end}"
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for end in ("", "s")
)
_OFTEN = frozenset(("every", "each", "per", "once", "twice", "weekly", "monthly", "quarterly"))
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "sept",
)  # fmt: skip
_DATED = frozenset((
    *_MONTHS, *(month[:3] for month in _MONTHS), "q", "h", "first", "second", "third", "fourth", "last", "early", "mid",
    "midyear", "middle", "late", "the", "end", "close", "beginning", "start", "this", "next", "year", "new",
    *ONES[2:13], "international", "women", "labour", "labor", "youth", "children", "army", "teachers", "national",
))  # fmt: skip


def _sorts() -> Mapping[str, tuple[str, ...]]:
    """What can begin at a word, by the word in small letters."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in (
        ("numbers", _NUMBERS | _BIG | {"half"}),
        ("ordinals", _RANKED | _TENS),
        ("halves", {"half"}),
        ("articles", _ARTICLES),
        ("spans", _SPANNED),
        ("times", _TIMED),
        ("vague", _VAGUE),
        ("weekdays", _WEEK),
        ("often", _OFTEN),
        ("dates", _DATED),
    ):
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found


_SORTS = _sorts()


class Starts:
    """Places at which a kind of statement can begin. ``rounds``: articles before a word like million."""

    def __init__(self, text: str) -> None:
        self.digits: list[int] = []
        self.numbers: list[int] = []
        self.ordinals: list[int] = []
        self.halves: list[int] = []
        self.articles: list[int] = []
        self.rounds: list[int] = []
        self.multiples: list[int] = []
        self.spans: list[int] = []
        self.times: list[int] = []
        self.vague: list[int] = []
        self.weekdays: list[int] = []
        self.often: list[int] = []
        self.dates: list[int] = []
        article = -1
        for found in _TOKEN.finditer(text):
            word = found[0]
            if word[0] <= "9":
                start = found.start()
                self.digits.append(start)
                self.numbers.append(_signed(text, start))
                if word == "24":
                    self.spans.append(start)
                continue
            if word in _SIGN_WORDS:
                self.numbers.append(found.start())
            word = word.lower()
            sorts = _SORTS.get(word)
            if sorts is not None:
                start = found.start()
                for sort in sorts:
                    getattr(self, sort).append(start)
                if word in _ARTICLES:
                    article = start
                elif article >= 0 and word in _BIG and start - article <= _ARTICLE:
                    self.rounds.append(article)
            if word[:5] in _MULTIPLIED:
                self.multiples.append(found.start())
            elif word[-4:] == "fold":
                self.numbers.append(found.start())


_ARTICLE = 3
"""Characters of an article and the space behind it."""


def _signed(text: str, start: int) -> int:
    """The place of the sign before a number, or of the number."""
    if start and text[start - 1] in _SYMBOLS:
        return start - 1
    if start > 1 and text[start - 1] == " " and text[start - 2] in _SYMBOLS:
        return start - 2
    return start
