"""What the originals are, before anything is made of them: size, form, digest; and why one can't be used.

In: the image names of figures, relative to ``assets/``. Out: ``Pictures`` by name. Headers are read here, pixels only
when a derivative is missing; a picture too large is refused by its header.
"""

from __future__ import annotations

import hashlib
import marshal
import re
import struct
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from xieshou.pictures.vector import Refused, clean_svg
from xieshou.project import Project
from xieshou.store import Store

MAX_BYTES = 40_000_000
WIDTHS = (480, 960, 1600)


class Picture(NamedTuple):
    """An original fit for use. ``form``: raster or vector; ``alpha``: has transparency."""

    name: str
    digest: bytes
    form: str
    width: int
    height: int
    alpha: bool

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths it is made in, never above its own."""
        return tuple(dict.fromkeys(min(width, self.width) for width in WIDTHS))

    @property
    def stem(self) -> str:
        """What its derivatives' names begin with; the digest makes every change a new address."""
        # Chinese, capitals or signs in a file's name are trouble on some hosts and in some archives.
        plain = re.sub(r"[^a-z0-9]+", "-", Path(self.name).stem.lower()).strip("-")[:60]
        return f"pictures/{plain or 'picture'}-{self.digest.hex()[:10]}"


Pictures = Mapping[str, Picture]


class Fault(NamedTuple):
    """Why an original can't be used: problem code and detail."""

    code: str
    why: str


def inspect(project: Project, names: Iterable[str], store: Store) -> tuple[Pictures, dict[str, Fault]]:
    """The pictures of ``names``, and the faults of those that can't be used."""
    known = {
        (name, stamp): Picture._make(picture)
        for name, stamp, picture in marshal.loads(store.meta("pictures") or marshal.dumps([]))
    }
    found: dict[str, Picture] = {}
    faults: dict[str, Fault] = {}
    stamps = []
    for name in sorted(set(names)):
        path = project.assets / name
        try:
            if path.is_symlink() or not path.is_file() or not path.resolve().is_relative_to(project.assets.resolve()):
                faults[name] = Fault("picture-missing", name)
                continue
            stat = path.stat()
            stamp = struct.pack("<qqqQ", stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
            if (name, stamp) not in known:
                known[name, stamp] = _look(path, name)
            found[name] = known[name, stamp]
            stamps.append((name, stamp, tuple(found[name])))
        except Refused as error:
            faults[name] = Fault("picture-refused", str(error))
        except (OSError, ValueError) as error:  # Unreadable is a ValueError
            faults[name] = Fault("picture-unreadable", str(error))
    store.set_meta("pictures", marshal.dumps(stamps))
    return found, faults


FOLDERS = ("photos", "illustrations")
"""Where originals lie, within ``assets/``."""


def orphans(project: Project, used: Collection[str]) -> Iterator[str]:
    """The files among the originals that no figure shows, by name: they are not published."""
    for folder in FOLDERS:
        for path in sorted((project.assets / folder).rglob("*")):
            name = path.relative_to(project.assets).as_posix()
            if name not in used and not path.name.startswith(".") and not path.is_dir() and path.suffix != ".md":
                yield name.encode("utf-8", "replace").decode()


def _look(path: Path, name: str) -> Picture:
    if path.stat().st_size > MAX_BYTES:
        raise Refused("bytes")
    data = path.read_bytes()
    digest = hashlib.blake2b(data, digest_size=16).digest()
    if path.suffix.lower() == ".svg":
        _, width, height = clean_svg(data)
        return Picture(name, digest, "vector", width, height, True)
    from xieshou.pictures import raster  # Pillow takes a tenth of a second to import, and most builds need none of it

    return Picture(name, digest, "raster", *raster.look(path))
