"""What a site calls people, places, bodies and things, and where a text names one.

In: plain data from whoever knows the site. Out: the same; no reading of anything.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple


class KnownName(NamedTuple):
    """What a site calls one thing: its names in Chinese and in English, the full ones first.

    ``body``: whether it is an organisation or a place, which another of its sort can be taken for.
    """

    zh: tuple[str, ...]
    en: tuple[str, ...]
    body: bool = True


class Found(NamedTuple):
    """A name, title or phrase in a text."""

    start: int
    end: int
    text: str


_NUMERAL = re.compile(r"[一二三四五六七八九十两\d]")
_EN_NUMERAL = re.compile(
    r"\d|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)


class _Index(NamedTuple):
    """Names by what tells them from most others: two characters, a word; each with its place among all."""

    begins: re.Pattern[str]
    zh: Mapping[str, Sequence[tuple[str, int]]]
    en: Mapping[str, Sequence[tuple[str, int]]]
    short: Sequence[tuple[str, int]]


def _two(name: str) -> list[str]:
    return [name[at : at + 2] for at in range(len(name) - 1)]


def _whole_words(name: str) -> list[str]:
    """The words that stand whole wherever the name does: its last may be in another form."""
    words = _WORD.findall(name)
    return words[:-1] or words


def _by_rarest(names: Sequence[tuple[str, int]], parts: Callable[[str], list[str]]) -> dict[str, list[tuple[str, int]]]:
    """Names by the part of each that the fewest others have."""
    often = Counter(part for name, _ in names for part in set(parts(name)))
    found: dict[str, list[tuple[str, int]]] = {}
    for name, place in names:
        found.setdefault(min(parts(name), key=often.__getitem__, default=""), []).append((name, place))
    return found


@lru_cache(4)
def _index(known: tuple[KnownName, ...]) -> _Index:
    zh = [(name, place) for place, one in enumerate(known) for name in one.zh]
    en = [(name, place) for place, one in enumerate(known) for name in one.en]
    pairs = _by_rarest([one for one in zh if len(one[0]) > 1], _two)
    firsts = "".join(re.escape(first) for first in sorted({pair[0] for pair in pairs}))
    begins = re.compile(f"[{firsts}]" if firsts else "(?!)")
    return _Index(begins, pairs, _by_rarest(en, _whole_words), [one for one in zh if len(one[0]) < 2])


def present(zh: str, en: str, known: Sequence[KnownName]) -> list[KnownName]:
    """What is named in either of two texts."""
    index = _index(tuple(known))
    found = {place for name, place in index.short if name in zh}
    for pair in index.zh.keys() & {zh[one.start() : one.start() + 2] for one in index.begins.finditer(zh)}:
        found |= {place for name, place in index.zh[pair] if name in zh}
    for word in index.en.keys() & set(_WORD.findall(en)):
        found |= {place for name, place in index.en[word] if name in en}
    return [known[place] for place in sorted(found)]


_WORD = re.compile(r"\w+")


class Naming:
    """Where two texts name what is known; for each of their blocks, what it names."""

    def __init__(self, zh: str, en: str, known: Sequence[KnownName]) -> None:
        self._known = known
        self._zh = sorted((*at, place) for place, one in enumerate(known) for at in _places(one.zh, zh))
        self._en = sorted((*at, place) for place, one in enumerate(known) for at in _places(one.en, en))
        self._always = {place for place, one in enumerate(known) if "" in one.zh}

    def within(self, zh: range, en: range) -> list[KnownName]:
        """What is named in these two parts of the texts, and what every text names."""
        found = self._always | _within(self._zh, zh) | _within(self._en, en)
        return [self._known[place] for place in sorted(found)]


def _places(names: Sequence[str], text: str) -> list[tuple[int, int]]:
    found = []
    for name in names:
        at = text.find(name) if name else -1
        while at >= 0:
            found.append((at, at + len(name)))
            at = text.find(name, at + 1)
    return found


def _within(places: Sequence[tuple[int, int, int]], part: range) -> set[int]:
    """Whose names stand in a part of a text; ``places`` are in order."""
    first = bisect_left(places, (part.start,))
    last = bisect_left(places, (part.stop,), first)
    return {who for _, end, who in places[first:last] if end <= part.stop}


def unnumbered(zh: str, en: str, known: Sequence[KnownName]) -> tuple[str, str]:
    """The two texts with the numerals of names blanked that both have: 第九中学, “No. 9 High School”."""
    for one in known:
        names = [name for name in one.zh if name in zh and _NUMERAL.search(name)]
        if not names:
            continue
        others = [name for name in one.en if name in en and _EN_NUMERAL.search(name)]
        if others:
            for name in sorted(names, key=len, reverse=True):
                zh = zh.replace(name, _NUMERAL.sub("　", name))
            for name in sorted(others, key=len, reverse=True):
                en = en.replace(name, _EN_NUMERAL.sub(lambda found: " " * len(found[0]), name))
    return zh, en


def named(text: str, known: Sequence[KnownName]) -> Iterator[tuple[KnownName, str]]:
    """What a Chinese text names, by the longest of its names there that stands in no longer name of another."""
    found = [(one, name) for one in known if (name := _longest(one.zh, text))]
    for one, name in found:
        if not any(name != other and name in other and text.count(name) <= text.count(other) for _, other in found):
            yield one, name


def _longest(names: Sequence[str], text: str) -> str:
    """The longest of ``names`` that ``text`` has."""
    return next((name for name in _by_length(names) if name in text), "")


@lru_cache(8192)
def _by_length(names: Sequence[str]) -> Sequence[str]:
    return sorted((name for name in names if len(name) > 1), key=len, reverse=True)
