"""What a Chinese text states: sums, measures, shares, multiples, dates, ordinals.

In: a text, and the year in which it was written (今年, 去年). Out: its facts, in order. Han numerals count only with a
measure word behind them: most others are words (统一, 十分).
"""

from __future__ import annotations

import re
from fractions import Fraction as F

from xieshou.language.parity import phrases
from xieshou.language.parity.chinese.dates import clocks, dates, weekdays
from xieshou.language.parity.chinese.numbers import numbers
from xieshou.language.parity.chinese.ranks import ordinals, ranks
from xieshou.language.parity.chinese.shares import halves, shares, times
from xieshou.language.parity.chinese.starts import HanStarts
from xieshou.language.parity.chinese.vague import often, vague
from xieshou.language.parity.facts import PHRASE, Statement
from xieshou.language.parity.marks import marks

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))} | {
    0xFF05: "%", 0xFF0E: ".", 0xFF0B: "+",
}  # fmt: skip
_WIDE_SIGN = re.compile(f"[{''.join(map(chr, _WIDE))}]")
_FORMAL = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟零][壹贰叁肆伍陆柒捌玖拾佰仟零]+")
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")


def facts(text: str, year: int = 0) -> list[Statement]:
    """What ``text`` states. ``year``: in which 今年 lies, 0 where nobody knows."""
    if _WIDE_SIGN.search(text):
        text = text.translate(_WIDE)
    text = _FORMAL.sub(lambda found: found[0].translate(_PLAIN), text)
    taken = bytearray(len(text))
    found: list[Statement] = []

    def take(start: int, end: int) -> bool:
        if taken.find(1, start, end) >= 0:
            return False
        taken[start:end] = b"\1" * (end - start)
        return True

    for phrase in phrases.chinese(text):
        start, end, name, number = phrase
        if take(start, end) and name:
            found.append(Statement(PHRASE, start, end, F(number), unit=name, required=False, soft=True))
    found += [fact for fact in marks(text) if take(fact.start, fact.end)]
    starts = HanStarts(text)
    for reader in (shares, times, halves):
        found += [fact for fact in reader(text, starts) if take(fact.start, fact.end)]
    found += often(text)
    found += [fact for fact in vague(text) if take(fact.start, fact.end)]
    for start, end, several in dates(text, year):
        if take(start, end):
            found += several
    for plain in (clocks, weekdays):
        found += [fact for fact in plain(text) if take(fact.start, fact.end)]
    for reader in (ordinals, ranks):
        found += [fact for fact in reader(text, starts) if take(fact.start, fact.end)]
    found += numbers(text, taken)
    return sorted(found, key=lambda fact: fact.start)
