"""The foot of a page: shared without anybody told, cited as the standard has it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels, load_labels
from xieshou.render.foot import Cited, Offered, foot
from xieshou.render.head import PageLocation

LABELS = load_labels(ProjectPaths.at(Path(__file__).parents[2], Path(__file__).parents[2] / "docs"))
ADDRESS = "news/2024/x/"


def _foot(labels: Labels, cited: Cited, origin: str = "https://example.org/a/") -> str:
    names = (("zh", ADDRESS),)
    return unescape(foot(PageLocation(ADDRESS, "zh", names, origin, ("zh", "en")), cited, labels))


def _text(html: str) -> str:
    return re.sub("<[^>]*>", "", html)


def test_citations_in_chinese() -> None:
    text = _text(_foot(LABELS["zh"], Cited("题名", "编辑部", "本站", "2024-07", "2024年7月")))
    assert "编辑部. 题名[EB/OL]. (2024-07)[引用日期]. https://example.org/a/news/2024/x/." in text
    assert "编辑部：《题名》，本站，2024年7月，https://example.org/a/news/2024/x/（引用日期查阅）" in text


def test_citations_in_english() -> None:
    text = _text(_foot(LABELS["en"], Cited("A title", "The editors", "This site", "2024-07", "July 2024")))
    assert "The editors. A title[EB/OL]. (2024-07)[date of access]. https://example.org/a/news/2024/x/." in text
    assert "The editors, ‘A title’, This site, July 2024, https://example.org/a/news/2024/x/ (accessed" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_without_a_date_is_cited_without_one(language: str) -> None:
    text = _text(_foot(LABELS[language], Cited("T", "A", "S")))
    assert "()" not in text
    assert "，，" not in text
    assert ", ," not in text


def test_mail_carries_title_and_address() -> None:
    html = _foot(LABELS["zh"], Cited("甲 & 乙?", "A", "S"))
    mail = re.search(r'href="(mailto:[^"]*)"', html)
    assert mail
    asked = parse_qs(urlsplit(mail[1]).query)
    assert asked == {"subject": ["甲 & 乙?"], "body": ["https://example.org/a/news/2024/x/"]}


def test_an_error_is_reported_with_title_and_address() -> None:
    """Where the site says to whom; to nobody otherwise."""
    place = PageLocation(ADDRESS, "en", (("en", ADDRESS),), "https://example.org/a/", ("zh", "en"))
    told = foot(place, Cited("A & B", "E", "S"), LABELS["en"], Offered(contact="editors@example.org"))
    link = re.search(r'href="(mailto:editors%40example.org[^"]*)" data-mail="([^"]+)">Report an error<', told)
    assert link
    asked = parse_qs(urlsplit(unescape(link[1])).query)
    assert asked["subject"] == ["Error on “A & B”"]
    assert asked["body"] == [f"https://example.org/a/{ADDRESS}{unescape(link[2])}"]
    assert "Report" not in foot(place, Cited("A & B", "E", "S"), LABELS["en"])


def test_a_list_is_cited_and_not_shared() -> None:
    place = PageLocation("en/news/", "en", (("en", "en/news/"),), "https://example.org/a/", ("zh", "en"))
    listed = foot(place, Cited("News", "E", "S"), LABELS["en"], Offered(whole=False))
    assert "Copy link" not in listed
    assert "<svg" not in listed
    assert "Cite this page" in listed


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8000/", "http://localhost:8000/sub/"])
def test_nobody_is_sent_to_the_machine_a_site_is_tried_on(origin: str) -> None:
    html = _foot(LABELS["en"], Cited("T", "A", "S"), origin)
    assert origin not in html
    assert "<svg" not in html


def test_a_title_is_text_and_never_markup() -> None:
    place = PageLocation(ADDRESS, "zh", (("zh", ADDRESS),), "", ("zh",))
    assert "<b>" not in foot(place, Cited("<b>", "<b>", "<b>", "2024", "<b>"), LABELS["zh"])


def test_without_an_origin_the_address_is_the_path() -> None:
    assert "/news/2024/x/" in _foot(LABELS["zh"], Cited("T", "A", "S"), "")


def test_a_page_that_stands_nowhere_has_none() -> None:
    assert (
        foot(PageLocation("404.html", "zh", (), "https://example.org/", ("zh",)), Cited("T", "A", "S"), LABELS["zh"])
        == ""
    )
