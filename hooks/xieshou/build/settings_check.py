"""What in ``mkdocs.yml`` would publish what must not be, or a site that does not work: told before anything is touched.

In: the project's folder. Out: problems at their places in the file. The build asks as soon as MkDocs has read its
settings, the commands before they do anything, so that all tell the same.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from xieshou.build.publish import live_folder
from xieshou.build.settings import settings
from xieshou.build.settings_file import FILES, INHERIT, Setting, SettingsFile, settings_path
from xieshou.build.settings_forms import form_problems
from xieshou.build.settings_theme import theme_problems
from xieshou.core.plain import LINK, NOT_PLAIN, real
from xieshou.core.problems import ContentError, Problem, Problems, problem
from xieshou.core.project import FRONT

OWN = ("extra", "xieshou")
OWN_KEYS = ("search", "cards", "workers")
"""What stands under ``extra.xieshou``."""
SWITCHES = {"on": True, "true": True, "yes": True, "1": True, "off": False, "false": False, "no": False, "0": False}
THEME = "material"
HOOK = "hooks/build_site.py"
_DOCS = "docs"
_MARK = b"xieshou"
"""Stands in the file of the hook, whatever it is called."""
KNOWN = (
    *("site_name", "site_url", "site_description", "site_author", "docs_dir", "site_dir", "theme", "nav", "hooks"),
    *("plugins", "markdown_extensions", "extra", "extra_css", "extra_javascript", "extra_templates", "exclude_docs"),
    *("draft_docs", "not_in_nav", "copyright", "dev_addr", "use_directory_urls", "repo_url", "repo_name", "edit_uri"),
    *("edit_uri_template", "strict", "remote_branch", "remote_name", "watch", "validation", "mdx_configs"),
    *("config_file_path", "pages", "google_analytics", INHERIT),
)
"""What MkDocs knows at the top of the file. A test compares."""
_OFF = (None, False, ...)
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)*[^\W_](?:[\w-]*[^\W_])?(?::\d+)?")
_NEARBY = re.compile(
    r"https?://(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0)", re.IGNORECASE
)
_PAGE = re.compile(r"\.(?:html?|php|aspx?|xml|md)", re.IGNORECASE)


def settings_problems(root: Path, path: Path | None = None) -> Problems:
    """What is wrong with the settings of the project in ``root``, in its file or that at ``path``.

    Modules that they name are imported: see ``xieshou.build.settings.project_modules``.
    """
    problems = Problems()
    path = path or settings_path(root)
    if path is None:
        problems.add(_no_files(root))
        return problems
    try:
        file = SettingsFile.read(path, root)
        problems.add(file.problems)
        for rule in _RULES:
            problems.add(rule(file, root.resolve()))
        settings(root, path)
    except ContentError as error:
        problems.add(error.problems.found)
    return problems


def published_folder(root: Path) -> Path:
    """Where the project in ``root`` is published. Raises ``ContentError`` where its settings can't be read."""
    path = settings_path(root)
    return live_folder(_site_folder(SettingsFile.read(path, root))) if path else root / "site"


def site_address(root: Path) -> str:
    """The address of the site of the project in ``root``, with its last slash; empty where none is set. Raises
    ``ContentError`` where its settings can't be read.
    """
    path = settings_path(root)
    said = SettingsFile.read(path, root).value("site_url") if path else None
    return f"{said.rstrip('/')}/" if isinstance(said, str) and said else ""


def _no_files(root: Path) -> Iterator[Problem]:
    """What is called as the settings are, and is no file: MkDocs would take it for one."""
    for name in FILES:
        if os.path.lexists(root / name):
            yield problem(name, 1, 1, LINK if os.path.islink(root / name) else NOT_PLAIN)


def _names(file: SettingsFile, _: Path) -> Iterator[Problem]:
    for name, setting in file.below():
        if name not in KNOWN:
            yield _unknown(setting, name, KNOWN, "")
    if file.value("site_name") in (None, ""):
        yield file.lacks("settings-missing", name="site_name", value="site_name: …")
    for name, setting in file.below("extra"):
        if name != OWN[1] and difflib.get_close_matches(name, OWN[1:], 1, 0.75):
            yield _unknown(setting, name, OWN[1:], "extra")
    for name, setting in file.below(*OWN):
        if name not in OWN_KEYS:
            yield _unknown(setting, name, OWN_KEYS, ".".join(OWN))


def _unknown(setting: Setting, name: str, known: tuple[str, ...], under: str) -> Problem:
    near = difflib.get_close_matches(name, known, 1, 0.6)
    field = f"{under}.{name}" if under else name
    if near:
        return setting.key_problem("settings-unknown-near", field=field, name=name, near=near[0])
    return setting.key_problem("settings-unknown", field=field, name=name, known=", ".join(known))


def _own(file: SettingsFile, _: Path) -> Iterator[Problem]:
    for keys, empty in ((OWN[:1], False), (OWN, True)):
        setting, value = file.at(*keys), file.value(*keys)
        if setting and value is not ... and not isinstance(value, dict) and not (empty and value is None):
            yield setting.problem("settings-form", field=".".join(keys))
    workers, value = file.at(*OWN, "workers"), file.value(*OWN, "workers")
    if workers and value not in (None, ...) and (isinstance(value, bool) or not number(value)):
        yield workers.problem("settings-workers", field="extra.xieshou.workers", value=value)
    for name, code in (("search", "settings-search"), ("cards", "settings-cards")):
        switch, value = file.at(*OWN, name), file.value(*OWN, name)
        if switch and value is not ... and str(value).lower() not in SWITCHES:
            said = "" if value is None else value
            yield switch.problem(code, field=f"extra.xieshou.{name}", value=said)


def number(value: object) -> int | None:
    """How many processes ``value`` asks for; None where it is no such number."""
    return int(str(value)) if re.fullmatch(r"[1-9]\d{0,3}", str(value), re.ASCII) else None


def _hook(file: SettingsFile, _: Path) -> Iterator[Problem]:
    setting, listed = file.at("hooks"), file.value("hooks")
    if listed is ...:
        return
    named = [str(one) for one in listed] if isinstance(listed, list) else []
    folder = _home(file, "hooks")
    there = [name for name in named if os.path.isfile(folder / name)]
    for one in setting.items() if setting else ():
        name = str(one.value())
        if name not in there:
            yield one.problem("settings-hook-file", field="hooks", value=name, near=HOOK)
    if len(there) == len(named) and not any(_is_ours(folder / name) for name in there):
        lacks = setting.key_problem if setting else file.lacks
        yield lacks("settings-hook", value=HOOK)


def _is_ours(path: Path) -> bool:
    try:
        return _MARK in path.read_bytes()
    except OSError:
        return False


def _docs(file: SettingsFile, root: Path) -> Iterator[Problem]:
    setting, value = file.at("docs_dir"), file.value("docs_dir")
    if not isinstance(value, str | None):
        return  # which has no form of a folder
    folder = real(_home(file, "docs_dir") / str(value or _DOCS))
    told = setting.problem if setting else file.lacks
    live = real(live_folder(_site_folder(file)))
    aside = live.parent / f".{live.name}.xieshou"
    closed = [root / "content", root / "assets", root / "hooks", FRONT.parent, root / ".cache"]
    if value not in (None, _DOCS):  # otherwise it is the folder of the site that is in the way
        closed += (live, aside)
    if root.is_relative_to(folder) or any(_overlap(folder, real(one)) for one in closed):
        yield told("settings-docs", field="docs_dir", value=value or "docs")
    elif not os.path.isdir(folder):
        yield told("settings-docs-missing", field="docs_dir", value=value or "docs")


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _home(file: SettingsFile, key: str) -> Path:
    """The folder that paths of a setting begin at: MkDocs takes that of the file it was given, whoever names them."""
    return file.folder.resolve()


def _site_folder(file: SettingsFile) -> Path:
    value = file.value("site_dir")
    return _home(file, "site_dir") / (value if isinstance(value, str) and value else "site")


def _site(file: SettingsFile, root: Path) -> Iterator[Problem]:
    setting, value = file.at("site_dir"), file.value("site_dir")
    if not isinstance(value, str | None):
        return  # which has no form of a folder
    folder = _site_folder(file)
    own = [root / "content", root / "assets", root / "hooks", FRONT.parent, root / ".cache"]
    if file.value("docs_dir") in (None, _DOCS):
        own.append(root / _DOCS)
    live = real(live_folder(folder))
    within = root.is_relative_to(live) or any(_overlap(live, real(one)) for one in own)
    if setting and value and within:
        yield setting.problem("settings-site", field="site_dir", value=value)
    elif live_folder(folder) == folder:  # nothing is between MkDocs and the live site but the hook
        told: Callable[..., Problem] = setting.problem if setting else file.lacks
        yield told("settings-live", warning=True, field="site_dir", value=f".{folder.name}.xieshou/mkdocs")


def _theme(file: SettingsFile, _: Path) -> Iterator[Problem]:
    setting, value = file.at("theme"), file.value("theme")
    name = value if isinstance(value, str) else file.value("theme", "name")
    if name is ...:
        return
    if name != THEME:
        told = (file.at("theme", "name") or setting) if isinstance(value, dict) else setting
        say: Callable[..., Problem] = told.problem if told else file.lacks
        shown = setting.node.value if setting and isinstance(setting.node, yaml.ScalarNode) else "mkdocs"
        yield say("settings-theme", field="theme", value=name or shown or "mkdocs")
    elif file.value("theme", "font") not in (False, ...):
        font = file.at("theme", "font")
        say = font.key_problem if font else setting.key_problem if setting else file.lacks
        yield say("settings-font", field="theme.font")


def _address(file: SettingsFile, _: Path) -> Iterator[Problem]:
    setting, value = file.at("site_url"), file.value("site_url")
    if setting is None or value in (None, ""):
        return
    fault = _of_address(value)
    if fault:
        said = "…" if value is ... else value  # a function, an object
        yield setting.problem(fault[0], field="site_url", value=said, near=fault[1])
    elif _NEARBY.match(value):
        yield setting.problem("settings-url-nearby", field="site_url", warning=True, value=value)


def _of_address(value: Any) -> tuple[str, str] | None:
    """What is wrong with an address, and what it should rather be; None where nothing is."""
    example = "https://example.org/"
    if not isinstance(value, str) or re.search(r"[\s\\\u3000<>\"']", value):
        return "settings-url", example
    try:
        parts = urlsplit(value)
        host = parts.netloc if parts.port is None or parts.port else ""
    except ValueError:
        return "settings-url", example
    if parts.scheme.lower() not in ("http", "https") or not _HOST.fullmatch(host):
        bare = re.sub(r"^[a-z]*[:：]*/*", "", value.lower()) if re.match(r"[a-z]*[:：]", value.lower()) else value
        host = re.split("[/?#]", bare, maxsplit=1)[0]
        return "settings-url", f"https://{bare}" if _HOST.fullmatch(host) and "." in bare else example
    path, _, last = parts.path.rpartition("/")
    if parts.query or parts.fragment or _PAGE.search(last):
        kept = f"{path}/" if _PAGE.search(last) else f"{parts.path.rstrip('/')}/"
        return "settings-url-page", f"{parts.scheme}://{parts.netloc}{kept}"
    return None


def _templates(file: SettingsFile, _: Path) -> Iterator[Problem]:
    """Templates among the hand-written pages: they would be published with whatever stands in them."""
    setting = file.at("extra_templates")
    for one in setting.items() if setting else ():
        yield one.problem("settings-extra-templates", field="extra_templates", value=one.value())


def _directories(file: SettingsFile, _: Path) -> Iterator[Problem]:
    setting, value = file.at("use_directory_urls"), file.value("use_directory_urls")
    if setting and value not in (True, ...):
        yield setting.problem("settings-directory-urls", field="use_directory_urls", value=str(value).lower())


def _from_elsewhere(file: SettingsFile, _: Path) -> Iterator[Problem]:
    """What the pages' own security policy would have every browser refuse."""
    for name in ("analytics", "consent"):
        setting = file.at("extra", name)
        if setting and file.value("extra", name) not in (None, False):
            yield setting.key_problem("settings-blocked", field=f"extra.{name}", value=f"extra.{name}")
    old = file.at("google_analytics")
    if old and old.value() is not None:
        yield old.key_problem("settings-blocked", field="google_analytics", value="google_analytics")
    for name in ("extra_css", "extra_javascript"):
        listed = file.at(name)
        for one in listed.items() if listed else ():
            value = one.value()
            address = value.get("path") if isinstance(value, dict) else value
            if isinstance(address, str) and re.match(r"[a-z][a-z0-9+.-]+:|//", address.strip().lower()):
                yield one.problem("settings-blocked", field=name, value=address)


_RULES: tuple[Callable[[SettingsFile, Path], Iterator[Problem]], ...] = (
    _names, _own, _hook, _docs, _site, _theme, _address, _templates, _directories, _from_elsewhere, form_problems,
    theme_problems,
)  # fmt: skip
