"""``xieshou translated FILE…``: enter in the ledger that translations are right as they stand.

In: translations, by path, or all that the ledger lacks. Out: ``content/translations.yml`` with a line for each, which
the site commits; its other lines stay as they are.
"""

from __future__ import annotations

import hashlib
import os
from datetime import datetime
from pathlib import Path

import click

from xieshou.cli.options import HELP, common_options, machine_faults
from xieshou.cli.translations import ListedText, texts_of
from xieshou.content.autofix import rewrite
from xieshou.content.ledger import NAME, Stamp, read_ledger, written
from xieshou.core.problems import Problems, report
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels
from xieshou.language.parity.document import document
from xieshou.language.parity.staleness import blocks_of


@click.command(help=HELP("command.translated"))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help=HELP("command.translated_all"))
@click.option("--by", default="", help=HELP("command.translated_by"))
@click.option("--harmless", is_flag=True, help=HELP("command.translated_harmless"))
@common_options("text")
def translated(
    root: Path, form: str, words: Labels, files: tuple[Path, ...], everything: bool, by: str, harmless: bool
) -> None:
    """Stamp translations."""
    if everything == bool(files):
        raise click.UsageError(words("translations.which"))
    project = ProjectPaths.at(root)
    with machine_faults(words, root):
        ledger, problems = read_ledger(project)
        told = Problems(problems)
        if told.errors:
            raise click.ClickException(report(told.errors, words, project.root))
        texts = {text.path: text for text in texts_of(project, words)}
        chosen = (
            [path for path in texts if path not in ledger]
            if everything
            else [_named(one, project, texts, words) for one in files]
        )
        today = datetime.now().astimezone().date().isoformat()
        for name in chosen:
            ledger[name] = _stamp(texts[name], project.root, today, by, ledger.get(name), harmless)
        data = written(ledger, words("translations.head").split("\n")).encode()
        path = project.root / NAME
        if path.exists():
            rewrite(path, data)
        else:
            path.write_bytes(data)
    click.echo(words("translations.entered", count=len(chosen)))


def _named(path: Path, project: ProjectPaths, texts: dict[str, ListedText], words: Labels) -> str:
    """The name in the ledger of a file of the project. Raises ``click.UsageError`` where it is no translation."""
    name = os.path.relpath(path.absolute(), project.content).replace(os.sep, "/")
    if name not in texts:
        raise click.UsageError(words("translations.no_translation", path=path))
    return name


def _stamp(text: ListedText, root: Path, today: str, by: str, before: Stamp | None, harmless: bool) -> Stamp:
    data = (root / "content" / text.original).read_bytes()
    blocks = blocks_of(document(data.decode("utf-8-sig")))
    day, who = (before.on, before.by) if harmless and before else (today, by or (before.by if before else ""))
    return Stamp(text.path, text.of, day, who, hashlib.blake2b(data, digest_size=16).hexdigest(), blocks)
