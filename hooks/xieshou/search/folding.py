"""A text as search compares it: case, width, marks on letters, thousands separators and traditional forms levelled.

In: any text, of the index or of a query. Out: text. Editors put a space between Han and Latin letters or digits, or
none: ``joined`` takes it out of what is searched, where a reader's own spaces stay what parts one thing from another.
``front/search/tokens.js`` folds the same way; a test compares them.
"""

from __future__ import annotations

import re
from functools import cache

from xieshou.core.scripts import HANGUL, UNSPACED
from xieshou.language.letters import compatible, plain
from xieshou.language.traditional import traditional

_THOUSANDS = re.compile(r",(?<=[0-9],)(?=[0-9]{3}(?![0-9]))")
DENSE = UNSPACED + HANGUL
"""The characters whose neighbours make bigrams. Korean has spaces between words, but words of many endings."""
_APART = re.compile(
    f" (?:(?<=[{DENSE}] )(?=[^\\W_])(?![{DENSE}])|(?<=[^\\W_] )(?<![{DENSE}] )(?=[{DENSE}])|(?<=[%‰+#] )(?=[{DENSE}]))"
)
_SIGN = re.compile(" (?<=[0-9] )(?=[%‰])")
_WIDE = tuple(zip("，；：？！（）零", ",;:?!()〇", strict=True))
"""Signs that Chinese is full of and whose compatible form is one sign too: with these gone, most text is in form. With
them the other way to write the naught of a year.
"""


@cache
def _any_traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, traditional()))}]")


def fold(text: str) -> str:
    """``text`` as it is compared: compatibility forms, case, marks on letters, thousands separators and traditional
    forms levelled; a number and its sign in one.
    """
    text = _THOUSANDS.sub("", text)
    if text.isascii():
        text = text.lower()
        return _SIGN.sub("", text) if " %" in text else text
    for wide, sign in _WIDE:
        text = text.replace(wide, sign)
    text = plain(compatible(text).lower())
    if " %" in text or "‰" in text:
        text = _SIGN.sub("", text)
    return text.translate(traditional()) if _any_traditional().search(text) else text


def joined(text: str) -> str:
    """A folded text without the spaces between Han (or another script without spaces) and letters or digits."""
    return text if text.isascii() else _APART.sub("", text)
