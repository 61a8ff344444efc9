"""The timeline: every dated fact of every entry, whole while it is short, by year, by month where a year is full."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from xieshou.views.index import step_title
from xieshou.views.lens import Lens
from xieshou.views.models import Link, ListModel
from xieshou.views.navigation import TIMELINE
from xieshou.views.pages import Page, Plan, options
from xieshou.views.shelves import FULL, by_date

TAIL = "timeline/"
Dated = tuple[str, int, tuple[int, int, int, int, str]]
"""A fact: the entry, its number there, and its sort key."""


def plan(plan: Plan) -> Iterator[Page]:
    """The whole, the years and the months."""
    facts: list[Dated] = [
        (card.id, number, dated.order)
        for card in plan.catalog.cards.values()
        for number, dated in enumerate(card.dated)
    ]
    facts.sort(key=lambda fact: (tuple(-part for part in fact[2][:4]), fact[0], fact[1]))
    shelf = by_date(facts, lambda fact: fact[2][:4], years_at=0 if facts else None)
    whole = facts if len(facts) <= FULL else []
    for language in plan.languages:
        for one in shelf.walk():
            shown = one.items or (tuple(whole) if not one.trail else ())
            yield Page(
                plan.prefix(language) + TAIL + one.tail,
                language,
                TIMELINE,
                "timeline",
                "",
                (("items", tuple(dict.fromkeys(id_ for id_, _, _ in shown))),),
                (),
                options(
                    {
                        "trail": one.trail,
                        "below": tuple(child.trail for child in one.shelves),
                        "facts": tuple((id_, number) for id_, number, _ in shown),
                    }
                ),
                plan.everywhere(TAIL + one.tail),
            )


def model(lens: Lens) -> ListModel:
    """What a page of the timeline shows: facts under their years."""
    page, labels = lens.page, lens.labels
    trail = page.option("trail")
    facts = [lens.fact(id_, number) for id_, number in page.option("facts")]
    below = tuple(
        Link(step_title(lens, steps[-1]), lens.at(TAIL) + "".join(f"{name}/" for _, name in steps))
        for steps in page.option("below")
    )
    crumbs = [Link(labels("ui.home"), lens.at(""))]
    if trail:
        crumbs.append(Link(labels("sections.timeline"), lens.at(TAIL)))
    if len(trail) > 1:
        crumbs.append(Link(step_title(lens, trail[0]), f"{lens.at(TAIL)}{trail[0][1]}/"))
    return ListModel(
        title=" · ".join([labels("sections.timeline"), *(step_title(lens, step) for step in trail)]),
        description=labels("timeline.lead"),
        language=lens.language,
        trail=tuple(crumbs),
        kind="timeline",
        lead=labels("timeline.lead"),
        shelves=below,
        facts=tuple((str(year), tuple(found)) for year, found in groupby(facts, key=lambda fact: fact.date.year)),
    )
