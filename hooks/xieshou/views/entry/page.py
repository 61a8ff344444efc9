"""The page of an entry: an article or a record, with all that belongs to it.

What refers to the entry is found, never written by hand. A long list of it (the news of a topic) goes into archives
below the entry's own address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from xieshou.content.catalog import Card, Catalog
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.kinds.base import Facts, Record
from xieshou.content.kinds.discrepancy import Discrepancy
from xieshou.content.kinds.figure import Figure
from xieshou.content.kinds.file_record import FileRecord
from xieshou.content.kinds.indicator import Indicator
from xieshou.content.kinds.mechanism import Mechanism
from xieshou.content.kinds.need import Need
from xieshou.content.schema import edtf
from xieshou.content.schema.spans import instant
from xieshou.language.locale import show_day
from xieshou.plan.dependencies import FIGURE, INDICATOR, album_of, shown_by_figures, sources_of
from xieshou.plan.feeds import with_feed
from xieshou.plan.navigation import section_of
from xieshou.plan.pages import Page, Plan, StaleText, options
from xieshou.views.entry.discrepancies import difference
from xieshou.views.entry.downloads import file_of
from xieshou.views.entry.fact_rows import fact_rows, side_order
from xieshou.views.entry.figures import series
from xieshou.views.entry.history import history
from xieshou.views.entry.life import first_cited, life_of
from xieshou.views.entry.linked_data import SITE_DEPS, entry_node
from xieshou.views.entry.mechanism_parts import (
    INLINE,
    Members,
    part_deps,
    part_models,
    part_options,
    part_pages,
    parts_of,
)
from xieshou.views.entry.neighbours import neighbours_in
from xieshou.views.entry.readings import readings, totals, with_value
from xieshou.views.entry.side_by_side import TAIL
from xieshou.views.entry.story import Story
from xieshou.views.lists.index import ListOf, archive_pages, archived, step_title
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.figure_models import FigureModel
from xieshou.views.shared.first_facts import first_facts
from xieshou.views.shared.models import BASE, AnswerModel, Group, Item, Link, Marker, When
from xieshou.views.shared.page_models import EntryModel, StaleModel

_MANY_NOTICES = 5
"""Discrepancies named at the head of a page; more are listed at its end."""


def plan(plan: Plan) -> Iterator[Page]:
    """The pages of all entries."""
    catalog = plan.catalog
    members = Members(catalog)
    feeds = with_feed(plan)
    neighbours = {language: neighbours_in(catalog, language) for language in plan.languages}
    for card in catalog.cards.values():
        related = catalog.related(card)
        inline = [(kind, tuple(one.id for one in cards)) for kind, cards in related.items() if len(cards) <= INLINE]
        long = {kind: archived(KINDS[kind], cards, INLINE) for kind, cards in related.items() if len(cards) > INLINE}
        below = tuple((kind, tuple(below.trail for below in archive.archives)) for kind, archive in long.items())
        strands = parts_of(card, members)
        more: dict[str, object] = {"below": below} if below else {}
        if strands:
            more["strands"] = part_options(strands)
        names, content_deps = plan.names(card), reads_whole(catalog, card)
        valued = [id_ for kind, ids in inline if kind == Indicator.kind for id_ in ids if id_ not in content_deps]
        for language, address in names:
            behind = plan.stale.get((card.id, language))
            beside = plan.site.side_by_side and card.kind == Article.kind and len(card.bodies) > 1
            own = {**({"stale": tuple(behind)} if behind else {}), **({"both": True} if beside else {})}
            if feed := feeds.get((card.id, language)):
                own["feed"] = feed
            earlier, later = neighbours[language].get(card.id, ("", ""))
            metadata_deps = (
                *inline,
                ("links", tuple(dict.fromkeys((*card.links, *sources_of(catalog, content_deps))))),
                *(((name, (id_,)) for name, id_ in (("earlier", earlier), ("later", later)) if id_)),
                *part_deps(strands),
            )
            yield Page(
                address, language, section_of(card.kind), "entry", card.id, metadata_deps, (*content_deps, *valued),
                options(more | own), names, SITE_DEPS if card.kind == Indicator.kind else (), body=card.id,
            )  # fmt: skip
            yield from part_pages(plan, language, strands, address, card)
            for kind, archive in long.items():
                yield from archive_pages(
                    plan, language, archive, ListOf(kind, address + f"{KINDS[kind].address}/", card)
                )


def model(context: PageContext) -> EntryModel:
    """What the page of an entry shows."""
    page, labels = context.page, context.labels
    entry = context.entry(page.subject)
    facts = entry.facts
    item = context.item(page.subject)
    story, life = Story.of(context), life_of(context, facts)
    notices = _notices(context, entry.kind)
    article = facts if isinstance(facts, Article) else None
    record = facts if isinstance(facts, Record) else None
    indicator = facts if isinstance(facts, Indicator) else None
    markers = context.markers(facts.sources)
    strands = part_models(context, facts) if isinstance(facts, Mechanism) else ()
    shown = {one.id for part in strands for one in part.group.items} | {one.id for one in notices}
    html, sources = story.html(), context.proofs(facts.sources, entry.kind)
    read = tuple(readings(context, indicator)) if indicator else ()
    read_from = (one for said in read for one in said.sources)
    cover, figure = _cover(context, article), context.figure(page.subject) if isinstance(facts, Figure) else None
    album = album_of(context.card(page.subject), map(context.card, page.content_deps))
    shown.update(album)
    shared = EntryModel(
        title=item.title,
        description=item.summary.text if item.summary else f"{item.title} · {labels(f'kinds.{entry.kind}.lead')}",
        language=context.language,
        trail=_trail(context, entry.kind),
        kind=entry.kind,
        feed=page.option("feed", ""),
        summary=item.summary,
        note=context.words(record.note) if record else None,
        rows=tuple(fact_rows(context, facts, markers)),
        date=context.when(facts.when) if facts.when else None,
        date_label=item.date_label,
        covers=context.when(article.covers) if article and article.covers else None,
        published=_published(context, article) if article else None,
        life=life,
        first_cited=first_cited(context, life),
        instant=instant(facts.when.edtf) if article and facts.when else "",
        node=entry_node(context, facts, tuple(context.placed.values()), (*sources, *read_from)),
        minutes=story.minutes(),
        others=context.others(),
        stale=_stale(context),
        both=Link(labels("both.title"), f"{BASE}{page.address}{TAIL}") if page.option("both") else None,
        author=context.card(page.subject).authors.get(context.language) or (article.author if article else "") or "",
        translator=context.card(page.subject).translators.get(context.language, ""),
        body=html,
        headings=story.headings(),
        groups=tuple(_arranged(_groups(context), shown, markers)),
        sources=sources,
        markers=tuple(markers.items()),
        notices=notices,
        facts=tuple(context.fact(page.subject, n) for n in range(len(context.card(page.subject).dated)) if record),
        cover=cover,
        album=tuple(map(context.figure, album)),
        figure=figure,
        readings=read,
        strands=strands,
        earlier=_first(context, "earlier"),
        later=_first(context, "later"),
    )
    return _with_own(context, facts, shared)


def _with_own(context: PageContext, facts: Facts, shared: EntryModel) -> EntryModel:
    """The page with what kinds show that others do not have."""
    id_ = context.page.subject
    return replace(
        shared,
        made=_made(context),
        first=first_facts(shared.rows, side_order(context, facts.kind)),
        history=history(context, shared.kind),
        aliases=tuple(context.alias(name) for name in facts.aliases) if isinstance(facts, Record) else (),
        file=file_of(context, id_) if isinstance(facts, FileRecord) else None,
        chart=series(context, facts) if isinstance(facts, Indicator) else None,
        totals=totals(context, facts.totals) if isinstance(facts, (Mechanism, Need)) else (),
        answers=tuple(_answers(context, facts)) if isinstance(facts, Need) else (),
        difference=difference(context, id_, facts) if isinstance(facts, Discrepancy) else None,
    )


def _trail(context: PageContext, kind: str) -> tuple[Link, ...]:
    labels = context.labels
    return (
        Link(labels("ui.home"), context.at("")),
        Link(labels(f"kinds.{kind}.many"), context.at(f"{KINDS[kind].address}/")),
    )


def _published(context: PageContext, article: Article) -> When:
    """When it was written; citations go by the day, machines have the time too."""
    return context.when(article.date)._replace(text=show_day(article.date, context.labels))


def _made(context: PageContext) -> str:
    """How the translation that is shown was made, where readers are to know."""
    how, checked = context.card(context.page.subject).made.get(context.language, ("", ""))
    machine = how == "machine"
    if not checked:
        return context.labels("ui.translation.machine") if machine else ""
    return context.labels(f"ui.translation.{'machine' if machine else 'human'}_checked", name=checked)


def _stale(context: PageContext) -> StaleModel | None:
    """What a translation says that is behind its original."""
    told = context.page.option("stale")
    if told is None:
        return None
    behind = StaleText(*told)
    original = next(
        (Link(context.all_labels[behind.of]("ui.also"), BASE + address, language=language)
         for language, address in context.page.names if language == behind.of),
        None,
    )  # fmt: skip
    return StaleModel(context.when(edtf.parse(behind.on)), behind.number, original, behind.of, behind.blocks)


def _groups(context: PageContext) -> Iterator[Group]:
    """What is related, kind by kind: the entries while they are few, and links to the archives below where not."""
    page, labels = context.page, context.labels
    for kind, _ in page.metadata_deps:
        if kind in KINDS and kind != "source":
            items = context.items(kind)
            if kind == Indicator.kind:
                items = tuple(with_value(context, item) for item in items)
            yield Group(labels(f"kinds.{kind}.many"), items, id=kind)
    for kind, trails in page.option("below", ()):
        start = f"{BASE}{page.address}{KINDS[kind].address}/"
        links = tuple(
            Link(step_title(context, trail[-1]), start + "".join(f"{name}/" for _, name in trail)) for trail in trails
        )
        yield Group(labels(f"kinds.{kind}.many"), links=links, id=kind)


def _notices(context: PageContext, kind: str) -> tuple[Item, ...]:
    """The discrepancies named at the head of the page: none, where they are many."""
    notices = context.items("discrepancy")
    return notices if noticed(kind, len(notices)) else ()


def noticed(kind: str, count: int) -> bool:
    """Whether the page of an entry of ``kind`` names its discrepancies, of which there are ``count``, at its head."""
    return kind not in _NO_NOTICE and count <= _MANY_NOTICES


_NO_NOTICE = frozenset(["source", "discrepancy"])
"""Kinds that discrepancies name as evidence, or as their like."""


_ORDER = {kind: place for place, kind in enumerate(KINDS)}


def _arranged(groups: Iterable[Group], shown: set[str], markers: Mapping[str, tuple[Marker, ...]]) -> Iterator[Group]:
    """What is related, kind by kind, without what the page shows elsewhere."""
    for group in sorted(groups, key=lambda group: _ORDER[group.id]):
        items = tuple(item for item in group.items if item.id not in shown) if shown else group.items
        beside = markers.get(KINDS[group.id].folder, ())
        if items or group.links:
            yield group._replace(items=items, markers=beside) if shown or beside else group


def _answers(context: PageContext, need: Need) -> Iterator[AnswerModel]:
    """The published entries among those that met a need."""
    for one in need.answers:
        for kind in ("envoy", "platform", "project", "organisation"):
            id_ = f"{kind}/{getattr(one, kind)}"
            if context.known(id_):
                yield AnswerModel(context.item(id_), context.words(one.how))


def reads_whole(catalog: Catalog, card: Card) -> tuple[str, ...]:
    """Besides what its text shows: its cover, its album, what charts are drawn from, and readings it shows."""
    links = (catalog.cards[id_] for id_ in card.links)
    figures = (
        [id_ for id_ in card.links if id_.startswith(FIGURE)] if card.kind == Article.kind else album_of(card, links)
    )
    shown = shown_by_figures(catalog, [card.id, *figures] if card.kind == Figure.kind else figures)
    read = [id_ for id_ in card.links if id_.startswith(INDICATOR)] if KINDS[card.kind].reads_indicators else []
    return tuple(id_ for id_ in dict.fromkeys((*shown, *read)) if id_ != card.id)


def _cover(context: PageContext, article: Article | None) -> FigureModel | None:
    """The cover of a story, where there is something to see of it."""
    id_ = f"figure/{article.cover}" if article and article.cover else ""
    return context.figure(id_) if id_ and context.known(id_) and context.card(id_).held else None


def _first(context: PageContext, group: str) -> Item | None:
    items = context.items(group)
    return items[0] if items else None
