"""A QR code (ISO/IEC 18004) of an address, as an SVG.

In: a text of up to 213 bytes. Out: the SVG, or nothing where the text is longer. Level M, bytes, versions 1 to 10, and
always the same mask: any reader takes any mask, and to weigh all eight for every page costs more than to render it.
What is alike in all codes of a version is worked out once.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_BLOCKS: tuple[tuple[int, tuple[int, ...]], ...] = (
    (10, (16,)),
    (16, (28,)),
    (26, (44,)),
    (18, (32, 32)),
    (24, (43, 43)),
    (16, (27,) * 4),
    (18, (31,) * 4),
    (22, (38, 38, 39, 39)),
    (22, (36, 36, 36, 37, 37)),
    (26, (43, 43, 43, 43, 44)),
)
"""Table 9, by version: the codewords of error correction of a block, and of data of each block."""
_ALIGNED: tuple[tuple[int, ...], ...] = (
    (), (6, 18), (6, 22), (6, 26), (6, 30), (6, 34), (6, 22, 38), (6, 24, 42), (6, 26, 46), (6, 28, 50),
)  # fmt: skip
"""Annex E: rows and columns of the centres of alignment patterns, by version."""
_BYTES, _PAD = 0b0100, (0xEC, 0x11)
_LONG_COUNT = 10
"""The version from which a length takes two bytes."""
_QUIET = 4
"""Modules left white around it."""
_FIELD, _FORMAT, _FORMAT_MASK, _VERSION = 0x11D, 0x537, 0x5412, 0x1F25
"""Polynomials of the Galois field and of the codes of format and version, and what the format is masked with."""
_DARK = re.compile(b"\x01+")


class _Blank(NamedTuple):
    """A code of one version without its data. ``modules``: fixed patterns, and the mask where data will stand;
    ``order``: the places of data, in the order of its bits.
    """

    size: int
    modules: bytes
    order: tuple[int, ...]


def qr_code(text: str) -> str:
    """The SVG of a code that says ``text``; empty where that is too long. Nameless: what it says stands beside it."""
    data = text.encode()
    version = next((number for number in range(1, len(_BLOCKS) + 1) if len(data) <= _room(number)), 0)
    if not version:
        return ""
    size, modules, order = _form(version)
    drawn = bytearray(modules)
    codewords = _codewords(data, version)
    bits = f"{int.from_bytes(codewords, 'big'):0{len(codewords) * 8}b}"
    for place, bit in zip(order, bits, strict=False):  # a few modules are left over
        if bit == "1":
            drawn[place] ^= 1
    rows = (bytes(drawn[start : start + size]) for start in range(0, size * size, size))
    path = "".join(_line(y, row) for y, row in enumerate(rows))
    side = size + 2 * _QUIET
    return (
        f'<svg class="xs-qr" viewBox="-{_QUIET} -{_QUIET} {side} {side}" width="{side * 3}" height="{side * 3}"'
        f' aria-hidden="true"><path stroke="#000" d="{path}"/></svg>'
    )


def _line(y: int, row: bytes) -> str:
    """The strokes of a row: by how far they lie apart, for then most are alike and compress."""
    steps, at = [f"M0 {y}.5"], 0
    for run in _DARK.finditer(row):
        steps.append(f"m{run.start() - at} 0h{run.end() - run.start()}")
        at = run.end()
    return "".join(steps)


def _room(version: int) -> int:
    return sum(_BLOCKS[version - 1][1]) - (2 if version < _LONG_COUNT else 3)


def _codewords(data: bytes, version: int) -> bytes:
    """The data, padded, with its error correction, blocks interleaved."""
    correction, lengths = _BLOCKS[version - 1]
    total, count = sum(lengths), 8 if version < _LONG_COUNT else 16
    value = ((_BYTES << count | len(data)) << 8 * len(data) | int.from_bytes(data, "big")) << 4
    whole = value.to_bytes((4 + count + 4) // 8 + len(data), "big")
    whole += bytes(_PAD[number % 2] for number in range(total - len(whole)))
    blocks, start = [], 0
    for length in lengths:
        blocks.append(whole[start : start + length])
        start += length
    checks = [_correction(block, correction) for block in blocks]
    out = [block[at] for at in range(lengths[-1]) for block in blocks if at < len(block)]
    return bytes(out) + bytes(check[at] for at in range(correction) for check in checks)


def _correction(block: bytes, degree: int) -> bytes:
    """The remainder of Reed and Solomon."""
    rows, shift, low = _multiples(degree), 8 * (degree - 1), (1 << 8 * degree) - 1
    state = 0
    for byte in block:
        state = (state << 8 & low) ^ rows[byte ^ state >> shift]
    return state.to_bytes(degree, "big")


@cache
def _multiples(degree: int) -> tuple[int, ...]:
    """The generator polynomial of a degree without its first coefficient, times each element of the field."""
    generator, root = [*[0] * (degree - 1), 1], 1
    for _ in range(degree):
        generator = [
            _times(one, root) ^ (generator[at + 1] if at + 1 < degree else 0) for at, one in enumerate(generator)
        ]
        root = _times(root, 2)
    return tuple(int.from_bytes(bytes(_times(one, factor) for one in generator), "big") for factor in range(256))


def _times(one: int, other: int) -> int:
    product = 0
    for bit in range(7, -1, -1):
        product = (product << 1) ^ ((product >> 7) * _FIELD)
        product ^= (other >> bit & 1) * one
    return product


@cache
def _form(version: int) -> _Blank:
    size = 17 + 4 * version
    fixed: dict[tuple[int, int], int] = {}  # by column and row
    for at in range(size):
        fixed[6, at] = fixed[at, 6] = 1 - at % 2
    for x, y in ((3, 3), (size - 4, 3), (3, size - 4)):
        _square(fixed, size, x, y, 4, (0, 1, 3))  # the fourth ring, white, parts it from the data
    centres = _ALIGNED[version - 1]
    for x in centres:
        for y in centres:
            if (x, y) not in ((6, 6), (6, centres[-1]), (centres[-1], 6)):
                _square(fixed, size, x, y, 2, (0, 2))
    _formats(fixed, size)
    if version >= 7:
        said = version << 12 | _remainder(version, _VERSION, 12)
        for at in range(18):
            x, y = size - 11 + at % 3, at // 3
            fixed[x, y] = fixed[y, x] = said >> at & 1
    order = [place for place in _zigzag(size) if place not in fixed]
    masked = {(x, y): int((x + y) % 2 == 0) for x, y in order}
    modules = bytes((fixed | masked)[x, y] for y in range(size) for x in range(size))
    return _Blank(size, modules, tuple(y * size + x for x, y in order))


def _square(fixed: dict[tuple[int, int], int], size: int, x: int, y: int, reach: int, dark: tuple[int, ...]) -> None:
    for dx in range(-reach, reach + 1):
        for dy in range(-reach, reach + 1):
            if 0 <= x + dx < size and 0 <= y + dy < size:
                far = max(abs(dx), abs(dy))
                fixed[x + dx, y + dy] = int(far in dark)


def _formats(fixed: dict[tuple[int, int], int], size: int) -> None:
    """Level M (00) and mask 0, twice."""
    said = _remainder(0, _FORMAT, 10) ^ _FORMAT_MASK
    first = [*((8, at) for at in range(6)), (8, 7), (8, 8), (7, 8), *((14 - at, 8) for at in range(9, 15))]
    second = [*((size - 1 - at, 8) for at in range(8)), *((8, size - 15 + at) for at in range(8, 15))]
    for places in (first, second):
        for at, place in enumerate(places):
            fixed[place] = said >> at & 1
    fixed[8, size - 8] = 1


def _remainder(value: int, polynomial: int, degree: int) -> int:
    left = value
    for _ in range(degree):
        left = left << 1 ^ (left >> degree - 1) * polynomial
    return left


def _zigzag(size: int) -> list[tuple[int, int]]:
    places = []
    right = size - 1
    while right >= 1:
        right = 5 if right == 6 else right
        upward = (right + 1) & 2 == 0
        for step in range(size):
            places += [(x, size - 1 - step if upward else step) for x in (right, right - 1)]
        right -= 2
    return places
