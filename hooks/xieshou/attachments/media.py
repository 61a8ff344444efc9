"""Films and recordings without what tells who made them, where and when; not a byte of picture or sound is touched.

In: the bytes of an MP4, M4A or WebM. Out: the same, boxes of metadata turned into empty ones of the same size, so that
everything else stays where it stood. A track that notes places is refused: its samples lie among the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xieshou.attachments.forms import Unfit

_BRANDS = {
    "mp4": (b"isom", b"iso", b"mp4", b"avc1", b"M4V", b"dash", b"MSNV", b"f4v"),
    "m4a": (b"M4A", b"M4B", b"mp4", b"isom"),
}
_MAX_HEAD = 400
_HOLDING = (b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf")
_TELLING = (b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"pnot")
"""Boxes of what programs note, and of what they leave behind."""
_TIMED = (b"mvhd", b"tkhd", b"mdhd")
"""Boxes that say when something was made: in their first version two times of four bytes, in the next of eight."""
_TRACKS = (b"vide", b"soun", b"text", b"sbtl", b"subt", b"clcp", b"tmcd")
_HANDLER = 16
"""Where the sort of a track stands in its box ``hdlr``."""


def stripped_mp4(data: bytes, form: str) -> bytes:
    """A film or recording without metadata. Raises ``Unfit``."""
    end = min(int.from_bytes(data[:4]), _MAX_HEAD)
    brands = (data[8:12], *(data[at : at + 4] for at in range(16, end, 4)))
    if data[4:8] != b"ftyp" or not any(brand.startswith(_BRANDS[form]) for brand in brands):
        raise Unfit("attachment-other", form.upper())
    out = bytearray(data)
    found = {box.kind for box in _strip(out, 0, len(out), 0)}
    if b"moov" not in found or not {b"mdat", b"moof"} & found:
        raise Unfit("attachment-damaged", form.upper())
    return bytes(out)


class _Mp4Box(NamedTuple):
    kind: bytes
    at: int
    body: int
    end: int


def _boxes(data: bytearray, begin: int, end: int) -> Iterator[_Mp4Box]:
    at = begin
    while at + 8 <= end:
        size, body = int.from_bytes(data[at : at + 4]), at + 8
        if size == 1:
            size, body = int.from_bytes(data[at + 8 : at + 16]), at + 16
        size = size or end - at
        if size < body - at or at + size > end:
            raise Unfit("attachment-damaged", "MP4")
        yield _Mp4Box(bytes(data[at + 4 : at + 8]), at, body, at + size)
        at += size
    if at != end:
        raise Unfit("attachment-damaged", "MP4")


def _strip(data: bytearray, begin: int, end: int, depth: int) -> Iterator[_Mp4Box]:
    for box in _boxes(data, begin, end):
        yield box
        if box.kind in _TELLING:
            data[box.at + 4 : box.at + 8] = b"free"
            data[box.body : box.end] = bytes(box.end - box.body)
        elif box.kind in _TIMED:
            wide = 8 if data[box.body] else 4
            data[box.body + 4 : box.body + 4 + 2 * wide] = bytes(2 * wide)
        elif box.kind == b"hdlr":
            if (sort := bytes(data[box.body + 8 : box.body + 12])) not in _TRACKS:
                raise Unfit("attachment-track", sort.decode("ascii", "replace"))
            data[box.body + 24 : box.end] = bytes(box.end - box.body - 24)  # its name: often that of a program
        elif box.kind in _HOLDING and depth < 8:
            # In a track the handler stands before what it handles; in ``minf`` QuickTime has another of its own.
            inner = (b"minf",) if box.kind == b"mdia" else ()
            for one in list(_boxes(data, box.body, box.end)):
                if one.kind in inner:
                    continue
                for _ in _strip(data, one.at, one.end, depth + 1):
                    pass


_SEGMENT, _CLUSTER, _INFO, _TAGS, _ATTACHED = 0x18538067, 0x1F43B675, 0x1549A966, 0x1254C367, 0x1941A469
_EBML, _DOCTYPE, _VOID = 0x1A45DFA3, 0x4282, 0xEC
_OF_INFO = (0x7BA9, 0x4D80, 0x5741, 0x4461, 0x73A4, 0x7384, 0x3CB923, 0x3C83AB)
"""Of the information on a segment: title, programs, time, names of files."""
_LEAVES = (0x4D80, 0x5741)
"""The names of programs, which have to be there: their letters become blanks."""


def stripped_webm(data: bytes) -> bytes:
    """A film without metadata. Raises ``Unfit``."""
    out = bytearray(data)
    elements = list(_elements(out, 0, len(out)))
    heads = [one for one in elements if one.id == _EBML]
    named = b"webm" in data[heads[0].body : heads[0].end] if heads else False
    segments = [one for one in elements if one.id == _SEGMENT]
    if not data.startswith(b"\x1a\x45\xdf\xa3") or not named:
        raise Unfit("attachment-other", "WEBM")
    if not segments:
        raise Unfit("attachment-damaged", "WEBM")
    for segment in segments:
        for one in list(_elements(out, segment.body, segment.end)):
            if one.id in (_TAGS, _ATTACHED):
                _void(out, one)
            elif one.id == _INFO:
                for inner in list(_elements(out, one.body, one.end)):
                    if inner.id in _LEAVES:
                        out[inner.body : inner.end] = b" " * (inner.end - inner.body)
                    elif inner.id in _OF_INFO:
                        _void(out, inner)
    return bytes(out)


class _Element(NamedTuple):
    id: int
    at: int
    body: int
    end: int


def _elements(data: bytearray, begin: int, end: int) -> Iterator[_Element]:
    at = begin
    while at < end:
        id_length, size_length = _length(data, at, 4), _length(data, at + _length(data, at, 4), 8)
        body = at + id_length + size_length
        if body > end:
            raise Unfit("attachment-damaged", "WEBM")
        size = int.from_bytes(data[at + id_length : body]) & ((1 << 7 * size_length) - 1)
        unknown = size == (1 << 7 * size_length) - 1
        id_ = int.from_bytes(data[at : at + id_length])
        if unknown and id_ != _SEGMENT:  # as it was broadcast: what comes after can't be told from what is in it
            raise Unfit("attachment-damaged", "WEBM")
        last = end if unknown else body + size
        if last > end:
            raise Unfit("attachment-damaged", "WEBM")
        yield _Element(id_, at, body, last)
        at = last


def _length(data: bytearray, at: int, most: int) -> int:
    first = data[at] if at < len(data) else 0
    length = 9 - first.bit_length()
    if not first or length > most:
        raise Unfit("attachment-damaged", "WEBM")
    return length


def _void(data: bytearray, one: _Element) -> None:
    """An element of nothing in the place of another, just as long."""
    whole = one.end - one.at
    short = whole < 10
    head = bytes((_VOID, 0x80 | (whole - 2))) if short else bytes((_VOID, 0x01)) + (whole - 9).to_bytes(7)
    data[one.at : one.end] = head + bytes(whole - len(head))
