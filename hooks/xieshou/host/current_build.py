"""One build: how it begins, and what its events hand on to each other."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError

from xieshou.build.doc_pages import DocPages
from xieshou.build.prepared import Prepared
from xieshou.build.publish import PublishFault, Trees, live_folder
from xieshou.build.session import Session
from xieshou.build.settings_check import settings_problems
from xieshou.cli.terminal import describe_fault, terminal_language
from xieshou.content.docs import DocsSettings
from xieshou.core.problems import Problem
from xieshou.core.project import ProjectPaths
from xieshou.host.failures import Failures
from xieshou.host.mkdocs_settings import as_of_asked, day_and_time
from xieshou.language.labels import Labels, load_labels
from xieshou.render.theme import Theme

_PATIENCE = 3600
"""Seconds by which clocks may be put back without a word."""


@dataclass(slots=True)
class Build:
    """One build: what its events hand on to each other. ``failed``: why is told, and nothing will be published."""

    session: Session
    trees: Trees
    told: tuple[Problem, ...] = ()
    """Warnings of the settings."""
    front_end: dict[str, bytes] = field(default_factory=dict)
    search: str = ""
    prepared: Prepared | None = None
    theme: Theme | None = None
    docs: DocPages | None = None
    said_of_docs: DocsSettings = field(default_factory=DocsSettings)
    failed: bool = False
    as_of: str = ""

    @property
    def labels(self) -> dict[str, Labels]:
        """The words of every language."""
        return self.session.labels

    @property
    def words(self) -> Labels:
        """The words of whoever sits at the terminal."""
        return self.labels[terminal_language(self.labels)]


def put_back(trees: Trees, now: float, words: Labels) -> str:
    """What is to be said where the clock says an earlier time than when the live site was built; nothing otherwise."""
    before = trees.published_at()
    if before <= now + _PATIENCE:
        return ""
    return words("publish.clock", now=day_and_time(now), before=day_and_time(before))


def begun(config: MkDocsConfig, failures: Failures, command: str) -> Build:
    """A build to where ``config`` says, or where one as of another moment goes, under lock. Serving waits for others.

    Raises ``BuildError`` where the settings would harm the site, or it can't be published there.
    """
    file = Path(config.config_file_path)
    project = ProjectPaths.at(file.parent, Path(config.docs_dir))
    labels = load_labels(project)
    words = labels[terminal_language(labels)]
    problems = settings_problems(project.root, file)
    if problems.errors:
        raise BuildError(failures.of_content(problems, labels, words, project))
    live = live_folder(Path(config.site_dir))
    asked = as_of_asked(str(live), words, command)
    try:
        session = Session.to_build(project, asked.live, wait=command == "serve")
    except (PublishFault, OSError) as fault:
        raise BuildError(describe_fault(fault, labels)) from None
    assert session.trees is not None
    build = Build(session, session.trees, tuple(problems.warnings), as_of=asked.moment)
    if asked.moment:
        print(words("publish.as_of_to", moment=asked.moment, folder=asked.live, live=live), file=sys.stderr)
    if said := put_back(session.trees, time.time(), words):
        print(said, file=sys.stderr)
    if session.project.exposed:
        print(words("publish.exposed", place=session.project.exposed), file=sys.stderr)
    return build
