"""What stands before and after an entry: the articles by date, the figures by their sections.

In: the catalog. Out: ids, for the links at the foot of a page.
"""

from __future__ import annotations

from itertools import pairwise

from xieshou.content.catalog import Card, Catalog, in_order
from xieshou.content.kinds.article import Article
from xieshou.content.kinds.figure import Figure


def neighbours_in(catalog: Catalog, language: str) -> dict[str, tuple[str, str]]:
    """The articles before and after each, in one language; of a figure those beside it in its section."""
    articles = sorted(
        (card for card in catalog.cards.values() if card.kind == Article.kind and language in card.languages),
        key=lambda card: (card.date.order if card.date else (), card.slug),
    )
    sections: dict[str, list[Card]] = {}
    for card in in_order(catalog.of_kind(Figure.kind)):
        sections.setdefault(dict(card.choices).get("type", ""), []).append(card)
    found: dict[str, list[str]] = {}
    for row in (articles, *sections.values()):
        for before, after in pairwise(row):
            found.setdefault(before.id, ["", ""])[1] = after.id
            found.setdefault(after.id, ["", ""])[0] = before.id
    return {id_: (earlier, later) for id_, (earlier, later) in found.items()}
