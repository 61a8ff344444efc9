"""``xieshou test``: a whole site examined, from its content to the pages that were built of it.

In: a project's folder. Out: what is wrong, with file and line; the content is told as by a build, which is strict, and
the pages are looked at as they stand on the disk.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from xieshou.build.finished import Finished, finished
from xieshou.build.settings_check import published_address, published_folder
from xieshou.cli.build import run_build
from xieshou.cli.options import HELP, Exit, common_options, machine_faults
from xieshou.cli.reports import printable
from xieshou.language.labels import Labels

_MOST = 100
"""Faults that are listed; one in the frame is on every page."""


@click.command(help=HELP("command.test"))
@common_options("text", "json")
def test(root: Path, form: str, words: Labels) -> None:
    """Examine a site."""
    root = root.resolve()
    with machine_faults(words, root):
        code = run_build(root, words)
        if code is not Exit.SOUND:
            sys.exit(code)
        live = published_folder(root)
        found = finished(live, published_address(root))
    click.echo(_as_json(found, live, root) if form == "json" else _as_text(found, live, root, words))
    sys.exit(Exit.ERRORS if found.faults else Exit.SOUND)


def _as_text(found: Finished, live: Path, root: Path, words: Labels) -> str:
    lines = [
        f"{_shown(live, root)}{path}:{flaw.line}  {words.severities['error']}  "
        + words(f"examining.{flaw.code}", value=flaw.value)
        for path, flaw in found.faults[:_MOST]
    ]
    if len(found.faults) > _MOST:
        lines.append(words("examining.more", count=len(found.faults) - _MOST))
    code = "examining.found" if found.faults else "examining.sound"
    return printable("\n".join([*lines, words(code, pages=found.pages, count=len(found.faults))]))


def _as_json(found: Finished, live: Path, root: Path) -> str:
    faults = [
        {"file": f"{_shown(live, root)}{path}", "line": flaw.line, "code": flaw.code, "value": flaw.value}
        for path, flaw in found.faults
    ]
    return json.dumps({"pages": found.pages, "faults": faults}, ensure_ascii=False, indent=1)


def _shown(live: Path, root: Path) -> str:
    return f"{live.relative_to(root).as_posix() if live.is_relative_to(root) else live}/"
