"""Stories that show a value which is younger than they are: its indicator has another reading now than when they were
written, and readers may want to be told.

In: the catalog. Out: warnings. A story says by ``updates`` that it was changed since: what is not younger than the last
of these needs no word.
"""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.content.catalog import Card, Catalog
from xieshou.content.kinds.article import Article
from xieshou.content.schema import edtf
from xieshou.content.schema.readings import NoReading, ReadingKey, chosen
from xieshou.content.units import Ref
from xieshou.core.problems import Problem, problem


def unannounced(catalog: Catalog) -> Iterator[Problem]:
    """A warning for each value in a text that comes from sources which all appeared after the story."""
    readings: dict[str, tuple[ReadingKey, ...]] = {}
    for unit in catalog.units:
        if unit.readings:
            readings[f"{unit.kind}/{unit.slug}"] = unit.readings
    for unit in catalog.units:
        if unit.kind != Article.kind or not unit.quotes:
            continue
        card = catalog.cards.get(f"{unit.kind}/{unit.slug}")
        if card is None or card.date is None:
            continue
        known = _last_day(card)
        for ref in map(Ref._make, unit.refs):
            since = _since(catalog, readings.get(f"{ref.kind}/{ref.slug}", ()), ref.quote)
            if since is not None and since.start is not None and since.start.first > known:
                target = f"{ref.kind}:{ref.slug}{ref.quote.rstrip('#')}"
                details = {"value": target, "limit": since.edtf}
                yield problem(unit.path, ref.line, ref.column, "update-proposed", warning=True, **details)


def _last_day(card: Card) -> tuple[int, int, int]:
    """The last day on which a story can have been written or changed."""
    assert card.date is not None
    date = edtf.parse(card.updates[-1].edtf if card.updates else card.date.edtf)
    return (date.end or date.anchor).last


def _since(catalog: Catalog, readings: tuple[ReadingKey, ...], quote: str) -> edtf.Date | None:
    """The date of the first source of the reading that is quoted; None where nothing is, or one is not known."""
    if not quote or not readings:
        return None
    try:
        reading = readings[chosen(readings, quote.removeprefix("#"))]
    except NoReading:
        return None
    cards = [catalog.cards.get(f"source/{name}") for name in reading.sources]
    dates = [edtf.parse(card.date.edtf) for card in cards if card is not None and card.date is not None]
    return min(dates, key=lambda one: one.order) if dates and len(dates) == len(cards) else None
