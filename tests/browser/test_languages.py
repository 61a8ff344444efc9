"""Search in languages that have no profile of their own, beside two that have one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.site.languages import make

from .served import PROJECT, Built, Served, serving, watching


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("languages") / "site"
    made = make(PROJECT, folder, ("de", "en", "zh"))
    made.build().check()
    with serving(Built(made.live, {})) as running:
        yield running


@pytest.mark.parametrize(
    ("prefix", "query", "title"),
    [
        ("", "hauser", "Straßen und Häuser"),
        ("", "STRASSEN", "Straßen und Häuser"),
        ("", "Häuser und", "Straßen und Häuser"),
        ("en/", "zebra crossing", "zebra crossings"),  # cut to its stem
        ("en/", "hauser", "Straßen und Häuser"),  # in German, and not by the stem it has in English
        ("zh/", "特派员", "科技特派员"),
        ("", "科技", "科技特派员"),
    ],
)
def test_words_are_found_as_each_language_is_cut(
    browser: Browser, site: Served, prefix: str, query: str, title: str
) -> None:
    with watching(browser, site) as watched:
        page = watched.open(f"{prefix}search/?q={quote(query)}")
        page.wait_for_selector("[data-search-results][data-state=done]")
        titles = page.locator("[data-search-hit] .xs-hit__title").all_inner_texts()
        assert title in titles
        assert page.locator("[data-search-hit]").count() == page.locator("[data-search-hit]:has(mark)").count()


def test_words_of_a_language_without_a_stemmer_are_taken_as_they_stand(browser: Browser, site: Served) -> None:
    with watching(browser, site) as watched:
        page = watched.open("search/?q=strasse")
        page.wait_for_selector("[data-search-results][data-state=done]")
        assert page.get_attribute("[data-search-results]", "data-total") == "0"
