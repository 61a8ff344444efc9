"""Albums: the photographs that an entry lists become figures of their own.

In: the facts of an entry, with ``photos``, and the folder of originals. Out: its photographs (``photographs``), and of
each an entry of the kind figure (``figures``): so they have pages, stand among the pictures, open in place and are
found like every other. Their addresses come from the names of their files: a photograph that is added moves no other.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from xieshou.content.entries import Entry
from xieshou.content.kinds import Facts, Record
from xieshou.content.kinds.album import MOST, Album, Photo
from xieshou.content.kinds.figure import Figure
from xieshou.content.schema.introspect import Loc
from xieshou.content.schema.local_file import LocalFile
from xieshou.content.schema.text import Text
from xieshou.content.schema.types.slug import LONGEST
from xieshou.core.door import plain_files
from xieshou.core.plain import is_plain

FIELD = "photos"
"""The field that holds an album."""
_PICTURES = frozenset("jpg jpeg png webp avif gif tif tiff bmp heic heif svg".split())  # noqa: SIM905
"""Endings of what a folder of photographs is read for. One that can't be used has a problem of its own."""


class Unusable(ValueError):
    """A folder gives no album; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Photograph(NamedTuple):
    """A photograph of an album. ``at``: where in the facts its file is named. ``slug``: what its figure is called."""

    slug: str
    file: str
    photo: Photo
    at: Loc


def album_of(facts: Facts) -> Album | None:
    """The album of an entry, if it has one."""
    album = getattr(facts, FIELD, None)
    return album if isinstance(album, Album) else None


def photographs(album: Album, owner: str, assets: Path | None) -> tuple[Photograph, ...]:
    """The photographs of the album of the entry called ``owner``, in order. Raises ``Unusable``.

    ``assets``: where originals lie; None where that is not known, and then a folder can't be read.
    """
    listed: list[tuple[str, Photo, Loc]]
    if album.pictures:
        at = ((FIELD, "pictures", number, "file") for number in range(len(album.pictures)))
        listed = [(album.named(one), one, place) for one, place in zip(album.pictures, at, strict=True)]
    else:
        assert album.folder
        found = _in_folder(album.folder, assets)
        listed = [(f"{album.folder}/{name}", Photo.model_construct(file=name), (FIELD, "folder")) for name in found]
    taken: set[str] = set()
    return tuple(Photograph(_slug(owner, file, taken), file, photo, at) for file, photo, at in listed)


def caption_of(facts: Facts) -> Text | None:
    """What stands below a photograph that has no caption of its own: the album's, or the name of the record. An article
    has a name in one language alone, the figure has all: there has to be a caption.
    """
    album = album_of(facts)
    return (album and album.caption) or (facts.name if isinstance(facts, Record) else None)


def figures(facts: Facts, shown: tuple[Photograph, ...]) -> Iterator[Entry]:
    """A figure of each photograph that has a caption."""
    album, of_all = album_of(facts), caption_of(facts)
    assert album
    for number, one in enumerate(shown, 1):
        caption = one.photo.caption or of_all
        if caption is None:
            continue
        # Of several that share a caption each is to be told from the others.
        name = caption if one.photo.caption or len(shown) == 1 else _numbered(caption, number)
        figure = Figure.model_construct(
            type="photo",
            name=name,
            caption=caption,
            alt=one.photo.alt or caption,
            credit=album.credit,
            date=album.date,
            rights=album.rights,
            image=LocalFile.for_all(one.file),
            focus=one.photo.focus,
            draft=facts.draft,
            withdrawn=facts.taken_back,
            publish_at=facts.publish_at,
        )
        yield Entry(Figure.kind, one.slug, figure, {})


def _numbered(text: Text, number: int) -> Text:
    return Text(tuple((language, f"{words} · {number}") for language, words in text.pairs))


def _in_folder(folder: str, assets: Path | None) -> list[str]:
    """The names of the pictures right in a folder, as people count: 2 before 10."""
    if assets is None or not (assets / folder).is_dir():
        raise Unusable("album-folder-missing")
    files = (path for path in plain_files(assets / folder) if path.parent == assets / folder)
    names = [path.name for path in files if path.suffix[1:].lower() in _PICTURES and is_plain(path, assets)]
    if not names:
        raise Unusable("album-folder-empty")
    if len(names) > MOST:
        raise Unusable("list-too-long")
    return sorted(names, key=_counted)


def _counted(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"([0-9]+)", name.casefold())]


def _slug(owner: str, file: str, taken: set[str]) -> str:
    """What the figure of ``file`` is called; another than those that are ``taken``, to which it is added."""
    stem = unicodedata.normalize("NFKD", Path(file).stem)
    own = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    slug = f"{owner}-{own}"
    # Whatever is lost of a name, two names stay two.
    if not own or not stem.isascii() or len(slug) > LONGEST or slug in taken:
        digest = hashlib.blake2b(file.encode(), digest_size=4).hexdigest()
        slug = f"{slug[: LONGEST - len(digest) - 1].strip('-')}-{digest}"
    taken.add(slug)
    return slug
