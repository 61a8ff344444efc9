"""The 404 page: one file for the whole site, so it speaks every language."""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.plan.navigation import ADDRESSES, FIND, OTHER
from xieshou.plan.pages import Page, Plan
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import BASE, Link
from xieshou.views.shared.page_models import MissingModel, MissingText


def plan(plan: Plan) -> Iterator[Page]:
    """The one page."""
    yield Page("404.html", plan.languages[0], OTHER, "missing")


def model(context: PageContext) -> MissingModel:
    """What it shows, once in each language."""
    texts = []
    for language in context.languages:
        labels, start = context.all_labels[language], BASE + context.prefix(language)
        texts.append(
            MissingText(
                language,
                labels("missing.title"),
                labels("missing.text"),
                Link(labels("ui.home"), start),
                Link(labels("sections.find"), start + ADDRESSES[FIND]),
            )
        )
    return MissingModel(
        title=texts[0].title, description=texts[0].text, language=context.language, kind="missing", texts=tuple(texts)
    )
