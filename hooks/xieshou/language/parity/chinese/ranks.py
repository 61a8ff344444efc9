"""Ordinals and ranks of a Chinese text: 第三批, 首批, 21世纪, 二等奖, 九中, ①, 双."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction as F

from xieshou.language.parity.chinese.starts import HanStarts
from xieshou.language.parity.chinese.writing import HAN, JOIN, value
from xieshou.language.parity.facts import COUNT, HOURS, ORDINAL, TIMES, Statement
from xieshou.language.parity.numerals import han
from xieshou.language.parity.places import matches

_ORDINAL = re.compile(
    rf"第(?!三方|一线|一手|一时间|一书记)(?P<number>\d+|{HAN}+)(?!季度)"
    rf"(?:[ ]?{JOIN}第?(?P<last>\d+|[一二三四五六七八九十]+)(?=[批期届次条个名轮]))?"
    r"|首(?=[批个次届家期条座位例创台只项款项架场所])"
    r"|(?P<century>\d{2}|二十一?|十九)世纪(?!\d0年代|[一二三四五六七八九]十年代)"
)
_SECOND = 2
"""The second of two is often “the other”."""
_FIRST = re.compile("(?:首|第一)(?=[批个期场次])")
_BEGINS = re.compile("[第首]")
_PRIZE = re.compile(
    "(?P<ranks>(?:[一二三四]、)*[一二三四])等(?=奖|功|品|舱|座)"
    "|(?<![第一二三四五六七八九十两几分共])(?P<house>十?[一二三四五六七八九十])"
    "(?=(?<=十.)学校|车间|中(?!国|央|心|全会|共|医|学生|型|小|午|旬|间|等|外|华|东|部)|院(?!士|校)|分厂|号楼|期|年级)"
)
_FOREMOST = re.compile(
    r"前(?<=[国省市界球县区列居排]前)(?P<n>[三五十百]|二十|三十|五十|\d{1,3})(?=[名位强列，。；、]|$)"
)
"""全省前十: in the first ten."""
_CIRCLED = re.compile("[①-⑳]")
_PAIR = re.compile("双(?!碳|鸭)|倍增")
_ROUND = re.compile("昼夜|全天候")


def _ordered(text: str) -> list[int]:
    return [found.start() for found in _BEGINS.finditer(text)]


def ordinals(text: str, starts: HanStarts) -> Iterator[Statement]:
    """What stands in an order: the first is often said in other words."""
    for found in matches(_ORDINAL, text, _ordered(text), starts.numerals if "世纪" in text else ()):
        words = found["number"] or found["century"] or "1"
        for one in (words, found["last"]):
            number = value(one) if one else None
            if number is not None:
                said = number > 1 and not (number == _SECOND and _FIRST.search(text, 0, found.start()))
                yield Statement(ORDINAL, *found.span(), number, required=said, soft=True)


def ranks(text: str, starts: HanStarts) -> Iterator[Statement]:
    """Second prizes, workshop no. 4, pairs and what is numbered in circles: said or not."""
    for found in matches(_PRIZE, text, starts.numerals):
        words = found["ranks"] or found["house"]
        for one in words.split("、"):
            yield Statement(ORDINAL, *found.span(), han(one) or F(1), required=False, soft=True)
    for found in _FOREMOST.finditer(text):
        yield Statement(COUNT, *found.span(), value(found["n"]) or F(0), required=False, soft=True)
    for found in _CIRCLED.finditer(text):
        yield Statement(COUNT, *found.span(), F(ord(found[0]) - 0x245F), required=False)
    for found in _PAIR.finditer(text):
        grown = found[0] == "倍增"
        yield Statement(TIMES if grown else COUNT, *found.span(), F(2), required=False, soft=grown)
    for found in _ROUND.finditer(text):
        yield Statement(HOURS, *found.span(), F(24), required=False)
