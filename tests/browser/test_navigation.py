"""Getting about: menus, languages, evidence, keyboard; with scripts and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from .served import DESK, LANGUAGES, PHONE, Built, Served, serving, watching

MENU, PANEL = "a.xs-menu", "#xs-nav"
ways = pytest.mark.parametrize("width", [PHONE, DESK])
languages = pytest.mark.parametrize("language", LANGUAGES)


def _choose(page: Page, section: str, width: int) -> None:
    """Go to a section by the menu that a screen of this width has."""
    if width == PHONE:
        page.locator(MENU).click()
    page.locator(f"{PANEL} a[href$='{section}']").click()
    page.wait_for_url(f"**/{section}")


@ways
@languages
def test_from_home_to_everything(browser: Browser, served: Served, language: str, width: int) -> None:
    """The menus lead to lists, and lists to entries."""
    prefix = LANGUAGES[language]
    with watching(browser, served, width) as watched:
        page = watched.open(prefix)
        for section, first in (
            ("news/", ".xs-item__title a"),
            ("projects/", ".xs-item__title a"),
            ("timeline/", ".xs-timeline__what a"),
            ("figures/", "a.xs-figure__title"),
        ):
            _choose(page, section, width)
            assert watched.address == prefix + section
            expect(page.locator(f"{PANEL} [aria-current]")).to_have_attribute("href", re.compile(f"{section}$"))
            link = page.locator(first).first
            if not link.count():  # a long list: by its years
                page.locator(".xs-density a").first.click()
            words = link.inner_text()
            link.click()
            expect(page.locator("h1")).to_have_text(words)
            expect(page.locator("html")).to_have_attribute("lang", language)
            page.go_back()
            page.locator(".xs-brand, .xs-crumbs a").locator("visible=true").first.click()
            assert watched.address == prefix


def test_language_switch_and_back(browser: Browser, served: Served) -> None:
    """Each page leads to itself in the other language, and that one back."""
    with watching(browser, served) as watched:
        for name, address in served.built.samples.items():
            page = watched.open(address)
            page.locator("a.xs-lang").click()
            assert watched.address == f"en/{address}", name
            expect(page.locator("html")).to_have_attribute("lang", "en")
            back = page.locator("a.xs-lang")
            assert back.evaluate("link => link.href") == served.root + address, name
        back.click()
        expect(page.locator("html")).to_have_attribute("lang", "zh")


@languages
def test_evidence_leads_to_its_source(browser: Browser, served: Served, language: str) -> None:
    """What an entry, an article and a reading rest on is one step away."""
    prefix = LANGUAGES[language]
    with watching(browser, served) as watched:
        for name in ("article", "project", "platform", "envoy", "conflict", "caption"):
            page = watched.open(prefix + served.built.samples[name])
            link = page.locator(".xs-proofs a").first
            words = link.inner_text()
            link.click()
            page.wait_for_url(f"**/{prefix}sources/**")
            expect(page.locator("h1")).to_have_text(words)


def test_numbers_of_home_lead_to_their_evidence(browser: Browser, served: Served) -> None:
    """A number on the home page opens its readings."""
    with watching(browser, served) as watched:
        page = watched.open("en/")
        number = page.locator(".xs-numbers a").first
        value = number.locator("strong").inner_text()
        number.click()
        expect(page.locator(".xs-readings")).to_contain_text(value)


@pytest.mark.parametrize("scripts", [True, False])
def test_menu_opens_and_closes(browser: Browser, served: Served, scripts: bool) -> None:
    """The menu of narrow screens; closed, nothing in it can be reached. Without scripts it is a link to itself."""
    with watching(browser, served, PHONE, scripts=scripts) as watched:
        page = watched.open("")
        link = page.locator(f"{PANEL} a[href$='news/']")
        expect(link).to_be_hidden()
        page.locator(MENU).click()
        expect(link).to_be_in_viewport()
        if scripts:
            page.mouse.click(PHONE / 2, 850)  # below the panel, which lies over the page
            expect(link).to_be_hidden()
            page.locator(MENU).click()
        link.click()
        assert watched.address == "news/"
        expect(page.locator(PANEL)).to_be_hidden()


def test_menu_by_keyboard(browser: Browser, served: Served) -> None:
    """Enter and space open it, the next stop is in it, Escape closes it and gives the place back."""
    with watching(browser, served, PHONE) as watched:
        page = watched.open("en/")
        menu, panel = page.locator(MENU), page.locator(PANEL)
        for key in ("Enter", "Space"):
            menu.focus()
            expect(menu).to_have_attribute("aria-expanded", "false")
            page.keyboard.press(key)
            expect(menu).to_have_attribute("aria-expanded", "true")
            page.keyboard.press("Tab")
            expect(panel.locator("a").first).to_be_focused()
            page.keyboard.press("Escape")
            expect(panel).to_be_hidden()
            expect(menu).to_be_focused()


@ways
def test_keyboard(browser: Browser, served: Served, width: int) -> None:
    """The first stop skips to the content; every stop can be seen; the menu can be reached without a pointer."""
    with watching(browser, served, width) as watched:
        page = watched.open("en/" + served.built.samples["article"])
        page.keyboard.press("Tab")
        skip = page.locator(".xs-skip")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("#xs-main")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.locator("#xs-main a, #xs-main summary").first).to_be_focused()

        page = watched.open("en/")
        seen = []
        for _ in range(24):
            page.keyboard.press("Tab")
            seen.append(page.evaluate(_FOCUS))
        assert [stop for stop in seen if not stop["outlined"]] == []


_FOCUS = """() => {
    const at = document.activeElement;
    const style = getComputedStyle(at);
    return {what: at.outerHTML.slice(0, 80), outlined: style.outlineStyle === 'solid' && style.outlineWidth === '3px'};
}"""


def test_scheme_is_remembered(browser: Browser, served: Served) -> None:
    """Dark stays dark on the next page, and in the other language."""
    with watching(browser, served) as watched:
        page = watched.open("")
        paper = page.evaluate(_PAPER)
        page.locator(".xs-scheme").click()
        night = page.evaluate(_PAPER)
        assert night != paper
        page = watched.open("en/" + served.built.samples["article"])
        assert page.evaluate(_PAPER) == night
        expect(page.locator(".xs-scheme")).to_have_attribute("aria-label", "Switch to light mode")
        page.locator(".xs-scheme").click()
        assert page.evaluate(_PAPER) == paper


_PAPER = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize("scripts", [True, False])
def test_scheme_is_the_systems(browser: Browser, served: Served, scripts: bool) -> None:
    """A reader whose system is dark has it dark, with scripts and without."""
    found = []
    for scheme in ("light", "dark"):
        with watching(browser, served, scheme=scheme, scripts=scripts) as watched:
            watched.open("")
            found.append(watched.page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor"))
    assert found[0] != found[1]


@pytest.mark.parametrize(("language", "width"), [("zh", PHONE), ("en", DESK)])
def test_readable_without_scripts(browser: Browser, served: Served, language: str, width: int) -> None:
    """All words and links are there without a script; no control is shown that would do nothing."""
    prefix = LANGUAGES[language]
    with watching(browser, served, width, scripts=False) as watched:
        for name, address in served.built.samples.items():
            page = watched.open(prefix + address)
            expect(page.locator("h1")).to_be_visible()
            assert len(page.locator("#xs-main").inner_text()) > 40, name
            expect(page.locator("button").locator("visible=true")).to_have_count(0)
        if width == PHONE:
            page.locator(MENU).click()
        page.locator(f"{PANEL} a[href$='news/']").click()
        page.locator(".xs-item__title a").first.click()
        assert watched.address.startswith(f"{prefix}news/2")


def test_missing_page_speaks_both_languages(browser: Browser, served: Served) -> None:
    """What is not there, at any depth, is answered in both languages, with ways on and in full dress."""
    with watching(browser, served) as watched:
        page = watched.page
        for address in ("nothing", "en/news/2023/nothing/at/all/"):
            answer = page.goto(served.root + address)
            assert answer is not None
            assert answer.status == 404
            for language, prefix in LANGUAGES.items():
                section = page.locator(f".xs-missing[lang='{language}']")
                expect(section).to_be_visible()
                hrefs = section.locator("a").evaluate_all("links => links.map(link => link.href)")
                assert hrefs == [f"{served.root}{prefix}", f"{served.root}{prefix}search/"]
            assert page.evaluate("getComputedStyle(document.querySelector('.xs-brand')).display") == "flex"
        # Chromium reports the status of the page itself as an error; that is all it may report.
        assert [fault for fault in watched.faults if "status of 404" not in fault] == []
        assert len(watched.faults) == 2
        watched.faults.clear()
        page.locator(".xs-missing[lang='en'] a").first.click()
        assert watched.address == "en/"


def test_at_the_root_of_a_host(browser: Browser, built: Built) -> None:
    """The same files work where the site has a host of its own."""
    with serving(built, "/") as served, watching(browser, served) as watched:
        page = watched.open("en/news/")
        page.locator(".xs-item__title a").first.click()
        assert watched.address.startswith("en/news/2")
        page.locator("a.xs-lang").click()
        assert watched.address.startswith("news/2")
        page.locator(".xs-brand").click()
        assert watched.address == ""


def test_cite_and_copy(browser: Browser, served: Served) -> None:
    """A citation carries the address and today's date, and can be copied."""
    with watching(browser, served) as watched:
        page = watched.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        watched.open("en/" + served.built.samples["article"])
        page.locator(".xs-cite > summary").click()
        page.locator(".xs-cite button").first.click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert re.search(r"\[EB/OL\]\. \(\d{4}[-\d]*\)\[\d{4}-\d\d-\d\d\]\. https://example\.org/sub/en/news/", copied)
        expect(page.locator("[data-copied]")).to_have_text("Copied")


def test_next_page_is_fetched_ahead(browser: Browser, served: Served) -> None:
    """A link that a pointer rests on is asked for before it is pressed."""
    with watching(browser, served) as watched:
        page = watched.open("")
        with page.expect_request("**/projects/"):
            page.locator(f"{PANEL} a[href$='projects/']").hover()
