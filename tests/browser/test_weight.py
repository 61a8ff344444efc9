"""What a page costs on a slow line, and that it stands still while it comes."""

from __future__ import annotations

import gzip
import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser

from .served import LANGUAGES, PHONE, SHIFTS, Built, Served, watching

FIRST, NEXT = 60_000, 15_000
"""Bytes over the line, compressed, without pictures and the theme's own style sheet: the first page, and the next."""
NAMES = ("home", "article", "project", "conflict", "timeline-year", "about")
MOVING = (*NAMES, "projects", "figures", "search")
_FILE = re.compile(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"')
_FONT = re.compile(r'<link rel="preload" as="font" [^>]*href="([^"]+)"')
languages = pytest.mark.parametrize("language", LANGUAGES)


def _packed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


@languages
@pytest.mark.parametrize("name", NAMES)
def test_weight(built: Built, language: str, name: str) -> None:
    """A first page and the files it asks for, and then the pages after it, which ask for nothing new."""
    address = LANGUAGES[language] + built.samples[name]
    html = built.html(address)
    page = _packed(html.encode())
    assert page <= NEXT
    files = [urljoin(address, found) for found in (*_FILE.findall(html), *_FONT.findall(html))]
    own = [path for path in files if not path.startswith("assets/")]
    assert own
    assert page + sum(_packed((built.folder / path).read_bytes()) for path in own) <= FIRST


def test_every_page_asks_for_the_same_files(built: Built) -> None:
    """So that the second page finds them all at hand."""
    asked = set()
    for prefix in LANGUAGES.values():
        for name in NAMES:
            address = prefix + built.samples[name]
            start = f"http://x.invalid/{address}"
            asked.add(tuple(urljoin(start, found) for found in _FILE.findall(built.html(address))))
    assert len(asked) == 1


@languages
def test_nothing_moves(browser: Browser, served: Served, language: str) -> None:
    """Cumulative layout shift is nil, on the way down too."""
    with watching(browser, served, PHONE) as watched:
        watched.page.context.add_init_script(SHIFTS)
        moved = {}
        for name in MOVING:
            page = watched.open(LANGUAGES[language] + served.built.samples[name])
            page.mouse.wheel(0, 900)
            page.wait_for_timeout(200)
            moved[name] = page.evaluate("window.shifted")
        assert {name: value for name, value in moved.items() if value} == {}
