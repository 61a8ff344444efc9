"""Facets: by what the items of a page can be narrowed, and the attributes by which a script does it.

In: the entries of one page. Out: plain data for the page's options (planning), then controls and attributes
(rendering). Only what is on the page is counted: nothing archive-wide, so a new story changes no other page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup, escape

from xieshou.content.catalog import Card, Catalog
from xieshou.content.kinds.article import Article
from xieshou.content.schema import edtf
from xieshou.content.schema.types.quantity import QuantityType
from xieshou.views.shared.cells import date_label
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.listing import Facet, Filter, Option

FEW = 6
"""Items that need no filter."""
MANY = 40
"""Values of a facet, the most frequent first."""
OF_RECORDS = ("field", "place", "partner", "year", "status", "amount", "type", "level", "side", "programme")
_STATUS = ("stage", "status", "result_status", "resolution")
_CHOICES = ("type", "level", "side", "programme")
_ENTRIES = {"field": "topic", "place": "place", "partner": "organisation"}
"""Facets whose values are entries."""
_STEPS = ((Decimal(10) ** 8, "below-100m"), (Decimal(10) ** 9, "100m-1bn"))
_MOST, _UNIT = "1bn-up", "元"

FacetValues = tuple[str, tuple[tuple[str, tuple[int, ...]], ...]]
"""A facet: its name, and for each value the places on the page of the items that have it."""


def found(catalog: Catalog, ids: Sequence[str], names: Iterable[str]) -> tuple[FacetValues, ...]:
    """The facets of a page that shows ``ids``; none that would leave all or has one value alone."""
    if len(ids) < FEW:
        return ()
    cards = [catalog.cards[id_] for id_ in ids]
    return tuple(one for name in names if (one := _facet(name, cards, catalog)))


def _facet(name: str, cards: Sequence[Card], catalog: Catalog) -> FacetValues | None:
    places: dict[str, list[int]] = {}
    for at, card in enumerate(cards):
        for value in dict.fromkeys(_values(name, card, catalog)):
            places.setdefault(value, []).append(at)
    if not places or (len(places) == 1 and len(next(iter(places.values()))) == len(cards)):
        return None
    often = sorted(places.items(), key=lambda one: (-len(one[1]), one[0]))[:MANY]
    return name, tuple((value, tuple(at)) for value, at in often)


def _values(name: str, card: Card, catalog: Catalog) -> Iterator[str]:
    if name == "kind":
        yield card.kind
    elif name == "year":
        if card.year:
            yield str(card.year)
    elif name == "partner" and card.kind != Article.kind:
        yield from (id_ for one, _ in card.parties if (id_ := f"organisation/{one}") in catalog.cards)
    elif name in _ENTRIES:
        yield from (link for link in card.links if link.startswith(f"{_ENTRIES[name]}/"))
    elif name == "status":
        yield from (f"{field}-{value}" for field, _, value in card.facts if field in _STATUS)
    elif name == "amount":
        amount = amount_of(card)
        if amount is not None:
            yield next((step for limit, step in _STEPS if amount < limit), _MOST)
    elif name in _CHOICES:
        yield from (value for field, value in card.choices if field == name)


def amount_of(card: Card) -> Decimal | None:
    """The sum a list shows of an entry, in yuan."""
    for _, form, value in card.facts:
        if form == "quantity":
            quantity = QuantityType().unpack(value)
            if quantity.unit == _UNIT:
                return quantity.value
    return None


def entries(facets: Iterable[FacetValues]) -> tuple[str, ...]:
    """The entries that facets name, whose names their controls show."""
    return tuple(value for name, values in facets if name in _ENTRIES for value, _ in values)


def filter_of(context: PageContext, ids: Sequence[str], part: bool = False) -> Filter:
    """The controls of the page's facets, and the attributes of its items, which are ``ids``."""
    facets: tuple[FacetValues, ...] = context.page.option("facets", ())
    if not facets:
        return Filter()
    data: list[dict[str, list[str]]] = [{} for _ in ids]
    for name, values in facets:
        for value, places in values:
            for at in places:
                data[at].setdefault(name, []).append(_short(name, value))
    cards = [context.card(id_) for id_ in ids]
    amounts = [amount_of(card) for card in cards]
    ranks = context.page.option("ranks") or [0] * len(cards)
    dated, summed = any(card.date for card in cards), any(amounts)
    sorts = (*(("newest", "oldest") if dated else ()), "name", *(("sum",) if summed else ()))
    return Filter(
        facets=tuple(Facet(name, context.labels(f"facets.{name}"), tuple(_options(context, name, values)))
                     for name, values in facets),
        data=tuple(_attributes(*one) for one in zip(data, _dates(context, cards), amounts, ranks, strict=True)),
        sorts=sorts,
        date_label=date_label(cards[0].kind, context.labels) if len({card.kind for card in cards}) == 1 else "",
        part=part,
    )  # fmt: skip


def _dates(context: PageContext, cards: Sequence[Card]) -> Iterator[tuple[str, int]]:
    """For each item its date as shown, and its place in time among those of the page: a key would claim a day."""
    orders = sorted({card.date.order[:4] for card in cards if card.date})
    places = {order: place for place, order in enumerate(orders, 1)}
    for card in cards:
        yield (context.when(edtf.parse(card.date.edtf)).text, places[card.date.order[:4]]) if card.date else ("", 0)


def _attributes(
    values: Mapping[str, Sequence[str]], dated: tuple[str, int], amount: Decimal | None, rank: int
) -> Markup:
    said = {name: " ".join(found) for name, found in values.items() if name != "kind"}  # lists of kinds say it anyway
    shown, place = dated
    if place:
        said |= {"date": shown, "order": str(place)}
    if amount is not None:
        said["sum"] = f"{amount.normalize():f}"
    if rank:
        said["rank"] = str(rank)
    return Markup(" data-item" + "".join(f' data-{name}="{escape(value)}"' for name, value in said.items()))


def _short(name: str, value: str) -> str:
    return value.partition("/")[2] if name in _ENTRIES else value


def _options(context: PageContext, name: str, values: Iterable[tuple[str, tuple[int, ...]]]) -> Iterator[Option]:
    options = [Option(_short(name, value), label_of(context, name, value), len(places)) for value, places in values]
    if name == "year":
        options.sort(key=lambda one: one.value, reverse=True)
    yield from options


def label_of(context: PageContext, name: str, value: str) -> str:
    """What a value of a facet is called."""
    if name in _ENTRIES:
        return context.item(value).title
    if name == "kind":
        return context.labels(f"kinds.{value}.many")
    if name == "year":
        return context.labels("ui.shelf_year", year=value)
    if name == "amount":
        return context.labels(f"facets.amounts.{value}")
    if name == "status":
        field, _, choice = value.partition("-")
        return context.choice(field, choice).text
    return context.choice(name, value).text
