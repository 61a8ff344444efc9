"""What a page says, chrome apart: the words of its main part, block by block, and the pictures shown there.

In: the HTML of a built page, ours or another's. Out: plain text. Menus and crumbs say the same on many pages and are
left out; what a picture shows is told by its words, as it is read aloud.
"""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_OURS = re.compile(r'<(\w+)\b[^>]*\bid="xs-main"[^>]*>')
_PLACES = (re.compile(r"<(main)\b[^>]*>"), re.compile(r"<(body)\b[^>]*>"))
"""Where the main part of a page begins that is none of ours."""
_LANGUAGE = re.compile(r"""<html\b[^>]*?\blang\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_TITLE = re.compile(r"<(h1|title)\b[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_TAG, _PICTURE = re.compile(r"<[^>]*>"), re.compile(r"<img\b[^>]*>")
_ASIDE = re.compile(r"<(nav|noscript|script|style|template)\b.*?</\1\s*>", re.DOTALL)
_SPACE = re.compile(r"\s+")
_UNSEEN = str.maketrans("", "", "\u00ad\u200b")
_DIGEST = re.compile(r"-[0-9a-f]{8,}(?=\.\w+$)")
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rp",
     "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tspan", "u", "var", "wbr")
)  # fmt: skip
"""Elements within a line; any other begins a block, and ends one."""
_LEFT_OUT = frozenset(("nav", "noscript", "script", "style", "template"))


class MainText(NamedTuple):
    """``pictures``: by what they are called, without the digests in their names, the path of the file on the site."""

    blocks: tuple[str, ...]
    pictures: dict[str, str]


def main_of(html: str) -> str:
    """The main part of a page; all of its body, or of its text, where it names none."""
    for place in (_OURS, *_PLACES):
        if found := place.search(html):
            return html[found.end() : _end(html, found[1], found.end())]
    return html


def _end(html: str, name: str, start: int) -> int:
    """Where the element ends that was open before ``start``: others of its name may stand inside."""
    depth = 1
    for tag in re.compile(rf"<(/?){name}\b").finditer(html, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.start()
    return len(html)


def says_the_same(one: str, other: str) -> bool:
    """Whether two main parts differ in markup at most: the tenth of a parser's time tells most pages apart."""
    return _bare(one) == _bare(other) and _PICTURE.findall(one) == _PICTURE.findall(other)


def _bare(main: str) -> str:
    return _SPACE.sub(" ", _TAG.sub(" ", _ASIDE.sub(" ", main)))


def language_of(html: str) -> str:
    """The language a page says it is in; empty where it says none."""
    found = _LANGUAGE.search(html)
    return found[1] if found else ""


def title_of(html: str) -> str:
    """What a page is called: its first heading, else its title."""
    found = _TITLE.search(main_of(html)) or _TITLE.search(html)
    reader = _MainReader("")
    reader.feed(found[2] if found else "")
    return " ".join(reader.read().blocks)


def read_main(main: str, path: str) -> MainText:
    """What the main part of the page in the file ``path`` says."""
    reader = _MainReader(path)
    reader.feed(main)
    return reader.read()


class _MainReader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self._folder = posixpath.dirname(path)
        self._blocks: list[str] = []
        self._line: list[str] = []
        self._inside: list[str] = []
        self._pictures: dict[str, str] = {}

    def read(self) -> MainText:
        """All that was fed."""
        self.close()
        self._end_block()
        return MainText(tuple(self._blocks), self._pictures)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block ends where another element than one of a line begins."""
        if tag in _LEFT_OUT:
            self._inside.append(tag)
        if tag not in _INLINE:
            self._end_block()
        if tag == "img" and not self._inside:
            values = dict(attrs)
            self._show(values.get("src") or "")
            self._line.append(values.get("alt") or "")
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        """And where it ends."""
        if tag in self._inside:
            del self._inside[self._inside.index(tag) :]
        if tag not in _INLINE:
            self._end_block()

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._inside:
            self._line.append(data)

    def _end_block(self) -> None:
        if words := _SPACE.sub(" ", "".join(self._line)).translate(_UNSEEN).strip():
            self._blocks.append(words)
        self._line.clear()

    def _show(self, source: str) -> None:
        parts = urlsplit(source)
        if parts.scheme or parts.netloc or not parts.path:
            return
        path = posixpath.normpath(posixpath.join("/", self._folder, unquote(parts.path))).lstrip("/")
        self._pictures[_DIGEST.sub("", path)] = path
