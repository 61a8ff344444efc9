"""The foot of every page: ways to share it that tell nobody, and how to cite it.

In: where the page stands and what it is called. Out: HTML. It names the page's own address, which no template knows,
so it is made when the frame is filled.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from markupsafe import escape

from xieshou.language.labels import Labels
from xieshou.render.head import Place


class Cited(NamedTuple):
    """What a citation says of a page. ``date`` is for machines, ``dated`` as shown; both empty where it has none."""

    title: str
    author: str
    site: str
    date: str = ""
    dated: str = ""


def foot(place: Place, cited: Cited, labels: Labels) -> str:
    """Share and cite; nothing on a page that stands nowhere (the 404 page).

    Without a known origin the address is the path alone; the page's script completes it.
    """
    if not place.names:
        return ""
    here = (place.origin or "/") + place.address
    mail = f"mailto:?subject={quote(cited.title)}&amp;body={quote(here)}"
    today = escape(labels("cite.today"))
    details = {
        "author": escape(cited.author),
        "title": escape(cited.title),
        "site": escape(cited.site),
        "url": f"<span data-here>{escape(here)}</span>",
    }
    standard = labels(
        "cite.standard" if cited.date else "cite.standard_undated",
        **details, date=escape(cited.date), today=f'<span data-today="iso">{today}</span>',
    )  # fmt: skip
    plain = labels(
        "cite.plain" if cited.dated else "cite.plain_undated",
        **details, date=escape(cited.dated), today=f"<span data-today>{today}</span>",
    )  # fmt: skip
    copy = escape(labels("cite.copy"))
    return (
        f'<aside class="xs-foot md-typeset" aria-label="{escape(labels("cite.lead"))}"><p class="xs-share">'
        f'<a href="{mail}" data-mail>{escape(labels("share.mail"))}</a>'
        f'<button type="button" class="xs-js" data-do="copy">{escape(labels("share.copy"))}</button>'
        f'<button type="button" class="xs-js xs-js--share" data-do="share">{escape(labels("share.more"))}</button>'
        f'<button type="button" class="xs-js" data-do="print">{escape(labels("share.print"))}</button>'
        f'<span role="status" data-copied="{escape(labels("share.copied"))}"></span></p>'
        f'<details class="xs-more xs-cite"><summary>{escape(labels("cite.cite"))}</summary><dl>'
        f'<dt>{escape(labels("cite.standard_name"))}</dt><dd><span id="xs-cite-1">{standard}</span> '
        f'<button type="button" class="xs-js" data-do="copy" data-of="xs-cite-1">{copy}</button></dd>'
        f'<dt>{escape(labels("cite.plain_name"))}</dt><dd><span id="xs-cite-2">{plain}</span> '
        f'<button type="button" class="xs-js" data-do="copy" data-of="xs-cite-2">{copy}</button></dd>'
        "</dl></details></aside>"
    )
