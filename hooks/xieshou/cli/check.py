"""``xieshou check``: every problem of a project's content, and nothing made of it.

It loads and checks as the build does, and plans what hand-written pages may link to. In: a project's folder. Out: a
report on the standard output, for people or for machines.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from xieshou.build.doc_anchors import misaimed_docs
from xieshou.build.doc_links import examined, published_docs
from xieshou.build.doc_templates import misdressed
from xieshou.build.session import BuildSettings
from xieshou.cli.opened import opened
from xieshou.cli.options import HELP, LABELS, Exit, as_of_option, common_options, machine_faults, moment
from xieshou.cli.reports import as_github, as_json, as_sarif
from xieshou.core.problems import ContentError, Problems, Texts, report, total
from xieshou.language.labels import Labels
from xieshou.outputs.root_files import clashes


@click.command(help=HELP("command.check"))
@as_of_option
@common_options("text", "json", "sarif", "github")
def check(root: Path, form: str, words: Labels, asked: str | None) -> None:
    """Every problem of a project; nothing is built."""
    now = moment(asked, words)
    with machine_faults(words, root):
        try:
            problems = _problems(root, now, words)
        except ContentError as error:  # the settings: without them nothing can be looked at
            problems = error.problems
    if told := _reported(problems, form, root.resolve(), words):
        click.echo(told)
    if problems.errors:
        sys.exit(Exit.ERRORS)


def _reported(problems: Problems, form: str, root: Path, words: Labels) -> str:
    texts: Mapping[str, Texts] = {language: labels.problems for language, labels in LABELS.items()}
    if form == "json":
        return as_json(problems, texts)
    if form == "sarif":
        return as_sarif(problems, texts, words.language)
    if form == "github":
        here = Path.cwd()
        prefix = f"{root.relative_to(here).as_posix()}/" if root != here and root.is_relative_to(here) else ""
        return as_github(problems, texts, words.language, prefix)
    counts = {"errors": total(problems.errors), "warnings": total(problems.warnings)}
    told = (report(problems, words, root), words("command.found" if problems.errors else "command.sound", **counts))
    return "\n".join(part for part in told if part)


def _problems(root: Path, now: int, words: Labels) -> Problems:
    """Every problem of the project in ``root`` at the moment ``now``."""
    with opened(root, words) as (markdown, told, _, session):
        prepared = session.prepared(BuildSettings(markdown, renders=False, told=told), now)
        problems, languages = prepared.problems, prepared.context.setup.languages
        if prepared.catalog is not None:
            planned = prepared.plan.paths if prepared.plan else frozenset[str]()
            problems.add(examined(session.project, languages, prepared.linkable, planned, prepared.invalid))
            problems.add(clashes(session.project, prepared.root, published_docs(session.project)))
            problems.add(misaimed_docs(prepared))
            problems.add(misdressed(session.project))
    return problems
