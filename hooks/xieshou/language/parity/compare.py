"""Where a translation says another thing than its original: in structure, links, values and names.

In: two texts. Out: differences at their places in both files. Blocks are aligned and compared; what stands in another
block is no difference, nor is a number that the whole text has where its block has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from xieshou.language.parity import chinese, english
from xieshou.language.parity.align import Group, Weight, aligned
from xieshou.language.parity.document import ComparedBlock, ComparedText
from xieshou.language.parity.facts import Statement
from xieshou.language.parity.known import KnownName, Naming, present, unnumbered
from xieshou.language.parity.pair import Context, Mismatch, Side, differing, names_of


class Aligned(NamedTuple):
    """Two texts with their blocks put together."""

    zh: ComparedText
    en: ComparedText
    groups: tuple[Group, ...]


def compared(zh: ComparedText, en: ComparedText, year: int = 0, known: Sequence[KnownName] = ()) -> list[Mismatch]:
    """Every difference, in the order of the Chinese text."""
    year = year or zh.year or en.year
    known = present(zh.words, en.words, known)
    plain_zh, plain_en = unnumbered(zh.words, en.words, known)
    here, there = _stated(chinese.facts, plain_zh, year, zh), _stated(english.facts, plain_en, year, en)
    groups = _groups(zh, en, here, there)
    found = [*_structure(zh, en), *_links(zh, en)]
    pairs = [
        ([fact for number in own for fact in here[number]], [fact for number in other for fact in there[number]])
        for own, other in groups
    ]
    found += differing(pairs, zh.words, en.words)
    whole = Context.of(zh.words, en.words, known)
    naming = Naming(zh.words, en.words, known)
    for own, other in groups:
        if own and other:
            start, end = zh.blocks[own[0]].start, zh.blocks[own[-1]].end
            begin, stop = en.blocks[other[0]].start, en.blocks[other[-1]].end
            local = naming.within(range(start, end), range(begin, stop))
            for one in names_of(zh.words[start:end], en.words[begin:stop], local, whole):
                found.append(_moved(one, start, begin))
    return sorted(found, key=lambda one: (one.zh.start if one.zh else 0, one.en.start if one.en else 0))


def _moved(one: Mismatch, zh: int, en: int) -> Mismatch:
    return one._replace(
        zh=one.zh and one.zh._replace(start=one.zh.start + zh), en=one.en and one.en._replace(start=one.en.start + en)
    )


def align(zh: ComparedText, en: ComparedText) -> Aligned:
    """The two with their blocks put together."""
    here = _stated(chinese.facts, zh.words, zh.year, zh)
    there = _stated(english.facts, en.words, en.year or zh.year, en)
    return Aligned(zh, en, tuple(_groups(zh, en, here, there)))


def _groups(
    zh: ComparedText, en: ComparedText, here: Sequence[list[Statement]], there: Sequence[list[Statement]]
) -> list[Group]:
    return aligned(_weights(zh, here), _weights(en, there))


def _weights(text: ComparedText, facts: Sequence[list[Statement]]) -> list[Weight]:
    found = []
    links = list(text.links)
    for block, stated in zip(text.blocks, facts, strict=True):
        signs: set[object] = {link.target for link in links if block.start <= link.start < block.end}
        signs |= {(fact.dimension, fact.low, fact.day) for fact in stated if fact.required}
        length = len("".join(text.words[block.start : block.end].split()))
        found.append(Weight(block.sort, length, frozenset(signs)))
    return found


def _stated(
    facts: Callable[[str, int], list[Statement]], words: str, year: int, text: ComparedText
) -> list[list[Statement]]:
    """What each block states. Of the front matter, the fields that are compared are read alone."""
    found: list[Statement] = []
    parts = [(block.start, block.end + 1) for block in text.blocks if block.start < text.body]
    for start, end in (*parts, (text.body, len(words))):
        said = facts(words[start:end], year)
        found += [one._replace(start=one.start + start, end=one.end + start) for one in said] if start else said
    return _facts_by_block(found, text.blocks)


def _facts_by_block(facts: Sequence[Statement], blocks: Sequence[ComparedBlock]) -> list[list[Statement]]:
    found: list[list[Statement]] = [[] for _ in blocks]
    rest = iter(sorted(facts, key=lambda fact: fact.start))
    fact = next(rest, None)
    for number, block in enumerate(blocks):
        while fact is not None and fact.start < block.end:
            if fact.start >= block.start:
                found[number].append(fact)
            fact = next(rest, None)
    return found


def _structure(zh: ComparedText, en: ComparedText) -> Iterator[Mismatch]:
    here = [block for block in zh.blocks if block.sort[0] == "h"]
    there = [block for block in en.blocks if block.sort[0] == "h"]
    if [one.sort for one in here] != [one.sort for one in there]:
        at = next(
            (n for n, (one, other) in enumerate(zip(here, there, strict=False)) if one.sort != other.sort),
            min(len(here), len(there)),
        )
        yield Mismatch(
            "structure", "headings",
            _block_side(zh, here[at]) if at < len(here) else None,
            _block_side(en, there[at]) if at < len(there) else None,
        )  # fmt: skip
    for sort in ("table", "li"):
        one, other = ([block for block in text.blocks if block.sort == sort] for text in (zh, en))
        if len(one) != len(other) and (sort == "table" or (one and other) or abs(len(one) - len(other)) > 1):
            yield Mismatch(
                "structure", "lists" if sort == "li" else "tables",
                _block_side(zh, one[0], len(one)) if one else None,
                _block_side(en, other[0], len(other)) if other else None,
            )  # fmt: skip
    if zh.notes != en.notes:
        yield Mismatch("structure", "notes", Side(zh.body, "", str(zh.notes)), Side(en.body, "", str(en.notes)))


def _block_side(text: ComparedText, block: ComparedBlock, count: int = 0) -> Side:
    words = " ".join(text.words[block.start : block.end].split())
    return Side(block.start, words[:60], str(count) if count else block.sort)


def _links(zh: ComparedText, en: ComparedText) -> Iterator[Mismatch]:
    here = {link.target: link for link in reversed(zh.links)}
    there = {link.target: link for link in reversed(en.links)}
    for target, link in here.items():
        if target not in there:
            yield Mismatch(
                _kind(link.target), "missing", Side(link.start, zh.typed[link.start : link.end], target), None
            )
    for target, link in there.items():
        if target not in here:
            yield Mismatch(_kind(link.target), "added", None, Side(link.start, en.typed[link.start : link.end], target))


def _kind(target: str) -> str:
    return (
        "figure"
        if target.startswith("figure:")
        else "quantity"
        if "#" in target and target.startswith("indicator:")
        else "link"
    )
