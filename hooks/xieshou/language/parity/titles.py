"""Offices and degrees that people hold, as both languages call them.

In: a text. Out: the titles in it, each by what it is and its rank (deputy, executive). Titles are data
(``lexicon``). One title of Chinese has several
in English (主任: director, head, chair); an English one is wrong where the Chinese has nothing that can be called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from xieshou.language.parity import lexicon


def _forms(names: str) -> frozenset[str]:
    """Every name, and its first and last word: a general manager is a manager."""
    return frozenset(form for name in names.split("|") for form in (name, name.split()[-1], name.split()[0]))


@cache
def _titles() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    """Chinese titles, and every word that each can be called by: the whole, its last and its first."""
    return tuple((re.compile(zh), _forms(en)) for zh, en in lexicon.pairs("titles"))


_EN_ONLY = (
    "secretary-general|secretary|mayor|governor|magistrate|academician|professor|lecturer|researcher|engineer|chairman"
    "|chairwoman|chairperson|principal|president|dean|director|commissioner|minister|premier|journalist|reporter"
    "|correspondent|physician|(?:county|district|township) (?:head|chief)"
)
"""Words of English that are titles and little else."""
_RANK = "(?:executive )?(?:vice|deputy|associate|assistant|acting|former)[ -]"
_OF_WHAT = "(?:general|party|municipal|county|district|provincial|party committee|city) "
_EN = re.compile(rf"\b(?P<rank>{_RANK})?(?:{_OF_WHAT})?(?P<title>{_EN_ONLY})(?P<many>s|men)?\b", re.IGNORECASE)


@cache
def _zh() -> re.Pattern[str]:
    words = [word for zh, _ in lexicon.pairs("titles") for word in re.split(r"\|(?![^(]*\))", zh)]
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


_RANKS = ("常务副", "副", "助理", "代", "原", "前")


_NAMED_BEHIND = re.compile(r"s? [A-Z][a-zü]+|[^.;!?]{0,40}, [A-Z][a-zü]+ [A-Z][a-zü]+")
_NAMED_BEFORE = re.compile(r"[A-Z][a-zü]+ [A-Z][a-zü]+,? [^.;!?]{0,40}$")
"""A name behind a title, or before it: “Mayor Chen”, “Chen Xiangyang, then mayor”."""
_VAGUE = ("负责人", "主管")
"""Whoever is in charge, whatever the title is."""
_VICE = ("vice", "deputy", "associate", "assistant")


class Title(NamedTuple):
    """A title at ``start`` to ``end``; ``deputy``: whether it is that of a second;
    ``named``: whether a name stands with it."""

    start: int
    end: int
    text: str
    word: str
    deputy: bool
    named: bool = False


def chinese(text: str) -> Iterator[Title]:
    """The titles of a Chinese text."""
    for found in _zh().finditer(text):
        rank = next((one for one in _RANKS if text.endswith(one, 0, found.start())), "")
        start = found.start() - len(rank)
        yield Title(start, found.end(), rank + found[0], found[0], "副" in rank + found[0] or rank == "助理")


def english(text: str) -> Iterator[Title]:
    """The titles of an English text."""
    for found in _EN.finditer(text):
        rank = (found["rank"] or "").lower().strip(" -")
        named = bool(_NAMED_BEHIND.match(text, found.end()) or _NAMED_BEFORE.search(text[: found.start()]))
        yield Title(*found.span(), found[0], found["title"].lower(), any(word in rank for word in _VICE), named)


def can_be(chinese_word: str, english_word: str) -> bool:
    """Whether a Chinese title can be called by an English one."""
    return any(english_word in names and zh.fullmatch(chinese_word) for zh, names in _titles())


def differing(zh: str, en: str) -> Iterator[tuple[Title | None, Title]]:
    """English titles that nothing in the Chinese can be called by, or whose rank is another; with what may be meant."""
    here = list(chinese(zh))
    there = list(english(en)) if here else []
    if not here or not there:
        return  # one text says it in other words
    free = list(here)
    for title in there:
        fit = [one for one in here if can_be(one.word, title.word)]
        same = [one for one in fit if one.deputy == title.deputy]
        if not fit and title.named and not any(one.word in _VAGUE for one in here):
            left = [one for one in free if not any(can_be(one.word, other.word) for other in there)]
            if left:
                yield left[0], title
        elif fit and not same:
            yield fit[0], title
