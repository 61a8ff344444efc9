"""Pixels: the one module that knows Pillow. Imported when a picture is new, not by every build.

What is published is encoded anew: orientation applied, colours in sRGB, metadata gone, and the same bytes every time
(AVIF on one thread). An original is held in memory once, as it comes from its decoder: it is made smaller first, and
turned and brought to sRGB after that.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PIL import AvifImagePlugin, ExifTags, Image, ImageCms, TiffTags

from xieshou.pictures.vector import Refused

MAX_PIXELS = 40_000_000
MAX_PIXELS_WEB = 20_000_000
"""Of WebP and AVIF: their decoders hold a picture four times over."""
MAX_SHAPE = 100
"""How many times as long as wide a picture may be: beyond, it is nothing to be looked at, and too long to encode."""
_MAX_PIECE = 160_000_000
"""Bytes of a TIFF's largest strip or tile: its decoder takes it whole."""
_MAX_SCANS = 100
"""Of a progressive JPEG, which has about ten. Each goes over the whole picture, whatever it adds."""
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "BMP", "GIF")
_MODES = ("1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr", "LAB")
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
_SIDEWAYS = (5, 6, 7, 8)
_BAND = 1_000_000
"""Pixels converted at a time."""
_LARGE = 1_300_000
_ENOUGH = 1.2
"""How many times as wide as the widest copy a JPEG is at least read: its decoder halves it for less than it saves."""
SAVE: dict[str, dict[str, object]] = {
    "avif": {"format": "AVIF", "quality": 57, "max_threads": 1},
    "webp": {"format": "WEBP"},
    "jpg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
    "png": {"format": "PNG", "optimize": True},
}
AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each would hold a picture of its own


class Unreadable(ValueError):
    """The file is no picture that can be opened; the message names the fault."""


def look(path: Path) -> tuple[int, int, bool]:
    """Width and height as shown, and whether it has transparency. Reads it whole, so that a truncated one is noticed.

    Of several frames the first is meant. Raises ``Unreadable`` and ``Refused``.
    """
    try:
        with _quiet(), _opened(path) as image:
            if image.format in ("JPEG", "MPO") and path.read_bytes().count(b"\xff\xda") > _MAX_SCANS:
                raise Refused("JPEG progressive")
            width, height = image.size
            image.draft(None, (1, 1))  # a JPEG in an eighth of its size: read to its end, and not held
            image.load()
            alpha = image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or (
                "transparency" in image.info and not image.mode.startswith("I")
            )
            return (height, width, alpha) if _turn(image) in _SIDEWAYS else (width, height, alpha)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many(MAX_PIXELS) from None
    except Exception as error:  # what a damaged file leads Pillow's readers to raise is not to be foreseen
        raise Unreadable(type(error).__name__) from None


def encode(path: Path, alpha: bool, widest: int, wanted: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, bytes]]:
    """The picture in each (width, format) of ``wanted``, with its bytes; ``widest`` is the largest it is ever made in.

    What is made does not depend on what else is: all widths come of one copy, which is a good deal wider than
    ``widest`` where the original is.
    """
    suffixes: dict[int, list[str]] = {}
    for width, suffix in wanted:
        suffixes.setdefault(width, []).append(suffix)
    for sized in _sized(
        path, alpha, widest, sorted(suffixes)
    ):  # all before the first is encoded: that takes memory too
        for suffix in suffixes[sized.width]:
            out = io.BytesIO()
            sized.save(out, **SAVE[suffix], **_effort(sized, suffix))  # type: ignore[arg-type]
            yield sized.width, suffix, out.getvalue()


def _effort(image: Image.Image, suffix: str) -> dict[str, int]:
    """How hard to look for fewer bytes of the same likeness (SSIM); a large picture is half of all the work.

    Of photographs of 12 megapixels, AVIF in all widths took 1.3 s at speed 6; 8 takes a third and 9 a tenth of that.
    So made, and with JPEGs halved while they are read, all files of a picture together are a few per cent larger than
    at the greatest effort, for a third of the time.
    """
    large = image.width * image.height > _LARGE
    if suffix == "avif":
        return {"speed": 9 if large or image.mode == "RGBA" else 8}
    if suffix == "webp":
        return {"method": 2, "quality": 79} if large else {"method": 4, "quality": 78}
    return {}


def _sized(path: Path, alpha: bool, widest: int, widths: Iterable[int]) -> list[Image.Image]:
    """The picture as it is shown in each of ``widths``, with nothing about it but its pixels."""
    with _quiet(), _opened(path) as image:
        small, across, down, profile, turn = _small(image, alpha, widest)
    sideways = turn in _SIDEWAYS
    made = []
    for width in widths:
        size = (width, max(1, round((across / down if sideways else down / across) * width)))
        factor = _factor(small.size, turn, width)
        near, box = small.reduce(factor) if factor > 1 else small, (0, 0, across / factor, down / factor)
        sized = near.resize(size[::-1] if sideways else size, Image.Resampling.LANCZOS, box)
        sized = _srgb(sized.transpose(_TURNS[turn]) if turn in _TURNS else sized, profile, "RGBA" if alpha else "RGB")
        sized.info.clear()  # Pillow writes what it finds here: profiles, comments, EXIF
        made.append(sized)
    return made


@contextmanager
def _quiet() -> Iterator[None]:
    """Too many pixels are an error; what else Pillow remarks of damaged metadata is nobody's concern: it goes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def _opened(path: Path) -> Image.Image:
    image = Image.open(path, formats=_FORMATS)
    limit = MAX_PIXELS_WEB if image.format in ("WEBP", "AVIF") else MAX_PIXELS
    if image.size[0] * image.size[1] > limit:
        raise _too_many(limit)
    if max(image.size) > MAX_SHAPE * min(image.size):
        raise Refused(str(MAX_SHAPE), "picture-too-long")
    if image.mode not in _MODES and not image.mode.startswith("I;16"):
        raise Refused(f"{image.format} {image.mode}")
    if image.format == "BMP" and any(tile.codec_name != "raw" for tile in image.tile):  # Pillow reads it in Python
        raise Refused("BMP RLE")
    if image.format == "TIFF" and _piece(image) > _MAX_PIECE:
        raise Refused("TIFF")
    return image


def _too_many(limit: int) -> Refused:
    return Refused(str(limit // 1_000_000), "picture-too-many-pixels")


def _piece(image: Image.Image) -> int:
    """Bytes of the largest strip or tile of a TIFF."""
    tags = getattr(image, "tag_v2", {})
    named = {TiffTags.lookup(tag).name: value for tag, value in tags.items()}
    width, height = named.get("TileWidth"), named.get("TileLength")
    if not (width and height):
        width, height = named["ImageWidth"], min(named["ImageLength"], named.get("RowsPerStrip", named["ImageLength"]))
    return int(width * height * named.get("SamplesPerPixel", 1) * max(named.get("BitsPerSample", (1,))) // 8)


def _turn(image: Image.Image) -> int:
    """The orientation a camera noted. (Of a TIFF, Pillow has it done when the picture is loaded.)"""
    with suppress(Exception):  # damaged metadata is no reason to refuse the picture
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    return 1


def _small(image: Image.Image, alpha: bool, widest: int) -> tuple[Image.Image, float, float, bytes | None, int]:
    """The picture reduced by a whole factor, at least twice as wide as ``widest`` where it is that wide (a JPEG, which
    is halved while it is read, ``_ENOUGH`` times); its exact width and height in pixels of that (the last may be less
    than whole), its profile and its orientation.
    """
    across, down = float(image.width), float(image.height)
    if image.format in ("JPEG", "MPO"):
        factor = max(1, int(image.size[_turn(image) in _SIDEWAYS] / (_ENOUGH * widest)))
        drafted = image.draft(None, (image.width // factor, image.height // factor))
        _, _, across, down = drafted[1] if drafted else (0, 0, across, down)
    image.load()
    turn = _turn(image)
    factor = _factor(image.size, turn, widest)
    mode = "RGBa" if alpha else "L" if image.mode.startswith("I;16") else image.mode
    reduced = _reduced(image, factor, mode if mode in ("L", "RGB", "RGBa", "CMYK") else "RGB")
    return reduced, across / factor, down / factor, image.info.get("icc_profile"), turn


def _factor(size: tuple[int, int], turn: int, widest: int) -> int:
    return max(1, size[turn in _SIDEWAYS] // (2 * widest))


def _reduced(image: Image.Image, factor: int, mode: str) -> Image.Image:
    """The picture in another mode, a whole factor smaller; band by band, so that no second copy of it is made."""
    if image.mode == mode:
        return image.reduce(factor) if factor > 1 else image
    width, height = image.size
    reduced = Image.new(mode, (-(-width // factor), -(-height // factor)))
    rows = factor * max(1, _BAND // (width * factor))
    for top in range(0, height, rows):
        band = _converted(image.crop((0, top, width, min(top + rows, height))), mode)
        reduced.paste(band.reduce(factor), (0, top // factor))
    return reduced


def _converted(band: Image.Image, mode: str) -> Image.Image:
    if band.mode.startswith("I;16"):  # scanners' 16 bits: convert() would clip them at 255, to white
        return band.convert("I").point(lambda level: level / 257).convert("L").convert(mode)
    return band.convert("RGBA").convert(mode) if mode == "RGBa" else band.convert(mode)


def _srgb(image: Image.Image, profile: bytes | None, mode: str) -> Image.Image:
    if image.mode == "RGBa":
        image = image.convert("RGBA")
    if profile:
        with suppress(ImageCms.PyCMSError, OSError):  # a broken profile: the numbers are then taken as they stand
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            return converted or image.convert(mode)
    return image.convert(mode)
