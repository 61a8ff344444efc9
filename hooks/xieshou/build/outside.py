"""Links that lead out of the site: which there are, page by page. What their hosts answer: ``xieshou.build.hosts``.

In: a prepared site. Out: ``OutsideLink``, in order of pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from xieshou.build.prepared import Prepared
from xieshou.content.markdown.body import Body, unpacked
from xieshou.content.schema.introspect import web_addresses

_HREF = re.compile(r'<a [^>]*?href="(https?://[^"]+)"')


class OutsideLink(NamedTuple):
    """On the page at ``address`` (from the site's root) a link leads to ``target``, a copy of which is ``archived``."""

    address: str
    target: str
    archived: str = ""


def outside_links(prepared: Prepared) -> tuple[OutsideLink, ...]:
    """Those of all texts and records that are published."""
    return tuple(sorted(set(_found(prepared))))


def _found(prepared: Prepared) -> Iterator[OutsideLink]:
    plan, context, pages = prepared.linkable(), prepared.context, prepared.page_ids()
    for card in plan.catalog.cards.values():
        for language, digest in card.bodies.items():
            data = context.store.body(digest)
            if data is not None and language in card.languages:
                yield from _in(unpacked(data), plan.address(card, language))
        entry = pages.entry(card.id)
        named = tuple(web_addresses(entry.facts)) if entry else ()
        for language in plan.site.languages if named else ():
            yield from (OutsideLink(plan.address(card, language), *one) for one in named)
    for page in context.docs.shown(context.now, False).values():
        yield from _in(page.body, page.place.address)


def _in(body: Body, address: str) -> Iterator[OutsideLink]:
    html = "".join(piece for piece in body.pieces if isinstance(piece, str))
    return (OutsideLink(address, unescape(target)) for target in _HREF.findall(html))
