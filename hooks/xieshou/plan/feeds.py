"""Which feeds there are: the news, each topic, each kind that has dates, and the corrections, in each language.

In: the catalog and what the site says of its feeds. Out: ``Feed``, for the files, the page that lists them and the
heads of the pages they belong to. A feed holds the newest of its list alone, so that a new story costs the same in any
archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from xieshou.content.catalog import Card, in_order
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.schema import edtf
from xieshou.content.units import UpdateFact
from xieshou.plan.pages import Plan

ATOM, JSON = "feed.xml", "feed.json"
TYPES = {ATOM: "application/atom+xml", JSON: "application/feed+json"}
"""The files of each feed, in its folder, and their MIME types."""
CORRECTIONS = "corrections/"
"""The address, without the language, of the list of corrections."""
LIST = "feeds/"
"""That of the page that lists the feeds."""
NEWS, KIND, TOPIC, UPDATES = "news", "kind", "topic", "updates"
"""Sorts of feeds."""
_TOPIC = "topic"
_LEFT_OUT = frozenset([Article.kind, "source"])
"""Kinds without a feed of their own: stories are the site's news, and when a source appeared is nobody's news."""


class Feed(NamedTuple):
    """A feed in one language. ``tail``: its folder, without the language. ``subject``: the topic or the name of the
    kind; ``ids``: its entries, newest first. ``updates``: of a feed of corrections, what they were (see ``updates``).
    """

    sort: str
    language: str
    tail: str
    subject: str = ""
    ids: tuple[str, ...] = ()
    updates: tuple[Update, ...] = ()


Update = tuple[str, int, str, str, tuple[tuple[str, str], ...]]
"""An update: the story, its number among those of its day, its day, its kind, what was changed."""


def feeds(plan: Plan) -> Iterator[Feed]:
    """Every feed that has something in it."""
    entries = plan.site.feeds.entries
    stories = in_order(plan.catalog.of_kind(Article.kind))
    changes = updates(plan)
    for language in plan.languages:
        news = _in(stories, language, entries)
        if news:
            yield Feed(NEWS, language, "", Article.kind, news)
        yield from _of_topics(plan, stories, language, entries)
        for kind in KINDS:
            if kind not in _LEFT_OUT:
                dated = [card for card in plan.catalog.of_kind(kind) if card.date]
                if found := _in(in_order(dated), language, entries):
                    yield Feed(KIND, language, f"{KINDS[kind].address}/", kind, found)
        told = tuple(islice((one for one in changes if _has(plan, one[0], language)), entries))
        if told:
            yield Feed(UPDATES, language, CORRECTIONS, "", tuple(dict.fromkeys(one[0] for one in told)), told)


def with_feed(plan: Plan) -> dict[tuple[str, str], str]:
    """The folder of the feed of a topic or a kind in a language, by (id or name, language)."""
    return {
        (feed.subject, feed.language): plan.prefix(feed.language) + feed.tail
        for feed in feeds(plan)
        if feed.sort in (TOPIC, KIND)
    }


def updates(plan: Plan) -> list[Update]:
    """The updates of all stories, the latest first."""
    found: list[tuple[float, Update]] = []
    for card in plan.catalog.cards.values():
        days: dict[str, int] = {}
        for one in card.updates:
            day = one.edtf[:10]
            days[day] = days.get(day, 0) + 1
            found.append((_moment(one), (card.id, days[day], one.edtf, one.kind, one.what)))
    return [update for _, update in sorted(found, key=lambda one: (-one[0], one[1][0], -one[1][1]))]


def _moment(update: UpdateFact) -> float:
    return edtf.parse(update.edtf).moment.timestamp()


def _has(plan: Plan, id_: str, language: str) -> bool:
    return language in plan.catalog.cards[id_].languages


def _in(cards: list[Card], language: str, entries: int) -> tuple[str, ...]:
    """The first of ``cards`` that are in ``language``: a feed in one language is read by people who know it."""
    return tuple(islice((card.id for card in cards if language in card.languages), entries))


def _of_topics(plan: Plan, stories: list[Card], language: str, entries: int) -> Iterator[Feed]:
    found: dict[str, list[str]] = {card.id: [] for card in plan.catalog.of_kind(_TOPIC) if language in card.languages}
    for card in stories:
        if language in card.languages:
            for link in card.links:
                if link in found and len(found[link]) < entries:
                    found[link].append(card.id)
    for id_, ids in found.items():
        if ids:
            card = plan.catalog.cards[id_]
            tail = plan.address(card, language).removeprefix(plan.prefix(language))
            yield Feed(TOPIC, language, tail, id_, tuple(ids))
