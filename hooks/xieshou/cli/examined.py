"""A project looked through from end to end, for the commands that tell what is found in it.

In: a project's folder. Out: its problems, those of its settings and hand-written pages with them, and the warnings that
people let stand.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import click

from xieshou.build.accepting import notes
from xieshou.build.cluster import ADDRESS, cluster
from xieshou.build.comparing import parity_problems
from xieshou.build.session import BuildSettings
from xieshou.build.terms import term_problems
from xieshou.cli.opened import opened
from xieshou.cli.progress import ProgressLine
from xieshou.core.acceptance import Acceptance
from xieshou.core.far import OtherProgram
from xieshou.core.problems import ContentError, Problem, Problems
from xieshou.language.labels import Labels


class Examined(NamedTuple):
    """What was found: the problems to tell, and the accepted warnings, each with its acceptance."""

    problems: Problems
    accepted: tuple[tuple[Problem, Acceptance], ...] = ()


def examined(root: Path, now: int, words: Labels) -> Examined:
    """Every problem of the project in ``root`` at the moment ``now``. Raises ``PublishFault`` and ``OSError``."""
    try:
        return _examined(root, now, words)
    except ContentError as error:  # the settings: without them nothing can be looked at
        return Examined(error.problems)


def _examined(root: Path, now: int, words: Labels) -> Examined:
    with opened(root, words) as (known, told, _, session), cluster(os.environ.get(ADDRESS, "")) as far:
        wanted = BuildSettings(
            known.markdown, docs=known.pages, renders=False, told=told, progress=ProgressLine(words), far=far
        )
        prepared = session.prepared(wanted, now)
        prepared = prepared.telling([*parity_problems(prepared, words), *term_problems(prepared)])
        problems = Problems([*prepared.problems, *notes(prepared)])
        if fault := prepared.context.pool.far_fault:
            other = isinstance(fault, OtherProgram)
            click.echo(words("publish.cluster_other" if other else "publish.cluster_lost", why=fault), err=True)
    return Examined(problems, prepared.accepted)
