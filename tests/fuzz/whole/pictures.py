"""Pictures, harmed: cut, mixed up, blown up, and with things in them that are no picture."""

from __future__ import annotations

import io
import random
import struct
import zlib

from PIL import Image, PngImagePlugin

from tests.fuzz.whole.words import SVG, SVG_HEADS

_MARK = b"zqx mark"
_NO_PICTURES = (
    b"", b"\0" * 5000, b"<script>zqx</script>", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"BM",
    b"%PDF-1.4 zqx", b"PK\x03\x04zqx",
)  # fmt: skip
_SVG_TAGS = (
    "<svg onload='x'", "<svg width='1e9' height='-1'", "<SVG", "<s:svg xmlns:s='x'", "<svg viewBox='0 0 0 0'",
    "<svg xml:base='//example.com/'",
)  # fmt: skip


def harmed_picture(name: str, data: bytes, draw: random.Random) -> bytes:
    """The bytes of a picture, harmed."""
    if name.endswith(".svg") and draw.random() < 0.8:
        return _drawing(data, draw)
    how = draw.randrange(9)
    if how == 0:
        return data[: draw.randrange(len(data) + 1)]
    if how == 1:
        changed = bytearray(data)
        for _ in range(draw.choice((1, 5, 50))):
            changed[draw.randrange(len(changed))] = draw.randrange(256)
        return bytes(changed)
    if how == 2:
        return data + _MARK
    if how == 3:
        return draw.choice(_NO_PICTURES)
    if how == 4:
        return _huge(draw)
    if how == 5:
        form = draw.choice(("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "ICO", "PPM"))
        return _of_form(form, draw)
    if how == 6:
        return _packets(draw)
    at = draw.randrange(len(data) + 1)
    return data[:at] + draw.choice((_MARK, b"\0", data[:50], b"<script>")) + data[at:]


def _drawing(data: bytes, draw: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    for _ in range(draw.choice((1, 1, 2, 3))):
        at = draw.choice([index + 1 for index, sign in enumerate(text) if sign == ">"] or [0])
        text = text[:at] + draw.choice(SVG) + text[at:]
    if draw.random() < 0.3:
        text = draw.choice(SVG_HEADS) + draw.choice((text, text.replace("<path", "<text>&x;</text><path")))
    if draw.random() < 0.2:
        text = text.replace("<svg ", f"{draw.choice(_SVG_TAGS)} ", 1)
    return text.encode(draw.choice(("utf-8",) * 8 + ("utf-16", "gb18030")), "replace")


def _huge(draw: random.Random) -> bytes:
    """A PNG whose head says that it is very large, or nothing at all."""
    wide, high = draw.choice(((60_000, 60_000), (1, 65_000), (0, 0), (2**31 - 1, 1), (20_000, 9_000)))
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, (b"IHDR", b"IDAT", b"IEND"), (head, body, b"")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _of_form(form: str, draw: random.Random) -> bytes:
    mode = draw.choice(("RGB", "L", "1", "P") if form != "JPEG" else ("RGB", "L", "CMYK"))
    size = draw.choice(((1, 1), (2, 300), (300, 2), (320, 200), (900, 700)))
    out = io.BytesIO()
    try:
        Image.new(mode, size).save(out, form)
    except (OSError, ValueError, KeyError):
        Image.new("RGB", size).save(out, "PNG")
    return out.getvalue()


def _packets(draw: random.Random) -> bytes:
    """With the mark in every packet that programs know."""
    out = io.BytesIO()
    image = Image.new("RGB", (320, 200), (draw.randrange(256), 90, 60))
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = exif[0x8298] = _MARK.decode()
    if draw.random() < 0.5:
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", _MARK.decode(), zip=draw.random() < 0.5)
        words.add(b"zqXx", _MARK)
        image.save(out, "PNG", pnginfo=words, exif=exif, icc_profile=_MARK)
    else:
        orientation = draw.choice((0, 1, 3, 6, 8, 9, 4000))
        exif[0x0112] = orientation
        image.save(out, "JPEG", exif=exif, comment=_MARK, icc_profile=_MARK, progressive=draw.random() < 0.5)
    return out.getvalue()
