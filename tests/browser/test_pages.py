"""Every kind of page, in both languages: accessible, no wider than the screen, under its policy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from .served import DESK, LANGUAGES, PHONE, SITE_URL, Built, Served, watching

WIDTHS = (1440, 390, 320)
languages = pytest.mark.parametrize("language", LANGUAGES)


def _addresses(built: Built, language: str) -> list[str]:
    prefix = LANGUAGES[language]
    return [*(prefix + address for address in built.samples.values()), *(["404.html"] if not prefix else [])]


@languages
def test_accessible(browser: Browser, served: Served, language: str) -> None:
    """Axe finds nothing. All of its rules on a phone, in light; the colours again in dark, there and on a desk.

    A scheme changes colours and nothing else, so that is all that is asked of it twice; a language changes words and
    nothing else, so every other page is enough in the second.
    """
    found = []
    with watching(browser, served, PHONE) as watched:
        for address in _addresses(served.built, language)[:: 1 if language == "zh" else 2]:
            page = watched.open(address)
            found += _violations(page, ())
            page.evaluate("document.documentElement.dataset.scheme = 'dark'")
            found += _violations(page, ("color-contrast",))
    assert found == []


@pytest.mark.parametrize(("language", "scheme"), [("zh", "dark"), ("en", "light")])
def test_accessible_on_a_desk(browser: Browser, served: Served, language: str, scheme: str) -> None:
    """All of axe's rules with the tabs and columns of a wide screen."""
    found = []
    with watching(browser, served, DESK, scheme) as watched:
        for name in ("home", "article", "project", "conflict", "timeline-year", "about"):
            found += _violations(watched.open(LANGUAGES[language] + served.built.samples[name]), ())
    assert found == []


def _violations(page: Page, rules: Sequence[str]) -> list[tuple[str, str, list[str]]]:
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    return [
        (page.url, one["id"], [node["html"][:120] for node in one["nodes"]])
        for one in Axe().run(page, options=options).response["violations"]
    ]


@languages
def test_no_wider_than_the_screen(browser: Browser, served: Served, language: str) -> None:
    """Nobody scrolls sideways, down to 320 pixels; the header keeps its name and its controls; no word is cut off.

    Nor where a reader asks for more space between lines, words and letters (WCAG 1.4.12).
    """
    wide = []
    with watching(browser, served) as watched:
        for address in _addresses(served.built, language):
            page = watched.open(address)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                wide += [(address, width, what) for what in page.evaluate(_TOO_WIDE)]
            page.evaluate(_SPACED)
            wide += [(address, WIDTHS[-1], f"spaced: {what}") for what in page.evaluate(_TOO_WIDE)]
    assert wide == []


_TOO_WIDE = """() => {
    const root = document.documentElement, width = root.clientWidth;
    const found = root.scrollWidth > width ? ['the page: ' + root.scrollWidth] : [];
    const shown = element => element.offsetWidth > 0;
    const parts = ['.xs-brand__name', '.xs-lang', '[data-search-box]', width < 1200 ? '.xs-menu' : '.xs-scheme'];
    for (const part of parts) {
        const box = [...document.querySelectorAll(part)].find(shown)?.getBoundingClientRect();
        if (!box || box.left < 0 || box.right > width || box.width < 20) found.push(part);
    }
    for (const element of document.querySelectorAll('#xs-main *, footer *')) {
        const cut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 2 && shown(element);
        if (cut && ['hidden', 'clip'].includes(getComputedStyle(element).overflowX) && !element.closest('thead'))
            found.push('cut: ' + element.outerHTML.slice(0, 80));
    }
    return found;
}"""
_SPACED = """() => document.head.append(Object.assign(document.createElement('style'), {textContent:
    '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }' +
    'p { margin-bottom: 2em !important }'}))"""


@languages
def test_links_say_where_they_lead(built: Built, language: str) -> None:
    """None is called "more", none is empty, and every page has one first heading and skips no level below it."""
    for address in _addresses(built, language):
        html = built.html(address)
        main = html.partition('id="xs-main"')[2]
        for inside in re.findall(r"<a [^>]*href=[^>]*>(.*?)</a>", html, re.DOTALL):
            words = re.sub(r"<[^>]+>", "", inside).strip()
            named = words or re.search(r'alt="[^"]+"', inside)
            assert named, (address, inside)
            assert words.lower() not in VAGUE, (address, words)
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", main)]
        assert levels[:1] == [1], address
        assert levels.count(1) == 1, address
        assert all(after <= before + 1 for before, after in pairwise(levels)), (address, levels)


VAGUE = {
    "more",
    "read more",
    "here",
    "click here",
    "details",
    "link",
    "更多",
    "详情",
    "查看",
    "点击",
    "点击这里",
    "这里",
}


@languages
def test_tables_of_texts(browser: Browser, served: Served, language: str) -> None:
    """A table in a text is a table, and its words are no markup; a wide one can be scrolled by keyboard."""
    with watching(browser, served, 320) as watched:
        page = watched.open(LANGUAGES[language] + served.built.samples["table"])
        table = page.locator(".xs-body table")
        assert table.locator("th").first.is_visible()
        assert table.locator("td").first.is_visible()
        assert not re.search(r"</?(table|t[rdh]|div)\b", page.locator(".xs-body").inner_text())
        page.locator(".xs-body [tabindex='0']:has(> table)").focus()
        assert page.evaluate("document.activeElement.querySelector('table') !== null")


@languages
def test_policy(built: Built, language: str) -> None:
    """The policy is on every page and lets no script through but those it names. That it holds, every test watches."""
    for address in _addresses(built, language):
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', built.html(address))
        assert policy, address
        rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
        assert rules["default-src"] == "'self'"
        assert rules["object-src"] == rules["base-uri"] == "'none'"
        assert all(source == "'self'" or source.startswith("'sha256-") for source in rules["script-src"].split())


@languages
def test_addresses_in_the_head(built: Built, language: str) -> None:
    """A page names itself and its translation by their full addresses; the 404 page has none."""
    for address in built.samples.values():
        html = built.html(LANGUAGES[language] + address)
        assert f'<link rel="canonical" href="{SITE_URL}{LANGUAGES[language]}{address}">' in html
        assert re.search(r'<meta name="description" content="[^"]{20}', html), address
        for other, prefix in LANGUAGES.items():
            assert f'hreflang="{other}" href="{SITE_URL}{prefix}{address}">' in html
    assert 'rel="canonical"' not in built.html("404.html")


def test_on_paper(browser: Browser, served: Served) -> None:
    """Print shows the tables behind charts, in dark ink whatever the screen's scheme, and no menus."""
    with watching(browser, served, scheme="dark") as watched:
        page = watched.open(served.built.samples["chart"])
        page.emulate_media(media="print", color_scheme="dark")
        assert page.locator(".xs-chart__table").is_visible()
        assert not page.locator(".xs-nav").is_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('#xs-main h1')).color") == "rgb(23, 38, 43)"


def test_at_the_browser_floor(browser: Browser, served: Served) -> None:
    """Without ``light-dark()`` and ``:has()``: the day, no switch to the night, and columns below each other."""

    def older(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, body=answer.text().replace("light-dark(", "unknown(").replace(":has(", ":unknown(")
        )

    with watching(browser, served, scheme="dark") as watched:
        watched.page.route("**/styles/*.css", older)
        for name in ("home", "article", "project", "figures", "about"):
            page = watched.open(served.built.samples[name])
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(253, 251, 246)", name
            assert page.evaluate("getComputedStyle(document.querySelector('#xs-main h1')).color") == "rgb(23, 38, 43)"
            assert not page.locator(".xs-scheme").is_visible()
            assert [what for what in page.evaluate(_TOO_WIDE) if what != ".xs-scheme"] == [], name
            assert page.evaluate(_COVERED) == [], name


_COVERED = """() => [...document.querySelectorAll('#xs-main p, #xs-main h1')].filter(element => {
    element.scrollIntoView({block: 'center'});
    const box = element.getBoundingClientRect();
    // The link of a tile lies over what it opens, which shows through.
    const top = document.elementsFromPoint(box.left + 5, box.top + 5).find(one => !one.matches('.xs-enlarge'));
    return box.width > 10 && top && !element.contains(top) && !top.contains(element);
}).map(element => element.outerHTML.slice(0, 80))"""
