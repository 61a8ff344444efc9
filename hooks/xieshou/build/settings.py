"""What ``mkdocs.yml`` says that the engine needs, read without MkDocs.

In: a project's folder. Out: its hand-written pages' folder and the Markdown extensions as MkDocs would resolve them,
so that ``xieshou check`` reads every text as the build does. A test compares the two.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from xieshou.content.markdown.render import MarkdownSettings

FILES = ("mkdocs.yml", "mkdocs.yaml")
_BUILT_IN = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs turns on for every site."""
_DEEPEST = 8
"""How many files may inherit from each other: more is a circle."""


class Settings(NamedTuple):
    """The folder of hand-written pages, relative to the project, and the Markdown extensions."""

    docs: str
    markdown: MarkdownSettings


class SettingsFault(Exception):
    """``mkdocs.yml`` can't be read: the message is the parser's, ``path`` the file."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(why)
        self.path = path


class _Loader(yaml.SafeLoader):
    """Plain YAML with the two marks that settings of MkDocs may carry: ``!ENV``, and names of Python's."""


def _environment(loader: _Loader, node: yaml.Node) -> Any:
    """``!ENV NAME`` or ``!ENV [NAME, …, default]``, as MkDocs reads it."""
    if isinstance(node, yaml.SequenceNode):
        *names, default = loader.construct_sequence(node)
    else:
        names, default = [node.value], None
    found = next((os.environ[name] for name in names if name in os.environ), None)
    return default if found is None else yaml.safe_load(found)


def _named(loader: _Loader, name: str, node: yaml.Node) -> Any:
    """A function of an installed extension, such as a slugify."""
    module, _, attribute = name.rpartition(".")
    try:
        return getattr(import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise yaml.constructor.ConstructorError(None, None, str(error), node.start_mark) from None


_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", _named)


def settings(root: Path) -> Settings:
    """The settings of the project in ``root``; those of MkDocs where it has no file. Raises ``SettingsFault``."""
    path = next((root / name for name in FILES if (root / name).is_file()), None)
    known = _read(path, _DEEPEST) if path else {}
    extensions, configs = list(_BUILT_IN), {}
    listed = known.get("markdown_extensions") or []
    for item in listed.items() if isinstance(listed, dict) else listed:
        named = item if isinstance(item, tuple) else next(iter(item.items())) if isinstance(item, dict) else (item, {})
        extensions.append(str(named[0]))
        if named[1]:
            configs[str(named[0])] = named[1]
    docs = known.get("docs_dir")
    return Settings(str(docs or "docs"), MarkdownSettings(tuple(dict.fromkeys(extensions)), configs))


def _read(path: Path, deeper: int) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_bytes(), _Loader)
    except (OSError, yaml.YAMLError, UnicodeError, RecursionError) as error:
        raise SettingsFault(path, str(error)) from None
    known: dict[str, Any] = data if isinstance(data, dict) else {}
    parent = known.pop("INHERIT", None)
    if parent is None:
        return known
    if not deeper:
        raise SettingsFault(path, "INHERIT")
    return _merged(_read(path.parent / str(parent), deeper - 1), known)


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Tables are merged key by key; anything else of the file itself stands."""
    merged = dict(base)
    for key, value in own.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
