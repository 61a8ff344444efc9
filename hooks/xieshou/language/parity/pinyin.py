"""Pinyin held against characters: which words are spelt so, and which characters of a text can be read as one.

In: words and texts. Out: whether, and where. Characters may have any of their readings: 长治 is Changzhi, 长 in 长期 or
not; a word whose reading is known has that alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from xieshou.language.parity import lexicon

_EXTRA = {"陕": ("shaan",), "吕": ("lu", "lv"), "绿": ("lu",), "六": ("lu",), "哈": ("ha",)}
"""Readings that names have and the tables lack."""
_AS_SAID = {
    "长治": "changzhi", "长子": "zhangzi", "长葛": "changge", "长春": "changchun", "长沙": "changsha",
    "长安": "changan",
}  # fmt: skip
_SURE = re.compile(
    r"zh|q[iu](?!e)|x[iu](?!e|me)|(?:[bcdfghjklmnprstwyz]h?)(?:iang|uang|iong|ang|eng|ong|yuan|iao|uan)|jing|['’]"
)
"""What no Western name or word has, but for a few."""
_LONGEST = 6
"""Letters of the longest syllable: zhuang."""


@cache
def _pattern() -> tuple[re.Pattern[str], re.Pattern[str]]:
    every = sorted(lexicon.words("syllables"), key=len, reverse=True)
    first, later = "|".join(every), "|".join(one for one in every if one[0] not in "aoe")
    return re.compile(rf"(?:{first})(?:['’](?:{first})|(?:{later})){{0,3}}"), re.compile(first)


def is_pinyin(word: str) -> bool:
    """Whether a word can be read as Chinese."""
    return _pattern()[0].fullmatch(word.lower()) is not None


def is_syllable(word: str) -> bool:
    """Whether a word has one syllable only."""
    return _pattern()[1].fullmatch(word.lower()) is not None


def surely_pinyin(word: str) -> bool:
    """Whether a word has what no Western name has."""
    return _SURE.search(word.lower()) is not None


@cache
def _readings() -> Mapping[int, str]:
    from pypinyin.constants import PINYIN_DICT

    readings: Mapping[int, str] = PINYIN_DICT
    return readings


@cache
def sounds(char: str) -> frozenset[str]:
    """The readings of a character that names have, without tones; ü as u and as v."""
    found = set(_EXTRA.get(char, ()))
    for one in _readings().get(ord(char), "").split(","):
        plain = "".join(
            sign for sign in unicodedata.normalize("NFD", one) if sign == "\u0308" or not unicodedata.combining(sign)
        )
        plain = unicodedata.normalize("NFC", plain)
        if plain.isalpha():
            found |= {plain.replace("ü", other) for other in ("u", "v", "yu")} if "ü" in plain else {plain}
    return frozenset(found).difference(lexicon.equals("rare-readings").get(char, "").split(","))


def _plain(word: str) -> str:
    return re.sub("['’ -]", "", unicodedata.normalize("NFC", word.lower())).replace("ü", "v")


class Readings:
    """The characters of a text by how they can be read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: dict[str, tuple[int, int] | None] = {}

    @cached_property
    def _chars(self) -> dict[str, list[str]]:
        """The characters of the text by their readings."""
        found: dict[str, list[str]] = {}
        for char in dict.fromkeys(self.text):
            if "\u3400" <= char <= "\u9fff":
                for sound in sounds(char):
                    found.setdefault(sound, []).append(char)
        return found

    def _places(self, sound: str) -> Iterator[int]:
        """Where the characters stand that are read so."""
        for char in self._chars.get(sound, ()):
            at = self.text.find(char)
            while at >= 0:
                yield at
                at = self.text.find(char, at + 1)

    def find(self, word: str) -> tuple[int, int] | None:
        """Where characters stand that are read as ``word``."""
        if word not in self._found:
            self._found[word] = self._find(_plain(word))
        return self._found[word]

    def _find(self, plain: str) -> tuple[int, int] | None:
        for length in range(min(_LONGEST, len(plain)), 0, -1):
            for at in self._places(plain[:length]):
                end = self._read(plain[length:], at + 1)
                if end and _said(self.text[at:end]) in ("", plain):
                    return at, end
        return None

    def _read(self, rest: str, at: int) -> int:
        """Where the characters end that are read as ``rest``; 0 where they are not."""
        if not rest:
            return at
        if at >= len(self.text):
            return 0
        char = self.text[at]
        if char in "·•":
            return self._read(rest, at + 1)
        if not "\u3400" <= char <= "\u9fff":
            return 0
        for one in sounds(char):
            if rest.startswith(one) and (end := self._read(rest[len(one) :], at + 1)):
                return end
        return 0


@cache
def _phrases() -> Mapping[str, list[list[str]]]:
    from pypinyin.constants import PHRASES_DICT

    phrases: Mapping[str, list[list[str]]] = PHRASES_DICT
    return phrases


def _said(characters: str) -> str:
    """How characters are read together, where that is known: 长治 is no Zhangzhi."""
    if characters in _AS_SAID:
        return _AS_SAID[characters]
    read = _phrases().get(characters) if len(characters) > 1 else None
    if not read:
        return ""
    written = unicodedata.normalize("NFD", "".join(one[0] for one in read))
    return "".join(sign for sign in written if not unicodedata.combining(sign))
