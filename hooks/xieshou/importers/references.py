"""The links and pictures of a text, each with the characters it is made of.

In: a text in Markdown. Out: its references in the order of the text, found by the parser that reads the site's own
texts: what that takes for code or for words is none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from xieshou.content.markdown.parser import ParsedText
from xieshou.content.markdown.typed import Typed
from xieshou.importers.prose import parsed

PARAGRAPH, CELL, HEADING, HTML = "paragraph", "cell", "heading", "html"
"""What a reference stands in."""
_ATTRIBUTE = re.compile(
    r"""\s(?P<name>[\w:-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|\{?(?P<bare>[^\s"'>]+))"""
)
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"<a\b[^>]*>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class ReferenceBlock:
    """The block that a reference stands in: its sort, its lines (from 0, the last one out), what each of its lines
    begins with, the characters of its words, and whether it is all there is in an item of a list.
    """

    sort: str
    first: int
    last: int
    prefix: str
    start: int
    end: int
    item: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or a picture (``picture``). ``start`` and ``end``: its characters; ``inner``: those of a link's words;
    ``words``: what it says; ``form``: how it is written (inline, named, auto, tag).
    """

    picture: bool
    target: str
    words: str
    title: str
    start: int
    end: int
    block: ReferenceBlock
    form: str = "inline"
    inner: tuple[int, int] = (0, 0)
    holds_picture: bool = False


def references(text: str) -> tuple[Reference, ...]:
    """Every link and picture of ``text``."""
    if not re.search(r"\]|<a\b|<img\b|https?:|<\w", text):
        return ()
    return tuple(_Finder(text, parsed(text)).found())


class _Finder:
    """Goes through the blocks of one text."""

    def __init__(self, text: str, taken_apart: ParsedText) -> None:
        self._text, self._parsed = text, taken_apart
        self._typed = Typed("", 1, taken_apart.lines)
        self._starts = [0]
        for line in taken_apart.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def found(self) -> Iterator[Reference]:
        tokens = self._parsed.tokens
        for at, token in enumerate(tokens):
            if token.type == "html_block":
                yield from self._in_html(token)
            elif token.type == "inline" and token.children:
                yield from self._in_line(token, self._block(tokens, at, token))

    def _block(self, tokens: Sequence[Token], at: int, token: Token) -> ReferenceBlock:
        first, last = token.map or [0, 0]
        opened = tokens[at - 1].type
        sort = CELL if "column" in token.meta or opened in ("td_open", "th_open") else PARAGRAPH
        if opened == "heading_open":
            sort = HEADING
            first, last = tokens[at - 1].map or [first, last]
        start = self._offset(token, 0)
        column = start - self._starts[first] if first < len(self._starts) else 0
        line = self._parsed.lines[first] if first < len(self._parsed.lines) else ""
        prefix = re.sub(r"[^>\s]", " ", line[: max(column, 0)])
        item = opened == "paragraph_open" and tokens[at - 2].type == "list_item_open"
        item = item and at + 2 < len(tokens) and tokens[at + 2].type == "list_item_close"
        return ReferenceBlock(sort, first, last, prefix, start, start + len(token.content), item)

    def _offset(self, token: Token, at: int) -> int:
        line, column = self._typed.place(token, at)
        return self._starts[line - 1] + column - 1

    def _in_line(self, token: Token, block: ReferenceBlock) -> Iterator[Reference]:
        children = token.children or []
        for number, child in enumerate(children):
            if child.type == "html_inline":
                yield from self._tag(token, child, children[number + 1 :], block)
                continue
            if child.type not in ("link_open", "image"):
                continue
            begun, ended = child.meta.get("at", -1), child.meta.get("end", -1)
            if child.markup in ("bare", "autolink"):
                special = children[number + 1]
                begun, ended = special.meta.get("at", begun), special.meta.get("end", ended)
            if begun < 0:
                continue
            span = self._span(token, begun, ended)
            if span is None:
                continue
            (start, end), typed = span, token.content[begun:ended]
            attrs = child.attrs
            if child.type == "image":
                words = _said(child.children or ()) or child.content
                yield Reference(True, str(attrs["src"]), words, str(attrs.get("title", "")), start, end, block)
                continue
            target = str(attrs["href"])
            if child.markup in ("bare", "autolink"):
                yield Reference(False, target, typed.strip("<>"), "", start, end, block, "auto", (start, end))
                continue
            closing = _closing(children, number)
            inner = children[number + 1 : closing]
            named = typed.endswith("]")
            tail = typed.rfind("](") if not named else (typed.rfind("][") if "][" in typed else len(typed) - 1)
            words_end = end - (len(typed) - max(tail, 1)) if "\n" not in typed[max(tail, 1) :] else start + max(tail, 1)
            yield Reference(
                False,
                target,
                _said(inner),
                str(attrs.get("title", "")),
                start,
                end,
                block,
                "named" if named else "inline",
                (start + 1, words_end),
                any(one.type == "image" for one in inner),
            )

    def _span(self, token: Token, begun: int, ended: int) -> tuple[int, int] | None:
        """Where the characters of a block's words from ``begun`` to ``ended`` stand in the text; on several lines there
        is more between them: what these lines begin with.
        """
        typed = token.content[begun:ended]
        start, end = self._offset(token, begun), self._offset(token, ended - 1) + 1
        if _same(self._text[start:end], typed):
            return start, end
        # Not where the words of the block say: its lines are looked through.
        first, last = token.map or [0, 0]
        at = self._starts[first] - 1
        for _ in range(token.content.count(typed, 0, begun) + 1):
            at = self._text.find(typed, at + 1, self._starts[min(last, len(self._starts) - 1)])
            if at < 0:
                return None
        return at, at + len(typed)

    def _tag(self, token: Token, child: Token, rest: Sequence[Token], block: ReferenceBlock) -> Iterator[Reference]:
        """A link or a picture that is typed as a tag within a line."""
        name = re.match(r"<(img|a)\b", child.content, re.IGNORECASE)
        if not name:
            return
        start = self._offset(token, int(child.meta["at"]))
        end = start + len(child.content)
        if self._text[start:end] != child.content:
            return
        given = attributes(child.content)
        if name[1].lower() == "img":
            if given.get("src"):
                words = given.get("alt", "") or given.get("title", "")
                yield Reference(True, given["src"], words, given.get("title", ""), start, end, block, "tag")
        elif "href" in given:
            close = next((one for one in rest if one.type == "html_inline" and one.content.lower() == "</a>"), None)
            last = self._offset(token, int(close.meta["at"])) if close else end
            words = html.unescape(re.sub(r"<[^>]*>", "", self._text[end:last]))
            holds = "<img" in self._text[end:last].lower() or "![" in self._text[end:last]
            yield Reference(False, given["href"], words, "", start, last, block, "tag", (end, last), holds)

    def _in_html(self, token: Token) -> Iterator[Reference]:
        first, last = token.map or [0, 0]
        start, end = self._starts[first], self._starts[min(last, len(self._starts) - 1)]
        block = ReferenceBlock(HTML, first, last, "", start, end)
        whole = re.sub(r"<!--.*?-->", lambda one: " " * len(one[0]), self._text[start:end], flags=re.DOTALL)
        for found in _IMAGE.finditer(whole):
            given = attributes(found[0])
            if given.get("src"):
                words = given.get("alt", "") or given.get("title", "")
                at = start + found.start()
                yield Reference(True, given["src"], words, given.get("title", ""), at, at + len(found[0]), block, "tag")
        for found in _LINK.finditer(whole):
            given = attributes(found[0])
            if "href" not in given:
                continue
            at = start + found.start()
            close = re.compile(r"</a>", re.IGNORECASE).search(self._text, at, end)
            stop = close.start() if close else at + len(found[0])
            words = html.unescape(re.sub(r"<[^>]*>", "", self._text[at + len(found[0]) : stop])).strip()
            inner = at + len(found[0]), stop
            holds = "<img" in self._text[slice(*inner)].lower()
            yield Reference(False, given["href"], words, "", at, stop, block, "tag", inner, holds)


def _same(stands: str, typed: str) -> bool:
    """Whether these are the same characters but for what lines begin with."""
    return stands == typed or ("\n" in typed and re.sub(r"\n[\s>]*", "\n", stands) == re.sub(r"\n[\s>]*", "\n", typed))


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag, by their names in small letters."""
    given: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(tag):
        value = next(one for one in found.group("double", "single", "bare") if one is not None)
        given.setdefault(found["name"].lower(), html.unescape(value).strip())
    return given


def _closing(children: Sequence[Token], number: int) -> int:
    depth = 0
    for at in range(number, len(children)):
        depth += (children[at].type == "link_open") - (children[at].type == "link_close")
        if not depth:
            return at
    return len(children)


def _said(children: Sequence[Token]) -> str:
    """The words of some markup in a line."""
    words = "".join(
        _said(child.children or ()) or child.content
        if child.type == "image"
        else " "
        if child.type in ("softbreak", "hardbreak")
        else child.content
        if child.type in ("text", "text_special", "code_inline")
        else ""
        for child in children
    )
    return " ".join(words.split())
