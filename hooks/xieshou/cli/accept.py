"""``xieshou accept``: the lines that let warnings stand, ready to be pasted into ``content/site.yml``.

In: a project's folder, and the places of warnings, as the check names them. Out: YAML on the standard output; the
reason is left to whoever looked at them. Nothing is written: who accepts a warning does so by hand.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from xieshou.cli.examined import examined
from xieshou.cli.options import HELP, LABELS, Exit, as_of_option, common_options, machine_faults, moment
from xieshou.content.site_file import NAME
from xieshou.core.acceptance import KEY, about, field_of, may_be_accepted
from xieshou.core.problems import Problem, message, shown
from xieshou.language.labels import Labels

_PLACE = re.compile(r"(?P<path>.+?)(?::(?P<line>\d+)(?::(?P<column>\d+))?)?")


class WarningPlace(NamedTuple):
    """Which warnings: those of a file, of a line of it, or one."""

    path: str
    line: int
    column: int

    def names(self, one: Problem) -> bool:
        """Whether a problem is among them."""
        return one.path == self.path and self.line in (0, one.line) and self.column in (0, one.column)


@click.command(help=HELP("command.accept"))
@click.argument("places", nargs=-1, metavar="[FILE[:LINE[:COLUMN]]]...")
@click.option("--reason", default="", help=HELP("command.reason"))
@click.option("--by", default="", help=HELP("command.by"))
@click.option("--until", default="", metavar="DATE", help=HELP("command.until"))
@as_of_option
@common_options("text", "json")
def accept(root: Path, form: str, words: Labels, asked: str | None, places: tuple[str, ...], **given: str) -> None:
    """What accepts the warnings at ``places``; all of them where none is named."""
    now = moment(asked, words)
    with machine_faults(words, root):
        found = examined(root, now, words)
    wanted = [_wanted(place) for place in places]
    chosen = [
        one for one in found.problems if may_be_accepted(one) and (not wanted or any(at.names(one) for at in wanted))
    ]
    if not chosen:
        click.echo(words("command.nothing_to_accept"), err=True)
        sys.exit(Exit.ERRORS if found.problems.errors else Exit.SOUND)
    blocks = [_block(one, root.resolve(), given) for one in chosen]
    if form == "json":
        click.echo(json.dumps({KEY: blocks}, ensure_ascii=False, indent=1))
        return
    click.echo(f"# {words('command.paste', file=NAME)}\n{KEY}:")
    for one, block in zip(chosen, blocks, strict=True):
        said, _ = message(one, LABELS[words.language].problems)
        click.echo("\n".join(_lines(block, f"{shown(one.path)}:{one.line}: {said}")))


def _wanted(place: str) -> WarningPlace:
    found = _PLACE.fullmatch(place)
    path, line, column = found.group("path", "line", "column") if found else (place, None, None)
    return WarningPlace(path.removeprefix("./"), int(line or 0), int(column or 0))


def _block(one: Problem, root: Path, given: dict[str, str]) -> dict[str, str]:
    """What accepts a warning; what ``given`` does not say is left empty, and asked for by the check."""
    block = {"code": one.code, "file": one.path, "field": field_of(one), "about": about(one, root)}
    return {
        **{name: value for name, value in block.items() if value},
        "reason": given["reason"],
        "by": given["by"],
        **({"until": given["until"]} if given["until"] else {}),
    }


def _lines(block: dict[str, str], remark: str) -> Iterator[str]:
    yield f"  # {' '.join(remark.split())}"
    for number, (name, value) in enumerate(block.items()):
        quoted = value if name == "code" or not value else json.dumps(value, ensure_ascii=False)
        yield f"  {' ' if number else '-'} {name}: {quoted}".rstrip()
