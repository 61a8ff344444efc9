"""``xieshou build``: MkDocs builds the project, in a process of its own.

In: a project's folder. Out: the site, by the project's own ``mkdocs.yml``; what MkDocs prints passes through, and the
end is told by the exit codes that all commands share. As JSON, the result alone stands on the standard output.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import click

from xieshou.build.result import TRIAL, VARIABLE, Ending, as_result
from xieshou.build.settings import project_modules
from xieshou.build.settings_check import settings_problems
from xieshou.build.settings_file import FILES, settings_path
from xieshou.cli.options import HELP, LABELS, Exit, as_of_option, common_options, machine_faults, moment
from xieshou.core.problems import Problems, report, total
from xieshou.language.labels import Labels

_STDERR = 2
_SET_DEATH_SIGNAL = 1
"""``PR_SET_PDEATHSIG`` of Linux."""


@click.command(help=HELP("command.build"))
@click.option("--strict/--no-strict", default=True, help=HELP("command.strict"))
@as_of_option
@common_options("text", "json")
def build(root: Path, form: str, words: Labels, strict: bool, asked: str | None) -> None:
    """Build the site of a project."""
    moment(asked, words)
    root = root.resolve()
    environment = {"XIESHOU_AS_OF": asked} if asked else {}
    with machine_faults(words, root):
        config = _sound_settings(root, form, words)
        options = ("--strict",) if strict else ()
        code, result = _built(root, config, words, options, environment, None if form == "text" else _STDERR)
        if form == "json":
            click.echo(result or as_result(Ending(Problems()), {}))
    if code is Exit.SOUND and not result:
        raise click.UsageError(words("command.no_hook", file=config.name))
    sys.exit(code)


def run_build(root: Path, words: Labels) -> Exit:
    """Build the project in ``root`` for another command: what is said goes to the standard error. How it ended."""
    code, result = _built(root, _sound_settings(root, "text", words), words, ("--strict",), {}, _STDERR)
    return code if result else Exit.FAULT


def build_aside(root: Path, site: Path, cache: Path | None, words: Labels) -> Exit:
    """Build the project in ``root`` into the folder ``site``, to be looked at and not published; how it ended. What is
    said goes to the standard error. ``cache``: where it keeps things, if not in the project.
    """
    kept = {"XIESHOU_AS_OF": ""} | ({"XIESHOU_CACHE": str(cache)} if cache else {})
    config = _sound_settings(root, "text", words)
    options = ("--quiet", "--site-dir", str(site))
    code, result = _built(root, config, words, options, {TRIAL: "1", **kept}, _STDERR)
    return code if result else Exit.FAULT


def _sound_settings(root: Path, form: str, words: Labels) -> Path:
    """The file of the settings, before MkDocs empties anything. Ends the command where there is none, or has errors."""
    config = settings_path(root)
    with project_modules(root):
        problems = settings_problems(root, config)
    if problems.errors:
        _refused(problems, form, root, words)
    if config is None:
        raise click.UsageError(words("command.no_settings", folder=root, file=FILES[0]))
    return config


def _built(
    root: Path,
    config: Path,
    words: Labels,
    options: Sequence[str],
    environment: dict[str, str],
    out: int | None,
) -> tuple[Exit, str]:
    """Have MkDocs build, with ``options`` of its own. How it ended, and the result it sent."""
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(config), *options]
    code, result = _run(command, root, {"XIESHOU_LANG": words.language, **environment}, out)
    return Exit.SOUND if not code else Exit.ERRORS if result else Exit.FAULT, result


def _refused(problems: Problems, form: str, root: Path, words: Labels) -> NoReturn:
    """Tell the errors of the settings as the build itself would, and end."""
    count = words("publish.refused", count=total(problems.errors))
    click.echo(f"{report(problems, words, root)}\n{count}", err=True)
    if form == "json":
        click.echo(as_result(Ending(problems), LABELS))
    sys.exit(Exit.ERRORS)


def _run(command: list[str], folder: Path, environment: dict[str, str], out: int | None) -> tuple[int, str]:
    """Run ``command`` in ``folder``, its standard output to ``out``. Its exit code, and the result it sent."""
    reading, writing = os.pipe()
    with open(reading, encoding="utf-8") as pipe:
        try:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env={
                    "PYTHONUTF8": "1",
                    "NO_MKDOCS_2_WARNING": "1",
                    **os.environ,
                    **environment,
                    VARIABLE: str(writing),
                },
                stdout=out,
                pass_fds=(writing,),
                preexec_fn=_end_with_parent,  # noqa: PLW1509 - there is one thread here
            )
        finally:
            os.close(writing)
        try:
            result = pipe.read()
        finally:
            code = process.wait()
    return code, result


def _end_with_parent() -> None:
    """A build does not outlive the command that started it, where the system can promise that."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGTERM)
