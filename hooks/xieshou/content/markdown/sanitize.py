"""The allow-list: what HTML a text may have.

In: the HTML that Markdown made. Out: the same without anything that is not listed. nh3 parses the HTML as a browser
does and writes it anew; plain HTML, which it would write as it stands, is recognised by its form and left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import nh3

from xieshou.content.kinds import KINDS
from xieshou.content.markdown.notes import SORTS

TAGS = set(
    "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h2 h3"  # noqa: SIM905
    " h4 h5 h6 hr i img ins kbd li mark ol p pre q ruby rb rp rt s samp small span strong sub summary sup table tbody"
    " td tfoot th thead tr u ul var wbr".split()
)
SCHEMES = {"http", "https", "mailto", *KINDS}
_ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "ol": {"start"},
    "li": {"value", "id"},
    "*": {"lang", "dir"},
    **{name: {"id"} for name in ("h2", "h3", "h4", "h5", "h6", "sup")},
}
_CLASSES = {
    "div": {"footnote", "highlight", "codehilite", "note", *(f"note-{sort}" for sort in SORTS.values())},
    "p": {"note-title"},
    "ol": {"paren"},
    "li": {"task"},
    "a": {"footnote-ref", "footnote-backref"},
}


def _cleaner(more: Iterable[str] = (), spans: Iterable[str] = ()) -> nh3.Cleaner:
    """A cleaner that lets ``more`` elements pass, with ids, and these classes of what stands in a line."""
    return nh3.Cleaner(
        tags=TAGS.union(more),
        attributes={name: set(allowed) for name, allowed in _ATTRIBUTES.items()} | {name: {"id"} for name in more},
        allowed_classes={name: set(allowed) for name, allowed in _CLASSES.items()} | {"span": set(spans)},
        url_schemes=SCHEMES,
        link_rel=None,
    )


_CLEANER, _OF_PAGES = _cleaner(), _cleaner(["h1"])
_PLAIN = re.compile(
    r"(?:[^<>&\x00\r\xa0]++"
    r"|</?(?:p|h[2-6]|ul|ol|li|blockquote|strong|em)>"
    rf'|<a href="(?:{"|".join(sorted(KINDS))}):[a-z0-9#@.-]*+">[^<>&\x00\r\xa0]*+</a>'
    r"|&(?:amp|lt|gt);)*+"
)
"""Words, entities, and tags without attributes but for links to entries: all of it is on the list."""


def sanitised(html: str, text: str, page: bool = False) -> str:
    """``html``, which Markdown made of ``text``, without what is not on the list. ``page``: its title is a part of it.

    Only where the text itself holds no tags is the plain form enough: then every tag that was opened is closed, in its
    place.
    """
    if "<" not in text and _PLAIN.fullmatch(html):
        return html
    cleaner = _OF_PAGES if page else _CLEANER
    if 'class="highlight"' in html or 'class="codehilite"' in html:  # of an extension that a site has turned on
        from pygments.token import STANDARD_TYPES

        cleaner = _cleaner(["h1"] if page else (), STANDARD_TYPES.values())
    return cleaner.clean(html).replace(' class=""', "")
