"""What the originals are, before anything is made of them: size, form, digest; and why one can't be used.

In: the image names of figures, relative to ``assets/``. Out: ``Pictures`` by name. Headers are read here, pixels only
when a derivative is missing; a picture too large is refused by its header.
"""

from __future__ import annotations

import difflib
import marshal
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isqrt
from pathlib import Path
from typing import Any, NamedTuple

from xieshou.core.cache import Store
from xieshou.core.clock import UNSETTLED, settled_before, stamp_of
from xieshou.core.door import plain_files
from xieshou.core.plain import digest_of, is_plain
from xieshou.core.project import ProjectPaths
from xieshou.core.workers import Pool, single_process
from xieshou.pictures.vector import Refused, clean_svg

MISSING = "picture-missing"
"""The code of an original that is not there."""
MAX_BYTES = 40_000_000
WIDTHS = (480, 960, 1600)
MAX_AREA = 5_000_000
"""Pixels of a derivative: encoding AVIF takes a second and fifty bytes for each million."""
MANY = 12
"""New originals from which on it takes less time to start processes that look at them too."""
MAX_HEIGHT = 16_000
"""Pixels of a derivative from top to bottom: WebP has no more than 16,383."""


class Picture(NamedTuple):
    """An original fit for use. ``form``: raster or vector; ``alpha``: has transparency. ``beside``: it lies with the
    hand-written pages, not in ``assets/``.
    """

    name: str
    digest: bytes
    form: str
    width: int
    height: int
    alpha: bool
    beside: bool = False

    def original(self, project: ProjectPaths) -> Path:
        """Its file."""
        return (project.docs if self.beside else project.assets) / self.name

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
OF_ASSETS, OF_DOCS = "pictures", "docs.pictures"
"""What the store has noted of the originals in each folder."""


class Fault(NamedTuple):
    """Why an original can't be used: problem code and detail."""

    code: str
    why: str


def inspect(
    project: ProjectPaths, names: Iterable[str], store: Store, pool: Pool[Any] | None = None
) -> tuple[Pictures, dict[str, Fault]]:
    """The pictures of ``names``, and the faults of those that can't be used. ``pool``: who looks at many new ones."""
    return _inspected(project, project.assets, names, (store, OF_ASSETS), pool or single_process())


def inspect_beside(
    project: ProjectPaths, names: Iterable[str], store: Store, pool: Pool[Any] | None = None
) -> tuple[Pictures, dict[str, Fault]]:
    """The same of pictures that lie with the hand-written pages."""
    found, faults = _inspected(project, project.docs, names, (store, OF_DOCS), pool or single_process())
    return {name: picture._replace(beside=True) for name, picture in found.items()}, faults


def _inspected(
    project: ProjectPaths, folder: Path, names: Iterable[str], noted: tuple[Store, str], pool: Pool[Any]
) -> tuple[Pictures, dict[str, Fault]]:
    store, key = noted
    known = {name: (stamp, Picture._make(picture)) for name, stamp, picture in _kept(store.meta(key) or b"")}
    before = settled_before(folder, project.cache)
    stamps: dict[str, bytes] = {}
    looked: dict[str, Picture | Fault] = {}
    new = []
    for name in sorted(set(names)):
        path = folder / name
        try:
            if ".." in Path(name).parts or not is_plain(path, folder):
                looked[name] = Fault(MISSING, name)
                continue
            stamps[name] = stamp_of(path.stat(), before)
        except (OSError, ValueError) as error:
            looked[name] = _fault(error, name)
            continue
        was, picture = known.get(name, (b"", None))
        if picture is not None and (was == stamps[name] != UNSETTLED or picture.digest == digest_of(path)):
            looked[name] = picture
        else:
            new.append(name)
    several = pool if len(new) >= MANY else single_process(pool.progress)
    for batch in several.map(_Look(folder), new, chunk=1, doing="looking"):
        looked |= batch
    found = {name: one for name, one in sorted(looked.items()) if isinstance(one, Picture)}
    if names or known:
        store.set_meta(key, marshal.dumps([(name, stamps[name], tuple(one)) for name, one in found.items()]))
    return found, {name: one for name, one in sorted(looked.items()) if isinstance(one, Fault)}


@dataclass(frozen=True, slots=True)
class _Look:
    """Looks at the originals in a folder: what each is, or why it can't be used."""

    folder: Path

    def __call__(self, _: object, names: list[str]) -> dict[str, Picture | Fault]:
        return {name: self._looked(name) for name in names}

    def _looked(self, name: str) -> Picture | Fault:
        try:
            return _look(self.folder / name, name)
        except (OSError, ValueError) as error:
            return _fault(error, name)


def _fault(error: OSError | ValueError, name: str) -> Fault:
    if isinstance(error, Refused):
        return Fault(error.code, str(error))
    if isinstance(error, ValueError):  # Unreadable, and a name no file can have
        return Fault("picture-unreadable", str(error))
    if isinstance(error, FileNotFoundError):  # taken away since it was seen
        return Fault(MISSING, name)
    return Fault("picture-denied", "")


def known_originals(kept: bytes) -> Iterator[tuple[str, bytes, bytes]]:
    """The name, the stamp and the digest of each original that ``inspect`` has noted in the store."""
    return ((name, stamp, Picture._make(picture).digest) for name, stamp, picture in _kept(kept))


def _kept(noted: bytes) -> list[tuple[str, bytes, tuple[Any, ...]]]:
    found: list[tuple[str, bytes, tuple[Any, ...]]] = marshal.loads(noted) if noted else []
    return found


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
    digest = digest_of(path)
    if path.suffix.lower() == ".svg":
        _, width, height = clean_svg(path.read_bytes())
        return Picture(name, digest, "vector", width, height, True)
    from xieshou.pictures import raster  # Pillow takes a tenth of a second to import, and most builds need none of it

    return Picture(name, digest, "raster", *raster.look(path))


def fault_of(path: Path) -> Fault | None:
    """Why the plain file at ``path`` can't be an original; None where it can."""
    try:
        _look(path, path.name)
    except Refused as error:
        return Fault(error.code, str(error))
    except ValueError as error:
        return Fault("picture-unreadable", str(error))
    except OSError:
        return Fault("picture-denied", "")
    return None
