"""Names of organisations and places that a site knows, held against those of the English.

In: two texts, and the names of the site in both languages. Out: what the Chinese names and the English
gives the name of another. A text may say “the university” or nothing; only a rival name is a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from xieshou.language.parity import lexicon
from xieshou.language.parity.known import Found, KnownName, named
from xieshou.language.parity.numerals import ORDINALS

_BODY = re.compile(
    r"\b(?:[A-Z][\w&'’.-]*|of|and|for|the|in|on) ?(?:(?:[A-Z][\w&'’.-]*|\d{1,3}(?= [A-Z])|of|and|for|the|&|on|in) ?)*",
)
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "at", "a"))
_GENERAL = frozenset(("municipal", "provincial", "people", "s", "city", "china", "chinese", "national", "co", "ltd"))
"""Words of names that tell one body of no place from no other."""
_GROUPS = (
    frozenset(("university", "college", "institute", "academy", "school")),
    frozenset(("hospital",)),
    frozenset((
        "bureau", "commission", "department", "committee", "ministry", "office", "government", "administration",
        "council",
    )),
    frozenset(("company", "group", "corporation", "bank", "factory", "plant")),
    frozenset(("zone", "park", "district", "county", "base", "centre", "center", "laboratory", "platform", "museum")),
)  # fmt: skip
"""Heads of names of one sort, any of which can be taken for another."""


def misnamed(zh: str, en: str, known: Sequence[KnownName]) -> Iterator[tuple[Found, Found]]:
    """What the Chinese names by a name of the site's, and the English by that of another body."""
    plain = f" {_plain(en)} "
    here = [(one, name) for one, name in named(zh, known) if one.en and one.body]
    if all(_whole(one, plain) for one, _ in here):
        return
    rivals = _foreign(zh, en, [one for one, _ in here], known)
    rest = plain
    for name in [*(name for one, _ in here for name in one.en), *(body.text for body in rivals)]:
        rest = rest.replace(f" {_plain_name(name)} ", " ")
    words = frozenset(rest.split())
    names = frozenset(name for one in known for name in one.en)
    unsaid = [(one, name) for one, name in here if not _whole(one, plain) and not _in_words(one, words)]
    for one, name in unsaid:
        for body in rivals:
            if _is_rival(body.text, one.en, body.text in names):
                at = zh.index(name)
                yield Found(at, at + len(name), name), body
                rivals = [other for other in rivals if other is not body]
                break


def _whole(one: KnownName, plain: str) -> bool:
    """Whether the English has one of its names."""
    return any(f" {_plain_name(name)} " in plain for name in one.en)


def _in_words(one: KnownName, words: frozenset[str]) -> bool:
    """Whether the English has the words that no other has, in whatever order."""
    own = _distinct(one.en[0])
    return bool(own) and own <= words


@lru_cache(8192)
def _distinct(name: str) -> frozenset[str]:
    """The words of a name that are no place, and no word of every such name."""
    return _words(name) - lexicon.words("heads") - lexicon.place_words() - _GENERAL - {"peking"}


def _foreign(zh: str, en: str, here: Sequence[KnownName], known: Sequence[KnownName]) -> list[Found]:
    """The bodies of the English that the Chinese does not name."""
    said = [_words(name) for one in here for name in one.en]
    others = [name for one in known if one not in here and not any(form in zh for form in one.zh) for name in one.en]
    found = [
        Found(at, at + len(name), name)
        for name in others
        if " " in name and (at := en.find(name)) >= 0 and not any(_words(name) <= words for words in said)
    ]
    found += [
        body for body in _bodies(en)
        if not any(_one_body(_words(body.text), words) for words in said)
        and not any(one.start <= body.start < one.end for one in found)
    ]  # fmt: skip
    return found


def _one_body(one: frozenset[str], said: frozenset[str]) -> bool:
    """Whether a body is one that was said, in short or with more words."""
    return one <= said or (said < one and bool(_distinct(" ".join(said))))


def _bodies(text: str) -> list[Found]:
    """What is written like a name of a body: capitals, and a head."""
    found = []
    for one in _BODY.finditer(text):
        parts = one[0].split(" ")
        start = one.start()
        while parts and parts[0].lower() in _SMALL:
            start += len(parts.pop(0)) + 1
        while parts and (not parts[-1] or parts[-1].lower() in {*_SMALL, "&"}):
            parts.pop()
        if len(parts) > 1 and _headed([word.lower().rstrip(".,'’") for word in parts]):
            name = " ".join(parts)
            found.append(Found(start, start + len(name), name))
    return found


def _headed(parts: Sequence[str]) -> bool:
    """Whether a head stands at the end, or before “of” and the like: a Government Work Report is no government."""
    heads = lexicon.words("heads")
    return any(
        word in heads and (place + 1 == len(parts) or parts[place + 1] in _SMALL) for place, word in enumerate(parts)
    )


def _is_rival(body: str, names: Sequence[str], known: bool) -> bool:
    """Whether a body is of the sort of ``names`` and none in other words; ``known``: whether the site has it."""
    words = _words(body)
    if any(words <= _words(name) for name in names):
        return False
    shared = any(words & _words(name) & lexicon.words("heads") for name in names)
    of_one_sort = any(group & words and group & _words(name) for name in names for group in _GROUPS)
    if not shared and not (known and of_one_sort):
        return False
    numbers = _numbers(words), _numbers(_words(names[0]))
    if known or (all(numbers) and numbers[0] != numbers[1]):
        return True
    return not _distinct(names[0]) & _distinct(body)


def _numbers(words: frozenset[str]) -> frozenset[str]:
    """What numbers a name has: that of No. 9 is no other's."""
    return frozenset(word for word in words if word.isdigit() or word in ORDINALS)


@lru_cache(8192)
def _words(name: str) -> frozenset[str]:
    return frozenset(_plain(name).split()) - _SMALL - {"s"}


@lru_cache(8192)
def _plain_name(name: str) -> str:
    return _plain(name)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w ]+", " ", text.lower().replace("&", " and ")).split())
