"""The headings of a text: their levels, and an address of its own for each.

Python-Markdown's contents extension does this in the tree, at a sixth of the cost of parsing, and adds what the
cleaner takes away again. Here it is done on the cleaned HTML, where a heading can have but one form. Ids are made as
that extension makes them: by its option ``slugify``, which by our default keeps Han characters.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from markdown.extensions.toc import unique
from markdown_it.token import Token

from xieshou.content.markdown.html_writer import said

Slugify = Callable[[str, str], str]

_HEADING = re.compile(r"<h([1-6])((?: [a-z]+=\"[^\"]*\")*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')
_NOTE = re.compile(r'<sup id="fnref[^>]*>.*?</sup>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class Heading(NamedTuple):
    """A heading of the text, for its table of contents."""

    level: int
    id: str
    text: str


def entitled(tokens: Sequence[Token]) -> list[Token]:
    """Leave the heading of the first level that ``tokens`` begin with, which is the page's own; where there are others,
    set all but it one down. The others.
    """
    first = [token for token in tokens if token.type == "heading_open" and token.tag == "h1"]
    own = next((at for at, token in enumerate(tokens) if not _unseen(token)), len(tokens))
    if not first or tokens[own] is not first[0]:
        levelled(tokens, "")
        return first
    levelled(tokens[own + 3 :], "")
    return first[1:]


def _unseen(token: Token) -> bool:
    return token.type == "attributes" or (token.type == "html_block" and token.content.lstrip().startswith("<!--"))


def levelled(tokens: Sequence[Token], title: str) -> None:
    """Take the heading that repeats the page's ``title`` out of ``tokens``; where another of the first level is left,
    set all one down: the page's own heading is the first.
    """
    first = [at for at, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h1"]
    if not first:
        return
    opened, words, closed = tokens[first[0] : first[0] + 3]
    if title and _folded(said(words.children or ())) == _folded(title):
        for token in (opened, words, closed):
            token.hidden = True
        first = first[1:]
    if first:
        for token in tokens:
            if token.type in ("heading_open", "heading_close") and not token.hidden:
                token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"


def _folded(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def addressed(cleaned: str, slugify: Slugify) -> tuple[str, tuple[Heading, ...]]:
    """``cleaned`` HTML with an id on every heading, and the headings."""
    if "<h" not in cleaned:
        return cleaned, ()
    used = {html.unescape(id_) for id_ in _ID.findall(cleaned)}
    headings: list[Heading] = []
    last: dict[str, str] = {}

    def address(found: re.Match[str]) -> str:
        level, attributes, inner = found.groups()
        text = " ".join(html.unescape(_TAG.sub("", _NOTE.sub("", inner))).split())
        own = _ID.search(attributes)
        if own:
            id_ = html.unescape(own[1])
        else:
            slug = slugify(text, "-")
            id_ = last[slug] = unique(last.get(slug, slug), used)  # all before the last are taken
        headings.append(Heading(int(level), id_, text))
        return found[0] if own else f'<h{level}{attributes} id="{html.escape(id_)}">{inner}</h{level}>'

    return _HEADING.sub(address, cleaned), tuple(headings)
