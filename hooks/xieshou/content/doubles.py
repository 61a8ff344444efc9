"""What stands twice in a list of an entry's facts: a party, a step, a reading, a short form.

In: validated facts. Out: where the second stands, and what it is called. Sources given twice are refused elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from xieshou.content.kinds.base import Partner
from xieshou.content.kinds.indicator import Observation
from xieshou.content.schema.edtf import Date
from xieshou.content.schema.introspect import Loc, shapes
from xieshou.content.schema.text import Text


def doubles(model: BaseModel, at: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every item of a list that was there before, every organisation that is a party again without another role, and
    every reading that a source is given for again.
    """
    for name, shape in shapes(type(model)).items():
        values = shape.values(model, name)
        for number, one in enumerate(values):
            loc = (*at, name, number) if shape.many else (*at, name)
            before = values[:number]
            if isinstance(one, Partner) and any(_same_party(one, other) for other in before):
                yield (*loc, "organisation"), one.organisation
            elif one in before or (isinstance(one, Observation) and any(_same_reading(one, other) for other in before)):
                yield loc, _called(one)
            elif isinstance(one, BaseModel):
                yield from doubles(one, loc)


def _same_party(one: Partner, other: object) -> bool:
    """Two roles of one organisation may be told one by one."""
    if not isinstance(other, Partner) or one.organisation != other.organisation:
        return False
    return one.role is None or other.role is None or one.role == other.role


def _same_reading(one: Observation, other: object) -> bool:
    """One number of one period and scope, taken from one source: whatever else is said of it."""
    if not isinstance(other, Observation) or (one.period, one.scope) != (other.period, other.scope):
        return False
    said, before = ((own.value.value, own.value.upper, own.value.qualifier) for own in (one, other))
    return said == before and bool({it.source for it in one.sources} & {it.source for it in other.sources})


def _called(value: Any) -> str:
    """What an item is called by: its first words."""
    if isinstance(value, BaseModel):
        parts = (part for name, shape in shapes(type(value)).items() for part in shape.values(value, name))
        return next(filter(None, map(_called, parts)), "")
    if isinstance(value, Date):
        return value.edtf
    return value.pairs[0][1] if isinstance(value, Text) else value if isinstance(value, str) else ""
