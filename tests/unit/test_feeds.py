"""Feeds as a reading program sees them, and what makes one of them anew."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

from tests.engine import NOW, ORIGIN, build
from tests.unit.helpers import ROOT, Site, places

ATOM = "{http://www.w3.org/2005/Atom}"
TOPICS = "topics:\n  - farming\n"
UPDATES = """updates:
  - date: 2025-03-03
    kind: correction
    what:
      zh: 人数原写作六名，应为三名。
      en: There were three of them, not six.
  - date: 2024-09-01T08:00
    kind: addition
    what:
      zh: 补充了一段。
      en: A paragraph was added.
"""


def story(title: str, text: str, date: str = "2024-07-20", more: str = "") -> str:
    return f"---\ntitle: {title}\nsummary: {title} & more\ndate: {date}\nsources:\n  - daily\n{more}---\n{text}\n"


def facts_of(title: str, text: str) -> str:
    return f"---\ntitle: {title}\nsummary: About {title}\n---\n{text}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The examples' project, with three stories of one day."""
    shutil.copytree(ROOT / "tests" / "examples", tmp_path / "p")
    news = tmp_path / "p" / "content" / "articles" / "2024"
    noted = "早上的事[^1]，见[文章](article:visit)与[数](indicator:visitors#2023)：[](indicator:visitors#2023)。"
    early = story("早", f"{noted}\n\n![](figure:yard)\n\n[^1]: 注。\n", "2024-07-20T08:30", f"{TOPICS}{UPDATES}")
    (news / "early.zh.md").write_text(early, "utf-8")
    (news / "early.en.md").write_text(facts_of("Early", "In the morning.[^1]\n\n[^1]: A note.\n"), "utf-8")
    (news / "late.zh.md").write_text(story("晚", "晚上的事[^1]。\n\n[^1]: 又一注。\n", "2024-07-20 21:00"), "utf-8")
    (news / "vague.zh.md").write_text(story("夏", "夏天的事。", "2024-06~"), "utf-8")
    (news / "hidden.zh.md").write_text(story("SECRET", "SECRET", more="draft: true\n"), "utf-8")
    (news / "later.zh.md").write_text(story("EMBARGO", "EMBARGO", more="publish_at: 2027-01-01\n"), "utf-8")
    (news.parents[1] / "events").mkdir()
    event = "name:\n  zh: 开张\n  en: An opening\ndate: 2024-05\nsources:\n  - daily\n"
    (news.parents[1] / "events" / "opening.yml").write_text(event, "utf-8")
    return tmp_path / "p"


def parsed(path: Path) -> Any:
    found = feedparser.parse(path.read_bytes())
    assert not found.bozo, (path, found.get("bozo_exception"))
    return found


def sound(path: Path) -> ElementTree.Element:
    """A feed that has all that RFC 4287 asks for."""
    feed = ElementTree.fromstring(path.read_bytes())
    seen: set[str] = set()
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{name}")) == 1, name
        for name in ("updated", "published"):
            for moment in one.findall(f"{ATOM}{name}"):
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00", moment.text or "")
        id_ = one.findtext(f"{ATOM}id") or ""
        assert re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}(-\d\d){0,2}:[a-z0-9/-]+", id_)
        assert id_ not in seen
        seen.add(id_)
        links = [(link.get("rel"), link.get("href") or "") for link in one.findall(f"{ATOM}link")]
        assert all(href.startswith(ORIGIN) for _, href in links)
        assert [rel for rel, _ in links].count("alternate") == 1
    assert feed.findall(f"{ATOM}author")
    return feed


def test_every_feed_is_read_without_errors_and_leads_to_pages_that_are_there(project: Path) -> None:
    build(project)
    site = project / "site"
    found = sorted(site.rglob("feed.xml"))
    assert {str(path.relative_to(site)) for path in found} >= {
        "feed.xml", "en/feed.xml", "corrections/feed.xml", "en/corrections/feed.xml", "events/feed.xml",
    }  # fmt: skip
    assert any(path.parent.parent.name == "topics" for path in found)
    for path in found:
        sound(path)
        atom, other = parsed(path), json.loads(path.with_suffix(".json").read_bytes())
        assert other["version"] == "https://jsonfeed.org/version/1.1"
        assert [one.id for one in atom.entries] == [one["id"] for one in other["items"]]
        assert [one.link for one in atom.entries] == [one["url"] for one in other["items"]]
        assert all("content_html" in one or "content_text" in one for one in other["items"])
        for one in atom.entries:
            assert (site / one.link.removeprefix(ORIGIN).partition("#")[0] / "index.html").exists()
        assert other["feed_url"] == f"{ORIGIN}{path.with_suffix('.json').relative_to(site)}"
        assert "\x1a" not in path.read_text("utf-8")


def test_stories_stand_in_order_by_their_time_of_day_and_what_is_hidden_is_not_there(project: Path) -> None:
    build(project)
    found = parsed(project / "site" / "feed.xml")
    assert [one.title for one in found.entries] == ["晚", "早", "特派员到厂", "夏"]
    assert found.entries[0].published == "2024-07-20T21:00:00+08:00"
    assert "published" not in found.entries[3]  # of June no day is known
    assert parsed(project / "site" / "en" / "feed.xml").entries[0].title == "Early"
    for path in (project / "site").rglob("feed.*"):
        assert not re.search("SECRET|EMBARGO", path.read_text("utf-8"))


def test_the_text_is_whole_with_whole_addresses_and_nothing_that_could_clash_or_run(project: Path) -> None:
    build(project)
    found = next(one for one in parsed(project / "site" / "feed.xml").entries if one.title == "早")
    raw = json.loads((project / "site" / "feed.json").read_bytes())
    html = next(one["content_html"] for one in raw["items"] if one["title"] == "早")
    assert "1200人次" in html
    assert re.search(rf'<img src="{ORIGIN}[^"]+\.jpg" alt="[^"]+" width="\d+" height="\d+">', html)
    assert all(href.startswith(ORIGIN) for href in re.findall(r'(?:href|src)="([^"]*)"', html))
    assert f'href="{ORIGIN}news/2024/early/#' in html  # a note leads to its place on the page
    assert not re.search(r'\s(?:id|class|style|on\w+|data-[\w-]+)="|<script', html)
    assert found.summary == "早 & more"


def test_a_correction_is_in_the_feed_of_its_story_and_in_that_of_all(project: Path) -> None:
    build(project)
    site = project / "site"
    own = next(one for one in parsed(site / "feed.xml").entries if one.title == "早")
    assert (own.published, own.updated) == ("2024-07-20T08:30:00+08:00", "2025-03-03T00:00:00+08:00")
    told = parsed(site / "en" / "corrections" / "feed.xml").entries
    assert [one.title for one in told] == ["Correction: Early", "Addition: Early"]
    assert "There were three of them" in told[0].content[0].value
    page = (site / "en" / "news" / "2024" / "early" / "index.html").read_text("utf-8")
    assert 'Updated <time datetime="2025-03-03">3 March 2025</time>: <a href="#__update-2">' in page
    shown = page.partition("</script>")[2]
    assert (
        shown.index("A paragraph was added.") < shown.index('id="__update-2"') < shown.index("There were three of them")
    )
    listed = (site / "corrections" / "index.html").read_text("utf-8")
    assert listed.index("应为三名") < listed.index("补充了一段")
    assert "<lastmod>2025-03-03</lastmod>" in (site / "sitemap-news-2024.xml").read_text("utf-8")
    said = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert said
    node = next(one for one in json.loads(said[1])["@graph"] if "dateModified" in one)
    assert node["dateModified"] == "2025-03-03T00:00:00+08:00"
    (correction,) = node["correction"]
    assert correction["@type"] == "CorrectionComment"
    assert correction["text"] == "There were three of them, not six."


def test_where_a_story_came_out_first_and_who_looked_it_over_is_shown_and_cited(project: Path) -> None:
    path = project / "content" / "articles" / "2024" / "late.zh.md"
    first = """first_published:
  outlet:
    zh: 长治日报
    en: Changzhi Daily
  date: 2024-07-19
  address: https://news.example.org/1.html
reviewed_by:
  - name: 王核
    date: 2024-07-21
"""
    path.write_text(path.read_text("utf-8").replace("sources:\n", f"{first}sources:\n", 1), "utf-8")
    build(project)
    page = (project / "site" / "news" / "2024" / "late" / "index.html").read_text("utf-8")
    assert '首发于</span> <a href="https://news.example.org/1.html">长治日报</a>' in page
    assert "审读</span> 王核" in page
    assert page.count("首发于长治日报，2024年7月19日。") == 2
    assert "(2024-07-20)[" in page  # citations go by the day


def test_pages_name_their_feeds_and_one_page_lists_them_all(project: Path) -> None:
    build(project)
    site = project / "site"
    assert 'type="application/atom+xml"' in (site / "index.html").read_text("utf-8")
    events = (site / "en" / "events" / "index.html").read_text("utf-8")
    assert 'href="../../en/events/feed.xml"' in events
    assert 'href="../../en/feed.json"' in events
    page = (site / "feeds" / "index.html").read_text("utf-8")
    for path in site.rglob("feed.*"):
        if not path.is_relative_to(site / "en"):
            assert f'href="../{path.relative_to(site)}"' in page


def test_an_edit_makes_the_feeds_of_its_story_anew_and_no_others(project: Path) -> None:
    build(project)
    before = {path: path.stat().st_mtime_ns for path in (project / "site").rglob("feed.*")}
    assert not build(project).exchanged
    path = project / "content" / "articles" / "2024" / "late.zh.md"
    path.write_text(path.read_text("utf-8").replace("晚上的事", "昨晚的事"), "utf-8")
    assert build(project).exchanged
    changed = {
        str(path.relative_to(project / "site"))
        for path in (project / "site").rglob("feed.*")
        if before[path] != path.stat().st_mtime_ns
    }
    assert changed == {"feed.xml", "feed.json"}


def test_a_site_may_choose_summaries_fewer_entries_and_what_ids_begin_with(project: Path) -> None:
    site_file = project / "content" / "site.yml"
    chosen = "feeds:\n  text: summary\n  entries: 2\n  tag: old.example.org,2019\n"
    site_file.write_text(site_file.read_text("utf-8") + chosen, "utf-8")
    build(project)
    found = parsed(project / "site" / "feed.xml").entries
    assert [one.id for one in found] == [f"tag:old.example.org,2019:article/{slug}/zh" for slug in ("late", "early")]
    assert all("content" not in one for one in found)
    assert json.loads((project / "site" / "feed.json").read_bytes())["items"][0]["content_text"] == "晚 & more"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("feeds:\n  entries: 0\n", "feed-entries"),
        ("feeds:\n  entries: 101\n", "feed-entries"),
        ("feeds:\n  text: half\n", "choice-unknown"),
        ("feeds:\n  tag: example.org\n", "feed-tag"),
        ("feeds:\n  titel: x\n", "field-unknown"),
        ("feeds:\n  tag: \x07example.org,2019\n", "control-character"),
    ],
)
def test_settings_of_feeds_that_cannot_be_are_told(settings: str, told: str, tmp_path: Path) -> None:
    site = Site.sound(tmp_path)
    path = site.root / "content" / "site.yml"
    path.write_text(path.read_text("utf-8") + settings, "utf-8")
    assert [one.rpartition(" ")[2] for one in places(site.problems()) if one.startswith("content/site.yml")] == [told]


def test_a_title_of_a_feed_with_a_control_character_is_told_at_its_place(tmp_path: Path) -> None:
    site = Site.sound(tmp_path)
    path = site.root / "content" / "site.yml"
    path.write_text(path.read_text("utf-8").replace("\nname:\n  zh: ", '\nname:\n  zh: "\\x1a"#', 1), "utf-8")
    assert [one for one in places(site.problems()) if one.startswith("content/site.yml:")]


def test_a_story_that_is_renamed_is_not_shown_as_a_new_one(project: Path) -> None:
    build(project)
    before = [one.id for one in parsed(project / "site" / "feed.xml").entries]
    folder = project / "content" / "articles" / "2024"
    for path in folder.glob("early.*"):
        path.rename(folder / path.name.replace("early", "morning"))
    text = (folder / "morning.zh.md").read_text("utf-8")
    (folder / "morning.zh.md").write_text(text.replace("sources:", "was:\n  - dawn\n  - early\nsources:", 1), "utf-8")
    build(project)
    after = [one.id for one in parsed(project / "site" / "feed.xml").entries]
    assert after == [one.replace("article/early", "article/dawn") for one in before]


def test_no_address_no_feeds(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.engine.ORIGIN", "")
    build(project, NOW)
    site = project / "site"
    assert not [*site.rglob("feed.*")]
    assert not (site / "feeds").exists()
    assert "feed" not in (site / "index.html").read_text("utf-8")
