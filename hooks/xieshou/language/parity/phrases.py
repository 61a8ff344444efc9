"""Set phrases whose numerals are no quantities: 十四五, 二十大, 第三产业, 三门峡, “one-stop”, “Five-Year Plan”.

In: a text. Out: where they stand, which each is, and which number of it is meant (the 14th of the plans). The words and
names are data (``lexicon``); here are the phrases that are numbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from xieshou.language.parity import lexicon
from xieshou.language.parity.facts import LIST
from xieshou.language.parity.numerals import ONES, ORDINALS, TENS, han
from xieshou.language.parity.places import matches


class Phrase(NamedTuple):
    """A phrase at ``start`` to ``end``: ``name`` is empty where nothing is compared, ``number`` what it counts."""

    start: int
    end: int
    name: str
    number: int = 0


_TEENS = "十[一二三四五六七八九]?|二十[一二三]?|[一二三四五六七八九]"
_NUMBERED = ("plan", "congress", "plenum", "industry", "hospital", LIST)
_EN_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)|" + "|".join(list(ORDINALS)[1:]) + "|twenty-first"
_FEW = re.compile("t(?:wo|hree|en|welve)|f(?:our|ive)|s(?:ix|even)|eight|nine")
_SMALL = "two|three|four|five|six|seven|eight|nine|ten|twelve"
_EN_PARTS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (
        ("five-year", "five year"),
        re.compile(
            rf"\b(?P<plan>(?P<plan_n>{_EN_ORDINAL})[ -]+five[ -]year[ -](?:\w+ )?(?:plan|programme|program|period)\w*)"
            r"|\bfive[ -]year plans?\b"
        ),
    ),
    (
        ("congress",),
        re.compile(
            rf"\b(?P<congress>(?P<congress_n>{_EN_ORDINAL})"
            r"(?: (?:cpc|party))?(?: national)?(?: party)? congress(?! of deputies))\b"
        ),
    ),
    (("plenary", "plenum"), re.compile(rf"\b(?P<plenum>(?P<plenum_n>{_EN_ORDINAL}) plen(?:ary session|um))\b")),
    (
        ("ary indus", "ary and", "ary sec", "ary, sec"),
        re.compile(
            r"\b(?P<industry>(?P<industry_n>primary|secondary|tertiary)"
            r"(?:,? (?:and )?(?:secondary|tertiary))* (?:industr(?:y|ies)|sectors?))\b"
        ),
    ),
    (
        ("hospital", "grade", "class", "tier"),
        re.compile(
            r"\b(?P<hospital>(?:class[ -]a|grade[ -]a|grade) (?P<hospital_n>tertiary|secondary|primary)"
            r"|(?:grade|class|level) (?P<hospital_m>iii|ii|3|2|three|two)[ ,-]*(?:(?:grade|class|level) )?a\b"
            r"|(?P<hospital_k>tertiary|secondary|first)[ -](?:grade|class|level|tier)[ -]a\b"
            r"|(?P<hospital_l>top)[ -](?:tier|level|grade|class)"
            r"(?: (?:tertiary|\(grade 3a\)))?(?= (?:\([^)]*\) )?(?:public )?hospital))"
        ),
    ),
)
_INDUSTRIES = {"primary": 1, "secondary": 2, "tertiary": 3, "iii": 3, "ii": 2, "top": 3, "three": 3, "two": 2}


@cache
def _zh() -> re.Pattern[str]:
    nouns = "|".join(word for word, _ in lexicon.pairs("counted"))
    every = sorted(lexicon.words("phrases-zh"), key=len, reverse=True)
    none = "|".join(every)
    begins = "".join({re.sub(r"^\(\?<[^)]*\)", "", word)[0] for word in every} - {"["})
    return re.compile(
        rf"(?=[第党中一二三四五六七八九十两双{begins}])(?:"
        r"(?P<plan>第?(?P<plan_n>十?[一二三四五六七八九十])五(?=[”」\"]?(?:规划|时期|期间|计划|以来|末|开局|收官|”|」))"
        rf"|第(?P<plan_m>{_TEENS}|\d+)个五年(?:规划|计划))"
        r"|(?P<congress>(?:党的|中共)?(?P<congress_n>十[六七八九]|二十[一二]?)大(?=[以精报召提代会后前的，。”、和]|$))"
        r"|(?P<plenum>(?<=届)(?P<plenum_n>[一二三四五六七])中全会)"
        r"|(?P<industry>第?(?P<industry_n>[一二三])(?:次)?产(?:业|(?=[增值]))|(?P<industries>一二三产(?:业)?))"
        r"|(?P<hospital>(?P<hospital_n>[三二])(?:甲(?=医|综|专|级|等|、|，|。)|级甲等|级甲))"
        rf"|(?P<list>(?P<list_n>[一二两三四五六七八九十])(?:个)?(?:{nouns}))"
        rf"|(?P<none>{none})"
        r"|(?P<quoted>(?<=[“「])(?P<quoted_n>[两双三四五六七八九十])(?=[^\d一二三四五六七八九十百千万亿“”」\n年月天日]{1,7}[”」])(?:个|大)?[^”」\n，]))"
    )


@cache
def _en_lists() -> re.Pattern[str]:
    nouns = "|".join(words for _, words in lexicon.pairs("counted"))
    return re.compile(rf"\b(?P<list>(?P<list_n>{_SMALL})[- ](?:{nouns}))\b")


@cache
def _en_none() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon.entries('phrases-en'))})(?![\w-])")


def chinese(text: str) -> Iterator[Phrase]:
    """The phrases of a Chinese text."""
    for found in _zh().finditer(text):
        if found["quoted"]:
            number = 2 if found["quoted_n"] == "双" else int(han(found["quoted_n"]) or 0)
            yield Phrase(found.start(), found.end(), LIST, number)
            continue
        name = next((one for one in _NUMBERED if found[one]), "")
        words = (found[f"{name}_n"] or (found["plan_m"] if name == "plan" else "") or "") if name else ""
        number = int(words) if words.isascii() and words.isdigit() else int(han(words) or 0) if words else 0
        yield Phrase(found.start(), found.end(), name if number else "", number)


def english(text: str) -> Iterator[Phrase]:
    """The phrases of an English text."""
    lower = text.lower()
    if len(lower) != len(text):  # İ becomes two signs
        lower = text
    for signs, pattern in _EN_PARTS:
        if any(sign in lower for sign in signs):
            for found in pattern.finditer(lower):
                groups = found.groupdict()
                name = next((one for one in _NUMBERED if groups.get(one)), "")
                words = next((word for key, word in groups.items() if word and key.startswith(f"{name}_")), "")
                yield Phrase(found.start(), found.end(), name, ordinal(words) if name else 0)
    for found in matches(_en_lists(), lower, (one.start() for one in _FEW.finditer(lower))):
        yield Phrase(found.start(), found.end(), LIST, ordinal(found["list_n"]))
    for found in _en_none().finditer(lower):
        yield Phrase(found.start(), found.end(), "")


def ordinal(words: str) -> int:
    """The number of an ordinal: 14th, fourteenth, twenty-first, tertiary; of a cardinal up to twelve."""
    word = words.lower()
    if word[0].isdigit():
        return int("".join(char for char in word if char.isdigit()))
    if word in _INDUSTRIES:
        return _INDUSTRIES[word]
    tens, _, ones = word.rpartition("-")
    if tens in TENS:
        return 10 * (TENS.index(tens) + 2) + ORDINALS.get(ones, 0)
    return ORDINALS.get(word, ONES.index(word) if word in ONES else 0)
