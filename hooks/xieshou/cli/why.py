"""``xieshou why ADDRESS``: what a page depends on, and what of that changed since it was last made.

In: a project's folder and the address of a page. Out: a list on the standard output, for people or for machines.
Nothing is built; where the content has errors there is nothing to tell but these.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from xieshou.build.session import BuildSettings
from xieshou.build.why import Dependency, Explanation, explained
from xieshou.cli.opened import opened
from xieshou.cli.options import HELP, Exit, as_of_option, common_options, machine_faults, moment
from xieshou.core.problems import ContentError, Problems, report, total
from xieshou.language.labels import Labels
from xieshou.plan.history import History


@click.command(help=HELP("command.why"))
@as_of_option
@common_options("text", "json")
@click.argument("address")
def why(root: Path, form: str, words: Labels, asked: str | None, address: str) -> None:
    """What a page depends on, and what of that changed."""
    now = moment(asked, words)
    with machine_faults(words, root):
        try:
            problems, found = _explained(root, now, address, words)
        except ContentError as error:
            problems, found = error.problems, None
    if problems.errors:
        click.echo(report(problems.errors, words, root.resolve()), err=True)
        click.echo(words("command.found", errors=total(problems.errors), warnings=total(problems.warnings)), err=True)
        sys.exit(Exit.ERRORS)
    if found is None:
        raise click.UsageError(words("why.no_page", address=address))
    click.echo(_as_json(found) if form == "json" else "\n".join(_as_text(found, words)))


def _explained(root: Path, now: int, address: str, words: Labels) -> tuple[Problems, Explanation | None]:
    """The problems of the project in ``root``, and without an error among them what is known of the page."""
    with opened(root, words) as (known, told, paths, session):
        prepared = session.prepared(BuildSettings(known.markdown, docs=known.pages, renders=False, told=told), now)
        found = explained(prepared, History(paths.cache), address) if prepared.plan else None
        return prepared.problems, found


def _as_text(found: Explanation, words: Labels) -> Iterator[str]:
    yield words("why.page", path=found.path, view=found.view)
    if found.made is None:
        yield words("why.never")
    else:
        yield words("why.made", build=found.made.build, moment=_moment(found).replace("T", " "))
        yield words("why.stale" if found.stale else "why.current")
    for dependency in found.dependencies:
        state = _state(found, dependency)
        line = f"  {words(f'why.sorts.{dependency.sort}')}  {dependency.name}"
        yield f"{line}  {words(f'why.states.{state}')}" if state else line


def _state(found: Explanation, dependency: Dependency) -> str:
    """What is to be said of a dependency; nothing of one that is as it was."""
    if found.made is None:
        return ""
    if dependency.changed:
        return "changed"
    if dependency.changed is None:
        return "unknown"
    return "made_for" if dependency.made_for and found.made.build > 1 else ""


def _as_json(found: Explanation) -> str:
    told = {
        "path": found.path,
        "view": found.view,
        "made": {"build": found.made.build, "moment": _moment(found)} if found.made else None,
        "stale": found.stale,
        "dependencies": [dependency._asdict() for dependency in found.dependencies],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _moment(found: Explanation) -> str:
    assert found.made is not None
    return datetime.fromtimestamp(found.made.moment, UTC).strftime("%Y-%m-%dT%H:%MZ")
