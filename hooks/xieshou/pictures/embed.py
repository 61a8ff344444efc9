"""A packet of XMP put into a picture that has none, without touching its pixels.

In: a file as ``raster`` encodes it, or a clean drawing. Out: the same with the packet, where each form has its place
for it. So another credit costs a copy, and no encoding.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from xieshou.pictures.credit import within_svg

_JPEG_NAME = b"http://ns.adobe.com/xap/1.0/\0"
_PNG_HEAD = 33
"""Bytes of a PNG's signature and first chunk."""
_XMP_FLAG = 0x04
_PLACE = 14
"""Bytes of the place of an item of AVIF that is in one piece."""


def embedded(data: bytes, suffix: str, packet: bytes) -> bytes:
    """``data``, of the form ``suffix``, with the ``packet``; as it is where there is none."""
    return _FORMS[suffix](data, packet) if packet else data


def _jpeg(data: bytes, packet: bytes) -> bytes:
    """A segment APP1, behind that of JFIF, which has to come first (XMP, part 3, 1.1.3)."""
    at = 4 + int.from_bytes(data[4:6]) if data[2:4] == b"\xff\xe0" else 2
    content = _JPEG_NAME + packet
    return data[:at] + b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content + data[at:]


def _png(data: bytes, packet: bytes) -> bytes:
    """A chunk iTXt, not compressed (XMP, part 3, 1.1.5)."""
    content = b"iTXt" + b"XML:com.adobe.xmp\0" + b"\0\0" + b"\0" + b"\0" + packet
    chunk = struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
    return data[:_PNG_HEAD] + chunk + data[_PNG_HEAD:]


def _webp(data: bytes, packet: bytes) -> bytes:
    """A chunk ``XMP `` at the end, told of by the flags of ``VP8X``, which comes first (RFC 9649, 2.7)."""
    chunks = data[12:]
    if chunks[:4] == b"VP8X":
        chunks = chunks[:8] + bytes((chunks[8] | _XMP_FLAG,)) + chunks[9:]
    else:  # one frame without transparency: its size stands behind its key frame's mark (RFC 6386, 9.1)
        width, height = struct.unpack("<HH", chunks[14:18])
        size = [((side & 0x3FFF) - 1).to_bytes(3, "little") for side in (width, height)]
        chunks = struct.pack("<4sII", b"VP8X", 10, _XMP_FLAG) + b"".join(size) + chunks
    chunks += struct.pack("<4sI", b"XMP ", len(packet)) + packet + b"\0" * (len(packet) % 2)
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def _avif(data: bytes, packet: bytes) -> bytes:
    """An item ``mime`` that describes the first one, its bytes in a box at the end (ISO 14496-12, 8.11; HEIF, A.3).

    A file of another structure than libavif writes stays without: it is published all the same.
    """
    begin, end = next(((at, at + len(box)) for at, box in _boxes(data, 0, len(data)) if box[4:8] == b"meta"), (0, 0))
    inner = {box[4:8]: box for _, box in _boxes(data, begin + 12, end)}
    if not {b"iinf", b"iloc", b"pitm"} <= inner.keys() or not _known_places(inner[b"iloc"]):
        return data
    first = inner[b"pitm"][12:14]
    item = struct.pack(">H", 1 + max(struct.unpack(">H", id_)[0] for id_, _ in _places(inner[b"iloc"])))
    entry = _box(b"infe", b"\x02\0\0\0" + item + b"\0\0" + b"mime" + b"\0" + b"application/rdf+xml\0")
    count = int.from_bytes(inner[b"iinf"][12:14]) + 1
    inner[b"iinf"] = _box(b"iinf", inner[b"iinf"][8:12] + struct.pack(">H", count) + inner[b"iinf"][14:] + entry)
    told = inner.get(b"iref", _box(b"iref", b"\0\0\0\0"))
    inner[b"iref"] = _box(b"iref", told[8:] + _box(b"cdsc", item + b"\0\1" + first))
    places = list(_places(inner[b"iloc"]))
    grown = 12 + sum(map(len, inner.values())) + _PLACE - (end - begin)
    moved = [
        (id_, [(offset + (grown if offset >= end else 0), size) for offset, size in parts]) for id_, parts in places
    ]
    moved.append((item, [(len(data) + grown + 8, len(packet))]))
    inner[b"iloc"] = _iloc(inner[b"iloc"], moved)
    meta = _box(b"meta", data[begin + 8 : begin + 12] + b"".join(inner.values()))
    return data[:begin] + meta + data[end:] + _box(b"mdat", packet)


def _boxes(data: bytes, begin: int, end: int) -> Iterator[tuple[int, bytes]]:
    """The boxes between two places, each with its own."""
    at = begin
    while at + 8 <= end:
        size = int.from_bytes(data[at : at + 4])
        if size < 8 or at + size > end:
            return
        yield at, data[at : at + size]
        at += size


def _box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, name) + content


def _known_places(iloc: bytes) -> bool:
    """Whether a box of places is of the first version, with four bytes for each offset and length, and no base."""
    return iloc[8] == 0 and iloc[12:14] == b"\x44\0"


def _places(iloc: bytes) -> Iterator[tuple[bytes, list[tuple[int, int]]]]:
    """Each item, and the places (offset, length) of its parts in the file."""
    at = 16
    for _ in range(int.from_bytes(iloc[14:16])):
        id_, count = iloc[at : at + 2], int.from_bytes(iloc[at + 4 : at + 6])
        at += 6
        yield id_, [struct.unpack_from(">II", iloc, at + 8 * number) for number in range(count)]
        at += 8 * count


def _iloc(was: bytes, places: list[tuple[bytes, list[tuple[int, int]]]]) -> bytes:
    items = (
        id_ + b"\0\0" + struct.pack(">H", len(parts)) + b"".join(struct.pack(">II", *part) for part in parts)
        for id_, parts in places
    )
    return _box(b"iloc", was[8:14] + struct.pack(">H", len(places)) + b"".join(items))


def _svg(data: bytes, packet: bytes) -> bytes:
    """An element ``metadata`` at the end (SVG 2, 5.9)."""
    end = b"</svg>"
    if not data.endswith(end):  # a drawing of nothing
        return data
    return data.removesuffix(end) + b"<metadata>" + within_svg(packet) + b"</metadata>" + end


_FORMS = {"jpg": _jpeg, "png": _png, "webp": _webp, "avif": _avif, "svg": _svg}
