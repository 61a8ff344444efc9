"""``xieshou links``: the links that lead out of the site, page by page; when asked, whether they still lead on.

In: a project's folder. Out: the list, for people or as JSON. The network is used with ``--check`` alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from xieshou.build.hosts import HostAnswer, asked, remember, remembered
from xieshou.build.outside import OutsideLink, outside_links
from xieshou.build.session import BuildSettings
from xieshou.cli.opened import opened
from xieshou.cli.options import HELP, Exit, common_options, machine_faults, moment
from xieshou.core.problems import ContentError, report
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels

_WRONG = ("missing", "silent", "changed")


@click.command(help=HELP("command.links"))
@click.option("--check", "ask", is_flag=True, help=HELP("command.links_check"))
@common_options("text", "json")
def links(root: Path, form: str, words: Labels, ask: bool) -> None:
    """The links that lead out of the site."""
    root = root.resolve()
    with machine_faults(words, root):
        try:
            found = _links(root, words)
        except ContentError as error:
            click.echo(report(error.problems.errors, words, root), err=True)
            sys.exit(Exit.ERRORS)
        answers = _asked(found, ProjectPaths.at(root).cache / "outside.json") if ask else {}
    click.echo(_as_json(found, answers) if form == "json" else _as_text(found, answers, words))
    if any(one.state in _WRONG for one in answers.values()):
        sys.exit(Exit.ERRORS)


def _asked(found: Sequence[OutsideLink], path: Path) -> dict[str, HostAnswer]:
    known = remembered(path)
    answers = asked((one.target for one in found), known)
    remember(path, known, answers)
    return answers


def _links(root: Path, words: Labels) -> tuple[OutsideLink, ...]:
    with opened(root, words) as (known, told, _, session):
        wanted = BuildSettings(known.markdown, docs=known.pages, renders=False, told=told)
        prepared = session.prepared(wanted, moment(None, words))
        if prepared.plan is None:
            raise ContentError(prepared.problems)
        return outside_links(prepared)


def _as_text(found: Sequence[OutsideLink], answers: Mapping[str, HostAnswer], words: Labels) -> str:
    lines = []
    for number, one in enumerate(found):
        if not number or found[number - 1].address != one.address:
            lines.append(f"/{one.address}")
        answer = answers.get(one.target)
        said = f"  {words(f'links.{answer.state}', detail=answer.detail)}" if answer else ""
        lines.append(f"  {one.target}{said}")
        if one.archived:
            lines.append(f"    {words('links.archived', address=one.archived)}")
    lines.append(words("links.count", links=len(found), pages=len({one.address for one in found})))
    return "\n".join(lines)


def _as_json(found: Sequence[OutsideLink], answers: Mapping[str, HostAnswer]) -> str:
    listed = [
        {"page": f"/{one.address}", "target": one.target}
        | ({"archived": one.archived} if one.archived else {})
        | (_told(answers[one.target]) if one.target in answers else {})
        for one in found
    ]
    return json.dumps(listed, ensure_ascii=False, indent=1)


def _told(answer: HostAnswer) -> dict[str, str]:
    return {"state": answer.state, "detail": answer.detail}
