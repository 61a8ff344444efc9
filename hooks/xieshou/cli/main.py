"""The command ``xieshou``: the group, and which commands there are. Each stands in the module of its name."""

from __future__ import annotations

import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from xieshou import __version__
from xieshou.cli.options import HELP
from xieshou.core.utf8 import speak_unicode, start_in_utf8

COMMANDS = (
    *("build", "desk", "check", "accept", "addresses", "compare", "diff", "explain", "fix", "import", "links", "new"),
    *("rollback", "schema", "terms", "test", "translated", "translations", "verify", "why"),
)


class Commands(click.Group):
    """Imports a command's module when that is asked for: one command does not wait for what another needs."""

    def main(self, *given: Any, **more: Any) -> Any:
        """Run the command that was asked for, in UTF-8."""
        start_in_utf8("xieshou")
        speak_unicode(sys.stdout, sys.stderr)
        return super().main(*given, **more)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the help text."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; none where there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(f"xieshou.cli.{name}"), name)
        return command


@click.group(cls=Commands, help=HELP("command.help"))
@click.version_option(__version__, prog_name="xieshou", message="%(prog)s %(version)s", help=HELP("command.version"))
@click.help_option("-h", "--help", help=HELP("command.show_help"))
def main() -> None:
    """The command itself."""
