"""Founding a site from the command line: what is asked for, and what is said of it.

In: the options as typed. Out: the site in its folder, and the answer; a wrong call ends with ``click.UsageError``.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from babel import Locale, UnknownLocaleError

from xieshou.content.site_file import read_site
from xieshou.core.problems import ContentError, Problems
from xieshou.core.project import FRONT, LANGUAGE_FILE, ProjectPaths
from xieshou.founding.placing import place_site
from xieshou.founding.site import Founding, FoundingSide, Names, files_of
from xieshou.founding.slugs import proposed_slug
from xieshou.founding.wheel import NoWheel, Wheel, wheel_at, wheel_of_installed
from xieshou.founding.words import known_languages, words_for
from xieshou.language.labels import Labels

_LANGUAGES = "zh,en"
_MOST_SIDES = 6
_COMMA = re.compile(r"\s*[,，、;；]\s*")
_IN_LANGUAGE = re.compile(r"([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)[:：](?!//)\s*(.*)", re.DOTALL)


def found_site(folder: Path, given: Mapping[str, Any], words: Labels, form: str, *, ask: bool) -> str:
    """Found a site in ``folder``, which is not there yet. What to say of it."""
    folder = Path(os.path.abspath(folder))
    if os.path.lexists(folder):
        raise click.UsageError(words("founding.there", folder=folder))
    if not folder.parent.is_dir():
        raise click.UsageError(words("founding.no_parent", folder=folder.parent))
    wheel = _wheel(given["wheel"], words)
    languages = _languages(given["languages"], words, ask=ask)
    asked = Founding(
        languages,
        datetime.date.fromtimestamp(time.time()),
        _names(given["name"], languages, words, ask=ask),
        _sides(given["sides"], languages, words, ask=ask),
    )
    files = files_of(asked, wheel)
    try:
        place_site(folder, files, look=_require_sound)
    except FileExistsError:
        raise click.UsageError(words("founding.there", folder=folder)) from None
    for warning in _warnings(asked, words):
        click.echo(warning, err=True)
    if form == "json":
        return json.dumps({"folder": str(folder), "files": len(files), "languages": languages}, ensure_ascii=False)
    return words("founding.made", folder=folder, files=len(files))


def _require_sound(folder: Path) -> None:
    """Raise ``ContentError`` where what was typed makes no sound ``site.yml``."""
    found = Problems(read_site(ProjectPaths.at(folder))[1])
    if found.errors:
        raise ContentError(found)


def _wheel(path: Path | None, words: Labels) -> Wheel:
    try:
        return wheel_at(path) if path else wheel_of_installed()
    except NoWheel as why:
        raise click.UsageError(words(f"founding.{why.code}", **why.details)) from None


def _languages(typed: str | None, words: Labels, *, ask: bool) -> tuple[str, ...]:
    if typed is None:
        typed = str(click.prompt(words("founding.ask_languages"), default=_LANGUAGES)) if ask else _LANGUAGES
    found = tuple(_COMMA.split(typed.strip()))
    for number, language in enumerate(found):
        if not LANGUAGE_FILE.fullmatch(f"{language}.yml") or not _is_language(language):
            raise click.UsageError(words("founding.language", value=language))
        if language in found[:number]:
            raise click.UsageError(words("founding.language_twice", value=language))
    return found


def _is_language(code: str) -> bool:
    try:
        return bool(Locale.parse(code, sep="-"))
    except (ValueError, UnknownLocaleError):
        return False


def _names(typed: Sequence[str], languages: tuple[str, ...], words: Labels, *, ask: bool) -> Names:
    """What the site is called, by language; nothing where nobody says."""
    if not typed and ask:
        said = words_for(languages)[0]("site.name")
        typed = [str(click.prompt(words("founding.ask_name", language=languages[0]), default=said))]
    return _in_order(
        {language: _one_line(name, words) for language, name in _spoken(typed, languages, words)}, languages
    )


def _sides(typed: Sequence[str], languages: tuple[str, ...], words: Labels, *, ask: bool) -> tuple[FoundingSide, ...]:
    """Who works together; nobody where nobody says."""
    if not typed and ask:
        known = words_for(languages)[0]
        said = ",".join(known(f"site.side_{end}") for end in "ab")
        typed = [str(click.prompt(words("founding.ask_sides", language=languages[0]), default=said))]
    named: dict[str, list[str]] = {}
    for language, listed in _spoken(typed, languages, words):
        named[language] = [_one_line(one, words) for one in _COMMA.split(listed.strip())]
    counts = set(map(len, named.values()))
    if not named:
        return ()
    if len(counts) != 1 or not 2 <= next(iter(counts)) <= _MOST_SIDES:
        raise click.UsageError(words("founding.sides_two", most=_MOST_SIDES))
    by_language = _in_order(named, languages)
    sides: list[FoundingSide] = []
    for number in range(next(iter(counts))):
        names = tuple((language, listed[number]) for language, listed in by_language)
        slugs = (proposed_slug(name) for _, name in names)
        slug = next((one for one in slugs if one and one not in {side.slug for side in sides}), f"side-{number + 1}")
        sides.append(FoundingSide(slug, names))
    return tuple(sides)


def _spoken(typed: Sequence[str], languages: tuple[str, ...], words: Labels) -> list[tuple[str, str]]:
    """What was typed, each with its language: ``en:Name`` says it, else it is the first of the site."""
    found = []
    for one in typed:
        said = _IN_LANGUAGE.fullmatch(one)
        if said and said[1] in languages:
            found.append((said[1], said[2]))
        elif said and said[1] in known_languages():
            details = {"value": said[2], "language": said[1], "languages": ", ".join(languages)}
            raise click.UsageError(words("founding.name_language", **details))
        else:
            found.append((languages[0], one))
    return found


def _one_line(name: str, words: Labels) -> str:
    name = " ".join("".join(char if char.isprintable() else " " for char in name).split())
    if not name:
        raise click.UsageError(words("founding.name_empty"))
    return name


def _in_order(named: Mapping[str, Any], languages: tuple[str, ...]) -> tuple[tuple[str, Any], ...]:
    return tuple((language, named[language]) for language in languages if language in named)


def _warnings(asked: Founding, words: Labels) -> list[str]:
    said = []
    named = [language for language, _ in asked.shown_names]
    unnamed = [one for one in asked.languages if one not in named]
    if unnamed and named:
        said.append(words("founding.unnamed", languages=", ".join(unnamed), given=named[0]))
    spoken = {path.stem for folder in (FRONT / "labels", FRONT / "new" / "labels") for path in folder.glob("*.yml")}
    if unspoken := [one for one in asked.languages if one not in spoken]:
        said.append(words("founding.unspoken", languages=", ".join(unspoken)))
    return said
