"""What a page says of the life of a story: what was changed in it, where it first appeared, who looked over it."""

from __future__ import annotations

from dataclasses import dataclass

from xieshou.views.shared.models import Choice, LocalizedText, When


@dataclass(frozen=True, slots=True)
class UpdateModel:
    """A change to a story that is out: its day, what sort it is of, what was changed."""

    when: When
    kind: Choice
    what: LocalizedText


@dataclass(frozen=True, slots=True)
class FirstPublicationModel:
    """Where a story appeared before. ``reprint``: it is theirs, and printed here as it stood there."""

    outlet: LocalizedText
    date: When | None
    address: str
    permission: LocalizedText | None
    reprint: bool


@dataclass(frozen=True, slots=True)
class ReviewModel:
    """Who has looked over a story, when and as what."""

    name: LocalizedText
    date: When
    role: LocalizedText | None


@dataclass(frozen=True, slots=True)
class LifeModel:
    """All of this of one story; ``updates`` are in their order."""

    updates: tuple[UpdateModel, ...] = ()
    first: FirstPublicationModel | None = None
    reviews: tuple[ReviewModel, ...] = ()

    @property
    def updated(self) -> When | None:
        """The day of the last update."""
        return self.updates[-1].when if self.updates else None


NO_LIFE = LifeModel()
"""That of what is no story."""
