"""What ``mkdocs.yml`` says of the theme, and the files it names for every page: the site's mark, sheets and scripts.

In: the settings. Out: a problem for each that the theme's templates can't use, that is not there, or that would publish
what lies in a folder meant for something else.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from xieshou.build.publish import live_folder
from xieshou.build.settings_file import Setting, SettingsFile
from xieshou.build.settings_forms import CODE, said
from xieshou.core.plain import real
from xieshou.core.problems import Problem
from xieshou.core.project import ProjectPaths

_FOLDER = "custom_dir"
_MARKS = ("favicon", "logo")


class _Form(NamedTuple):
    takes: Callable[[Any], bool]
    example: str


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _table(value: Any) -> bool:
    return isinstance(value, dict)


def _palette(value: Any) -> bool:
    return _table(value) or (isinstance(value, list) and bool(value) and all(map(_table, value)))


_FORMS = {
    "language": _Form(_text, "zh"),
    "locale": _Form(_text, "zh"),
    "direction": _Form(lambda value: value in ("ltr", "rtl"), "ltr"),
    "features": _Form(_texts, "[navigation.top]"),
    "palette": _Form(_palette, "{scheme: default}"),
    "icon": _Form(_table, "{repo: fontawesome/brands/git-alt}"),
    "favicon": _Form(_text, "theme/mark.svg"),
    "logo": _Form(_text, "theme/mark.svg"),
    "static_templates": _Form(_texts, "[404.html]"),
    _FOLDER: _Form(_text, "assets/theme"),
}
_KNOWN = ("name", "font", *_FORMS)


def theme_problems(file: SettingsFile, root: Path) -> Iterator[Problem]:
    """What is wrong with the theme's settings, and with files named for all pages that are nowhere."""
    for name, setting in file.below("theme"):
        meant = [] if name in _KNOWN else difflib.get_close_matches(name, _KNOWN, 1, 0.75)
        if meant:
            yield setting.key_problem("settings-unknown-near", field=f"theme.{name}", name=name, near=meant[0])
    for name, form in _FORMS.items():
        told = file.at("theme", name)
        value = told.value() if told else None
        if told and value not in (None, ...) and not form.takes(value):
            near = f"{name}: {form.example}"
            yield told.problem(CODE, field=f"theme.{name}", value=said(told, value), near=near)
    folder = file.at("theme", _FOLDER)
    if folder and isinstance(value := folder.value(), str):
        if not os.path.isdir(file.folder / value):
            yield folder.problem("settings-nowhere", field=f"theme.{_FOLDER}", value=value)
        elif _holds_other_things(file, root, real(file.folder / value)):
            near = f"{_FOLDER}: {_FORMS[_FOLDER].example}"
            yield folder.problem(CODE, field=f"theme.{_FOLDER}", value=value, near=near)
    for setting, value in _named(file):
        if value and not _outside(value) and not _found(file, root, value):
            yield setting.problem("settings-theme-file", value=value)
    for name in _MARKS:
        mark = file.at("theme", name)
        if mark and isinstance(value := mark.value(), str) and _outside(value):
            yield mark.problem("settings-theme-outside", field=f"theme.{name}", value=value)


def _named(file: SettingsFile) -> Iterator[tuple[Setting, str]]:
    """The files that are named for all pages."""
    for name in _MARKS:
        setting = file.at("theme", name)
        if setting and isinstance(value := setting.value(), str):
            yield setting, value
    for name in ("extra_css", "extra_javascript"):
        listed = file.at(name)
        for one in listed.items() if listed else ():
            value = one.value()
            address = value.get("path") if isinstance(value, dict) else value
            if isinstance(address, str):
                yield one, address


def _outside(value: str) -> bool:
    """Whether it is an address rather than a path."""
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def _found(file: SettingsFile, root: Path, name: str) -> bool:
    docs, own = file.value("docs_dir"), file.value("theme", _FOLDER)
    folders = [file.folder / (docs if isinstance(docs, str) and docs else "docs")]
    folders += [file.folder / own] if isinstance(own, str) else []
    folders += ProjectPaths.at(root).layers("theme")
    if any(os.path.isfile(folder / name) for folder in folders):
        return True
    spec = find_spec("material")  # asked last: it takes a look at the packages
    within = spec.submodule_search_locations if spec else None
    return any(os.path.isfile(Path(place, "templates", name)) for place in within or ())


def _holds_other_things(file: SettingsFile, root: Path, folder: Path) -> bool:
    """Whether a folder of templates is, or holds, or lies in one that is meant for something else."""
    docs, site = file.value("docs_dir"), file.value("site_dir")
    live = live_folder(file.folder / (site if isinstance(site, str) and site else "site"))
    project = ProjectPaths.at(root)
    others = [
        *(root / name for name in ("content", "hooks", ".cache")),
        *(project.assets / name for name in ("photos", "illustrations", "labels", "templates", "root")),
        file.folder / (docs if isinstance(docs, str) and docs else "docs"),
        live,
        live.parent / f".{live.name}.xieshou",
    ]
    return any(folder.is_relative_to(one) or one.is_relative_to(folder) for one in map(real, others))
