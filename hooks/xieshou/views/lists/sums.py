"""Sums that sources print, above the list of what they are the sums of.

In: ``sums`` of ``content/site.yml``, and the indicators it names. Out: their last values, under names without what all
of them begin with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xieshou.content.kinds.project import Project
from xieshou.plan.pages import Plan
from xieshou.views.entry.readings import with_value
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.page_models import SumsModel

_TO_COLON = re.compile(r"[^:：]*(?:：|: )")


def sums_above(plan: Plan, kind: str) -> tuple[str, ...]:
    """The indicators whose sums stand above the list of projects."""
    if plan.site.sums is None or kind != Project.kind:
        return ()
    wanted = (f"indicator/{slug}" for slug in plan.site.sums.indicators)
    return tuple(id_ for id_ in wanted if id_ in plan.catalog.cards)


def sums_of(context: PageContext) -> SumsModel | None:
    """What stands above the list of projects, where anything does."""
    items = tuple(with_value(context, item) for item in context.items("sums"))
    if not items:
        return None
    said = context.site("sums")
    titles = short_titles([item.title for item in items])
    items = tuple(item._replace(title=title) for item, title in zip(items, titles, strict=True))
    return SumsModel(context.words(said.title).text, items, context.words(said.note))


def short_titles(titles: Sequence[str]) -> list[str]:
    """Titles without what all of them begin with, up to a colon: what stands above them says that."""
    start = _TO_COLON.match(titles[0]) if len(titles) > 1 else None
    common = start[0] if start and all(title.startswith(start[0]) for title in titles) else ""
    return [_begun(title.removeprefix(common)) for title in titles]


def _begun(title: str) -> str:
    """As titles begin: with a capital, in scripts that have them."""
    return title[:1].upper() + title[1:]
