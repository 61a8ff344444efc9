"""Pictures of imported texts as figures: which can be used, what their records are called, and what these say.

In: the pictures that texts show, each with its words and where it is shown. Out: a slug for each that can be used, why
the others can't, and the files to write.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from xieshou.core.plain import is_plain
from xieshou.importers.records import NewFile, clipped
from xieshou.importers.slugs import slug_of, unused
from xieshou.importers.writing import mark, record
from xieshou.pictures.inspect import MISSING, Fault, fault_of

_NO_WORDS = re.compile(
    r"(?:image|img|图片?|picture|photo|screenshot|alt(?: text)?|figure|fig|undefined|pic|截图|封面|cover|logo)?"
    r"[\s_.-]*\d*(?:\.\w{2,5})?|[\w-]+\.(?:png|jpe?g|gif|svg|webp)|[0-9a-f-]{16,}|https?://\S+",
    re.IGNORECASE,
)
"""Words that say nothing of a picture."""
_PHOTOS = frozenset((".jpg", ".jpeg"))


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture in a text: its path, what the text says of it, and the language, title and slug of that."""

    path: str
    words: str
    title: str
    language: str
    text_title: str
    text_slug: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """``slugs``: of the figures, by the path of the picture; ``refused``: why others can't be used; ``digests``."""

    slugs: Mapping[str, str]
    refused: Mapping[str, str]
    here: frozenset[str] = frozenset()


def chosen(
    shown: Iterable[ShownPicture],
    root_of: Callable[[str], Path],
    known: Mapping[str, str],
    taken: Iterable[str],
    source: str,
) -> Chosen:
    """A figure for each picture. ``root_of``: the folder that a picture’s path is below; ``known``: the slugs of those
    that were imported before, by where they came from.

    One picture in two files is one figure.
    """
    slugs: dict[str, str] = {}
    refused: dict[str, str] = {}
    by_bytes: dict[bytes, str] = {}
    used, here = set(taken), set()
    for one in shown:
        if one.path in slugs or one.path in refused:
            continue
        root = root_of(one.path)
        path = root / one.path
        if why := fault(path, root):
            refused[one.path] = why
            continue
        if (slug := known.get(f"{source} {one.path}")) is not None:
            slugs[one.path] = slug
            here.add(one.path)
            continue
        digest = hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
        if digest not in by_bytes:
            stem = slug_of(PurePosixPath(one.path).stem)
            own = f"{one.text_slug}-{stem}" if stem and not stem.startswith(one.text_slug) else stem or one.text_slug
            own = own[:70].strip("-")
            by_bytes[digest] = unused([own, f"{own}-figure"], used)
            used.add(by_bytes[digest])
        slugs[one.path] = by_bytes[digest]
    return Chosen(slugs, refused, frozenset(here))


def fault(path: Path, root: Path) -> str:
    """Why a picture can't be used, in the code of a problem; nothing where it can."""
    found = fault_of(path) if is_plain(path, root) else Fault(MISSING, "")
    return found.code if found else ""


def files(
    shown: Iterable[ShownPicture],
    figures: Chosen,
    used: Iterable[str],
    source: str,
    say: Callable[[str, str, str], str],
) -> Iterator[NewFile]:
    """The records of the figures that ``used`` pictures have become, and the copies of these.

    ``say`` gives the words of a language: of a caption that is not known, of a credit that is not verified.
    """
    wanted, done = set(used) - figures.here, set()
    said: dict[str, list[ShownPicture]] = {}
    for one in shown:
        if one.path in wanted:
            said.setdefault(figures.slugs[one.path], []).append(one)
    for slug, all_ in said.items():
        if slug in done:
            continue
        done.add(slug)
        path = all_[0].path
        image = image_of(slug, path)
        credit = _apart({one.language: say(one.language, "credit", "") for one in all_})
        own = facts_of(all_, image, lambda one: say(one.language, "caption", one.text_title))
        facts = {**own, "credit": credit, "sources": (source,)}
        ordered = {key: facts[key] for key in ("type", "name", "caption", "alt", "credit", "image", "sources")}
        yield NewFile(f"content/figures/{slug}.yml", record(mark(source, path), ordered))
        yield NewFile(f"assets/{image}", original=path)


def image_of(slug: str, path: str) -> str:
    """Where below ``assets/`` the picture at ``path`` is to lie, as that of the figure ``slug``."""
    ending = PurePosixPath(path).suffix.lower()
    return f"{'illustrations' if ending == '.svg' else 'photos'}/{slug}{ending}"


def facts_of(
    shown: Iterable[ShownPicture], image: str, told: Callable[[ShownPicture], str] | None
) -> dict[str, str | tuple[str, ...] | Mapping[str, str]]:
    """What the record of a figure says of the picture ``image``, as it is ``shown``. ``told``: what is said of a
    picture where a text says nothing that could be read; None where no more is to be said than texts say.
    """
    captions, alts, names = (dict[str, str]() for _ in range(3))
    for one in shown:
        words = next((w for w in (one.title, one.words) if not _NO_WORDS.fullmatch(w.strip())), "")
        alt = one.words if not _NO_WORDS.fullmatch(one.words.strip()) else words if told else ""
        for by_language, said in ((captions, words), (alts, alt), (names, words)):
            if line := _line(said or (told(one) if told else "")):
                by_language.setdefault(one.language, clipped(line, 60) if by_language is names else line)
    photo = PurePosixPath(image).suffix.lower() in _PHOTOS
    return {
        "type": "photo" if photo else "illustration",
        "name": _apart(names), "caption": _apart(captions), "alt": _apart(alts), "image": image,
    }  # fmt: skip


def _line(words: str) -> str:
    return clipped(re.sub(r"[*`_\[\]<>{}|\\]", "", words), 300)


def _apart(words: Mapping[str, str]) -> dict[str, str]:
    """Words by language, without those of a Latin one that are in Han where the Chinese are not: they are swapped."""
    han = {language for language, said in words.items() if re.search("[\u4e00-\u9fff]", said)}
    if "zh" in words and "zh" not in han and han:
        return {language: said for language, said in words.items() if language not in han}
    return dict(words)
