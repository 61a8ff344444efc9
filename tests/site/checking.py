"""Reads a published folder as a browser would: addresses, fragments, what is fetched, what search engines are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

_FETCHED = {
    ("script", "src"), ("img", "src"), ("source", "src"), ("video", "src"), ("video", "poster"), ("audio", "src"),
    ("iframe", "src"), ("embed", "src"), ("object", "data"), ("track", "src"), ("input", "src"), ("use", "href"),
    ("use", "xlink:href"), ("image", "href"), ("form", "action"),
}  # fmt: skip
_LINKED = {("a", "href"), ("area", "href")}
_NOT_FETCHED = {"canonical", "alternate", "prev", "next", "license", "author"}
_URL = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)")
_IMPORT = re.compile(r"@import\s+(?:url\()?\s*['\"]([^'\"]+)")
_HOST = "http://site.invalid/"


@dataclass(slots=True)
class RenderMemo:
    """What a page says."""

    language: str = ""
    title: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    canonical: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    robots: str = ""
    policy: str = ""
    scripts: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    unclosed: list[str] = field(default_factory=list)
    text: str = ""


_BLOCKS = {"article", "details", "div", "figure", "main", "nav", "section", "table"}
"""Elements whose end tag is never left out; one too many or too few, and the browser lays out another page."""


class _Reader(HTMLParser):
    def __init__(self, seen: RenderMemo) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = seen
        self._inside = ""
        self._blocks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        seen, values = self.seen, {name: value or "" for name, value in attrs}
        self._inside = tag
        if tag in _BLOCKS:
            self._blocks.append(tag)
        if tag == "html":
            seen.language = values.get("lang", "")
        if "id" in values:
            seen.ids.append(values["id"])
        if tag == "a" and "name" in values:
            seen.ids.append(values["name"])
        if tag == "meta" and values.get("name") == "robots":
            seen.robots = values.get("content", "")
        if tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
            seen.policy = values.get("content", "")
        if tag == "script" and not attrs:
            seen.scripts.append("")
        if tag in ("h1", "h2"):
            seen.headings.append("")
        if tag == "link":
            self._link(values)
        for name, value in values.items():
            if (tag, name) in _LINKED:
                seen.links.append(value)
            elif (tag, name) in _FETCHED:
                seen.fetched.append(value)
            elif name in ("srcset", "imagesrcset"):
                seen.fetched += [part.split()[0] for part in value.split(",") if part.split()]
            elif name == "style":
                seen.fetched += list(css_urls(value))

    def _link(self, values: dict[str, str]) -> None:
        kinds, href = set(values.get("rel", "").split()), values.get("href", "")
        if "canonical" in kinds:
            self.seen.canonical.append(href)
        if "alternate" in kinds and "hreflang" in values:
            self.seen.alternates[values["hreflang"]] = href
        if not kinds & _NOT_FETCHED:
            self.seen.fetched.append(href)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""
        if tag in _BLOCKS and (not self._blocks or self._blocks.pop() != tag):
            self.seen.unclosed.append(tag)

    def close(self) -> None:
        super().close()
        self.seen.unclosed += self._blocks

    def handle_data(self, data: str) -> None:
        seen = self.seen
        if self._inside == "title":
            seen.title += data
        elif self._inside == "style":
            seen.fetched += list(css_urls(data))
        elif self._inside == "script":
            if seen.scripts and not data.isspace():
                seen.scripts[-1] = seen.scripts[-1] or data
        else:
            seen.text += data
            if self._inside in ("h1", "h2") and seen.headings:
                seen.headings[-1] += data


def look(html: str) -> RenderMemo:
    """What ``html`` says."""
    seen = RenderMemo()
    reader = _Reader(seen)
    reader.feed(html)
    reader.close()
    return seen


def css_urls(text: str) -> Iterator[str]:
    """What a style sheet fetches."""
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    yield from (found[1] for found in _URL.findall(bare))
    yield from _IMPORT.findall(bare)


def address(path: str) -> str:
    """The address of a file: ``projects/index.html`` is read at ``projects/``."""
    return path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path


class Published:
    """A published folder. ``origin`` is the address it is said to stand at, if it is known."""

    def __init__(self, folder: Path, origin: str = "") -> None:
        self.folder, self.origin = folder, origin
        self.files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        self.pages = {
            path: look((folder / path).read_text("utf-8")) for path in sorted(self.files) if path.endswith(".html")
        }

    def resolve(self, path: str, target: str) -> str | None:
        """The file and fragment that ``target`` on the page ``path`` leads to; None: it leaves the site."""
        below = urlsplit(self.origin).path if self.origin else "/"
        host = urljoin(_HOST, below)
        url = urljoin(host + address(path), target)
        if self.origin and url.startswith(self.origin):
            url = host + url.removeprefix(self.origin)
        if not url.startswith(host):
            return None if not url.startswith(_HOST) else f"(outside {below}) {url}"
        bare, fragment = urldefrag(url.removeprefix(host))
        name = unquote(bare.partition("?")[0])
        file = f"{name}index.html" if name.endswith("/") or not name else name
        return f"{file}#{unquote(fragment)}" if fragment else file

    def broken(self) -> Iterator[str]:
        """Every internal address that leads nowhere, every resource from elsewhere."""
        for path, seen in self.pages.items():
            for target in seen.links:
                yield from self._wrong(path, target)
            for target in (*seen.canonical, *seen.alternates.values()):
                yield from self._wrong(path, target)
            for target in seen.fetched:
                yield from self._wrong(path, target, fetched=True)
        for path in sorted(self.files):
            if path.endswith(".css"):
                for target in css_urls((self.folder / path).read_text("utf-8")):
                    yield from self._wrong(path, target, fetched=True)

    def _wrong(self, path: str, target: str, fetched: bool = False) -> Iterator[str]:
        scheme = urlsplit(target).scheme
        if scheme == "data" or (not fetched and scheme in ("mailto", "tel")):
            return
        if not target.strip():
            yield f"{path}: an empty address"
            return
        found = self.resolve(path, target)
        if found is None:
            if fetched:
                yield f"{path}: fetched from elsewhere: {target}"
            elif scheme not in ("http", "https"):
                yield f"{path}: not a web address: {target}"
            return
        file, _, fragment = found.partition("#")
        if file not in self.files:
            yield f"{path}: leads nowhere: {target} ({file})"
        elif fragment and file.endswith(".html") and fragment not in self.pages[file].ids:
            yield f"{path}: no such place: {target}"
