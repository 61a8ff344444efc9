"""What the head of a page and its language menu say about where it stands: addresses, languages, description."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from xieshou.content.kinds import KINDS
from xieshou.core.scripts import one_line
from xieshou.language.labels import Labels
from xieshou.plan.navigation import ABOUT, ADDRESSES
from xieshou.render.escaped import escaped
from xieshou.views.shared.models import BASE

_LISTS = {*(f"{cls.address}/" for cls in KINDS.values()), *ADDRESSES.values()} - {ADDRESSES[ABOUT]}
"""Lists that every language has."""


_PLAIN = ":/~-._%"
"""What an address keeps in a style sheet."""


class PageLocation(NamedTuple):
    """Where a page stands. ``names``: (language, address) of the same page in each language it exists in.

    ``origin`` is the site's address with its last slash, empty where none is known.
    """

    address: str
    language: str
    names: tuple[tuple[str, str], ...]
    origin: str
    languages: tuple[str, ...]


CARD_SIZE, CARD_TYPE = (1200, 630), "image/jpeg"
"""The picture of a shared link."""
Files = tuple[tuple[str, str, str], ...]
"""Title, address and MIME type of each."""


class Shared(NamedTuple):
    """What a link to a page shows where it is shared, besides its words. ``locale`` that of the page, ``locales`` those
    of its translations; ``published``: the moment, of an article whose day is known. ``card``: the picture, from the
    site's root; empty where there is none. ``data``: JSON-LD.
    """

    article: bool = False
    published: str = ""
    locale: str = ""
    locales: tuple[str, ...] = ()
    card: str = ""
    data: str = ""


NOTHING_MORE = Shared()


def head(
    place: PageLocation, title: str, description: str, site_name: str, files: Files = (), shared: Shared = NOTHING_MORE
) -> str:
    """Description, canonical address, translations, what a shared link shows, and what the page says to machines.
    ``files``: the same in other forms.
    """
    lines = []
    if description:
        lines.append(f'<meta name="description" content="{escaped(one_line(description))}">')
    if not place.names:
        lines.append('<meta name="robots" content="noindex">')
        return "\n".join(lines)
    if place.origin:
        own = escaped(place.origin + place.address)
        lines.append(f'<link rel="canonical" href="{own}">')
        running = quote(place.origin + place.address, safe=_PLAIN)
        lines.append(f'<style>:root{{--xs-here:"{running}"}}</style>')  # at the foot of printed pages
        if len(place.names) > 1:
            lines += [_alternate(language, place.origin + address) for language, address in place.names]
            # Readers of any other language are shown the site's first one.
            known = dict(place.names)
            first = next(language for language in place.languages if language in known)
            lines.append(_alternate("x-default", place.origin + known[first]))
        lines.append(f'<meta property="og:url" content="{own}">')
    lines += [
        f'<link rel="alternate" type="{type_}" title="{escaped(title_)}" href="{href}">'
        for title_, href, type_ in files
    ]
    lines.append(f'<meta property="og:title" content="{escaped(title)}">')
    if description:
        lines.append(f'<meta property="og:description" content="{escaped(one_line(description))}">')
    lines.append(f'<meta property="og:site_name" content="{escaped(site_name)}">')
    lines.append(f'<meta property="og:type" content="{"article" if shared.article else "website"}">')
    if shared.locale:
        lines.append(f'<meta property="og:locale" content="{shared.locale}">')
    lines += [f'<meta property="og:locale:alternate" content="{locale}">' for locale in shared.locales]
    if shared.published:
        lines.append(f'<meta property="article:published_time" content="{shared.published}">')
    if shared.card and place.origin:
        lines += _picture(place.origin + shared.card, title)
    if shared.data:
        # A block of data: nothing runs it, and the policy for scripts has no say in it.
        lines.append(f'<script type="application/ld+json">{shared.data}</script>')
    return "\n".join(lines)


def _alternate(language: str, address: str) -> str:
    return f'<link rel="alternate" hreflang="{language}" href="{escaped(address)}">'


def _picture(address: str, title: str) -> tuple[str, ...]:
    return (
        f'<meta property="og:image" content="{escaped(address)}">',
        f'<meta property="og:image:type" content="{CARD_TYPE}">',
        f'<meta property="og:image:width" content="{CARD_SIZE[0]}">',
        f'<meta property="og:image:height" content="{CARD_SIZE[1]}">',
        f'<meta property="og:image:alt" content="{escaped(title)}">',
        '<meta name="twitter:card" content="summary_large_image">',
    )


def language_menu(place: PageLocation, labels: Mapping[str, Labels]) -> str:
    """Links to the same page in the other languages; where it has no translation, to that language's nearest list."""
    known = dict(place.names)
    links = []
    for language in place.languages:
        if language == place.language:
            continue
        words = labels[language]
        name = escaped(words("ui.language_name"))
        if language in known:
            links.append(
                f'<a class="xs-lang" href="{BASE}{escaped(known[language])}" hreflang="{language}" lang="{language}"'
                f' title="{escaped(words("ui.language_switch"))}">{name}</a>'
            )
            continue
        prefix = "" if language == place.languages[0] else f"{language}/"
        own_prefix = "" if place.language == place.languages[0] else f"{place.language}/"
        nearest = place.address.removeprefix(own_prefix).split("/")[0] + "/"
        target = prefix + (nearest if nearest in _LISTS and place.names else "")
        links.append(
            f'<a class="xs-lang xs-lang--none" href="{BASE}{target}" lang="{language}"'
            f' title="{escaped(words("ui.language_missing"))}">{name}</a>'
        )
    return "".join(links)
