"""What people bring from other tools, and what there is for it here: keys, tags, shortcodes, files.

In: a key that no field is called, or a problem of a text. Out: the field that is meant, or the code of the problem that
answers (``field-wish-…``, ``text-wish-…``). All of it stands in ``front/wishes.yml``, its answers in each language too;
the file is read when something is wrong, and never before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import yaml

from xieshou.core.problems import Problem
from xieshou.core.project import FRONT

FILE = "wishes.yml"
OF_KEYS, OF_TEXTS = "field-wish", "text-wish"
"""What the codes of problems that answer begin with: of a key, and of what stands in a text."""
SITUATIONS = ("article", "record", "page")
"""Where a wish may have an answer of its own; a hand-written page is a page."""
_OF_TAGS = ("text-html",)
_OF_SIGNS = ("text-other-program",)
_OF_FILES = ("text-link-unknown", "text-picture-outside", "picture-without-figure", "docs-file-form")
_ENDS = re.compile(r":{3,}$|\{%-?\s*(?:end|/)|\{\{[<%]?\s*/|\[/|</")
"""What ends a block of another program."""
_NAME = re.compile(r"[A-Za-z][\w:.-]*=?")


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish. ``answers``: by situation, and empty for all others, the words by language."""

    name: str
    keys: tuple[str, ...]
    tags: tuple[str, ...]
    signs: tuple[str, ...]
    code: tuple[str, ...]
    endings: tuple[str, ...]
    stands_for: tuple[str, ...]
    answers: Mapping[str, Mapping[str, str]]


def wishes() -> Iterable[Wish]:
    """Every wish."""
    return _read()[0]


def field_meant(key: str, known: Collection[str]) -> str:
    """The field among ``known`` that is called ``key`` in other words; nothing where none is."""
    return next((field for field in _read()[1].get(folded(key), ()) if field in known), "")


def wish_of(key: str) -> Wish | None:
    """The wish that people have who write ``key``."""
    return _read()[2].get(folded(key))


def answer(code: str) -> Mapping[str, str] | None:
    """By language what the problem ``code`` answers; None where it is none of these."""
    for start in (OF_KEYS, OF_TEXTS):
        if code.startswith(f"{start}-"):
            name, _, situation = code.removeprefix(f"{start}-").partition(".")
            wish = next((one for one in wishes() if one.name == name), None)
            return wish.answers.get(situation, wish.answers[""]) if wish else None
    return None


def coded(start: str, wish: Wish, situation: str) -> str:
    """The code of the problem that answers a wish in this situation."""
    return f"{start}-{wish.name}" + (f".{situation}" if situation and situation in wish.answers else "")


def answered(problems: Iterable[Problem], situation: str) -> Iterator[Problem]:
    """Problems of a text; those of what comes from other tools say what there is for it here.

    What ends a block is no mistake of its own where its beginning is told, nor is a field of a form that is.
    """
    told: set[str] = set()
    for one in problems:
        sign, wish = _sign(one), _wish(one)
        if one.code in _OF_SIGNS and told and _ENDS.match(sign):
            continue
        if one.code in _OF_SIGNS:
            told.add(sign)
        code = coded(OF_TEXTS, wish, situation) if wish else one.code
        if wish and one.code in _OF_TAGS:
            if code in told:
                continue
            told.add(code)
        yield replace(one, code=code, details=(("sign", sign),)) if wish else one


def wish_of_code(language: str) -> Wish | None:
    """The wish of a block of code in ``language``: to have it drawn."""
    return next((wish for wish in wishes() if language.lower() in wish.code), None)


def folded(key: str) -> str:
    """A key as it is compared."""
    return re.sub(r"[\s_-]", "", unicodedata.normalize("NFKC", key)).casefold()


def _sign(one: Problem) -> str:
    details = dict(one.details)
    return details.get("sign") or details.get("target") or details.get("value", "")


def _wish(one: Problem) -> Wish | None:
    sign = _sign(one)
    if one.code in _OF_FILES:
        ending = sign.partition("#")[0].partition("?")[0].rpartition(".")[2].lower()
        elsewhere = sign.lower().startswith(("http:", "https:"))
        return next((wish for wish in wishes() if ending in wish.endings and not elsewhere), None)
    if one.code in _OF_TAGS:
        found = _NAME.search(sign)
        tag = found[0].lower() if found and sign.startswith("<") else f"{sign.lower()}="
        return next((wish for wish in wishes() if tag in wish.tags), None)
    if one.code in _OF_SIGNS:
        matches = ((found.start(), wish) for wish in wishes() for found in _found(wish.signs, sign))
        return min(matches, key=lambda match: match[0], default=(0, None))[1]
    return None


def _found(signs: tuple[str, ...], text: str) -> Iterator[re.Match[str]]:
    for sign in signs:
        if found := re.search(sign, text, re.IGNORECASE):
            yield found


@cache
def _read() -> tuple[tuple[Wish, ...], Mapping[str, tuple[str, ...]], Mapping[str, Wish]]:
    """The wishes; by folded key the fields that are called so, and the wish."""
    found: dict[str, Any] = yaml.load((FRONT / FILE).read_text("utf-8"), yaml.CSafeLoader)
    made = tuple(_made(name, own) for name, own in found["wishes"].items())
    fields: dict[str, tuple[str, ...]] = {}
    for field, keys in found["names"].items():
        for key in keys:
            fields[folded(key)] = (*fields.get(folded(key), ()), field)
    return made, fields, {folded(key): wish for wish in made for key in wish.keys}


def _made(name: str, own: Mapping[str, Any]) -> Wish:
    def listed(part: str) -> tuple[str, ...]:
        return tuple(map(str, own.get(part, ())))

    general = {language: str(own[language]) for language in ("zh", "en")}
    return Wish(
        name,
        listed("keys"),
        listed("tags"),
        listed("signs"),
        listed("code"),
        listed("endings"),
        listed("stands_for"),
        {"": general, **{place: own[place] for place in SITUATIONS if place in own}},
    )
