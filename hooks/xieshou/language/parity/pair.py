"""Where two texts of one thing state different things.

In: a Chinese and an English text, the year in which they were written. Out: differences, each with both places where
there are two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xieshou.language.parity import bodies, chinese, english, people, terms, titles
from xieshou.language.parity.alike import same_value
from xieshou.language.parity.facts import Statement
from xieshou.language.parity.known import Found, KnownName, present, unnumbered
from xieshou.language.parity.matching import Matched, rival
from xieshou.language.parity.pinyin import Readings


class Side(NamedTuple):
    """What one text says: where, in which words, and what that is."""

    start: int
    text: str
    reading: str


class Mismatch(NamedTuple):
    """What differs: ``kind`` and ``code`` (``value``, ``bound``, ``missing`` from English, ``added`` there)."""

    kind: str
    code: str
    zh: Side | None
    en: Side | None


def differences(zh: str, en: str, year: int = 0, known: Sequence[KnownName] = ()) -> list[Mismatch]:
    """What two short texts state differently. ``known``: what the site calls people, places and bodies."""
    known = present(zh, en, known)
    plain_zh, plain_en = unnumbered(zh, en, known)
    pairs = [(chinese.facts(plain_zh, year), english.facts(plain_en, year))]
    return [*differing(pairs, zh, en), *names_of(zh, en, known, Context.of(zh, en, known))]


class Context(NamedTuple):
    """All of the two texts, which may name a thing in another block: the Chinese by its sounds, the names it gives."""

    sounds: Readings
    terms_said: terms.TermsSaid
    given: frozenset[str]

    @classmethod
    def of(cls, zh: str, en: str, known: Sequence[KnownName]) -> Context:
        """That of two texts."""
        return cls(Readings(zh), terms.TermsSaid(zh, en), people.given_words(zh, known))


def names_of(zh: str, en: str, known: Sequence[KnownName], whole: Context) -> Iterator[Mismatch]:
    """The names, titles and terms that differ."""
    for meant, found in people.unknown_names(whole.sounds, en, known, whole.given):
        yield Mismatch("name", "name", meant and _named(meant), _named(found))
    for here, there in bodies.misnamed(zh, en, known):
        yield Mismatch("name", "value", _named(here), _named(there))
    for title, other in titles.differing(zh, en):
        yield Mismatch("name", "value", title and _named(title), _named(other))
    for here, there in terms.misworded(zh, en, whole.terms_said):
        yield Mismatch("term", "value", _named(here), _named(there))


def _named(found: Found | titles.Title) -> Side:
    return Side(found.start, found.text, found.text)


def differing(pairs: Sequence[tuple[Sequence[Statement], Sequence[Statement]]], zh: str, en: str) -> list[Mismatch]:
    """What the blocks of two texts state differently: the facts of each and of its counterpart.

    What has no counterpart there and one that is alone in another block has only moved; what the other text has
    elsewhere is not missing.
    """
    found: list[Mismatch] = []
    blocks = [Matched(here, there) for here, there in pairs]
    lone = [block.alone(en) for block in blocks]
    for block in blocks:
        found += [Mismatch(one.kind, "bound", _side(one, zh), _side(other, en)) for one, other in block.bounds()]
    if len(blocks) > 1:
        moved_zh, moved_en = [fact for one, _ in lone for fact in one], [fact for _, other in lone for fact in other]
        lone = [
            (
                [one for one in own if not any(same_value(one, other) for other in moved_en)],
                [other for other in others if not any(same_value(one, other) for one in moved_zh)],
            )
            for own, others in lone
        ]
    alone: list[Mismatch] = []
    for block, (own, others) in zip(blocks, lone, strict=True):
        alone += _of_block(block, own, others, pairs, zh, en)
    return [*found, *_joined(alone)]


def _joined(found: Sequence[Mismatch]) -> Iterator[Mismatch]:
    """What a block lacks and what another has too much, as one where they are of one kind: it moved and changed."""
    added = [one for one in found if one.code == "added"]
    for one in found:
        if one.code == "missing" and (other := next((two for two in added if two.kind == one.kind), None)):
            added.remove(other)
            yield Mismatch(one.kind, "value", one.zh, other.en)
        elif one.code != "added":
            yield one
    yield from added


def _of_block(
    block: Matched,
    own: Sequence[Statement],
    others: Sequence[Statement],
    pairs: Sequence[tuple[Sequence[Statement], Sequence[Statement]]],
    zh: str,
    en: str,
) -> Iterator[Mismatch]:
    """The differences of what is alone in a block."""
    taken: set[int] = set()
    left: list[Statement] = []
    for one in sorted(own, key=lambda fact: not fact.required):
        instead = rival(one, [fact for fact in others if fact.start not in taken])
        if instead is not None:
            taken.add(instead.start)
            yield Mismatch(one.kind, "value", _side(one, zh), _side(instead, en))
            continue
        left.append(one)
        if one.required and not any(same_value(one, fact) for _, there in pairs for fact in there):
            yield Mismatch(one.kind, "missing", _side(one, zh), None)
    for other in others:
        elsewhere = any(same_value(fact, other) for here, _ in pairs for fact in here)
        if other.start not in taken and other.required and not elsewhere:
            yield Mismatch(other.kind, "added", None, _side(other, en))
    for one, other in block.surplus(left, [fact for fact in others if fact.start not in taken]):
        yield Mismatch(one.kind, "value", _side(one, zh), _side(other, en))


def _side(fact: Statement, text: str) -> Side:
    return Side(fact.start, text[fact.start : fact.end].strip(), fact.reading)
