"""The only module that knows MkDocs: its events in, our stages out.

MkDocs renders the hand-written pages and the theme's static files into a scratch folder, and our frames through the
theme's templates; everything else is the engine's. Another theme or generator means another module like this one.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as DocPage
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from xieshou.build.doc_links import resolved
from xieshou.build.manifest import Surroundings
from xieshou.build.pipeline import Prepared, finish, prepare
from xieshou.build.publish import PublishFault, Trees, lock
from xieshou.cli.terminal import as_of, describe_fault, reason, terminal_language
from xieshou.content.load import setup_for, tools
from xieshou.content.markdown.render import MarkdownSettings
from xieshou.content.site_file import SiteFile, read_site
from xieshou.core.cache import Store, damaged
from xieshou.core.fingerprint import build_fingerprint
from xieshou.core.problems import ContentError, Problems, problem, report
from xieshou.core.project import FRONT, ProjectPaths
from xieshou.core.workers import Pool
from xieshou.language.labels import Labels, load_labels
from xieshou.outputs.front_end import front_end, on_demand
from xieshou.plan.navigation import ABOUT
from xieshou.plan.pages import Plan
from xieshou.render.error_page import error_page
from xieshou.render.frames import root_from
from xieshou.render.head import PageLocation
from xieshou.render.theme import Theme
from xieshou.render.theme_loader import quicken
from xieshou.search.scripts import scripts
from xieshou.views.entry.story import scrolling
from xieshou.views.shared.models import BASE

log = logging.getLogger("mkdocs.hooks.xieshou")


_REPLACED = {"sitemap.xml", "404.html"}
"""Templates of the theme that we make our own way."""
_UNUSED = ("assets/javascripts/", "assets/stylesheets/palette.")
"""What the theme brings that no page of ours asks for."""


@dataclass(slots=True)
class Session:
    """One build: what its events hand on to each other."""

    project: ProjectPaths
    trees: Trees
    labels: dict[str, Labels]
    site: SiteFile | None
    stack: ExitStack
    pool: Pool
    front_end: dict[str, bytes]
    search: str = ""
    prepared: Prepared | None = None
    theme: Theme | None = None
    docs: dict[str, PageLocation] = field(default_factory=dict)


class Adapter:
    """The events of ``hooks/build_site.py``."""

    def __init__(self) -> None:
        self._serving = False
        self._session: Session | None = None
        self._failure: bytes | None = None

    # -- in the order MkDocs fires them

    def startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a serve session."""
        self._serving = command == "serve"

    def config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Find the project, and keep MkDocs' hands off the live site: it empties its ``site_dir`` first thing."""
        project = ProjectPaths.at(Path(config.config_file_path).parent, Path(config.docs_dir))
        trees = Trees(Path(config.site_dir).absolute())
        labels = load_labels(project)
        stack = ExitStack()
        project = project.keeping(stack)
        try:
            stack.enter_context(lock(project.cache, wait=self._serving))
            trees.prepare()
            stack.enter_context(lock(trees.aside, wait=self._serving))  # another cache may build to the same folder
        except (PublishFault, OSError) as fault:
            stack.close()
            raise BuildError(describe_fault(fault, labels)) from None
        # A build makes much and keeps it to its end: looking for garbage on the way takes a fifth of the time.
        gc.disable()
        stack.callback(gc.enable)
        pool = Pool(_number(config, "workers"))
        stack.callback(pool.close)
        stack.callback(shutil.rmtree, trees.scratch, ignore_errors=True)
        session_files: dict[str, bytes] = {}
        self._session = Session(project, trees, labels, None, stack, pool, session_files)
        config.site_dir = str(trees.scratch)
        config.extra["scope"] = "/"  # the theme's inline scripts are then the same at every depth, and so their hashes
        for suffix, named in ((".css", config.extra_css), (".js", config.extra_javascript)):
            published = front_end(project, suffix)
            session_files.update(published)
            named.extend(published)
        session_files.update(on_demand(project))
        if _searching(config):
            search = scripts(project)
            session_files.update(search.files)
            config.extra_javascript.append(search.box)
            self._session.search = search.page
        own = 1 if config.theme.custom_dir else 0  # a folder of templates that mkdocs.yml names comes before all
        config.theme.dirs[own:own] = map(str, project.layers("theme"))
        ordinary = config.theme.get_env
        config.theme.get_env = lambda: quicken(ordinary(), project.cache / "theme")  # type: ignore[method-assign]
        config.theme.static_templates -= _REPLACED  # ours know both languages
        return config

    def pre_build(self, *, config: MkDocsConfig) -> None:
        """Load, check and plan. Nothing is written before this is through."""
        session = self._now()
        words = session.labels[terminal_language(session.labels)]
        site, site_problems, refs = read_site(session.project)
        session.site = site
        markdown = MarkdownSettings(tuple(config.markdown_extensions), dict(config.mdx_configs))
        theme = sorted((name, config.theme[name]) for name in config.theme)
        settings = [repr(markdown), repr(sorted(config.extra.items(), key=str)), repr(theme)]
        setup = setup_for(session.project, build_fingerprint(session.project, settings), site, markdown)
        if self._serving:
            marks = tuple((name, labels("ui.unpublished")) for name, labels in session.labels.items())
            setup = replace(setup, preview=marks)
        plan = partial(prepare, setup, site, site_problems, refs, session.pool, _moment(words))
        try:
            try:
                session.prepared = plan()
            except sqlite3.Error as error:
                if not damaged(error):
                    raise
                _discard(session.project)
                session.prepared = plan()
        except ContentError as error:
            self._content_error(error)
            return
        except (OSError, sqlite3.Error) as fault:
            raise BuildError(describe_fault(fault, session.labels)) from None
        self._failure = None
        if session.prepared.warnings:
            print(report(session.prepared.warnings, words, session.project.root), file=sys.stderr)

    def files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Note where the hand-written pages stand; refuse one in the place of a generated page."""
        session = self._now()
        if session.prepared is None:
            return Files([])  # a serve session with an error in its content: there is nothing to render
        planned = session.prepared.plan.paths
        problems = Problems()
        for file in list(files):
            if file.src_uri in _REPLACED:
                files.remove(file)  # no longer templates, they would be copied as they stand
                continue
            if file.dest_uri in planned:
                where = Path(file.abs_src_path or file.src_uri)
                name = session.project.relative(where) if where.is_relative_to(session.project.root) else file.src_uri
                problems.add(problem(name, 1, 1, "address-taken", address=file.dest_uri))
        if problems.errors:
            self._content_error(ContentError(problems))
            return Files([])
        languages = session.prepared.site.languages
        there = {file.src_uri for file in files.documentation_pages()}
        for uri in there:
            own = next((one for one in languages[1:] if uri.startswith(f"{one}/")), languages[0])
            tail = uri.removeprefix(f"{own}/") if own != languages[0] else uri
            names = {one: tail if one == languages[0] else f"{one}/{tail}" for one in languages}
            by_uri = {file.src_uri: file for file in files.documentation_pages()}
            pairs = tuple((one, by_uri[name].url.removeprefix("./")) for one, name in names.items() if name in there)
            session.docs[uri] = PageLocation(dict(pairs)[own], own, pairs, _origin(config), languages)
        return files

    def page_markdown(self, markdown: str, *, page: DocPage, config: MkDocsConfig, files: Files) -> str:
        """Links such as ``project:slug`` in hand-written pages, resolved as in stories."""
        session = self._now()
        prepared = session.prepared
        if prepared is None:
            return markdown
        place = session.docs[page.file.src_uri]
        name = f"{session.project.relative(session.project.docs)}/{page.file.src_uri}"
        text, problems = resolved(
            markdown,
            name,
            page.url,
            place.language,
            lambda: Plan(prepared.catalog(), prepared.site),
            _first_line(page.file.abs_src_path, markdown),
        )
        if problems:
            found = Problems()
            found.add(problems)
            self._content_error(ContentError(found))
        return text

    def env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's templates for the frames."""
        session = self._now()
        if session.site is not None:
            base = get_context(Navigation([], []), files, config)
            secure = not self._serving  # MkDocs puts its reload script into every page it serves
            speak = _speaker(config)
            about = frozenset(place.language for uri, place in session.docs.items() if uri.endswith("about.md"))
            session.theme = Theme(env, base, session.site, session.labels, speak, secure, about, session.search)
        return env

    def page_context(
        self, context: TemplateContext, *, page: DocPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Language, navigation and head of a hand-written page."""
        session = self._now()
        if session.theme is None:
            return context
        place = session.docs[page.file.src_uri]
        session.theme.speak(session.labels[place.language])
        around = session.theme.surroundings(place, str(page.title), str(page.meta.get("description", "")))
        context.update(session.theme.context(place.language, ABOUT, around))  # type: ignore[typeddict-item]
        return context

    def post_page(self, output: str, *, page: DocPage, config: MkDocsConfig) -> str:
        """Make addresses relative, mend the theme's faults, hash its inline scripts."""
        session = self._now()
        if session.theme is None:
            return output
        place = session.docs[page.file.src_uri]
        html = scrolling(session.theme.finished(output), session.labels[place.language])
        return html.replace(BASE, f"{root_from(place.address)}/")

    def post_build(self, *, config: MkDocsConfig) -> None:
        """Bake and publish; the last thing before MkDocs looks at its warnings, so they are looked at here first."""
        session = self._now()
        try:
            if session.prepared is not None and session.theme is not None:
                _refuse_under_strict(config, session.labels)
                around = Surroundings(
                    session.theme.frames(),
                    {**session.front_end, **_scratch_files(session.trees.scratch)},
                    tuple(sorted({place.names for place in session.docs.values()})),
                    _origin(config),
                    urlsplit(config.site_url or "/").path or "/",
                    _searching(config),
                )
                done = finish(session.prepared, around, session.trees, session.pool)
                words = session.labels[terminal_language(session.labels)]
                details = {"pages": done.pages, "made": done.made, "files": done.files}
                log.info(words("publish.done" if done.exchanged else "publish.unchanged", **details))
                if done.catch_up_error is not None:
                    print(words("publish.behind", why=reason(done.catch_up_error, words)), file=sys.stderr)
        except ContentError as error:
            self._content_error(error)
        except (PublishFault, OSError, sqlite3.Error) as fault:
            if isinstance(fault, sqlite3.Error) and damaged(fault):
                _discard(session.project)
            raise BuildError(describe_fault(fault, session.labels)) from None
        finally:
            config.site_dir = str(session.trees.live)  # for what follows, such as gh-deploy
            self._close()

    def build_error(self, *, error: Exception) -> None:
        """Drop what was begun; the live site was never touched. A fault of the disk is told in a sentence here too."""
        self._close()
        if self._session is not None and isinstance(error, OSError):  # MkDocs writes files of its own
            log.error(describe_fault(error, self._session.labels))
            raise Abort("") from None

    def serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Show a content error in place of every page, with its file and line."""
        server.watch(str(FRONT))
        ordinary = server._serve_request

        def serve_request(environ: dict[str, Any], start_response: Any) -> Any:
            if self._failure is None or environ["PATH_INFO"].startswith("/livereload/"):
                return ordinary(environ, start_response)
            start_response("500 Content Error", [("Content-Type", "text/html; charset=utf-8")])
            return [self._failure]

        # No public place to hang this on: MkDocs offers none, and its 404 handler reads the live folder.
        server._serve_request = serve_request  # type: ignore[method-assign]
        return server

    def shutdown(self) -> None:
        """Leave nothing behind of a serve session but its cache."""
        if self._serving and self._trees is not None:
            shutil.rmtree(self._trees.aside, ignore_errors=True)

    _trees: Trees | None = None

    # --

    def _now(self) -> Session:
        assert self._session is not None  # MkDocs fires on_config first
        return self._session

    def _close(self) -> None:
        if self._session is not None:
            self._trees = self._session.trees
            self._session.stack.close()

    def _content_error(self, error: ContentError) -> None:
        session = self._now()
        words = session.labels[terminal_language(session.labels)]
        text = report(error.problems, words, session.project.root)
        count = words("publish.refused", count=len(error.problems.errors))
        print(f"{text}\n{count}", file=sys.stderr)
        if not self._serving:
            raise BuildError(count)
        session.prepared = None
        self._failure = error_page(error.problems, session.labels, session.project).encode()


def _speaker(config: MkDocsConfig) -> Callable[[Labels], None]:
    """Sets the language the theme speaks from now on."""

    def speak(labels: Labels) -> None:
        config.theme["language"] = labels.language

    return speak


def _refuse_under_strict(config: MkDocsConfig, labels: dict[str, Labels]) -> None:
    if not config.strict:
        return
    for handler in logging.getLogger("mkdocs").handlers:
        if isinstance(handler, CountHandler) and handler.get_counts():
            raise BuildError(labels[terminal_language(labels)]("publish.strict"))


def _scratch_files(scratch: Path) -> dict[str, bytes]:
    return {
        name: path.read_bytes()
        for path in sorted(scratch.rglob("*"))
        if path.is_file() and not (name := path.relative_to(scratch).as_posix()).startswith(_UNUSED)
    }


def _first_line(path: str | None, markdown: str) -> int:
    """The line of its file that the text of a hand-written page begins on: MkDocs takes the front matter off."""
    whole = Path(path).read_text("utf-8-sig", errors="replace") if path else markdown
    return whole.count("\n") - markdown.count("\n") + 1 if whole.endswith(markdown) else 1


def _discard(project: ProjectPaths) -> None:
    """Throw a damaged store away, and what holds it open."""
    tools.cache_clear()
    Store.discard(project.cache)


def _moment(words: Labels) -> int:
    try:
        return as_of()
    except ValueError as error:
        raise BuildError(words("publish.as_of", value=error)) from None


def _origin(config: MkDocsConfig) -> str:
    return f"{config.site_url.rstrip('/')}/" if config.site_url else ""


def _searching(config: MkDocsConfig) -> bool:
    """Whether the site is to be searched: unless ``extra.xieshou.search`` or ``XIESHOU_SEARCH`` says off."""
    asked = os.environ.get("XIESHOU_SEARCH") or str(config.extra.get("xieshou", {}).get("search", "on"))
    return asked.lower() not in ("off", "false", "no", "0")


def _number(config: MkDocsConfig, name: str) -> int | None:
    value = config.extra.get("xieshou", {}).get(name)
    return int(value) if value is not None and re.fullmatch(r"\d+", str(value)) else None
