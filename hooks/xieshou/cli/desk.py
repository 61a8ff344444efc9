"""``xieshou desk``: the desk, served on this machine to the browser of whoever started it.

In: a project's folder. Out: an address that opens it once; it is served until the command is ended.
"""

from __future__ import annotations

import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xieshou.build.locks import lock
from xieshou.build.publish import PublishFault
from xieshou.build.settings import project_modules, settings
from xieshou.build.settings_check import settings_problems
from xieshou.cli.options import HELP, Exit, common_options, machine_faults
from xieshou.core.problems import report
from xieshou.desk.drawer import Drawer
from xieshou.language.labels import Labels

if TYPE_CHECKING:
    from xieshou.desk.office import Office

_NEEDED = ("starlette", "uvicorn", "python_multipart")


@click.command(help=HELP("command.desk"))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help=HELP("command.desk_port"))
@click.option("--print-url", "quietly", is_flag=True, help=HELP("command.desk_print"))
@common_options("text")
def desk(root: Path, form: str, words: Labels, port: int, quietly: bool) -> None:
    """Serve the desk of a project."""
    if not all(map(find_spec, _NEEDED)):
        raise click.UsageError(words("command.desk_extra"))
    from xieshou.desk.app import serve
    from xieshou.desk.opening import office_of

    root = root.resolve()
    with machine_faults(words, root), project_modules(root), ExitStack() as stack:
        problems = settings_problems(root)
        if problems.errors:
            click.echo(report(problems, words, root), err=True)
            sys.exit(Exit.ERRORS)
        stack.enter_context(_alone(root, words))
        office = office_of(root, settings(root), tuple(problems.warnings), words.language)

        def begun(address: str) -> None:
            if not quietly:
                click.echo(words("command.desk_open"))
            click.echo(address)
            sys.stdout.flush()
            if not quietly:
                webbrowser.open(address)

        threading.Thread(target=_ready, args=[office], daemon=True).start()
        try:
            serve(office, port, begun)
        finally:
            office.engine.close()


@contextmanager
def _alone(root: Path, words: Labels) -> Iterator[None]:
    """Hold the desk of a project: a second one would keep work of its own on the same files."""
    try:
        with lock(Drawer.of(root).folder):
            yield
    except PublishFault as fault:
        if fault.code != "locked":
            raise
        raise click.UsageError(words("command.desk_running")) from None


def _ready(office: Office) -> None:
    """Have what the first pages need made before somebody waits for it."""
    with suppress(Exception):  # whatever it is, the page that needs it tells it
        office.compare(office.engine.snapshot().number)
        office.frames()
