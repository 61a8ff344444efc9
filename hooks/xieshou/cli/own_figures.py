"""The pictures that a project's texts show by their paths, made figures by ``xieshou fix``.

In: the texts as they will be, and the figures there are. Out: records, pictures to be moved, texts as bytes; and all of
it written, in the order in which a build that begins in between finds least wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath

import yaml

from xieshou.content.autofix import readable
from xieshou.content.kinds.figure import Figure
from xieshou.content.paths import named
from xieshou.content.source.decode import split
from xieshou.content.units import Unit
from xieshou.content.yaml.document import nodes
from xieshou.core.door import plain_files
from xieshou.core.plain import digest_of, is_plain, opened
from xieshou.core.project import ProjectPaths
from xieshou.importers.own_pictures import HeldFigures, OwnFigures, OwnText, own_figures, shows_pictures
from xieshou.importers.placing import put


def figures_of(
    project: ProjectPaths,
    docs: str,
    languages: Sequence[str],
    chosen: Mapping[str, bytes],
    held: Callable[[], HeldFigures],
) -> OwnFigures | None:
    """What becomes of the pictures that the ``chosen`` texts (by path, what they hold) show; None where they show
    none. The other texts of the project are asked what they say of the same pictures.
    """
    texts = {name: text for name, data in chosen.items() if (text := _shown(data))}
    if not texts:
        return None
    for path in (*plain_files(project.content), *plain_files(project.docs)):
        name = project.relative(path)
        if path.suffix == ".md" and name not in chosen and (text := _shown(readable(path))):
            texts[name] = text
    own = [one for name, text in texts.items() if (one := _own(name, text, docs, languages))]
    own.sort(key=lambda one: languages.index(one.language))
    return own_figures(own, project.root, docs, held(), chosen)


def _shown(data: bytes | None) -> str:
    """A text that may show pictures, with plain ends of lines; nothing, where it shows none or can't be read."""
    try:
        text = (data or b"").decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    return "\n".join(lines_of(text)) if shows_pictures(text) else ""


def _own(name: str, text: str, docs: str, languages: Sequence[str]) -> OwnText | None:
    source = split(text, name, b"")[0]
    if source is None:
        return None
    if name.startswith("content/"):
        about = named(name)
        language, slug = about.language, about.slug
    else:
        first = name.removeprefix(f"{docs}/").partition("/")[0]
        language = first if first in languages[1:] else languages[0]
        slug = PurePosixPath(name).stem
    return OwnText(name, language, slug, source.body) if language in languages else None


def held_figures(project: ProjectPaths, units: Iterable[Unit]) -> HeldFigures:
    """The figures of a project: those of its entries, and those whose records have errors."""
    taken: set[str] = set()
    by_image: dict[str, str] = {}
    for path in plain_files(project.content / Figure.folder):
        if path.suffix in (".yml", ".yaml"):
            taken.add(path.stem)
            by_image.update(dict.fromkeys(_images(path), path.stem))
    for unit in units:
        if unit.kind == Figure.kind:
            taken.add(unit.slug)
            by_image.update((name, unit.slug) for _, name in unit.images)
    return HeldFigures(taken, by_image)


def _images(path: Path) -> Iterator[str]:
    """The pictures that a record names, whatever else is wrong with it."""
    try:
        root = nodes((readable(path) or b"").decode("utf-8-sig"))
    except UnicodeDecodeError:
        return
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "image":
            said = [one for _, one in value.value] if isinstance(value, yaml.MappingNode) else [value]
            yield from (str(one.value) for one in said if isinstance(one, yaml.ScalarNode))


def lines_of(text: str | bytes) -> list[str]:
    """The lines of a text, without their ends."""
    typed = text.decode("utf-8-sig") if isinstance(text, bytes) else text
    return [line for line, _ in _ended(typed)]


def _ended(text: str) -> list[tuple[str, str]]:
    pieces = re.split(r"(\r\n|\r|\n)", text)
    return list(zip(pieces[::2], [*pieces[1::2], ""], strict=True))


def with_body(data: bytes, body: str) -> bytes:
    """The text in ``data`` with ``body`` below its facts; every line that stays keeps its end."""
    text = data.decode("utf-8-sig")
    old = _ended(text)
    plain = "\n".join(line for line, _ in old)
    source = split(plain, "", b"")[0]
    assert source is not None
    head = plain.removesuffix(source.body)
    new = f"{head}{body}".split("\n")
    usual = next((end for _, end in old if end), "\n")
    ends = [usual] * (len(new) - 1) + [""]
    for block in SequenceMatcher(None, [line for line, _ in old], new, autojunk=False).get_matching_blocks():
        for at in range(block.size):
            if block.b + at < len(new) - 1:
                ends[block.b + at] = old[block.a + at][1] or usual
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    return mark + "".join(line + end for line, end in zip(new, ends, strict=True)).encode()


def place(project: ProjectPaths, made: OwnFigures) -> None:
    """Put pictures and records where they belong. Raises ``OSError`` where something else is there."""
    for one in made.pictures:
        path = project.root / one.path
        if not path.exists():
            with opened(project.root / one.original, one.original.count("/")) as original:
                put(project.root, one.path, original.read())
    for record in made.records:
        put(project.root, record.path, record.data)


def clear(project: ProjectPaths, made: OwnFigures) -> None:
    """Take away the pictures beside texts that no text names any more, where the same lies among the originals."""
    for one in made.pictures:
        original = project.root / one.original
        same = digest_of(original) == digest_of(project.root / one.path) != b""
        if not one.copied and same and is_plain(original, project.content):
            original.unlink()
