"""Names of people and places of China in an English text, by how they are spelt, held against the Chinese.

In: two texts, and the names a site knows in both. Out: those of the English that no characters of the Chinese are read
as, with what may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, product

from xieshou.language.parity import lexicon
from xieshou.language.parity.known import Found, KnownName, named
from xieshou.language.parity.pinyin import Readings, is_pinyin, is_syllable, sounds, surely_pinyin

_WORD = re.compile(r"(?P<word>[A-ZÜ](?<![\w-].)[a-zü]+(?:['’][a-zü]+|-[A-Za-z]?[a-zü]+)*)(?![\w-])")
_KIND_OF_PLACE = re.compile(
    r" (?:City|County|District|Province|Prefecture|Town|Township|Village|Subdistrict|Municipality|Mountains?|River)\b"
)
_BEGINS = re.compile(r"(?:^|[.!?:;。\n“\"(#>*-]\s*)$")
_WORDS_TOO = frozenset((
    "an", "can", "he", "she", "man", "men", "long", "song", "sun", "young", "you", "ban", "pan", "din", "bin", "due",
    "sang", "hang", "gang", "tang", "bang", "ran", "fan", "pin", "den", "ten",
))  # fmt: skip
"""Family names that are English words: “He Can” is nobody."""
_GIVEN = frozenset((
    "wei", "min", "bo", "tao", "jun", "yu", "ping", "qiang", "jie", "lei", "yan", "bin", "hui", "li", "xin",
))  # fmt: skip
"""Given names of one syllable that no English word is."""


def english_names(text: str) -> Iterator[Found]:
    """People and places of China in an English text."""
    words = list(_WORD.finditer(text))
    skip = -1
    for place, found in enumerate(words):
        if found.start() < skip:
            continue
        start, end = found.span()
        word = found["word"]
        following = words[place + 1] if place + 1 < len(words) else None
        if following is not None and following.start() == end + 1 and text[end] == " ":
            given = _unowned(following["word"])
            last = following.start() + len(given)
            if _is_person(word.lower(), given.lower()) and not _KIND_OF_PLACE.match(text, last):
                skip = following.end()
                yield Found(start, last, text[start:last])
                continue
        plain = _unowned(word)
        end = start + len(plain)
        lower = plain.lower()
        if (_is_name(lower, begins=False) and _is_name(lower, _begins(text, start))) or (
            text[end : end + 1] == " "
            and _KIND_OF_PLACE.match(text, end)
            and is_pinyin(plain)
            and lower not in lexicon.words("english")
        ):
            yield Found(start, end, plain)


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins there."""
    return _BEGINS.search(text, max(0, start - 4), start) is not None


def _unowned(word: str) -> str:
    """The word without the sign of the possessive."""
    return word[:-2] if word.endswith(("'s", "’s")) else word


@lru_cache(8192)
def _is_person(surname: str, given: str) -> bool:
    if surname not in lexicon.words("surnames") or not is_pinyin(given.replace("-", "")):
        return False
    if given in lexicon.words("english") or given in lexicon.place_words():
        return False
    if surname in _WORDS_TOO:
        return not is_syllable(given) or surely_pinyin(given) or given in _GIVEN
    return True


@lru_cache(8192)
def _is_name(word: str, begins: bool) -> bool:
    """Whether a word alone is a name: several syllables, and no word of other languages."""
    if word in lexicon.place_words():
        return True
    if len(word) < _SHORTEST or not is_pinyin(word) or is_syllable(word) or word in lexicon.words("english"):
        return False
    return surely_pinyin(word) or not begins


def unknown_names(
    readable: Readings, en: str, known: Sequence[KnownName], given: frozenset[str]
) -> Iterator[tuple[Found | None, Found]]:
    """The Chinese names of the English text that the Chinese one has not, each with the one that may be meant.

    ``given``: the words of the names that the site has for what the Chinese names (``given_words``).
    """
    found = list(english_names(en))
    if not found:
        return
    zh = readable.text
    for name in found:
        plain = name.text.lower()
        if plain in given or any(place == plain and short in zh for short, place in _short_names()):
            continue
        if plain in lexicon.place_words() and (pair := _other_surname(name, en, readable)):
            yield pair
            continue
        if readable.find(plain) is None and not _reversed(plain, readable):
            meant = _meant(name.text, readable)
            if " " in plain or meant or _other_place(readable, en.lower(), known):
                yield meant, name


def _other_surname(name: Found, en: str, readable: Readings) -> tuple[Found, Found] | None:
    """A given name that is the name of a place too (向阳, 襄阳), behind the surname of somebody else."""
    before = _SURNAME.search(en, max(0, name.start - _LONGEST_SURNAME), name.start)
    place = readable.find(name.text.lower())
    if before is None or before[1].lower() in _WORDS_TOO or not place or not place[0]:
        return None
    surnames = lexicon.words("surnames")
    read = sounds(readable.text[place[0] - 1])
    if before[1].lower() not in surnames or before[1].lower() in read or not read & surnames:
        return None
    start = place[0] - 1
    return (
        Found(start, place[1], readable.text[start : place[1]]),
        Found(before.start(1), name.end, en[before.start(1) : name.end]),
    )


_SURNAME = re.compile(r"\b([A-Z][a-z]+) $")
_LONGEST_SURNAME = 9
_PLACE = re.compile(r"([\u4e00-\u9fff])([\u4e00-\u9fff])(?=[市县区省镇乡村])")
_NO_PLACE = frozenset("全我各本该市县区省城地两多个些国农山老新乡镇街社园特级辖外内跨东西南北中主风景")
_TRAVELLED = re.compile(r"[赴来在留驻入返离抵访进援往从]([\u4e00-\u9fff])")


def _other_place(readable: Readings, en: str, known: Sequence[KnownName]) -> bool:
    """Whether the Chinese names a place or a body that the English does not: one more place alone is no fault."""
    zh = readable.text
    for first, second in _PLACE.findall(zh):
        read = (f"{one}{two}" for one, two in product(sounds(first), sounds(second)))
        if not {first, second} & _NO_PLACE and not any(name in en for name in read):
            return True
    if any(lexicon.places("short-places").get(char, en) not in en for char in _TRAVELLED.findall(zh)):
        return True
    if any(one.body and not any(_main(name) in en for name in one.en) for one, _ in named(zh, known)):
        return True
    return any(place in zh and name not in en for place, name in lexicon.places().items())


def _main(name: str) -> str:
    """The word of a name that no other has, or all of it."""
    words = [word for word in re.findall(r"[\w'’]+", name.lower()) if is_pinyin(word) and not is_syllable(word)]
    return words[-1] if words else name.lower()


def _alike(name: str, text: str) -> Found | None:
    """Two characters whose reading is nearly that of a name in one word."""
    chars = [char for char in text if "\u3400" <= char <= "\u9fff"]
    for first, second in pairwise(chars):
        if first + second in text:
            for one, two in product(sounds(first), sounds(second)):
                if one[0] == name[0] and len(name) >= _LONG and _one_slip(one + two, name):
                    at = text.index(first + second)
                    return Found(at, at + 2, first + second)
    return None


_SHORTEST = 4
"""Letters of the shortest name in one word."""
_LONG = 6
"""Letters of a name from which on one of them may be a slip."""


def _one_slip(one: str, other: str) -> bool:
    """Whether two spellings differ in one letter, or one has a letter more."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (here, there) in enumerate(zip(one, other, strict=False)) if here != there), -1)
    start = min(len(one), len(other)) if start < 0 else start
    rest = one[start:], other[start:]
    return rest[0][1:] == rest[1][1:] or rest[0] == rest[1][1:] or rest[0][1:] == rest[1]


def given_words(zh: str, known: Sequence[KnownName]) -> frozenset[str]:
    """The words of the English names of what the Chinese text names."""
    words: set[str] = set()
    for one in known:
        if any(name in zh for name in one.zh):
            words |= _english_words(one.en)
    return frozenset(words)


@lru_cache(8192)
def _english_words(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in (*re.findall(r"[a-zü'’-]+", name.lower()), name.lower()))


def _short_names() -> Iterable[tuple[str, str]]:
    return lexicon.places("short-places").items()


def _reversed(name: str, readable: Readings) -> bool:
    given, _, surname = name.partition(" ")
    return bool(surname) and readable.find(f"{surname}{given}") is not None


def _meant(name: str, readable: Readings) -> Found | None:
    """The characters of the Chinese that a misspelt name may stand for: its given name is right, or its surname."""
    surname, _, given = name.partition(" ")
    text = readable.text
    if not given:
        return _alike(name.lower(), text)
    if (place := readable.find(given)) and place[0] > 0:
        return Found(place[0] - 1, place[1], text[place[0] - 1 : place[1]])
    initials = {given[0].lower()}
    for at, char in enumerate(text[:-1]):
        if surname.lower() in sounds(char) and {one[0] for one in sounds(text[at + 1])} & initials:
            return Found(at, at + 3, text[at : at + 3])
    return None
