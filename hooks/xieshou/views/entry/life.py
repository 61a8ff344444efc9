"""What becomes of a story, as its page says it: updates, where it first appeared, who looked over it."""

from __future__ import annotations

from xieshou.content.kinds.article import Article
from xieshou.content.kinds.base import Facts
from xieshou.content.kinds.life import in_order
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.life_models import NO_LIFE, FirstPublicationModel, LifeModel, ReviewModel, UpdateModel
from xieshou.views.shared.models import LocalizedText

UPDATE_ID = "__update-{}"
"""The id of an update in the history of its page: they are numbered from the first."""


def life_of(context: PageContext, facts: Facts) -> LifeModel:
    """All that its page says of it."""
    if not isinstance(facts, Article):
        return NO_LIFE
    return LifeModel(_updates(context, facts), _first(context, facts), _reviews(context, facts))


def _updates(context: PageContext, article: Article) -> tuple[UpdateModel, ...]:
    """The updates of a story, in their order."""
    return tuple(
        UpdateModel(context.when(one.date), context.choice("kind", one.kind), context.words(one.what))
        for one in in_order(article.updates)
    )


def _first(context: PageContext, article: Article) -> FirstPublicationModel | None:
    """Where it appeared before, if it did."""
    first = article.reprint_of or article.first_published
    if first is None:
        return None
    return FirstPublicationModel(
        outlet=context.words(first.outlet),
        date=context.when(first.date) if first.date else None,
        address=first.address or "",
        permission=context.words(first.permission),
        reprint=article.reprint_of is not None,
    )


def first_cited(context: PageContext, life: LifeModel) -> str:
    """What citations say of where it appeared before."""
    first = life.first
    if first is None:
        return ""
    if first.date is None:
        return context.labels("life.cited_first", outlet=first.outlet.text)
    return context.labels("life.cited_first_dated", outlet=first.outlet.text, date=first.date.text)


def _reviews(context: PageContext, article: Article) -> tuple[ReviewModel, ...]:
    """Who looked over it, in the order of the file."""
    return tuple(
        ReviewModel(LocalizedText(one.name), context.when(one.date), context.words(one.role))
        for one in article.reviewed_by
    )
