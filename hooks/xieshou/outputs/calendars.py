"""The timeline as files: iCalendar and JSON, the whole and each year, in each language.

In: the dated facts the timeline shows. Out: pages that are files. A date less exact than a day spans the days it may
mean, and says so. Where a file would hold too many stories they stand in those of the months alone, so that a new
story never costs the whole archive.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from xieshou.content.kinds.article import Article
from xieshou.content.schema import edtf
from xieshou.content.schema.spans import span
from xieshou.outputs.icalendar import line
from xieshou.outputs.json_lines import json_list
from xieshou.plan.navigation import TIMELINE
from xieshou.plan.pages import Page, Plan, options
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import BASE
from xieshou.views.timeline import ALL, FILES, TAIL, TimelineFact, dated

FULL = 300
"""Facts in one file: 130 kB. Beyond, stories stand in smaller files."""


def plan(plan: Plan, pages: Sequence[Page]) -> Iterator[Page]:
    """The files."""
    facts = dated(plan)
    for name, found in _files(facts):
        values = options({"name": name, "facts": tuple((id_, number) for id_, number, _ in found)})
        shown = (("items", tuple(dict.fromkeys(id_ for id_, _, _ in found))),)
        for language in plan.languages:
            for suffix, view in FILES:
                address = f"{plan.prefix(language)}{TAIL}{name}.{suffix}"
                yield Page(address, language, TIMELINE, view, "", shown, (), values, site_deps=("name",))


def _files(facts: list[TimelineFact]) -> Iterator[tuple[str, list[TimelineFact]]]:
    if not facts:
        return
    yield ALL, _without_stories(facts)
    years: dict[int, list[TimelineFact]] = {}
    for fact in facts:
        years.setdefault(fact[2][0], []).append(fact)
    for year, found in years.items():
        yield str(year), _without_stories(found)
        if len(found) > FULL:
            months: dict[int, list[TimelineFact]] = {}
            for fact in found:
                months.setdefault(fact[2][1], []).append(fact)
            yield from ((f"{year}-{month:02}", inside) for month, inside in months.items())


def _without_stories(facts: list[TimelineFact]) -> list[TimelineFact]:
    if len(facts) <= FULL:
        return facts
    return [fact for fact in facts if not fact[0].startswith(f"{Article.kind}/")]


def ics(context: PageContext) -> str:
    """The lines of a calendar; ``icalendar.calendar`` makes the file."""
    labels = context.labels
    site = context.words(context.site("name"))
    assert site is not None
    named = labels("calendar.name", site=site.text)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Xieshou//Timeline//{context.language.upper()}",
        "CALSCALE:GREGORIAN",
        line("NAME", named),
        line("X-WR-CALNAME", named),
        line("X-WR-CALDESC", labels("timeline.lead")),
    ]
    for id_, number in context.page.option("facts"):
        lines += _event(context, id_, number)
    return "\n".join([*lines, "END:VCALENDAR"])


def _event(context: PageContext, id_: str, number: int) -> tuple[str, ...]:
    labels, fact, days = context.labels, context.fact(id_, number), span(_date(context, id_, number))
    what, shown, kind = fact.what.text, fact.date.text, labels(f"kinds.{fact.item.kind}.one")
    said = labels("calendar.of", kind=kind, title=fact.item.title)
    if not days.exact:
        what = labels("calendar.vague_title", what=what, date=shown)
        said = "\n".join((labels("calendar.vague", date=shown), said))
    return (
        "BEGIN:VEVENT",
        f"UID:{id_.replace('/', '-')}-{number + 1}-{context.language}@{BASE}",
        f"DTSTAMP:{days.first:%Y%m%d}T000000Z",  # the same at every build
        f"DTSTART;VALUE=DATE:{days.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{days.last + datetime.timedelta(1):%Y%m%d}",
        line("SUMMARY", what, language=fact.what.language or context.language),
        line("DESCRIPTION", said),
        line("CATEGORIES", kind),
        "TRANSP:TRANSPARENT",
        f"URL:{fact.item.href}",
        "END:VEVENT",
    )


def events(context: PageContext) -> str:
    """The same as JSON."""
    site, name = context.words(context.site("name")), context.page.option("name")
    assert site is not None
    head = {
        "title": context.labels("calendar.name", site=site.text),
        "language": context.language,
        "period": name if name != ALL else None,
    }
    return json_list(head, "events", _described(context, context.page.option("facts")))


def _described(context: PageContext, facts: Iterable[tuple[str, int]]) -> Iterator[dict[str, object]]:
    for id_, number in facts:
        fact, written = context.fact(id_, number), _date(context, id_, number)
        first, last, exact = span(written)
        yield {
            "date": written,
            "start": first.isoformat(),
            "end": last.isoformat(),
            "exact": exact,
            "precision": edtf.parse(written).anchor.precision,
            "shown": fact.date.text,
            "what": fact.what.text,
            "language": fact.what.language or context.language,
            "kind": fact.item.kind,
            "entry": fact.item.title,
            "id": id_,
            "url": fact.item.href,
        }


def _date(context: PageContext, id_: str, number: int) -> str:
    return context.card(id_).dated[number].edtf
