"""The allow-list: what HTML a text may have.

In: the HTML that Markdown made. Out: the same without anything that is not listed. nh3 parses the HTML as a browser
does and writes it anew; plain HTML, which it would write as it stands, is recognised by its form and left alone.
"""

from __future__ import annotations

import re

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
    "div": {"footnote", "note", *(f"note-{sort}" for sort in SORTS.values())},
    "p": {"note-title"},
    "ol": {"paren"},
    "li": {"task"},
    "a": {"footnote-ref", "footnote-backref"},
}
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={name: set(allowed) for name, allowed in _ATTRIBUTES.items()},
    allowed_classes={name: set(allowed) for name, allowed in _CLASSES.items()},
    url_schemes=SCHEMES,
    link_rel=None,
)
_PLAIN = re.compile(
    r"(?:[^<>&\x00\r\xa0]++"
    r"|</?(?:p|h[2-6]|ul|ol|li|blockquote|strong|em)>"
    rf'|<a href="(?:{"|".join(sorted(KINDS))}):[a-z0-9#@.-]*+">[^<>&\x00\r\xa0]*+</a>'
    r"|&(?:amp|lt|gt);)*+"
)
"""Words, entities, and tags without attributes but for links to entries: all of it is on the list."""


def sanitised(html: str, text: str) -> str:
    """``html``, which Markdown made of ``text``, without what is not on the list.

    Only where the text itself holds no tags is the plain form enough: then every tag that was opened is closed, in its
    place.
    """
    if "<" not in text and _PLAIN.fullmatch(html):
        return html
    return _CLEANER.clean(html).replace(' class=""', "")
