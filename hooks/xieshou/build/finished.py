"""A finished site looked at as it stands on the disk: every page by itself, and whether what it leads to is there.

In: the published folder, and the address it will stand at where that is known. Out: faults, page by page. Nothing is
asked of the network: what lies on other sites ``xieshou links --check`` tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from xieshou.build.finished_page import FinishedPage, PageFlaw, css_urls, look

_HOST = "http://site.invalid/"
_PAGE, _SHEET = ".html", ".css"
_HARMLESS = ("mailto", "tel", "sms", "geo")
_DATA = "data"


class PageFault(NamedTuple):
    """A flaw, and the file it is in."""

    path: str
    flaw: PageFlaw


class Finished(NamedTuple):
    """What was looked at, and what is wrong."""

    pages: int
    faults: tuple[PageFault, ...]


def finished(folder: Path, origin: str = "") -> Finished:
    """The site in ``folder``, which stands at ``origin``, if that is known."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = {path: look((folder / path).read_text("utf-8")) for path in sorted(files) if path.endswith(_PAGE)}
    links = _Links(files, pages, origin)
    faults = [PageFault(path, flaw) for path, page in pages.items() for flaw in (*page.flaws, *links.of(path, page))]
    for path in sorted(file for file in files if file.endswith(_SHEET)):
        urls = ((1, url) for url in css_urls((folder / path).read_text("utf-8")))
        faults += [PageFault(path, flaw) for line, url in urls for flaw in links.wrong(path, line, url, fetched=True)]
    return Finished(len(pages), tuple(faults))


class _Links:
    def __init__(self, files: set[str], pages: dict[str, FinishedPage], origin: str) -> None:
        self.files, self.origin = files, origin
        self.ids = {path: frozenset(page.ids) for path, page in pages.items()}

    def of(self, path: str, page: FinishedPage) -> Iterator[PageFlaw]:
        """What is wrong with what a page leads to."""
        for line, target in page.links:
            yield from self.wrong(path, line, target)
        for line, target in page.fetched:
            yield from self.wrong(path, line, target, fetched=True)

    def wrong(self, path: str, line: int, target: str, *, fetched: bool = False) -> Iterator[PageFlaw]:
        """What is wrong with one address."""
        scheme = urlsplit(target).scheme
        if scheme == _DATA or (not fetched and scheme in _HARMLESS):
            return
        if not target.strip():
            yield PageFlaw(line, "empty")
            return
        found = self._resolved(path, target)
        if found is None:
            if fetched:
                yield PageFlaw(line, "elsewhere", target)
            elif scheme not in ("http", "https", ""):
                yield PageFlaw(line, "scheme", target)
            return
        file, _, fragment = found.partition("#")
        if file not in self.files:
            yield PageFlaw(line, "nowhere", target)
        elif fragment and file.endswith(_PAGE) and fragment not in self.ids[file]:
            yield PageFlaw(line, "no_place", target)

    def _resolved(self, path: str, target: str) -> str | None:
        """The file and fragment that ``target`` on the page ``path`` leads to; None where it leaves the site."""
        host = urljoin(_HOST, urlsplit(self.origin).path) if self.origin else _HOST
        url = urljoin(host + (path.removesuffix("index.html") if path.endswith("index.html") else path), target)
        if self.origin and url.startswith(self.origin):
            url = host + url.removeprefix(self.origin)
        if not url.startswith(host):
            return None
        bare, fragment = urldefrag(url.removeprefix(host))
        name = unquote(bare.partition("?")[0])
        file = f"{name}index.html" if name.endswith("/") or not name else name
        return f"{file}#{unquote(fragment)}" if fragment else file
