"""``xieshou check``: every problem of a project's content, and nothing made of it.

It loads, checks and plans as the build does. In: a project's folder. Out: a
report on the standard output, for people or for machines.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from xieshou.cli.examined import Examined, examined
from xieshou.cli.options import HELP, LABELS, Exit, as_of_option, common_options, machine_faults, moment
from xieshou.cli.reports import as_github, as_json, as_sarif
from xieshou.core.problems import Texts, report, total
from xieshou.language.labels import Labels

FAIL_ON = ("errors", "new-warnings", "warnings")


@click.command(help=HELP("command.check"))
@click.option("--fail-on", type=click.Choice(FAIL_ON), default=FAIL_ON[0], help=HELP("command.fail_on"))
@as_of_option
@common_options("text", "json", "sarif", "github")
def check(root: Path, form: str, words: Labels, asked: str | None, fail_on: str) -> None:
    """Every problem of a project; nothing is built."""
    now = moment(asked, words)
    with machine_faults(words, root):
        found = examined(root, now, words)
    if told := _reported(found, form, root.resolve(), words):
        click.echo(told)
    if found.problems.errors or _refused(found, fail_on):
        sys.exit(Exit.ERRORS)


def _refused(found: Examined, fail_on: str) -> bool:
    """Whether what is found besides errors is refused."""
    new = bool(found.problems.warnings)
    return (fail_on == "new-warnings" and new) or (fail_on == "warnings" and (new or bool(found.accepted)))


def _reported(found: Examined, form: str, root: Path, words: Labels) -> str:
    texts: Mapping[str, Texts] = {language: labels.problems for language, labels in LABELS.items()}
    problems = found.problems
    if form == "json":
        return as_json(problems, texts)
    if form == "sarif":
        return as_sarif(problems, texts, words.language, found.accepted)
    if form == "github":
        here = Path.cwd()
        prefix = f"{root.relative_to(here).as_posix()}/" if root != here and root.is_relative_to(here) else ""
        return as_github(problems, texts, words.language, prefix)
    counts = {"errors": total(problems.errors), "warnings": total(problems.warnings)}
    told = (
        report(problems, words, root),
        words("command.found" if problems.errors else "command.sound", **counts),
        words("command.accepted", count=len(found.accepted)) if found.accepted else "",
    )
    return "\n".join(part for part in told if part)
