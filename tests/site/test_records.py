"""Pages of mechanisms, policies, needs, discrepancies and terms; and the sources beside the facts they prove."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.site.building import ORIGIN, Site
from tests.site.checking import Published

BOTH = pytest.mark.parametrize("prefix", ["", "en/"])


@pytest.fixture(scope="module")
def site(published: Site) -> Published:
    return Published(published.live, ORIGIN)


def html(site: Published, path: str) -> str:
    return (site.folder / path / "index.html").read_text("utf-8")


def words(markup: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)))


def leads(site: Published, path: str) -> set[str | None]:
    page = f"{path}index.html"
    return {site.resolve(page, target) for target in site.pages[page].links}


def strands(page: str) -> list[str]:
    return re.findall(
        r'<section class="xs-strand">.*?</section>\s*(?=<section class="xs-strand"|</section>)', page, re.S
    )


@BOTH
def test_a_mechanism_counts_and_lists_what_belongs_to_it(site: Published, prefix: str) -> None:
    page = html(site, f"{prefix}mechanisms/two-rivers-programme/")
    platforms, envoys, energy = strands(page)
    held = "Entries on this site: {}" if prefix else "本站收录{}条"
    assert held.format(1) in platforms
    assert 'platforms/joint-bench/"' in platforms
    assert held.format(1) in envoys
    assert 'envoys/lin-he/"' in envoys
    assert held.format(0) in energy
    assert "<li" not in energy
    assert ("nearly 50 samples" if prefix else "近50份") in words(platforms), "the total printed for a part"


@BOTH
def test_a_mechanism_says_where_only_the_total_is_known(site: Published, prefix: str) -> None:
    page = html(site, f"{prefix}mechanisms/two-rivers-programme/")
    (totals,) = re.findall(r'<section class="xs-group xs-totals">.*?</section>', page, re.DOTALL)
    assert ("The list behind these totals is not public" if prefix else "没有公开这些总数背后的名单") in words(totals)
    for said in ("1,200 visits" if prefix else "1200人", "2024"):
        assert said in words(totals)
    assert 'sources/gazette/"' in totals
    assert "1,350" not in totals
    assert "1350" not in totals, "the reading that is not preferred"


@BOTH
def test_a_source_stands_beside_the_fact_it_proves(site: Published, prefix: str) -> None:
    page = html(site, f"{prefix}mechanisms/two-rivers-programme/")
    rows = dict(re.findall(r"<dt>([^<]+)(.*?)</dt>", page))
    marked = {label: re.findall(r'href="#__source-(\d)" aria-label="([^"]+)"', rest) for label, rest in rows.items()}
    first = {
        name: re.search(f'class="{name}".*?</(?:p|section)>', page, re.DOTALL) for name in ("xs-state", "xs-sides")
    }
    for name, found in first.items():  # what the page says first
        assert found, name
        marked[name] = re.findall(r'href="#__source-(\d)" aria-label="([^"]+)"', found[0])
    assert [number for number, _ in marked["xs-sides"]] == ["1"]
    assert [number for number, _ in marked["xs-state"]] == ["1", "2"]
    assert all(("Source" if prefix else "来源") in label for _, label in marked["xs-sides"])
    assert marked["Purpose" if prefix else "用途"] == []
    (second,) = re.findall(r'<li id="__source-2">(.*?)</li>', page)
    assert 'sources/bulletin/"' in second
    assert ("Progress, Totals" if prefix else "进展、总数") in words(second)
    assert "__source-3" not in page, "a source that is not published"


def test_where_no_field_is_named_sources_have_no_numbers(site: Published) -> None:
    page = html(site, "platforms/joint-bench/")
    assert "__source-" not in page
    assert 'class="xs-marker"' not in page


@BOTH
def test_a_policy_says_that_its_text_is_not_held(site: Published, prefix: str) -> None:
    page = words(html(site, f"{prefix}policies/sharing-measures/"))
    assert ("do not hold the text" if prefix else "未收录文件全文") in page
    assert f"{prefix}organisations/donghu-college/index.html" in leads(site, f"{prefix}policies/sharing-measures/")
    assert f"{prefix}policies/sharing-measures/index.html" in leads(site, f"{prefix}timeline/2023/")


@BOTH
def test_a_need_names_who_answered(site: Published, prefix: str) -> None:
    path = f"{prefix}needs/low-heat-drying/"
    (answers,) = re.findall(r'<section class="xs-group xs-answers">.*?</section>', html(site, path), re.DOTALL)
    assert len(re.findall(r"<li", answers)) == 2, "an answer that is not published is not there"
    assert ("Brought drying techniques." if prefix else "带来烘干技术。") in answers
    found = leads(site, path)
    for one in ("envoys/lin-he", "platforms/joint-bench", "organisations/xiling-works"):
        assert f"{prefix}{one}/index.html" in found
    assert f"{prefix}needs/low-heat-drying/index.html" in leads(site, f"{prefix}envoys/lin-he/")
    assert ("nearly 50 samples" if prefix else "近50份") in words(html(site, path))


@BOTH
def test_readings_that_differ_stand_side_by_side(site: Published, prefix: str) -> None:
    figures = html(site, f"{prefix}discrepancies/visitors-2024/")
    shown = words(figures)
    for said in (
        ("1,200 visits", "1,350 visits", "One reading preferred") if prefix else ("1200人", "1350人", "采用其一")
    ):
        assert said in shown
    assert {f"{prefix}sources/{one}/index.html" for one in ("gazette", "bulletin")} <= leads(
        site, f"{prefix}discrepancies/visitors-2024/"
    )
    names = html(site, f"{prefix}discrepancies/works-name/")
    table = re.findall(r'<th scope="row" class="xs-printed">(.*?)</th><td>(.*?)</td>', names, re.DOTALL)
    assert [words(printed).strip() for printed, _ in table] == ["西岭工坊", "西岑工坊"]
    assert ('lang="zh"' in table[0][0]) is bool(prefix)
    assert ['gazette/"' in table[0][1], 'bulletin/"' in table[1][1]] == [True, True]
    for said in ("Corrected", "Xiling Works", "So says its plate.") if prefix else ("已更正", "铭牌如此。"):
        assert said in words(names)


@BOTH
def test_the_list_of_discrepancies_shows_readings_and_resolutions_by_type(site: Published, prefix: str) -> None:
    page = html(site, f"{prefix}discrepancies/")
    tables = re.findall(r"<caption>(.*?)</caption>(.*?)</table>", page, re.DOTALL)
    assert {caption for caption, _ in tables} == ({"Figures", "Names"} if prefix else {"数字不一", "名称不一"})
    lines = {caption: words(table) for caption, table in tables}
    for said in (
        ("1,200 visits", "1,350 visits", "One reading preferred") if prefix else ("1200人", "1350人", "采用其一")
    ):
        assert said in lines["Figures" if prefix else "数字不一"]
    for said in ("西岭工坊", "西岑工坊", "Corrected" if prefix else "已更正"):
        assert said in lines["Names" if prefix else "名称不一"]


@BOTH
def test_what_a_discrepancy_concerns_says_so_beside_its_facts(site: Published, prefix: str) -> None:
    for path, slug in (
        ("organisations/xiling-works", "works-name"),
        ("indicators/visitors", "visitors-2024"),
        ("events/signing", "visitors-2024"),
    ):
        page = html(site, f"{prefix}{path}/")
        (note,) = re.findall(r'<div class="xs-note xs-notices".*?</div>', page, re.DOTALL)
        assert f'discrepancies/{slug}/"' in note
        assert ("Sources differ" if prefix else "来源有分歧") in note
        assert page.index(note) < page.index('<section class="xs-group')
    assert "xs-notices" not in html(site, f"{prefix}sources/gazette/"), "a source is named as evidence"
    assert f"{prefix}discrepancies/works-name/index.html" in leads(site, f"{prefix}sources/gazette/")


@BOTH
def test_a_term_is_listed_and_defined(site: Published, prefix: str) -> None:
    assert f"{prefix}glossary/envoy-system/index.html" in leads(site, f"{prefix}glossary/")
    page = words(html(site, f"{prefix}glossary/envoy-system/"))
    assert ("sending experts from a college" if prefix else "由学院派专家到工坊") in page


def test_a_new_member_changes_the_page_of_its_mechanism(built: Site) -> None:
    path = "mechanisms/two-rivers-programme/index.html"
    other = "mechanisms/index.html"
    before, index = built.read(path), built.read(other)
    assert "本站收录0条" in before
    built.write(
        "content/projects/wind.yml",
        "name:\n  zh: 风车\n  en: A windmill\ntype: energy\nprogramme: changzhi\nsources:\n  - gazette\n",
    )
    built.build().check()
    assert "本站收录0条" not in built.read(path)
    assert "projects/wind/" in built.read(path)
    assert built.read(other) == index
    built.write(
        "content/projects/wind.yml",
        "name:\n  zh: 风车\n  en: A windmill\ntype: industrial\nsources:\n  - gazette\n",
    )
    built.build().check()
    assert built.read(path) == before
