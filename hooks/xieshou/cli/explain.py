"""``xieshou explain CODE``: what a problem means, why the rule is there, and what to do.

In: the code at the end of a message, or ``--all``. Out: the page of that code on the standard output, or the table of
all codes, for people or for machines. Nothing of a project is read.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from xieshou.cli.options import HELP, LABELS, common_options
from xieshou.cli.problem_page import page_text
from xieshou.language.labels import Labels
from xieshou.language.problem_records import ProblemRecord, codes, record, shown_places

_SUGGESTED = 5
"""Codes that are offered for one that there is not."""


@click.command(help=HELP("command.explain"))
@click.option("--all", "everything", is_flag=True, help=HELP("command.explain_all"))
@common_options("text", "json")
@click.argument("code", required=False)
def explain(root: Path, form: str, words: Labels, everything: bool, code: str | None) -> None:
    """What the problems of one code are, or which codes there are."""
    if everything == (code is not None):
        raise click.UsageError(words("explain.which"))
    if code is None:
        told = [record(one) for one in codes()]
        click.echo(_as_json([_data(one) for one in told]) if form == "json" else "\n".join(_table(told, words)))
        return
    found = record(_known(code, words))
    click.echo(_as_json(_data(found)) if form == "json" else "\n".join(page_text(found, words)))


def _known(typed: str, words: Labels) -> str:
    """The code that is meant: as messages end with it, in brackets or without. Raises ``click.UsageError``."""
    code = re.sub(r"[\s_]+", "-", typed.strip("[]【】 ").lower())
    if code in codes():
        return code
    parts = [one for one in codes() if code and code in one]
    near = list(dict.fromkeys([*difflib.get_close_matches(code, codes(), _SUGGESTED, 0.6), *parts]))[:_SUGGESTED]
    said = "explain.unknown_near" if near else "explain.unknown"
    raise click.UsageError(words(said, code=typed, near=", ".join(near)))


def _table(told: list[ProblemRecord], words: Labels) -> Iterator[str]:
    width = max(len(one.code) for one in told)
    area = ""
    for one in told:
        if one.area != area:
            if area:
                yield ""
            area = one.area
            yield words(f"explain.areas.{area}")
        yield f"  {one.code:<{width}}  {shown_places(one.said(words.language)['message'])}"


def _data(found: ProblemRecord) -> dict[str, Any]:
    """A record as plain data, its words in every language."""
    said = {language: found.said(language) for language in LABELS}
    parts = ("message", "why", "hint")
    return {
        "code": found.code,
        "area": found.area,
        **{part: {language: words[part] for language, words in said.items()} for part in parts},
        "example": {**(found.example or {}), **_when(said)},
    }


def _when(said: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """When a problem happens that no file brings about, in every language."""
    when = {language: words["when"] for language, words in said.items() if "when" in words}
    return {"when": when} if when else {}


def _as_json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1)
