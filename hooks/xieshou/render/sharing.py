"""What the head of a page says of it where it is shared, and to machines: put together when its frame is filled.

In: a rendered page, what is the same on every page of the site, and where the page stands. Out: ``Shared``.
"""

from __future__ import annotations

from collections.abc import Mapping

from xieshou.content.links import pieces
from xieshou.content.site_file import SiteFile
from xieshou.language.labels import Labels
from xieshou.render.head import PageLocation, Shared
from xieshou.views.shared.linked_data import PUBLISHER, SITE, Node, given, joined, located
from xieshou.views.shared.models import BASE

_CONTEXT = "https://schema.org"


def site_data(site: SiteFile) -> dict[str, str]:
    """The nodes of the site and of who publishes it, by language of the page."""
    return {language: joined([_site(site, language), _publisher(site, language)]) for language in site.languages}


def licence_address(site: SiteFile, language: str) -> str:
    """Where the licence of the site's texts stands; empty where ``site.yml`` gives no address."""
    said = site.licence.shown(language)[0] if site.licence else ""
    return next((piece.address for piece in pieces(said) if not isinstance(piece, str)), "")


def _site(site: SiteFile, language: str) -> Node:
    home = BASE + site.prefix(language)
    return given(
        {
            "@type": "WebSite",
            "@id": SITE,
            "name": site.name.shown(language)[0],
            "url": home,
            "license": licence_address(site, language),
            "publisher": {"@id": PUBLISHER},
        }
    )


def _publisher(site: SiteFile, language: str) -> Node:
    return {"@type": "Organization", "@id": PUBLISHER, "name": site.publisher.shown(language)[0], "url": BASE}


def shared(place: PageLocation, own: Shared, site: str, labels: Mapping[str, Labels]) -> Shared:
    """``own`` with all that follows from where the page stands; ``site``: the nodes that every page has."""
    if not place.names:
        return Shared()
    base = place.origin or "../" * place.address.count("/") or "./"
    graph = ",".join(part for part in (own.data, site) if part)
    data = f'{{"@context":"{_CONTEXT}","@graph":[{located(graph, base)}]}}'
    others = tuple(_locale(labels[language]) for language, _ in place.names if language != place.language)
    return own._replace(locale=_locale(labels[place.language]), locales=others, data=data)


def _locale(labels: Labels) -> str:
    """A language and where it is spoken, as Open Graph has it: without the script."""
    language, *more = labels("locale").split("_")
    return f"{language}_{more[-1]}" if more and more[-1] else language
