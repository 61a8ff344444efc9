"""What ``mkdocs.yml`` says that the engine needs, read without MkDocs.

In: a project's folder. Out: its hand-written pages' folder and the Markdown extensions as MkDocs would resolve them,
so that ``xieshou check`` reads every text as the build does. A test compares the two.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from xieshou.content.markdown.extensions import loaded_modules, with_plain_paths
from xieshou.content.markdown.render import MarkdownSettings

FILES = ("mkdocs.yml", "mkdocs.yaml")
_DOCS, _EXTENSIONS, _INHERIT = "docs_dir", "markdown_extensions", "INHERIT"
_BUILT_IN = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs turns on for every site."""
_DEEPEST = 8
"""How many files may inherit from each other: more is a circle."""


class Settings(NamedTuple):
    """The folder of hand-written pages, relative to the project, and the Markdown extensions."""

    docs: str
    markdown: MarkdownSettings


class SettingsFault(Exception):
    """``mkdocs.yml`` can't be read, or what it names not be had: the message says why, ``path`` is the file."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(why)
        self.path = path


class SettingsLoader(yaml.Loader):
    """YAML as MkDocs reads it: with ``!ENV``, ``!relative``, and whatever functions and objects can be imported.

    So the file is trusted as code is: it also names the hooks that every build runs.
    """


class _Relative(os.PathLike[str]):
    """``!relative $config_dir/part``: a path that can be told once all settings are read."""

    def __init__(self, folders: Mapping[str, Path], typed: str) -> None:
        self._folders = folders
        self._folder, _, self._below = typed.partition("/")

    def __fspath__(self) -> str:
        return os.path.join(self._folders[self._folder or "$docs_dir"], self._below)


def _environment(loader: yaml.Loader, node: yaml.Node) -> Any:
    """``!ENV NAME`` or ``!ENV [NAME, …, default]``: the first that is set, as YAML would take it for a value."""
    parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
    default = loader.construct_object(parts.pop()) if len(parts) > 1 else None
    for part in parts:
        name = loader.construct_scalar(part)  # type: ignore[arg-type]
        if name in os.environ:
            value = os.environ[name]
            tag = loader.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
            return loader.construct_object(yaml.ScalarNode(tag, value))
    return default


SettingsLoader.add_constructor("!ENV", _environment)


@contextmanager
def project_modules(root: Path) -> Iterator[None]:
    """Let modules of the project in ``root`` be imported, as ``python -m mkdocs`` does when it is called there."""
    before = list(sys.path)
    sys.path.insert(0, str(root.resolve()))
    try:
        yield
    finally:
        sys.path[:] = before


def settings(root: Path) -> Settings:
    """The settings of the project in ``root``; those of MkDocs where it has no file. Raises ``SettingsFault``.

    Modules that they name are imported: see ``project_modules``.
    """
    path = next((root / name for name in FILES if (root / name).is_file()), None)
    folders: dict[str, Path] = {}
    known = _read(path, folders, _DEEPEST) if path else {}
    docs = str(known.get(_DOCS) or "docs")
    folders |= {"$config_dir": root.resolve(), "$docs_dir": root.resolve() / docs}
    try:
        names, options = _extensions(known.get(_EXTENSIONS) or [])
        markdown = MarkdownSettings(names, with_plain_paths(options))
        loaded_modules(markdown)
    except Exception as error:  # of an extension: whatever it raises, it can't be used
        raise SettingsFault(path or root / FILES[0], f"{_EXTENSIONS}: {type(error).__name__}: {error}") from None
    return Settings(docs, markdown)


def _extensions(listed: Any) -> tuple[tuple[str, ...], dict[str, dict[str, Any]]]:
    """The extensions in order, each once, and the options of those that have any. Raises ``ValueError``."""
    if not isinstance(listed, (list, tuple, dict)):
        raise ValueError(listed)
    names, configs = list(_BUILT_IN), {}
    for item in listed.items() if isinstance(listed, dict) else listed:
        pairs = [item] if isinstance(item, tuple) else list(item.items()) if isinstance(item, dict) else [(item, None)]
        if len(pairs) != 1:
            raise ValueError(item)
        ((name, options),) = pairs
        if not isinstance(name, str) or (options and not isinstance(options, dict)):
            raise ValueError(item)
        names.append(name)
        if options:
            configs[name] = options
    return tuple(dict.fromkeys(names)), configs


def _read(path: Path, folders: Mapping[str, Path], deeper: int) -> dict[str, Any]:
    """What a file and those it inherits from say of the few settings that are ours: others are not even made."""

    class ProjectLoader(SettingsLoader):
        """With the folders of this project."""

    ProjectLoader.add_constructor("!relative", lambda _, node: _Relative(folders, str(node.value)))
    try:
        loader = ProjectLoader(path.read_bytes())
        try:
            node = loader.get_single_node()
            known = _ours(loader, node) if isinstance(node, yaml.MappingNode) else {}
        finally:
            loader.dispose()
    except Exception as error:  # the parser's, the disk's, or that of a function which is called
        raise SettingsFault(path, str(error) or type(error).__name__) from None
    parent = known.pop(_INHERIT, None)
    if parent is None:
        return known
    if not deeper:
        raise SettingsFault(path, _INHERIT)
    return _merged(_read(path.parent / str(parent), folders, deeper - 1), known)


def _ours(loader: yaml.Loader, node: yaml.MappingNode) -> dict[str, Any]:
    loader.flatten_mapping(node)
    wanted = (_DOCS, _EXTENSIONS, _INHERIT)
    node.value = [pair for pair in node.value if isinstance(pair[0], yaml.ScalarNode) and pair[0].value in wanted]
    made: dict[str, Any] = loader.construct_document(node)
    return made


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Tables are merged key by key; anything else of the file itself stands."""
    merged = dict(base)
    for key, value in own.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
