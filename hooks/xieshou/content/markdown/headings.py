"""The headings of a text, each with an address of its own.

Python-Markdown's contents extension does this in the tree, at a sixth of the cost of parsing, and adds what the
cleaner takes away again. Here it is done on the cleaned HTML, where a heading can have but one form. Ids are made as
that extension makes them: by its option ``slugify``, which by our default keeps Han characters.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import NamedTuple

from markdown.extensions.toc import unique

Slugify = Callable[[str, str], str]

_HEADING = re.compile(r"<h([2-6])((?: [a-z]+=\"[^\"]*\")*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')
_NOTE = re.compile(r'<sup id="fnref[^>]*>.*?</sup>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class Heading(NamedTuple):
    """A heading of the text, for its table of contents."""

    level: int
    id: str
    text: str


def addressed(cleaned: str, slugify: Slugify) -> tuple[str, tuple[Heading, ...]]:
    """``cleaned`` HTML with an id on every heading, and the headings."""
    if "<h" not in cleaned:
        return cleaned, ()
    used = {html.unescape(id_) for id_ in _ID.findall(cleaned)}
    headings: list[Heading] = []

    def address(found: re.Match[str]) -> str:
        level, attributes, inner = found.groups()
        text = " ".join(html.unescape(_TAG.sub("", _NOTE.sub("", inner))).split())
        own = _ID.search(attributes)
        id_ = html.unescape(own[1]) if own else unique(slugify(text, "-"), used)
        headings.append(Heading(int(level), id_, text))
        return found[0] if own else f'<h{level}{attributes} id="{html.escape(id_)}">{inner}</h{level}>'

    return _HEADING.sub(address, cleaned), tuple(headings)
