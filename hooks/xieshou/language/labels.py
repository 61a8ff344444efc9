"""The words of the interface, one file a language (``zh.yml``, ``en.yml``): the engine's, and over them the site's own.

In: the files in ``front/labels`` (of some languages only the words of their numbers, in ``numbers``) and
``assets/labels``. Out: ``Labels`` by language, which lack nothing, and what is wrong with a site's own files, as
problems. What is said of problems stands in ``front/problems``; a site's labels may say it otherwise. A site's file
names only the keys it changes; a language the engine does not speak has its whole file there, and where that lacks a
label the engine's nearest language stands in.

A label that is missing in the engine's own files is our fault: it raises, and a test compares these key by key.
"""

from __future__ import annotations

import os
import pickle
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from xieshou.content.source.decode import read
from xieshou.content.source.lookalikes import in_file
from xieshou.content.yaml.document import parse_yaml
from xieshou.core.door import is_text
from xieshou.core.problems import Problem, Severity, Texts, of_one_file, problem
from xieshou.core.project import FRONT, LANGUAGE_FILE, ProjectPaths
from xieshou.core.tables import merged
from xieshou.language.label_check import LabelCheck
from xieshou.language.label_schema import OWN_TABLES, PROBLEMS, LabelTable, has, lacking, schema_of
from xieshou.language.problem_records import ProblemTexts

FOLDER = "labels"
_NUMBERS = "numbers"
"""The folder in it of languages whose numbers the engine can write, and no more."""
Files = tuple[tuple[str, bytes], ...]
"""Label files: language, bytes."""
_ENGLISH = "en"
_NAMED = 5
"""Missing labels that a warning names."""
_MEANT = re.compile(r"\.(?:ya?ml|json)(?:\.|$)")
_NOTHING = pickle.dumps({}, 5)
_FALLBACK = "common"
_STAGE = "stage"
"""The field of choices whose words differ by kind and type (``stages``)."""


@dataclass(frozen=True, eq=False)
class Labels:
    """The labels of one language. Keys are dotted: ``ui.home``."""

    language: str
    tree: Mapping[str, Any]
    _found: dict[str, str] = field(default_factory=dict, repr=False)
    """By key, once asked for: a page asks for forty."""

    def __call__(self, key: str, /, **details: object) -> str:
        """The label ``key``, its ``{places}`` filled. Raises ``KeyError``."""
        text = self._found.get(key)
        if text is None:
            found: Any = self.tree
            for step in key.split("."):
                found = found[step]
            text = self._found[key] = str(found)
        return text.format_map(details) if details else text

    def field(self, kind: str, name: str) -> str:
        """What a field of ``kind`` is called."""
        fields = self.tree["fields"]
        own = fields.get(kind, {})
        return str(own[name] if name in own else fields[_FALLBACK][name])

    def choice(self, field: str, value: str, kind: str = "", type_: str = "") -> str:
        """What a choice is called. ``kind`` and ``type_`` are those of what has made it, where it is one thing: how far
        that has come is said in words of its own (a wind farm's construction has begun, a study has not been built).
        """
        if field == _STAGE:
            of_kind = self.tree.get("stages", {}).get(kind, {})
            for words in (of_kind.get(type_, {}), of_kind.get("default", {})):
                if value in words:
                    return str(words[value])
        return str(self.tree["choices"][field][value])

    @property
    def problems(self) -> Texts:
        """The sentences of problems: read when one is told."""
        return ProblemTexts(self.language, self.tree.get(PROBLEMS, {}))

    @property
    def severities(self) -> Mapping[str, str]:
        """What an error and a warning are called."""
        table: Mapping[str, str] = self.tree["severities"]
        return table


def load_labels(project: ProjectPaths) -> dict[str, Labels]:
    """The labels of every language that has a file, by language. What is not sound in a site's files is left out."""
    engine = engine_words()
    own = {language: found for language, _, found in _own_files(project, engine)}
    return {
        language: _labels(language, own[language].packed if language in own else b"", engine)
        for language in sorted(engine.trees.keys() | own.keys())
    }


def label_problems(project: ProjectPaths, languages: Iterable[str]) -> Iterator[Problem]:
    """What is wrong with the site's own files; of its ``languages`` also whether their words are complete."""
    yield from _misnamed(project)
    engine = engine_words()
    for language, name, found in _own_files(project, engine):
        yield from found.problems
        errors = any(one.severity is Severity.ERROR for one in found.problems)
        if language in languages and language not in engine.trees and not errors:
            own = merged(engine.numbers_of(language), pickle.loads(found.packed))
            missing, all_ = lacking(engine.trees[engine.stand_in(language)], own)
            if missing:
                listed = ", ".join(missing[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
                details = {"count": len(missing), "total": all_, "known": listed, "language": engine.stand_in(language)}
                yield problem(name, 1, 1, "label-incomplete", warning=True, **details)  # type: ignore[arg-type]


class _OwnFile(NamedTuple):
    """What is sound of a site's file, as bytes, and what is not."""

    packed: bytes
    problems: tuple[Problem, ...]


def _own_files(project: ProjectPaths, engine: Engine) -> Iterator[tuple[str, str, _OwnFile]]:
    """The site's own files: language, name in problems, and what they hold."""
    for path in _listed(project):
        if not LANGUAGE_FILE.fullmatch(path.name):
            continue
        language, name = path.stem, project.relative(path)
        if not os.path.isfile(path):  # told where the folders are walked; a pipe would keep the build waiting
            continue
        source, problems = read(path, name)
        found = _checked(language, name, source.front or "", engine) if source else _OwnFile(_NOTHING, ())
        told = in_file([*problems, *found.problems], source.dropped if source else ())
        yield language, name, found._replace(problems=tuple(of_one_file(told)))


def _listed(project: ProjectPaths) -> list[Path]:
    folder = project.assets / FOLDER
    if folder == FRONT / FOLDER or not os.path.isdir(folder):
        return []
    named = (path for path in folder.iterdir() if not path.name.startswith((".", "~")) and is_text(path.name))
    return sorted(path for path in named if not os.path.isdir(path))


def _misnamed(project: ProjectPaths) -> Iterator[Problem]:
    """A problem for each file that is surely meant to be labels, and whose name keeps it from being read."""
    for path in _listed(project):
        if not LANGUAGE_FILE.fullmatch(path.name) and _MEANT.search(path.name.lower()):
            stem = re.sub("[^a-z-].*", "", path.name.lower()) or "zh"
            yield problem(project.relative(path), 1, 1, "label-file-name", value=path.name, near=f"{stem}.yml")


@lru_cache(maxsize=16)
def _checked(language: str, name: str, text: str, engine: Engine) -> _OwnFile:
    if not text.strip():
        return _OwnFile(_NOTHING, (problem(name, 1, 1, "label-file-empty"),))
    document, problems = parse_yaml(text, name)
    if document is None:
        return _OwnFile(_NOTHING, tuple(problems))
    check = LabelCheck(document, name, language, engine.schema)
    tree = check.tree()
    return _OwnFile(pickle.dumps(tree, 5), (*problems, *check.problems))


@lru_cache(maxsize=16)
def _labels(language: str, packed: bytes, engine: Engine) -> Labels:
    tree = engine.trees[engine.stand_in(language)]
    own: Mapping[str, Any] = pickle.loads(packed) if packed else {}
    if language not in engine.trees:  # its own tables of units stand alone: what another language has is nothing to it
        numbers = engine.numbers_of(language)
        tree = merged(_without(tree, [path for path in OWN_TABLES if has(own, path) or has(numbers, path)]), numbers)
    return Labels(language, merged(tree, own))


@dataclass(frozen=True, eq=False)
class Engine:
    """The engine's own words: ``trees`` by language, and of other languages those by which they say ``numbers``."""

    trees: Mapping[str, Mapping[str, Any]]
    numbers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def schema(self) -> LabelTable:
        """The schema that they make; a site without labels of its own has no need of it."""
        return schema_of(list(self.trees.values()))

    def numbers_of(self, language: str) -> Mapping[str, Any]:
        """What is known of how ``language`` says numbers; nothing of most."""
        return self.numbers.get(language.partition("-")[0], {})

    def stand_in(self, language: str) -> str:
        """The language whose words stand where ``language`` has none."""
        own = language.partition("-")[0]
        return next((one for one in (language, own) if one in self.trees), _ENGLISH)


def engine_words() -> Engine:
    """The words as they stand on the disk now: a serve session sees them change."""
    return _engine(_bytes(FRONT / FOLDER), _bytes(FRONT / FOLDER / _NUMBERS))


def _bytes(folder: Path) -> Files:
    return tuple((path.stem, path.read_bytes()) for path in sorted(folder.glob("*.yml")))


@lru_cache(maxsize=2)
def _engine(files: Files, numbers: Files) -> Engine:
    trees, of_numbers = ({name: yaml.load(data, yaml.CSafeLoader) for name, data in own} for own in (files, numbers))
    return Engine(trees, of_numbers)


def _without(tree: Mapping[str, Any], paths: Iterable[tuple[str, ...]]) -> dict[str, Any]:
    left = dict(tree)
    for first, *rest in paths:
        left[first] = _without(left[first], [tuple(rest)]) if rest else {}
    return left
