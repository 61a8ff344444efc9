"""``xieshou fix``: what has one sure meaning is repaired: shown as a diff, and written only when asked for.

In: a project's content, or some files of it. Out: the diffs and how many files they change, for people or as JSON.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import click

from xieshou.cli.options import HELP, common_options, machine_faults
from xieshou.content.autofix import mended, readable, rewrite
from xieshou.core.door import plain_files
from xieshou.core.plain import is_plain
from xieshou.core.problems import shown
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels


class Repair(NamedTuple):
    """A file that can be repaired: its path in the project, the unified diff, and the new bytes.

    ``encoding`` is what it was written in, if that was not UTF-8.
    """

    path: str
    diff: str
    encoding: str
    data: bytes


@click.command(help=HELP("command.fix"))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help=HELP("command.write"))
@common_options("text", "json")
def fix(root: Path, form: str, words: Labels, write: bool, files: tuple[Path, ...]) -> None:
    """Repair what has one sure meaning."""
    project = ProjectPaths.at(root)
    chosen = [path.absolute() for path in files] or [*plain_files(project.content), *plain_files(project.docs)]
    shown: list[Repair] = []
    with machine_faults(words, root):
        for repair in _repairs(project, chosen):
            shown.append(repair)
            if form == "text":
                click.echo(_said(repair, words))
            if write:
                rewrite(project.root / repair.path, repair.data)
    if form == "json":
        listed = [{"path": repair.path, "diff": repair.diff, "encoding": repair.encoding} for repair in shown]
        click.echo(json.dumps({"written": write, "files": listed}, ensure_ascii=False, indent=1))
    else:
        click.echo(words("command.written" if write else "command.not_written", count=len(shown)))


def _said(repair: Repair, words: Labels) -> str:
    encoded = words("command.encoded", file=shown(repair.path), encoding=repair.encoding) if repair.encoding else ""
    return "\n".join(part for part in (encoded, repair.diff) if part)


def _repairs(project: ProjectPaths, chosen: Iterable[Path]) -> Iterator[Repair]:
    for path in chosen:
        entry = path.suffix in (".md", ".yml", ".yaml") and is_plain(path, project.content)
        if not entry and not (path.suffix == ".md" and is_plain(path, project.docs)):
            continue
        data, name = readable(path), project.relative(path)
        repaired = mended(data, name) if data is not None else None
        if repaired is not None:
            said = shown(name)
            lines = difflib.unified_diff(repaired.before, repaired.after, said, said, lineterm="", n=1)
            yield Repair(name, "\n".join(lines), repaired.encoding, repaired.data)
