"""Pictures of every kind of page, for eyes: ``make shots`` puts them into ``build/shots``.

Each page in both languages, on a phone, a tablet and a desk, by day and by night. It fails where a page is wider than
its screen or complains, so that nobody looks at pictures of a broken site.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from .served import LANGUAGES, PROJECT, Served, build, chromium, serving, watching

PAGES = (
    "home",
    "news",
    "article",
    "project",
    "projects",
    "envoy",
    "timeline",
    "figures",
    "chart",
    "caption",
    "illustration",
    "conflict",
    "indicators",
    "search",
    "about",
)
WIDTHS = (390, 820, 1440)
SCHEMES = ("light", "dark")


def main(arguments: list[str]) -> int:
    """Build, serve, look."""
    parser = argparse.ArgumentParser(prog="shots")
    parser.add_argument("--into", type=Path, default=PROJECT / "build" / "shots")
    parser.add_argument("--pages", nargs="*", default=[*PAGES, "404"])
    parser.add_argument("--widths", nargs="*", type=int, default=WIDTHS)
    parser.add_argument("--schemes", nargs="*", default=SCHEMES)
    options = parser.parse_args(arguments)
    shutil.rmtree(options.into, ignore_errors=True)
    options.into.mkdir(parents=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(build(Path(folder) / "project")) as served,
        chromium() as browser,
    ):
        for width in options.widths:
            for scheme in options.schemes:
                for name in _taken(browser, served, options.pages, width, scheme, options.into):
                    print(name, flush=True)
    return 0


def _taken(browser: Browser, served: Served, pages: list[str], width: int, scheme: str, into: Path) -> Iterator[str]:
    with watching(browser, served, width, scheme) as watched:
        for page in pages:
            for language, prefix in LANGUAGES.items():
                if page == "404" and prefix:
                    continue  # one page speaks for both
                shown = watched.open("404.html" if page == "404" else prefix + served.built.samples[page])
                found = shown.evaluate("document.documentElement.scrollWidth")
                if found > width:
                    raise SystemExit(f"{shown.url}: {found} > {width}")
                name = f"{page}-{language}-{width}-{scheme}.png"
                shown.screenshot(path=into / name, full_page=True)
                yield name


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
