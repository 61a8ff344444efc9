"""Links that lead out of the site: which there are, page by page, and whether they still lead anywhere.

In: a prepared site. Out: ``OutsideLink``, in order of pages; and for an address, when the network is asked, what its
host answers. Redirects are not followed: where an address has moved to is what its page should say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from xieshou.build.prepared import Prepared
from xieshou.content.markdown.body import Body, unpacked

_HREF = re.compile(r'<a [^>]*?href="(https?://[^"]+)"')
_SECONDS, _AT_ONCE = 20, 8
_AGENT = "Mozilla/5.0 (compatible; xieshou links)"
_METHOD_REFUSED = (403, 405, 501)
"""What hosts answer that send pages and nothing about them."""


class OutsideLink(NamedTuple):
    """On the page at ``address`` (from the site's root) a link leads to ``target``."""

    address: str
    target: str


class HostAnswer(NamedTuple):
    """``state``: ``there``, ``moved`` (to ``detail``), ``missing`` (``detail``: the host's number) or ``silent``."""

    state: str
    detail: str = ""


def outside_links(prepared: Prepared) -> tuple[OutsideLink, ...]:
    """Those of all texts that are published."""
    return tuple(sorted(set(_found(prepared))))


def _found(prepared: Prepared) -> Iterator[OutsideLink]:
    plan, context = prepared.linkable(), prepared.context
    for card in plan.catalog.cards.values():
        for language, digest in card.bodies.items():
            data = context.store.body(digest)
            if data is not None and language in card.languages:
                yield from _in(unpacked(data), plan.address(card, language))
    for page in context.docs.shown(context.now, False).values():
        yield from _in(page.body, page.place.address)


def _in(body: Body, address: str) -> Iterator[OutsideLink]:
    html = "".join(piece for piece in body.pieces if isinstance(piece, str))
    return (OutsideLink(address, unescape(target)) for target in _HREF.findall(html))


def asked(targets: Iterable[str]) -> dict[str, HostAnswer]:
    """What the hosts of these addresses answer, a few at once."""
    from concurrent.futures import ThreadPoolExecutor  # here: who only lists links has no need of it

    wanted = tuple(dict.fromkeys(targets))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return dict(zip(wanted, pool.map(_answer, wanted), strict=True))


def _answer(target: str) -> HostAnswer:
    found = _status(target, "HEAD")
    return _status(target, "GET") if found.detail in map(str, _METHOD_REFUSED) else found


def _status(target: str, method: str) -> HostAnswer:
    from http.client import HTTPConnection, HTTPException, HTTPSConnection
    from urllib.parse import quote, urljoin, urlsplit

    parts = urlsplit(target)
    of = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    try:
        connection = of(parts.hostname or "", parts.port, timeout=_SECONDS)
        path = quote(f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", safe="/?&=%:;,+~!*'()@$")
        try:
            connection.request(method, path, headers={"User-Agent": _AGENT})
            response = connection.getresponse()
            status, place = response.status, response.headers.get("Location", "")
        finally:
            connection.close()
    except (OSError, HTTPException, ValueError):
        return HostAnswer("silent")
    if 300 <= status < 400 and place:
        return HostAnswer("moved", urljoin(target, place))
    return HostAnswer("there") if status < 300 else HostAnswer("missing", str(status))
