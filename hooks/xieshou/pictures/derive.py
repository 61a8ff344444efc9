"""Derivatives: AVIF, WebP and JPEG (PNG where there is transparency) at several widths, with no metadata but a credit.

Their pixels are made once and kept by what they are; the credit is put in as they are published.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import PIL

from xieshou.core.files import make_folder, write
from xieshou.core.project import ProjectPaths
from xieshou.core.workers import Pool
from xieshou.pictures.credit import Credit, packet
from xieshou.pictures.embed import embedded
from xieshou.pictures.inspect import Picture, Pictures
from xieshou.pictures.vector import clean_svg

_RECIPE = 3
"""Raised whenever ``raster.encode`` makes other bytes of the same picture."""
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}


class Derivative(NamedTuple):
    """One file to make. ``pixels`` decides how it is encoded; ``packet`` is what it says of itself, as XMP."""

    path: str
    picture: Picture
    width: int
    suffix: str
    pixels: bytes
    packet: bytes = b""

    @property
    def key(self) -> bytes:
        """Decides its bytes."""
        return _digest(self.pixels + self.packet) if self.packet else self.pixels


def formats(picture: Picture) -> tuple[str, ...]:
    """The formats of a picture, best first; the last is for every browser."""
    if picture.form == "vector":
        return ("svg",)
    return ("avif", "webp", "png" if picture.alpha else "jpg")


def derivatives(pictures: Pictures, credits: Mapping[str, Credit] | None = None) -> Iterator[Derivative]:
    """Every file to be made of the pictures. ``credits``: what is said of each in its files, by its name."""
    for name, picture in pictures.items():
        told = packet(credits[name]) if credits and name in credits else b""
        for suffix in formats(picture):
            for width in (picture.width,) if suffix == "svg" else picture.widths:
                path = f"{picture.stem}.svg" if suffix == "svg" else f"{picture.stem}-{width}.{suffix}"
                yield Derivative(path, picture, width, suffix, _pixels(picture, width, suffix), told)


def as_named(picture: Picture, path: str) -> Derivative | None:
    """A picture made anew under a name that others have chosen; None where its form is none that we make."""
    ending = path.rpartition(".")[2].lower()
    suffix = {"jpeg": "jpg"}.get(ending, ending)
    if (picture.form == "vector") != (suffix == "svg") or suffix not in ("svg", *TYPES):
        return None
    width = picture.width if suffix == "svg" else picture.widths[-1]
    return Derivative(path, picture, width, suffix, _pixels(picture, width, suffix))


def _pixels(picture: Picture, width: int, suffix: str) -> bytes:
    settings = repr((width, suffix, _RECIPE, *_encoders())).encode()
    return _digest(picture.digest + settings)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


@cache
def _encoders() -> tuple[str, ...]:
    """The versions of what encodes pictures. Pillow mostly brings its own libraries; else the system's count too."""
    home = Path(PIL.__file__).parent
    if home.with_name("pillow.libs").is_dir() or (home / ".dylibs").is_dir():
        return (PIL.__version__,)
    from PIL import features  # loads them all, a tenth of a second

    found = (features.version(name) for name in ("avif", "jpg", "libjpeg_turbo", "webp", "zlib", "littlecms2"))
    return PIL.__version__, *(str(one) for one in found)


def kept(project: ProjectPaths, one: Derivative) -> Path:
    """Where the pixels of a derivative are kept between builds."""
    return project.cache / "pictures" / f"{one.pixels.hex()}.{one.suffix}"


def finished(project: ProjectPaths, one: Derivative) -> bytes:
    """The bytes of a derivative that has been made: the pixels as they are kept, and the words of the day."""
    return embedded(kept(project, one).read_bytes(), one.suffix, one.packet)


def derive(project: ProjectPaths, wanted: list[Derivative], pool: Pool[object]) -> None:
    """Make those of ``wanted`` that are not there yet; one picture at a time, for its pixels are read once."""
    make_folder(project.cache / "pictures")
    by_picture: dict[Picture, list[Derivative]] = {}
    for one in wanted:
        if not kept(project, one).exists():
            by_picture.setdefault(one.picture, []).append(one)
    for _ in pool.map(_Make(project), list(by_picture.values()), chunk=1, doing="pictures"):
        pass


@dataclass(frozen=True, slots=True)
class _Make:
    project: ProjectPaths

    def __call__(self, _: object, chunk: list[list[Derivative]]) -> None:
        for group in chunk:
            _make(self.project, group)


def _make(project: ProjectPaths, group: list[Derivative]) -> None:
    source = group[0].picture.original(project)
    if group[0].suffix == "svg":
        _keep(kept(project, group[0]), clean_svg(source.read_bytes())[0])
        return
    from xieshou.pictures import raster  # Pillow takes a tenth of a second to import, and most builds need none of it

    by_form = {(one.width, one.suffix): one for one in group}
    picture = group[0].picture
    for width, suffix, data in raster.encode(source, picture.alpha, picture.widths[-1], by_form):
        _keep(kept(project, by_form[width, suffix]), data)


def _keep(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}")
    write(str(part.parent), part.name, data)
    part.replace(path)
