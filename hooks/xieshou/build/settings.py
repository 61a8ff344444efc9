"""What ``mkdocs.yml`` says that the engine needs, read without MkDocs.

In: a project's folder. Out: its hand-written pages' folder and the Markdown extensions as MkDocs would resolve them,
so that ``xieshou check`` reads every text as the build does. A test compares the two.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from markdown.util import get_installed_extensions

from xieshou.build.settings_file import INHERIT, Setting, SettingsFile, SettingsLoader, settings_path
from xieshou.content.docs import DocsSettings
from xieshou.content.markdown.extensions import loaded_modules, tried, with_plain_paths
from xieshou.content.markdown.render import MarkdownSettings
from xieshou.core.problems import ContentError, Problem, Problems
from xieshou.core.tables import merged

_DOCS, _EXTENSIONS = "docs_dir", "markdown_extensions"
_BUILT_IN = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs turns on for every site."""

_FAVICON = "assets/images/favicon.png"
"""The theme's, unless the folder of hand-written pages has one of that name."""


class Settings(NamedTuple):
    """The folder of hand-written pages, relative to the project, the Markdown extensions, and what is said of pages."""

    docs: str
    markdown: MarkdownSettings
    pages: DocsSettings = DocsSettings()


class _Relative(os.PathLike[str]):
    """``!relative $config_dir/part``: a path that can be told once all settings are read."""

    def __init__(self, folders: Mapping[str, Path], typed: str) -> None:
        self._folders = folders
        self._folder, _, self._below = typed.partition("/")

    def __fspath__(self) -> str:
        return os.path.join(self._folders[self._folder or "$docs_dir"], self._below)


@contextmanager
def project_modules(root: Path) -> Iterator[None]:
    """Let modules of the project in ``root`` be imported, as ``python -m mkdocs`` does when it is called there."""
    before = list(sys.path)
    sys.path.insert(0, str(root.resolve()))
    try:
        yield
    finally:
        sys.path[:] = before


def settings(root: Path, path: Path | None = None) -> Settings:
    """The settings of the project in ``root``, in its file or that at ``path``; those of MkDocs where it has no file.

    Modules that they name are imported: see ``project_modules``. Raises ``ContentError``.
    """
    path = path or settings_path(root)
    if path is None:
        return Settings("docs", MarkdownSettings(_BUILT_IN, {}))
    file = SettingsFile.read(path, root)
    folders: dict[str, Path] = {}
    docs = file.value(_DOCS)
    docs = docs if isinstance(docs, str) and docs else "docs"
    folders |= {"$config_dir": root.resolve(), "$docs_dir": root.resolve() / docs}
    try:
        listed = _read(path, folders).get(_EXTENSIONS)
        names, options = _extensions([] if listed is None else listed)
        markdown = MarkdownSettings(names, with_plain_paths(options))
        tried(markdown)
    except Exception as error:  # of an extension: whatever it raises, it can't be used
        raise ContentError(Problems(list(_at_fault(file, error)))) from None
    return Settings(docs, markdown, _pages(file))


def _pages(file: SettingsFile) -> DocsSettings:
    """What the file says of hand-written pages, and files beside them, one by one or by patterns as git's."""
    theme = file.value("theme")
    mark = (theme.get("favicon", _FAVICON), theme.get("logo")) if isinstance(theme, dict) else (_FAVICON,)
    listed = {str(one) for one in mark if one}
    for name in ("extra_css", "extra_javascript"):
        value = file.value(name)
        for one in value if isinstance(value, list) else ():
            listed.add(str(one.get("path")) if isinstance(one, dict) else str(one))
    return DocsSettings(_patterns(file.value("exclude_docs")), _patterns(file.value("draft_docs")), frozenset(listed))


def _patterns(value: object) -> Callable[[str], bool] | None:
    if not isinstance(value, str) or not value.strip():
        return None
    from pathspec.gitignore import GitIgnoreSpec  # here: few sites have any

    return GitIgnoreSpec.from_lines(value.splitlines()).match_file


def _at_fault(file: SettingsFile, error: Exception) -> Iterator[Problem]:
    """A problem for each extension that can't be loaded as it stands; at least one."""
    listed = file.at(_EXTENSIONS)
    why = _why(error)
    if listed is None:
        yield file.lacks("settings-extension-fails", value=_EXTENSIONS, why=why)
        return
    found = False
    for item in listed.items():
        # An item of a list is a name, or a name with options.
        inner = list(item.items()) if isinstance(item.node, yaml.MappingNode) and item.key is item.node else [item]
        for one in inner:
            name = one.key.value if isinstance(one.key, yaml.ScalarNode) else None
            for fault in _loading(one, name if isinstance(name, str) else ""):
                found = True
                yield fault
    if not found:
        yield listed.key_problem("settings-extension-fails", value=_EXTENSIONS, why=why)


def _loading(setting: Setting, name: str) -> Iterator[Problem]:
    options = setting.value() if setting.key is not setting.node else None
    if options is ...:
        return  # of what is made by functions all is told together
    if not name or (options and not isinstance(options, dict)):
        yield setting.key_problem("settings-extension-options", value=name, why=str(options))
        return
    try:
        loaded_modules(MarkdownSettings((name,), {}))
    except Exception as error:  # as above
        known = [*_BUILT_IN, *(point.name for point in get_installed_extensions())]
        near = difflib.get_close_matches(name, known, 1, 0.6)
        code = "settings-extension-near" if near else "settings-extension"
        yield setting.key_problem(code, value=name, near=near[0] if near else "", why=_why(error))
        return
    try:
        tried(MarkdownSettings((name,), {name: options} if options else {}))
    except Exception as error:  # as above
        yield setting.key_problem("settings-extension-options", value=name, why=_why(error))


def _why(error: Exception) -> str:
    said = " ".join(str(error.args[0] if isinstance(error, KeyError) and error.args else error).split())
    return said or type(error).__name__


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


def _read(path: Path, folders: Mapping[str, Path]) -> dict[str, Any]:
    """What a file and those it inherits from say of the few settings that are made: others are not even made."""

    class ProjectLoader(SettingsLoader):
        """With the folders of this project."""

    ProjectLoader.add_constructor("!relative", lambda _, node: _Relative(folders, str(node.value)))
    loader = ProjectLoader(path.read_bytes())
    try:
        node = loader.get_single_node()
        known = _ours(loader, node) if isinstance(node, yaml.MappingNode) else {}
    finally:
        loader.dispose()
    parent = known.pop(INHERIT, None)
    return known if parent is None else merged(_read(path.parent / str(parent), folders), known)


def _ours(loader: SettingsLoader, node: yaml.MappingNode) -> dict[str, Any]:
    loader.flatten_mapping(node)
    wanted = (_EXTENSIONS, INHERIT)
    node.value = [pair for pair in node.value if isinstance(pair[0], yaml.ScalarNode) and pair[0].value in wanted]
    made: dict[str, Any] = loader.construct_document(node)
    return made
