"""Text that was once read in the wrong encoding and saved so: 锟斤拷, â€™, 鏂囧瓧. It is sound UTF-8, and says nothing.

In: a file's text. Out: where it is garbled, with the characters. Only what cannot be meant: a few words that come
about in no other way, and runs that are a text again when read as it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SURE = re.compile("(?:锟斤拷?|锟?斤拷)+|烫烫烫+|屯屯屯+|锘[挎縱]")
_SIGNS = ("斤拷", "锟斤", "烫烫烫", "屯屯屯", "锘")
_WESTERN = re.escape("".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)))
_LATIN = re.compile(rf"[ÂÃ][{_WESTERN}]|â[{_WESTERN}]{{2}}")
"""Two bytes of UTF-8 as two letters (Ã©, Â·), a quotation mark or a dash as three (â€™)."""
_LETTERS = re.compile(rf"[ä-é][{_WESTERN}]{{2}}[ä-é][{_WESTERN}]{{2}}")
"""Two Han as six letters."""
_FIRST = "".join(
    bytes([lead, trail]).decode("gbk", "ignore")
    for lead in (0xE3, *range(0xE4, 0xEA), 0xEF)
    for trail in range(0x80, 0xC0)
)
_HAN = re.compile(f"[{_FIRST}][^\\x00-\\x7f\ufffd]{{5,11}}")
"""What the first two of the three bytes of a Han or a Chinese stop are in GBK, and what follows: four Han or more."""
_MAYBE = re.compile(f"[锟拷烫屯锘ÂÃâä-é{_FIRST}]")
"""One of these is in all of them, and in few texts that are sound: the others take one quick look."""


def garbled(text: str) -> Iterator[tuple[int, str]]:
    """Where ``text`` is garbled, and what stands there, in the order of the text."""
    if text.isascii() or not _MAYBE.search(text):
        return
    found = []
    if any(map(text.__contains__, _SIGNS)):
        found = [(one.start(), one[0]) for one in _SURE.finditer(text)]
    for pattern, encoding in ((_LATIN, "cp1252"), (_LETTERS, "cp1252"), (_HAN, "gbk")):
        found += [(one.start(), one[0]) for one in pattern.finditer(text) if _of_utf8(one[0], encoding)]
    yield from sorted(found)


def _of_utf8(text: str, encoding: str) -> bool:
    """Whether the characters, in the encoding they were mistaken for, are a text in UTF-8."""
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        return False
    # What no character stood for was lost on the way, and a run goes on into other text: most of it is enough.
    meant = data.decode("utf-8", "replace")
    lost = meant.count("\ufffd")
    return not lost or (len(meant) - lost >= 4 and lost < len(meant) / 2)
