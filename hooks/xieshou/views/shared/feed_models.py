"""The pages that list all feeds and all corrections, as templates see them."""

from __future__ import annotations

from dataclasses import dataclass

from xieshou.views.shared.life_models import UpdateModel
from xieshou.views.shared.listing import Download
from xieshou.views.shared.models import Item, Link
from xieshou.views.shared.page_models import Model


@dataclass(frozen=True, slots=True)
class FeedModel:
    """A feed: the page whose feed it is, and its files."""

    page: Link
    files: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class FeedsModel(Model):
    """The page of the feeds. ``whole``: they hold whole texts; ``entries``: how many; ``feeds``: under their heads."""

    lead: str = ""
    whole: bool = True
    entries: int = 0
    feeds: tuple[tuple[str, tuple[FeedModel, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectionModel:
    """An update, and the story that it is of."""

    story: Item
    update: UpdateModel


@dataclass(frozen=True, slots=True)
class CorrectionsModel(Model):
    """The list of corrections, under their years."""

    lead: str = ""
    archives: tuple[Link, ...] = ()
    corrections: tuple[tuple[str, tuple[CorrectionModel, ...]], ...] = ()
