"""Article: a story in Markdown. Its facts stand in the front matter of the original alone."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from xieshou.content.kinds.album import Album
from xieshou.content.kinds.base import Facts, FrozenModel
from xieshou.content.kinds.life import FirstPublication, Review, StoryUpdate, require_sound_updates
from xieshou.content.schema import edtf
from xieshou.content.schema.fields import (
    CardFact,
    Date,
    Dateline,
    Day,
    FigureSlug,
    Flag,
    Instant,
    Line,
    card_facts,
)


class ExplainedDifference(FrozenModel):
    """Where two languages of a text differ and may: the words in each, and the reason."""

    zh: Line | None = None
    en: Line | None = None
    why: Line


class TranslationWords(FrozenModel):
    """What the translation of a story carries: its words, how they were made, and whether they are ready."""

    situation: ClassVar[str] = "article"

    title: Line
    summary: Line
    author: Line | None = None
    translator: Line | None = None
    translation: Literal["human", "machine"] | None = None
    checked_by: Line | None = None
    draft: Flag = False
    publish_at: Instant | None = None
    withdrawn: Flag = False
    parity: tuple[ExplainedDifference, ...] = ()


class Article(Facts):
    """A story, news item or explainer. ``date`` is when it was written, ``covers`` the period it tells of: its sources
    have dates of their own. ``updated`` is the day of the last of ``updates``.
    """

    situation: ClassVar[str] = "article"
    kind: ClassVar[str] = "article"
    folder: ClassVar[str] = "articles"
    address: ClassVar[str] = "news"
    rank: ClassVar[int] = 1
    stands_alone: ClassVar[bool] = True
    prominent: ClassVar[bool] = True
    may_come: ClassVar[frozenset[str]] = frozenset(["covers"])

    title: Line
    summary: Line
    author: Line | None = None
    translator: Line | None = None
    date: Dateline
    covers: Date | None = None
    updated: Day | None = None
    updates: tuple[StoryUpdate, ...] = ()
    first_published: FirstPublication | None = None
    reprint_of: FirstPublication | None = None
    reviewed_by: tuple[Review, ...] = ()
    cover: FigureSlug | None = None
    photos: Album | None = None

    @model_validator(mode="after")
    def _life_of_a_story(self) -> Article:
        require_sound_updates(self.date, self.updated, self.updates)
        if self.reprint_of is not None:
            if self.first_published is not None:
                raise PydanticCustomError("reprint-twice", "one of both", {"key": "first_published"})
            if self.reprint_of.permission is None:
                raise PydanticCustomError("reprint-permission", "who allowed it?", {"key": "reprint_of"})
        return self

    @property
    def when(self) -> edtf.Date | None:
        return self.date

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(covers=self.covers)
