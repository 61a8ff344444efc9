"""What the originals are, before anything is made of them: size, form, digest; and why one can't be used.

In: the image names of figures, relative to ``assets/``. Out: ``Pictures`` by name. Headers are read here, pixels only
when a derivative is missing; a picture too large is refused by its header.
"""

from __future__ import annotations

import difflib
import hashlib
import marshal
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from math import isqrt
from pathlib import Path
from typing import NamedTuple

from xieshou.core.cache import Store
from xieshou.core.door import plain_files
from xieshou.core.files import stamp
from xieshou.core.plain import is_plain
from xieshou.core.project import ProjectPaths
from xieshou.pictures.vector import Refused, clean_svg

MISSING = "picture-missing"
"""The code of an original that is not there."""
MAX_BYTES = 40_000_000
WIDTHS = (480, 960, 1600)
MAX_AREA = 5_000_000
"""Pixels of a derivative: encoding AVIF takes a second and fifty bytes for each million."""
MAX_HEIGHT = 16_000
"""Pixels of a derivative from top to bottom: WebP has no more than 16,383."""


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
        """The widths it is made in, never above its own, and of a very long one never too large."""
        widest = min(self.width, isqrt(MAX_AREA * self.width // self.height), MAX_HEIGHT * self.width // self.height)
        return tuple(dict.fromkeys(min(width, max(1, widest)) for width in WIDTHS))

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


def inspect(project: ProjectPaths, names: Iterable[str], store: Store) -> tuple[Pictures, dict[str, Fault]]:
    """The pictures of ``names``, and the faults of those that can't be used."""
    known = {
        (name, own): Picture._make(picture)
        for name, own, picture in marshal.loads(store.meta("pictures") or marshal.dumps([]))
    }
    found: dict[str, Picture] = {}
    faults: dict[str, Fault] = {}
    stamps = []
    for name in sorted(set(names)):
        path = project.assets / name
        try:
            if ".." in path.parts or not is_plain(path, project.assets):
                faults[name] = Fault(MISSING, name)
                continue
            own = stamp(path.stat())
            if (name, own) not in known:
                known[name, own] = _look(path, name)
            found[name] = known[name, own]
            stamps.append((name, own, tuple(found[name])))
        except Refused as error:
            faults[name] = Fault(error.code, str(error))
        except ValueError as error:  # Unreadable, and a name no file can have
            faults[name] = Fault("picture-unreadable", str(error))
        except FileNotFoundError:  # taken away since it was seen
            faults[name] = Fault(MISSING, name)
        except OSError:
            faults[name] = Fault("picture-denied", "")
    store.set_meta("pictures", marshal.dumps(stamps))
    return found, faults


FOLDERS = ("photos", "illustrations")
"""Where originals lie, within ``assets/``."""


def nearest(project: ProjectPaths, wanted: str) -> tuple[str, ...]:
    """The files among the originals that ``wanted``, which is none of them, may mean: the likeliest first.

    One that differs in case, in the form of its characters or in its ending alone is meant, and no other.
    """
    names = sorted(orphans(project, ()))
    for alike in (_folded, lambda name: _folded(name.rpartition(".")[0]), lambda name: _folded(Path(name).stem)):
        if found := tuple(name for name in names if alike(name) == alike(wanted)):
            return found[:3]
    stems = {Path(name).stem: name for name in names}
    return tuple(stems[stem] for stem in difflib.get_close_matches(Path(wanted).stem, stems, 3, 0.8))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def orphans(project: ProjectPaths, used: Collection[str]) -> Iterator[str]:
    """The files among the originals that no figure shows, by name: they are not published."""
    for folder in FOLDERS:
        for path in plain_files(project.assets / folder):
            name = path.relative_to(project.assets).as_posix()
            if name not in used and path.suffix != ".md":
                yield name.encode("utf-8", "replace").decode()


def _look(path: Path, name: str) -> Picture:
    if not (size := path.stat().st_size):
        raise Refused("", "picture-empty")
    if size > MAX_BYTES:
        raise Refused(str(MAX_BYTES // 1_000_000), "picture-too-large")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).digest()
    if path.suffix.lower() == ".svg":
        _, width, height = clean_svg(path.read_bytes())
        return Picture(name, digest, "vector", width, height, True)
    from xieshou.pictures import raster  # Pillow takes a tenth of a second to import, and most builds need none of it

    return Picture(name, digest, "raster", *raster.look(path))
