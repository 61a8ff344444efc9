"""The words of every problem: one record a code, its languages side by side.

In: the files of ``front/problems``, one an area (where the fault lies). Out: ``ProblemRecord``: the sentence, the hint
and the reason of the rule in each language, and an example. A record is looked for and parsed when its problem is told:
a build without a fault reads none of them.

A site's own labels may say a problem otherwise, or in another language (``problems`` there); where they do not, the
record's nearest language stands in (``ProblemTexts``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from xieshou.core.project import FRONT
from xieshou.core.wishes import OF_KEYS, OF_TEXTS, answer

FOLDER = "problems"
SAID = ("message", "hint")
"""What is told of a problem; a site may have words of its own for these."""
_FALLBACK = "en"
_BLOCK = re.compile(r"^([a-z][a-z0-9-]*):\n((?: .*\n|\n)+)", re.MULTILINE)
"""A record in its file: the code from the first column, and what is below it."""


@dataclass(frozen=True, slots=True)
class ProblemRecord:
    """What is known of the problems of one ``code``. ``words``: by language ``message``, ``hint`` and ``why``."""

    code: str
    area: str
    words: Mapping[str, Mapping[str, str]]
    example: Mapping[str, Any] | None = None

    def said(self, language: str) -> Mapping[str, str]:
        """The words in ``language``, or in the nearest that there are."""
        nearest = (language, language.partition("-")[0], _FALLBACK)
        return self.words[next(one for one in nearest if one in self.words)]


class ProblemTexts(Mapping[str, Mapping[str, str]]):
    """The sentences and hints of one language by code, those that are a site's ``own`` before the engine's."""

    def __init__(self, language: str, own: Mapping[str, Mapping[str, str]]) -> None:
        self._language, self._own = language, own

    def __getitem__(self, code: str) -> Mapping[str, str]:
        words = record(code).said(self._language)
        return {**{name: words[name] for name in SAID}, **self._own.get(code, {})}

    def __iter__(self) -> Iterator[str]:
        return iter(codes())

    def __len__(self) -> int:
        return len(codes())


def codes() -> Mapping[str, str]:
    """Every code, area by area, with the name of its area."""
    return {code: area for code, (area, _) in _blocks().items()}


@cache
def record(code: str) -> ProblemRecord:
    """The record of ``code``. Raises ``KeyError``.

    What people bring from other tools is answered in one sentence for all: the hint alone is its own.
    """
    if answers := answer(code):
        general = record(OF_KEYS if code.startswith(OF_KEYS) else OF_TEXTS)
        said = {language: {**words, "hint": _plain(answers[language])} for language, words in general.words.items()}
        return ProblemRecord(code, general.area, said)
    area, text = _blocks()[code]
    found: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    example = found.pop("example", None)
    return ProblemRecord(code, area, found, example)


def _plain(words: str) -> str:
    """Words that no place is filled in."""
    return words.replace("{", "{{").replace("}", "}}")


@cache
def _blocks() -> Mapping[str, tuple[str, str]]:
    """By code: the area, and the record as it is written."""
    return {
        code: (path.stem, text)
        for path in sorted((FRONT / FOLDER).glob("*.yml"))
        for code, text in _BLOCK.findall(path.read_text("utf-8"))
    }


def shown_places(text: str) -> str:
    """A sentence or hint as it reads before anything fills its ``{places}``."""
    return text.format_map(_Places())


class _Places(dict[str, str]):
    def __missing__(self, _name: str) -> str:
        return "…"
