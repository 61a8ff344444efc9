"""What MkDocs' settings say that the engine asks for, and what it sets there itself."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.utils import CountHandler

from xieshou.build.session import BuildSettings
from xieshou.cli.terminal import as_of
from xieshou.content.docs import DocsSettings
from xieshou.content.markdown.extensions import with_plain_paths
from xieshou.content.markdown.render import MarkdownSettings
from xieshou.content.schema.types.date import CHINA
from xieshou.core.fingerprint import Shaping
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels
from xieshou.outputs.front_end import front_end, on_demand, theme_sheet
from xieshou.render.theme_loader import quicken
from xieshou.search.scripts import scripts

REPLACED = {"sitemap.xml", "404.html"}
"""Templates of the theme that we make our own way."""
_APART = "-as-of"
"""What the folder of a site of another moment is called, behind the name of the real one."""
_OFF = ("off", "false", "no", "0")
_UNUSED = ("assets/javascripts/", "assets/stylesheets/")
"""What the theme brings that no page of ours asks for as it is."""


def set_theme(config: MkDocsConfig, project: ProjectPaths) -> None:
    """Our templates over the theme's, the site's own over ours; all of them compiled once."""
    own = 1 if config.theme.custom_dir else 0  # a folder of templates that mkdocs.yml names comes before all
    config.theme.dirs[own:own] = map(str, project.layers("theme"))
    ordinary = config.theme.get_env
    config.theme.get_env = lambda: quicken(ordinary(), project.cache / "theme")  # type: ignore[method-assign]
    config.theme.static_templates -= REPLACED  # ours know every language


def keep_out(config: MkDocsConfig, aside: Path) -> None:
    """Give MkDocs an empty folder for that of the hand-written pages: it would publish all that lies there, follow the
    links and wait for the pipes. What of it is published our own stages say.
    """
    nothing = aside / "no-docs"
    nothing.mkdir(exist_ok=True)
    config.docs_dir = str(nothing)


def markdown_settings(config: MkDocsConfig) -> MarkdownSettings:
    """The Markdown extensions and their options; a path that MkDocs tells page by page is told as for the first."""
    before = config._current_page
    config._current_page = SimpleNamespace(file=SimpleNamespace(src_path=""))  # type: ignore[assignment]
    try:
        options = with_plain_paths(dict(config.mdx_configs))
    finally:
        config._current_page = before
    return MarkdownSettings(tuple(config.markdown_extensions), options)


def shaping(config: MkDocsConfig) -> Shaping:
    """What else of the settings a page is made of, and the modules of hooks and plugins: any may change the rest."""
    plugins = config.plugins.values()
    modules = {one.__name__ if isinstance(one, ModuleType) else type(one).__module__ for one in plugins}
    return Shaping([dict(config.extra), {name: config.theme[name] for name in sorted(config.theme)}], modules)


def speaker(config: MkDocsConfig) -> Callable[[Labels], None]:
    """Sets the language the theme speaks from now on: English where it does not speak the page's."""
    folders = (Path(folder, "partials", "languages") for folder in config.theme.dirs)
    spoken = {path.stem for folder in folders for path in folder.glob("*.html")}

    def speak(labels: Labels) -> None:
        own = labels.language
        config.theme["language"] = next((one for one in (own, own.partition("-")[0]) if one in spoken), "en")

    return speak


def refuse_under_strict(config: MkDocsConfig, words: Labels) -> None:
    """Raise ``BuildError`` where MkDocs will abort for its warnings when all is done: before anything is published."""
    if not config.strict:
        return
    for handler in logging.getLogger("mkdocs").handlers:
        if isinstance(handler, CountHandler) and handler.get_counts():
            raise BuildError(words("publish.strict"))


def scratch_files(scratch: Path) -> dict[str, bytes]:
    """What MkDocs has written, but for what no page of ours asks for."""
    named = ((path.relative_to(scratch).as_posix(), path) for path in sorted(scratch.rglob("*")) if path.is_file())
    return {name: path.read_bytes() for name, path in named if not name.startswith(_UNUSED)}


def origin(config: MkDocsConfig) -> str:
    """The site's address with its last slash; empty where none is known."""
    return f"{config.site_url.rstrip('/')}/" if config.site_url else ""


def searching(config: MkDocsConfig) -> bool:
    """Whether the site is to be searched: unless ``extra.xieshou.search`` or ``XIESHOU_SEARCH`` says off."""
    asked = os.environ.get("XIESHOU_SEARCH") or str(config.extra.get("xieshou", {}).get("search", "on"))
    return asked.lower() not in _OFF


def carding(config: MkDocsConfig) -> bool:
    """Whether social cards are made: where the site's address is known, unless ``extra.xieshou.cards`` or
    ``XIESHOU_CARDS`` says off.
    """
    asked = os.environ.get("XIESHOU_CARDS") or str(config.extra.get("xieshou", {}).get("cards", "on"))
    return bool(config.site_url) and asked.lower() not in _OFF


def workers(config: MkDocsConfig) -> int | None:
    """How many processes ``extra.xieshou.workers`` asks for."""
    value = config.extra.get("xieshou", {}).get("workers")
    return int(value) if value is not None and re.fullmatch(r"\d+", str(value)) else None


def build_settings(config: MkDocsConfig, docs: DocsSettings, *, preview: bool) -> BuildSettings:
    """What a build is asked for. ``docs``: what is said of the hand-written pages."""
    return BuildSettings(
        markdown_settings(config),
        shaping(config),
        workers(config),
        docs,
        preview=preview,
        cards=not preview and carding(config),
        located=not preview and bool(origin(config)),
    )


def add_front_end(config: MkDocsConfig, project: ProjectPaths) -> tuple[dict[str, bytes], str]:
    """Have every page ask for our style sheet and scripts: the files by published path, and the search page's
    script.
    """
    files: dict[str, bytes] = {}
    for suffix, named in ((".css", config.extra_css), (".js", config.extra_javascript)):
        published = front_end(project, suffix)
        files |= published
        named.extend(published)
    sheet = theme_sheet(map(Path, config.theme.dirs))
    files |= sheet
    config.extra_css[:0] = sheet
    files |= on_demand(project)
    if not searching(config):
        return files, ""
    search = scripts(project)
    config.extra_javascript.append(search.box)
    return files | search.files, search.page


class AsOf(NamedTuple):
    """The moment a build was asked for: how it is told (empty: none was, it is now), and where its site goes."""

    moment: str
    live: Path


def as_of_asked(site_dir: str, words: Labels, command: str) -> AsOf:
    """The moment asked for, and the folder to build to: a site of another moment never takes the place of the real
    one. Raises ``BuildError`` where what was asked for is no moment, or is to be deployed.
    """
    live, at = Path(site_dir), moment(words)
    if command == "serve" or not os.environ.get("XIESHOU_AS_OF"):
        return AsOf("", live)
    if command != "build":
        raise BuildError(words("publish.as_of_deploy"))
    apart = live if live.name.endswith(_APART) else live.with_name(live.name + _APART)
    return AsOf(day_and_time(at), apart)


def day_and_time(moment: float) -> str:
    """A moment, in seconds since 1970, as people are told it."""
    return datetime.fromtimestamp(moment, CHINA).strftime("%Y-%m-%d %H:%M")


def moment(words: Labels) -> int:
    """The moment the site is built for. Raises ``BuildError`` where what was asked for is none."""
    try:
        return as_of()
    except ValueError as error:
        raise BuildError(words("publish.as_of", value=error)) from None
