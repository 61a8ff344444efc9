"""What only unpublished entries use is not published before them; what is news by itself is, and that is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.helpers import NOW, SOURCED, Site, catalog_of, places, record, story

FIGURE = record(
    "图", "type: caption-only", "caption:", "  zh: 图", "  en: A figure", "alt:", "  zh: 图", "  en: A figure"
)
NEXT = NOW + 1000
LATER = "publish_at: 2030-01-01"
TOWN = "- slug: town\n  name:\n    zh: 某地\n    en: A place\n"


def _story(*lines: str, text: str = "![](figure:f)\n") -> str:
    return story("date: 2024-07", *lines, text=text)


@pytest.mark.parametrize("line", ["draft: true", LATER, "withdrawn: true"])
def test_what_a_hidden_article_alone_uses_waits(tmp_path: Path, line: str) -> None:
    files = {
        "figures/f.yml": f"{FIGURE}sources:\n  - s\n",
        "sources/s.yml": record("来源", "date: 2023"),
        "organisations/o.yml": record("机构", "place: town"),
        "places.yml": TOWN,
        "figures/other.yml": FIGURE,
        "articles/2024/x.zh.md": _story(line, "organisations:", "  - o"),
    }
    catalog, problems = catalog_of(files, tmp_path / "s")
    assert problems == []
    assert set(catalog.cards) == {"figure/other"}
    assert catalog.hidden == {"article/x", "figure/f", "source/s", "organisation/o", "place/town"}


def test_one_published_user_is_enough_and_so_are_public_and_the_site(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    site.add("figures/f.yml", FIGURE)
    site.add("articles/2024/x.zh.md", _story("draft: true"))
    assert site.found() == ["content/figures/f.yml:1:1 waits-with"]
    site.add("figures/f.yml", f"{FIGURE}public: true\n")
    assert site.found() == []
    site.add("figures/f.yml", FIGURE)
    site.add("articles/2024/y.zh.md", story("date: 2024-07", *SOURCED, text="![](figure:f)\n", title="另一篇"))
    assert site.found() == ["content/articles/2024/y.zh.md:1:1 translation-missing"]
    (site.root / "content/articles/2024/y.zh.md").unlink()
    path = site.root / "content" / "site.yml"
    path.write_text(path.read_text("utf-8").replace("home:\n", "home:\n  figure: f\n"), "utf-8")
    assert site.found() == []


def test_what_nobody_uses_stays_and_so_do_two_that_use_each_other(tmp_path: Path) -> None:
    files = {
        "organisations/a.yml": record("甲", "parent: b"),
        "organisations/b.yml": record("乙", "organisations:", "  - a"),
        "organisations/c.yml": record("丙"),
        "articles/2024/x.zh.md": _story("draft: true", text="正文。\n"),
    }
    assert set(catalog_of(files, tmp_path / "s")[0].cards) == {"organisation/a", "organisation/b", "organisation/c"}
    files["articles/2024/x.zh.md"] = _story("draft: true", "organisations:", "  - a", text="正文。\n")
    assert set(catalog_of(files, tmp_path / "s2")[0].cards) == {"organisation/c"}


def test_a_hidden_translation_alone_keeps_back_what_it_alone_uses(tmp_path: Path) -> None:
    files = {
        "figures/f.yml": FIGURE,
        "articles/2024/x.zh.md": _story(text="正文。\n"),
        "articles/2024/x.en.md": "---\ntitle: X\nsummary: X\ndraft: true\n---\n![](figure:f)\n",
    }
    assert set(catalog_of(files, tmp_path / "s")[0].cards) == {"article/x"}


@pytest.mark.parametrize("line", ["draft: true", LATER, "withdrawn: true"])
def test_a_translation_that_is_not_yet_published_may_name_what_is_not_either(tmp_path: Path, line: str) -> None:
    site = Site.sound(tmp_path / "s")
    site.add("figures/f.yml", FIGURE)
    site.add("articles/2024/x.zh.md", _story(*SOURCED, text="正文。\n"))
    site.add("articles/2024/x.en.md", f"---\ntitle: X\nsummary: X\n{line}\n---\n![](figure:f)\n")
    assert "waits-with" in " ".join(site.found())
    assert [one for one in site.found() if "reference-hidden" in one] == []


def test_what_waits_comes_out_with_the_first_that_uses_it(tmp_path: Path) -> None:
    files = {
        "figures/f.yml": FIGURE,
        "articles/2024/x.zh.md": _story("publish_at: 2025-06-15T23:06:50"),
        "articles/2024/y.zh.md": _story("draft: true"),
    }
    before, _ = catalog_of(files, tmp_path / "s")
    assert before.cards == {}
    assert NOW < before.until <= NEXT
    assert set(catalog_of(files, tmp_path / "s2", before.until)[0].cards) == {"figure/f", "article/x"}


def test_a_project_is_news_by_itself_and_that_only_a_draft_names_it_is_said(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    site.add("projects/p.yml", record("项目"))
    site.add("figures/f.yml", f"{FIGURE}projects:\n  - p\n")
    site.add("articles/2024/x.zh.md", _story("draft: true"))
    assert places(site.problems()) == [
        "content/figures/f.yml:1:1 waits-with", "content/projects/p.yml:1:1 published-before",
    ]  # fmt: skip
    site.add("projects/p.yml", record("项目", "public: true"))
    assert site.found() == ["content/figures/f.yml:1:1 waits-with"]


def test_a_warm_plan_is_that_of_a_cold_one_whoever_comes_to_use_what_waits(tmp_path: Path) -> None:
    site, states = Site.sound(tmp_path / "s"), ("draft: true", LATER, "", "withdrawn: true", "publish_at: 2020-01-01")
    site.add("figures/f.yml", FIGURE)
    for number, state in enumerate((*states, *states)):
        site.add("articles/2024/x.zh.md", story("date: 2024-07", *SOURCED, state, text="![](figure:f)\n"))
        cold = Site.sound(tmp_path / f"cold{number}")
        cold.add("figures/f.yml", FIGURE)
        cold.add("articles/2024/x.zh.md", story("date: 2024-07", *SOURCED, state, text="![](figure:f)\n"))
        warm, new = site.plan(), cold.plan()
        assert {one.path: one.key for one in warm.stubs} == {one.path: one.key for one in new.stubs}
        assert ("figures/f/index.html" in warm.paths) == (state in ("", "publish_at: 2020-01-01")), state
        assert [one.code for one in warm.warnings] == [one.code for one in new.warnings]
