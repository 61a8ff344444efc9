"""Parts that several kinds of record have: how far something had come, a dated step, a quantity."""

from __future__ import annotations

from typing import ClassVar, Literal

from xieshou.content.kinds.base import FrozenModel
from xieshou.content.schema.fields import Date, LocalText, Quantity


class Status(FrozenModel):
    """How far something had come, and when that was said."""

    self_evident: ClassVar[frozenset[str]] = frozenset(["stage", "note"])

    stage: Literal[
        "planned", "signed", "started", "under-way", "pilot", "completed", "in-operation", "established", "cultivating"
    ]
    as_of: Date | None = None
    note: LocalText | None = None


class Milestone(FrozenModel):
    """A dated step."""

    date: Date
    what: LocalText


class Measure(FrozenModel):
    """A quantity and what it measures."""

    self_evident: ClassVar[frozenset[str]] = frozenset(["what", "value"])

    what: LocalText
    value: Quantity
