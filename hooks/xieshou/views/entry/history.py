"""What happened of late to what a page is about: the rows of the timeline, from the entries that its lists show."""

from __future__ import annotations

from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.time_models import TimeRow
from xieshou.views.shared.time_rows import MONTH, rows, told

OF_KINDS = frozenset(["topic", "organisation", "place"])
"""Kinds whose entries are no events themselves, and to which much happens."""
NEWEST, FEWEST = 6, 2


def history(context: PageContext, kind: str) -> tuple[TimeRow, ...]:
    """The newest facts of what is related, stories aside, whose month is known; nothing where there are hardly any."""
    if kind not in OF_KINDS:
        return ()
    groups = (name for name, _ in context.page.metadata_deps if name in KINDS and name != Article.kind)
    ids = dict.fromkeys(id_ for name in groups for id_ in context.page.ids(name) if context.known(id_))
    found = [
        (dated.order, id_, number)
        for id_ in ids
        for number, dated in enumerate(context.card(id_).dated)
        if dated.order[3] >= MONTH
    ]
    newest = sorted(found, reverse=True)[:NEWEST]
    if len(newest) < FEWEST:
        return ()
    shown = rows(told(context, ((id_, number) for _, id_, number in newest), {}))
    return tuple(row._replace(id="") for row in shown)
