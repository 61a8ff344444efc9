"""QR codes: what stands in the modules can be read back, and is what other encoders write."""

from __future__ import annotations

import hashlib
import re

import pytest

from xieshou.render.qr_code import qr_code

TEXT = "https://example.org/" + "abcdefghij/" * 40
# Lengths that fill a version to its last byte, and the digests of what Segno 1.6.6 makes of that much of TEXT (level M,
# mask 0). Shorter texts it pads by a byte of its own.
FULL = {
    14: "80c3fdf1f8a9b187",
    26: "4827be2e9a7253d1",
    42: "a4e2f824234baf48",
    62: "361094b5957194dc",
    84: "7784df0477219e70",
    106: "1db30af32ef87d6e",
    122: "b333e8311b5b45a7",
    152: "a041bc702da947e4",
    180: "9d28c980edbd2463",
    213: "d49acf2a9516fc0e",
}


def _modules(svg: str) -> list[list[int]]:
    side = re.search(r'viewBox="-4 -4 (\d+) ', svg)
    assert side
    size = int(side[1]) - 8
    rows = [[0] * size for _ in range(size)]
    for y, strokes in re.findall(r"M0 (\d+)\.5((?:m\d+ 0h\d+)*)", svg):
        at = 0
        for gap, length in re.findall(r"m(\d+) 0h(\d+)", strokes):
            at += int(gap)
            rows[int(y)][at : at + int(length)] = [1] * int(length)
            at += int(length)
    return rows


def _digest(rows: list[list[int]]) -> str:
    return hashlib.blake2b(bytes(module for row in rows for module in row), digest_size=8).hexdigest()


@pytest.mark.parametrize(("length", "digest"), FULL.items())
def test_a_code_is_as_another_encoder_makes_it(length: int, digest: str) -> None:
    assert _digest(_modules(qr_code(TEXT[:length]))) == digest


def test_what_a_short_code_says_can_be_read_back() -> None:
    """Version 1: the bits in the order of ISO/IEC 18004, without the mask."""
    said = "https://e.o"
    rows = _modules(qr_code(said))
    assert len(rows) == 21
    free = [
        (x, y)
        for right in (20, 18, 16, 14, 12, 10, 8, 5, 3, 1)
        for y in (range(20, -1, -1) if (right + 1) & 2 == 0 else range(21))
        for x in (right, right - 1)
        if not ((x < 9 and (y < 9 or y > 12)) or (x > 12 and y < 9) or 6 in (x, y))
    ]
    bits = "".join(str(rows[y][x] ^ ((x + y) % 2 == 0)) for x, y in free)
    assert bits[:12] == f"0100{len(said):08b}"
    read = bytes(int(bits[at : at + 8], 2) for at in range(12, 12 + 8 * len(said), 8))
    assert read.decode() == said


def test_what_is_too_long_has_none() -> None:
    assert qr_code("x" * 213)
    assert qr_code("x" * 214) == ""
