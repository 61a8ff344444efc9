"""Former addresses as rules for hosts that know such: real redirects, and the answer 410 for what is gone.

In: the former addresses. Out: ``_redirects`` (Cloudflare Pages, Netlify), a map for nginx, and rules for the websites
of Alibaba Cloud's OSS and Tencent Cloud's COS. Without them the pages at these addresses do the same
(``xieshou.outputs.moved``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from html import escape
from urllib.parse import quote, urlsplit

from xieshou.outputs.publication import Publication
from xieshou.plan.former import Former
from xieshou.plan.navigation import OTHER
from xieshou.plan.pages import Page, Plan, options
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import BASE

FILES = {
    "_redirects": "rules-plain",
    "_redirects.nginx.conf": "rules-nginx",
    "_redirects.oss.xml": "rules-oss",
    "_redirects.cos.xml": "rules-cos",
}
"""The files, and the view of each."""
_OSS, _COS = 20, 100
"""Rules that the two services take."""


def plan(plan: Plan, formers: Sequence[Former], live: Collection[str]) -> Iterator[Page]:
    """The files, where there is anything to say in them. ``live``: the addresses that are pages."""
    if not formers:
        return
    above = {start for address in live for start in _starts(address)}
    moved = tuple((one.address, one.to) for one in formers if one.to is not None)
    values = options(
        {
            "moved": moved,
            "gone": tuple(one.address for one in formers if one.to is None),
            # These services go by how an address begins: of a former list, the pages that are still below it begin so.
            "alone": tuple(pair for pair in moved if pair[0] not in above),
        }
    )
    for name, view in FILES.items():
        yield Page(name, plan.languages[0], OTHER, view, options=values)


def _starts(address: str) -> Iterator[str]:
    return (address[: at + 1] for at, sign in enumerate(address) if sign == "/" and at + 1 < len(address))


def plain(context: PageContext) -> str:
    """A line a rule. What is gone has none: those hosts send the page that says so."""
    return "".join(f"{BASE}{quote(old)} {BASE}{quote(new)} 301\n" for old, new in context.page.option("moved"))


def nginx(context: PageContext) -> str:
    """Two maps, and how they are used."""
    words, option = context.labels, context.page.option
    remark = f"# {words('moved.rules')}\n"
    moved = ((old, BASE + quote(new)) for old, new in option("moved"))
    gone = ((old, "1") for old in option("gone"))
    return remark + _map("xieshou_moved", '""', moved) + _map("xieshou_gone", "0", gone)


def _map(name: str, default: str, pairs: Iterable[tuple[str, str]]) -> str:
    lines = "".join(f'  "{BASE}{old}" "{value}";\n' for old, value in pairs)
    return f"map $uri ${name} {{\n  default {default};\n{lines}}}\n"


def oss(context: PageContext) -> str:
    """The rules of a bucket of OSS."""
    return _rules(context, _OSS, "<RuleNumber>{number}</RuleNumber>", "<RedirectType>External</RedirectType>")


def cos(context: PageContext) -> str:
    """The rules of a bucket of COS."""
    return _rules(context, _COS)


def _rules(context: PageContext, most: int, first: str = "", kind: str = "") -> str:
    pairs = context.page.option("alone")
    rules = "\n".join(
        f"<RoutingRule>{first.format(number=number)}<Condition><KeyPrefixEquals>{escape(old)}</KeyPrefixEquals></Condition>"
        f"<Redirect>{kind}<HttpRedirectCode>301</HttpRedirectCode><ReplaceKeyWith>{escape(new)}</ReplaceKeyWith></Redirect>"
        "</RoutingRule>"
        for number, (old, new) in enumerate(pairs[:most], 1)
    )
    left = f"<!-- {len(pairs) - most} -->\n" if len(pairs) > most else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{left}<RoutingRules>\n{rules}\n</RoutingRules>\n'


def rooted(text: str, publication: Publication) -> bytes:
    """The bytes of a file whose addresses begin at the root of the host."""
    return text.replace(BASE, urlsplit(publication.origin).path or "/").encode()
