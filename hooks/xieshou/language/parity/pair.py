"""Where two texts of one thing state different things.

In: a Chinese and an English text, the year in which they were written. Out: differences, each with both places where
there are two. A fact has its counterpart anywhere in the other text: sentences are turned round in translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction as F
from itertools import combinations
from typing import NamedTuple

from xieshou.language.parity import bodies, chinese, english, people, terms, titles
from xieshou.language.parity.alike import same_bound, same_value
from xieshou.language.parity.facts import CODE, COUNT, DATE, LIST, MONEY, ORDINAL, PHRASE, POINTS, SHARE, Fact
from xieshou.language.parity.known import Found, Known, unnumbered
from xieshou.language.parity.marks import one_sort
from xieshou.language.parity.pinyin import Sounds


class Side(NamedTuple):
    """What one text says: where, in which words, and what that is."""

    start: int
    text: str
    reading: str


class Difference(NamedTuple):
    """What differs: ``kind`` and ``code`` (``value``, ``bound``, ``missing`` from English, ``added`` there)."""

    kind: str
    code: str
    zh: Side | None
    en: Side | None


def differences(zh: str, en: str, year: int = 0, known: Sequence[Known] = ()) -> list[Difference]:
    """What two short texts state differently. ``known``: what the site calls people, places and bodies."""
    plain_zh, plain_en = unnumbered(zh, en, known)
    pairs = [(chinese.facts(plain_zh, year), english.facts(plain_en, year))]
    return [*differing(pairs, zh, en), *names_of(zh, en, known, Sounds(zh))]


def names_of(zh: str, en: str, known: Sequence[Known], whole: Sounds, english_whole: str = "") -> Iterator[Difference]:
    """The names, titles and terms that differ. ``whole``: all of a text, which may name a thing elsewhere."""
    for meant, found in people.unknown_names(whole, en, known):
        yield Difference("name", "name", meant and _named(meant), _named(found))
    for here, there in bodies.misnamed(zh, en, known):
        yield Difference("name", "value", _named(here), _named(there))
    for title, other in titles.differing(zh, en):
        yield Difference("name", "value", title and _named(title), _named(other))
    for here, there in terms.misworded(zh, en, (whole.text, english_whole)):
        yield Difference("term", "value", _named(here), _named(there))


def _named(found: Found | titles.Title) -> Side:
    return Side(found.start, found.text, found.text)


def differing(pairs: Sequence[tuple[Sequence[Fact], Sequence[Fact]]], zh: str, en: str) -> list[Difference]:
    """What the blocks of two texts state differently: the facts of each and of its counterpart.

    What has no counterpart there and one that is alone in another block has only moved.
    """
    found: list[Difference] = []
    lone: list[tuple[list[Fact], list[Fact]]] = []
    here_of: list[list[Fact]] = []
    there_of: list[list[Fact]] = []
    for own, others in pairs:
        here, there = _halved(own, others), _halved(others, own)
        there = _shared(there)
        bounds = _bounds(here, there)
        found += [Difference(one.kind, "bound", _side(one, zh), _side(other, en)) for one, other in bounds]
        here_of.append(here)
        there_of.append(there)
        lone_zh, lone_en = _unmatched(here, there)
        lone_zh = [fact for fact in lone_zh if not _rounds(fact, here, there) and not _within(fact, here, others)]
        lone_en = [fact for fact in lone_en if not _within(fact, there, own)]
        lone.append((lone_zh, [fact for fact in lone_en if not _follows(fact, here, there, en)]))
    every_zh, every_en = [fact for one, _ in lone for fact in one], [fact for _, other in lone for fact in other]
    for number, (own, others) in enumerate(lone):
        if len(lone) > 1:
            own = [one for one in own if not any(same_value(one, other) for other in every_en)]
            others = [other for other in others if not any(same_value(one, other) for one in every_zh)]
        taken: set[int] = set()
        for one in sorted(own, key=lambda fact: not fact.required):
            rival = _rival(one, [fact for fact in others if fact.start not in taken])
            if rival is not None:
                taken.add(rival.start)
                found.append(Difference(one.kind, "value", _side(one, zh), _side(rival, en)))
            elif one.required and not (
                len(lone) > 1 and any(same_value(one, other) for _, all_en in pairs for other in all_en)
            ):
                found.append(Difference(one.kind, "missing", _side(one, zh), None))
        found += _surplus(own, here_of[number], others, there_of[number], zh, en, taken)
        found += [
            Difference(other.kind, "added", None, _side(other, en))
            for other in others
            if other.start not in taken
            and other.required
            and not (len(lone) > 1 and any(same_value(one, other) for all_zh, _ in pairs for one in all_zh))
        ]
    return found


def _unsaid(one: Fact, other: Fact) -> bool:
    """Whether two that need not be said differ only in what one of them leaves out."""
    return not (one.required and other.required) and not (one.bound and other.bound) and not (one.way and other.way)


def _halved(own: Sequence[Fact], others: Sequence[Fact]) -> list[Fact]:
    """The facts with a range as its two ends where the other text has no such range: “from 80 to 140”, 由80升至140."""
    found: list[Fact] = []
    for fact in own:
        alone = fact.high is not None and not any(
            other.high is not None and (same_value(fact, other) or same_value(other, fact)) for other in others
        )
        if fact.high is None or (not alone) or not _ends(fact, others):
            found.append(fact)
        else:
            found += [fact._replace(high=None), fact._replace(low=fact.high, high=None)]
    return found


def _ends(fact: Fact, others: Sequence[Fact]) -> bool:
    """Whether the other text has either end by itself."""
    ends = (fact._replace(high=None), fact._replace(low=fact.high or fact.low, high=None))
    return any(other.high is None and (same_value(end, other) or same_value(other, end)) for end in ends for other in others)


def _shared(there: Sequence[Fact]) -> list[Fact]:
    """Bare numbers count as shares only where another number has the sign: “12 per cent to around 5”."""
    if any(fact.dimension in (SHARE, POINTS) or (fact.unit and fact.dimension != MONEY) for fact in there):
        return list(there)
    return [fact._replace(bare=False) if fact.bare else fact for fact in there]


def _unmatched(here: Sequence[Fact], there: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    lone = [one for one in here if not any(same_value(one, other) for other in there)]
    other = [one for one in there if not any(same_value(fact, one) for fact in here)]
    return lone, other


def _bounds(here: Sequence[Fact], there: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """Facts of one value of which something else is said wherever it stands."""
    found = []
    for one in here:
        others = [other for other in there if same_value(one, other)]
        exact = [other for other in others if other.dimension == one.dimension] or others
        if exact and not any(same_bound(one, other) or _unsaid(one, other) for other in others):
            found.append((one, exact[0]))
    return found


def _surplus(
    own: Sequence[Fact], here: Sequence[Fact], others: Sequence[Fact], there: Sequence[Fact], zh: str, en: str, taken: set[int]
) -> Iterator[Difference]:
    """A small number that only one text has, where the other has one more of another: 两件、三篇, “two … and two”."""
    for one in own:
        if one.soft and (one.dimension == COUNT or one.unit == LIST) and one.start not in taken:
            for other in there:
                if _counts_more(other, there, here):
                    yield Difference(one.kind, "value", _side(one, zh), _side(other, en))
                    break
    for other in others:
        if other.soft and (other.dimension == COUNT or other.unit == LIST) and other.start not in taken:
            for one in here:
                if _counts_more(one, here, there):
                    yield Difference(one.kind, "value", _side(one, zh), _side(other, en))
                    break


def _counts_more(fact: Fact, own: Sequence[Fact], others: Sequence[Fact]) -> bool:
    """Whether a text has a small number oftener than the other one."""
    if not (fact.unit == LIST or (fact.dimension == COUNT and 1 < fact.low <= _FEW)):
        return False
    return sum(one.low == fact.low for one in own) > sum(one.low == fact.low for one in others)


def _rival(one: Fact, others: Sequence[Fact]) -> Fact | None:
    """What in the other text stands where ``one`` should: of its dimension, or at least of its kind."""
    possible = [other for other in others if one.required or _conflict(one, other) or (one.soft and other.required)]
    for alike in (_of_one_dimension, _of_one_kind, _both_numbers):
        for other in possible:
            if alike(one, other):
                return other
    return None


def _of_one_dimension(one: Fact, other: Fact) -> bool:
    if one.dimension == CODE:
        return other.dimension == CODE and one_sort(one.unit, other.unit)
    return other.dimension == one.dimension and (other.dimension != PHRASE or other.unit == one.unit)


def _of_one_kind(one: Fact, other: Fact) -> bool:
    if PHRASE in (one.dimension, other.dimension):
        return LIST in (one.unit, other.unit) and COUNT in (one.dimension, other.dimension)
    return other.kind == one.kind and CODE not in (one.dimension, other.dimension)


def _both_numbers(one: Fact, other: Fact) -> bool:
    if CODE in (one.dimension, other.dimension) or not {other.kind, one.kind} <= {"quantity", "percent"}:
        return False
    return one.required or {one.dimension, other.dimension} <= {COUNT, ORDINAL} and max(one.low, other.low) <= _FEW


_FEW = 12
"""Up to here a number that need not be said is taken for another: 二期, “phase three”."""


def _conflict(one: Fact, other: Fact) -> bool:
    """Whether two that could be left out cannot both be right."""
    if one.dimension == other.dimension == PHRASE:
        return one.unit == other.unit
    if one.dimension == other.dimension == CODE:
        return one_sort(one.unit, other.unit)
    if one.soft and other.soft:
        return one.dimension == other.dimension or (LIST in (one.unit, other.unit) and COUNT in (one.dimension, other.dimension))
    if one.dimension == other.dimension == DATE:
        here, there = one.day, other.day
        return bool(here.year and there.year and not (here.month or there.month)) or bool(
            here.part.startswith("y") and there.part.startswith("y")
        )
    return False


_ROUND = {"near": (0, 1), "over": (-1, 0), "more": (-1, 0), "about": (-1, 1), "some": (-1, 1), "under": (0, 1)}
"""What a round number may be less or more than the exact one, as said of it."""
_OFF = 20
"""The part of a number by which a round one may differ from it: one in so many."""


def _rounds(fact: Fact, own: Sequence[Fact], others: Sequence[Fact]) -> bool:
    """Whether this only says in a round number what both texts say exactly."""
    if fact.bound not in _ROUND:
        return False
    said = {other.low for other in others}
    return any(_is_roughly(fact, one) and one.low in said for one in own if one is not fact)


def _within(fact: Fact, own: Sequence[Fact], others: Sequence[Fact]) -> bool:
    """Whether this is one of a row that the other text gives by its ends: 1、2、3, “1 to 3”."""
    if fact.dimension != COUNT or fact.high is not None:
        return False
    counts = {one.low for one in own if one.dimension == COUNT and one.high is None}
    return any(
        other.high is not None and other.dimension == COUNT and other.low <= fact.low <= other.high <= other.low + _FEW
        and {other.low, other.high} <= counts
        for other in others
    )  # fmt: skip


def _is_roughly(fact: Fact, exact: Fact) -> bool:
    if exact.dimension != fact.dimension or not exact.low:
        return False
    down, up = _ROUND[fact.bound]
    return exact.low * (1 + F(down, _OFF)) <= fact.low <= exact.low * (1 + F(up, _OFF))


_IN_ALL = re.compile(r"\b(?:in all|altogether|in total|total(?:led|ling|ing)?|combined|overall)\b", re.IGNORECASE)


def _follows(fact: Fact, here: Sequence[Fact], there: Sequence[Fact], en: str) -> bool:
    """Whether a number of the English follows from those of the Chinese: their sum or product, said to be one.

    Or a round one beside an exact one: “almost three-quarters, 73.5 per cent”.
    """
    if _rounds(fact, there, here):
        return True
    if fact.dimension not in (COUNT, MONEY) or not _IN_ALL.search(en[max(0, fact.start - 60) : fact.end + 60]):
        return False
    values = [one.low for one in here if one.dimension == fact.dimension or one.dimension == COUNT][:12]
    if fact.low == sum(values):
        return True
    return any(fact.low in (one + other, one * other) for one, other in combinations(values, 2))


def _side(fact: Fact, text: str) -> Side:
    return Side(fact.start, text[fact.start : fact.end].strip(), fact.reading)
