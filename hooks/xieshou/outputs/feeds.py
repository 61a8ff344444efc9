"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, with whole texts or summaries.

In: the feeds that are planned (``plan.feeds``). Out: pages that are files, made where the site's address is known: a
feed is read elsewhere, and there an address that is not whole leads nowhere. An entry has an id for good: a tag (RFC
4151) of its kind, its first slug and language, not its address.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

from xieshou.content.catalog import Catalog
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.links import plain
from xieshou.content.schema import edtf
from xieshou.content.units import Unit
from xieshou.outputs.feed_text import full_text
from xieshou.outputs.json_lines import json_list
from xieshou.outputs.publication import Publication
from xieshou.plan.dependencies import complete_doc, sources_of
from xieshou.plan.feeds import ATOM, JSON, NEWS, TYPES, UPDATES, Feed, Update, feeds
from xieshou.plan.navigation import OTHER
from xieshou.plan.pages import Page, Plan, options
from xieshou.views.entry.page import reads_whole
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import BASE

SITE_DEPS = ("description", "feeds", "licence", "name", "publisher")
AUTHORITY = f"{BASE}:"
"""Stands for what the ids begin with, where the site names nothing: no address begins with a colon."""
_SINCE = "2026"
"""The year of the ids of a site that names none: the first of these feeds."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold: characters that are none."""


def plan(plan: Plan, pages: Sequence[Page]) -> Iterator[Page]:
    """The files: two of each feed."""
    first = {f"{unit.kind}/{unit.slug}": _first_id(unit) for unit in plan.catalog.units if unit.original and unit.was}
    for feed in feeds(plan):
        start = plan.prefix(feed.language) + feed.tail
        values = options(
            {"sort": feed.sort, "subject": feed.subject, "start": start, "ids": feed.ids, "updates": feed.updates}
            | {"first": tuple((id_, first[id_]) for id_ in feed.ids if id_ in first)}
            | {"changed": _changed(plan.catalog, feed.ids), "page": start if feed.sort != NEWS else _news(plan, feed)}
        )
        subject = (("subject", (feed.subject,)),) if feed.subject in plan.catalog.cards else ()
        for name, view in ((ATOM, "atom"), (JSON, "json-feed")):
            whole = feed.sort != UPDATES and plan.site.feeds.text == "full"
            page = Page(
                start + name, feed.language, OTHER, view, "", (("items", feed.ids), *subject), (), values,
                site_deps=SITE_DEPS,
            )  # fmt: skip
            yield _whole(page, plan.catalog) if whole else page


def _first_id(unit: Unit) -> str:
    """Of an entry that had other slugs, by the first of them: readers keep what they have read by these."""
    return f"{unit.kind}/{unit.was[0].rpartition('/')[2]}"


def _news(plan: Plan, feed: Feed) -> str:
    """The address of the page whose feed that of the news is."""
    return f"{plan.prefix(feed.language)}{Article.address}/"


def _changed(catalog: Catalog, ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The day of the last update of each entry that has been updated."""
    return tuple((id_, found[-1].edtf) for id_ in ids if (found := catalog.cards[id_].updates))


def _whole(page: Page, catalog: Catalog) -> Page:
    """``page`` with all that the texts of its entries depend on."""
    ids, own = page.ids("items"), page.language
    cards = [catalog.cards[id_] for id_ in ids]
    read = tuple(dict.fromkeys((*ids, *(id_ for card in cards for id_ in reads_whole(catalog, card)))))
    topics = (link for card in cards for link in card.links if link.startswith("topic/"))
    named = tuple(dict.fromkeys((*topics, *sources_of(catalog, read))))
    page = page._replace(metadata_deps=(*page.metadata_deps, ("links", named)), content_deps=read)
    mentions = dict.fromkeys(id_ for card in cards for id_ in card.mentions.get(own, ()))
    quoted = dict.fromkeys(id_ for card in cards for id_ in (*card.quotes.get(own, ()), *card.aims.get(own, ())))
    return complete_doc(page, catalog, tuple(mentions), tuple(quoted))


class _Entry(NamedTuple):
    """An entry of a feed. ``published`` and ``updated`` are moments (ISO 8601); ``published`` is empty where the day is
    not known.
    """

    id: str
    title: str
    href: str
    updated: str
    published: str
    summary: str
    html: str
    author: str
    topics: tuple[str, ...]


class _Head(NamedTuple):
    id: str
    title: str
    description: str
    page: str
    publisher: str
    licence: str
    entries: tuple[_Entry, ...]


def _head(context: PageContext) -> _Head:
    """What both forms say."""
    page, labels = context.page, context.labels
    name, description, publisher = (context.words(context.site(key)) for key in ("name", "description", "publisher"))
    licence = context.words(context.site("licence"))
    assert name
    assert description
    assert publisher
    sort, subject = page.option("sort"), page.option("subject")
    if sort == NEWS:
        title = labels("feeds.of_news", site=name.text)
    else:
        about = labels("life.corrections") if sort == UPDATES else _called(context, subject)
        title = labels("feeds.of_list", site=name.text, list=about)
    entries = _corrections(context) if sort == UPDATES else (_entry(context, id_) for id_ in page.ids("items"))
    said = plain(licence.text) if licence else ""
    id_ = f"{_begins(context)}feed/{sort}/{subject or 'all'}/{context.language}"
    return _Head(id_, title, description.text, BASE + page.option("page"), publisher.text, said, tuple(entries))


def _called(context: PageContext, subject: str) -> str:
    return context.labels(f"kinds.{subject}.many") if subject in KINDS else context.item(subject).title


def _entry(context: PageContext, id_: str) -> _Entry:
    item, card = context.item(id_), context.card(id_)
    assert card.date is not None
    date = edtf.parse(card.date.edtf)
    changed = dict(context.page.option("changed")).get(id_)
    moments = [date.moment, *((edtf.parse(changed).moment,) if changed else ())]
    whole = id_ in context.page.content_deps
    facts = context.entry(id_).facts if whole else None
    return _Entry(
        id=f"{_begins(context)}{_lasting(context, id_)}/{context.language}",
        title=item.title,
        href=item.href,
        updated=max(moments).isoformat(),
        published=date.moment.isoformat() if date.exact else "",
        summary=item.summary.text if item.summary else "",
        html=full_text(context, id_) if whole else "",
        author=(facts.author or "") if isinstance(facts, Article) else "",
        topics=tuple(context.item(link).title for link in card.links if whole and link.startswith("topic/")),
    )


def _lasting(context: PageContext, id_: str) -> str:
    """What an entry's ids are made of: it stays when the slug is changed."""
    return str(dict(context.page.option("first")).get(id_, id_))


def _corrections(context: PageContext) -> Iterator[_Entry]:
    updates: tuple[Update, ...] = context.page.option("updates")
    for id_, number, written, kind, what in updates:
        item, moment = context.item(id_), edtf.parse(written).moment.isoformat()
        words = dict(what)
        said = words.get(context.language) or next(iter(words.values()))
        sort = context.choice("kind", kind).text
        html = f'<p>{escape(said)}</p><p><a href="{item.href}">{escape(item.title)}</a></p>'
        title = context.labels("feeds.correction_title", kind=sort, title=item.title)
        own = f"{_begins(context)}{_lasting(context, id_)}/update/{written[:10]}/{number}/{context.language}"
        yield _Entry(own, title, item.href, moment, moment, said, html, "", ())


def atom(context: PageContext) -> str:
    """A feed as Atom; addresses begin with ``BASE``, ids with ``AUTHORITY``."""
    head, own = _head(context), BASE + context.page.address
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{context.language}">',
        f"<id>{head.id}</id>",
        _element("title", head.title),
        _element("subtitle", head.description),
        f"<updated>{_newest(head.entries)}</updated>",
        f'<link rel="self" type="{TYPES[ATOM]}" href="{own}"/>',
        f'<link rel="alternate" type="text/html" hreflang="{context.language}" href="{escape(head.page)}"/>',
        f"<author>{_element('name', head.publisher)}</author>",
        *((_element("rights", head.licence),) if head.licence else ()),
    ]
    for one in head.entries:
        lines += _atom_entry(one, context.language)
    return "\n".join([*lines, "</feed>", ""])


def _newest(entries: Iterable[_Entry]) -> str:
    return max((one.updated for one in entries), key=datetime.datetime.fromisoformat)


def _atom_entry(entry: _Entry, language: str) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>{entry.id}</id>"
    yield _element("title", entry.title)
    yield f'<link rel="alternate" type="text/html" hreflang="{language}" href="{escape(entry.href)}"/>'
    yield f"<updated>{entry.updated}</updated>"
    if entry.published:
        yield f"<published>{entry.published}</published>"
    if entry.author:
        yield f"<author>{_element('name', entry.author)}</author>"
    yield from (f'<category term="{escape(topic)}"/>' for topic in entry.topics)
    if entry.summary:
        yield _element("summary", entry.summary)
    if entry.html:
        yield f'<content type="html">{escape(entry.html, quote=False)}</content>'
    yield "</entry>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>"


def json_feed(context: PageContext) -> str:
    """The same as JSON Feed."""
    head = _head(context)
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.page,
        "feed_url": BASE + context.page.address,
        "description": head.description,
        "language": context.language,
        "authors": [{"name": head.publisher}],
    }
    return json_list(whole, "items", (_json_entry(one, context.language) for one in head.entries))


def _json_entry(entry: _Entry, language: str) -> dict[str, object]:
    found: dict[str, object] = {"id": entry.id, "url": entry.href, "title": entry.title, "language": language}
    # One of both there must be: what has no text of its own says at least what it is called.
    found |= {"content_html": entry.html} if entry.html else {"content_text": entry.summary or entry.title}
    found |= {"summary": entry.summary} if entry.summary and entry.html else {}
    found |= {"date_published": entry.published} if entry.published else {}
    found |= {"date_modified": entry.updated} if entry.updated != entry.published else {}
    found |= {"authors": [{"name": entry.author}]} if entry.author else {}
    return found | ({"tags": list(entry.topics)} if entry.topics else {})


def _begins(context: PageContext) -> str:
    """What ids begin with."""
    tag = context.site("feeds").tag
    return f"tag:{tag}:" if tag else AUTHORITY


def _authority(origin: str) -> str:
    """What ``AUTHORITY`` stands for, on a site of this address."""
    host = urlsplit(origin).hostname or "localhost"
    with contextlib.suppress(UnicodeError):  # a host in letters of its own language
        host = host.encode("idna").decode()
    return f"tag:{host},{_SINCE}:"


def atom_file(text: str, publication: Publication) -> bytes:
    """The file of a feed as Atom, with the site's address."""
    text = text.replace(AUTHORITY, _authority(publication.origin)).replace(BASE, escape(publication.origin))
    return _NOT_XML.sub("", text).encode()


def json_file(text: str, publication: Publication) -> bytes:
    """The file of a JSON Feed, with the site's address."""
    begins, base = (json.dumps(sign)[1:-1] for sign in (AUTHORITY, BASE))
    return text.replace(begins, _authority(publication.origin)).replace(base, publication.origin).encode()
