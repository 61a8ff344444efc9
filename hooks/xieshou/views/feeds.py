"""The page that says what feeds are, and lists them. It is made where feeds are: where the site's address is known."""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.plan import feeds
from xieshou.plan.navigation import OTHER
from xieshou.plan.pages import Page, Plan, options
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.feed_models import FeedModel, FeedsModel
from xieshou.views.shared.listing import Download
from xieshou.views.shared.models import BASE, Link


def plan(plan: Plan) -> Iterator[Page]:
    """The page in each language."""
    found: dict[str, list[tuple[str, str, str]]] = {language: [] for language in plan.languages}
    topics: dict[str, list[str]] = {language: [] for language in plan.languages}
    for feed in feeds.feeds(plan):
        found[feed.language].append((feed.sort, feed.subject, plan.prefix(feed.language) + feed.tail))
        if feed.sort == feeds.TOPIC:
            topics[feed.language].append(feed.subject)
    names = plan.everywhere(feeds.LIST)
    for language, address in names:
        yield Page(
            address, language, OTHER, "feeds", "", (("topics", tuple(topics[language])),), (),
            options({"feeds": tuple(found[language])}), names, ("feeds", "name"),
        )  # fmt: skip


def model(context: PageContext) -> FeedsModel:
    """What the page shows."""
    labels, settings = context.labels, context.site("feeds")
    listed = context.page.option("feeds")
    groups = (
        (labels("feeds.news"), (feeds.NEWS, feeds.UPDATES)),
        (labels("feeds.topics"), (feeds.TOPIC,)),
        (labels("feeds.kinds"), (feeds.KIND,)),
    )
    found = ((title, tuple(_feed(context, *one) for one in listed if one[0] in sorts)) for title, sorts in groups)
    return FeedsModel(
        title=labels("feeds.title"),
        description=labels("feeds.lead"),
        language=context.language,
        trail=(Link(labels("ui.home"), context.at("")),),
        kind="feeds",
        lead=labels("feeds.lead"),
        whole=settings.text == "full",
        entries=settings.entries,
        feeds=tuple((title, inside) for title, inside in found if inside),
    )


def _feed(context: PageContext, sort: str, subject: str, start: str) -> FeedModel:
    labels = context.labels
    if sort == feeds.NEWS:
        title, href = labels("feeds.all"), context.at("news/")
    elif sort == feeds.UPDATES:
        title, href = labels("life.corrections"), BASE + start
    else:
        title = labels(f"kinds.{subject}.many") if sort == feeds.KIND else context.item(subject).title
        href = BASE + start
    files = tuple(
        Download(labels(f"feeds.{label}"), f"{BASE}{start}{name}", feeds.TYPES[name])
        for label, name in (("atom", feeds.ATOM), ("json", feeds.JSON))
    )
    return FeedModel(Link(title, href), files)
