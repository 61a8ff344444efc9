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
    found: list[Repair] = []
    with machine_faults(words, root), known_of(root, moment(None, words), words) as known:
        for repair in repairs(project, known, chosen):
            found.append(repair)
            if form == "text":
                click.echo(_said(repair, words))
            if write:
                rewrite(project.root / repair.path, repair.data)
    if form == "json":
        click.echo(json.dumps({"written": write, "files": list(map(_data, found))}, ensure_ascii=False, indent=1))
    else:
        click.echo(words("command.written" if write else "command.not_written", count=len(found)))


def _said(repair: Repair, words: Labels) -> str:
    encoded = words("command.encoded", file=shown(repair.path), encoding=repair.encoding) if repair.encoding else ""
    lines = (told(repair.path, change, words) for change in changes(repair.before, repair.after))
    return "\n".join(part for part in (encoded, *lines) if part)


def _data(repair: Repair) -> dict[str, object]:
    said = shown(repair.path)
    diff = difflib.unified_diff(repair.before, repair.after, said, said, lineterm="", n=1)
    listed = [change._asdict() for change in changes(repair.before, repair.after)]
    return {"path": repair.path, "diff": "\n".join(diff), "changes": listed, "encoding": repair.encoding}
