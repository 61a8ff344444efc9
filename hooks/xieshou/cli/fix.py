"""``xieshou fix``: what has one sure meaning is repaired: shown change by change, and written only when asked for.

In: a project's content, or some files of it. Out: the changes and how many files they are in, for people or as JSON.
"""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import click

from xieshou.cli.changes import changes, told
from xieshou.cli.options import HELP, common_options, machine_faults, moment
from xieshou.cli.own_figures import clear, place
from xieshou.cli.repairs import Repair, every_file, known_of, repairs
from xieshou.content.autofix import rewrite
from xieshou.core.problems import shown
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels


@click.command(help=HELP("command.fix"))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help=HELP("command.write"))
@common_options("text", "json")
def fix(root: Path, form: str, words: Labels, write: bool, files: tuple[Path, ...]) -> None:
    """Repair what has one sure meaning."""
    project = ProjectPaths.at(root)
    chosen = [path.absolute() for path in files] or every_file(project)
    with machine_faults(words, root), known_of(root, moment(None, words), words) as known:
        repaired, figures = repairs(project, known, chosen)
        found = [
            *(Repair(one.path, [], one.data.decode().splitlines(), "", one.data) for one in figures.records),
            *repaired,
        ]
        if write:
            place(project, figures)
            for repair in repaired:
                rewrite(project.root / repair.path, repair.data)
            clear(project, figures)
    if form == "json":
        moved = [one._asdict() for one in figures.pictures]
        told = {"written": write, "files": list(map(_data, found)), "pictures": moved}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for one in figures.pictures:
        said = "command.copied" if one.copied else "command.moved"
        click.echo(words(said, file=shown(one.original), to=shown(one.path)))
    for repair in found:
        click.echo(_said(repair, words))
    count = len(found) + len(figures.pictures)
    click.echo(words("command.written" if write else "command.not_written", count=count))


def _said(repair: Repair, words: Labels) -> str:
    encoded = words("command.encoded", file=shown(repair.path), encoding=repair.encoding) if repair.encoding else ""
    lines = (told(repair.path, change, words) for change in changes(repair.before, repair.after))
    return "\n".join(part for part in (encoded, *lines) if part)


def _data(repair: Repair) -> dict[str, object]:
    said = shown(repair.path)
    diff = difflib.unified_diff(repair.before, repair.after, said, said, lineterm="", n=1)
    listed = [change._asdict() for change in changes(repair.before, repair.after)]
    return {"path": repair.path, "diff": "\n".join(diff), "changes": listed, "encoding": repair.encoding}
