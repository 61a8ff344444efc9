"""The timeline: every dated fact of every entry, whole while it is short, by year, by month where a year is full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from markupsafe import Markup

from xieshou.plan.archives import FULL, MARK, Archive, by_date
from xieshou.plan.navigation import TIMELINE
from xieshou.plan.pages import Page, Plan, options
from xieshou.views.lists import facets
from xieshou.views.lists.index import step_title
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.listing import Bar, Download
from xieshou.views.shared.models import BASE, Fact, Link
from xieshou.views.shared.page_models import TimelineModel

TAIL = "timeline/"
ALL = "all"
"""The name of the files of the whole timeline."""
FILES = (("ics", "calendar"), ("json", "events"))
"""The files of a year and of the whole, and the views that make them (``calendars``)."""
TYPES = {"ics": "text/calendar", "json": "application/json"}
NEWEST = 12
"""Facts on the front page of a timeline that is too long to stand there whole."""
MONTH = 2
"""Of a date's sort key: how exact it is that names its month."""
Order = tuple[int, int, int, int, str]
"""A date's sort key: year, month, day, how exact, EDTF."""
TimelineFact = tuple[str, int, Order]
"""A fact: the entry, its number there, and its sort key."""


def dated(plan: Plan) -> list[TimelineFact]:
    """Every dated fact, newest first."""
    facts: list[TimelineFact] = [
        (card.id, number, dated.order)
        for card in plan.catalog.cards.values()
        for number, dated in enumerate(card.dated)
    ]
    return sorted(facts, key=lambda fact: (tuple(-part for part in fact[2][:4]), fact[0], fact[1]))


def plan(plan: Plan) -> Iterator[Page]:
    """The whole, the years and the months."""
    facts = dated(plan)
    archive = by_date(facts, lambda fact: fact[2][:4], years_at=0 if facts else None)
    whole = facts if len(facts) <= FULL else []
    # Stories have a front page of their own.
    events = (one for one in facts if one[2][3] >= MONTH and not one[0].startswith("article/"))
    newest = [] if whole else list(islice(events, NEWEST))
    pages = [_shown(plan, one, tuple(whole), facts) for one in archive.walk()]
    for language in plan.languages:
        for one, shown, bars, found in pages:
            front = () if one.trail else tuple((id_, number) for id_, number, _ in newest)
            ids = tuple(dict.fromkeys((*(id_ for id_, _, _ in shown), *dict(front), *facets.entries(found))))
            yield Page(
                plan.prefix(language) + TAIL + one.tail,
                language,
                TIMELINE,
                "timeline",
                "",
                (("items", ids),),
                (),
                options(
                    {
                        "trail": one.trail,
                        "below": tuple(child.trail for child in one.archives),
                        "facts": tuple((id_, number) for id_, number, _ in shown),
                        "newest": front,
                        "bars": bars,
                        "facets": found,
                        "years": tuple(below.trail[0][1] for below in archive.archives) if one.trail else (),
                    }
                ),
                plan.everywhere(TAIL + one.tail),
            )


Shown = tuple[
    Archive[TimelineFact], tuple[TimelineFact, ...], tuple[tuple[int, int], ...], tuple[facets.FacetValues, ...]
]
"""A page: its archive, the facts on it, how many there are in each year (of a year's page: month), its facets."""


def _shown(
    plan: Plan, archive: Archive[TimelineFact], whole: tuple[TimelineFact, ...], facts: list[TimelineFact]
) -> Shown:
    shown = archive.items or (whole if not archive.trail else ())
    counts: Counter[int] = Counter()
    if not archive.trail:
        counts.update(order[0] for _, _, order in facts)
    elif len(archive.trail) == 1:
        counts.update(order[1] if order[3] >= MONTH else 0 for one in archive.walk() for _, _, order in one.items)
    ids = [id_ for id_, _, _ in shown]
    return archive, shown, tuple(sorted(counts.items())), facets.found(plan.catalog, ids, facets.OF_FACTS)


def model(context: PageContext) -> TimelineModel:
    """What a page of the timeline shows: facts under their years."""
    page, labels = context.page, context.labels
    trail = page.option("trail")
    narrowed = facets.filter_of(context, [id_ for id_, _ in page.option("facts")], bool(trail))
    facts = list(_facts(context, narrowed.data))
    below = tuple(
        Link(step_title(context, steps[-1]), context.at(TAIL) + "".join(f"{name}/" for _, name in steps))
        for steps in page.option("below")
    )
    crumbs = [Link(labels("ui.home"), context.at(""))]
    if trail:
        crumbs.append(Link(labels("sections.timeline"), context.at(TAIL)))
    if len(trail) > 1:
        crumbs.append(Link(step_title(context, trail[0]), f"{context.at(TAIL)}{trail[0][1]}/"))
    return TimelineModel(
        title=" · ".join([labels("sections.timeline"), *(step_title(context, step) for step in trail)]),
        description=labels("timeline.lead"),
        language=context.language,
        trail=tuple(crumbs),
        kind="timeline",
        lead=labels("timeline.lead"),
        archives=below,
        newest=tuple(context.fact(id_, number) for id_, number in page.option("newest")),
        facts=tuple((str(year), tuple(found)) for year, found in groupby(facts, key=lambda fact: fact.date.year)),
        files=tuple(_downloads(context, trail)),
        filter=narrowed,
        years=tuple(_years(context, trail)),
        vague=dict(page.option("bars")).get(0, 0),
        bars=tuple(_bars(context, trail, {fact.id for fact in facts})),
    )


def _years(context: PageContext, trail: tuple[tuple[str, str], ...]) -> Iterator[Link]:
    """The way to each other year."""
    for year in context.page.option("years"):
        yield Link(step_title(context, ("year", year)), f"{context.at(TAIL)}{year}/", here=trail[0][1] == year)


def _facts(context: PageContext, data: Sequence[Markup]) -> Iterator[Fact]:
    """The facts, the first of each month with an address of its own on a year's page."""
    seen: set[int] = set()
    of_year = len(context.page.option("trail")) == 1
    for at, (id_, number) in enumerate(context.page.option("facts")):
        order = context.card(id_).dated[number].order
        first = of_year and order[3] >= MONTH and order[1] not in seen
        if first:
            seen.add(order[1])
        own = data[at] if data else Markup()
        yield context.fact(id_, number)._replace(id=f"m{order[1]:02}" if first else "", data=own)


def _bars(context: PageContext, trail: tuple[tuple[str, str], ...], there: set[str]) -> Iterator[Bar]:
    """How many facts each year has, or each month of a year, empty ones too; each bar leads to its facts."""
    counts = {number: count for number, count in context.page.option("bars") if number}
    if len(counts) < 2:
        return
    most = max(counts.values())
    on_page, below = bool(context.page.option("facts")), {steps[-1][1] for steps in context.page.option("below")}
    for number in range(1, 13) if trail else range(min(counts), max(counts) + 1):
        count = counts.get(number, 0)
        share = count * 1000 // most
        if not trail:
            href = f"#y{number}" if on_page else f"{context.at(TAIL)}{number}/"
            href = href if count else ""
            yield Bar(context.labels("ui.shelf_year", year=number), count, share, href)
            continue
        month = f"{MARK}{number:02}"
        href = f"{BASE}{context.page.address}{month}/" if month in below else ""
        href = href or (f"#m{number:02}" if f"m{number:02}" in there else "")
        yield Bar(context.labels(f"timeline.months.m{number:02}"), count, share, href)


def _downloads(context: PageContext, trail: tuple[tuple[str, str], ...]) -> Iterator[Download]:
    if len(trail) > 1 or (trail and not trail[0][1].isdigit()):
        return
    name = trail[0][1] if trail else ALL
    for suffix, _ in FILES if context.page.option("bars") else ():
        yield Download(context.labels(f"timeline.{suffix}"), f"{context.at(TAIL)}{name}.{suffix}", TYPES[suffix])
