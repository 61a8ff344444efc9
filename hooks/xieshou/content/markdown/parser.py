"""Markdown to tokens: markdown-it's parser with our rules, driven directly.

In: a text. Out: its blocks in the order of the text, each with its first and last line, the words of each taken apart;
and its notes. markdown-it reads all of CommonMark, and knows where every block stands; Python-Markdown, whose
extensions a site may turn on, reads two thirds of it. What of Python-Markdown's extensions is not built in here is done
by ``xieshou.content.markdown.bridge``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from xieshou.content.markdown import block_rules, notes
from xieshou.content.markdown.attributes import TRAILING, attributes
from xieshou.content.markdown.block_rules import BlockParser
from xieshou.content.markdown.inline_rules import InlineParser
from xieshou.content.markdown.layout import nested

_OPTIONS = {"html": True, "tasklists": True, "alerts": True, "maxNesting": 40}
_IDENTIFIED = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "li"))
"""Elements that an address can lead to."""
_CELLS = ("td_open", "th_open")
_OF_BLOCKS = ("heading_open", "list_item_open", "td_open", "th_open", "paragraph_open")


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text taken apart."""

    lines: tuple[str, ...]
    tokens: list[Token]
    references: dict[str, Any]
    again: tuple[Any, ...]
    """Link definitions whose name has been defined above them: nothing comes of them."""
    notes: dict[str, int]
    """The labels of footnotes that something leads to, in that order, and how often."""
    noted: bool
    """Whether there are any, led to or not."""


class _Reader(MarkdownIt):
    """Addresses stay as they are typed: what is wrong with one is said of that, and Han in it can be read."""

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link

    def validateLink(self, url: str) -> bool:
        return True


class Parser:
    """One parser, reused."""

    def __init__(self) -> None:
        """With all that a text can have."""
        self._md = _Reader("commonmark", _OPTIONS)
        self._md.block, self._md.inline = BlockParser(), InlineParser()
        self._md.inline.ruler.disable("linkify")
        block_rules.enable(self._md)
        self._md.inline.place("footnote_ref")

    def parse(self, text: str) -> ParsedText:
        """``text``, taken apart."""
        tokens: list[Token] = []
        environment: dict[str, Any] = {}
        self._md.block.parse(nested(text) + "\n", self._md, environment, tokens)
        if "[!" in text:
            tokens = list(_alerts(tokens))
        lines, row, column = text.split("\n"), -1, 0
        opened: Token | None = None
        for token in tokens:
            if token.type != "inline":
                opened = token if token.nesting > 0 else opened
                continue
            if opened is not None and opened.type in _CELLS and token.map:
                if token.map[0] != row:
                    row, column = token.map[0], 0
                at = lines[row].find(token.content, column)
                if at >= 0:  # else a bar in it is typed \|
                    token.meta["column"], column = at, at + len(token.content)
            if "{" in token.content and opened is not None and opened.type in _OF_BLOCKS:
                _trail(token, opened)
            token.children = self._md.inline.parse(token.content, self._md, environment, [])
        footnotes = environment.get("footnotes", {})
        return ParsedText(
            tuple(lines),
            tokens,
            environment.get("references", {}),
            tuple(environment.get("duplicate_refs", ())),
            {one["label"]: one["count"] for one in footnotes.get("list", {}).values()},
            bool(footnotes.get("refs")),
        )


def _alerts(tokens: list[Token]) -> Iterator[Token]:
    """GitHub's alerts as notes; their English names are left out."""
    titled = False
    for token in tokens:
        if token.type == "alert_open":
            token.type, token.info = "note_open", notes.SORTS[token.info.lower()]
        elif token.type == "alert_close":
            token.type = "note_close"
        elif token.type in ("alert_title_open", "alert_title_close"):
            titled = token.nesting > 0
            continue
        if not titled:
            yield token


def _trail(words: Token, opened: Token) -> None:
    """Take the attribute list from the end of a block."""
    found = TRAILING().search(words.content)
    if found and (opened.type == "heading_open" or found[0].lstrip().startswith("{:")):
        own = dict(attributes(found[1]))
        opened.meta["trailing"] = own
        if "id" in own and opened.tag in _IDENTIFIED:
            opened.attrs["id"] = own["id"]
        words.content = words.content[: found.start()]
