"""What an English text states: sums, measures, shares, multiples, dates, ordinals.

In: a text, and the year in which it was written (this year, last year). Out: its facts, in order. “One” and “first” are
seldom statements, “dozens” and “hundreds of” say a magnitude.
"""

from __future__ import annotations

from fractions import Fraction as F
from itertools import chain

from xieshou.language.parity import phrases
from xieshou.language.parity.english.dates import clocks, dates, weekdays
from xieshou.language.parity.english.numbers import numbers, spans
from xieshou.language.parity.english.ranks import ordinals
from xieshou.language.parity.english.shares import fractions, halves, times
from xieshou.language.parity.english.starts import Starts
from xieshou.language.parity.english.vague import often, vague
from xieshou.language.parity.facts import PHRASE, Statement
from xieshou.language.parity.marks import marks


def facts(text: str, year: int = 0) -> list[Statement]:
    """What ``text`` states. ``year``: in which “this year” lies, 0 where nobody knows."""
    taken = bytearray(len(text))
    found: list[Statement] = []

    def take(start: int, end: int) -> bool:
        if taken.find(1, start, end) >= 0:
            return False
        taken[start:end] = b"\1" * (end - start)
        return True

    for phrase in phrases.english(text):
        start, end, name, number = phrase
        if take(start, end) and name:
            found.append(Statement(PHRASE, start, end, F(number), unit=name, required=False, soft=True))
    found += [fact for fact in marks(text) if take(fact.start, fact.end)]
    starts = Starts(text)
    found += often(text, starts)
    found += [fact for fact in vague(text, starts) if take(fact.start, fact.end)]
    for start, end, several in chain(dates(text, year, starts), clocks(text, starts)):
        if take(start, end):
            found += several
    found += [fact for fact in weekdays(text, starts) if take(fact.start, fact.end)]
    for reading in (times, halves, fractions, spans, ordinals):
        found += [fact for fact in reading(text, starts) if take(fact.start, fact.end)]
    found += numbers(text, starts, taken)
    return sorted(found, key=lambda fact: fact.start)
