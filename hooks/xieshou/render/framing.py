"""A rendered page in its frame: what is written.

In: the page, as its templates made it, and what the theme and the site bring to every page. Out: the bytes of its file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from xieshou.content.schema.text import Text
from xieshou.content.site_file import SiteFile
from xieshou.language.labels import Labels
from xieshou.plan.cache import ENTRY
from xieshou.plan.feeds import ATOM, TYPES
from xieshou.plan.pages import CARD, Page
from xieshou.render.as_markdown import markdown_file
from xieshou.render.escaped import escaped
from xieshou.render.foot import Cited, Offered, foot
from xieshou.render.frames import Frame, fill, root_from
from xieshou.render.head import CARD_SIZE, PageLocation, Shared, head, language_menu
from xieshou.render.page_renderer import RenderedPage
from xieshou.render.sharing import shared, site_data
from xieshou.views.shared.models import BASE

MISSING = "missing"
"""The view of the one page that is shown at any address."""
_DAY = len("2024-03-05")
"""Of a date for machines, what citations have."""


class Framing(NamedTuple):
    """What goes round every page.

    ``frames`` by language and section. ``origin`` is the site's address, with its last slash, empty where none is
    known; ``missing_base`` the path of it, for the 404 page, which is shown at any depth. ``name``, ``publisher`` and
    ``licence`` are the site's;
    ``data`` is what every page says of the site to machines, by language; ``feeds`` the languages that
    have a feed of news.
    """

    frames: Mapping[tuple[str, str], Frame]
    languages: tuple[str, ...]
    name: Text
    publisher: Text
    origin: str
    missing_base: str
    licence: Text | None
    data: Mapping[str, str]
    feeds: tuple[str, ...] = ()
    contact: str = ""
    """Where errors are reported to, if anywhere."""

    @classmethod
    def of(
        cls,
        site: SiteFile,
        frames: Mapping[tuple[str, str], Frame],
        origin: str,
        missing_base: str,
        paths: Collection[str] = (),
    ) -> Framing:
        """That of a site of which these files are planned. Feeds are made where the address is known."""
        feeds = tuple(one for one in site.languages if origin and f"{site.prefix(one)}{ATOM}" in paths)
        return cls(
            frames,
            site.languages,
            site.name,
            site.publisher,
            origin,
            missing_base,
            site.licence,
            site_data(site),
            feeds,
            site.contact or "",
        )

    def digests(self) -> dict[tuple[str, str], bytes]:
        """For each frame, the digest (16 bytes) of all that goes round a page in it."""
        around = repr((*self[1:],)).encode()
        return {
            place: hashlib.blake2b(frame.digest + around, digest_size=16).digest()
            for place, frame in self.frames.items()
        }

    def markdown_digest(self) -> bytes:
        """The digest (16 bytes) of what stands in every page's Markdown."""
        return hashlib.blake2b(repr((self.origin, self.licence)).encode(), digest_size=16).digest()


def framed(page: Page, rendered: RenderedPage, around: Framing, labels: Mapping[str, Labels]) -> bytes:
    """The file of a page."""
    site_name = around.name.shown(page.language)[0]
    title = rendered.title if rendered.title == site_name else f"{rendered.title} – {site_name}"
    place = PageLocation(page.address, page.language, page.names, around.origin, around.languages)
    author = rendered.author or around.publisher.shown(page.language)[0]
    cited = Cited(rendered.title, author, site_name, rendered.date[:_DAY], rendered.dated, rendered.first)
    card = page.option(CARD, "")
    own = Shared(rendered.article, rendered.instant, card=card, data=rendered.data)
    base = around.missing_base.rstrip("/") if page.view == MISSING else root_from(page.address)
    files = (*rendered.files, *_feeds(rendered, around, page.language, site_name, labels[page.language]))
    html = fill(
        around.frames[page.language, page.section],
        {
            "base": base,
            "title": escaped(title),
            "head": head(
                place,
                title,
                rendered.description,
                site_name,
                files,
                shared(place, own, around.data[page.language], labels),
            ),
            "languages": language_menu(place, labels),
            "body": f"{_first_picture(card)}{rendered.body}" if card else rendered.body,
            "foot": foot(place, cited, labels[page.language], Offered(page.view == ENTRY, around.contact)),
        },
    )
    return html.replace(BASE, f"{base}/").encode()


def _feeds(
    rendered: RenderedPage, around: Framing, language: str, site_name: str, labels: Labels
) -> Iterator[tuple[str, str, str]]:
    """The feeds that a page's head names: its own, and that of the news."""
    if rendered.feed and around.origin:
        title = labels("feeds.of_list", site=site_name, list=rendered.title)
        yield from ((title, f"{BASE}{rendered.feed}{name}", type_) for name, type_ in TYPES.items())
    if language in around.feeds:
        prefix = "" if language == around.languages[0] else f"{language}/"
        title = labels("feeds.of_news", site=site_name)
        yield from ((title, f"{BASE}{prefix}{name}", type_) for name, type_ in TYPES.items())


def _first_picture(card: str) -> str:
    """The card as the page's first picture, which WeChat takes for the one that stands for it. Nobody sees it, and so
    no browser fetches it.
    """
    width, height = CARD_SIZE
    return f'<img src="{BASE}{escaped(card)}" alt="" width="{width}" height="{height}" loading="lazy" hidden>'


def plain_file(page: Page, rendered: RenderedPage, around: Framing, labels: Mapping[str, Labels]) -> bytes:
    """The file of a page as Markdown."""
    return markdown_file(rendered.plain, page, around.licence, around.origin, labels[page.language])
