"""A project opened to be looked at, for the commands that build nothing.

In: a project's folder. Out: its settings, its paths and a session; that its cache can't be used is said once, on the
standard error.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import click

from xieshou.build.session import Session
from xieshou.build.settings import Settings, project_modules, settings
from xieshou.build.settings_check import settings_problems
from xieshou.core.problems import ContentError, Problem
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels


class Opened(NamedTuple):
    """``paths`` name the cache of builds, ``session`` works in one of its own; ``told``: warnings of the settings."""

    known: Settings
    told: tuple[Problem, ...]
    paths: ProjectPaths
    session: Session


@contextmanager
def opened(root: Path, words: Labels) -> Iterator[Opened]:
    """The project in ``root``. Raises ``ContentError`` where its settings are wrong, ``PublishFault``, ``OSError``."""
    with project_modules(root):
        problems = settings_problems(root)
        if problems.errors:
            raise ContentError(problems)
        known = settings(root)
        paths = ProjectPaths.at(root, root / known.docs)
        with closing(Session.to_check(paths)) as session:
            if session.project.exposed:
                click.echo(words("publish.exposed", place=session.project.exposed), err=True)
            yield Opened(known, tuple(problems.warnings), paths, session)
