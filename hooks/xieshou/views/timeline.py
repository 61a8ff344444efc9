"""The timeline: every dated fact of every entry, what happened apart from what was reported; whole while it is short,
by year, by month where a year is full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from xieshou.content.catalog import Catalog
from xieshou.content.kinds.source import Source
from xieshou.content.kinds.topic import FIELD
from xieshou.content.schema import edtf
from xieshou.plan.archives import FULL, Archive, by_date
from xieshou.plan.navigation import TIMELINE
from xieshou.plan.pages import Page, Plan, options
from xieshou.views.lists import facets
from xieshou.views.lists.index import step_title
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.listing import Download
from xieshou.views.shared.models import Link
from xieshou.views.shared.page_models import TimelineModel
from xieshou.views.shared.time_forms import FORMS
from xieshou.views.shared.time_models import Pick, TimeSpan, YearBars
from xieshou.views.shared.time_rows import HAPPENED, MONTH, REPORTED, Told, lane_of, lanes, rows, told
from xieshou.views.timeline_chart import Drawn, Reach, chart

TAIL = "timeline/"
ALL = "all"
"""The name of the files of the whole timeline."""
FILES = (("ics", "calendar"), ("json", "events"))
"""The files of a year and of the whole, and the views that make them (``calendars``)."""
TYPES = {"ics": "text/calendar", "json": "application/json"}
NEWEST = 12
"""Facts on the front page of a timeline that is too long to stand there whole."""
MOST_FIELDS = 8
"""Fields to narrow a page by; with the kinds no more than the style sheet has rules for."""
MOST_PICKS = 20
Order = tuple[int, int, int, int, str]
"""A date's sort key: year, month, day, how exact, EDTF."""
TimelineFact = tuple[str, int, Order]
"""A fact: the entry, its number there, and its sort key."""
PICKED = ("kind", "field")


def dated(plan: Plan) -> list[TimelineFact]:
    """Every dated fact, newest first."""
    facts: list[TimelineFact] = [
        (card.id, number, dated.order)
        for card in plan.catalog.cards.values()
        for number, dated in enumerate(card.dated)
    ]
    return sorted(facts, key=lambda fact: (tuple(-part for part in fact[2][:4]), fact[2][4], fact[0], fact[1]))


def plan(plan: Plan) -> Iterator[Page]:
    """The whole, the years and the months."""
    facts = dated(plan)
    archive = by_date(facts, lambda fact: fact[2][:4], years_at=0 if facts else None)
    whole = facts if len(facts) <= FULL else []
    # Stories have a front page of their own.
    events = (one for one in facts if one[2][3] >= MONTH and lane_of(one[0]) == HAPPENED)
    newest = [] if whole else list(islice(events, NEWEST))
    reach = _reach(plan.catalog)
    years = tuple(below.trail[0][1] for below in archive.archives)
    for one in archive.walk():
        shown = one.items or (tuple(whole) if not one.trail else ())
        front = () if one.trail else tuple((id_, number) for id_, number, _ in newest)
        picked = _picked(plan.catalog, [id_ for id_, _, _ in shown])
        ids = tuple(dict.fromkeys((*(id_ for id_, _, _ in shown), *dict(front), *facets.entries(picked))))
        values = {
            "trail": one.trail,
            "below": tuple(child.trail for child in one.archives),
            "facts": tuple((id_, number) for id_, number, _ in shown),
            "newest": front,
            "drawn": tuple(map(tuple, _drawn(one))) if len(one.trail) == 1 else (),
            "years_of": _counts(facts) if not one.trail else (),
            "picked": picked,
            "years": years if one.trail else (),
            # A page of a year that the sources know whole must not change with the next source.
            "reach": reach if one.trail and one.trail[0][1] >= str(reach[0]) else (),
        }
        for language in plan.languages:
            yield Page(
                plan.prefix(language) + TAIL + one.tail, language, TIMELINE, "timeline", "", (("items", ids),), (),
                options(values), plan.everywhere(TAIL + one.tail),
            )  # fmt: skip


def _reach(catalog: Catalog) -> tuple[int, int]:
    """The last month that a source knows of: that of the newest whose month is known."""
    dates = (edtf.parse(card.date.edtf) for card in catalog.of_kind(Source.kind) if card.date)
    ends = ((date.end or date.anchor).last[:2] for date in dates if date.order[3] >= MONTH)
    return max(ends, default=(0, 0))


def _drawn(year: Archive[TimelineFact]) -> Iterator[Drawn]:
    """What the drawing of a year shows, of all pages below it."""
    for one in year.walk():
        tail = one.tail if len(one.trail) > 1 else ""
        yield from (Drawn(id_, order[4], tail) for id_, _, order in one.items)


def _counts(facts: Sequence[TimelineFact]) -> tuple[tuple[int, int, int], ...]:
    """For each year, how much happened, and how much was reported."""
    counts = Counter((order[0], lane_of(id_)) for id_, _, order in facts)
    return tuple(
        (year, counts[year, HAPPENED], counts[year, REPORTED]) for year in sorted({year for year, _ in counts})
    )


def _picked(catalog: Catalog, ids: Sequence[str]) -> tuple[facets.FacetValues, ...]:
    """The kinds and fields of cooperation by which a page is narrowed."""
    found = dict(facets.found(catalog, ids, PICKED))
    fields = [one for one in found.get("field", ()) if ("type", "choice", FIELD) in catalog.cards[one[0]].facts]
    kinds = found.get("kind", ())
    kept = (("kind", kinds[: MOST_PICKS - MOST_FIELDS]), ("field", tuple(fields[:MOST_FIELDS])))
    return tuple((name, values) for name, values in kept if values)


def model(context: PageContext) -> TimelineModel:
    """What a page of the timeline shows: lanes of rows, and of a year the drawing."""
    page, labels = context.page, context.labels
    trail = page.option("trail")
    picks = _picks(context)
    found = list(told(context, page.option("facts"), picks))
    drawn = [Drawn(*one) for one in page.option("drawn")] if trail and trail[0][1].isdigit() else []
    shown_picks = {id_: " ".join(map(str, picked)) for id_, picked in picks.items()}
    reach = Reach(*page.option("reach"))
    forms = {word for one in found for word in one.fact.date.form.split()}
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
        archives=tuple(
            Link(step_title(context, steps[-1]), context.at(TAIL) + "".join(f"{name}/" for _, name in steps))
            for steps in page.option("below")
        ),
        newest=tuple(rows(told(context, page.option("newest"), {}))),
        spans=tuple(_spans(context, found, len(trail))),
        files=tuple(_downloads(context, trail)),
        years=tuple(_years(context, trail)),
        bars=tuple(_bars(context)),
        drawing=chart(context, int(trail[0][1]), drawn, reach, shown_picks)
        if drawn and trail[0][1].isdigit()
        else None,
        picks=tuple(tuple(group) for group in _pick_groups(context)),
        forms=tuple(form for form in FORMS if form in forms),
    )


def _picks(context: PageContext) -> dict[str, tuple[int, ...]]:
    """The numbers of the choices that each entry of the page has."""
    found: dict[str, tuple[int, ...]] = {}
    ids = [id_ for id_, _ in context.page.option("facts")]
    number = 0
    for _, values in context.page.option("picked"):
        for _, places in values:
            number += 1
            for id_ in dict.fromkeys(ids[place] for place in places):
                found[id_] = (*found.get(id_, ()), number)
    return found


def _pick_groups(context: PageContext) -> Iterator[Iterator[Pick]]:
    """The choices: kinds, then fields."""
    start = 1
    for name, values in context.page.option("picked"):
        yield (
            Pick(number, facets.label_of(context, name, value), len(places))
            for number, (value, places) in enumerate(values, start)
        )
        start += len(values)


def _spans(context: PageContext, found: Sequence[Told], depth: int) -> Iterator[TimeSpan]:
    """The years of a page, newest first."""
    for year, same in groupby(found, key=lambda one: one.order[0]):
        title = step_title(context, ("year", str(year)))
        yield TimeSpan("" if depth else title, tuple(lanes(context, list(same), depth == 1)), f"y{year}")


def _years(context: PageContext, trail: tuple[tuple[str, str], ...]) -> Iterator[Link]:
    """The way to each other year."""
    for year in context.page.option("years"):
        yield Link(step_title(context, ("year", year)), f"{context.at(TAIL)}{year}/", here=trail[0][1] == year)


def _bars(context: PageContext) -> Iterator[YearBars]:
    """How much happened in each year, and how much was reported; empty years too."""
    counts = {year: (happened, reported) for year, happened, reported in context.page.option("years_of")}
    if len(counts) < 2:
        return
    most = max(max(pair) for pair in counts.values())
    on_page = bool(context.page.option("facts"))
    for year in range(min(counts), max(counts) + 1):
        happened, reported = counts.get(year, (0, 0))
        href = (f"#y{year}" if on_page else f"{context.at(TAIL)}{year}/") if year in counts else ""
        label = context.labels("ui.shelf_year", year=year)
        yield YearBars(label, happened, reported, happened * 1000 // most, reported * 1000 // most, href)


def _downloads(context: PageContext, trail: tuple[tuple[str, str], ...]) -> Iterator[Download]:
    if len(trail) > 1 or (trail and not trail[0][1].isdigit()):
        return
    name = trail[0][1] if trail else ALL
    for suffix, _ in FILES if context.page.option("drawn") or context.page.option("years_of") else ():
        yield Download(context.labels(f"timeline.{suffix}"), f"{context.at(TAIL)}{name}.{suffix}", TYPES[suffix])
