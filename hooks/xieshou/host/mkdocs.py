"""MkDocs' events in, our stages out. With ``mkdocs_docs`` the only module that knows MkDocs.

MkDocs renders the hand-written pages and the theme's static files into a scratch folder, and our frames through the
theme's templates; everything else is the engine's. Another theme or generator means another module like this one.
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment, TemplateError
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as DocPage
from mkdocs.utils.templates import TemplateContext

from xieshou.build.doc_pages import DocPages
from xieshou.build.known import write_down
from xieshou.build.manifest import Surroundings
from xieshou.build.pipeline import finish
from xieshou.build.publish import PublishFault
from xieshou.build.result import TRIAL, Ending, as_result, send_result
from xieshou.cli.progress import ProgressLine
from xieshou.cli.terminal import describe_fault, reason, terminal_language
from xieshou.core.cache import Store, damaged
from xieshou.core.problems import ContentError, report
from xieshou.core.project import FRONT, ProjectPaths
from xieshou.core.utf8 import speak_unicode
from xieshou.host.current_build import Build, begun
from xieshou.host.failures import Failures
from xieshou.host.guarding import guarded
from xieshou.host.mkdocs_docs import docs_settings, given, made_into, pruned
from xieshou.host.mkdocs_serve import outliving
from xieshou.host.mkdocs_settings import (
    REPLACED,
    add_front_end,
    build_settings,
    keep_out,
    moment,
    origin,
    refuse_under_strict,
    scratch_files,
    searching,
    set_theme,
    speaker,
)
from xieshou.language.labels import load_labels
from xieshou.plan.feeds import LIST
from xieshou.plan.navigation import ABOUT
from xieshou.render.frames import root_from
from xieshou.render.template_check import left_over, told
from xieshou.render.theme import Theme
from xieshou.views.shared.models import BASE

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # a build serves nothing: it need not read all that

log = logging.getLogger("mkdocs.hooks.xieshou")


class Adapter:
    """The events of ``hooks/build_site.py``."""

    def __init__(self) -> None:
        self._serving, self._command = False, "build"
        self._build: Build | None = None
        self._failures = Failures()

    # -- in the order MkDocs fires them

    def startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a serve session."""
        self._serving, self._command = command == "serve", command
        speak_unicode(sys.stdout, sys.stderr)

    @guarded
    def config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Find the project, and keep MkDocs' hands off the live site: it empties its ``site_dir`` first thing."""
        self._build = build = begun(config, self._failures, self._command)
        config.site_dir = str(build.trees.scratch)
        keep_out(config, build.trees.aside)
        config.extra["scope"] = "/"  # the theme's inline scripts are then the same at every depth, and so their hashes
        build.said_of_docs = docs_settings(config)
        build.front_end, build.search = add_front_end(config, build.session.project)
        set_theme(config, build.session.project)
        return config

    def files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Load, check and plan, now that the hand-written pages are known. Nothing is written before that.

        Where that fails in a serve session MkDocs goes on, and is given nothing to make.
        """
        try:
            return self._plan(files, config)
        except (BuildError, Abort):
            raise
        except ContentError as error:
            self._content_error(error)
        except (OSError, sqlite3.Error) as fault:
            raise BuildError(describe_fault(fault, self._now().labels)) from None
        except Exception as error:
            self.engine_fault(error, "files")
        return Files([])

    def _plan(self, files: Files, config: MkDocsConfig) -> Files:
        build = self._now()
        config.docs_dir = str(build.session.project.docs)
        for file in list(files):
            # What is no template any longer, and what nobody asks for, would be copied as it stands.
            if file.src_uri in REPLACED or left_over(Path(file.abs_src_path or ""), build.session.project):
                files.remove(file)
        settings = build_settings(config, build.said_of_docs, preview=self._serving)
        settings = settings._replace(told=build.told, progress=ProgressLine(build.words))
        build.prepared = build.session.prepared(settings, moment(build.words))
        if build.prepared.plan is None:
            raise ContentError(build.prepared.problems)
        self._failures.clear()
        if left_out := build.prepared.left_out:
            self._failures.of_files(left_out, build.labels, build.words, build.prepared)
        build.docs = DocPages(build.prepared, origin(config))
        config.nav = pruned(config.nav, build.docs.pages, build.prepared.context.docs.pages)
        if warnings := build.prepared.problems.warnings:
            print(report(warnings, build.words, build.session.project.root), file=sys.stderr)
        if build.prepared.accepted:
            print(build.words("command.accepted", count=len(build.prepared.accepted)), file=sys.stderr)
        return given(files, build.docs.pages, config)

    def page_read_source(self, *, page: DocPage, config: MkDocsConfig) -> str:
        """Nothing: a hand-written page was read with the content, and MkDocs would read it by rules of its own."""
        return ""

    @guarded
    def page_content(self, html: str, *, page: DocPage, config: MkDocsConfig, files: Files) -> str:
        """A hand-written page as our text stage made it, with its contents and meta data."""
        build = self._now()
        if build.docs is None or build.failed:
            return html
        return made_into(page, build.docs.made(page.file.src_uri))

    @guarded
    def env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's templates for the frames."""
        build = self._now()
        if build.prepared is not None and (site := build.prepared.context.read.site):
            base = get_context(Navigation([], []), files, config)
            secure = not self._serving  # MkDocs puts its reload script into every page it serves
            located = build.docs.locations if build.docs else {}
            about = frozenset(place.language for uri, place in located.items() if uri.endswith("about.md"))
            spoken = speaker(config)
            lists = build.prepared.lists
            if not origin(config):
                lists -= {LIST}  # without an address there are no feeds
            build.theme = Theme(env, base, site, build.labels, spoken, secure, about, build.search, lists, build.as_of)
        return env

    @guarded
    def page_context(
        self, context: TemplateContext, *, page: DocPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Language, navigation and head of a hand-written page."""
        build = self._now()
        if build.theme is None or build.docs is None:
            return context
        place = build.docs.locations[page.file.src_uri]
        build.theme.speak(build.labels[place.language])
        around = build.theme.surroundings(place, str(page.title), str(page.meta.get("description", "")))
        context.update(build.theme.context(place.language, ABOUT, around))  # type: ignore[typeddict-item]
        return context

    @guarded
    def post_page(self, output: str, *, page: DocPage, config: MkDocsConfig) -> str:
        """Make addresses relative, repair the theme's faults, hash its inline scripts."""
        build = self._now()
        if build.theme is None or build.docs is None:
            return output
        place = build.docs.locations[page.file.src_uri]
        return build.theme.finished(output).replace(BASE, f"{root_from(place.address)}/")

    def post_build(self, *, config: MkDocsConfig) -> None:
        """Render and publish; the last thing before MkDocs looks at its warnings, so they are looked at here first."""
        try:
            self._publish(config)
        finally:
            config.site_dir = str(self._now().trees.live)  # for what follows, such as gh-deploy
            self._close()

    def build_error(self, *, error: Exception) -> None:
        """Drop what was begun; the live site was never touched. Faults of others are told in a sentence too."""
        self._close()
        if self._build is None or self._build.failed or isinstance(error, (BuildError, Abort)):
            return
        if isinstance(error, OSError) and not isinstance(error, TemplateError):  # MkDocs writes files of its own
            log.error(describe_fault(error, self._build.labels))
            raise Abort("") from None
        self.engine_fault(error, "mkdocs")

    @guarded
    def serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Show errors in place of the pages they concern, with file and line; outlive whatever a build dies of."""
        project = self._now().session.project
        folders = (project.content, project.docs, project.assets)
        return outliving(server, self._failures, self._fail, folders)

    def shutdown(self) -> None:
        """Leave nothing behind of a serve session but its cache."""
        if self._serving and self._build is not None:
            shutil.rmtree(self._build.trees.aside, ignore_errors=True)

    # --

    def _now(self) -> Build:
        assert self._build is not None  # MkDocs fires on_config first
        return self._build

    def _close(self) -> None:
        if self._build is not None:
            self._build.session.close()

    def _publish(self, config: MkDocsConfig) -> None:
        build = self._now()
        prepared, theme, words, docs = build.prepared, build.theme, build.words, build.docs
        if build.failed or prepared is None or prepared.plan is None or theme is None or docs is None:
            return
        try:
            refuse_under_strict(config, words)
            around = Surroundings(
                theme.frames(),
                {**docs.files(), **build.front_end, **scratch_files(build.trees.scratch)},
                origin(config),
                urlsplit(config.site_url or "/").path or "/",
                searching(config),
            )
            done = finish(prepared, around, build.trees)
            details = {"pages": done.pages, "made": done.made, "files": done.files}
            log.info(words("publish.done" if done.exchanged else "publish.unchanged", **details))
            if done.foreign:
                print(report(done.foreign, words, build.session.project.root), file=sys.stderr)
            ending = Ending.of(prepared, done)
            send_result(ending, build.labels)
            if not self._serving and not build.as_of and not os.environ.get(TRIAL):
                report_ = as_result(ending, build.labels)
                write_down(build.session.project.root, done.addresses, around.origin, report_)
            if done.catch_up_error is not None:
                print(words("publish.behind", why=reason(done.catch_up_error, words)), file=sys.stderr)
        except ContentError as error:
            self._content_error(error)
        except TemplateError as error:  # one that is not there is an OSError too
            self.engine_fault(error, "site")
        except (PublishFault, OSError, sqlite3.Error) as fault:
            if isinstance(fault, sqlite3.Error) and damaged(fault):
                Store.discard(build.session.project.cache)
            raise BuildError(describe_fault(fault, build.labels)) from None
        except (BuildError, Abort):  # strict, and there are warnings
            send_result(Ending.of(prepared), build.labels)
            raise
        except Exception as error:
            self.engine_fault(error, "site")

    def _content_error(self, error: ContentError) -> None:
        build = self._now()
        project = build.session.project
        count = self._failures.of_content(error.problems, build.labels, build.words, project, build.prepared)
        if not self._serving:
            raise BuildError(count)
        build.failed = True  # MkDocs goes on, with the theme as it is

    def engine_fault(self, error: Exception, doing: str) -> None:
        """Tell a fault that nobody foresaw: ours, or that of an extension. Raises ``Abort`` where nobody is served."""
        build = self._build
        if build and (fault := told(error, build.session.project, doing)):  # in a template of the site's own theme
            self._content_error(fault)
            return
        if not self._serving:
            self._close()
        project = build.session.project if build else ProjectPaths.at(Path.cwd())
        labels = build.labels if build else load_labels(ProjectPaths.at(FRONT))  # the site's own may be the fault
        said = self._failures.of_engine(error, doing, labels, project)
        log.error(said[terminal_language(labels)])
        if not self._serving or build is None:
            raise Abort("") from None
        build.failed = True

    def _fail(self, why: str) -> None:
        build = self._now()
        self._failures.of_others(why, build.labels, build.session.project)
