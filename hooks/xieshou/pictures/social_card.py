"""The picture that stands for a page where it is shared: title, site, date, and a mark, 1200 by 630 pixels.

In: words and a font that has all their characters. Out: a JPEG, the same bytes every time, without metadata.
"""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import Final, NamedTuple

import PIL
from PIL import Image, ImageDraw, ImageFont, features

SIZE: Final = (1200, 630)
RECIPE: Final = 1
"""Raised whenever the same words make another picture."""
HAS_FEATURES: Final = features.check("raqm")
MAX_BYTES: Final = 45_000
_QUALITIES: Final = (60, 34, 14)
"""The best in which a card is no heavier."""
_LEFT, _WIDE, _TOP, _FOOT = 84, 1032, 92, 506
_PAPER, _INK, _SOFT, _RED = (255, 255, 255), (32, 32, 32), (102, 102, 102), (165, 56, 44)
_SIZES: Final = ((78, 3), (66, 4), (56, 5), (46, 6))
"""Sizes of a title, and how many lines it may have in each."""
_NOT_FIRST: Final = frozenset("，。、；：？！）》〉」』】〕”’…—～·％‰℃%,.;:?!)]}")
_NOT_LAST: Final = frozenset("（《〈「『【〔“‘([{￥$")
_LONGEST: Final = 24
"""Characters of one word on a line: an address would run off the card."""
_WIDE_SIGN: Final = re.compile(r"[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


class CardWords(NamedTuple):
    """What stands on a card."""

    title: str
    site: str
    date: str = ""
    features: tuple[str, ...] = ()
    """Of the font: ``pwid`` where quotation marks are as narrow as Latin letters."""


def draw(words: CardWords, path: str, face: int) -> bytes:
    """The card as JPEG. Raises ``OSError`` where the font can't be read."""
    card = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(card)
    pen.rectangle((0, 0, SIZE[0], 14), fill=_RED)
    features = list(words.features) if HAS_FEATURES else None
    size, lines = _fitting(words.title, path, face)
    font, step = _font(path, face, size), round(size * 1.34)
    top = _TOP + max(0, (_FOOT - _TOP - step * len(lines)) // 3)
    for number, line in enumerate(lines):
        pen.text((_LEFT, top + number * step), line, fill=_INK, font=font, features=features)
    small = _font(path, face, 34)
    pen.rounded_rectangle((_LEFT, 524, _LEFT + 58, 582), 11, fill=_RED)
    pen.text((_LEFT + 29, 553), words.site.strip()[:1], fill=_PAPER, font=small, anchor="mm")
    end = SIZE[0] - _LEFT
    if words.date:
        pen.text((end, 553), words.date, fill=_SOFT, font=_font(path, face, 30), anchor="rm")
        end -= round(_font(path, face, 30).getlength(words.date)) + 40
    pen.text(
        (_LEFT + 80, 553),
        _cut(words.site, small, end - _LEFT - 80),
        fill=_SOFT,
        font=small,
        anchor="lm",
        features=features,
    )
    for quality in _QUALITIES:
        card.save(out := io.BytesIO(), "JPEG", quality=quality, optimize=quality != _QUALITIES[0])
        if out.tell() <= MAX_BYTES:
            break
    return out.getvalue()


@lru_cache(maxsize=16)
def _font(path: str, face: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, index=face)


def _fitting(title: str, path: str, face: int) -> tuple[int, list[str]]:
    """The largest size in which a title has room, and its lines; one too long for all is cut."""
    for size, most in _SIZES:
        lines = broken(title, _font(path, face, size), _WIDE)
        if len(lines) <= most:
            return size, lines
    size, most = _SIZES[-1]
    return size, [*lines[: most - 1], _cut(lines[most - 1] + "……", _font(path, face, size), _WIDE)]


def _cut(text: str, font: ImageFont.FreeTypeFont, wide: float) -> str:
    if font.getlength(text) <= wide:
        return text
    while text and font.getlength(f"{text}…") > wide:
        text = text[:-1].rstrip()
    return f"{text.rstrip('…')}…"


def broken(text: str, font: ImageFont.FreeTypeFont, wide: float) -> list[str]:
    """The lines of a text, as even as they can be: so no character stands alone on the last of them."""
    words = [(word, font.getlength(word)) for word in pieces(text)]
    lines = _filled(words, wide)
    narrow, enough = wide / max(1, len(lines)) * 0.7, wide
    while len(lines) > 1 and enough - narrow > 12:  # the narrowest in which there are no more lines
        middle = (narrow + enough) / 2
        if len(_filled(words, middle)) <= len(lines):
            enough = middle
        else:
            narrow = middle
    return _filled(words, enough)


def _filled(words: list[tuple[str, float]], wide: float) -> list[str]:
    lines, line, length = list[str](), "", 0.0
    for word, size in words:
        if line and length + (0 if word.isspace() else size) > wide:
            lines.append(line.rstrip())
            line, length = "", 0.0
        if line or not word.isspace():
            line, length = line + word, length + size
    return [*lines, line.rstrip()] if line.strip() else lines


def pieces(text: str) -> list[str]:
    """What a line is never broken within: a Latin word, a Han character with the signs that cling to it."""
    found: list[str] = []
    joins = False
    for char in " ".join(text.split()):
        wide = bool(_WIDE_SIGN.match(char)) or char in _NOT_FIRST or char in _NOT_LAST
        before = found[-1][-1] if found else " "
        clings = char in _NOT_FIRST and not before.isspace()
        word = not wide and not char.isspace() and not before.isspace() and not _WIDE_SIGN.match(before)
        if found and (joins or clings or word):
            found[-1] += char
        else:
            found.append(char)
        joins = char in _NOT_LAST
    return [one[at : at + _LONGEST] for one in found for at in range(0, len(one), _LONGEST)]


def recipe() -> tuple[object, ...]:
    """What decides the bytes of a card besides its words and its font."""
    return RECIPE, HAS_FEATURES, PIL.__version__
