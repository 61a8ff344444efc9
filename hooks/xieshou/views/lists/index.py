"""Lists: the index of each kind, and the archives of those too long for one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from xieshou.content.anchors import figure_anchor
from xieshou.content.catalog import Card, Catalog, in_order
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.kinds.base import Facts
from xieshou.content.kinds.figure import Figure
from xieshou.content.kinds.indicator import Indicator
from xieshou.content.kinds.place import Place
from xieshou.plan import archives
from xieshou.plan.dependencies import sources_of
from xieshou.plan.feeds import with_feed
from xieshou.plan.navigation import section_of
from xieshou.plan.pages import Page, Plan, options
from xieshou.views.entry.figures import draw
from xieshou.views.entry.readings import with_value
from xieshou.views.lists import facets
from xieshou.views.lists.sums import sums_above, sums_of
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.figure_models import LOOKED_FOR, FigureModel
from xieshou.views.shared.models import BASE, Group, Item, Link
from xieshou.views.shared.page_models import ListModel, Region

FRONT = 20
"""Entries on the front page of a list that has archives, above these."""
OWN_INDEX = frozenset(["term"])
"""Kinds whose index is made by a view of its own (``glossary``)."""
_FULL = {"figure": 80, "discrepancy": 55, "indicator": 2 * archives.FULL}
"""Entries on one page where a line is longer or shorter than most: a figure may bring a chart of 3 kB."""
WHOLE_KINDS = frozenset(["figure", "indicator", "discrepancy", "place"])
"""Kinds whose lists show more than metadata: the picture, the latest reading, what differs, what a place lies in."""
_VIEWS = {"discrepancy": "discrepancies"}
"""Kinds whose lists are of a view of their own."""


def plan(plan: Plan) -> Iterator[Page]:
    """The index of every kind, and its archives."""
    feeds = with_feed(plan)
    for kind, cls in KINDS.items():
        if kind in OWN_INDEX:
            continue
        cards = in_order(plan.catalog.of_kind(kind))
        full = _FULL.get(kind, archives.FULL)
        news = kind == Article.kind
        # Stories stand below their year; other entries stand where a year would.
        archive = archived(cls, cards, full, 0 if news and cards else None, "" if news else archives.MARK)
        front = _ids(kind, _front(plan.catalog, cards)) if archive.archives else ()
        for language in plan.languages:
            address = f"{plan.prefix(language)}{cls.address}/"
            yield from archive_pages(
                plan, language, archive, ListOf(kind, address, front=front, feed=feeds.get((kind, language), ""))
            )


def _front(catalog: Catalog, cards: Sequence[Card]) -> list[Card]:
    """What is shown where there is not room for all: the newest, or without dates what most entries name. All that is
    looked for: whoever has it shall find it.
    """
    named = {} if any(card.date for card in cards) else catalog.backs
    held = sorted((card for card in cards if card.held), key=lambda card: -len(named.get(card.id, ())))
    first = sorted(held, key=_picture_first) if cards and cards[0].kind == Figure.kind else held
    return [*first[:FRONT], *(card for card in cards if not card.held)]


def _ids(kind: str, cards: Sequence[Card]) -> tuple[str, ...]:
    """Cards in the order a page shows them: pictures before charts, both before what only a caption is left of."""
    shown = sorted(cards, key=_picture_first) if kind == Figure.kind else cards
    return tuple(card.id for card in shown)


def _picture_first(card: Card) -> int:
    found = next((value for field, value in card.choices if field == "type"), "")
    return _FIGURES.index(found) if found in _FIGURES else len(_FIGURES)


_FIGURES = ("photo", "video", "illustration", "chart", "audio", "elsewhere")


def archived(
    cls: type[Facts], cards: Sequence[Card], full: int, years_at: int | None = None, mark: str = ""
) -> archives.Archive[Card]:
    """Cards in archives: by date where their kind has one, else by letter."""
    if any(card.date for card in cards) and cls.kind != "source":
        filed = sorted(cards, key=lambda card: -archives.filed_under(card)[0])
        return archives.by_date(filed, archives.filed_under, full, years_at, mark)
    return archives.by_letter(sorted(cards, key=lambda card: card.slug), lambda card: card.slug, full)


class ListOf(NamedTuple):
    """Which list an archive holds: entries of ``kind``, at ``address``.

    ``owner`` is the entry whose list it is, if it is one's; ``front`` what stands on the first page above the archives,
    ``among`` the choices that all in it have made, ``feed`` the folder of its feed, if it has one.
    """

    kind: str
    address: str
    owner: Card | None = None
    front: tuple[str, ...] = ()
    among: tuple[tuple[str, str], ...] = ()
    feed: str = ""


def archive_pages(plan: Plan, language: str, archive: archives.Archive[Card], listed: ListOf) -> Iterator[Page]:
    """The pages of an archive and all below."""
    kind, address, owner, front, among, feed = listed
    tail = address.removeprefix(plan.prefix(language))
    for one in archive.walk():
        if owner is not None and not one.trail:
            continue  # the owner's own page shows the top
        ids = _ids(kind, one.items) or (front if not one.trail else ())
        below = tuple(child.trail for child in one.archives)
        metadata_deps = (("items", ids), *((("owner", (owner.id,)),) if owner else ()))
        content_deps = _content_deps(plan, ids) if kind in WHOLE_KINDS and (kind != Place.kind or owner is None) else ()
        narrowed = facets.found(plan.catalog, dict(metadata_deps)["items"], facets.OF_RECORDS) if owner is None else ()
        if narrowed:
            metadata_deps = (*metadata_deps, ("facets", facets.entries(narrowed)))
        if content_deps:
            metadata_deps = (*metadata_deps, ("sources", sources_of(plan.catalog, content_deps)))
        sums = sums_above(plan, listed.kind) if listed.owner is None and not one.trail else ()
        if sums:
            metadata_deps, content_deps = (*metadata_deps, ("sums", sums)), (*content_deps, *sums)
        names = plan.everywhere(tail + one.tail)
        if owner is not None:
            # An owner's address differs by language only in the prefix, and it may lack a language.
            names = tuple((own, name) for own, name in names if own in owner.languages)
        yield Page(
            address + one.tail,
            language,
            section_of(kind if owner is None else owner.kind),
            _VIEWS.get(kind, "index"),
            "",
            metadata_deps,
            content_deps,
            options(
                {
                    "kind": kind,
                    "trail": one.trail,
                    "below": below,
                    "top": address,
                    "among": among,
                    "feed": "" if one.trail else feed,
                    "facets": narrowed,
                    "ranks": _ranks(plan, ids, language) if narrowed and kind != Article.kind else (),
                }
            ),
            names,
            ("sums",) if sums else (),
        )


def _ranks(plan: Plan, ids: Sequence[str], language: str) -> tuple[int, ...]:
    return plan.sounds.ranks([plan.catalog.cards[id_] for id_ in ids], language)


def model(context: PageContext) -> ListModel:
    """What a list shows."""
    page, labels = context.page, context.labels
    kind, trail, top = page.option("kind"), page.option("trail"), page.option("top")
    many = labels(f"kinds.{kind}.many")
    among = (context.choice(field, value).text for field, value in page.option("among"))
    title = " · ".join([many, *among, *(step_title(context, step) for step in trail)])
    crumbs = [Link(labels("ui.home"), context.at(""))]
    owner = next(iter(context.items("owner")), None)
    if owner:
        crumbs.append(Link(owner.title, owner.href))
        title = f"{owner.title} · {title}"
    elif trail:
        crumbs.append(Link(many, BASE + top))
    for depth in range(1, len(trail)):
        tail = "".join(f"{name}/" for _, name in trail[:depth])
        crumbs.append(Link(step_title(context, trail[depth - 1]), f"{BASE}{top}{tail}"))
    links = tuple(
        Link(step_title(context, below[-1]), f"{BASE}{top}" + "".join(f"{name}/" for _, name in below))
        for below in page.option("below")
    )
    items = context.items("items")
    if kind == Indicator.kind:
        items = tuple(with_value(context, item) for item in items)
    lead = labels(f"kinds.{kind}.lead")
    narrowed = facets.filter_of(context, page.ids("items"), bool(links or trail))
    if narrowed.data:
        items = tuple(item._replace(data=data) for item, data in zip(items, narrowed.data, strict=True))
    lost = tuple(item for item in items if not context.card(item.id).held)
    shown = tuple(item for item in items if item not in lost) if lost else items
    figures = tuple(_drawn(context, item) for item in shown) if kind == Figure.kind else ()
    groups = tuple(_grouped(shown, labels("ui.other"))) if shown and not figures else ()
    return ListModel(
        title=title,
        description=f"{title} · {lead}" if trail or owner else lead,
        language=context.language,
        trail=tuple(crumbs),
        kind=kind,
        feed=page.option("feed"),
        lead="" if trail or owner else lead,
        groups=(*groups, *((Group(labels("ui.looked_for"), lost, id=LOOKED_FOR),) if lost else ())),
        archives=links,
        figures=figures,
        filter=narrowed,
        sums=sums_of(context),
        places=tuple(_within(context, "", _parents(context, items))) if kind == Place.kind and not owner else (),
    )


def _parents(context: PageContext, items: Sequence[Item]) -> dict[str, str]:
    """What each place of the page lies in, if that is on the page too; empty for the outermost."""
    found: dict[str, str] = {}
    for item in items:
        place = context.entry(item.id).facts
        assert isinstance(place, Place)
        parent = f"place/{place.parent}"
        found[item.id] = parent if parent in context.page.ids("items") else ""
    return found


def _within(context: PageContext, outer: str, parents: Mapping[str, str]) -> Iterator[Region]:
    """The places in ``outer``, those with places in them first."""
    inside = [id_ for id_, parent in parents.items() if parent == outer]
    for id_ in sorted(inside, key=lambda one: one not in parents.values()):
        within = tuple(_within(context, id_, parents))
        if within or outer:
            yield Region(context.item(id_), within)


def _drawn(context: PageContext, item: Item) -> FigureModel:
    figure = draw(context, context.entry(item.id))
    return replace(figure, anchor=figure_anchor(item.id), item=item)


def step_title(context: PageContext, step: tuple[str, str]) -> str:
    """What one step to an archive is called: 2024年, May, P."""
    level, name = step[0], step[1].lstrip(archives.MARK)
    if level == "year":
        return context.labels("ui.undated") if name == "undated" else context.labels("ui.shelf_year", year=name)
    if level == "month":
        return context.labels(f"months.m{name}")
    if level == "part":
        return context.labels("ui.shelf_part", number=name)
    return name.upper()


def _content_deps(plan: Plan, ids: tuple[str, ...]) -> tuple[str, ...]:
    indicators = [
        link
        for id_ in ids
        if id_.startswith(("figure/", "discrepancy/"))
        for link in plan.catalog.cards[id_].links
        if link.startswith("indicator/")
    ]
    return tuple(dict.fromkeys((*ids, *indicators)))


def _grouped(items: tuple[Item, ...], other: str) -> Iterator[Group]:
    """Items under the first of their choices (type, programme), in the order they come; ungrouped if there is one."""
    groups: dict[str, list[Item]] = {}
    by: dict[str, str] = {}
    for item in items:
        row = next((row for row in item.facts if row.field in ("type", "programme")), None)
        title = getattr(row.cells[0], "text", "") if row else ""
        groups.setdefault(title, []).append(item)
        by[title] = row.field if row else ""
    if len(groups) < 2:
        yield Group("", items)
        return
    for title, found in groups.items():
        if title:
            yield Group(title, tuple(found), by=by[title])
    if "" in groups:
        yield Group(other, tuple(groups[""]))
