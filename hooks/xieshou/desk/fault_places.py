"""Which control of a form a problem belongs to.

In: a problem at a line and a column of a file, and the file as it was typed. Out: the field (dotted) and the language
of the control beside which it is told; of what concerns no field, nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import yaml
from pydantic import BaseModel

from xieshou.content.schema.introspect import shape_at
from xieshou.core.problems import Problem
from xieshou.desk.data_differences import Loc
from xieshou.desk.fields import TEXT
from xieshou.desk.file_editing import EditedFile


class FaultPlace(NamedTuple):
    """A field, dotted, and a language; both empty where it is the whole file. ``line``: of a text, from 0."""

    field: str = ""
    lang: str = ""
    line: int = 0


def place_of(
    problem: Problem, file: EditedFile, cls: type[BaseModel], inside: Loc = (), language: str = ""
) -> FaultPlace:
    """Where ``problem`` is told, in the form of the entry that stands at ``inside`` of ``file`` and holds a ``cls``.

    ``language``: that of the file, if it is a text.
    """
    line = problem.line - 1
    if file.name.endswith(".md") and line >= file.body:
        return FaultPlace(TEXT, language, line - file.body)
    loc = _loc(file, line - file.first, problem.column - 1) if file.document else ()
    if loc[: len(inside)] != inside:
        return FaultPlace()
    loc = loc[len(inside) :]
    dotted = ".".join(map(str, loc))
    named = problem.field.removeprefix(".".join(map(str, inside)) + ".") if inside else problem.field
    steps = named.split(".")
    if named and named != dotted and not dotted.endswith(f".{named}"):
        # What is missing has no place of its own: it is told at what should hold it.
        whole = tuple(int(step) if step.isdecimal() else step for step in steps)
        if shape_at(cls, whole).type.name or not loc:
            loc = whole
        elif shape_at(cls, (*loc, *whole)).type.name:
            loc = (*loc, *whole)
    if loc and isinstance(loc[-1], str) and shape_at(cls, loc[:-1]).type.name == "text":
        return FaultPlace(".".join(map(str, loc[:-1])), str(loc[-1]))
    return FaultPlace(".".join(map(str, loc)), language)


def _loc(file: EditedFile, line: int, column: int) -> Loc:
    """The deepest part of the facts that stands at a place."""
    assert file.document is not None
    node = file.document.root
    loc: Loc = ()
    found: Loc = ()
    while node is not None:
        children: list[tuple[str | int, yaml.Mark, yaml.Node]] = []
        if isinstance(node, yaml.MappingNode):
            children = [(str(key.value), key.start_mark, value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            children = [(number, value.start_mark, value) for number, value in enumerate(node.value)]
        before = [one for one in children if (one[1].line, one[1].column) <= (line, column)]
        if not before:
            return found
        step, _, node = before[-1]
        loc = (*loc, step)
        found = loc
    return found
