"""Photographs of every shape, wherever they stand: in a text, in the gallery, on their own page; opened in place."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page

from tests.site.building import Site, make_sample

from .served import DESK, LANGUAGES, PHONE, PROJECT, Built, Served, serving, watching

SHAPES = {"wide": (2400, 1600), "tall": (1000, 1800), "long": (3000, 700), "tiny": (220, 150), "turned": (1200, 800)}
"""The photographs as they are seen; the last is stored on its side, as telephones do."""
RED = (200, 30, 30)
RECORD = """type: photo
name:
  zh: 图{name}
  en: The {name} one
caption:
  zh: {name}的说明。
  en: A caption of {name}.
alt:
  zh: {name}的样子
  en: What {name} looks like
credit:
  zh: 摄影：某人
  en: "Photograph: somebody"
rights:
  zh: 可自由使用
  en: Free to use
date: 2024-05
image: photos/{name}.jpg
focus: 90% 50%
"""
ARTICLE = """---
title: {title}
summary: {title}.
{facts}---

{see} [](figure:long) {see} [](figure:tall).

![](figure:tall)

![](figure:long)

![](figure:tiny)

![](figure:turned)
"""
STORY = "news/2024/pictures/"
languages = pytest.mark.parametrize("language", LANGUAGES)


def photograph(name: str, path: Path) -> None:
    """Grey, with a red band along its right edge, where the point of interest is."""
    width, height = SHAPES[name]
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    ImageDraw.Draw(image).rectangle((width * 7 // 8, 0, width, height), fill=RED)
    exif = Image.Exif()
    if name == "turned":
        image = image.transpose(Image.Transpose.ROTATE_90)
        exif[0x0112] = 6
    image.save(path, quality=80, exif=exif)


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample with these photographs and a story that shows them."""
    site = Site(make_sample(PROJECT, tmp_path_factory.mktemp("pictured")))
    for name in SHAPES:
        photograph(name, site.root / "assets" / "photos" / f"{name}.jpg")
        site.write(f"content/figures/{name}.yml", RECORD.format(name=name))
    facts = "date: 2024-05-01\ncover: wide\nsources:\n  - gazette\n"
    site.write("content/articles/2024/pictures.zh.md", ARTICLE.format(title="各种图", facts=facts, see="见"))
    site.write("content/articles/2024/pictures.en.md", ARTICLE.format(title="Pictures", facts="", see="See"))
    site.build(strict=False).check()
    with serving(Built(site.live, {})) as running:
        yield running


def seen(page: Page) -> dict[str, dict[str, float]]:
    """The pictures of a page once all have come: their boxes, and what was asked for."""
    page.evaluate("document.querySelectorAll('img[loading]').forEach(one => one.loading = 'eager')")
    page.wait_for_function("[...document.querySelectorAll('#xs-main img')].every(one => one.complete)")
    found: dict[str, dict[str, float]] = page.evaluate("""() => Object.fromEntries(
        [...document.querySelectorAll('#xs-main img')].map(one => {
            const box = one.getBoundingClientRect(), file = one.currentSrc.split('/').pop();
            return [file.split('-')[0], {
                width: box.width, height: box.height, file, asked: Number(file.match(/-(\\d+)\\.\\w+$/)?.[1] || 0)}];
        }))""")
    return found


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_no_shape_breaks_a_text(browser: Browser, pictured: Served, width: int) -> None:
    """Each keeps its proportions, none is blown up, higher than the screen or wider than the text; the smallest file
    that is sharp is fetched, in the best format.
    """
    with watching(browser, pictured, width) as watched:
        found = seen(watched.open(STORY))
        for name, (across, down) in SHAPES.items():
            one = found[name]
            assert one["width"] / one["height"] == pytest.approx(across / down, rel=0.02), name
            assert one["width"] <= min(across, width), name
            assert one["height"] <= 0.86 * 900, name
            assert str(one["file"]).endswith(".avif"), name
            assert one["asked"] in (across, 480, 960), name
        assert found["wide"]["asked"] == (480 if width == PHONE else 960)


def test_the_gallery_cuts_round_the_point_of_interest(browser: Browser, pictured: Served) -> None:
    """Photographs have one shape in the gallery, and what matters stays in view."""
    with watching(browser, pictured) as watched:
        page = watched.open("figures/")
        found = seen(page)
        shapes = {name: found[name]["width"] / found[name]["height"] for name in SHAPES}
        assert all(shape == pytest.approx(3 / 2, rel=0.02) for shape in shapes.values()), shapes
        picture = page.locator("#figure-long img")
        picture.scroll_into_view_if_needed()
        # Of a picture four times as wide as high only a third is seen: the red right edge is in it.
        assert _colour(picture.screenshot(), 0.85) == pytest.approx(RED, abs=30)


def _colour(png: bytes, across: float) -> tuple[int, int, int]:
    image = Image.open(BytesIO(png)).convert("RGB")
    red, green, blue = image.getpixel((int(image.width * across), image.height // 2))  # type: ignore[misc]
    return red, green, blue


def test_nothing_moves_as_pictures_come(browser: Browser, pictured: Served) -> None:
    """Their room is kept, on the way down the page too."""
    with watching(browser, pictured, PHONE) as watched:
        watched.page.context.add_init_script(
            "window.shifted = 0; new PerformanceObserver(list => list.getEntries().forEach("
            "entry => window.shifted += entry.value)).observe({type: 'layout-shift', buffered: true})"
        )
        for address in (STORY, "figures/", "en/figures/tall/"):
            page = watched.open(address)
            for _ in range(6):
                page.mouse.wheel(0, 700)
                page.wait_for_timeout(60)
            assert page.evaluate("window.shifted") == 0, address


@languages
def test_figures_are_numbered_and_referred_to(browser: Browser, pictured: Served, language: str) -> None:
    """图1, Figure 1: in the order they stand, and a reference leads to the figure it names."""
    word = "图" if language == "zh" else "Figure"
    with watching(browser, pictured) as watched:
        page = watched.open(LANGUAGES[language] + STORY)
        numbers = [
            one.split()[-1].lstrip(word) for one in page.locator(".xs-body .xs-figure__number").all_inner_texts()
        ]
        assert numbers == ["1", "2", "3", "4"]
        assert page.locator(".xs-body .xs-figure__number").first.inner_text().startswith(word)
        for reference, figure in (("2", "figure-long"), ("1", "figure-tall")):
            link = page.locator(f".xs-body p > a[href='#{figure}']")
            assert link.inner_text().endswith(reference)
            assert page.locator(f"#{figure} .xs-figure__number").inner_text() == link.inner_text()


@languages
def test_a_figure_in_a_text_opens_in_place(browser: Browser, pictured: Served, language: str) -> None:
    """By keyboard, with its words and its place in the address; closed, the focus is where it was."""
    with watching(browser, pictured) as watched:
        page = watched.open(LANGUAGES[language] + STORY)
        link = page.locator("#figure-tall a[data-full]")
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".pswp--open .pswp__img:not(.pswp__img--placeholder)")
        assert page.url.endswith("#figure-tall")
        box = page.locator(".pswp")
        assert box.locator(f"img[alt='{link.locator('img').get_attribute('alt')}']").count()
        words = box.locator(".pswp__words").inner_text()
        assert page.locator("#figure-tall .xs-figure__words").inner_text() in words
        assert ("某人" if language == "zh" else "somebody") in words
        assert Axe().run(page).response["violations"] == []
        page.keyboard.press("Escape")
        page.wait_for_selector(".pswp", state="detached")
        assert page.evaluate("document.activeElement.closest('figure').id") == "figure-tall"
        page.goto("about:blank")
        page = watched.open(f"{LANGUAGES[language]}{STORY}#figure-turned")
        page.wait_for_selector(".pswp--open")


def test_the_page_of_a_picture(browser: Browser, pictured: Served) -> None:
    """Its credit and rights, every size to download, and the file itself where there are no scripts."""
    with watching(browser, pictured) as watched:
        page = watched.open("en/figures/wide/")
        text = page.locator("#xs-main").inner_text()
        assert "Photograph: somebody" in text
        assert "Free to use" in text
        assert "90% 50%" not in text
        sizes = page.locator("a[download]")
        assert sizes.count() == 9
        for address in sizes.evaluate_all("all => all.map(one => one.href)"):
            assert page.request.get(address).status == 200
        assert page.locator("figure img").get_attribute("loading") is None
        page.locator("a[data-full]").click()
        page.wait_for_selector(".pswp--open")
    with watching(browser, pictured, scripts=False) as watched:
        page = watched.open("en/figures/wide/")
        file = page.locator("a[data-full]").get_attribute("href")
        assert file
        assert file.endswith(".jpg")
