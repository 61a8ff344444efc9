"""A text as search compares it: case, width, marks on letters, thousands separators and traditional forms levelled.

In: any text, of the index or of a query. Out: text. ``front/search/tokens.js`` folds the same way; a test
compares them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from xieshou.core.project import FRONT
from xieshou.language.letters import plain

_THOUSANDS = re.compile(r",(?<=[0-9],)(?=[0-9]{3}(?![0-9]))")
_WIDE = tuple(zip("，；：？！（）", ",;:?!()", strict=True))
"""Signs that Chinese is full of and whose compatible form is one sign too: with these gone, most text is in form."""


@cache
def traditional() -> dict[int, str]:
    """Traditional characters and what they are folded to, as ``str.translate`` wants them."""
    text = (FRONT / "opencc" / "traditional.txt").read_text("utf-8")
    pairs = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#")).split()
    return {ord(pair[0]): pair[1] for pair in pairs}


@cache
def _any_traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, traditional()))}]")


def fold(text: str) -> str:
    """``text`` as it is compared: compatibility forms, case, marks on letters, thousands separators and traditional
    forms levelled.
    """
    text = _THOUSANDS.sub("", text)
    if text.isascii():
        return text.lower()
    for wide, sign in _WIDE:
        text = text.replace(wide, sign)
    text = plain(unicodedata.normalize("NFKC", text).lower())
    return text.translate(traditional()) if _any_traditional().search(text) else text
