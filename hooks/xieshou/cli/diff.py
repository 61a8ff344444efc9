"""``xieshou diff OLD NEW``: what a reader would notice between two built sites.

In: two sites: ``live``, ``next``, folders, commits. Out: pages that came, went and changed, with the words that went
and came, files and weights; as text, JSON, or one page of HTML that needs nothing else.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

import click

from xieshou.build.difference.compare import compare
from xieshou.cli.diff_page import as_page
from xieshou.cli.diff_report import as_data, as_text
from xieshou.cli.diff_sides import LIVE, NEXT, NotBuilt, site_of
from xieshou.cli.options import HELP, Exit, common_options, machine_faults
from xieshou.core.problems import ContentError, report
from xieshou.language.labels import Labels


@click.command(help=HELP("command.diff"))
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=HELP("command.output"))
@common_options("text", "json", "html")
@click.argument("old", default=LIVE)
@click.argument("new", default=NEXT)
def diff(root: Path, form: str, words: Labels, output: Path | None, old: str, new: str) -> None:
    """What differs between two built sites."""
    root = root.resolve()
    with machine_faults(words, root), ExitStack() as stack:
        try:
            found = compare(*(site_of(asked, root, words, stack) for asked in (old, new)))
        except NotBuilt as fault:
            click.echo(words("diff.not_built"), err=True)
            sys.exit(fault.code)
        except ContentError as error:
            click.echo(report(error.problems, words, root), err=True)
            sys.exit(Exit.ERRORS)
        told = {"text": as_text, "html": as_page, "json": as_data}[form](found, words)
        if output is None:
            click.echo(told)
        else:
            output.write_text(f"{told}\n", "utf-8")
            click.echo(words("diff.written", file=output), err=True)
