"""``mkdocs.yml`` and the files it inherits from, as YAML with the place of every setting.

In: the path of the file. Out: ``SettingsFile``: settings by their keys, each with where it stands and, where it is
plain data, its value. Functions and objects that a file may name are not made here: see ``xieshou.build.settings``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from xieshou.content.source.decode import read
from xieshou.content.yaml.document import parse_yaml
from xieshou.core.problems import ContentError, Problem, Problems, problem

FILES = ("mkdocs.yml", "mkdocs.yaml")
INHERIT = "INHERIT"
_DEEPEST = 8
"""How many files may inherit from each other: more is a circle."""
_NESTED = 40
"""How deep settings may be nested: themes and plugins have six levels or seven."""
_LARGEST = 100_000
"""How many parts settings may have, those counted anew that are repeated by ``*``."""
_CORE = "tag:yaml.org,2002:"
_SCALARS = ("str", "int", "float", "bool", "null", "timestamp", "binary")
_PLAIN = ("str", "int", "float", "bool", "null", "seq", "map")
_ENVIRONMENT = "!ENV"


class SettingsLoader(yaml.CLoader):
    """YAML as MkDocs reads it: with ``!ENV``, ``!relative``, and whatever functions and objects can be imported.

    So the file is trusted as code is: it also names the hooks that every build runs.
    """


def _environment(loader: SettingsLoader, node: yaml.Node) -> Any:
    """``!ENV NAME`` or ``!ENV [NAME, …, default]``: the first that is set, as YAML would take it for a value."""
    parts = list(node.value) if isinstance(node, yaml.SequenceNode) else [node]
    default = loader.construct_object(parts.pop(), deep=True) if len(parts) > 1 else None
    for part in parts:
        name = loader.construct_scalar(part)  # type: ignore[arg-type]
        if name in os.environ:
            value = os.environ[name]
            tag = loader.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
            return loader.construct_object(yaml.ScalarNode(tag, value))
    return default


SettingsLoader.add_constructor(_ENVIRONMENT, _environment)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: the file it stands in, as problems name it, its key and its value as nodes."""

    name: str
    key: yaml.Node
    node: yaml.Node

    def problem(self, code: str, *, field: str = "", warning: bool = False, **details: object) -> Problem:
        """What is wrong with it, at its value."""
        mark = self.key.start_mark if _nothing(self.node) else self.node.start_mark
        return _at(mark, self.name, code, field, warning, details)

    def key_problem(self, code: str, *, field: str = "", warning: bool = False, **details: object) -> Problem:
        """What is wrong with it, at its key."""
        return _at(self.key.start_mark, self.name, code, field, warning, details)

    @property
    def impossible(self) -> bool:
        """Whether it is said to be what its words can't be: ``!!int x``, the 31st of February."""
        tag = self.node.tag.removeprefix(_CORE)
        return isinstance(self.node, yaml.ScalarNode) and tag in _SCALARS and _made(self.node) is ...

    def value(self) -> Any:
        """What it is set to; ``Ellipsis`` where that is no plain data."""
        return _made(self.node) if _plain(self.node) else ...

    def items(self) -> Iterator[Setting]:
        """The settings below it, or the items of a list."""
        if isinstance(self.node, yaml.MappingNode):
            yield from (Setting(self.name, key, value) for key, value in self.node.value)
        elif isinstance(self.node, yaml.SequenceNode):
            yield from (Setting(self.name, value, value) for value in self.node.value)


@dataclass(slots=True)
class SettingsFile:
    """``name`` is what problems call it, ``folder`` where it stands; ``parent`` the file it inherits from.

    ``problems``: keys that stand twice, of which the later would count without a word.
    """

    name: str
    folder: Path
    settings: list[Setting]
    parent: SettingsFile | None = None
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path, root: Path, deeper: int = _DEEPEST) -> SettingsFile:
        """The file at ``path`` of the project in ``root``. Raises ``ContentError`` where it can't be read."""
        name = _named(path, root)
        source, problems = read(path, name)
        errors = Problems([one for one in problems if one.severity.value == "error"])
        if source is None or errors.errors:
            raise ContentError(errors)
        node = _composed(source.front or "", name)
        if node is not None and (endless := _endless(node)):
            part, code = endless
            raise ContentError(Problems([_at(part.start_mark, name, code, "", False, {})]))
        if node is not None and not isinstance(node, yaml.MappingNode):
            raise ContentError(Problems([problem(name, 1, 1, "settings-form", field=name)]))
        found = cls(name, path.parent, [Setting(name, key, value) for key, value in node.value] if node else [])
        found.problems += _twice(found.settings)
        if (parent := found.at(INHERIT)) is not None:
            above = path.parent / str(parent.value())
            if not os.path.isfile(above) or not deeper:
                raise ContentError(Problems([parent.problem("settings-inherit", value=parent.value())]))
            found.parent = cls.read(above, root, deeper - 1)
            found.problems += found.parent.problems
        return found

    def at(self, *keys: str) -> Setting | None:
        """The setting of these keys; the file's own before that it inherits."""
        first, *rest = keys
        setting = next((one for one in reversed(self.settings) if _name(one) == first), None)
        found = setting
        for key in rest:
            tables = found.items() if found and isinstance(found.node, yaml.MappingNode) else ()
            found = next((one for one in tables if _name(one) == key), None)
        # Tables are merged key by key; anything else of the file itself stands.
        if found is None and self.parent and (setting is None or isinstance(setting.node, yaml.MappingNode)):
            return self.parent.at(*keys)
        return found

    def below(self, *keys: str) -> Iterator[tuple[str, Setting]]:
        """The settings of all files below these keys, or at the top, by name."""
        listed = self.settings
        for key in keys:
            tables = (one for one in listed if _name(one) == key and isinstance(one.node, yaml.MappingNode))
            listed = [inner for one in tables for inner in one.items()]
        yield from ((_name(one), one) for one in listed)
        if self.parent:
            yield from self.parent.below(*keys)

    def value(self, *keys: str) -> Any:
        """What is set there; None where nothing is, ``Ellipsis`` where that is no plain data."""
        found = self.at(*keys)
        return found.value() if found else None

    def lacks(self, code: str, **details: object) -> Problem:
        """What is wrong where a setting is missing: told of the file's beginning."""
        return problem(self.name, 1, 1, code, **details)  # type: ignore[arg-type]


def settings_path(root: Path) -> Path | None:
    """The settings of the project in ``root``, if it has any."""
    return next((root / name for name in FILES if os.path.isfile(root / name)), None)


def _made(node: yaml.Node) -> Any:
    """The value of a node; ``Ellipsis`` where none can be made of it."""
    loader = SettingsLoader("")
    try:
        return loader.construct_document(node)
    except (yaml.YAMLError, ValueError, LookupError, AttributeError):  # each sort of value fails in its own way
        return ...
    finally:
        loader.dispose()


def _named(path: Path, root: Path) -> str:
    path, root = path.parent.resolve() / path.name, root.resolve()  # a link is told by its own name
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else os.path.relpath(path, root)


def _composed(text: str, name: str) -> yaml.Node | None:
    loader = SettingsLoader(text)
    try:
        if "\t" in text:  # MkDocs reads with PyYAML's own scanner, which minds tabs that libyaml lets pass
            yaml.compose(text, Loader=yaml.SafeLoader)
        node = loader.get_single_node()
        if isinstance(node, yaml.MappingNode):
            loader.flatten_mapping(node)
        return node
    except yaml.MarkedYAMLError as error:
        # Typing errors are told as in content; tags and aliases may stand here.
        found = [one for one in parse_yaml(text, name)[1] if one.code not in ("yaml-tag", "yaml-alias")]
        mark = error.problem_mark or error.context_mark
        plain = problem(name, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, "yaml-syntax")
        raise ContentError(Problems(found or [plain])) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise ContentError(Problems([problem(name, 1, 1, "yaml-syntax")])) from None
    finally:
        loader.dispose()


def _endless(node: yaml.Node) -> tuple[yaml.Node, str] | None:
    """The part that stands within itself or too deep, or by repeats of repeats is larger than any settings, and the
    code of the problem that it is; None mostly.
    """
    sizes: dict[int, int] = {}
    begun: set[int] = set()

    def within(part: yaml.Node, depth: int) -> tuple[yaml.Node, str] | None:
        if id(part) in sizes:
            return None
        if id(part) in begun:
            return part, "settings-endless"
        if depth > _NESTED:
            return part, "yaml-too-deep"
        begun.add(id(part))
        inner: list[yaml.Node] = []
        if isinstance(part, yaml.MappingNode):
            inner = [one for pair in part.value for one in pair]
        elif isinstance(part, yaml.SequenceNode):
            inner = part.value
        for one in inner:
            if found := within(one, depth + 1):
                return found
        sizes[id(part)] = 1 + sum(sizes[id(one)] for one in inner)
        return (part, "settings-endless") if sizes[id(part)] > _LARGEST else None

    return within(node, 0)


def _twice(settings: list[Setting]) -> Iterator[Problem]:
    """A problem for each key that stands twice, at the top or in a table below it."""
    seen: set[str] = set()
    for one in settings:
        name = _name(one)
        if name in seen:
            yield one.key_problem("yaml-duplicate", field=name)
        seen.add(name)
        if isinstance(one.node, yaml.MappingNode):
            yield from _twice(list(one.items()))


def _name(setting: Setting) -> str:
    return str(setting.key.value) if isinstance(setting.key, yaml.ScalarNode) else ""


def _nothing(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value


def _plain(node: yaml.Node) -> bool:
    if node.tag == _ENVIRONMENT:
        return True
    if node.tag.removeprefix(_CORE) not in _PLAIN:
        return False
    if isinstance(node, yaml.MappingNode):
        return all(_plain(key) and _plain(value) for key, value in node.value)
    return not isinstance(node, yaml.SequenceNode) or all(map(_plain, node.value))


def _at(mark: yaml.Mark, name: str, code: str, field: str, warning: bool, details: Mapping[str, object]) -> Problem:
    return problem(name, mark.line + 1, mark.column + 1, code, field=field, warning=warning, **details)
