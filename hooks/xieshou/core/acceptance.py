"""Warnings that somebody has looked at and let stand: which of the problems found are these.

In: problems, and the acceptances that people wrote beside their entries or in ``site.yml``. Out: what is still to be
told, what is accepted, and which acceptances there is nothing for. An acceptance is bound to what a warning is about,
never to where it stands: a line that moves keeps it, a value that changes does not. Each stands for one warning, so a
second of the same words is told; and errors are never accepted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from xieshou.core.problems import SUMMARIES, Problem, Severity, source_line

KEY = "accepted"
"""What they stand under, in YAML."""
_POSITIONS = frozenset(
    (
        ("text-paragraph-twice", "other"),
        *((code, name) for code in ("words-wide", "words-stop") for name in ("meant", "written_in")),
    )
)
"""Details, by code, that say where something stands, or follow from the others: no part of what a warning is about."""
_LONGEST, _BEGINNING = 80, 40
"""Characters of what a warning is about that are written out; of more its beginning, and a digest of all."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One warning that is let stand. It is written in the file ``path``, at ``at`` (``accepted.0``) of its YAML.

    ``file``: that of the warning; empty where it is one of the files of the entry it is written beside. ``about``: what
    the warning is about (``about``). ``until``: the last day it holds, as 20270131; 0 for as long as nothing changes.
    """

    path: str
    at: str
    code: str
    about: str
    reason: str
    by: str
    field: str = ""
    file: str = ""
    until: int = 0

    def holds(self, day: int) -> bool:
        """Whether it has not run out by a ``day``."""
        return not self.until or day <= self.until

    @property
    def target(self) -> str:
        """What of its files' names it goes by: one file, or an entry."""
        return self.file.removeprefix("./") or _entry(self.path)

    def reaches(self, path: str) -> bool:
        """Whether it speaks of problems of the file ``path``."""
        return self.target in (path, _entry(path))


class Sifted(NamedTuple):
    """Problems, parted by what people have accepted. ``left``: the acceptances that no warning was found for."""

    told: list[Problem]
    accepted: tuple[tuple[Problem, Acceptance], ...]
    left: tuple[Acceptance, ...]


def sift(problems: Iterable[Problem], acceptances: Sequence[Acceptance], root: Path, day: int) -> Sifted:
    """The ``problems`` of the project in ``root``, without the warnings that are accepted on a ``day`` (20270131)."""
    found = list(dict.fromkeys(problems))
    if not acceptances:
        return Sifted(found, (), ())
    listed: dict[tuple[str, str, str], list[Acceptance]] = {}
    for one in acceptances:
        if one.holds(day):
            listed.setdefault((one.code, one.field, one.target), []).append(one)
    told, accepted = [], []
    for problem in sorted(found, key=lambda one: one.order):
        match = _match(problem, listed, root) if may_be_accepted(problem) else None
        if match is None:
            told.append(problem)
        else:
            accepted.append((problem, match))
    used = {id(one) for _, one in accepted}
    return Sifted(told, tuple(accepted), tuple(one for one in acceptances if id(one) not in used))


def may_be_accepted(problem: Problem) -> bool:
    """Whether a problem is a warning, and stands for itself."""
    return problem.severity is Severity.WARNING and problem.code not in SUMMARIES


def _match(problem: Problem, listed: dict[tuple[str, str, str], list[Acceptance]], root: Path) -> Acceptance | None:
    """The first of the acceptances ``listed`` that speaks of a problem; it is taken off the list."""
    for target in (problem.path, _entry(problem.path)):
        near = listed.get((problem.code, field_of(problem), target), ())
        said = about(problem, root) if near else ""
        for one in near:
            if _bare(one.about) == said:
                listed[problem.code, field_of(problem), target].remove(one)
                return one
    return None


def about(problem: Problem, root: Path) -> str:
    """What a problem is about, in the words its message quotes; the line it stands on where that quotes none."""
    said = [value for name, value in problem.details if value and (problem.code, name) not in _POSITIONS]
    text = _bare(" · ".join(said) if said else source_line(problem, root))
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_BEGINNING].rstrip()}… ({hashlib.blake2b(text.encode(), digest_size=4).hexdigest()})"


def field_of(problem: Problem) -> str:
    """The field a problem is in, without the numbers of items: these change when another is added."""
    return ".".join(step for step in problem.field.split(".") if not step.isdecimal())


def _bare(text: str) -> str:
    return " ".join(text.split())


def _entry(path: str) -> str:
    """What the names of all files of an entry begin with: folder and slug."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/{name.partition('.')[0]}"
