"""Whether a set phrase or a term of the site's glossary is put into the English of another one.

In: two texts, and the terms of the site. Out: the Chinese phrase and the English one that stands for another. A text
may say a thing in its own words: only a rival phrase is a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from xieshou.language.parity import lexicon
from xieshou.language.parity.known import Found


class _Term(NamedTuple):
    zh: re.Pattern[str]
    en: re.Pattern[str]


@cache
def _terms() -> tuple[_Term, ...]:
    return tuple(_Term(re.compile(zh), re.compile(rf"(?:{en})(?![a-z])")) for zh, en in lexicon.pairs("terms"))


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(zh for zh, _ in lexicon.pairs("terms")))


def _named(pattern: re.Pattern[str], lower: str) -> re.Match[str] | None:
    """Where a text in small letters has a term, as words of their own."""
    return next(
        (one for one in pattern.finditer(lower) if not "a" <= lower[one.start() - 1 : one.start()] <= "z"), None
    )


class TermsSaid:
    """All of two texts, and which terms either has."""

    def __init__(self, zh: str, en: str) -> None:
        self._zh, self._en = zh, en.lower()
        self._said: dict[re.Pattern[str], bool] = {}

    def has_english(self, term: _Term) -> bool:
        """Whether the English has it."""
        if term.en not in self._said:
            self._said[term.en] = _named(term.en, self._en) is not None
        return self._said[term.en]

    def has_chinese(self, term: _Term) -> bool:
        """Whether the Chinese has it."""
        return term.zh.search(self._zh) is not None


def misworded(zh: str, en: str, whole: TermsSaid | None = None) -> Iterator[tuple[Found, Found]]:
    """The set phrases of ``zh`` that ``en`` calls by another's name. ``whole``: all of both texts."""
    if not _any().search(zh):
        return
    whole = whole or TermsSaid(zh, en)
    lower = en.lower()
    if len(lower) != len(en):
        return
    named = [(term, here) for term in _terms() if (here := term.zh.search(zh))]
    absent = [here for term, here in named if not whole.has_english(term)]
    if not absent:
        return
    strange = [there for term in _terms() if (there := _named(term.en, lower)) and not whole.has_chinese(term)]
    for here, there in zip(absent, strange, strict=False):
        yield Found(*here.span(), here[0]), Found(*there.span(), en[slice(*there.span())])
