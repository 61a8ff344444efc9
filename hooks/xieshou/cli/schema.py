"""``xieshou schema``: the JSON Schema of the records of a kind, for editors that complete and check YAML.

In: a project's folder, whose languages and choices the schema knows, and a kind. Out: the schema on the standard
output.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from xieshou.cli.options import HELP, common_options, machine_faults
from xieshou.content.json_schema import schema_of
from xieshou.content.kinds import KINDS
from xieshou.content.schema.types.base import ANY_SITE, SiteNames
from xieshou.content.site_file import read_site
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels


@click.command(help=HELP("command.schema"))
@common_options("text", "json")
@click.argument("kind", type=click.Choice(list(KINDS)), metavar="[KIND]", required=False)
def schema(root: Path, form: str, words: Labels, kind: str | None) -> None:
    """The schema of ``kind``, or those of all kinds by name."""
    with machine_faults(words, root):
        site, _, _ = read_site(ProjectPaths.at(root))
    names = SiteNames(site.languages, dict(site.choices())) if site else ANY_SITE
    found = schema_of(kind, names) if kind else {name: schema_of(name, names) for name in KINDS}
    click.echo(json.dumps(found, ensure_ascii=False, indent=1 if form == "text" else None))
