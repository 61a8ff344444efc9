"""The order of names in a list, and the letter each stands under, in its language.

Chinese: by the first character's sound, as the national standard GB 2312 orders its common characters, and within that
as the standard does; other characters, and they are rare, come last. Other languages: by letter, marks and articles
passed over.
"""

from __future__ import annotations

import re
import unicodedata

OTHER = "#"
"""Stands for the letter of a name that has none."""

_SOUNDS = "abcdefghjklmnopqrstwxyz"
_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
"""The first of the standard's common characters for each sound; none begins with i, u or v."""
_STARTS = tuple(char.encode("gb2312") for char in _FIRST)
_END = "座".encode("gb2312")
_ARTICLES = {"en": re.compile(r"(?:the|an|a)\s+", re.IGNORECASE)}


def initial(name: str, language: str) -> str:
    """The letter that ``name`` stands under, small; ``#`` where there is none."""
    bare = _bare(name, language)
    first = bare[:1]
    if first.isascii() and first.isalpha():
        return first
    return _sound(first) if first and language == "zh" else OTHER


def order(name: str, language: str) -> tuple[bool, str, bool, bytes]:
    """Sort key: by letter, those without one last; under a letter Latin before Han."""
    bare, letter = _bare(name, language), initial(name, language)
    # Every character has a place in GB 18030, which holds GB 2312.
    return letter == OTHER, letter, not bare[:1].isascii(), bare.encode("gb18030" if language == "zh" else "utf-8")


def _bare(name: str, language: str) -> str:
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char)).casefold()
    plain = re.sub(r"^[\W_]+", "", plain)
    article = _ARTICLES.get(language)
    return article.sub("", plain, count=1) if article and article.match(plain) else plain


def _sound(char: str) -> str:
    try:
        place = char.encode("gb2312")
    except UnicodeEncodeError:
        return OTHER
    if not _STARTS[0] <= place <= _END:
        return OTHER
    return next(sound for sound, start in zip(reversed(_SOUNDS), reversed(_STARTS), strict=True) if start <= place)
