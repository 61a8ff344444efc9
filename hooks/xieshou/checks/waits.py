"""What only unpublished entries use: said once each, whether it waits for them or is news by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xieshou.content.units import Unit
from xieshou.content.waiting import Uses
from xieshou.core.problems import Problem, problem

_MOST = 3
"""Users that are named."""


def held_up(units: Iterable[Unit], uses: Uses) -> Iterator[Problem]:
    """A reminder for each entry that waits for those that use it, and for each that does not."""
    for unit in units:
        id_ = f"{unit.kind}/{unit.slug}"
        for code, found in (("waits-with", uses.waiting), ("published-before", uses.regardless)):
            if unit.original and (users := found.get(id_)):
                named = ", ".join(users[:_MOST]) + (", …" if len(users) > _MOST else "")
                yield problem(unit.path, unit.line, 1, code, warning=True, slug=unit.slug, users=named)
