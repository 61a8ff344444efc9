"""What a site calls people, places, bodies and things, and where a text names one.

In: plain data from whoever knows the site. Out: the same; no reading of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


def present(zh: str, en: str, known: Sequence[KnownName]) -> list[KnownName]:
    """What is named in either of two texts."""
    pairs = {zh[at : at + 2] for at in range(len(zh))}
    words = set(_WORD.findall(en))
    return [
        one
        for one in known
        if any(name[:2] in pairs and name in zh for name in one.zh)
        or any(_first(name) in words and name in en for name in one.en)
        or "" in one.zh
    ]


_WORD = re.compile(r"\w+")


@lru_cache(8192)
def _first(name: str) -> str:
    found = _WORD.search(name)
    return found[0] if found else ""


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
    return max((name for name in names if len(name) > 1 and name in text), key=len, default="")
