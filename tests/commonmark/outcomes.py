"""What becomes of an example in the site's text stage: alike, refused, or silently different.

In: examples, and the text stage behind ``tests.unit.helpers.render``, whatever parser it works with. Out: an
``Outcome`` each. Refused is a text of which at least one ERROR is told: its author learns of it. Different without a
word is what nobody learns of; each such example is listed in ``differences.yml`` with its reason.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import NamedTuple, Protocol

import yaml

from tests.commonmark.compare import Shape, lowered, normal, only_looseness, shown
from tests.commonmark.spec import FOLDER, Example, kept
from tests.commonmark.targets import mapped
from tests.unit.helpers import render
from xieshou.core.problems import Problem, Severity

DIFFERENCES = FOLDER / "differences.yml"


class State(Enum):
    """What can become of an example."""

    ALIKE = "alike"
    REFUSED = "refused"
    DIFFERENT = "different"


class Reference(Protocol):
    """What a text leaves open for the page: a link to an entry, a figure, or words in the page's language (label)."""

    @property
    def form(self) -> str:
        """Link, figure, name, value or label."""

    @property
    def kind(self) -> str:
        """Of entry."""

    @property
    def slug(self) -> str:
        """Which entry."""

    @property
    def fragment(self) -> str:
        """Which part of it."""

    @property
    def title(self) -> str:
        """What is shown on the link."""


class Outcome(NamedTuple):
    """What became of an example, as it was given to the stage. ``codes``: the errors told."""

    example: Example
    state: State
    codes: tuple[str, ...]
    expected: str
    ours: str
    loose: bool
    """Whether all that differs is which items of lists are paragraphs."""


class Differences(NamedTuple):
    """The differences that are meant: the words of each reason, and the reason of each example."""

    reasons: Mapping[str, str]
    listed: Mapping[str, Mapping[int, str]]
    """By specification and number."""


def outcome(example: Example) -> Outcome:
    """What becomes of ``example``."""
    given = mapped(example)
    body, _, problems = render(given.markdown)
    codes = errors(problems)
    expected, ours = lowered(normal(given.html)), normal(closed(body.pieces))
    state = State.REFUSED if codes else State.ALIKE if expected == ours else State.DIFFERENT
    return Outcome(given, state, codes, shown(expected), shown(ours), only_looseness(expected, ours))


def outcomes(name: str) -> list[Outcome]:
    """What becomes of the examples of a specification."""
    return [outcome(example) for example in kept(name)]


def errors(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The codes of the errors among ``problems``."""
    return tuple(sorted({one.code for one in problems if one.severity is Severity.ERROR}))


def closed(pieces: Iterable[str | Reference]) -> str:
    """The HTML of a text; a reference to an entry has the target that was typed, in full."""
    return "".join(piece if isinstance(piece, str) else _closed(piece) for piece in pieces)


def differences() -> Differences:
    """What ``differences.yml`` says."""
    read = yaml.safe_load(DIFFERENCES.read_text("utf-8"))
    return Differences(read["reasons"], {name: read[name] or {} for name in read if name != "reasons"})


def outcome_of_real(markdown: str) -> tuple[Shape, tuple[str, ...]]:
    """The normal form of a text, and the codes of its errors."""
    body, _, problems = render(markdown)
    return normal(closed(body.pieces)), errors(problems)


def _closed(piece: Reference) -> str:
    if piece.form == "label":
        return ""  # words of the page, not of the text
    target = f"{piece.kind}:{piece.slug}" + (f"#{piece.fragment}" if piece.fragment else "")
    title = f' title="{html.escape(piece.title)}"' if piece.title else ""
    if piece.form == "figure":
        return f'<p><img src="{html.escape(target)}"{title}></p>'
    return f'<a href="{html.escape(target)}"{title}>' + ("" if piece.form == "link" else "</a>")
