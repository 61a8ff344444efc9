"""Sitemaps: every page once, its real translations, one small file a part, and an index of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn
from xml.etree import ElementTree

import pytest

from tests.unit.helpers import site_file
from xieshou.build.manifest import page_keys
from xieshou.content.catalog import Catalog
from xieshou.outputs import OUTPUTS, sitemap
from xieshou.outputs.publication import Publication
from xieshou.outputs.sitemap import part_of, robots
from xieshou.plan.cache import PageStub
from xieshou.plan.pages import Page, Plan
from xieshou.plan.site_values import SiteValues
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.memo import RenderMemo

FILES = {"robots.txt": "robots", "sitemap.xml": "sitemap-index", "sitemap-news.xml": "sitemap"}
ORIGIN = "https://example.org/site/"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
BOTH = (("zh", "news/2024/a/"), ("en", "en/news/2024/a/"))
PAGES = [
    ("zh", "", (("zh", ""), ("en", "en/"))),
    ("zh", "news/2024/a/", BOTH),
    ("en", "en/news/2024/a/", BOTH),
    ("zh", "news/2024/b/", (("zh", "news/2024/b/"),)),
]
Listed = tuple[str, str, sitemap.Names]


def sitemaps(listed: Sequence[Listed], docs: tuple[sitemap.Names, ...] = ()) -> dict[str, str]:
    """The files of a site with pages of these languages, addresses and names, and these hand-written ones."""
    pages = [Page(address, language, "news", "entry", names=names) for language, address, names in listed]
    plan = Plan(Catalog({}, {}, frozenset(), []), site_file(), docs)
    found = {}
    for page in sitemap.plan(plan, pages):
        output = OUTPUTS[page.view]
        assert output.located
        context = PageContext(
            page, plan, SiteValues(plan.site), {}, {}, no_entry, no_entry, no_entry, no_entry, RenderMemo()
        )
        found[page.path] = output.encode(output.text(context), Publication(ORIGIN)).decode()
    return found


def no_entry(*_: object) -> NoReturn:
    raise AssertionError("a sitemap asks for no entry")


def addresses(text: str) -> list[str]:
    return [str(found.text) for found in ElementTree.fromstring(text.encode()).iter(f"{SPACE}loc")]


def test_every_page_is_listed_once_and_every_file_in_the_index() -> None:
    files = sitemaps(PAGES)
    assert set(files) == {"sitemap.xml", "sitemap-news-2024.xml", "sitemap-pages.xml"}
    assert addresses(files["sitemap.xml"]) == [f"{ORIGIN}sitemap-news-2024.xml", f"{ORIGIN}sitemap-pages.xml"]
    listed = [one for name, text in files.items() if name != "sitemap.xml" for one in addresses(text)]
    assert sorted(listed) == sorted(ORIGIN + address for _, address, _ in PAGES)


def test_translations_name_each_other_and_a_page_without_one_names_none() -> None:
    urls = ElementTree.fromstring(sitemaps(PAGES)["sitemap-news-2024.xml"].encode()).findall(f"{SPACE}url")
    alternates = {
        str(url[0].text): [(link.get("hreflang"), link.get("href")) for link in url.iter(LINK)] for url in urls
    }
    both = [("zh", f"{ORIGIN}news/2024/a/"), ("en", f"{ORIGIN}en/news/2024/a/")]
    both.append(("x-default", f"{ORIGIN}news/2024/a/"))
    assert alternates == {f"{ORIGIN}news/2024/a/": both, f"{ORIGIN}en/news/2024/a/": both, f"{ORIGIN}news/2024/b/": []}


def test_a_new_story_changes_the_file_of_its_year_and_no_other() -> None:
    before = sitemaps(PAGES)
    after = sitemaps([("zh", "news/2024/c/", (("zh", "news/2024/c/"),)), *PAGES])
    assert {name for name in after if after[name] != before[name]} == {"sitemap-news-2024.xml"}


def test_the_order_of_pages_makes_no_difference() -> None:
    assert sitemaps(PAGES[::-1]) == sitemaps(PAGES)


def test_without_an_address_of_the_site_there_is_no_map() -> None:
    stubs = [PageStub(path, path, "zh", "", (), b"", (), b"", view) for path, view in FILES.items()]
    assert set(page_keys(stubs, {}, Publication(""))) == {"robots.txt"}
    assert set(page_keys(stubs, {}, Publication(ORIGIN))) == set(FILES)
    assert robots("", Publication("")) == b"User-agent: *\nAllow: /\n"
    assert robots("", Publication(ORIGIN)).endswith(f"Sitemap: {ORIGIN}sitemap.xml\n".encode())


def test_hand_written_pages_are_listed_too() -> None:
    about = (("zh", "about/"), ("en", "en/about/"))
    assert addresses(sitemaps(PAGES, (about,))["sitemap-about.xml"]) == [f"{ORIGIN}about/", f"{ORIGIN}en/about/"]


def test_a_part_too_long_for_one_file_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "LIMIT", 2)
    files = sitemaps([("zh", f"places/p{n}/", (("zh", f"places/p{n}/"),)) for n in range(5)])
    assert set(files) == {"sitemap.xml", "sitemap-places.xml", "sitemap-places-2.xml", "sitemap-places-3.xml"}
    assert sum(len(addresses(text)) for name, text in files.items() if name != "sitemap.xml") == 5


def test_addresses_are_escaped() -> None:
    files = sitemaps([("zh", "places/a&b/", (("zh", "places/a&b/"), ("en", "en/places/a&b/")))])
    assert addresses(files["sitemap-places.xml"]) == [f"{ORIGIN}places/a&b/"]


@pytest.mark.parametrize(
    ("tail", "part"),
    [("", "pages"), ("news/", "news"), ("news/2024/", "news-2024"),
     ("news/2024/a/", "news-2024"), ("projects/x/", "projects"), ("about/", "about")],
)  # fmt: skip
def test_a_page_belongs_to_the_part_of_its_folder_and_year(tail: str, part: str) -> None:
    assert part_of(tail) == part
