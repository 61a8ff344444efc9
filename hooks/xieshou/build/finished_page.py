"""Reads a finished page as a browser would: what it leads to, what it fetches, and what is wrong with it by itself.

In: HTML. Out: ``FinishedPage``. It knows nothing of how pages are made: whatever a site's own templates, labels and
settings have made of them is looked at alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

FETCHED = {
    ("script", "src"), ("img", "src"), ("source", "src"), ("video", "src"), ("video", "poster"), ("audio", "src"),
    ("iframe", "src"), ("embed", "src"), ("object", "data"), ("track", "src"), ("input", "src"), ("use", "href"),
    ("use", "xlink:href"), ("image", "href"), ("form", "action"),
}  # fmt: skip
LINKED = {("a", "href"), ("area", "href")}
_ONLY_NAMED = {"canonical", "alternate", "prev", "next", "license", "author"}
"""Relations of ``link`` that no browser fetches."""
_URL = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)")
_IMPORT = re.compile(r"@import\s+(?:url\()?\s*['\"]([^'\"]+)")
_BLOCKS = frozenset(
    (
        *("a", "article", "aside", "button", "details", "div", "dl", "fieldset", "figure", "footer", "form", "header"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "main", "nav", "ol", "section", "table", "tbody", "thead", "ul"),
    )
)
"""Elements whose end tag is never left out; one too many or too few, and the browser lays out another page."""
_HEADING = re.compile("h[1-6]")
_NAMED_BY = ("aria-label", "aria-labelledby", "title")


class PageFlaw(NamedTuple):
    """What is wrong at a line of a page: ``code`` is the label under ``examining`` that says it."""

    line: int
    code: str
    value: str = ""


@dataclass(slots=True)
class FinishedPage:
    """What a page says. ``links`` and ``fetched`` have the lines they stand at."""

    language: str = ""
    title: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    fetched: list[tuple[int, str]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    flaws: list[PageFlaw] = field(default_factory=list)


def look(html: str) -> FinishedPage:
    """What ``html`` says, and what is wrong with it by itself."""
    reader = _PageReader()
    reader.feed(html)
    reader.close()
    return reader.page


def css_urls(text: str) -> Iterator[str]:
    """What a style sheet fetches."""
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    yield from (found[1] for found in _URL.findall(bare))
    yield from _IMPORT.findall(bare)


class _Named(NamedTuple):
    """A link or button that is open: where it began, and whether something has said what it is for."""

    tag: str
    line: int
    named: bool


class _PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = FinishedPage()
        self._inside = ""
        self._open: list[str] = []
        self._named: list[_Named] = []
        self._labelled: set[str] = set()
        self._inputs: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        page, line, values = self.page, self.getpos()[0], {name: value or "" for name, value in attrs}
        self._inside = tag
        if tag == "a" and "a" in self._open:
            self._tell("nested")
        if tag in _BLOCKS:
            self._open.append(tag)
        if tag == "html":
            page.language = values.get("lang", "")
        if own := values.get("id"):
            if own in page.ids:
                self._tell("id", own)
            page.ids.append(own)
        if _HEADING.fullmatch(tag):
            page.headings.append(int(tag[1]))
        self._look_at_name(tag, values)
        for name, value in values.items():
            if (tag, name) in LINKED:
                page.links.append((line, value))
            elif (tag, name) in FETCHED or (tag == "link" and name == "href" and not _only_named(values)):
                page.fetched.append((line, value))
            elif tag == "link" and name == "href":
                page.links.append((line, value))
            elif name in ("srcset", "imagesrcset"):
                page.fetched += [(line, part.split()[0]) for part in value.split(",") if part.split()]
            elif name == "style":
                page.fetched += [(line, url) for url in css_urls(value)]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _BLOCKS:
            self.handle_endtag(tag)

    def _look_at_name(self, tag: str, values: dict[str, str]) -> None:
        named = any(values.get(name) for name in _NAMED_BY)
        if tag in ("a", "button") and (tag == "button" or "href" in values):
            self._named.append(_Named(tag, self.getpos()[0], named))
        elif tag == "img" and "alt" not in values:
            self._tell("alt", values.get("src", ""))
        if values.get("alt") and self._named:
            self._named[-1] = self._named[-1]._replace(named=True)
        if tag == "label":
            self._labelled.add(values.get("for", ""))
        if tag in ("input", "select", "textarea") and values.get("type") not in ("hidden", "submit", "button"):
            inside = "label" in self._open or named
            if not inside:
                self._inputs.append((self.getpos()[0], values.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""
        if tag in _BLOCKS:
            if not self._open or self._open[-1] != tag:
                self._tell("unclosed", tag)
            if tag in self._open:
                while self._open.pop() != tag:
                    pass
        if tag in ("a", "button") and self._named and self._named[-1].tag == tag:
            ended = self._named.pop()
            if not ended.named:
                self.page.flaws.append(PageFlaw(ended.line, "nameless", tag))

    def handle_data(self, data: str) -> None:
        if self._inside == "title" and not self._open:
            self.page.title += data
        elif self._inside == "style":
            self.page.fetched += [(self.getpos()[0], url) for url in css_urls(data)]
        elif self._named and data.strip():
            self._named[-1] = self._named[-1]._replace(named=True)

    def close(self) -> None:
        super().close()
        page = self.page
        page.flaws += [PageFlaw(1, "unclosed", tag) for tag in self._open]
        page.flaws += [PageFlaw(line, "label") for line, own in self._inputs if own not in self._labelled]
        if not page.language:
            self.page.flaws.append(PageFlaw(1, "language"))
        if not page.title.strip():
            page.flaws.append(PageFlaw(1, "title"))
        if page.headings.count(1) != 1:
            page.flaws.append(PageFlaw(1, "first_heading", str(page.headings.count(1))))
        steps = zip(page.headings, page.headings[1:], strict=False)
        page.flaws += [PageFlaw(1, "step", f"h{above} → h{below}") for above, below in steps if below > above + 1]

    def _tell(self, code: str, value: str = "") -> None:
        self.page.flaws.append(PageFlaw(self.getpos()[0], code, value))


def _only_named(values: dict[str, str]) -> bool:
    return bool(set(values.get("rel", "").split()) & _ONLY_NAMED)
