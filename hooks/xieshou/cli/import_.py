"""``xieshou import``: texts of other programs as articles: shown, and written only when asked for.

In: a folder or a file of Hugo, Jekyll, Hexo, MkDocs, Docusaurus, VuePress or WordPress. Out: a report of what became of
everything in it, for people or as JSON. Nothing is overwritten, and what came in before is left alone.
"""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import click

from xieshou.build.settings import project_modules, settings
from xieshou.build.settings_check import settings_problems
from xieshou.cli.import_report import as_json, as_text
from xieshou.cli.options import HELP, LABELS, Exit, common_options, machine_faults
from xieshou.content.markdown.render import Renderer
from xieshou.content.parse import Reader
from xieshou.content.schema.types.date import CHINA
from xieshou.content.site_file import SiteFile, read_site
from xieshou.core.plain import opened
from xieshou.core.problems import Problems, report
from xieshou.core.project import ProjectPaths
from xieshou.importers.formats import endings
from xieshou.importers.placing import placed
from xieshou.importers.records import Import, TextState
from xieshou.importers.scan import MAX_DOCUMENT, together
from xieshou.importers.site import Site
from xieshou.importers.slugs import slug_of
from xieshou.importers.whole import Origin, Say, imported
from xieshou.language.labels import Labels, load_labels


@click.command("import", help=HELP("command.import"))
@click.argument("starts", metavar="DIR|FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", default="", metavar="NAME", help=HELP("command.import_source"))
@click.option("--origin", default="", metavar="URL", help=HELP("command.import_origin"))
@click.option("--write", is_flag=True, help=HELP("command.write"))
@common_options("text", "json")
def import_(root: Path, form: str, words: Labels, starts: tuple[Path, ...], write: bool, **named: str) -> None:
    """Import the texts in a folder, or those of one file."""
    origin = named["origin"]
    if origin and not re.fullmatch(r"https?://[\w.-]+(?::\d+)?(?:/[^\s<>\"]*)?", origin):
        raise click.UsageError(words("importing.origin_form", value=origin))
    project = ProjectPaths.at(root)
    with machine_faults(words, root), project_modules(root):
        wrong = settings_problems(root)
        site_file, problems, _ = read_site(project)
        wrong.add(problems)
        if wrong.errors or site_file is None:
            click.echo(report(wrong.errors, words, project.root))
            sys.exit(Exit.ERRORS)
        found = together([start.absolute() for start in starts], endings())
        site = _site(project, site_file, Renderer(settings(root).markdown))
        name, slug = _named(named["source"], origin, starts[0].absolute(), site)
        where = Origin(slug, name, origin, datetime.datetime.now(CHINA))
        done = imported(found, site, where, _say(load_labels(project), name))
        if write:
            placed(done, found.root, project.root)
    told = as_json(done, write, LABELS) if form == "json" else as_text(done, write, words)
    click.echo(told)
    sys.exit(Exit.ERRORS if _left_out(done) else Exit.SOUND)


def _left_out(done: Import) -> bool:
    return bool(done.of(TextState.REFUSED) or done.of(TextState.TEMPLATE) or Problems(list(done.problems)).errors)


def _site(project: ProjectPaths, site: SiteFile, renderer: Renderer) -> Site:
    reader = Reader(site.languages, renderer, dict(site.choices()), site.folders, project.assets)
    return Site.of(project.root, site.languages, reader)


def _named(source: str, origin: str, start: Path, site: Site) -> tuple[str, str]:
    """The name and the slug of the source that texts are to name: the one that was given, else the address, else the
    folder. A slug of a source of the site means that one.
    """
    if source in site.sources:
        return source, source
    host = urlsplit(origin).hostname or ""
    own = start.stem if start.is_file() else start.name
    name = source or host or _said_source(start) or own or "import"
    return name, slug_of(name) or slug_of(host) or slug_of(own) or "imported-texts"


def _said_source(start: Path) -> str:
    """The source that a document itself names, in its first lines or its last."""
    if start.suffix.lower() != ".docx" or not start.is_file():
        return ""
    from xieshou.importers.docx import source_of  # here: few imports hold one

    with opened(start) as file:
        return source_of(file.read(MAX_DOCUMENT + 1))


def _say(labels: Mapping[str, Labels], source: str) -> Say:
    """What records say that an import makes, in the languages of the site."""

    def say(language: str, what: str, value: str) -> str:
        own = labels.get(language) or labels["en"]
        if what == "source":
            return own("importing.record.source_at" if value else "importing.record.source", url=value)
        return own(f"importing.record.{what}", title=value, source=source)

    return say
