"""Chinese. Names stand by the first character's sound, as the national standard GB 2312 orders its common characters,
and within that as the standard does; other characters, and they are rare, come last. Latin words in Chinese texts are
taken for English.
"""

from __future__ import annotations

from xieshou.language.collation import OTHER, Collation
from xieshou.language.profiles.base import LanguageProfile
from xieshou.language.profiles.en import ENGLISH

SOUNDS = "abcdefghjklmnopqrstwxyz"
FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
"""The first of the standard's common characters for each sound; none begins with i, u or v."""
_STARTS = tuple(char.encode("gb2312") for char in FIRST)
_END = "座".encode("gb2312")


def _letter(bare: str) -> str:
    first = bare[:1]
    if first.isascii():
        return first if first.isalpha() else OTHER
    try:
        place = first.encode("gb2312")
    except UnicodeEncodeError:
        return OTHER
    if not _STARTS[0] <= place <= _END:
        return OTHER
    return next(sound for sound, start in zip(reversed(SOUNDS), reversed(_STARTS), strict=True) if start <= place)


def _key(bare: str) -> tuple[str, bool, bytes]:
    """Under a letter Latin before Han. Every character has a place in GB 18030, which holds GB 2312."""
    return _letter(bare), not bare[:1].isascii(), bare.encode("gb18030")


CHINESE = LanguageProfile(
    collation=Collation(_letter, _key),
    stemmer=ENGLISH.stemmer,
    common_words=ENGLISH.common_words,
    announcing=("计划", "规划", "预计", "预期", "拟", "将", "有望", "目标", "力争", "争取"),
)
