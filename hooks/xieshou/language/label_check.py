"""A site's file of labels, held against what may stand there.

In: the document of such a file, and the schema. Out: the tree of what is sound in it, and a problem for everything else
at its own place. What is not sound is left out, and the engine's own word stands there.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable
from typing import Any

import yaml

from xieshou.content.yaml.document import Place, YamlDocument
from xieshou.core.problems import Problem, Severity, problem
from xieshou.language.label_schema import LabelTable, Leaf, Path, letters, places

At = tuple[str | int, ...]
_COMPARED = 100
"""Keys of a file that are compared with those there are; of more, somebody has taken one file for another."""
_LISTED = 12
"""Keys that a hint names."""


class LabelCheck:
    """Checks one file, of the language ``language``."""

    def __init__(self, document: YamlDocument, name: str, language: str, schema: LabelTable) -> None:
        self._document, self._name, self._language, self._schema = document, name, language, schema
        self.problems: list[Problem] = []
        self._locale_name = ""
        self._unknown_keys = 0
        self._by_name: dict[str, list[Path]] = {}

    def tree(self) -> dict[str, Any]:
        """What is sound of the file."""
        data = self._document.data
        own = data.get("locale") if isinstance(data, dict) else None
        self._locale_name = locale_of(own) if isinstance(own, str) and own else ""
        return self._table(data, self._schema, ())

    def _add(self, at: At, code: str, place: Place | None = None, *, key: bool = False, **details: object) -> None:
        line, column = place or self._document.place(at, key=key)
        found = problem(self._name, line, column, code, field=".".join(map(str, at)), **details)  # type: ignore[arg-type]
        self.problems.append(found)

    def _table(self, data: Any, shape: LabelTable, at: Path) -> dict[str, Any]:
        if not isinstance(data, dict):
            if data == "" and at:
                self._add(at, "label-table-empty", key=True)
            else:
                self._add(at, "label-table")
            return {}
        sound: dict[str, Any] = {}
        for key, value in data.items():
            inner = shape.at(key)
            if inner is None:
                self._unknown(key, shape, at)
            elif isinstance(inner, LabelTable):
                sound[key] = self._table(value, inner, (*at, key))
            elif (made := self._label(value, inner, (*at, key))) is not None:
                sound[key] = made
        return sound

    def _unknown(self, key: str, shape: LabelTable, at: Path) -> None:
        self._unknown_keys += 1
        compared = self._unknown_keys <= _COMPARED
        near = difflib.get_close_matches(key, shape.known, 1, 0.5) if compared else []
        surely = near and difflib.get_close_matches(key, near, 1, 0.8)
        elsewhere = self._places_of(key)
        place = (*at, key)
        if at and key in self._schema.known:
            self._add(place, "label-outside", key=True, name=key)
        elif len(elsewhere) == 1 and not surely:
            self._add(place, "label-elsewhere", key=True, name=key, meant=".".join(elsewhere[0][:-1]))
        elif near:
            self._add(place, "label-unknown-near", key=True, name=key, near=near[0])
        else:
            known = [*shape.known]
            listed = ", ".join(known[:_LISTED]) + (", …" if len(known) > _LISTED else "")
            self._add(place, "label-unknown", key=True, name=key, known=listed)

    def _places_of(self, key: str) -> list[Path]:
        """Where the engine's own words have a key of this name."""
        if not self._by_name:
            for path in self._schema.leaves():
                self._by_name.setdefault(path[-1], []).append(path)
        return self._by_name.get(key, [])

    def _label(self, value: Any, shape: Leaf, at: Path) -> Any:
        """The label as it is used; None where it is not sound."""
        before = sum(one.severity is Severity.ERROR for one in self.problems)
        if shape.form == "scales":
            return self._scales(value, at)
        if not isinstance(value, str):
            self._add(at, "label-text", key=True)
        elif not value.strip() and not shape.empty:
            self._add(at, "label-empty", key=True)
        elif shape.form == "flag":
            return self._flag(value, at)
        elif shape.form == "locale":
            self._locale(value)
        elif shape.form == "date":
            self._date(value, shape, at)
        else:
            self._places(value, shape, at)
        return value if sum(one.severity is Severity.ERROR for one in self.problems) == before else None

    def _places(self, text: str, shape: Leaf, at: Path) -> None:
        try:
            typed = list(places(text))
        except ValueError:
            sign = next((sign for sign in "{}" if text.count(sign) % 2), "{")
            self._add(at, "label-brace", self._within(at, sign), known=_shown(shape.places))
            return
        for name in dict.fromkeys(typed):
            if name in shape.places:
                continue
            near = difflib.get_close_matches(name, shape.places, 1, 0.5)
            if len(shape.places) == 1 and not near:
                near = list(shape.places)
            sign = f"{{{name}}}"
            place = self._within(at, sign)
            if near:
                self._add(at, "label-place-near", place, sign=sign, near=f"{{{near[0]}}}")
            elif shape.places:
                self._add(at, "label-place-unknown", place, sign=sign, known=_shown(shape.places))
            else:
                self._add(at, "label-place-none", place, sign=sign)
        if {*typed} <= shape.places and (missing := shape.needed - {*typed}):
            self._add(at, "label-place-missing", sign=_shown(missing))

    def _within(self, at: Path, sign: str) -> Place | None:
        node: yaml.Node | None = self._document.root
        for step in at:
            if not isinstance(node, yaml.MappingNode):
                return None
            node = next((value for key, value in node.value if key.value == step), None)
        return self._document.place_within(node, sign) if isinstance(node, yaml.ScalarNode) else None

    def _locale(self, value: str) -> None:
        if self._locale_name:
            own = _base(locale_of(self._language))
            if own and own != _base(self._locale_name):
                self._add(("locale",), "label-locale-other", value=value, language=self._language, warning=True)
            return
        from babel.localedata import locale_identifiers

        near = difflib.get_close_matches(value.replace("-", "_"), locale_identifiers(), 1, 0.5)
        near = [self._language] if locale_of(self._language) else near
        code = "label-locale-near" if near else "label-locale"
        self._add(("locale",), code, value=value, near=near[0] if near else "")

    def _date(self, pattern: str, shape: Leaf, at: Path) -> None:
        if missing := shape.needed - letters(pattern):
            self._add(at, "label-date-missing", sign=", ".join(sorted(missing)))
            return
        from babel.dates import format_date

        try:
            format_date(datetime.date(2024, 3, 11), pattern, locale=self._locale_name or "en")
        except Exception:  # of a pattern: whatever it makes Babel stumble over
            self._add(at, "label-date", value=pattern)

    def _flag(self, value: str, at: Path) -> bool | None:
        if value.lower() not in ("true", "false"):
            self._add(at, "label-flag", value=value)
            return None
        return value.lower() == "true"

    def _scales(self, value: Any, at: Path) -> list[list[Any]] | None:
        if not isinstance(value, list):
            self._add(at, "label-scales")
            return None
        made: list[list[Any]] = []
        for number, one in enumerate(value):
            pair = one if isinstance(one, list) and len(one) == 2 and all(isinstance(part, str) for part in one) else []
            if not pair or not pair[0].isascii() or not pair[0].isdigit() or not int(pair[0]) or not pair[1].strip():
                self._add((*at, number), "label-scales")
                return None
            made.append([int(pair[0]), pair[1]])
        if [one[0] for one in made] != sorted((one[0] for one in made), reverse=True):
            self._add(at, "label-scales")
            return None
        return made


def _shown(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "–"


def locale_of(name: str) -> str:
    """What Babel calls a locale; nothing where it does not know it."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(name.strip().replace("-", "_")))
    except (ValueError, TypeError, UnknownLocaleError):
        return ""


def _base(locale: str) -> str:
    return locale.partition("_")[0]
