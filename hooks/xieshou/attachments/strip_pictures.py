"""Metadata taken out of JPEG and PNG that stand inside documents, their pixels untouched.

In: the bytes of a picture. Out: the same without EXIF, XMP, IPTC, comments and what hangs on behind the end.
"""

from __future__ import annotations

import struct

from xieshou.attachments.forms import Unfit

_KEPT = (0xE0, 0xE2, 0xEE)
"""Segments of applications that say how a JPEG looks: JFIF, the colour profile, Adobe's colour transform."""
_PNG = b"\x89PNG\r\n\x1a\n"
_CHUNKS = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"bKGD", b"pHYs"))


def stripped_jpeg(data: bytes) -> bytes:
    """A JPEG without metadata. Raises ``Unfit`` where it is none."""
    if not data.startswith(b"\xff\xd8"):
        raise Unfit("attachment-other", "JPEG")
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in _KEPT:
            kept.append(data[at:end])
        at = end
        if marker == 0xDA:
            last = data.rfind(b"\xff\xd9")
            kept.append(data[at : last + 2] if last >= at else data[at:])
            return b"".join(kept)
    raise Unfit("attachment-damaged", "JPEG")


def stripped_png(data: bytes) -> bytes:
    """A PNG without metadata. Raises ``Unfit`` where it is none."""
    if not data.startswith(_PNG):
        raise Unfit("attachment-other", "PNG")
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind in _CHUNKS:
            kept.append(data[at : at + 12 + length])
        at += 12 + length
        if kind == b"IEND":
            return b"".join(kept)
    raise Unfit("attachment-damaged", "PNG")
