"""Numbers of the English that follow from those of the Chinese: sums, differences, products.

In: all numbers of two blocks, and those of either that stand alone. Out: those that still do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, permutations

from xieshou.language.parity.facts import COUNT, DATE, HOURS, MONEY, MONTHS, ROUGH, SHARE, WHOLE, Day, Statement

_PARTS = 5
"""Parts of a total, at most, that are added up where nothing says that they are."""
_MOST = 12
"""Numbers of which a sum is looked for: no text adds up more."""
_REACH = 60
"""Characters round a number in which it is said to follow from others."""
_IN_ALL = re.compile(r"\b(?:in all|altogether|in total|total(?:led|ling|ing)?|combined|overall)\b", re.IGNORECASE)
_AMONG = re.compile(r"\b(?:of (?:them|these|which|whom)|the (?:others?|rest)|among them|including)\b")
"""Words with which one part of a sum is said and the other left."""
_FURTHER = re.compile(
    r"\b(?:further|additional|another|extra|more|fewer|less|up(?! to)|down|increase|rise|gain|fall|drop|cut|difference"
    r"|longer|shorter|higher|lower|bigger|larger|smaller|faster|slower|older|younger|earlier|later|brought|brings)\b",
    re.IGNORECASE,
)
"""Words with which a difference of two numbers is said."""


def underived(
    every: tuple[Sequence[Statement], Sequence[Statement]],
    alone: tuple[Sequence[Statement], Sequence[Statement]],
    text: str,
) -> tuple[list[Statement], list[Statement]]:
    """The lonely facts of either that follow from no others. ``text``: the English.

    Where a sum or a difference stands for one of its parts, that part is not lonely either: three and two are “five,
    three of them …”.
    """
    chinese, english = every
    left = list(alone[0])
    found = []
    for fact in alone[1]:
        if fact.high is not None:
            found.append(fact)
            continue
        said = {(other.dimension, other.low) for other in english if other is not fact}
        unsaid = next(
            (
                lacking
                for parts, most in _reckoned(fact, chinese, text)
                if len(lacking := [part for part in parts if (part.dimension, part.low) not in said]) <= most
            ),
            None,
        )
        if unsaid is None:
            found.append(fact)
        else:
            left = [one for one in left if one not in unsaid]
    return left, found


def _reckoned(fact: Statement, chinese: Sequence[Statement], text: str) -> Iterator[tuple[Sequence[Statement], int]]:
    """Of what a number may be reckoned, and how many of these the English may leave out."""
    like = [one for one in chinese if one.dimension == fact.dimension and one.high is None]
    around = text[max(0, fact.start - _REACH) : fact.end + _REACH]
    if fact.dimension == COUNT:
        unsaid = 1 if _AMONG.search(text, fact.end, fact.end + _REACH) else 0
        for length in range(2, _PARTS + 1):
            for start in range(len(like) - length + 1):
                row = like[start : start + length]
                if sum(part.low for part in row) == fact.low:
                    yield row, unsaid
    if fact.dimension == SHARE and fact.step == ROUGH:
        counts = [one for one in chinese if one.dimension == COUNT and one.high is None][:_MOST]
        for pair in permutations(counts, 2):
            if pair[0].low * WHOLE == fact.low * pair[1].low:
                yield pair, 2  # 每10名中有7名: seven in ten
    if fact.dimension in (HOURS, MONTHS):
        for pair in pairwise(like):
            if pair[0].end == pair[1].start and pair[0].low + pair[1].low == fact.low:
                yield pair, 2  # 一年零两个月: fourteen months
        days = [one for one in chinese if one.dimension == DATE]
        for first, last in pairwise(days):
            if _length(first.day, last.day, fact.dimension) == fact.low:
                yield (), 0
    few = like[:_MOST]
    if _FURTHER.search(around):
        for pair in combinations(few, 2):
            if abs(pair[0].low - pair[1].low) == fact.low:
                yield pair, 1
    if fact.dimension not in (COUNT, MONEY):
        return
    if _IN_ALL.search(around):
        values = [one for one in chinese if one.dimension in (fact.dimension, COUNT)][:_MOST]
        if sum(one.low for one in values) == fact.low:
            yield values, len(values)
        for pair in combinations(values, 2):
            if fact.low in (pair[0].low + pair[1].low, pair[0].low * pair[1].low):
                yield pair, 2
    times = [one for one in chinese if one.dimension in (COUNT, MONTHS, HOURS) and one.low > one.size][:_MOST]
    for one in few:
        for other in times:
            if one is not other and one.low * other.low / other.size == fact.low:
                yield (one, other), 0


def _length(first: Day, last: Day, dimension: str) -> int:
    """The hours or months from a day or year to another, both included: 1日至5日 are five days."""
    if dimension == HOURS:
        return (last.day - first.day + 1) * 24 if first.day and last.day and last.month in (first.month, 0) else 0
    if first.month or last.month:
        return last.month - first.month + 1 if first.month and last.month and last.year in (first.year, 0) else 0
    return (last.year - first.year + 1) * 12 if first.year and last.year else 0
