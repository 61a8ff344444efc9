"""Numbers in as few bytes as they need (LEB128): seven bits a byte, the lowest first, the top bit on all but the last.

An index is made of tens of millions, nearly all below 4,096: those come from tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


def varint(value: int, out: bytearray) -> None:
    """Append a number."""
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)


def varints(numbers: list[int]) -> bytes:
    """The bytes of many numbers."""
    if max(numbers, default=0) < 128:
        return bytes(numbers)
    try:
        return b"".join(map(_SHORT.__getitem__, numbers))
    except IndexError:
        out = bytearray()
        for number in numbers:
            varint(number, out)
        return bytes(out)


def number_at(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins at ``at``, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def numbers_in(data: bytes) -> list[int]:
    """All numbers of ``data``."""
    return list(data) if data.isascii() else list(map(_VALUES.__getitem__, _EACH(data)))


_EACH = re.compile(rb"[\x80-\xff]*[\x00-\x7f]").findall


class _Values(dict[bytes, int]):
    """Numbers by their bytes."""

    def __missing__(self, data: bytes) -> int:
        return number_at(data, 0)[0]


def _short() -> Iterator[bytes]:
    for number in range(1 << 12):
        out = bytearray()
        varint(number, out)
        yield bytes(out)


_SHORT = tuple(_short())
"""Numbers of one byte or two."""
_VALUES = _Values((data, number) for number, data in enumerate(_SHORT))
