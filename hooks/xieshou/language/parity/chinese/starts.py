"""Where in a Chinese text a number, a share or a half can begin.

In: a text. Out: the places, by what can begin there.
"""

from __future__ import annotations

import re

_NUMERAL = re.compile("[0-9零〇一二两三四五六七八九十百千万亿]")
_HALF = re.compile("半")


class HanStarts:
    """Places at which a kind of statement can begin."""

    def __init__(self, text: str) -> None:
        self.numerals = [found.start() for found in _NUMERAL.finditer(text)]
        self.halves = [
            place for found in _HALF.finditer(text) for place in (found.start() - 1, found.start()) if place >= 0
        ]
