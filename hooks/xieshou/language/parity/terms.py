"""Whether a set phrase or a term of the site's glossary is put into the English of another one.

In: two texts, and the terms of the site. Out: the Chinese phrase and the English one that stands for another. A text
may say a thing in its own words: only a rival phrase is a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from xieshou.language.parity import lexicon
from xieshou.language.parity.known import Found


class _Term(NamedTuple):
    zh: re.Pattern[str]
    en: re.Pattern[str]


@cache
def _terms() -> tuple[_Term, ...]:
    return tuple(
        _Term(re.compile(zh), re.compile(rf"(?<![a-z])(?:{en})(?![a-z])")) for zh, en in lexicon.pairs("terms")
    )


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(zh for zh, _ in lexicon.pairs("terms")))


def misworded(zh: str, en: str, whole: Sequence[str] = ("", "")) -> Iterator[tuple[Found, Found]]:
    """The set phrases of ``zh`` that ``en`` calls by another's name. ``whole``: all of both texts."""
    all_zh, all_en = (whole[0] or zh, (whole[1] or en).lower())
    if not _any().search(zh):
        return
    named = [(term, here) for term in _terms() if (here := term.zh.search(zh))]
    lower = en.lower()
    if len(lower) != len(en):
        return
    absent = [here for term, here in named if not term.en.search(all_en)]
    if not absent:
        return
    strange = [there for term in _terms() if (there := term.en.search(lower)) and not term.zh.search(all_zh)]
    for here, there in zip(absent, strange, strict=False):
        yield Found(*here.span(), here[0]), Found(*there.span(), en[slice(*there.span())])
