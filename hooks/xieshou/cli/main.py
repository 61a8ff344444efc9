"""The command ``xieshou``: what editors and their machines ask of the content without building a site.

``check`` loads and checks as the build does (``site.examine``) and publishes nothing. It ends with 0 where there is no
error, 1 where there is one, 2 where it was called wrongly, 3 where it could not do its work (a disk, a cache).
"""

from __future__ import annotations

import difflib
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from xieshou.build.doc_links import examined
from xieshou.build.publish import PublishFault
from xieshou.build.session import BuildSettings, Session
from xieshou.build.settings import SettingsFault, settings
from xieshou.cli.reports import as_github, as_json, as_sarif
from xieshou.cli.terminal import as_of, describe_fault, terminal_language
from xieshou.content.autofix import mended, readable
from xieshou.core.problems import Problems, report
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels, load_labels

ENGINE = Path(__file__).resolve().parents[2]
"""The project this code lies in; its labels speak for any project."""
ERRORS, FAULT = 1, 3  # 2, a wrong call, is click's
_LABELS = load_labels(ProjectPaths.at(ENGINE))
_HELP = _LABELS[terminal_language(_LABELS)]


@click.group(help=_HELP("command.help"), context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The command itself."""
    for stream in (sys.stdout, sys.stderr):
        _speakable(stream)


def _options(function: click.decorators.FC) -> click.decorators.FC:
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    function = click.option("--root", type=folder, default=".", metavar="DIR", help=_HELP("command.root"))(function)
    return click.option("--lang", type=click.Choice(sorted(_LABELS)), help=_HELP("command.lang"))(function)


@main.command(help=_HELP("command.check"))
@_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    help=_HELP("command.format"),
)
@click.option("--as-of", "moment", metavar="TIME", help=_HELP("command.as_of"))
def check(root: Path, lang: str | None, form: str, moment: str | None) -> None:
    """Every problem of a project; nothing is built."""
    language = lang or terminal_language(_LABELS)
    words = _LABELS[language]
    try:
        now = as_of(moment)
    except ValueError as error:
        raise click.UsageError(words("publish.as_of", value=error)) from None
    with _plainly(words):
        problems = _problems(root, now)
    texts = {name: one.problems for name, one in _LABELS.items()}
    root = root.resolve()
    if form == "json":
        click.echo(as_json(problems, texts))
    elif form == "sarif":
        click.echo(as_sarif(problems, texts, language))
    elif form == "github":
        here = Path.cwd()
        prefix = f"{root.relative_to(here).as_posix()}/" if root != here and root.is_relative_to(here) else ""
        if told := as_github(problems, texts, language, prefix):
            click.echo(told)
    else:
        if told := report(problems, words, root):
            click.echo(told)
        errors, warnings = len(problems.errors), len(problems.warnings)
        click.echo(words("command.found" if errors else "command.sound", errors=errors, warnings=warnings))
    if problems.errors:
        sys.exit(ERRORS)


@main.command(help=_HELP("command.fix"))
@_options
@click.option("--write", is_flag=True, help=_HELP("command.write"))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def fix(root: Path, lang: str | None, write: bool, files: tuple[Path, ...]) -> None:
    """Repair what has one sure meaning: shown as a diff, written only when asked for."""
    words = _LABELS[lang or terminal_language(_LABELS)]
    project = ProjectPaths.at(root)
    chosen = [path.absolute() for path in files] or sorted(project.content.rglob("*"))
    count = 0
    with _plainly(words):
        for path in chosen:
            if path.suffix not in (".md", ".yml", ".yaml") or not path.is_relative_to(project.content):
                continue
            data = readable(path)
            text = mended(data, path.name) if data is not None else None
            if data is None or text is None or text.encode() == data:
                continue
            count += 1
            name = project.relative(path)
            old = data.decode("utf-8", "replace").splitlines()
            click.echo("\n".join(difflib.unified_diff(old, text.splitlines(), name, name, lineterm="", n=1)))
            if write:
                part = path.with_name(f".{path.name}.part")
                part.write_bytes(text.encode())
                part.replace(path)
        click.echo(words("command.written" if write else "command.not_written", count=count))


def _problems(root: Path, now: int) -> Problems:
    """Every problem of the project in ``root`` at the moment ``now``."""
    known = settings(root)
    session = Session.to_check(ProjectPaths.at(root, root / known.docs))
    try:
        prepared = session.prepared(BuildSettings(known.markdown, renders=False), now)
        problems, languages = prepared.problems, prepared.context.setup.languages
        if prepared.catalog is not None:
            paths = prepared.plan.paths if prepared.plan else frozenset[str]()
            problems.add(examined(session.project, languages, prepared.linkable, paths, prepared.invalid))
    finally:
        session.close()
    return problems


@contextmanager
def _plainly(words: Labels) -> Iterator[None]:
    """Faults of the machine as one sentence."""
    labels: Mapping[str, Labels] = {words.language: words}
    try:
        yield
    except SettingsFault as fault:
        click.echo(words("command.settings", file=fault.path.name, why=fault), err=True)
    except (PublishFault, OSError, sqlite3.Error) as fault:
        click.echo(describe_fault(fault, labels), err=True)
    else:
        return
    sys.exit(FAULT)


def _speakable(stream: IO[str]) -> None:
    """Chinese comes out as Chinese whatever the locale says, and a name that is no text does not stop the report."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")
