"""Sitemaps: one for each part of the site, and an index of them, so that a new story changes one small file.

In: all planned pages, and the hand-written ones. Out: files, where the site's address is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from xieshou.content.kinds.article import Article
from xieshou.content.schema.spans import instant
from xieshou.outputs.publication import Publication
from xieshou.plan.cache import ENTRY
from xieshou.plan.navigation import OTHER
from xieshou.plan.pages import Page, Plan, options
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import BASE

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
INDEX = "sitemap.xml"
LIMIT = 20_000
"""Addresses in one file; the protocol allows 50,000 and 50 MB."""

Names = tuple[tuple[str, str], ...]
"""(language, address) of one page in each language it exists in."""
Listed = tuple[str, Names, str]
"""An address, its names, and the day it was last changed, where one is known."""


def plan(plan: Plan, pages: Sequence[Page]) -> Iterator[Page]:
    """The files of the parts, and the index."""
    listed = [(page.language, page.address, page.names, modified(plan, page)) for page in pages if page.names]
    listed += [(language, address, names, "") for names in plan.docs for language, address in names]
    parts: dict[str, list[Listed]] = {}
    for language, address, names, day in listed:
        parts.setdefault(part_of(address.removeprefix(plan.prefix(language))), []).append((address, names, day))
    files: list[str] = []
    for part, inside in sorted(parts.items()):
        for number, at in enumerate(range(0, len(inside), LIMIT)):
            files.append(f"sitemap-{part}{f'-{number + 1}' if number else ''}.xml")
            urls = tuple(sorted(inside[at : at + LIMIT]))
            yield Page(files[-1], plan.languages[0], OTHER, "sitemap", options=options({"urls": urls}))
    yield Page(INDEX, plan.languages[0], OTHER, "sitemap-index", options=options({"files": tuple(sorted(files))}))


def modified(plan: Plan, page: Page) -> str:
    """The day on which a page came to say what it says, as far as its entry tells: that of a story. Nobody dates what a
    record says, nor a list; and when a file was written is no matter of readers.
    """
    if page.view != ENTRY or not page.subject.startswith(f"{Article.kind}/"):
        return ""
    date = plan.catalog.cards[page.subject].date
    return instant(date.edtf)[:10] if date else ""


def part_of(tail: str) -> str:
    """The part of the site an address (without its language) belongs to: ``news-2024``, ``projects``."""
    steps = [step for step in tail.split("/") if step]
    if not steps:
        return "pages"
    return "-".join(steps[:2]) if len(steps) > 1 and steps[1].isdigit() else steps[0]


def sitemap(context: PageContext) -> str:
    """The file of a part; addresses begin with ``BASE``."""
    body = "\n".join(sorted(_url(*listed) for listed in context.page.option("urls")))
    return f'{_HEAD}<urlset {_SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{body}\n</urlset>\n'


def _url(address: str, names: Names, day: str) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{BASE}{escape(other)}"/>'
        for language, other in (names if len(names) > 1 else ())
    )
    if len(names) > 1:
        links += f'<xhtml:link rel="alternate" hreflang="x-default" href="{BASE}{escape(names[0][1])}"/>'
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{BASE}{escape(address)}</loc>{changed}{links}</url>"


def index(context: PageContext) -> str:
    """The index of the files; addresses begin with ``BASE``."""
    return _index(context.page.option("files"))


def _index(files: Iterable[str]) -> str:
    listed = "\n".join(f"<sitemap><loc>{BASE}{escape(path)}</loc></sitemap>" for path in files)
    return f"{_HEAD}<sitemapindex {_SPACE}>\n{listed}\n</sitemapindex>\n"


def located(text: str, publication: Publication) -> bytes:
    """The bytes of a file whose addresses begin with ``BASE``: with the site's own."""
    return text.replace(BASE, escape(publication.origin)).encode()


def robots_plan(plan: Plan, pages: Sequence[Page]) -> Iterator[Page]:
    """``robots.txt``."""
    yield Page("robots.txt", plan.languages[0], OTHER, "robots")


def robots(_: str, publication: Publication) -> bytes:
    """Everything may be read, and here is the map."""
    found = f"Sitemap: {publication.origin}{INDEX}\n" if publication.origin else ""
    return f"User-agent: *\nAllow: /\n{found}".encode()
