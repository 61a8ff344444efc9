"""Sitemaps: one for each part of the site, and an index of them, so that a new story changes one small file."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
LIMIT = 20_000
"""Addresses in one file; the protocol allows 50,000 and 50 MB."""

Names = tuple[tuple[str, str], ...]
"""(language, address) of one page in each language it exists in."""


def sitemaps(pages: Iterable[tuple[str, str, Names]], origin: str) -> dict[str, str]:
    """The files by path, for pages (part of the site, address, names); none where the origin is not known."""
    if not origin:
        return {}
    parts: dict[str, list[str]] = {}
    for part, address, names in pages:
        links = ""
        if len(names) > 1:
            links = "".join(
                f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(origin + other)}"/>'
                for language, other in names
            )
        parts.setdefault(part, []).append(f"<url><loc>{escape(origin + address)}</loc>{links}</url>")
    files: dict[str, str] = {}
    for part, urls in sorted(parts.items()):
        for number, at in enumerate(range(0, len(urls), LIMIT)):
            path = f"sitemap-{part}{f'-{number + 1}' if number else ''}.xml"
            body = "\n".join(sorted(urls[at : at + LIMIT]))
            files[path] = f'{_HEAD}<urlset {_SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{body}\n</urlset>\n'
    listed = "\n".join(f"<sitemap><loc>{escape(origin + path)}</loc></sitemap>" for path in sorted(files))
    files["sitemap.xml"] = f"{_HEAD}<sitemapindex {_SPACE}>\n{listed}\n</sitemapindex>\n"
    return files


def part_of(tail: str) -> str:
    """The part of the site an address (without its language) belongs to: ``news-2024``, ``projects``."""
    steps = [step for step in tail.split("/") if step]
    if not steps:
        return "pages"
    return "-".join(steps[:2]) if len(steps) > 1 and steps[1].isdigit() else steps[0]


def robots(origin: str) -> str:
    """``robots.txt``: everything may be read, and here is the map."""
    found = f"Sitemap: {origin}sitemap.xml\n" if origin else ""
    return f"User-agent: *\nAllow: /\n{found}"
