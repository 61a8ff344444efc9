"""Patterns tried where they can match, and nowhere else.

In: places at which something can begin, found once for many patterns; words. Out: what matches there; a pattern of
words. To try every pattern at every character costs several times as much; this is what makes a thousand articles a
matter of seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator


def any_of(words: Iterable[str], written: Callable[[str], str] = re.escape) -> str:
    """A pattern that any of ``words`` matches, the longest first, and that looks only at those of one first letter."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[0], []).append(written(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())


def matches(pattern: re.Pattern[str], text: str, *starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """What matches at the given places, in order, no two over one another. Each of ``starts`` is in order."""
    end = 0
    match = pattern.match
    every = starts[0] if len(starts) == 1 else sorted({place for places in starts for place in places})
    for start in every:
        if start >= end and (found := match(text, start)):
            yield found
            end = max(found.end(), start + 1)
