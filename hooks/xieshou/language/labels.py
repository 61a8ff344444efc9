"""The words of the interface, one file a language (``zh.yml``, ``en.yml``): the engine's, and over them the site's own.

In: the files in ``front/labels`` and ``assets/labels``. Out: ``Labels`` by language. A site's file names only the keys
it changes; a language the engine does not speak has its whole file there.

A label that is missing is our fault, not an editor's: it raises, and a test compares the files key by key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from xieshou.core.problems import Texts
from xieshou.core.project import ProjectPaths

FOLDER = "labels"
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
        """The sentences of problems."""
        table: Texts = self.tree["problems"]
        return table

    @property
    def severities(self) -> Mapping[str, str]:
        """What an error and a warning are called."""
        table: Mapping[str, str] = self.tree["severities"]
        return table


def load_labels(project: ProjectPaths) -> dict[str, Labels]:
    """The labels of every language that has a file, by language."""
    texts: dict[str, list[bytes]] = {}
    for folder in reversed(project.layers(FOLDER)):
        for path in sorted(path for path in folder.glob("*.yml") if path.is_file()):
            texts.setdefault(path.stem, []).append(path.read_bytes())
    return {language: _labels(language, *texts[language]) for language in sorted(texts)}


@lru_cache(maxsize=8)
def _labels(language: str, *files: bytes) -> Labels:
    tree: Mapping[str, Any] = {}
    for data in files:
        tree = _over(tree, yaml.load(data, yaml.CSafeLoader) or {})
    return Labels(language, tree)


def _over(below: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """A tree of labels with those of ``own`` in the place of those ``below``, key by key."""
    merged = dict(below)
    for key, value in own.items():
        old = merged.get(key)
        merged[key] = _over(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return merged
