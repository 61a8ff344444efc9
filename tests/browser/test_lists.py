"""Lists that are narrowed, sorted and shown as tables; pictures opened in place. By keyboard too, and never needed."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .served import LANGUAGES, PHONE, Served, watching

_SHOWN = "[...document.querySelectorAll('[data-item]')].filter(one => one.getClientRects().length).length"


def full_year(served: Served) -> str:
    """A year of the timeline with enough in it to be narrowed."""
    years = sorted(served.built.folder.glob("timeline/*/index.html"))
    found = next(path for path in years if "xs-picks" in path.read_text("utf-8"))
    return f"timeline/{found.parent.name}/"


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_narrows_the_list_and_stands_in_the_address(browser: Browser, served: Served, language: str) -> None:
    with watching(browser, served) as watched:
        page = watched.open(LANGUAGES[language] + "projects/")
        all_of_them = page.evaluate(_SHOWN)
        option = page.locator("select[name=type] option").nth(1)
        value, counted = option.get_attribute("value"), option.inner_text()
        page.select_option("select[name=type]", value)
        shown = page.evaluate(_SHOWN)
        assert 0 < shown < all_of_them
        assert f"({shown})" in counted
        assert asked(page) == {"type": [value]}
        said = page.locator("form[data-filter] [role=status]").inner_text()
        assert str(shown) in said
        assert str(all_of_them) in said
        headings = page.locator(".xs-group h2:visible").count()
        assert headings == 1, "no heading without an item"
        page.reload()
        assert page.evaluate(_SHOWN) == shown
        page.locator("[data-reset]").click()
        assert page.evaluate(_SHOWN) == all_of_them
        assert asked(page) == {}
        assert page.evaluate("document.activeElement.tagName") == "SELECT", "the focus is not lost with the button"


def test_a_list_becomes_a_table_and_is_sorted_by_keyboard(browser: Browser, served: Served) -> None:
    with watching(browser, served, PHONE) as watched:
        page = watched.open("en/projects/")
        top = "one => one.getBoundingClientRect().top"
        first = page.locator("[data-item]").first.evaluate(top)
        assert first < 850, "on the first screen, sums above it and all"
        assert first - page.locator("form[data-filter]").evaluate(top) < 260, "choices are folded away"
        opener = page.locator("form[data-filter] [aria-expanded]")
        opener.focus()
        page.keyboard.press("Enter")
        assert opener.get_attribute("aria-expanded") == "true"
        page.locator("[data-view=table]").focus()
        page.keyboard.press("Enter")
        rows = page.locator("table.xs-browse tbody tr")
        assert rows.count() == page.locator("[data-item]").count()
        assert page.locator("table.xs-browse thead th[scope=col]").count() > 3
        page.select_option("select[name=sort]", "name")
        names = [name.strip() for name in rows.locator("td:first-child").all_inner_texts()]
        order = page.evaluate("names => [...names].sort(new Intl.Collator('en').compare)", names)
        assert names == order
        assert asked(page) == {"sort": ["name"], "view": ["table"]}
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_a_chinese_list_is_sorted_by_how_its_names_are_read(browser: Browser, served: Served) -> None:
    with watching(browser, served) as watched:
        page = watched.open("organisations/?view=table&sort=name")
        names = page.locator("table.xs-browse tbody td:first-child").all_inner_texts()
        order = [names.index(name) for name in ("北京大学", "长治医学院", "云启信达", "长子县", "浙江大学")]
        assert order == sorted(order)


def test_a_table_shows_dates_as_they_are_known_and_says_of_what_and_sorts_by_them(
    browser: Browser, served: Served
) -> None:
    with watching(browser, served) as watched:
        page = watched.open("en/projects/?view=table&sort=oldest")
        table = page.locator("table.xs-browse")
        heads = table.locator("thead th").all_inner_texts()
        column = heads.index("Status as of") + 1
        dates = table.locator(f"tbody td:nth-child({column})").all_inner_texts()
        assert any(date.startswith("about ") for date in dates)
        assert not [date for date in dates if "-" in date], "a sort key is not for readers"
        years = [date[-4:] for date in dates if date]
        assert years == sorted(years)
        stages = table.locator(f"tbody td:nth-child({heads.index('Status') + 1})").all_inner_texts()
        assert {"Construction begun", "Research under way"} <= set(stages), "in the words of each sort"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_timeline_is_narrowed_by_kind_and_by_field_without_scripts_too(
    browser: Browser, served: Served, scripts: bool
) -> None:
    with watching(browser, served, scripts=scripts) as watched:
        page = watched.open(full_year(served))
        facts = page.locator(".xs-timeline__fact")
        every = facts.count()
        for name in ("大事", "教育合作"):
            choice = page.locator(".xs-picks label", has_text=name)
            choice.click()
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            shown = page.locator(".xs-timeline__fact:visible")
            assert 0 < shown.count() < every
            assert shown.count() == int(choice.locator(".xs-count").inner_text())
            kinds = shown.evaluate_all("all => all.map(one => one.dataset.kind)")
            assert (set(kinds) == {"event"}) is (name == "大事")
        page.locator(".xs-picks label").first.click()
        assert page.locator(".xs-timeline__fact:visible").count() == every
        assert page.locator("link[rel=alternate][type='text/calendar']").count() == 1


def test_the_marks_of_a_year_lead_to_their_rows(browser: Browser, served: Served) -> None:
    with watching(browser, served) as watched:
        page = watched.open(full_year(served))
        marks = page.locator(".xs-track a")
        aims = marks.evaluate_all("all => all.map(one => one.getAttribute('href'))")
        assert aims
        there = page.evaluate("aims => aims.map(one => Boolean(document.querySelector(one)))", aims)
        assert all(there)
        page.locator(".xs-track a[href^='#y-']").first.click()
        assert page.locator("details:target").evaluate("one => one.open"), "what it leads into is open"
        before = page.locator(".xs-month__name").all_inner_texts()
        page.locator("[data-turn]").click()
        months = len(page.locator(".xs-lane--happened > .xs-month").all())
        assert page.locator(".xs-month__name").all_inner_texts()[:months] == before[:months][::-1]


def test_without_scripts_the_list_is_whole_and_offers_nothing_it_cannot_do(browser: Browser, served: Served) -> None:
    with watching(browser, served, scripts=False) as watched:
        for address in ("projects/", "figures/"):
            page = watched.open(address)
            assert page.locator("form[data-filter]").is_hidden()
            assert page.locator("[data-item]:visible").count() == page.locator("[data-item]").count() > 0
        page = watched.open("figures/")
        page.locator("a[data-full]").first.click()
        assert page.locator("h1").count() == 1, "the picture's own page"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_opens_in_place_by_keyboard_and_gives_the_focus_back(
    browser: Browser, served: Served, language: str
) -> None:
    with watching(browser, served) as watched:
        page = watched.open(LANGUAGES[language] + "figures/")
        links = page.locator("a[data-full]")
        figures = links.evaluate_all("all => all.map(one => one.closest('figure').id)")
        links.first.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".pswp--open")
        assert page.url.endswith(f"#{figures[0]}")
        opened = page.locator(".pswp")
        assert opened.get_attribute("aria-label")
        assert opened.locator(".pswp__words").inner_text().strip()
        alt = links.first.locator("img").get_attribute("alt")
        page.wait_for_selector(".pswp__img:not(.pswp__img--placeholder)")
        assert opened.locator(".pswp__img:not(.pswp__img--placeholder)").first.get_attribute("alt") == alt
        assert Axe().run(page).response["violations"] == []
        page.keyboard.press("ArrowRight")
        page.wait_for_url(f"**#{figures[1]}")
        for _ in range(8):
            page.keyboard.press("Tab")
            assert page.evaluate("Boolean(document.activeElement.closest('.pswp'))"), "the focus stays inside"
        page.keyboard.press("Escape")
        page.wait_for_selector(".pswp", state="detached")
        assert page.evaluate("document.activeElement.closest('figure').id") == figures[0]
        assert "#" not in page.url


def test_a_link_to_a_figure_opens_it(browser: Browser, served: Served) -> None:
    with watching(browser, served) as watched:
        page = watched.open("figures/")
        figure = page.locator("figure:has(a[data-full])").last.get_attribute("id")
        page.goto("about:blank")
        page = watched.open(f"figures/#{figure}")
        page.wait_for_selector(".pswp--open")
        assert page.url.endswith(f"#{figure}")


def test_a_chart_opens_in_place_as_pictures_do(browser: Browser, served: Served) -> None:
    """A copy of it, with an address of its own; arrows lead on from picture to chart and back."""
    with watching(browser, served) as watched:
        page = watched.open("figures/")
        chart = page.locator("a[data-chart]").first
        figure = chart.evaluate("one => one.closest('figure').id")
        value = page.locator(f"#{figure} .xs-bars__value").first.inner_text()
        chart.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".pswp--open")
        assert page.url.endswith(f"#{figure}")
        assert value in page.locator(".pswp__item[aria-hidden=false] .xs-slide").inner_text()
        page.wait_for_timeout(400)
        assert Axe().run(page).response["violations"] == []
        page.keyboard.press("ArrowLeft")
        page.wait_for_selector(".pswp__item[aria-hidden=false] .pswp__img")
        page.keyboard.press("Escape")
        page.wait_for_selector(".pswp", state="detached")
        assert page.evaluate("document.activeElement.closest('figure').id") == figure
        assert "#" not in page.url


def test_a_long_list_of_a_page_shows_its_first_and_counts_the_rest(browser: Browser, served: Served) -> None:
    with watching(browser, served, PHONE, scripts=False) as watched:
        page = watched.open("en/" + served.built.samples["topic"])
        folded = page.locator(".xs-related section", has=page.locator("summary"))
        assert folded.count(), "the sample has a long list"
        for group in folded.all():
            links = group.locator("li a")
            shown = links.locator("visible=true").count()
            assert shown <= 8
            opener = group.locator("summary")
            assert str(links.count() - shown) in opener.inner_text()
            opener.click()
            assert links.locator("visible=true").count() == links.count()
        for group in page.locator(".xs-related section").all():
            assert group.get_attribute("id"), "what leads to a list leads to it still"
