"""What form each setting of ``mkdocs.yml`` takes: where one has another, MkDocs ends with a sentence about its types.

In: the settings. Out: a problem for each that MkDocs would not take, at its place, so that checking finds it too.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
import string
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import yaml

from xieshou.build.settings_file import Setting, SettingsFile
from xieshou.core.door import plain_files
from xieshou.core.problems import Problem

CODE = "settings-value"
INTERNAL = ("config_file_path", "mdx_configs", "pages")
"""What MkDocs keeps for itself, or has given up."""
_LEVELS = ("warn", "info", "ignore")
_MESSAGES = {
    "nav": ("omitted_files", "not_found", "absolute_links"),
    "links": ("not_found", "absolute_links", "unrecognized_links", "anchors"),
}
"""What ``validation`` can say of each sort of link."""
_EACH = frozenset(name for names in _MESSAGES.values() for name in names)
_FROM_DOCS = "relative_to_docs"
_PLUGINS = "mkdocs.plugins"
_RELATIVE, _KNOWN_FOLDERS = "!relative", ("$config_dir", "$docs_dir")


class Form(NamedTuple):
    """What a value may be, and how one is written; ``empty``: whether nothing may stand there."""

    takes: Callable[[Any], bool]
    example: str
    empty: bool = True


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _folder(value: Any) -> bool:
    """A path whose every part any system can hold, and a little more beside it."""
    return (
        isinstance(value, str)
        and 0 < len(value) < 1000
        and value.isprintable()
        and max(len(part.encode("utf-8", "replace")) for part in value.split("/")) < 200
    )


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _pages(value: Any, top: bool = True) -> bool:
    """A navigation: pages, or titles with a page or with more of the same below."""
    if isinstance(value, list):
        return all(_page(item) for item in value)
    if isinstance(value, dict) and value and not top:
        return all(_pages(item, False) for item in value.values())
    return isinstance(value, str) and not top


def _page(item: Any) -> bool:
    if isinstance(item, dict):
        return len(item) == 1 and all(_pages(inner, False) for inner in item.values())
    return isinstance(item, str)


def _scripts(value: Any) -> bool:
    known = {"path": str, "type": str, "defer": bool, "async": bool}
    if not isinstance(value, list):
        return False
    tables = [item for item in value if not isinstance(item, str)]
    return all(
        isinstance(item, dict) and "path" in item and all(isinstance(item[one], known.get(one, ())) for one in item)
        for item in tables
    )


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _host(value: Any) -> bool:
    host, colon, port = value.rpartition(":") if isinstance(value, str) else ("", "", "")
    if not colon or not (port.isascii() and port.isdecimal() and int(port) < 2**16):
        return False
    try:
        return host == "localhost" or bool(ipaddress.ip_address(host.removeprefix("[").removesuffix("]")))
    except ValueError:
        return False


def _address(value: Any) -> bool:
    try:
        return isinstance(value, str) and (not value or bool(urlsplit(value).scheme and urlsplit(value).netloc))
    except ValueError:
        return False


def _template(value: Any) -> bool:
    try:
        return all(name in (None, "path", "path_noext") for _, name, _, _ in string.Formatter().parse(value))
    except (TypeError, ValueError):
        return False


def _levels(value: Any) -> bool:
    """``validation``: how loud MkDocs is about what, for all links or for each sort."""
    if not isinstance(value, dict):
        return False
    return all(
        _loud(name, said)
        if name in _EACH
        else name in _MESSAGES
        and isinstance(said, dict)
        and all(inner in _MESSAGES[name] and _loud(inner, how) for inner, how in said.items())
        for name, said in value.items()
    )


def _loud(name: str, value: Any) -> bool:
    return value in _LEVELS or (value == _FROM_DOCS and name == "absolute_links")


FORMS = {
    **dict.fromkeys(("site_description", "site_author", "copyright", "repo_name", "edit_uri"), Form(_text, '"…"')),
    **dict.fromkeys(("remote_branch", "remote_name"), Form(_text, '"…"')),
    "docs_dir": Form(_folder, "docs"),
    "site_dir": Form(_folder, ".site.xieshou/mkdocs"),
    **dict.fromkeys(("exclude_docs", "draft_docs", "not_in_nav"), Form(_text, '"…"')),
    "site_name": Form(_text, '"…"'),
    "strict": Form(_flag, "true"),
    "nav": Form(_pages, "[about.md]"),
    "extra_css": Form(_texts, "[own.css]"),
    "extra_javascript": Form(_scripts, "[own.js]", False),
    "extra_templates": Form(_texts, "[own.html]"),
    "plugins": Form(lambda value: isinstance(value, (list, dict)), "[]"),
    "watch": Form(_texts, "[docs]", False),
    "validation": Form(_levels, "{links: {anchors: warn}}", False),
    "dev_addr": Form(_host, "127.0.0.1:8000"),
    "repo_url": Form(_address, "https://example.org/"),
    "edit_uri_template": Form(_template, "'{path}'"),
}
"""The form of each setting that no rule of its own looks at."""


def form_problems(file: SettingsFile, _: Path) -> Iterator[Problem]:
    """What in the settings has another form than MkDocs takes."""
    for name in INTERNAL:
        setting = file.at(name)
        if setting and (setting.value() is not None or name == INTERNAL[0]):
            yield setting.key_problem("settings-internal", field=name, name=name)
    for name, form in FORMS.items():
        setting = file.at(name)
        if setting is None:
            continue
        value = setting.value()
        if value is None and form.empty:
            continue
        if name == "validation" and isinstance(value, dict) and (wrong := list(_loudness(setting))):
            yield from wrong
        elif value is ... or not form.takes(value):
            if value is ... and name == "plugins" and isinstance(setting.node, yaml.CollectionNode):
                continue  # functions and objects may stand in their options
            yield setting.problem(CODE, field=name, value=said(setting, value), near=f"{name}: {form.example}")
    yield from _plugins(file)
    yield from _paths(file)
    for one in file.settings:
        yield from _values(one)


def _values(setting: Setting) -> Iterator[Problem]:
    """What can't be made a value of, and what ``!relative`` stands before and is none of the folders it knows: MkDocs
    stops as soon as it reads that.
    """
    if setting.impossible:
        yield setting.problem(CODE, field=str(setting.key.value), value=str(setting.node.value), near='"…"')
    if setting.node.tag == _RELATIVE:
        value = setting.node.value if isinstance(setting.node, yaml.ScalarNode) else "…"
        if value and value.partition("/")[0] not in _KNOWN_FOLDERS:
            yield setting.problem(CODE, field=_RELATIVE, value=value, near=f"{_RELATIVE} {_KNOWN_FOLDERS[0]}")
        return
    for inner in setting.items():
        yield from _values(inner)


def _named_pages(nav: Setting) -> Iterator[Setting]:
    """What a navigation leads to."""
    if isinstance(nav.node, yaml.CollectionNode):
        for one in nav.items():
            yield from _named_pages(one)
    else:
        yield nav


def _elsewhere(name: str) -> bool:
    try:
        parts = urlsplit(name)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc or name.startswith("/"))


def _way(file: SettingsFile, name: str) -> list[Path]:
    """What stands on the way to a folder."""
    place = file.folder / name
    return [one for one in place.parents if one.is_relative_to(file.folder)] if place.name else []


def _loudness(validation: Setting) -> Iterator[Problem]:
    """What is wrong below ``validation``, each at its own place; nothing where only the whole is."""
    for one, level, known in _levels_below(validation):
        name = str(one.key.value)
        if name not in known:
            near = difflib.get_close_matches(name, known, 1, 0.6)
            told = f"{near[0] if near else known[0]}: {_LEVELS[0]}"
            yield one.key_problem(CODE, field="validation", value=name, near=told)
        elif not level:
            value = one.value()
            near = [str(value).lower()] if str(value).lower() in _LEVELS else []
            near = near or difflib.get_close_matches(str(value).lower(), _LEVELS, 1, 0.6) or [_LEVELS[0]]
            told = f"{name}: {near[0]}"
            yield one.problem(CODE, field=f"validation.{name}", value=said(one, value), near=told)


def _levels_below(validation: Setting) -> Iterator[tuple[Setting, bool, tuple[str, ...]]]:
    """The settings of ``validation``: each, whether what it says is known, and what may be called so there."""
    for one in validation.items():
        name, value = str(one.key.value), one.value()
        if name in _MESSAGES and isinstance(value, dict):
            for inner in one.items():
                yield inner, _loud(str(inner.key.value), inner.value()), _MESSAGES[name]
        elif name not in _MESSAGES:
            yield one, _loud(name, value), (*_MESSAGES, *sorted(_EACH))


def said(setting: Setting, value: Any) -> str:
    """What is set, as a problem names it."""
    plain = setting.node.value if value is ... or isinstance(value, (str, int, float)) else None
    return plain if isinstance(plain, str) else "" if value is None else "…"


def _plugins(file: SettingsFile) -> Iterator[Problem]:
    """Plugins that are not installed, and what is no name of one."""
    listed = file.at("plugins")
    if listed is None or not (items := list(listed.items())):
        return
    installed = {point.name for point in entry_points(group=_PLUGINS)}
    for item in items:
        options = list(item.items()) if item.key is item.node else []
        one = options[0] if len(options) == 1 else item
        name = one.key.value if isinstance(one.key.value, str) else ""
        if one is item and item.value() is ...:
            continue
        there = name in installed or f"material/{name}" in installed
        if not there or len(options) > 1 or (one is not item and not isinstance(one.value(), (dict, type(None)))):
            near = "plugins: []"
            yield one.key_problem(CODE, field="plugins", value=name or "…", near=near)


def _paths(file: SettingsFile) -> Iterator[Problem]:
    """Files and folders that are named and are not there."""
    site = file.at("site_dir")
    said = site.value() if site else None
    way = _way(file, said) if isinstance(said, str) else []
    if site and any(os.path.lexists(one) and not os.path.isdir(one) for one in way):
        yield site.problem(CODE, field="site_dir", value=said, near=f"site_dir: {FORMS['site_dir'].example}")
    for name in ("edit_uri", "edit_uri_template"):  # without a repository MkDocs knows no beginning of the address
        edits = None if file.value("repo_url") else file.at(name)
        if edits and isinstance(text := edits.value(), str) and not _address(text):
            yield edits.problem(CODE, field=name, value=text, near=f"{name}: https://example.org/edit/")
    pages = file.at("nav")
    for page in _named_pages(pages) if pages and FORMS["nav"].takes(pages.value()) else ():
        name, docs = str(page.value()), file.value("docs_dir")
        folder = file.folder / (docs if isinstance(docs, str) and docs else "docs")
        within = os.path.normpath(name).partition(os.sep)[0] != os.pardir
        if not _elsewhere(name) and not (within and os.path.isfile(folder / name)):
            known = [path.relative_to(folder).as_posix() for path in plain_files(folder) if path.suffix == ".md"]
            near = difflib.get_close_matches(name, known, 1, 0.6)
            yield page.problem("settings-nav-near" if near else "settings-nav", value=name, near="".join(near))
    watched = file.at("watch")
    for one in watched.items() if watched else ():
        value = one.value()
        if isinstance(value, str) and not os.path.exists(file.folder / value):
            yield one.problem("settings-nowhere", field="watch", value=value)
