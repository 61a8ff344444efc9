"""Which font social cards are written in, and which characters it has.

In: the font that the site names, or those of the system. Out: ``CardFont``. Pillow tells no one what a font lacks and
draws a box for it, so the font's own table of characters (``cmap``) is read.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts", "/System/Library/Fonts",
    "/Library/Fonts", "C:/Windows/Fonts",
)  # fmt: skip
_NAMES = (
    "NotoSansCJK-Bold", "NotoSansCJKsc-Bold", "NotoSansSC-Bold", "SourceHanSansSC-Bold", "SourceHanSansCN-Bold",
    "SourceHanSans-Bold", "NotoSansCJK-Regular", "NotoSansCJKsc-Regular", "NotoSansSC-Regular",
    "SourceHanSansSC-Regular", "SourceHanSansCN-Regular", "NotoSansSC[wght]", "NotoSerifCJK-Bold", "msyhbd", "msyh",
    "PingFang", "Hiragino Sans GB", "STHeiti Medium", "wqy-microhei", "wqy-zenhei", "simhei", "DroidSansFallbackFull",
)  # fmt: skip
"""The best first: bold ones, and those without serifs, are read at the size of a stamp."""
_FACES = ("SC", "CN", "GB", "Simplified")
"""What the face of simplified Chinese is called in a file of several."""
_ENDINGS = (".ttc", ".otf", ".ttf", ".otc")
MAX_BYTES = 60_000_000
_TABLES = (12, 4)
"""Forms of tables of characters that are read, the fuller first."""


class NoFont(ValueError):
    """A file is no font that can be read."""


class CardFont(NamedTuple):
    """A font file, which of its faces, the digest of its bytes, and the characters it has."""

    path: str
    face: int
    digest: str
    has: frozenset[int]

    def covers(self, text: str) -> bool:
        """Whether it has every character of ``text`` that is to be seen."""
        return all(ord(char) in self.has or char.isspace() for char in text)


def system_font(wanted: str) -> CardFont | None:
    """The best font of the system that has every character of ``wanted``; None where there is none."""
    for path in _candidates():
        try:
            font = read_font(path)
        except (NoFont, OSError):
            continue
        if font.covers(wanted):
            return font
    return None


def _candidates() -> Iterator[Path]:
    there: dict[str, Path] = {}
    for folder in _FOLDERS:
        for place, folders, names in os.walk(os.path.expanduser(folder)):
            folders.sort()
            for name in sorted(names):
                stem, ending = os.path.splitext(name)
                if ending.lower() in _ENDINGS:
                    there.setdefault(stem.lower(), Path(place, name))
    yield from (there[name.lower()] for name in _NAMES if name.lower() in there)


def read_font(path: Path) -> CardFont:
    """The font in a file. Raises ``NoFont`` and ``OSError``."""
    with open(path, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise NoFont(path.name)
    try:
        faces = _offsets(data)
        names = [_name(data, offset) for offset in faces]
        face = next((at for at, name in enumerate(names) if any(one in name.split() for one in _FACES)), 0)
        return CardFont(
            str(path), face, hashlib.blake2b(data, digest_size=8).hexdigest(), _characters(data, faces[face])
        )
    except (struct.error, IndexError, KeyError, UnicodeDecodeError, OverflowError, MemoryError):
        raise NoFont(path.name) from None


def _offsets(data: bytes) -> tuple[int, ...]:
    """Where each face of a file begins."""
    if data[:4] == b"ttcf":
        (count,) = struct.unpack_from(">I", data, 8)
        return struct.unpack_from(f">{min(count, 64)}I", data, 12)
    if data[:4] not in (b"\0\1\0\0", b"OTTO", b"true"):
        raise NoFont
    return (0,)


def _table(data: bytes, offset: int, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, offset + 4)
    for at in range(offset + 12, offset + 12 + 16 * count, 16):
        if data[at : at + 4] == tag:
            return int(struct.unpack_from(">I", data, at + 8)[0])
    raise KeyError(tag)


def _name(data: bytes, offset: int) -> str:
    """What a face is called, in full."""
    start = _table(data, offset, b"name")
    _, count, strings = struct.unpack_from(">3H", data, start)
    for number in range(count):
        platform, _, _, name, length, at = struct.unpack_from(">6H", data, start + 6 + 12 * number)
        if name == 4 and platform == 3:
            return data[start + strings + at :][:length].decode("utf-16-be")
    return ""


def _characters(data: bytes, offset: int) -> frozenset[int]:
    """The characters that a face has signs for."""
    start = _table(data, offset, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    tables: dict[int, int] = {}
    for number in range(count):
        platform, encoding, at = struct.unpack_from(">HHI", data, start + 4 + 8 * number)
        (form,) = struct.unpack_from(">H", data, start + at)
        if (platform == 0 and form in _TABLES) or (platform, encoding) in ((3, 1), (3, 10)):
            tables.setdefault(form, start + at)
    for form in _TABLES:
        if form in tables:
            return frozenset((_full if form == 12 else _basic)(data, tables[form]))
    raise NoFont


def _full(data: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", data, at + 12)
    for number in range(min(count, 200_000)):
        first, last, _ = struct.unpack_from(">3I", data, at + 16 + 12 * number)
        yield from range(first, min(last, 0x10FFFF) + 1)


def _basic(data: bytes, at: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", data, at + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + doubled)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * doubled)
    ranges_at = at + 16 + 3 * doubled
    ranges = struct.unpack_from(f">{count}H", data, ranges_at)
    for number, (first, last, delta, shift) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for char in range(first, last + 1):
            glyph = char
            if shift:
                (glyph,) = struct.unpack_from(">H", data, ranges_at + 2 * number + shift + 2 * (char - first))
            if glyph and (glyph + delta) & 0xFFFF:
                yield char
