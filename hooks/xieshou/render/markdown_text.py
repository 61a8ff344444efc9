"""Our own HTML as Markdown (CommonMark with tables): what a text is on its page, for those who read no HTML.

In: HTML as pages have it, whose texts are sanitised: elements are closed and nested. Out: Markdown that a parser makes
the same words of. It is no reader of any HTML: what is not known is its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Final

_TAG: Final = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*)([^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*)>""")
_ATTRIBUTE: Final = re.compile(r'([a-z-]+)="([^"]*)"')
_HREF: Final = re.compile(r'\bhref="([^"]*)"')
_SIGNS: Final = re.compile(r"[\\`*_\[\]<&|~#]")
_STARTS: Final = re.compile(r"([+\-=>]|\d{1,9}(?=[.)]))")
_SPACE: Final = re.compile(r"[ \t\r\n]+")
_UNLIKE: Final = re.compile(r"[\\`*_\[\]<&|~#\t\r\n]|  ")
"""What keeps words from standing in Markdown as they are."""
_ODD: Final = re.compile(r"[\s()<>]")
_TICKS: Final = re.compile(r"`+")
_DROPPED: Final = frozenset(("svg", "script", "style", "template", "button", "colgroup"))
_AROUND: Final = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}
_BLOCKS: Final = frozenset(
    (
        "p",
        "div",
        "section",
        "figure",
        "figcaption",
        "details",
        "summary",
        "dl",
        "dt",
        "aside",
        "header",
        "footer",
        "caption",
    )
)


def markdown_of(html: str) -> str:
    """The Markdown of ``html``, without a line end after it."""
    return _Prose().of(html)


def escaped_words(text: str) -> str:
    """Plain words as they stand in a line of Markdown."""
    return _SIGNS.sub(r"\\\g<0>", _SPACE.sub(" ", text)) if _UNLIKE.search(text) else text


def begun(line: str) -> str:
    """A line that begins a block, when its first sign would make another block of it."""
    found = _STARTS.match(line)
    return (
        f"{line[: found.end()]}\\{line[found.end() :]}"
        if found and found[1].isdigit()
        else f"\\{line}"
        if found
        else line
    )


def link(words: str, address: str) -> str:
    """A link; ``words`` are Markdown."""
    return f"[{words}](<{address}>)" if _ODD.search(address) else f"[{words}]({address})"


@dataclass(slots=True)
class _Prose:
    out: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    """What the block in hand says so far."""
    before: list[str] = field(default_factory=list)
    """What each line of the blocks around begins with."""
    marker: str = ""
    """Of a list's item that has no line yet."""
    numbers: list[int] = field(default_factory=list)
    """Of each list around, the number of its next item; 0 where it has none."""
    heads: str = ""
    hrefs: list[str] = field(default_factory=list)
    rows: list[list[str]] | None = None
    gap: bool = False
    """Whether an empty line comes before the next block; none does where it is the first of a quotation."""
    opened: bool = False
    raw: bool = False

    def of(self, html: str) -> str:
        parts = _TAG.split(html)  # words, slash, name, attributes; and again
        words = parts[::4]
        same = not _UNLIKE.search("".join(words))  # most texts have nothing that Markdown would read otherwise
        hidden = 0
        for text, slash, name, rest in zip(words, parts[1::4], parts[2::4], parts[3::4], strict=False):
            if hidden:
                hidden += (-1 if slash else 0 if rest.endswith("/") else 1) if name in _DROPPED else 0
                continue
            if text:
                self.line.append(text) if same else self._words(text)
            if around := _AROUND.get(name):
                if not self.raw:
                    self.line.append(around)
            elif handler := _HANDLERS.get(name):
                handler(self, slash == "/", rest)
            elif name in _DROPPED:
                hidden = 0 if rest.endswith("/") else 1
            elif name in _BLOCKS:
                self._block()
            elif name[0] == "h" and name[1:].isdigit():
                self._end()
                self.heads, self.gap = "" if slash else "#" * int(name[1:]) + " ", True
        if words[-1]:
            self._words(words[-1])
        self._end()
        return "\n".join(self.out)

    def _words(self, text: str) -> None:
        text = unescape(text) if "&" in text else text
        if self.raw:
            self.line.append(text)
        elif self.line and self.line[-1].endswith("\n"):
            self.line.append(escaped_words(text.lstrip()))
        else:
            self.line.append(escaped_words(text))

    def _block(self) -> None:
        """The beginning or the end of a block."""
        if self.rows is None:
            if self.line:
                self._end()
            self.gap = True
        elif self.line:
            self.line.append(" ")

    def _end(self) -> None:
        """End the block in hand."""
        text = "".join(self.line).strip()
        self.line.clear()
        if text:
            self._put(self.heads + text if self.heads else begun(text))

    def _put(self, text: str) -> None:
        around = "".join(self.before)
        if self.gap and self.out and not self.marker and not self.opened:
            self.out.append(around.rstrip())
        first = around[: len(around) - len(self.marker)] + self.marker if self.marker else around
        for number, line in enumerate(text.split("\n")):
            self.out.append(((first if number == 0 else around) + line).rstrip(" "))
        self.marker, self.gap, self.opened = "", False, False

    # -- elements

    def _break(self, closes: bool, rest: str) -> None:
        self.line.append(" " if self.rows is not None or self.heads else "\\\n")

    def _anchor(self, closes: bool, rest: str) -> None:
        if not closes:
            href = found[1] if (found := _HREF.search(rest)) else ""
            href = unescape(href) if "&" in href else href
            self.hrefs.append("" if href.startswith("#") else href)
            if self.hrefs[-1]:
                self.line.append("[")
        elif self.hrefs and (href := self.hrefs.pop()):
            self.line.append(link("", href)[1:])

    def _image(self, closes: bool, rest: str) -> None:
        said = dict(_ATTRIBUTE.findall(rest))
        if said.get("src"):
            self.line.append("!" + link(escaped_words(unescape(said.get("alt", ""))), unescape(said["src"])))

    def _code(self, closes: bool, rest: str) -> None:
        if self.raw and self.heads != "`":
            return  # of a program
        if not closes:
            self.raw, self.heads = True, "`"
            self.hrefs.append(str(len(self.line)))
            return
        start = int(self.hrefs.pop())
        words = "".join(self.line[start:])
        ticks = "`" * (max(map(len, _TICKS.findall(words)), default=0) + 1)
        pad = " " if words[:1] == "`" or words[-1:] == "`" else ""
        self.line[start:] = [f"{ticks}{pad}{words}{pad}{ticks}"]
        self.raw, self.heads = False, ""

    def _program(self, closes: bool, rest: str) -> None:
        if not closes:
            self._end()
            self.raw, self.gap = True, True
            return
        words = "".join(self.line).rstrip("\n")
        self.line.clear()
        ticks = "`" * max(3, max(map(len, _TICKS.findall(words)), default=0) + 1)
        self.raw = False
        self._put(f"{ticks}\n{words}\n{ticks}")
        self.gap = True

    def _quote(self, closes: bool, rest: str) -> None:
        self._end()
        if closes:
            self.before.pop()
        elif not self.marker:
            if self.out:
                self.out.append("".join(self.before).rstrip())
            self.before.append("> ")
        else:
            self.before.append("> ")
            self.marker += "> "
        self.gap, self.opened = closes, not closes

    def _list(self, closes: bool, rest: str) -> None:
        self._end()
        if closes:
            self.numbers.pop()
        else:
            start = dict(_ATTRIBUTE.findall(rest)).get("start", "1")
            self.numbers.append(int(start) if start.isdigit() else 1)
        self.gap = not self.numbers if closes else self.gap and not self.marker

    def _bullets(self, closes: bool, rest: str) -> None:
        self._list(closes, rest)
        if not closes:
            self.numbers[-1] = -1

    def _item(self, closes: bool, rest: str) -> None:
        self._end()
        if closes:
            self.before.pop()
            self.marker, self.gap = "", False
            return
        number = self.numbers[-1] if self.numbers else -1
        value = dict(_ATTRIBUTE.findall(rest)).get("value", "")
        number = int(value) if value.isdigit() and number >= 0 else number
        marker = "- " if number < 0 else f"{number}. "
        if self.numbers and number >= 0:
            self.numbers[-1] = number + 1
        if self.gap and self.out and not self.marker:
            self.out.append("".join(self.before).rstrip())
        self.gap = False
        self.marker += marker
        self.before.append(" " * len(marker))

    def _described(self, closes: bool, rest: str) -> None:
        self._item(closes, rest) if self.numbers else self._end()

    def _table(self, closes: bool, rest: str) -> None:
        self._end()
        self.gap = True
        rows, self.rows = self.rows, None if closes else []
        if closes and rows:
            width = max(map(len, rows))
            lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
            self._put("\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]]))
            self.gap = True

    def _row(self, closes: bool, rest: str) -> None:
        if self.rows is not None and not closes:
            self.rows.append([])

    def _cell(self, closes: bool, rest: str) -> None:
        if self.rows and closes:
            self.rows[-1].append("".join(self.line).strip())
        self.line.clear()

    def _rule(self, closes: bool, rest: str) -> None:
        self._end()
        self.gap = True
        self._put("---")
        self.gap = True

    def _above(self, closes: bool, rest: str) -> None:
        self.line.append("\\]" if closes else "\\[")


_HANDLERS: Final[dict[str, Callable[[_Prose, bool, str], None]]] = {
    "a": _Prose._anchor, "br": _Prose._break, "img": _Prose._image, "code": _Prose._code,
    "pre": _Prose._program, "blockquote": _Prose._quote, "ol": _Prose._list, "ul": _Prose._bullets,
    "li": _Prose._item, "table": _Prose._table, "tr": _Prose._row, "td": _Prose._cell, "th": _Prose._cell,
    "hr": _Prose._rule, "dd": _Prose._described, "sup": _Prose._above,
}  # fmt: skip
