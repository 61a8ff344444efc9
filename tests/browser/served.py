"""What the browser tests stand on: the project built as it is, served from a thread, and pages that are watched.

The server answers under one folder only, as a project site on a static host does, and sends ``404.html`` for what is
not there. Whatever a page asks for outside the folder is remembered in ``strays``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
PARTS = ("assets", "content", "docs", "hooks")
SITE_URL = "https://example.org/sub/"
LANGUAGES = {"zh": "", "en": "en/"}
"""Languages of the site and what their addresses begin with."""
PHONE, DESK = 390, 1440
SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => window.shifted += entry.value))
    .observe({type: 'layout-shift', buffered: true});
"""
"""Adds up in ``window.shifted`` how far a page moves while it comes (cumulative layout shift)."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser: the system's own Chromium, or Playwright's where there is none."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@dataclass(frozen=True)
class Built:
    """A built site: its folder, and an address (without the language) of every kind of page."""

    folder: Path
    samples: dict[str, str]

    def html(self, address: str) -> str:
        """The file at an address."""
        path = self.folder / address
        return (path if path.suffix else path / "index.html").read_text("utf-8")


@dataclass
class Served:
    """A running server. ``root`` is the address of the site, with its last slash."""

    root: str
    built: Built
    strays: list[str] = field(default_factory=list)


def build(at: Path) -> Built:
    """A copy of the project at ``at``, built the way everyone builds it."""
    at.mkdir(parents=True)
    for name in PARTS:
        shutil.copytree(PROJECT / name, at / name, ignore=shutil.ignore_patterns("__pycache__"))
    config = re.sub(r"(?m)^#? ?site_url:.*\n", "", (PROJECT / "mkdocs.yml").read_text("utf-8"))
    (at / "mkdocs.yml").write_text(f"site_url: {SITE_URL}\n{config}", "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=at, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    written = [path.stem for path in sorted((at / "docs").glob("*.md")) if (at / "docs" / "en" / path.name).exists()]
    return Built(at / "site", {**_samples(at / "site"), **{name: f"{name}/" for name in written}})


def _samples(site: Path) -> dict[str, str]:
    """One page of each kind, found by what it holds, so that no test depends on one entry."""

    def one(pattern: str, holding: str = "<h1") -> str:
        for path in sorted(site.glob(pattern)):
            english = site / "en" / path.relative_to(site)
            if holding in path.read_text("utf-8") and english.exists():
                return path.parent.relative_to(site).as_posix() + "/"
        raise AssertionError(f"no page for {pattern} holding {holding}")

    found = {
        name: f"{name}/"
        for name in (
            "news",
            "projects",
            "platforms",
            "envoys",
            "indicators",
            "figures",
            "timeline",
            "search",
            "cooperation",
            "glossary",
            "data",
            "places",
        )
    }
    return {
        "home": "",
        **found,
        "news-year": one("news/*/index.html"),
        "timeline-year": one("timeline/*/index.html"),
        "article": one("news/*/*/index.html", "<details"),
        "table": one("news/*/*/index.html", 'tabindex="0" role="group"'),
        "project": one("projects/*/index.html", "xs-timeline"),
        "platform": one("platforms/*/index.html"),
        "envoy": one("envoys/*/index.html", "xs-body"),
        "organisation": one("organisations/*/index.html"),
        "event": one("events/*/index.html"),
        "agreement": one("agreements/*/index.html"),
        "place": one("places/*/index.html"),
        "topic": one("topics/*/index.html", "xs-group--wide"),
        "source": one("sources/*/index.html"),
        "conflict": one("indicators/*/index.html", "xs-conflict"),
        "names": "glossary/~organisations/",
        "stacked": one("figures/*/index.html", "xs-stacked"),
        "series": one("indicators/*/index.html", "xs-chart"),
        "chart": one("figures/*/index.html", "xs-bars"),
        "caption": one("figures/*/index.html", "xs-absent"),
        "illustration": one("figures/*/index.html", "<picture"),
    }


@contextmanager
def serving(built: Built, prefix: str = "/sub/") -> Iterator[Served]:
    """A server of ``built`` under ``prefix`` on a free port."""
    strays: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else a small body waits 40 ms for its head to be acknowledged

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            inside = path.startswith(prefix)
            if not inside:
                strays.append(path)
            file = built.folder / path.removeprefix(prefix)
            if file.is_dir():
                file = file / "index.html"
            there = inside and file.is_file()
            data = (file if there else built.folder / "404.html").read_bytes()
            self.send_response(200 if there else 404)
            self.send_header("Content-Type", (guess_type(file.name)[0] if there else None) or "text/html")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_address[1]}{prefix}", built, strays)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Watched:
    """A browser page that remembers what a page must not do: complain, go elsewhere, break its own policy."""

    def __init__(self, page: Page, root: str) -> None:
        """Watch ``page`` for as long as it lives; the site is at ``root``."""
        self.page = page
        self.faults: list[str] = []
        self._root = root
        self._origin = "{0.scheme}://{0.netloc}/".format(urlsplit(root))
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("request", self._request)
        page.context.add_init_script(
            "document.addEventListener('securitypolicyviolation', event => "
            "console.error('policy broken: ' + event.violatedDirective + ' ' + event.blockedURI))"
        )

    def open(self, address: str) -> Page:
        """The page at an address of the site."""
        self.page.goto(self._root + address)
        return self.page

    @property
    def address(self) -> str:
        """Where the page is, from the site's root."""
        return self.page.url.removeprefix(self._root)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{self.page.url}: {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self._origin, "data:")):
            self.faults.append(f"{self.page.url}: asks for {request.url}")


@contextmanager
def watching(
    browser: Browser, served: Served, width: int = DESK, scheme: str = "light", scripts: bool = True
) -> Iterator[Watched]:
    """A fresh page of ``width`` pixels; at the end it must have nothing to answer for."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    context.set_default_timeout(60_000)
    try:
        watched = Watched(context.new_page(), served.root)
        yield watched
        assert watched.faults == []
    finally:
        context.close()
