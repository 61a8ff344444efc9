"""Letters without their marks: é as e, ß as ss, ё as е. So names are ordered, and words compared, in every language.

``compatible`` takes any text: radicals and wide letters become the characters they are read as (NFKC), what has no
width goes, ○ becomes 〇, and every dot in the middle, every hyphen and every upright stroke the same. ``plain`` takes
what came of it, in small letters, and takes accents, points and strokes away. What is a letter of its own all the same
stays (й).
``front/search/tokens.js`` says the same; a test compares them.
"""

from __future__ import annotations

import re
import unicodedata

from xieshou.core.radicals import RADICALS

_NO_WIDTH = "\u00ad\u180e\u200b\u200d-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
"""Soft hyphens, spaces and joiners of no width, directions, selectors of a form. The joiner that parts words of Persian
(U+200C) is none: it goes behind other letters alone.
"""
_UNSEEN = re.compile(f"[{_NO_WIDTH}]|(?<![\u0600-\u077f])\u200c")
_ALIKE = (("○◯", "〇"), ("・･•‧∙⋅", "·"), ("丨", "|"), ("‐‑‒–−", "-"))
_OTHERS = RADICALS | {0x2F01: "|"} | {ord(one): char for alike, char in _ALIKE for one in alike}
_OTHER = re.compile(
    "[\u2010-\u2013\u2022\u2027\u2212\u2219\u22c5\u25cb\u25ef\u2e80-\u2ef3\u2f01\u2f3e\u2fad\u30fb\u4e28\uff65]"
)

MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
)
"""Accents, and the points of Hebrew and Arabic; the vowel signs of other scripts are no marks on letters."""
_MARK = re.compile(f"[{MARKS}]")
_MARKED = re.compile("[\u00c0-\u1fff\u20d0-\u20f0\ufe20-\ufe2f]")
"""What may have a mark; Han and its punctuation stand beyond."""
_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "ς": "σ",
    "й": "й",
}  # fmt: skip
"""What Unicode does not take apart, but readers may type so; and what it does, but is no letter with a mark."""


class _Plain(dict[int, str]):
    """What each character is without its marks, once asked for."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        bare = _MARK.sub("", unicodedata.normalize("NFD", char))
        plain = self[code] = unicodedata.normalize("NFC", bare)
        return plain


_PLAIN = _Plain({ord(char): plain for char, plain in _LETTERS.items()})


def compatible(text: str) -> str:
    """``text`` in compatibility form, without what is not seen; what is only drawn alike is one."""
    text = _UNSEEN.sub("", text)
    if _OTHER.search(text):
        text = text.translate(_OTHERS)
    return unicodedata.normalize("NFKC", text)


def plain(text: str) -> str:
    """``text`` without marks on its letters."""
    return text.translate(_PLAIN) if _MARKED.search(text) else text
