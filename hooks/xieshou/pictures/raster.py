"""Pixels: the one module that knows Pillow. Imported when a picture is new, not by every build.

What is published is encoded anew: orientation applied, colours in sRGB, metadata gone, and the same bytes every time
(AVIF on one thread).
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from xieshou.pictures.vector import Refused

MAX_PIXELS = 60_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "BMP", "GIF")
_FAULTS = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning)
SAVE: dict[str, dict[str, object]] = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 6, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 78, "method": 4},
    "jpg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
    "png": {"format": "PNG", "optimize": True},
}


class Unreadable(ValueError):
    """The file is no picture that can be opened; the message names the fault."""


def look(path: Path) -> tuple[int, int, bool]:
    """Width and height as shown, and whether it has transparency. Reads it whole, so that a truncated one is noticed.

    Raises ``Unreadable`` and ``Refused``.
    """
    try:
        with _opened(path) as image:
            turned = ImageOps.exif_transpose(image)
            turned.load()
            alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
            return (*turned.size, alpha)
    except Refused:
        raise
    except _FAULTS as error:
        raise Unreadable(type(error).__name__) from None


def encode(path: Path, alpha: bool, wanted: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, bytes]]:
    """The picture in each (width, format) of ``wanted``, with its bytes."""
    with _opened(path) as opened:
        image = _srgb(ImageOps.exif_transpose(opened), alpha)
    for width, suffix in wanted:
        height = max(1, round(image.height * width / image.width))
        sized = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
        sized.info.clear()  # Pillow writes what it finds here: profiles, comments, EXIF
        out = io.BytesIO()
        sized.save(out, **SAVE[suffix])  # type: ignore[arg-type]
        yield width, suffix, out.getvalue()


def _opened(path: Path) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        image = Image.open(path, formats=_FORMATS)
    if image.size[0] * image.size[1] > MAX_PIXELS:
        raise Refused("pixels")
    return image


def _srgb(image: Image.Image, alpha: bool) -> Image.Image:
    mode = "RGBA" if alpha else "RGB"
    if image.mode.startswith("I;16"):  # scanners' 16 bits: convert() would clip them at 255, to white
        image = image.point(lambda level: level / 257, "L")
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            return converted or image.convert(mode)
        except ImageCms.PyCMSError:
            pass  # a broken profile: its numbers are then taken as they stand
    return image.convert(mode)
