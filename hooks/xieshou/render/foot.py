"""The foot of every page: ways to share it that tell nobody, how to cite it, whom to tell of an error.

In: where the page stands and what it is called. Out: HTML. It names the page's own address, which no template knows,
so it is made when the frame is filled.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from xieshou.language.labels import Labels
from xieshou.render.escaped import escaped
from xieshou.render.head import PageLocation
from xieshou.render.qr_code import qr_code

_LOCAL = re.compile(r"https?://(?:localhost|127\.|0\.0\.0\.0|\[::1?\])")
"""Where a site is tried out: nobody else finds it there."""


class Cited(NamedTuple):
    """What a citation says of a page. ``date`` is for machines, ``dated`` as shown; both empty where it has none.
    ``first``: where it was published before.
    """

    title: str
    author: str
    site: str
    date: str = ""
    dated: str = ""
    first: str = ""


class Offered(NamedTuple):
    """What a foot offers besides citing: ``whole`` sharing too, on pages that are no lists. ``contact``: the address
    that errors are reported to, if there is one.
    """

    whole: bool = True
    contact: str = ""


ALL = Offered()


def foot(place: PageLocation, cited: Cited, labels: Labels, offered: Offered = ALL) -> str:
    """Share and cite; nothing on a page that stands nowhere (the 404 page).

    Without a known origin, or while it is only tried out, the address is the path alone; the page's script completes
    it where the site stands by then.
    """
    if not place.names:
        return ""
    origin = "" if _LOCAL.match(place.origin) else place.origin
    here = (origin or "/") + place.address
    subject = labels("share.report_subject", title=cited.title)
    alike = offered._replace(contact="known" if offered.contact else "")
    return _shape(labels, bool(cited.date), bool(cited.dated), alike).format_map(
        {
            "mail": f"mailto:?subject={quote(cited.title)}&amp;body={quote(here)}",
            "report": f"mailto:{quote(offered.contact)}?subject={quote(subject)}"
            f"&amp;body={quote(here + _asked(labels))}",
            "code": _code(here, labels) if origin and offered.whole else "",
            "author": escaped(cited.author),
            "title": escaped(cited.title),
            "site": escaped(cited.site),
            "url": f"<span data-here>{escaped(here)}</span>",
            "date": escaped(cited.date),
            "dated": escaped(cited.dated),
            "first": f" {escaped(cited.first)}" if cited.first else "",
        }
    )


def _code(address: str, labels: Labels) -> str:
    code = qr_code(address)
    if not code:
        return ""
    return f'<details class="xs-more xs-scan"><summary>{escaped(labels("share.scan"))}</summary>{code}</details>'


def _asked(labels: Labels) -> str:
    return "\n\n" + labels("share.report_body")


def _tag(labels: Labels) -> str:
    """The locale of a language as browsers name it: the page's script writes the reader's date by it."""
    return escaped(labels("locale").replace("_", "-"))


@lru_cache(maxsize=32)
def _shape(labels: Labels, date: bool, dated: bool, offered: Offered) -> str:
    """The foot in a language, with places for what differs from page to page."""

    def word(key: str) -> str:
        return _literal(escaped(labels(key)))

    today = word("cite.today")
    standard = labels("cite.standard" if date else "cite.standard_undated")
    standard = standard.replace("{today}", f'<span data-today="iso">{today}</span>')
    plain = labels("cite.plain" if dated else "cite.plain_undated")
    plain = plain.replace("{today}", f'<span data-today="{_tag(labels)}">{today}</span>').replace("{date}", "{dated}")
    copy = word("cite.copy")
    report = (
        f'<a href="{{report}}" data-mail="{_literal(escaped(_asked(labels)))}">{word("share.report")}</a>'
        if offered.contact
        else ""
    )
    share = (
        f'<p class="xs-share"><a href="{{mail}}" data-mail>{word("share.mail")}</a>'
        f'<button type="button" class="xs-js" data-do="copy">{word("share.copy")}</button>'
        f'<button type="button" class="xs-js xs-js--share" data-do="share">{word("share.more")}</button>'
        f'<button type="button" class="xs-js" data-do="print">{word("share.print")}</button>{report}'
        f'<span role="status" data-copied="{word("share.copied")}"></span></p>'
        if offered.whole
        else f'<p class="xs-share">{report}<span role="status" data-copied="{word("share.copied")}"></span></p>'
    )
    return (
        f'<aside class="xs-foot md-typeset" aria-label="{word("cite.lead")}">{share}{{code}}'
        f'<details class="xs-more xs-cite"><summary>{word("cite.cite")}</summary><dl>'
        f'<dt>{word("cite.standard_name")}</dt><dd><span id="xs-cite-1">{standard}{{first}}</span> '
        f'<button type="button" class="xs-js" data-do="copy" data-of="xs-cite-1">{copy}</button></dd>'
        f'<dt>{word("cite.plain_name")}</dt><dd><span id="xs-cite-2">{plain}{{first}}</span> '
        f'<button type="button" class="xs-js" data-do="copy" data-of="xs-cite-2">{copy}</button></dd>'
        "</dl></details></aside>"
    )


def _literal(text: str) -> str:
    """The same in a pattern."""
    return text.replace("{", "{{").replace("}", "}}")
