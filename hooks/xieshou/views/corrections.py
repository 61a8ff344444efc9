"""The list of corrections: what was changed in stories after they came out, by year where it is long."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from xieshou.content.schema import edtf
from xieshou.content.schema.text import Text
from xieshou.plan.archives import FULL, by_date
from xieshou.plan.feeds import CORRECTIONS, updates
from xieshou.plan.navigation import OTHER
from xieshou.plan.pages import Page, Plan, options
from xieshou.views.lists.index import step_title
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.feed_models import CorrectionModel, CorrectionsModel
from xieshou.views.shared.life_models import UpdateModel
from xieshou.views.shared.models import Link

NEWEST = 20
"""Those on the front page of a list that is cut by year."""


def plan(plan: Plan) -> Iterator[Page]:
    """The page, and those of its years and months."""
    told = updates(plan)
    archive = by_date(told, lambda one: edtf.parse(one[2]).order[:4], FULL)
    fed = {language for one in told for language in plan.catalog.cards[one[0]].languages}
    for language in plan.languages:
        for one in archive.walk():
            shown = one.items or (tuple(told[:NEWEST]) if not one.trail else ())
            values = {"updates": shown, "trail": one.trail, "below": tuple(child.trail for child in one.archives)}
            ids = tuple(dict.fromkeys(update[0] for update in shown))
            yield Page(
                plan.prefix(language) + CORRECTIONS + one.tail, language, OTHER, "corrections", "",
                (("items", ids),), (), options(values | {"feed": language in fed and not one.trail}),
                plan.everywhere(CORRECTIONS + one.tail),
            )  # fmt: skip


def model(context: PageContext) -> CorrectionsModel:
    """What the page shows: updates under their years."""
    page, labels = context.page, context.labels
    trail, top = page.option("trail"), context.at(CORRECTIONS)
    crumbs = [Link(labels("ui.home"), context.at(""))]
    title = labels("life.corrections")
    if trail:
        crumbs.append(Link(title, top))
    shown = [(id_, edtf.parse(written), kind, Text(what)) for id_, _, written, kind, what in page.option("updates")]
    groups = []
    for year, inside in groupby(shown, key=lambda one: one[1].year):
        found = tuple(
            CorrectionModel(
                context.item(id_), UpdateModel(context.when(date), context.choice("kind", kind), context.words(what))
            )
            for id_, date, kind, what in inside
        )
        groups.append((labels("ui.shelf_year", year=year), found))
    return CorrectionsModel(
        title=" · ".join([title, *(step_title(context, step) for step in trail)]),
        description=labels("life.corrections_lead"),
        language=context.language,
        trail=tuple(crumbs),
        kind="corrections",
        lead="" if trail else labels("life.corrections_lead"),
        feed=page.address if page.option("feed") else "",
        archives=tuple(
            Link(step_title(context, steps[-1]), top + "".join(f"{name}/" for _, name in steps))
            for steps in page.option("below")
        ),
        corrections=tuple(groups),
    )
