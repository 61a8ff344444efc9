"""``xieshou terms``: a concordance of the glossary: each use of a term, in both languages, side by side.

In: a project's folder, and the slugs of terms, or none for all. Out: the uses, for people or for machines.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from xieshou.build.session import BuildSettings
from xieshou.build.terms import Use, Wording, pairs_of, terms_of, texts_of, uses
from xieshou.cli.opened import opened
from xieshou.cli.options import HELP, Exit, common_options, machine_faults, moment
from xieshou.core.problems import ContentError, report
from xieshou.language.labels import Labels


@click.command(help=HELP("command.terms"))
@click.argument("slugs", nargs=-1)
@common_options("text", "json")
def terms(root: Path, form: str, words: Labels, slugs: tuple[str, ...]) -> None:
    """Every use of terms."""
    with machine_faults(words, root):
        try:
            known, found = _found(root, words)
        except ContentError as error:
            click.echo(report(error.problems.errors, words, root.resolve()), err=True)
            raise SystemExit(Exit.ERRORS) from None
    if unknown := [slug for slug in slugs if slug not in {term.slug for term in known}]:
        raise click.UsageError(words("terms.unknown", slug=", ".join(unknown)))
    chosen = [term for term in known if not slugs or term.slug in slugs]
    if form == "json":
        listed = [{"term": term._asdict(), "uses": [use._asdict() for use in _of(term, found)]} for term in chosen]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(chosen, found, words)))


def _found(root: Path, words: Labels) -> tuple[tuple[Wording, ...], list[Use]]:
    with opened(root, words) as (known, told, paths, session):
        settings = BuildSettings(known.markdown, docs=known.pages, renders=False, told=told)
        prepared = session.prepared(settings, moment(None, words))
        if prepared.problems.errors or prepared.catalog is None:
            raise ContentError(prepared.problems)
        listed = terms_of(prepared)
        texts = (texts_of(paths.root, zh, en) for zh, en, _ in pairs_of(prepared))
        return listed, [use for both in texts if both for use in uses(both, listed)]


def _of(term: Wording, found: Sequence[Use]) -> list[Use]:
    return [use for use in found if use.slug == term.slug]


def _lines(chosen: Sequence[Wording], found: Sequence[Use], words: Labels) -> Iterator[str]:
    for term in chosen:
        own = _of(term, found)
        yield words("terms.term", slug=term.slug, zh=term.zh[0], en=term.en[0], count=len(own))
        for use in own:
            yield f"  {use.zh_path}:{use.zh_line}  {use.zh}"
            yield f"  {use.en_path}:{use.en_line}  {use.en if use.rendered else words('terms.otherwise', en=use.en)}"
