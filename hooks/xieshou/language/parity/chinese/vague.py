"""Numbers of a Chinese text that say a magnitude alone: 数十, 几百, 十几万, 数以万计, 成千上万."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction as F

from xieshou.language.parity.facts import VAGUE, Statement
from xieshou.language.parity.numerals import SCALES

_SIZE = "[十百千]?[万亿]|[十百千]"
_VAGUE = re.compile(
    rf"(?P<teens>(?<![一二三四五六七八九])十几(?P<size>[万亿])?)|(?:几|(?<![人总次件户倍指系参分少多半个天年函岁])数)(?P<some>{_SIZE})"
    r"|数以(?P<count>[十百千]?[万亿]|[百千])计|(?P<many>成百上千|成千上万|千千万万)"
)
_MANY = {"成百上千": (100, 9999), "成千上万": (1000, 99999), "千千万万": (1000, 99999999)}


def vague(text: str) -> Iterator[Statement]:
    """Every such number, from the least to the most that it can be."""
    for found in _VAGUE.finditer(text):
        if found["teens"]:
            size = SCALES[found["size"]] if found["size"] else 1
            low, high = 11 * size, 19 * size
        elif found["many"]:
            low, high = _MANY[found["many"]]
        elif found["count"]:
            low, high = SCALES[found["count"]], 10 * SCALES[found["count"]] - 1
        else:
            low, high = 2 * SCALES[found["some"]], 10 * SCALES[found["some"]] - 1
        yield Statement(VAGUE, *found.span(), F(low), F(high), required=False, soft=True)
