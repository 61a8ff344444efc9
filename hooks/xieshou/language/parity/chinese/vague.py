"""Numbers of a Chinese text that say a magnitude alone: 数十, 几百, 十几万, 数以万计, 成百上千; and how often: 每月."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction as F

from xieshou.language.parity.facts import VAGUE, Statement, each
from xieshou.language.parity.numerals import SCALES

_SIZE = "[十百千]?[万亿]|[十百千]"
_VAGUE = re.compile(
    rf"十(?<![一二三四五六七八九]十)几(?P<size>[万亿])?|几(?P<several>{_SIZE})"
    rf"|数(?:(?<![人总次件户倍指系参分少多半个天年函岁]数)(?P<some>{_SIZE})|以(?P<count>[十百千]?[万亿]|[百千])计)"
    r"|成百上千"
)


def vague(text: str) -> Iterator[Statement]:
    """Every such number, from the least to the most that it can be."""
    for found in _VAGUE.finditer(text):
        if found[0][0] == "十":
            size = SCALES[found["size"]] if found["size"] else 1
            low, high = 11 * size, 19 * size
        elif found["count"]:
            low, high = SCALES[found["count"]], 10 * SCALES[found["count"]] - 1
        elif some := found["some"] or found["several"]:
            low, high = 2 * SCALES[some], 10 * SCALES[some] - 1
        else:
            low, high = 100, 9999
        yield Statement(VAGUE, *found.span(), F(low), F(high), required=False, soft=True)


_EVERY = re.compile(
    "每(?:个)?(?P<period>天|日|周|星期|月|季度|年)(?![一二三四五六日天末])|每(?:周|星期)(?=[一二三四五六][次个课场])"
)
_PERIODS = {"天": "day", "日": "day", "月": "month", "季度": "quarter", "年": "year"}


def often(text: str) -> Iterator[Statement]:
    """每年, 每月: how often, which says nothing else and takes nothing from other readers."""
    for found in _EVERY.finditer(text):
        yield each(*found.span(), _PERIODS.get(found["period"] or "", "week"))
