"""The ids on the page of an entry: what a link may lead to there.

In: the catalog, and the texts and facts as they are kept. Out: the ids that the page's text and its template write. It
stands beside the page that it speaks of: a test holds it to what is written.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field

from xieshou.content.anchors import figure_anchor, ids_of
from xieshou.content.catalog import Card, Catalog
from xieshou.content.entries import Entry
from xieshou.content.kinds.article import Article
from xieshou.content.kinds.figure import Figure
from xieshou.content.markdown.body import Body, unpacked
from xieshou.content.schema.fallback import shown_in
from xieshou.core.cache import Store
from xieshou.plan.dependencies import DISCREPANCY, album_of
from xieshou.views.entry.life import UPDATE_ID
from xieshou.views.entry.mechanism_parts import INLINE, Members, parts_of
from xieshou.views.entry.page import noticed


@dataclass(frozen=True, slots=True)
class PageIds:
    """What the pages of a catalog's entries have for ids. ``store`` keeps their texts and facts."""

    catalog: Catalog
    store: Store
    _known: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def of_text(self, card: Card, language: str) -> tuple[str, ...]:
        """Those of the text that readers of ``language`` are shown."""
        body = self._body(card, shown_in(language, card.languages))
        return ids_of(body) if body else ()

    def of(self, card: Card, language: str) -> tuple[str, ...]:
        """Those of the page that readers of ``language`` are shown."""
        shown = shown_in(language, card.languages)
        found = self._known.get((card.id, shown))
        if found is None:
            ids = (*self.of_text(card, shown), *self._figures(card, shown), *self._groups(card), *self._sources(card))
            ids += tuple(UPDATE_ID.format(number + 1) for number in range(len(card.updates)))
            found = self._known[card.id, shown] = tuple(dict.fromkeys(ids))
        return found

    def _body(self, card: Card, language: str) -> Body | None:
        digest = card.bodies.get(language)
        data = None if digest is None else self.store.body(digest)
        return None if data is None else unpacked(data)

    def entry(self, id_: str) -> Entry | None:
        """The facts of an entry."""
        data = self.store.facts(id_)
        return None if data is None else pickle.loads(data)

    def _figures(self, card: Card, language: str) -> Iterator[str]:
        """A figure's own page shows it, an article its cover, an entry its album; a text some by the names of files."""
        entry = self.entry(card.id) if card.kind == Article.kind else None
        cover = f"figure/{entry.facts.cover}" if entry and isinstance(entry.facts, Article) else ""
        if cover in self.catalog.cards and self.catalog.cards[cover].held:
            yield figure_anchor(cover)
        if card.kind == Figure.kind:
            yield figure_anchor(card.id)
        yield from map(figure_anchor, self._album(card))
        body = self._body(card, language)
        files = (
            {piece.slug for piece in body.pieces if not isinstance(piece, str) and piece.kind == "asset"}
            if body
            else ()
        )
        for id_ in card.mentions.get(language, ()) if files else ():
            if any(name in files for _, name in self.catalog.cards[id_].images):
                yield figure_anchor(id_)

    def _album(self, card: Card) -> tuple[str, ...]:
        return album_of(card, (self.catalog.cards[id_] for id_ in card.links))

    def _groups(self, card: Card) -> Iterator[str]:
        """What is related stands under the name of its kind, but for what the page shows elsewhere."""
        related = self.catalog.related(card)
        notices = related.get(DISCREPANCY[:-1], [])
        strands = parts_of(card, Members(self.catalog)) if card.membership_queries else ()
        elsewhere = {id_ for part in strands for id_ in part.shown}
        elsewhere |= set(self._album(card))
        elsewhere |= {one.id for one in notices} if noticed(card.kind, len(notices)) else set()
        for kind, cards in related.items():
            if kind != "source" and (len(cards) > INLINE or any(one.id not in elsewhere for one in cards)):
                yield kind

    def _sources(self, card: Card) -> Iterator[str]:
        """They are numbered where something of the facts points to one."""
        entry = self.entry(card.id)
        given = entry.facts.sources if entry else ()
        published = [one for one in given if f"source/{one.source}" in self.catalog.cards]
        if any(one.for_ for one in published):
            yield from (f"__source-{number}" for number in range(1, len(published) + 1))
