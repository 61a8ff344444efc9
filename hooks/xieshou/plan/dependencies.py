"""What a page depends on beyond what its view names: by construction, so that no view can forget it.

In: a planned page and the catalog. Out: the page, with what the text it shows refers to and what its entries can have
chosen among its dependencies.
"""

from __future__ import annotations

from collections.abc import Iterable

from xieshou.content.catalog import Card, Catalog
from xieshou.plan.pages import Page
from xieshou.plan.site_values import choice_keys

FIGURE, INDICATOR, DISCREPANCY, SOURCE = "figure/", "indicator/", "discrepancy/", "source/"
"""Beginnings of ids."""


def complete(page: Page, catalog: Catalog) -> Page:
    """``page`` with all it depends on."""
    if page.body:
        card, own = catalog.cards[page.body], page.language
        read = (*card.quotes.get(own, ()), *card.aims.get(own, ()))
        page = _with_text(page, catalog, card.mentions.get(own, ()), read)
    return _with_choices(page)


def complete_doc(page: Page, catalog: Catalog, mentions: tuple[str, ...], read: tuple[str, ...]) -> Page:
    """The same for a hand-written page, whose text names ``mentions`` and shows values or links to parts of ``read``:
    published entries by id.
    """
    return _with_choices(_with_text(page, catalog, mentions, read))


def _with_text(page: Page, catalog: Catalog, mentions: tuple[str, ...], read: tuple[str, ...]) -> Page:
    """Whatever the text refers to may show on the page: names of all, figures and quoted values whole, and
    whole what it links to a part of: what that part is called there, the text there decides.
    """
    figures = [id_ for id_ in mentions if id_.startswith(FIGURE)]
    own, shown = {page.subject, *page.content_deps}, dict.fromkeys((*shown_by_figures(catalog, figures), *read))
    more = tuple(id_ for id_ in shown if id_ not in own)
    named = tuple(dict.fromkeys((*mentions, *sources_of(catalog, shown))))
    if not named:
        return page
    return page._replace(metadata_deps=(*page.metadata_deps, ("body", named)), content_deps=(*page.content_deps, *more))


def _with_choices(page: Page) -> Page:
    """What a side or a programme is called stands in ``site.yml``, and any entry that can have one may show it."""
    kinds = {id_.partition("/")[0] for id_ in page.shown}
    keys = {key for kind in kinds for key in choice_keys(kind)}
    if keys.issubset(page.site_deps):
        return page
    return page._replace(site_deps=tuple(sorted(keys.union(page.site_deps))))


def shown_by_figures(catalog: Catalog, figures: Iterable[str]) -> tuple[str, ...]:
    """The figures themselves, then the indicators that their charts are drawn from."""
    shown = tuple(dict.fromkeys(figures))
    drawn = (id_ for figure in shown for id_ in catalog.cards[figure].links if id_.startswith(INDICATOR))
    return (*shown, *dict.fromkeys(drawn))


def album_of(card: Card, named: Iterable[Card]) -> tuple[str, ...]:
    """The photographs of the album of an entry, among those that it has ``named``: they stand in its own file."""
    if card.id.startswith(FIGURE):
        return ()
    return tuple(one.id for one in named if one.id.startswith(FIGURE) and one.path == card.path)


def sources_of(catalog: Catalog, content_deps: Iterable[str]) -> tuple[str, ...]:
    """The sources that readings may name: those of the indicators and discrepancies read whole."""
    quoting = (id_ for id_ in content_deps if id_.startswith((INDICATOR, DISCREPANCY)))
    links = (link for id_ in quoting for link in catalog.cards[id_].links if link.startswith(SOURCE))
    return tuple(dict.fromkeys(links))
