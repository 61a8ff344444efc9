"""Letters without their marks: é as e, ß as ss, ё as е. So names are ordered, and words compared, in every language.

In: a text in small letters and compatibility form (NFKC). Out: the same with every letter as it is without accents,
points and strokes. What is a letter of its own all the same stays (й). ``front/search/tokens.js`` says the same; a test
compares them.
"""

from __future__ import annotations

import re
import unicodedata

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


def plain(text: str) -> str:
    """``text`` without marks on its letters."""
    return text.translate(_PLAIN) if _MARKED.search(text) else text
