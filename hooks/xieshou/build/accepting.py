"""Acceptances that no warning was found for: each is told, as a note, at its own place.

In: a site with all its problems. Out: notes. What is accepted and gone is a line to delete; what has changed, or has
run out, is a warning that is told again, and the note says why.
"""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.build.prepared import Prepared
from xieshou.content.places import Places
from xieshou.content.schema.types.date import day_at
from xieshou.content.units import Ref
from xieshou.core.acceptance import Acceptance, about, field_of, may_be_accepted
from xieshou.core.problems import SUMMARIES, Problem, Severity


def notes(prepared: Prepared) -> Iterator[Problem]:
    """A note for each acceptance that stands for nothing; with errors about, only for those of errors: then not all is
    known.
    """
    root, day, problems = prepared.context.setup.project.root, day_at(prepared.context.now), list(prepared.problems)
    places = Places(root)
    for one in prepared.left:
        near = [found for found in problems if one.reaches(found.path)]
        code, details = _reason(one, day, [found for found in near if found.code == one.code], prepared)
        if code == _UNUSED and any(found.code in SUMMARIES for found in near):
            continue  # it may be of those that are only counted
        if code == _ERROR or not prepared.problems.errors:
            place = places.of(one.path, Ref(one.at, "", ""))
            told = tuple(({"value": one.code} | details).items())
            yield Problem(one.path, *place, code, details=told, severity=Severity.NOTE)


_UNUSED, _ERROR = "accepted-unused", "accepted-error"


def _reason(one: Acceptance, day: int, same: list[Problem], prepared: Prepared) -> tuple[str, dict[str, str]]:
    """Why there is nothing for an acceptance; ``same``: the problems of its code that it reaches."""
    root = prepared.context.setup.project.root
    if any(found.severity is Severity.ERROR for found in same):
        return _ERROR, {}
    same = [found for found in same if may_be_accepted(found) and field_of(found) == one.field]
    if not one.holds(day):
        day_text = f"{one.until // 10000}-{one.until // 100 % 100:02}-{one.until % 100:02}"
        return ("accepted-over" if same else _UNUSED), {"limit": day_text}
    if same:
        return "accepted-changed", {"words": one.about, "instead": about(same[0], root)}
    return _UNUSED, {}
