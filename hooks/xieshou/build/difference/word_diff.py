"""Two texts, block by block: which words went and which came, with some of what stands round them.

In: the blocks of a page before and after. Out: a ``Hunk`` for each block that differs. Han are told sign by sign, other
scripts word by word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import NamedTuple

KEPT, OUT, IN = "=", "-", "+"
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_HAN}]|(?:(?![{_HAN}])\w)+|\s+|.", re.DOTALL)
_WORDS = re.compile(r"\w")
AROUND = 16
"""Tokens shown on either side of a change."""
LONGEST = 800
"""Characters shown of what went or came in one piece."""
_MOST = 500_000
"""Tokens of the one times those of the other, beyond which a block is told as a whole; and pairs of blocks."""
_ALIKE = 0.4
"""Two blocks are one that was changed where they share this part of their tokens."""


class WordPiece(NamedTuple):
    """``kind``: it stayed (``KEPT``), went (``OUT``) or came (``IN``)."""

    kind: str
    text: str


Hunk = tuple[WordPiece, ...]


def hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[Hunk]:
    """What differs, in order."""
    head, tail = _ends(old, new)
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(old) * len(new) > _MOST:
        yield from _apart(old, new)
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            for one, other in _paired(old[a:b], new[c:d]):
                yield _hunk(one, other)


def _ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How much two sequences have in common at their beginning, and at their end."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    return head, next((at for at in range(most - head) if old[-1 - at] != new[-1 - at]), most - head)


def _apart(old: Sequence[str], new: Sequence[str]) -> Iterator[Hunk]:
    """Blocks of very long pages, each as a whole, wherever it stands."""
    was, now = Counter(old), Counter(new)
    yield from ((_piece(OUT, block),) for block in (was - now).elements())
    yield from ((_piece(IN, block),) for block in (now - was).elements())


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Blocks that took each other's place, in order: those that are alike side by side, the others by themselves."""
    if len(old) * len(new) > _MOST // 200:
        yield from chain(((block, "") for block in old), (("", block) for block in new))
        return
    bags = [[Counter(_TOKEN.findall(block)) for block in side] for side in (old, new)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]  # how much is alike from here to the end
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            alike = _alike(bags[0][a], bags[1][b])
            both = alike + best[a + 1][b + 1] if alike >= _ALIKE else 0.0
            best[a][b] = max(both, best[a + 1][b], best[a][b + 1])
    a = b = 0
    while a < len(old) or b < len(new):
        if b == len(new) or (a < len(old) and best[a][b] == best[a + 1][b]):
            yield old[a], ""
            a += 1
        elif a == len(old) or best[a][b] == best[a][b + 1]:
            yield "", new[b]
            b += 1
        else:
            yield old[a], new[b]
            a, b = a + 1, b + 1


def _alike(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def _hunk(old: str, new: str) -> Hunk:
    if not old or not new:
        return (_piece(IN, new),) if new else (_piece(OUT, old),)
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    return tuple(_shown(_joined(one, other, list(_codes(one, other)))))


def _codes(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """As ``difflib`` tells them; most changes are few, and what stands before and after them is not searched."""
    head, tail = _ends(one, other)
    end, stop = len(one) - tail, len(other) - tail
    if head:
        yield "equal", 0, head, 0, head
    if (end - head) * (stop - head) > _MOST:
        yield "replace", head, end, head, stop
    else:
        for kind, a, b, c, d in SequenceMatcher(None, one[head:end], other[head:stop], autojunk=False).get_opcodes():
            yield kind, a + head, b + head, c + head, d + head
    if tail:
        yield "equal", end, len(one), stop, len(other)


def _joined(
    one: Sequence[str], other: Sequence[str], codes: Sequence[tuple[str, int, int, int, int]]
) -> list[tuple[str, list[str], list[str]]]:
    """Stretches that stayed (``KEPT``, and the tokens twice) or changed; a sign or a space between two changes is read
    with them.
    """
    found: list[tuple[str, list[str], list[str]]] = []
    for number, (kind, a, b, c, d) in enumerate(codes):
        between = 0 < number < len(codes) - 1 and sum(bool(_WORDS.match(token)) for token in one[a:b]) < 2
        same = kind == "equal" and not (between and b - a < 4)
        if found and found[-1][0] == OUT and not same:
            found[-1][1].extend(one[a:b])
            found[-1][2].extend(other[c:d])
        else:
            found.append((KEPT if same else OUT, list(one[a:b]), list(other[c:d])))
    return found


def _shown(stretches: Sequence[tuple[str, list[str], list[str]]]) -> Iterator[WordPiece]:
    for number, (kind, old, new) in enumerate(stretches):
        if kind == KEPT:
            first, last = number == 0, number == len(stretches) - 1
            yield WordPiece(KEPT, _clipped(old, first, last))
            continue
        if old:
            yield _piece(OUT, "".join(old))
        if new:
            yield _piece(IN, "".join(new))


def _clipped(tokens: Sequence[str], first: bool, last: bool) -> str:
    """What stayed, as far as it stands near a change."""
    if first:
        return "".join(tokens) if len(tokens) <= AROUND else "…" + "".join(tokens[-AROUND:])
    if last:
        return "".join(tokens) if len(tokens) <= AROUND else "".join(tokens[:AROUND]) + "…"
    if len(tokens) <= 2 * AROUND + 1:
        return "".join(tokens)
    return f"{''.join(tokens[:AROUND])} … {''.join(tokens[-AROUND:])}"


def _piece(kind: str, text: str) -> WordPiece:
    return WordPiece(kind, text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
