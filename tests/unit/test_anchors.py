"""Links to a part of another page: led to where they are meant to, and reported where that is not there."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from tests.engine import build, looked_at
from tests.site.building import make_sample
from tests.unit.helpers import ROOT, SOURCED, Site, details, record, story
from tests.unit.rendering import contexts
from xieshou.build.prepared import Prepared
from xieshou.views.entry import page as entry_page

ENCODED = "%E5%90%88%E4%BD%9C%E8%83%8C%E6%99%AF"
"""What a browser makes of the first heading when its address is copied."""
TARGET = "## 合作背景\n\n词[^甲]。\n\n## Next Steps\n\n词。\n\n[^甲]: 注。\n"
ENGLISH = "---\ntitle: T\nsummary: S\n---\n## Background\n\nWords.\n"


def article(text: str) -> str:
    return story("date: 2024", *SOURCED, text=text)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site whose story ``aim`` has headings, other ones in its translation."""
    site = Site.sound(tmp_path / "site")
    site.add("articles/2024/aim.zh.md", article(TARGET))
    site.add("articles/2024/aim.en.md", ENGLISH)
    site.add("articles/2024/from.en.md", ENGLISH)
    return site


def linking(site: Site, target: str) -> list[str]:
    """What is said of a story, in Chinese, that links to ``target``."""
    site.add("articles/2024/from.zh.md", article(f"一\n\n见[甲]({target})。\n"))
    return of_links(site)


def of_links(site: Site) -> list[str]:
    """What is found, but for what is said of translations beside their originals."""
    return [one for one in site.found() if "translation-" not in one]


LINKED = "content/articles/2024/from.zh.md:10:6"


@pytest.mark.parametrize(
    "part",
    ["合作背景", ENCODED, "next-steps", "Next-Steps", "fn:甲", "organisation", "__source-1"],
)
def test_a_link_to_what_is_on_the_page_is_sound(site: Site, part: str) -> None:
    site.add(
        "articles/2024/aim.zh.md",
        story(
            "date: 2024",
            "sources:",
            "  - source: daily",
            "    for:",
            "      - date",
            "organisations:",
            "  - buct",
            text=TARGET,
        ),
    )
    assert linking(site, f"article:aim#{part}") == []


@pytest.mark.parametrize(
    "target", ["article:aim#背景", "article:aim#background", "aim.zh.md#背景", "aim.en.md#background"]
)
def test_a_link_to_what_is_not_is_an_error_at_its_place(site: Site, target: str) -> None:
    assert linking(site, target) == [f"{LINKED} anchor-unknown"]


def test_the_error_names_what_there_is_the_nearest_first(site: Site) -> None:
    linking(site, "article:aim#next-step")
    (found,) = [one for one in site.problems() if one.code.startswith("anchor-")]
    assert details(found) == {
        "target": "article:aim",
        "value": "next-step",
        "near": details(found)["near"],
    }
    assert details(found)["near"].split(", ")[0] == "#next-steps"
    assert "#合作背景" in details(found)["near"]


def test_an_entry_without_a_place_says_so(site: Site) -> None:
    site.add("places.yml", "- slug: a\n  name:\n    zh: 甲\n    en: A\n")
    site.add(
        "topics.yml", "- slug: b\n  name:\n    zh: 甲\n    en: A\n- slug: envoys\n  name:\n    zh: 乙\n    en: B\n"
    )
    # That it is linked from a story is a place of its own: the list of stories.
    assert linking(site, "topic:b#甲") == [f"{LINKED} anchor-unknown"]
    site.add("articles/2024/from.zh.md", article("词。\n"))
    site.add("projects/x.yml", record())
    site.add("projects/x.zh.md", "见[甲](project:x#甲)。\n")
    assert of_links(site) == ["content/projects/x.zh.md:1:6 anchor-none"]


def test_a_translation_is_looked_at_in_its_own_language(site: Site) -> None:
    site.add("articles/2024/from.zh.md", article("词。\n"))
    english = "---\ntitle: T\nsummary: S\n---\nSee [a](article:aim#background), [b](article:aim#合作背景).\n"
    site.add("articles/2024/from.en.md", english)
    assert "content/articles/2024/from.en.md:5:38 anchor-unknown" in of_links(site)
    assert "content/articles/2024/from.en.md:5:9 anchor-unknown" not in of_links(site)


def test_where_there_is_no_translation_the_text_that_is_shown_counts(site: Site) -> None:
    (site.root / "content/articles/2024/aim.en.md").unlink()
    site.add("articles/2024/from.zh.md", article("词。\n"))
    site.add("articles/2024/from.en.md", ENGLISH + "[b](article:aim#合作背景)\n")
    assert not [one for one in of_links(site) if "anchor" in one]


def test_a_record_and_its_text_are_looked_at_like_a_story(site: Site) -> None:
    site.add("projects/x.yml", record("甲", "organisations:", "  - buct"))
    site.add("projects/x.zh.md", "## 进展\n\n词。\n")
    assert linking(site, "project:x#进展") == []
    assert linking(site, "project:x#organisation") == []
    assert linking(site, "project:x#platform") == [f"{LINKED} anchor-unknown"]
    site.add("projects/x.zh.md", "## 进展\n\n见[甲](article:aim#无)。\n")
    assert "content/projects/x.zh.md:3:6 anchor-unknown" in of_links(site)


def test_values_of_indicators_are_no_places(site: Site) -> None:
    site.add(
        "indicators/v.yml",
        record("甲", "observations:", "  - period: 2023", "    value: 47个", "    sources:", "      - daily"),
    )
    assert linking(site, "indicator:v#2023@daily") == []
    site.add("articles/2024/from.zh.md", article("有[](indicator:v#2023)。\n"))
    assert of_links(site) == []


def test_a_target_with_an_error_of_its_own_is_not_said_to_lack_anything(site: Site) -> None:
    site.add("articles/2024/aim.zh.md", article(TARGET + "\n[甲](nowhere)\n"))
    assert linking(site, "article:aim#合作背景") == ["content/articles/2024/aim.zh.md:18:5 text-link-unknown"]


def test_a_link_in_a_file_with_an_error_is_looked_at_too(site: Site) -> None:
    site.add("articles/2024/from.zh.md", article("[甲](article:aim#无)\n\n[乙](nowhere)\n"))
    assert [one.partition(" ")[2] for one in of_links(site)] == ["anchor-unknown", "text-link-unknown"]


def test_a_heading_renamed_breaks_the_links_to_it_though_nothing_else_has_changed(site: Site) -> None:
    assert linking(site, "article:aim#合作背景") == []
    site.add("articles/2024/aim.zh.md", article(TARGET.replace("合作背景", "背景")))
    assert of_links(site) == [f"{LINKED} anchor-unknown"]
    site.add("articles/2024/aim.zh.md", article(TARGET.replace("词。", "新词。")))
    assert of_links(site) == []


def test_a_new_heading_plans_nothing_anew(site: Site) -> None:
    linking(site, "article:aim#合作背景")
    site.plan()
    site.add("articles/2024/aim.zh.md", article(TARGET + "\n## 又一节\n\n词。\n"))
    assert site.plan().edited is not None
    assert set(site.plan().edited or ()) == {"article/aim"}


def test_links_lead_to_the_id_as_it_is_and_values_to_the_page(tmp_path: Path) -> None:
    text = (
        f"[1](article:aim#next_s) [2](article:aim#{ENCODED}) [3](article:aim#Article)"
        " [](article:aim#NEXT_S) [4](indicator:v#2023)\n"
    )
    files = {
        "articles/2024/aim.zh.md": story("date: 2024", text=TARGET.replace("## Next Steps", "## Next Steps {#Next_S}")),
        "articles/2024/from.zh.md": story("date: 2024", text=text),
        "indicators/v.yml": record(
            "甲", "observations:", "  - period: 2023", "    value: 47个", "    sources:", "      - daily"
        ),
        "sources/daily.yml": record("报", "date: 2024"),
    }  # fmt: skip
    models = [
        str(entry_page.model(context).body)
        for page, context in contexts(files, tmp_path)
        if page.view == "entry" and page.subject == "article/from"
    ]
    hrefs = [html.unescape(one.partition("#")[2]) for one in re.findall(r'href="([^"]*)"', models[0])]
    assert hrefs == ["Next_S", "合作背景", "article", "Next_S", ""]


def test_what_pages_are_said_to_have_is_what_is_written(tmp_path: Path) -> None:
    root = make_sample(ROOT, tmp_path / "s")
    build(root)

    def compared(prepared: Prepared) -> int:
        ids, plan = prepared.page_ids(), prepared.linkable()
        for card in plan.catalog.cards.values():
            for language, address in plan.names(card):
                page = (root / "site" / address / "index.html").read_text("utf-8")
                written = set(map(html.unescape, re.findall(r'\sid="([^"]*)"', page)))
                foot = {id_ for id_ in written if id_.startswith("xs-cite-")}
                assert set(ids.of(card, language)) == written - foot, address
        return len(plan.catalog.cards)

    assert looked_at(root, compared) > 20


# -- hand-written pages


def test_parts_that_hand_written_pages_link_to_are_looked_for(site: Site) -> None:
    docs = {
        "about.md": "---\ntitle: 关于\n---\n# 甲\n\n## Part\n\n"
        "见[甲](#part)、[乙](#parts)、[丙](article:aim#合作背景)、[丁](article:aim#无)。\n",
        "en/about.md": "# A\n\n"
        "[a](../about.md#Part) [b](../about.md#nowhere) [c](article:aim#background) [d](article:aim#合作背景)\n\n"
        "`[e](about.md#none)` [f](https://example.org/#none) [g](article:aim)\n",
    }  # fmt: skip
    for name, text in docs.items():
        path = site.root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert [one for one in of_links(site) if one.startswith("docs/")] == [
        "docs/about.md:8:17 text-anchor-unknown",
        "docs/about.md:8:51 anchor-unknown",
        "docs/en/about.md:3:27 anchor-unknown",
        "docs/en/about.md:3:80 anchor-unknown",
    ]
