"""The desk's own words, one file a language: of no page of a site, and so none of its labels.

In: ``front/desk/words``. Out: ``DeskWords``, which say what the desk says, and with the labels what fields are called.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from xieshou.core.project import FRONT
from xieshou.language.labels import Labels

FOLDER = FRONT / "desk" / "words"


@dataclass(frozen=True, slots=True)
class DeskWords:
    """The words of one language, over its labels."""

    labels: Labels
    tree: Mapping[str, Any]

    @property
    def language(self) -> str:
        """Which language it is."""
        return self.labels.language

    def __call__(self, key: str, /, **details: object) -> str:
        """The text ``key`` (dotted), its ``{places}`` filled. Raises ``KeyError``."""
        found: Any = self.tree
        for step in key.split("."):
            found = found[step]
        return str(found).format_map(details) if details else str(found)

    def field(self, kind: str, name: str) -> str:
        """What a field is called; its own name where nobody has given it one."""
        own = self.tree["fields"].get(name)
        try:
            return str(own or self.labels.field(kind, name))
        except KeyError:
            return self.many(name) or name

    def many(self, folder: str) -> str:
        """What the entries of a folder are called; empty where it is none."""
        from xieshou.content.kinds import FOLDERS

        return self.labels(f"kinds.{FOLDERS[folder]}.many") if folder in FOLDERS else ""

    def choice(self, field: str, value: str, kind: str = "") -> str:
        """What a choice is called; itself where nobody has given it a name."""
        try:
            return self.labels.choice(field, value, kind)
        except KeyError:
            return value


def desk_words(labels: Mapping[str, Labels]) -> dict[str, DeskWords]:
    """The words of every language that the desk speaks."""
    return {
        path.stem: DeskWords(labels[path.stem], yaml.load(path.read_bytes(), yaml.CSafeLoader))
        for path in sorted(FOLDER.glob("*.yml"))
        if path.stem in labels
    }
