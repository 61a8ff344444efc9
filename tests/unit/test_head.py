"""Head and language menu: one canonical address, none but real translations, an honest way across."""

from __future__ import annotations

import re

from tests.unit.helpers import LANGUAGES, labels
from xieshou.render.head import PageLocation, head, language_menu
from xieshou.views.shared.models import BASE

ORIGIN = "https://example.org/site/"
BOTH = (("zh", "news/2024/x/"), ("en", "en/news/2024/x/"))
LABELS = labels()


def place(address: str, language: str, names: tuple[tuple[str, str], ...], origin: str = ORIGIN) -> PageLocation:
    return PageLocation(address, language, names, origin, LANGUAGES)


def test_a_translated_page_names_itself_and_each_translation() -> None:
    html = head(place("en/news/2024/x/", "en", BOTH), "T – S", "D", "S")
    assert f'<link rel="canonical" href="{ORIGIN}en/news/2024/x/">' in html
    assert re.findall(r'hreflang="(\w+)" href="([^"]+)"', html) == [
        ("zh", f"{ORIGIN}news/2024/x/"), ("en", f"{ORIGIN}en/news/2024/x/"),
    ]  # fmt: skip
    assert f'<meta property="og:url" content="{ORIGIN}en/news/2024/x/">' in html


def test_readers_of_other_languages_are_shown_the_first_that_the_page_has() -> None:
    html = head(place("en/news/2024/x/", "en", BOTH), "T", "D", "S")
    assert f'<link rel="alternate" hreflang="x-default" href="{ORIGIN}news/2024/x/">' in html
    assert 'rel="alternate "' not in html


def test_a_page_without_translation_names_no_other_language() -> None:
    html = head(place("news/2024/x/", "zh", BOTH[:1]), "T", "D", "S")
    assert "hreflang" not in html
    assert "canonical" in html


def test_without_an_address_of_the_site_none_is_made_up() -> None:
    html = head(place("news/2024/x/", "zh", BOTH, ""), "T", "D", "S")
    assert "canonical" not in html
    assert "hreflang" not in html
    assert "og:url" not in html
    assert '<meta name="description" content="D">' in html


def test_the_page_for_wrong_addresses_is_not_indexed() -> None:
    html = head(place("404.html", "zh", ()), "T", "D", "S")
    assert '<meta name="robots" content="noindex">' in html
    assert "canonical" not in html


def test_words_in_the_head_cannot_break_out_of_it() -> None:
    html = head(place("news/2024/x/", "zh", BOTH), '"><script>', '"><script>', '"><script>')
    assert "<script>" not in html
    assert "&#34;&gt;&lt;script&gt;" in html


def test_an_entry_without_a_description_has_none() -> None:
    assert "description" not in head(place("news/2024/x/", "zh", BOTH), "T", "", "S")


def targets(menu: str) -> list[str]:
    return [href.removeprefix(BASE) for href in re.findall(r'href="([^"]*)"', menu)]


def test_the_language_menu_leads_to_the_same_page() -> None:
    menu = language_menu(place("news/2024/x/", "zh", BOTH), LABELS)
    assert targets(menu) == ["en/news/2024/x/"]
    assert 'lang="en"' in menu
    assert 'hreflang="en"' in menu
    assert ">English<" in menu
    assert targets(language_menu(place("en/news/2024/x/", "en", BOTH), LABELS)) == ["news/2024/x/"]


def test_where_there_is_no_translation_the_menu_says_so_and_leads_to_the_list() -> None:
    menu = language_menu(place("news/2024/x/", "zh", BOTH[:1]), LABELS)
    assert targets(menu) == ["en/news/"]
    assert "hreflang" not in menu
    assert LABELS["en"]("ui.language_missing") in menu
    assert targets(language_menu(place("en/projects/x/", "en", (("en", "en/projects/x/"),)), LABELS)) == ["projects/"]


def test_from_a_page_that_belongs_to_no_list_the_menu_leads_home() -> None:
    assert targets(language_menu(place("404.html", "zh", ()), LABELS)) == ["en/"]
    assert targets(language_menu(place("colophon/", "zh", (("zh", "colophon/"),)), LABELS)) == ["en/"]
    assert targets(language_menu(place("en/colophon/", "en", (("en", "en/colophon/"),)), LABELS)) == [""]


def test_the_menu_has_every_language_but_the_pages_own() -> None:
    for language in LANGUAGES:
        menu = language_menu(place("", language, (("zh", ""), ("en", "en/"))), LABELS)
        assert re.findall(r'lang="(\w+)"', re.sub("hreflang", "href-lang", menu)).count(language) == 0
        assert menu.count("<a ") == len(LANGUAGES) - 1
