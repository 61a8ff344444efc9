"""What ``xieshou fix`` would change in a project, file by file.

In: a project's folder. Out: ``Repair``: the file, its lines before and after, and the bytes to be written. What can be
repaired by the characters of a file is, even where settings keep the project from being looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from xieshou.build.addresses import renamed
from xieshou.build.prepared import Prepared
from xieshou.build.session import BuildSettings
from xieshou.cli.opened import opened
from xieshou.cli.own_figures import figures_of, held_figures, lines_of, with_body
from xieshou.content.autofix import Look, Repaired, mended, readable
from xieshou.content.doc_page import DocPlace, parse_doc
from xieshou.content.former_names import with_former_names
from xieshou.content.load import Setup, setup_for
from xieshou.content.markdown.render import MarkdownSettings, Renderer
from xieshou.content.parse import NOT_ENTRIES, Reader
from xieshou.content.repairs import REPAIRS
from xieshou.content.site_file import read_site
from xieshou.core.door import plain_files
from xieshou.core.plain import is_plain
from xieshou.core.problems import ContentError, Problem
from xieshou.core.project import ProjectPaths
from xieshou.importers.own_pictures import HeldFigures, OwnFigures
from xieshou.language.labels import Labels

_TEXT, _RECORDS = ".md", (".yml", ".yaml")
_LABELS = "labels"


class Repair(NamedTuple):
    """A file that can be repaired: its path in the project, its lines before and after, and the new bytes.

    ``encoding`` is what it was written in, if that was not UTF-8.
    """

    path: str
    before: list[str]
    after: list[str]
    encoding: str
    data: bytes


@dataclass(frozen=True, slots=True)
class KnownProject:
    """What is known of a project: its problems by file, the accepted ones, and how a file of it is read."""

    told: Mapping[str, list[Problem]] = field(default_factory=dict)
    accepted: frozenset[tuple[str, str, str]] = frozenset()
    reader: Reader | None = None
    docs: str = "docs"
    renamed: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    """By file, its entries whose former addresses would be lost: the slug now, and the one before."""
    whole: bool = True
    """Whether it could be looked at as a whole."""
    figures: Callable[[], HeldFigures] = HeldFigures
    """The figures there are."""

    def look(self, path: Path, name: str) -> Look | None:
        """How the problems of the file ``name`` are found for any bytes; None where that takes more than the file."""
        reader = self.reader
        if reader is None or name in NOT_ENTRIES or path.suffix not in (_TEXT, *_RECORDS):
            return None
        if name.startswith("content/"):
            return lambda data: self._left(reader.parse(path, name, data).problems)
        if not name.startswith(f"{self.docs}/"):
            return None
        uri, languages = name.removeprefix(f"{self.docs}/"), reader.languages
        place = DocPlace.of(uri, self.docs, languages)
        return lambda data: self._left(parse_doc(path, place, reader.renderer, languages, data)[1].problems)

    def _left(self, problems: Iterable[Problem]) -> list[Problem]:
        """Those that people do not let stand."""
        return [one for one in problems if _key(one) not in self.accepted]


def repairs(project: ProjectPaths, known: KnownProject, chosen: Iterable[Path]) -> tuple[list[Repair], OwnFigures]:
    """What would change in the ``chosen`` files of the project, and what becomes of the pictures that they show."""
    found: dict[str, Repair] = {}
    texts: dict[str, bytes] = {}
    for path in chosen:
        if not _is_ours(path, project):
            continue
        data, name = readable(path), project.relative(path)
        if data is None:
            continue
        if mended_ := _mended(path, name, data, known):
            found[name] = Repair(name, *mended_)
        if path.suffix == _TEXT:
            texts[name] = mended_.data if mended_ else data
    made = figures_of(project, known.docs, known.reader.languages, texts, known.figures) if known.reader else None
    if not known.whole or made is None:
        return list(found.values()), OwnFigures()
    for name, after in made.texts.items():
        whole = texts[name]
        before = found[name] if name in found else Repair(name, lines_of(whole), [], "", whole)
        new = with_body(whole, after)
        found[name] = before._replace(after=lines_of(new), data=new)
    return list(found.values()), made


def _mended(path: Path, name: str, data: bytes, known: KnownProject) -> Repaired | None:
    told = known.told.get(name, ())
    # To read a file anew for every repair takes its time: a file without a problem has none to be repaired.
    asked = not known.whole or any(one.code in REPAIRS for one in told)
    look = known.look(path, name) if asked else None
    found = mended(data, name, told, look)
    return _renamed(data, name, known.renamed[name], found) if name in known.renamed else found


def _renamed(data: bytes, name: str, former: Iterable[tuple[str, str]], found: Repaired | None) -> Repaired | None:
    """The file with the names that its entries had before, besides what else is repaired of it."""
    new = found.data if found else data
    for slug, before in former:
        new = with_former_names(new, name, slug, (before,)) or new
    if new == data:
        return found
    old = found.before if found else data.decode("utf-8-sig").splitlines()
    return Repaired(old, new.decode("utf-8-sig").splitlines(), found.encoding if found else "", new)


def every_file(project: ProjectPaths) -> list[Path]:
    """The files that are looked at unless some are named."""
    labels = project.assets / _LABELS
    folders = [project.content, project.docs, *([labels] if labels.is_dir() else [])]
    return [path for folder in folders for path in plain_files(folder)]


def _is_ours(path: Path, project: ProjectPaths) -> bool:
    if path.suffix in (_TEXT, *_RECORDS) and is_plain(path, project.content):
        return True
    if path.suffix == _TEXT and is_plain(path, project.docs):
        return True
    return path.suffix in _RECORDS and is_plain(path, project.assets / _LABELS)


@contextmanager
def known_of(root: Path, now: int, words: Labels) -> Iterator[KnownProject]:
    """What is known of the project in ``root`` at the moment ``now``; little where its settings are wrong.

    Raises ``PublishFault`` and ``OSError``.
    """
    try:
        with opened(root, words) as (settings, told, _, session):
            wanted = BuildSettings(settings.markdown, docs=settings.pages, renders=False, told=told)
            yield _known(session.prepared(wanted, now), settings.docs)
    except ContentError:  # the settings: each file is still looked at by itself
        paths = ProjectPaths.at(root)
        setup = setup_for(paths, b"", read_site(paths)[0], MarkdownSettings((), {}))
        yield KnownProject(reader=_reader(setup), whole=False)


def _known(prepared: Prepared, docs: str) -> KnownProject:
    told: defaultdict[str, list[Problem]] = defaultdict(list)
    for one in prepared.problems:
        told[one.path].append(one)
    accepted = frozenset(_key(one) for one, _ in prepared.accepted)
    catalog = prepared.catalog
    figures = (lambda: held_figures(prepared.context.setup.project, catalog().units)) if catalog else HeldFigures
    return KnownProject(
        told, accepted, _reader(prepared.context.setup), docs, renamed(prepared), catalog is not None, figures
    )


def _reader(setup: Setup) -> Reader:
    return Reader(setup.languages, Renderer(setup.markdown), dict(setup.choices), setup.folders, setup.project.assets)


def _key(one: Problem) -> tuple[str, str, str]:
    return one.path, one.code, repr(one.details)
