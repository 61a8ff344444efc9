"""What stands before and after an entry: articles by date, figures by their sections, projects by their fields.

In: the catalog. Out: ids, for the links at the foot of a page.
"""

from __future__ import annotations

from itertools import pairwise

from xieshou.content.catalog import Card, Catalog, in_order
from xieshou.content.kinds.article import Article
from xieshou.content.kinds.figure import Figure
from xieshou.content.kinds.project import Project
from xieshou.content.kinds.topic import Topic


def neighbours_in(catalog: Catalog, language: str) -> dict[str, tuple[str, str]]:
    """The articles before and after each, in one language; of a figure those beside it in its section, of a project
    those beside it in its field.
    """
    articles = sorted(
        (card for card in catalog.cards.values() if card.kind == Article.kind and language in card.languages),
        key=lambda card: (card.date.order if card.date else (), card.slug),
    )
    rows: dict[tuple[str, str], list[Card]] = {}
    for card in in_order(catalog.of_kind(Figure.kind)):
        rows.setdefault((Figure.kind, dict(card.choices).get("type", "")), []).append(card)
    for card in in_order(catalog.of_kind(Project.kind)):
        if field := _field(card):
            rows.setdefault((Project.kind, field), []).append(card)
    found: dict[str, list[str]] = {}
    for row in (articles, *rows.values()):
        for before, after in pairwise(row):
            found.setdefault(before.id, ["", ""])[1] = after.id
            found.setdefault(after.id, ["", ""])[0] = before.id
    return {id_: (earlier, later) for id_, (earlier, later) in found.items()}


def _field(project: Card) -> str:
    """The first topic that a project names: its ``field``, where it has one, comes before its ``topics``."""
    return next((id_ for id_ in project.links if id_.startswith(f"{Topic.kind}/")), "")
