"""What every command shares: the language it speaks, its options, and how it ends.

In: what stands on the command line. Out: the project's folder, the form of the answer, and the labels to speak with;
a fault of the machine ends the command with one sentence on the standard error. Every command ends with an ``Exit``.
"""

from __future__ import annotations

import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TypeVar

import click

from xieshou.build.publish import PublishFault
from xieshou.cli.terminal import as_of, describe_fault, terminal_language
from xieshou.core.faults import EngineFault
from xieshou.core.project import FRONT, ProjectPaths
from xieshou.language.labels import Labels, load_labels

LABELS = load_labels(ProjectPaths.at(FRONT))
"""The engine's own words: they speak for any project, before it is known which."""
HELP = LABELS[terminal_language(LABELS)]
"""What help texts are written in: they are there before an option can ask for a language."""
_INTERRUPTED = 130
"""What a shell calls the end by Ctrl-C."""

Command = TypeVar("Command", bound=Callable[..., object])


class Exit(IntEnum):
    """How a command ends. ``CALL`` is click's too."""

    SOUND = 0
    ERRORS = 1
    CALL = 2
    FAULT = 3


def common_options(*formats: str) -> Callable[[Command], Command]:
    """The options of every command, given to it as ``root``, ``form`` (one of ``formats``, the first unless another is
    asked for) and ``words`` (the labels of the language asked for, else of the terminal's).
    """
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    forms = click.Choice(formats)
    described = HELP("command.format" if "sarif" in formats else "command.format_plain")

    def options(command: Command) -> Command:
        for option in (
            click.help_option("-h", "--help", help=HELP("command.show_help")),
            click.option(
                "--lang", "words", type=click.Choice(sorted(LABELS)), callback=_words, help=HELP("command.lang")
            ),
            click.option("--format", "form", type=forms, default=formats[0], help=described),
            click.option("--root", type=folder, default=".", metavar="DIR", help=HELP("command.root")),
        ):
            command = option(command)
        return command

    return options


def as_of_option(command: Command) -> Command:
    """``--as-of``, given to the command as ``asked``: text that ``moment`` makes a moment of."""
    return click.option("--as-of", "asked", metavar="TIME", help=HELP("command.as_of"))(command)


def moment(asked: str | None, words: Labels) -> int:
    """The moment to look from, in seconds since 1970. Raises ``click.UsageError`` where ``asked`` is none."""
    try:
        return as_of(asked)
    except ValueError as error:
        raise click.UsageError(words("publish.as_of", value=error)) from None


@contextmanager
def machine_faults(words: Labels, root: Path) -> Iterator[None]:
    """Faults of the machine, and of the program, as one sentence on the standard error, and the end of the command."""
    try:
        yield
    except (PublishFault, OSError, sqlite3.Error) as fault:
        click.echo(describe_fault(fault, {words.language: words}), err=True)
    except click.ClickException:  # the command was called wrongly
        raise
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except Exception as error:
        from xieshou.build.session import written_down  # here: it stands on all that a build needs

        ours = error if isinstance(error, EngineFault) else EngineFault("xieshou", traceback.format_exc())
        details = written_down(ours, ProjectPaths.at(root))
        click.echo(words("publish.engine", subject=ours.subject, details=details), err=True)
    else:
        return
    sys.exit(Exit.FAULT)


def _words(_context: click.Context, _option: click.Parameter, language: str | None) -> Labels:
    return LABELS[language or terminal_language(LABELS)]
