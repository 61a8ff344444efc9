"""Derivatives: AVIF, WebP and JPEG (PNG where there is transparency) at several widths, without metadata.

Each is made once, kept under its own key, and is the same bytes every time: ``exif_transpose`` first, then sRGB, and
AVIF on one thread.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import PIL
from PIL import Image, ImageCms, ImageOps, features

from xieshou.pictures.inspect import Picture, Pictures, open_image
from xieshou.pictures.vector import clean_svg
from xieshou.project import Project
from xieshou.workers import Pool

_SAVE: dict[str, dict[str, object]] = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 6, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 78, "method": 4},
    "jpg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
    "png": {"format": "PNG", "optimize": True},
}
TYPES = {"avif": "image/avif", "webp": "image/webp"}


class Derivative(NamedTuple):
    """One file to make. ``key`` decides its bytes."""

    path: str
    picture: Picture
    width: int
    suffix: str
    key: bytes


def formats(picture: Picture) -> tuple[str, ...]:
    """The formats of a picture, best first; the last is for every browser."""
    if picture.form == "vector":
        return ("svg",)
    modern = ("avif", "webp") if features.check("avif") else ("webp",)
    return (*modern, "png" if picture.alpha else "jpg")


def derivatives(pictures: Pictures) -> Iterator[Derivative]:
    """Every file to be made of the pictures."""
    for picture in pictures.values():
        for suffix in formats(picture):
            for width in (picture.width,) if suffix == "svg" else picture.widths:
                path = f"{picture.stem}.svg" if suffix == "svg" else f"{picture.stem}-{width}.{suffix}"
                settings = repr((width, suffix, _SAVE.get(suffix), PIL.__version__)).encode()
                key = hashlib.blake2b(picture.digest + settings, digest_size=16).digest()
                yield Derivative(path, picture, width, suffix, key)


def kept(project: Project, one: Derivative) -> Path:
    """Where a derivative is kept between builds."""
    return project.cache / "pictures" / f"{one.key.hex()}.{one.suffix}"


def derive(project: Project, wanted: list[Derivative], pool: Pool) -> None:
    """Make those of ``wanted`` that are not there yet; one picture at a time, for its pixels are read once."""
    (project.cache / "pictures").mkdir(parents=True, exist_ok=True)
    by_picture: dict[str, list[Derivative]] = {}
    for one in wanted:
        if not kept(project, one).exists():
            by_picture.setdefault(one.picture.name, []).append(one)
    for _ in pool.map(_Make(project), list(by_picture.values()), chunk=1):
        pass


@dataclass(frozen=True, slots=True)
class _Make:
    project: Project

    def __call__(self, chunk: list[list[Derivative]]) -> None:
        for group in chunk:
            _make(self.project, group)


def _make(project: Project, group: list[Derivative]) -> None:
    source = project.assets / group[0].picture.name
    if group[0].suffix == "svg":
        _keep(kept(project, group[0]), clean_svg(source.read_bytes())[0])
        return
    with open_image(source) as opened:
        image = _srgb(ImageOps.exif_transpose(opened), group[0].picture.alpha)
    for one in group:
        height = max(1, round(image.height * one.width / image.width))
        sized = image if one.width == image.width else image.resize((one.width, height), Image.Resampling.LANCZOS)
        sized.info.clear()  # Pillow writes what it finds here: profiles, comments, EXIF
        out = io.BytesIO()
        sized.save(out, **_SAVE[one.suffix])  # type: ignore[arg-type]
        _keep(kept(project, one), out.getvalue())


def _srgb(image: Image.Image, alpha: bool) -> Image.Image:
    mode = "RGBA" if alpha else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            return converted or image.convert(mode)
        except ImageCms.PyCMSError:
            pass  # a broken profile: its numbers are then taken as they stand
    return image.convert(mode)


def _keep(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.write_bytes(data)
    part.replace(path)
