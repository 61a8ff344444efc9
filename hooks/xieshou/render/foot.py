"""The foot of every page: ways to share it that tell nobody, and how to cite it.

In: where the page stands and what it is called. Out: HTML. It names the page's own address, which no template knows,
so it is made when the frame is filled.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from xieshou.language.labels import Labels
from xieshou.render.escaped import escaped
from xieshou.render.head import PageLocation


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


def foot(place: PageLocation, cited: Cited, labels: Labels) -> str:
    """Share and cite; nothing on a page that stands nowhere (the 404 page).

    Without a known origin the address is the path alone; the page's script completes it.
    """
    if not place.names:
        return ""
    here = escaped((place.origin or "/") + place.address)
    return _shape(labels, bool(cited.date), bool(cited.dated)).format_map(
        {
            "mail": f"mailto:?subject={quote(cited.title)}&amp;body={quote((place.origin or '/') + place.address)}",
            "author": escaped(cited.author),
            "title": escaped(cited.title),
            "site": escaped(cited.site),
            "url": f"<span data-here>{here}</span>",
            "date": escaped(cited.date),
            "dated": escaped(cited.dated),
            "first": f" {escaped(cited.first)}" if cited.first else "",
        }
    )


def _tag(labels: Labels) -> str:
    """The locale of a language as browsers name it: the page's script writes the reader's date by it."""
    return escaped(labels("locale").replace("_", "-"))


@lru_cache(maxsize=16)
def _shape(labels: Labels, date: bool, dated: bool) -> str:
    """The foot in a language, with places for what differs from page to page."""

    def word(key: str) -> str:
        return escaped(labels(key)).replace("{", "{{").replace("}", "}}")

    today = word("cite.today")
    standard = labels("cite.standard" if date else "cite.standard_undated")
    standard = standard.replace("{today}", f'<span data-today="iso">{today}</span>')
    plain = labels("cite.plain" if dated else "cite.plain_undated")
    plain = plain.replace("{today}", f'<span data-today="{_tag(labels)}">{today}</span>').replace("{date}", "{dated}")
    copy = word("cite.copy")
    return (
        f'<aside class="xs-foot md-typeset" aria-label="{word("cite.lead")}"><p class="xs-share">'
        f'<a href="{{mail}}" data-mail>{word("share.mail")}</a>'
        f'<button type="button" class="xs-js" data-do="copy">{word("share.copy")}</button>'
        f'<button type="button" class="xs-js xs-js--share" data-do="share">{word("share.more")}</button>'
        f'<button type="button" class="xs-js" data-do="print">{word("share.print")}</button>'
        f'<span role="status" data-copied="{word("share.copied")}"></span></p>'
        f'<details class="xs-more xs-cite"><summary>{word("cite.cite")}</summary><dl>'
        f'<dt>{word("cite.standard_name")}</dt><dd><span id="xs-cite-1">{standard}{{first}}</span> '
        f'<button type="button" class="xs-js" data-do="copy" data-of="xs-cite-1">{copy}</button></dd>'
        f'<dt>{word("cite.plain_name")}</dt><dd><span id="xs-cite-2">{plain}{{first}}</span> '
        f'<button type="button" class="xs-js" data-do="copy" data-of="xs-cite-2">{copy}</button></dd>'
        "</dl></details></aside>"
    )
