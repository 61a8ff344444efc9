"""What the head of a page and its language menu say about where it stands: addresses, languages, description."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from xieshou.content.kinds import KINDS
from xieshou.core.scripts import one_line
from xieshou.language.labels import Labels
from xieshou.plan.navigation import ABOUT, ADDRESSES
from xieshou.render.escaped import escaped
from xieshou.views.shared.models import BASE

_LISTS = {*(f"{cls.address}/" for cls in KINDS.values()), *ADDRESSES.values()} - {ADDRESSES[ABOUT]}
"""Lists that every language has."""


class PageLocation(NamedTuple):
    """Where a page stands. ``names``: (language, address) of the same page in each language it exists in.

    ``origin`` is the site's address with its last slash, empty where none is known.
    """

    address: str
    language: str
    names: tuple[tuple[str, str], ...]
    origin: str
    languages: tuple[str, ...]


Files = tuple[tuple[str, str, str], ...]
"""Title, address and MIME type of each."""


def head(
    place: PageLocation, title: str, description: str, site_name: str, published: str = "", files: Files = ()
) -> str:
    """Description, canonical address, translations, and what a shared link shows. ``published``: an article's date;
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
        if len(place.names) > 1:
            # The space keeps Material from asking every alternate for its sitemap and taking over clicks to it.
            lines += [
                f'<link rel="alternate " hreflang="{language}" href="{escaped(place.origin + address)}">'
                for language, address in place.names
            ]
        lines.append(f'<meta property="og:url" content="{own}">')
    lines += [
        f'<link rel="alternate" type="{type_}" title="{escaped(title_)}" href="{href}">'
        for title_, href, type_ in files
    ]
    lines.append(f'<meta property="og:title" content="{escaped(title)}">')
    lines.append(f'<meta property="og:site_name" content="{escaped(site_name)}">')
    lines.append(f'<meta property="og:type" content="{"article" if published else "website"}">')
    if published:
        lines.append(f'<meta property="article:published_time" content="{published}">')
    return "\n".join(lines)


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
