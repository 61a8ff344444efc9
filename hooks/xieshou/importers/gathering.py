"""The texts of an import, read and told apart: which are of this site's languages, and which belong together.

In: what lies in a folder. Out: the entries they will be, each with its texts by language; and what became of all
others.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from xieshou.core.plain import Stranger, opened
from xieshou.core.problems import Problem, problem
from xieshou.importers.formats import as_text, format_of
from xieshou.importers.languages import Whereabouts, by_words, language_of, whereabouts
from xieshou.importers.prose import without_code
from xieshou.importers.records import Fate, ForeignText, Imported, Note, TextState
from xieshou.importers.scan import ScannedFolder
from xieshou.importers.words import without_more

TRADITIONAL, CHINESE = "zh-hant", "zh"


@dataclass(frozen=True, slots=True)
class TextGroup:
    """The texts of one entry, by language; ``notes`` that are to be told of each."""

    name: str
    texts: Mapping[str, ForeignText]
    notes: Mapping[str, tuple[Note, ...]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """``groups`` to be imported; ``others``: texts that are not, and why; ``people``: names by the short ones."""

    groups: tuple[TextGroup, ...]
    others: tuple[Imported, ...]
    people: Mapping[str, str]

    def texts(self) -> Iterator[ForeignText]:
        """Every text of every group."""
        return (text for group in self.groups for text in group.texts.values())


def gathered(found: ScannedFolder, languages: Sequence[str]) -> Gathered:
    """The texts of ``found`` as the entries of a site in ``languages``."""
    others: list[Imported] = []
    texts: list[ForeignText] = []
    for path in found.texts:
        read = _read(found.root, path)
        if isinstance(read, Problem):
            others.append(Imported(path, TextState.REFUSED, problems=(read,)))
        else:
            texts += read
    places = whereabouts([text.origin for text in texts])
    groups: dict[str, dict[str, ForeignText]] = {}
    notes: dict[str, list[Note]] = {}
    placed = [_placed(text, places[text.origin], languages) for text in texts]
    if found.pair:
        placed = _paired(placed)
    both = {(text.name, text.language) for text, _ in placed}
    for text, told in placed:
        language, own = text.language, list(told)
        if language == TRADITIONAL and CHINESE in languages and (text.name, CHINESE) not in both:
            language = CHINESE
            own.append(Note(Fate.GUESSED, "traditional"))
        reason = _reason(text, language, languages, groups.get(text.name, {}))
        if reason:
            others.append(Imported(text.origin, TextState.PASSED, language, notes=(reason,)))
            continue
        groups.setdefault(text.name, {})[language] = replace(text, language=language)
        notes[text.origin] = own
    made = tuple(
        TextGroup(name, texts_, {language: tuple(notes[text.origin]) for language, text in texts_.items()})
        for name, texts_ in sorted(groups.items())
    )
    return Gathered(made, tuple(others), _people(found))


def _paired(
    placed: list[tuple[ForeignText, tuple[Note, ...]]],
) -> list[tuple[ForeignText, tuple[Note, ...]]]:
    """Two texts that were named together under one name, if they are in two languages."""
    if len({text.language for text, _ in placed}) != 2 or len(placed) != 2:
        return placed
    name = next((text.name for text, _ in placed if text.name.isascii()), placed[0][0].name)
    return [(replace(text, name=name), notes) for text, notes in placed]


def _read(root: Path, path: str) -> Sequence[ForeignText] | Problem:
    try:
        with opened(root / path, path.count("/")) as file:
            data = file.read()
            saved = datetime.datetime.fromtimestamp((root / path).stat().st_mtime, datetime.UTC).date()
    except Stranger as stranger:
        return problem(path, 1, 1, stranger.code)
    except OSError:
        return problem(path, 1, 1, "file-unreadable")
    texts = format_of(path).read(data, path)
    return texts if isinstance(texts, Problem) else [replace(text, saved=text.saved or saved) for text in texts]


def _placed(text: ForeignText, place: Whereabouts, languages: Sequence[str]) -> tuple[ForeignText, tuple[Note, ...]]:
    """A text with its language and name: by what it says itself, by its path, by its words."""
    name = text.name or place.name
    own = next((language_of(str(value)) for value in text.values("lang", "language", "locale")), "")
    language = text.language or place.language or own
    spoken = by_words(_prose(text.body), languages)
    if not language:
        return replace(text, language=spoken, name=name), (Note(Fate.GUESSED, "language-words", value=spoken),)
    if language == CHINESE != spoken and spoken in languages and not re.search("[\u4e00-\u9fff]", text.body):
        # A copy that waits to be translated: folders of a language are often begun with such.
        return replace(text, language=spoken, name=name), (Note(Fate.GUESSED, "language-words", value=spoken),)
    return replace(text, language=language, name=name), ()


def _prose(body: str) -> str:
    return without_code(body).replace("\x00", "")


def _reason(
    text: ForeignText, language: str, languages: Sequence[str], beside: Mapping[str, ForeignText]
) -> Note | None:
    """Why a text is none of this site's, if it is none."""
    if language not in languages:
        return Note(Fate.LEFT, "language-other", value=language or "?")
    if sort := text.values("post_type"):
        return Note(Fate.LEFT, "post-type", value=str(sort[0]))
    words = re.sub(r"<!--.*?-->|<[^>]*>", "", without_more(text.body)[0], flags=re.DOTALL)
    if not re.search(r"\w", words):
        return Note(Fate.LEFT, "no-words")
    if language in beside:
        return Note(Fate.LEFT, "double", value=beside[language].origin)
    for other in beside.values():
        if other.body.strip() == text.body.strip():
            return Note(Fate.LEFT, "double", value=other.origin)
    return None


def _people(found: ScannedFolder) -> dict[str, str]:
    """The names in ``authors.yml``, by the short ones that texts give (Docusaurus, Hexo, Jekyll)."""
    people: dict[str, str] = {}
    for path in found.others:
        if not re.search(r"(?:^|/)authors\.ya?ml$", path):
            continue
        try:
            with opened(found.root / path, path.count("/")) as file:
                text = as_text(file.read(1_000_000)) or ""
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except (OSError, yaml.YAMLError, RecursionError):
            continue
        for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
            if isinstance(value, yaml.MappingNode):
                for inner, said in value.value:
                    if inner.value == "name" and isinstance(said, yaml.ScalarNode):
                        people.setdefault(str(key.value), str(said.value))
    return people


def counted(texts: Iterable[Imported]) -> dict[TextState, int]:
    """How many texts became what."""
    found = dict.fromkeys(TextState, 0)
    for text in texts:
        found[text.state] += 1
    return found
