"""Which problems ``xieshou fix`` repairs, code by code, and a file repaired by them.

In: a file's lines and the problems that were told of it. Out: the lines with every sure repair made. What a whole file
is repaired of before it can be read at all (its encoding, the lines round its facts, typing errors in YAML, what has no
width) stands in ``xieshou.content.autofix``; ``ELSEWHERE`` names the codes of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xieshou.content import repairs_of_facts as facts
from xieshou.content import repairs_of_texts as texts
from xieshou.content.flaws import Edit, Flaw, Repair
from xieshou.core.problems import Problem

REPAIRS: Mapping[str, Repair] = {**facts.REPAIRS, **texts.REPAIRS}
"""Each code, and what repairs it where that is sure."""
ELSEWHERE = frozenset(
    (
        *("encoding-utf16", "encoding-not-utf8", "front-matter-start", "front-matter-end"),
        *("yaml-wide-space", "yaml-no-space", "yaml-wide-dash", "yaml-lead", "yaml-after-quote", "yaml-tab"),
        *("yaml-full-width-colon", "yaml-colon-in-text", "yaml-second-document", "date-form", "instant-form"),
        *("radical-for-character", "compatibility-character", "letter-of-another-script", "control-character"),
    )
)
"""Codes of what is repaired by the characters of a file alone."""


def edits(lines: Sequence[str], problems: Iterable[Problem], body_line: int = 0) -> list[Edit]:
    """The sure repairs of ``problems``, none of which touches a line of another."""
    found: list[Edit] = []
    taken: set[int] = set()
    for problem in problems:
        repair = REPAIRS.get(problem.code)
        if repair is None or not 0 < problem.line <= len(lines):
            continue
        edit = repair(Flaw(problem, lines, body_line))
        if edit and taken.isdisjoint(edit):
            taken.update(edit)
            found.append(edit)
    return found
