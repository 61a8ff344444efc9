"""Pictures that a project's own texts show by their paths, as figures: a record each, and the texts naming that.

In: the texts of a project that show pictures, and which picture files and figures there are. Out: the records to be
written, the pictures to be put among the originals, and each text with ``![](figure:slug)`` in their place. A record
says what the texts say of its picture and no more: what is missing, ``check`` asks for.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from xieshou.core.door import walk
from xieshou.core.plain import digest_of
from xieshou.importers import figures
from xieshou.importers.destinations import Addresses
from xieshou.importers.figures import ShownPicture
from xieshou.importers.html_tags import boxes
from xieshou.importers.linking import Bearings, Rewriting
from xieshou.importers.prose import Edit, edited
from xieshou.importers.records import NewFile
from xieshou.importers.references import CELL, HTML, Reference, references
from xieshou.importers.targets import escaped, in_brackets
from xieshou.importers.writing import record

_ASSETS = "assets/"
_PHOTOS = f"{_ASSETS}photos"
_ENDING = r"\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)"
_SHOWS = re.compile(r"!\[|<img\b", re.IGNORECASE)
_NAMES = re.compile(_ENDING, re.IGNORECASE)
_FILE = re.compile(rf".*{_ENDING}", re.IGNORECASE | re.DOTALL)
_ELSEWHERE = re.compile(r"[A-Za-z][\w+.-]*:|//")


class OwnText(NamedTuple):
    """A text without its facts: its path in the project, its language, the slug of what it is about."""

    path: str
    language: str
    slug: str
    text: str


@dataclass(frozen=True, slots=True)
class HeldFigures:
    """The figures of a project: the slugs that are taken, and by picture (below ``assets/``) the slug of its figure."""

    taken: Collection[str] = ()
    by_image: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """``records``: the files of new figures; ``texts``: by path, rewritten; ``pictures``: what is to be done with those
    that lie beside texts.
    """

    records: tuple[NewFile, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    pictures: tuple[MovedPicture, ...] = ()


class MovedPicture(NamedTuple):
    """A picture beside a text, and where it is to lie; ``copied``: it stays where it is too, for another text names
    it.
    """

    original: str
    path: str
    copied: bool


def shows_pictures(text: str) -> bool:
    """Whether ``text`` may show a picture by its path: a quick look."""
    return bool(_SHOWS.search(text) and _NAMES.search(text))


def own_figures(
    texts: Iterable[OwnText], root: Path, docs: str, held: HeldFigures, chosen: Collection[str]
) -> OwnFigures:
    """The figures of the pictures that ``texts`` of the project ``root`` show; its hand-written pages lie in ``docs``.
    Those of the texts whose paths are ``chosen`` are rewritten; what the others say of the same pictures stands in the
    records.
    """
    pictures, usable = _Pictures({}, {}, _pictures(root, docs), docs=docs), _Usable(root)
    plain = [one._replace(text=_unboxed(one, pictures, usable)) for one in texts]
    found = {one.path: references(one.text) for one in plain}
    named = {
        one.path: [(ref, path) for ref in found[one.path] if (path := pictures.picture(ref.target, one.path))]
        for one in plain
    }
    meant = {path for name in chosen for ref, path in named.get(name, ()) if ref.picture and usable(path)}
    shown = [
        ShownPicture(path, ref.words, ref.title, one.language, "", one.slug)
        for one in plain
        for ref, path in named[one.path]
        if ref.picture and path in meant
    ]
    taken = {*held.taken, *_stems(pictures)}
    picked = figures.chosen(shown, lambda _: root, _known(shown, root, held), taken, "")
    around = Bearings(pictures, {}, picked.slugs)
    rewritten = {
        one.path: edited(one.text, _Figures(one.text, one.path, around, found[one.path]).edits())
        for one in plain
        if one.path in chosen and any(path in meant for _, path in named[one.path])
    }
    images = {**{slug: image for image, slug in held.by_image.items()}, **_images(shown, picked)}
    staying = {path for name, all_ in named.items() if name not in chosen for _, path in all_}
    moved = [
        MovedPicture(path, f"{_ASSETS}{images[slug]}", path in staying)
        for path, slug in picked.slugs.items()
        if not path.startswith(_ASSETS)
    ]
    return OwnFigures(tuple(_records(shown, picked, images)), rewritten, tuple(moved))


def _images(shown: Sequence[ShownPicture], picked: figures.Chosen) -> dict[str, str]:
    """By new figure, its picture among the originals: where it lies there, or where it is to."""
    images: dict[str, str] = {}
    for one in shown:
        if one.path not in picked.here:
            slug = picked.slugs[one.path]
            if one.path.startswith(_ASSETS):
                images[slug] = one.path.removeprefix(_ASSETS)
            else:
                images.setdefault(slug, figures.image_of(slug, one.path))
    return images


def _records(shown: Sequence[ShownPicture], picked: figures.Chosen, images: Mapping[str, str]) -> Iterator[NewFile]:
    """The records of the figures that are new."""
    new: dict[str, list[ShownPicture]] = {}
    for one in shown:
        if one.path not in picked.here:
            new.setdefault(picked.slugs[one.path], []).append(one)
    for slug, all_ in new.items():
        yield NewFile(f"content/figures/{slug}.yml", record("", figures.facts_of(all_, images[slug], None)))


def _known(shown: Iterable[ShownPicture], root: Path, held: HeldFigures) -> dict[str, str]:
    """By picture, as ``figures.chosen`` asks: the figure that shows it, or another file of the same bytes."""
    sizes: dict[int, list[str]] = {}
    for image in held.by_image:
        path = root / _ASSETS / image
        if path.is_file():
            sizes.setdefault(path.stat().st_size, []).append(image)
    known: dict[str, str] = {}
    for one in shown:
        slug = held.by_image.get(one.path.removeprefix(_ASSETS)) if one.path.startswith(_ASSETS) else None
        path = root / one.path
        for image in () if slug else sizes.get(path.stat().st_size, ()):
            if digest_of(root / _ASSETS / image) == digest_of(path):
                slug = held.by_image[image]
        if slug:
            known[f" {one.path}"] = slug
    return known


def _unboxed(one: OwnText, pictures: _Pictures, usable: Callable[[str], bool]) -> str:
    """A text with the boxes of HTML that hold such pictures as paragraphs."""
    if "<img" not in one.text.lower():
        return one.text

    def fits(source: str) -> bool:
        path = pictures.picture(source, one.path)
        return path is not None and usable(path)

    # Behind a box the text has an empty line already.
    return edited(one.text, (box._replace(text=f"{box.text.rstrip()}\n") for box in boxes(one.text, fits)))


class _Usable:
    """Whether a picture can be published: each is looked at once."""

    def __init__(self, root: Path) -> None:
        self._root, self._known = root, dict[str, bool]()

    def __call__(self, path: str) -> bool:
        if path not in self._known:
            self._known[path] = not figures.fault(self._root / path, self._root)
        return self._known[path]


@dataclass(frozen=True, slots=True)
class _Pictures(Addresses):
    """The picture files of a project: beside its texts, and among its originals. ``pictures``: by path in small
    letters, those that are called so. ``docs``: the folder of hand-written pages, which show their own as they are.
    """

    docs: str = ""

    # What an import would guess at is left alone here: a file of this name that lies elsewhere may be another.
    def picture(self, target: str, origin: str) -> str | None:
        """The picture that ``target`` names in the text at ``origin``: one beside it, or one among the originals.
        None where it is none of these, or is shown as it is: a picture beside a hand-written page.
        """
        target = unquote(target.partition("#")[0].partition("?")[0]).strip()
        if not _FILE.fullmatch(target) or _ELSEWHERE.match(target):
            return None
        here = [] if target.startswith("/") else [posixpath.dirname(origin)]
        for base in (*here, "", _ASSETS, _PHOTOS):
            path = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
            named = self.pictures.get(path.lower(), ())
            if path in named or len(named) == 1:
                held = path if path in named else named[0]
                return None if held.startswith(f"{self.docs}/") else held
        return None


def _pictures(root: Path, docs: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for file in (one for folder in ("content", "assets", docs) for one in walk(root, folder)):
        if _FILE.fullmatch(file.name):
            found[file.name.lower()] = (*found.get(file.name.lower(), ()), file.name)
    return found


def _stems(pictures: _Pictures) -> Iterator[str]:
    """The names among the originals that a new picture is not to take."""
    return (posixpath.splitext(posixpath.basename(path))[0] for path in pictures.pictures if path.startswith(_ASSETS))


class _Figures(Rewriting):
    """The changes to a text of the project's own: to its pictures, and to links round these; to nothing else."""

    def edits(self) -> Iterator[Edit]:
        """Each change, at its place."""
        for one in self._found:
            if self._is_ours(one):
                yield from self._picture(one) if one.picture else self._link(one)
            elif any(self._is_ours(other) for other in self._found if self._holds(one, other)):
                yield from self._link(one)

    def _is_ours(self, one: Reference) -> bool:
        return self._around.addresses.picture(one.target, self._origin) in self._around.figures

    @staticmethod
    def _holds(one: Reference, other: Reference) -> bool:
        return one.holds_picture and other.picture and one.start <= other.start < one.end

    def _link(self, one: Reference) -> Iterator[Edit]:
        if one.holds_picture and one.block.sort in (CELL, HTML):  # where the picture becomes a link itself
            new, _ = self._leads(one)
            yield from self._unlinked(one)
            if not new.startswith("figure:") and one.form != "tag":
                yield Edit(one.end, one.end, f" [{escaped(one.words) or new}]({in_brackets(new)})")
            return
        yield from super()._link(one)

    def _leads(self, one: Reference) -> tuple[str, None]:
        path = self._around.addresses.picture(one.target, self._origin)
        slug = self._around.figures.get(path or "")
        return (f"figure:{slug}" if slug else one.target), None
