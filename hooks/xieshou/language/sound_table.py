"""How Chinese words are read, as far as a table can know it: pypinyin's, and over it our own of places and surnames.

In: the Han of a name, with a space where something else stands between. Out: a syllable for each character. A reading
that hangs on the word (长城, 校长) is that of the phrase; a name is cut into as few phrases as will do, and where that
leaves a choice the last is as long as can be. A character alone has the first of its readings that the standard files
it under (GB 2312 orders its common characters by sound: 长 under C), or that of our own table.

The tables take 65 MB: only who meets a name that nobody has read before loads them (``xieshou.plan.sounds``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

import yaml

from xieshou.content.schema.pinyin import NEUTRAL, UNREAD, Sound, Syllable, syllable
from xieshou.core.project import FRONT
from xieshou.language.traditional import traditional

FILE = FRONT / "labels" / "sounds" / "zh.yml"
FIRST = dict(zip("abcdefghjklmnopqrstwxyz", "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝", strict=True))
"""The first of the standard's common characters for each letter; no sound begins with i, u or v."""
_STARTS = tuple((letter, char.encode("gb2312")) for letter, char in FIRST.items())
_END = "座".encode("gb2312")
_LONGEST = 8
"""Characters of the longest phrases that are looked for: what is longer is a proverb."""
_PARTS = frozenset("省市县区州盟旗镇乡村")
"""What a place is, behind its name."""
_FAMILIES = frozenset("家氏某姓")
"""What follows a surname in the name of a village, a hall, or of one who is not named further."""
_OF_PEOPLE = range(2, 5)
"""Characters of a person's name in Chinese; a longer one is foreign, and its first character no surname."""


def standard_letter(char: str) -> str:
    """The letter that the standard files a common character under; empty of any other character."""
    try:
        place = char.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    if not _STARTS[0][1] <= place <= _END:
        return ""
    return next(letter for letter, start in reversed(_STARTS) if start <= place)


def _installed(name: str) -> dict[str, Any]:
    """A table of the package, which is not imported: it would take all phrases apart first, for other uses."""
    found = find_spec("pypinyin")
    assert found is not None
    assert found.submodule_search_locations
    table: dict[str, Any] = json.loads(Path(found.submodule_search_locations[0], name).read_bytes())
    return table


@dataclass(frozen=True, slots=True)
class SoundTable:
    """The readings of characters (their codes -> readings with commas between) and of phrases (for each character its
    readings), those of places, and of surnames and single characters in names.
    """

    characters: Mapping[int, str]
    phrases: Mapping[str, list[list[str]]]
    places: Mapping[str, Sound]
    surnames: Mapping[str, Sound]
    usual: Mapping[str, Sound]

    @classmethod
    def load(cls) -> Self:
        """What is installed."""
        characters = {int(code): readings for code, readings in _installed("pinyin_dict.json").items()}
        own = yaml.load(FILE.read_bytes(), yaml.CSafeLoader)
        read = ({name: tuple(map(syllable, line.split())) for name, line in own[key].items()} for key in own)
        return cls(characters, _installed("phrases_dict.json"), *read)

    def read(self, han: str, person: bool = False) -> Sound:
        """How Han are read; ``person``: it is somebody's name. A character that no table has is ``UNREAD``."""
        sound: list[Syllable] = []
        for run in han.split():
            text = run.translate(traditional())
            for start, end in self._cut(text):
                sound += self._phrase(text[start:end]) or (self._character(char) for char in run[start:end])
        family = self._family(han.translate(traditional()), person)
        return (*family, *sound[len(family) :])

    def toned(self, sound: Sound, han: str, person: bool = False) -> Sound:
        """``sound``, which is how ``han`` begins, with the tones and the syllables that it leaves out."""
        usual = self.read(han, person)
        toned = (
            own if own.tone else Syllable(own.letters, self._tone(own.letters, char, default))
            for own, char, default in zip(sound, han.replace(" ", ""), usual, strict=False)
        )
        return (*toned, *usual[len(sound) :])

    def _tone(self, letters: str, char: str, default: Syllable) -> int:
        readings = (default, *map(syllable, self.characters.get(ord(char), UNREAD.letters).split(",")))
        return next((one.tone for one in readings if one.letters == letters), NEUTRAL)

    def _cut(self, text: str) -> list[tuple[int, int]]:
        """Where the phrases of a text, and the characters that stand alone, begin and end."""
        best: list[tuple[int, int]] = [(0, 0)]  # up to each character: how many, and where the last one begins
        for end in range(1, len(text) + 1):
            starts = range(max(0, end - _LONGEST), end)
            known = (start for start in starts if start == end - 1 or self._knows(text[start:end]))
            best.append(min((best[start][0] + 1, start) for start in known))
        cuts = []
        end = len(text)
        while end:
            cuts.append((best[end][1], end))
            end = best[end][1]
        return cuts[::-1]

    def _knows(self, phrase: str) -> bool:
        return phrase in self.phrases or phrase in self.places or (phrase[-1] in _PARTS and phrase[:-1] in self.places)

    def _phrase(self, phrase: str) -> Sound:
        if place := self.places.get(phrase):
            return place
        if phrase[-1] in _PARTS and (place := self.places.get(phrase[:-1])):
            return *place, self._character(phrase[-1])
        found = self.phrases.get(phrase) if len(phrase) > 1 else None
        return tuple(syllable(readings[0]) for readings in found or ())

    def _character(self, char: str) -> Syllable:
        if own := self.usual.get(char):
            return own[0]
        readings = [syllable(one) for one in self.characters.get(ord(char), UNREAD.letters).split(",")]
        letter = standard_letter(char)
        return next((one for one in readings if one.letters[0] == letter), readings[0])

    def _family(self, text: str, person: bool) -> Sound:
        """The surname that a name begins with, where it is read otherwise than the word."""
        for length in (2, 1):
            found = self.surnames.get(text[:length])
            if found and ((person and len(text) in _OF_PEOPLE) or text[length : length + 1] in _FAMILIES):
                return found
        return ()
