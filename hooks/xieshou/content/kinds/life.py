"""What becomes of a story once it is published, and before: updates, where it first appeared, who looked over it."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic_core import PydanticCustomError

from xieshou.content.kinds.base import FrozenModel
from xieshou.content.schema import edtf
from xieshou.content.schema.fields import Date, Day, Line, LocalText, WebAddress


class StoryUpdate(FrozenModel):
    """What was changed after a story was published, and on which day."""

    self_evident: ClassVar[frozenset[str]] = frozenset(["date", "kind", "what"])

    date: Day
    kind: Literal["correction", "addition", "clarification"]
    what: LocalText


class FirstPublication(FrozenModel):
    """Where a story appeared before: the outlet, when, at which address, and who allowed it to be printed here."""

    self_evident: ClassVar[frozenset[str]] = frozenset(["outlet", "date", "address"])

    outlet: LocalText
    date: Date | None = None
    address: WebAddress | None = None
    archived: WebAddress | None = None
    permission: LocalText | None = None


class Review(FrozenModel):
    """Who has looked over a story before or after it went out, and when."""

    self_evident: ClassVar[frozenset[str]] = frozenset(["name", "date", "role"])

    name: Line
    date: Date
    role: LocalText | None = None


def in_order(updates: tuple[StoryUpdate, ...]) -> tuple[StoryUpdate, ...]:
    """Updates in the order of their days; of one day as they are written."""
    return tuple(sorted(updates, key=lambda one: one.date.moment))


def require_sound_updates(date: edtf.Date, updated: edtf.Date | None, updates: tuple[StoryUpdate, ...]) -> None:
    """Raise the error of the first thing that the updates of a story of ``date`` contradict."""
    for number, one in enumerate(updates):
        if _before(one.date, date):
            details = {"key": f"updates.{number}.date", "value": one.date.edtf, "limit": date.edtf}
            raise PydanticCustomError("update-before-date", "before the story", details)
    if updated is None:
        return
    if not updates:
        raise PydanticCustomError("updated-without-updates", "what changed?", {"key": "updated", "value": updated.edtf})
    last = in_order(updates)[-1].date
    if last.order[:3] != updated.order[:3]:
        details = {"key": "updated", "value": updated.edtf, "limit": last.edtf}
        raise PydanticCustomError("updated-differs", "not the last of updates", details)


def _before(one: edtf.Date, other: edtf.Date) -> bool:
    if one.order[:3] != other.order[:3] or one.clock is None or other.clock is None:
        return one.order[:3] < other.order[:3]
    return one.clock < other.clock
