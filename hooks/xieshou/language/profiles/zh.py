"""Chinese. Names stand by their sound, character by character: the letters of its syllable, then the tone, then the
character, in the order of the national standard (GB 2312, and of what it lacks, GB 18030). So all that begin with one
character stand together, as in a dictionary. Under a letter Latin words come before Han; what begins with a digit, and
what nobody can read, comes last. Latin words in Chinese texts are taken for English.
"""

from __future__ import annotations

from xieshou.content.schema.pinyin import UNREAD, Sound, Syllable, is_han
from xieshou.language.collation import OTHER, Collation
from xieshou.language.profiles.base import LanguageProfile
from xieshou.language.profiles.en import ENGLISH

Weight = tuple[str, str, int, bytes]
"""Of one character: letters, ü as u; letters as they are; tone; the standard's place. Of others the last alone."""


def _letter(bare: str, sound: Sound) -> str:
    first = bare[:1]
    if first.isascii():
        return first if first.isalpha() else OTHER
    letter = sound[0].letters[:1] if sound and is_han(first) else ""
    return letter if letter.isalpha() and letter.isascii() else OTHER


def _key(bare: str, sound: Sound) -> tuple[str, tuple[Weight, ...]]:
    syllables = iter(sound)
    weights = (_weight(char, next(syllables, UNREAD) if is_han(char) else None) for char in bare)
    return _letter(bare, sound), tuple(weights)


def _weight(char: str, read: Syllable | None) -> Weight:
    place = char.encode("gb18030", "surrogatepass")
    return (read.letters.replace("ü", "u"), read.letters, read.tone, place) if read else ("", "", 0, place)


CHINESE = LanguageProfile(
    collation=Collation(_letter, _key, sounded=True),
    stemmer=ENGLISH.stemmer,
    common_words=ENGLISH.common_words,
    announcing=("计划", "规划", "预计", "预期", "拟", "将", "有望", "目标", "力争", "争取"),
)
