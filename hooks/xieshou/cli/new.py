"""``xieshou new``: founds a site, or begins an entry in one. Which of both, its argument says.

In: a folder that is not there yet, or in a site the name of a kind. Out: files, whole or none; nothing is written over.
On a terminal it asks for what is not given, and for nothing elsewhere.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from xieshou.cli.new_entry import KIND_NAMES, begin_entry
from xieshou.cli.new_site import found_site
from xieshou.cli.options import HELP, Exit, common_options, machine_faults
from xieshou.content.site_file import NAME
from xieshou.core.problems import ContentError, report
from xieshou.language.labels import Labels

_OF_SITES, _OF_ENTRIES = ("languages", "name", "sides", "wheel"), ("title", "slug", "date")


@click.command(help=HELP("command.new"))
@click.option("--languages", metavar="CODES", help=HELP("command.new_languages"))
@click.option("--name", multiple=True, metavar="NAME", help=HELP("command.new_name"))
@click.option("--sides", multiple=True, metavar="NAMES", help=HELP("command.new_sides"))
@click.option("--wheel", type=click.Path(path_type=Path), metavar="FILE", help=HELP("command.new_wheel"))
@click.option("--title", metavar="TEXT", help=HELP("command.new_title"))
@click.option("--slug", metavar="SLUG", help=HELP("command.new_slug"))
@click.option("--date", metavar="DAY", help=HELP("command.new_date"))
@common_options("text", "json")
@click.argument("target")
def new(root: Path, form: str, words: Labels, target: str, **given: Any) -> None:
    """Found a site, or begin an entry."""
    root = root.resolve()
    kind = KIND_NAMES.get(target)
    within = (root / NAME).is_file()
    ask = form == "text" and _on_terminal()
    if kind and not within:
        raise click.UsageError(words("founding.not_in_site", folder=root, kind=target))
    if not kind and within and "/" not in target and "\\" not in target:
        raise click.UsageError(words("founding.in_site", value=target, kinds=", ".join(KIND_NAMES)))
    for option in _OF_SITES if kind else _OF_ENTRIES:
        if given[option]:
            what = words("founding.kinds_site" if kind else "founding.kinds_entry")
            raise click.UsageError(words("founding.for_kind", option=option, what=what))
    with machine_faults(words, root):
        try:
            said = (
                begin_entry(root, kind, given, words, form, ask=ask)
                if kind
                else found_site(Path(target), given, words, form, ask=ask)
            )
        except ContentError as error:
            click.echo(report(error.problems, words, root), err=True)
            click.echo(words("founding.site_faults"), err=True)
            sys.exit(Exit.ERRORS)
    click.echo(said)


def _on_terminal() -> bool:
    """Whether there is anybody to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()
