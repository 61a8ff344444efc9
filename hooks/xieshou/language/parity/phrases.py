"""Set phrases whose numerals are no quantities: 十四五, 二十大, 第三产业, 三门峡, “one-stop”, “Five-Year Plan”.

In: a text. Out: where they stand, which each is, and which number of it is meant (the 14th of the plans).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from xieshou.language.parity.numerals import ORDINALS, han


class Phrase(NamedTuple):
    """A phrase at ``start`` to ``end``: ``name`` is empty for one that has nothing to compare, ``number`` what it counts."""

    start: int
    end: int
    name: str
    number: int = 0


_HAN_TEENS = "十[一二三四五六七八九]?|二十[一二三]?|[一二三四五六七八九]"
_ZH = re.compile(
    rf"(?P<plan>第?(?P<plan_n>十?[一二三四五六七八九十])五(?=[”」\"]?(?:规划|时期|期间|计划|以来|末|开局|收官|”|」))|第(?P<plan_m>{_HAN_TEENS}|\d+)个五年(?:规划|计划))"
    rf"|(?P<congress>(?:党的|中共)?(?P<congress_n>十[六七八九]|二十[一二]?)大(?=[以精报召提代会后前的，。”、和]|$))"
    rf"|(?P<plenum>(?<=届)(?P<plenum_n>[一二三四五六七])中全会)"
    rf"|(?P<industry>第?(?P<industry_n>[一二三])(?:次)?产(?:业|(?=[增值]))|(?P<industries>一二三产(?:业)?))"
    r"|(?P<list>(?P<list_n>[一二两三四五六七八九十])(?:个)?(?=意识|确立|维护|自信|全面|代表|严三实|务|公(?!里|斤|顷|司|园)|保障|步走|统一|位一体|项规定|项基本|下基层|山理论|史(?![上]))(?:意识|确立|维护|自信|全面|代表|严三实|务|公|保障|步走|统一|位一体|项规定|项基本|下基层|山理论|史))"
    r"|(?P<none>一带一路|双碳|三农|两会|两山|两不愁三保障|一国两制|三级甲等|三甲|二级甲等|一把手|一站式|一体(?:化)?|一流|一线|一手|一系列|一定|一致|一般"
    r"|一旦|一直|一样|一些|一起|一同|一并|一律|一方面|另一方面|进一步|第一时间|第一线|首屈一指|统一|唯一|(?<!分)之一|万一|专一|单一|同一|不一|十分|千方百计|千家万户|成千上万|千千万万|百年大计"
    r"|三门峡|五台(?=[山县])|三亚|九江|四川|三明市?|四平市|六安|十堰|百色|万州|千岛湖|三峡|二连浩特|八达岭|七里河|三里屯|五棵松|六里桥|八宝山|十三陵|三元桥|四惠|五道口|百度|三星|万达|三一重工|七匹狼|九三学社"
    r"|四季|五谷|四面八方|五湖四海|五一|八一|三八|六一|七一|五四|九一八|七七|二维码|二手|三轮车|万科|三下乡|百货|百姓|老百姓|百科|百家|百业|一二·九|千里|万里|万家|万众|万物|万户"
    r"|三文|一步|一个个|一家家|一条条|一批批|一座座|一项项|逐一|一一|独一无二|十字|八方|两手抓|两手|两侧|两岸|两院院士|双一流|一刻|一时|一时间|一路|一度|一心|一身|一边|一端|一头|一面|千年|一天天)"
)
_EN_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)|" + "|".join(list(ORDINALS)[1:]) + "|twenty-first"
_NONE = re.compile(
    r"\b(?:one[- ](?:stop|another|on[- ]one|to[- ]one|of[- ]a[- ]kind|day|by one|after another)|one's|oneself|no one|two sessions|three gorges|double first[- ]class"
    r"|first[- ](?:class|rate|hand|line|ever|time|aid|lady)|first and foremost|first of all|firstly|thirdly|at (?:first|once|one time)|in the first place"
    r"|second(?:[- ]hand|ly|ary| to none| home)|third[- ]part(?:y|ies)|(?:top[- ](?:three|two)[- ](?:tier|level)|class[- ](?:three|iii)|grade[- ](?:iii|three|two|a))[a-z -]*"
    r"|one (?:belt|country)\b,? ?(?:and )?(?:one road|two systems)?|four-?season|zero[- ]\w+|(?:two|three)-dimensional)\b"
)
_EN_PARTS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (
        ("five-year", "five year"),
        re.compile(
            rf"\b(?P<plan>(?P<plan_n>{_EN_ORDINAL})[ -]+five[ -]year[ -](?:\w+ )?(?:plan|programme|program|period)\w*)|\bfive[ -]year plans?\b"
        ),
    ),
    (
        ("congress",),
        re.compile(
            rf"\b(?P<congress>(?P<congress_n>{_EN_ORDINAL})(?: (?:cpc|party))?(?: national)?(?: party)? congress)\b"
        ),
    ),
    (("plenary", "plenum"), re.compile(rf"\b(?P<plenum>(?P<plenum_n>{_EN_ORDINAL}) plen(?:ary session|um))\b")),
    (
        ("ary indus", "ary and", "ary sec"),
        re.compile(
            r"\b(?P<industry>(?P<industry_n>primary|secondary|tertiary)(?: and (?:secondary|tertiary))? (?:industr(?:y|ies)|sectors?))\b"
        ),
    ),
    (
        (
            "conscious",
            "establishm",
            "uphold",
            "affirm",
            "safeguard",
            "pronged",
            "confidence",
            "comprehensive",
            "represent",
            "strict",
            "guarantee",
            "assur",
            "worr",
            "sphere",
            "point ",
            "mountain",
            "histor",
            "issues",
            "steps",
            "principles",
        ),
        re.compile(
            r"\b(?P<list>(?P<list_n>two|three|four|five|six|seven|eight|nine|ten)[- ](?:consciousness\w*|establishments|upholds|affirmations|safeguards|pronged|confidences|comprehensives|represents|stricts|guarantees|assurances|worries|sphere|point (?:decision|rules?|regulations?)|mountains?|histories|rural issues|steps? strategy|principles))\b"
        ),
    ),
)
_INDUSTRIES = {"primary": 1, "secondary": 2, "tertiary": 3}
_NUMBERED = ("plan", "congress", "plenum", "industry", "list")


def chinese(text: str) -> Iterator[Phrase]:
    """The phrases of a Chinese text."""
    for found in _ZH.finditer(text):
        name = next((one for one in _NUMBERED if found[one]), "")
        words = (
            (found["plan_m"] or found[f"{name}_n"] or "")
            if name == "plan"
            else (found[f"{name}_n"] or "")
            if name
            else ""
        )
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
                name = next((one for one in _NUMBERED if found.groupdict().get(one)), "")
                yield Phrase(found.start(), found.end(), name, ordinal(found[f"{name}_n"]) if name else 0)
    for found in _NONE.finditer(lower):
        yield Phrase(found.start(), found.end(), "")


def ordinal(words: str) -> int:
    """The number of an ordinal: 14th, fourteenth, twenty-first, tertiary."""
    word = words.lower()
    if word[0].isdigit():
        return int("".join(char for char in word if char.isdigit()))
    if word in _INDUSTRIES:
        return _INDUSTRIES[word]
    tens, _, ones = word.rpartition("-")
    cardinals = {
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
        "seventy": 70,
        "eighty": 80,
        "ninety": 90,
    }
    if tens in cardinals:
        return cardinals[tens] + ORDINALS.get(ones, 0)
    small = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
    return ORDINALS.get(word, small.get(word, 0))
