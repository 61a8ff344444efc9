"""``xieshou compare ZH EN``: what a Chinese and an English text state differently.

In: two files, or with ``--pairs`` a list of short texts. Out: the differences, for people or for machines. The names of
people, places and bodies are those of the site in ``--root``, if there is one.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from xieshou.build.comparing import known_names
from xieshou.build.session import BuildSettings
from xieshou.build.settings_file import settings_path
from xieshou.cli.opened import opened
from xieshou.cli.options import HELP, LABELS, Exit, common_options, machine_faults, moment
from xieshou.core.plain import opened as plain_file
from xieshou.core.problems import ContentError
from xieshou.language.labels import Labels
from xieshou.language.parity.compare import compared
from xieshou.language.parity.document import ComparedText, document
from xieshou.language.parity.known import KnownName
from xieshou.language.parity.pair import Mismatch, Side, differences
from xieshou.language.parity.words import code_of, details

_LARGEST = 20_000_000
"""Bytes of a file that is compared."""


@click.command(help=HELP("command.compare"))
@click.option("--year", type=click.IntRange(1800, 2200), help=HELP("command.compare_year"))
@click.option(
    "--pairs", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=HELP("command.compare_pairs")
)
@common_options("text", "json")
@click.argument("texts", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def compare(
    root: Path, form: str, words: Labels, year: int | None, pairs: Path | None, texts: tuple[Path, ...]
) -> None:
    """What two texts state differently."""
    if (pairs is None) == (len(texts) != 2) or (pairs is not None and texts):
        raise click.UsageError(words("compare.which"))
    with machine_faults(words, root):
        known = names_of(root, words)
        if pairs is not None:
            told, found = _paired(pairs, known, words)
        else:
            zh, en = (document(_text(path, words)) for path in texts)
            differing = compared(zh, en, year or 0, known)
            found = bool(differing)
            told = (
                _as_json([_data(one, zh, en) for one in differing])
                if form == "json"
                else "\n".join(_lines(differing, zh, en, texts, words))
            )
    click.echo(told)
    if found:
        sys.exit(Exit.ERRORS)


def names_of(root: Path, words: Labels) -> tuple[KnownName, ...]:
    """What the site in ``root`` calls people, places and bodies; nothing where there is no sound site."""
    if settings_path(root) is None:
        return ()
    try:
        with opened(root, words) as (known, told, _, session):
            prepared = session.prepared(
                BuildSettings(known.markdown, docs=known.pages, renders=False, told=told), moment(None, words)
            )
            return known_names(prepared)
    except ContentError:
        return ()


def _text(path: Path, words: Labels) -> str:
    with plain_file(path) as file:
        data = file.read(_LARGEST + 1)
    try:
        if len(data) > _LARGEST:
            raise UnicodeDecodeError("utf-8", b"", 0, 1, "")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError(words("compare.no_text", path=path)) from None


def _paired(path: Path, known: Sequence[KnownName], words: Labels) -> tuple[str, bool]:
    try:
        given = json.loads(_text(path, words))
        if not isinstance(given, list):
            raise TypeError
        pairs = [(one["id"], str(one["zh"]), str(one["en"]), int(one.get("year") or 0)) for one in given]
    except (ValueError, TypeError, KeyError, AttributeError):
        raise click.UsageError(words("compare.no_pairs", path=path)) from None
    told = []
    for name, zh, en, year in pairs:
        here, there = document(zh), document(en)
        found = differences(here.words, there.words, year, known)
        told.append({"id": name, "differences": [_data(one, here, there) for one in found]})
    return _as_json(told), any(one["differences"] for one in told)


def _data(one: Mismatch, zh: ComparedText, en: ComparedText) -> dict[str, Any]:
    sides = {"zh": _side(one.zh, zh), "en": _side(one.en, en)}
    messages = {language: _message(one, labels) for language, labels in LABELS.items()}
    return {"kind": one.kind, "code": code_of(one), **sides, "message": messages}


def _side(side: Side | None, text: ComparedText) -> dict[str, Any] | None:
    if side is None:
        return None
    line, column = text.place(side.start)
    return {"text": side.text, "line": line, "column": column, "value": side.reading}


def _message(one: Mismatch, words: Labels) -> str:
    return words.problems[code_of(one)]["message"].format(**details(one, words))


def _lines(
    found: Sequence[Mismatch], zh: ComparedText, en: ComparedText, paths: Sequence[Path], words: Labels
) -> Iterator[str]:
    for one in found:
        places = []
        for side, text, path in ((one.zh, zh, paths[0]), (one.en, en, paths[1])):
            if side is not None:
                line, column = text.place(side.start)
                places.append(f"{path}:{line}:{column}")
        yield f"{'  '.join(places)}\n    {words(f'compare.kinds.{one.kind}')}  {_message(one, words)} [{code_of(one)}]"
    yield words("compare.found" if found else "compare.same", count=len(found))


def _as_json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1)
