"""Derivatives: AVIF, WebP and JPEG (PNG where there is transparency) at several widths, without metadata.

Each is made once and kept under its own key.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import PIL

from xieshou.core.files import make_folder, write
from xieshou.core.project import ProjectPaths
from xieshou.core.workers import Pool
from xieshou.pictures.inspect import Picture, Pictures
from xieshou.pictures.vector import clean_svg

_RECIPE = 3
"""Raised whenever ``raster.encode`` makes other bytes of the same picture."""
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}


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
    return ("avif", "webp", "png" if picture.alpha else "jpg")


def derivatives(pictures: Pictures) -> Iterator[Derivative]:
    """Every file to be made of the pictures."""
    for picture in pictures.values():
        for suffix in formats(picture):
            for width in (picture.width,) if suffix == "svg" else picture.widths:
                path = f"{picture.stem}.svg" if suffix == "svg" else f"{picture.stem}-{width}.{suffix}"
                yield Derivative(path, picture, width, suffix, _key(picture, width, suffix))


def as_named(picture: Picture, path: str) -> Derivative | None:
    """A picture made anew under a name that others have chosen; None where its form is none that we make."""
    ending = path.rpartition(".")[2].lower()
    suffix = {"jpeg": "jpg"}.get(ending, ending)
    if (picture.form == "vector") != (suffix == "svg") or suffix not in ("svg", *TYPES):
        return None
    width = picture.width if suffix == "svg" else picture.widths[-1]
    return Derivative(path, picture, width, suffix, _key(picture, width, suffix))


def _key(picture: Picture, width: int, suffix: str) -> bytes:
    settings = repr((width, suffix, _RECIPE, *_encoders())).encode()
    return hashlib.blake2b(picture.digest + settings, digest_size=16).digest()


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
    """Where a derivative is kept between builds."""
    return project.cache / "pictures" / f"{one.key.hex()}.{one.suffix}"


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
