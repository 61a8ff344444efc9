"""Sitemaps: every page once, its real translations, one small file a part, and an index of them."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from xieshou.outputs import sitemap
from xieshou.outputs.sitemap import part_of, robots, sitemaps

ORIGIN = "https://example.org/site/"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
BOTH = (("zh", "news/2024/a/"), ("en", "en/news/2024/a/"))
PAGES = [
    ("pages", "", (("zh", ""), ("en", "en/"))),
    ("news-2024", "news/2024/a/", BOTH),
    ("news-2024", "en/news/2024/a/", BOTH),
    ("news-2024", "news/2024/b/", (("zh", "news/2024/b/"),)),
]


def addresses(text: str) -> list[str]:
    return [str(found.text) for found in ElementTree.fromstring(text.encode()).iter(f"{SPACE}loc")]


def test_every_page_is_listed_once_and_every_file_in_the_index() -> None:
    files = sitemaps(PAGES, ORIGIN)
    assert set(files) == {"sitemap.xml", "sitemap-news-2024.xml", "sitemap-pages.xml"}
    assert addresses(files["sitemap.xml"]) == [f"{ORIGIN}sitemap-news-2024.xml", f"{ORIGIN}sitemap-pages.xml"]
    listed = [one for name, text in files.items() if name != "sitemap.xml" for one in addresses(text)]
    assert sorted(listed) == sorted(ORIGIN + address for _, address, _ in PAGES)


def test_translations_name_each_other_and_a_page_without_one_names_none() -> None:
    urls = ElementTree.fromstring(sitemaps(PAGES, ORIGIN)["sitemap-news-2024.xml"].encode()).findall(f"{SPACE}url")
    alternates = {
        str(url[0].text): [(link.get("hreflang"), link.get("href")) for link in url.iter(LINK)] for url in urls
    }
    both = [("zh", f"{ORIGIN}news/2024/a/"), ("en", f"{ORIGIN}en/news/2024/a/")]
    assert alternates == {f"{ORIGIN}news/2024/a/": both, f"{ORIGIN}en/news/2024/a/": both, f"{ORIGIN}news/2024/b/": []}


def test_a_new_story_changes_the_file_of_its_year_and_no_other() -> None:
    before = sitemaps(PAGES, ORIGIN)
    after = sitemaps([("news-2024", "news/2024/c/", (("zh", "news/2024/c/"),)), *PAGES], ORIGIN)
    assert {name for name in after if after[name] != before[name]} == {"sitemap-news-2024.xml"}


def test_the_order_of_pages_makes_no_difference() -> None:
    assert sitemaps(PAGES[::-1], ORIGIN) == sitemaps(PAGES, ORIGIN)


def test_without_an_address_of_the_site_there_is_no_map() -> None:
    assert sitemaps(PAGES, "") == {}
    assert robots("") == "User-agent: *\nAllow: /\n"
    assert robots(ORIGIN).endswith(f"Sitemap: {ORIGIN}sitemap.xml\n")


def test_a_part_too_long_for_one_file_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "LIMIT", 2)
    files = sitemaps([("news", f"news/{n}/", (("zh", f"news/{n}/"),)) for n in range(5)], ORIGIN)
    assert set(files) == {"sitemap.xml", "sitemap-news.xml", "sitemap-news-2.xml", "sitemap-news-3.xml"}
    assert sum(len(addresses(text)) for name, text in files.items() if name != "sitemap.xml") == 5


def test_addresses_are_escaped() -> None:
    files = sitemaps([("pages", "a&b/", (("zh", "a&b/"), ("en", "en/a&b/")))], ORIGIN)
    assert addresses(files["sitemap-pages.xml"]) == [f"{ORIGIN}a&b/"]


@pytest.mark.parametrize(
    ("tail", "part"),
    [("", "pages"), ("news/", "news"), ("news/2024/", "news-2024"),
     ("news/2024/a/", "news-2024"), ("projects/x/", "projects"), ("about/", "about")],
)  # fmt: skip
def test_a_page_belongs_to_the_part_of_its_folder_and_year(tail: str, part: str) -> None:
    assert part_of(tail) == part
