"""A site shown in spite of errors: what a writer goes on seeing, and that none of it is taken for the site itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.helpers import MARKDOWN, NOW, Site, labels, places, record, story
from xieshou.build.context import BuildContext, SiteRead
from xieshou.build.doc_pages import DocPages
from xieshou.build.left_out import LeftOut
from xieshou.build.pipeline import prepare
from xieshou.build.prepared import Prepared
from xieshou.content.load import setup_for
from xieshou.content.site_file import read_site
from xieshou.host.preview import REPORT, Preview
from xieshou.plan.cache import pages_at
from xieshou.plan.pages import Plan, page_from
from xieshou.render.page_renderer import PageRenderer
from xieshou.render.templates import Templates

STORY = "articles/2024/bench.zh.md"
TRANSLATION = "articles/2024/bench.en.md"
OTHER = "articles/2024/orchard.zh.md"
FACTS = ("date: 2024-05-01", "sources:", "  - daily")
BROKEN = ("date: 2024-13-01", "sources:", "  - daily")
PAGES = ("news/2024/bench/", "en/news/2024/bench/")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A sound site: two stories, of which one names the other, an organisation and a number."""
    site = Site.sound(tmp_path / "site")
    site.add(STORY, story(*FACTS, title="实验台", text="## 缘起\n\n正文。\n"))
    site.add(TRANSLATION, story(title="Bench", text="## Why\n\nWords.\n"))
    text = (
        "见[实验台](article:bench)、[](article:bench)和[北化大](organisation:buct)，共[](indicator:count#2023)。\n\n"
        "![](figure:number)\n"
    )
    site.add(OTHER, story(*FACTS, "organisations:", "  - buct", title="果园", text=text))
    observation = ("observations:", "  - period: 2023", "    value: 3项", "    sources:", "      - daily")
    site.add("indicators/count.yml", record("项目数", "unit:", "  zh: 项", "  en: projects", *observation))
    chart = ("type: chart", "chart:", "  form: bar", "  indicators:", "    - count", "sources:", "  - daily")
    words = ("caption:", "  zh: 项目", "  en: Projects", "alt:", "  zh: 图", "  en: A chart")
    site.add("figures/number.yml", record("项目图", *chart, *words))
    return site


@contextmanager
def prepared(site: Site, *, preview: bool = True) -> Iterator[Prepared]:
    """The site as a serve session prepares it, or as a build does; both work in one cache."""
    read = SiteRead(*read_site(site.project))
    setup = setup_for(site.project, b"fingerprint of the tests", read.site, MARKDOWN)
    if preview:
        setup = setup.previewing((("zh", "（未发布）"), ("en", " (unpublished)")))
    with BuildContext.open(setup, read, NOW, workers=1) as context:
        yield prepare(context)


def keys(of: Prepared) -> dict[str, bytes]:
    assert of.plan is not None
    return {stub.address: stub.key for stub in of.plan.stubs}


def shown(of: Prepared, *addresses: str) -> dict[str, str]:
    """The pages at ``addresses`` as they are rendered. None may fail."""
    context, plan = of.context, of.plan
    assert plan is not None
    assert context.read.site is not None
    assert of.catalog is not None
    seen = Plan(of.catalog(), context.read.site, left_out=of.missing)
    templates = Templates(context.setup.project)
    renderer = PageRenderer(seen, context.labels, of.pictures, templates, context.store)
    wanted = {stub.path for stub in plan.stubs if stub.path.endswith(".html") and stub.address in addresses}
    pages = (page_from(packed) for packed, _ in pages_at(context.store, plan, wanted))
    return {page.address: renderer.render(page).body for page in pages}


def everything(of: Prepared) -> dict[str, str]:
    assert of.plan is not None
    return shown(of, *(stub.address for stub in of.plan.stubs))


def left_out(of: Prepared) -> LeftOut:
    assert of.left_out is not None, places(of.problems)
    return of.left_out


def test_sound_site_leaves_nothing_out(site: Site) -> None:
    with prepared(site) as now:
        assert now.plan is not None
        assert now.left_out is None


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (BROKEN, "正文。\n"),
        (FACTS, "见[](project:nowhere)。\n"),
        ((*FACTS, "organisations:", "  - nobody"), "正文。\n"),
    ],
    ids=["in the file", "across files", "in a field, across files"],
)
def test_last_sound_version_stays(site: Site, facts: tuple[str, ...], text: str) -> None:
    with prepared(site) as before:
        sound = keys(before)
    site.add(STORY, story(*facts, title="新实验台", text=text))
    for _ in range(2):  # the error is there at the next build too
        with prepared(site) as now:
            out = left_out(now)
            assert keys(now) == sound, "nothing is to be made because of an error"
            assert out.files == (f"content/{STORY}",)
            assert {address: out.at(address) for address in PAGES} == dict.fromkeys(PAGES, out.files)
            assert out.at("news/2024/orchard/") == ()
            assert now.problems.errors == list(out.errors)
    with prepared(site, preview=False) as build:
        assert build.plan is None
        assert places(build.problems.errors) == places(out.errors)
    with prepared(site) as after_a_build:
        assert keys(after_a_build) == sound
    site.add(STORY, story(*FACTS, title="新实验台"))
    with prepared(site) as mended:
        assert mended.left_out is None
        assert "新实验台" in shown(mended, "news/2024/orchard/")["news/2024/orchard/"]


@pytest.mark.parametrize(
    ("file", "missing"),
    [
        (STORY, "article/bench"),
        ("organisations/buct.yml", "organisation/buct"),
        ("indicators/count.yml", "indicator/count"),
        ("figures/number.yml", "figure/number"),
        ("sources/daily.yml", "source/daily"),
        ("topics.yml", "topic/"),
    ],
)
def test_what_never_was_sound_is_not_there_and_nothing_follows_from_that(site: Site, file: str, missing: str) -> None:
    path = site.root / "content" / file
    sound = path.read_text("utf-8")
    site.add(file, sound + "\n: ][\n---\n" if file.endswith("yml") else sound.replace("date:", "daet:"))
    with prepared(site) as now:
        out = left_out(now)
        assert out.entries == (missing,)
        assert set(out.files) == {f"content/{file}"}, "no error that follows from another"
        pages = everything(now)
        assert "果园" in pages["news/2024/orchard/"]
        kind, slug = missing.split("/")
        assert not [address for address in pages if slug and address.endswith(f"/{slug}/")]
        if kind == "article":
            assert "见<a>实验台</a>、bench和<a href" in pages["news/2024/orchard/"]
            assert [address for address in PAGES if out.at(address) != out.files] == []
        if kind == "topic":
            assert out.instead_of("topics/envoys/") == out.instead_of("en/topics/envoys/") == out.files
    path.write_text(sound, "utf-8")
    with prepared(site) as mended:
        assert mended.left_out is None


def test_picture_of_a_figure_that_is_not_there(site: Site) -> None:
    """A text that shows a file of ``assets/`` means the figure of it, whatever that is called."""
    picture = site.root / "assets" / "illustrations" / "sketch.svg"
    picture.parent.mkdir(parents=True)
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>', "utf-8")
    words = ("caption:", "  zh: 图", "  en: A figure", "alt:", "  zh: 样子", "  en: Its looks")
    figure = record("示意", "type: illustration", "image: illustrations/sketch.svg", *words)
    site.add("figures/sketch.yml", figure)
    site.add(OTHER, story(*FACTS, title="果园", text="新图如下。\n\n![图](../../../assets/illustrations/sketch.svg)\n"))
    address = "news/2024/orchard/"
    with prepared(site) as now:
        assert now.left_out is None, places(now.problems)
        assert "<figure" in shown(now, address)[address]
    picture.write_text("<svg", "utf-8")
    with prepared(site) as now:
        assert left_out(now).files == ("content/figures/sketch.yml",)
        assert "新图如下" in shown(now, address)[address]
        assert "<figure" not in shown(now, address)[address]


def test_preview_is_never_taken_for_the_site(site: Site) -> None:
    """What leads to a file with errors is let pass in a preview; a build that finds the same files asks again."""
    path = site.add("projects/dryer.yml", record("烘干机", "status: nonsense"))
    site.add(STORY, story(*FACTS, text="见[烘干机](project:dryer)。\n"))
    with prepared(site) as now:
        assert left_out(now).files == ("content/projects/dryer.yml",)
    path.unlink()
    for preview in (False, True):
        with prepared(site, preview=preview) as then:
            assert places(then.problems.errors) == [f"content/{STORY}:8:8 reference-unknown"]


def test_preview_leaves_a_build_what_it_would_have_made(site: Site, tmp_path: Path) -> None:
    site.add(STORY, story(*BROKEN))
    with prepared(site):
        pass
    site.add(STORY, story(*FACTS, title="改好了"))
    with prepared(site, preview=False) as build:
        made = keys(build)
    clean = replace(site.project, cache=tmp_path / "clean")
    site.project = clean
    with prepared(site, preview=False) as anew:
        assert keys(anew) == made


def test_others_may_lead_to_what_only_the_new_version_has(site: Site) -> None:
    """The story's new heading is not shown yet, and a link to it is no error."""
    with prepared(site):
        pass
    site.add(STORY, story(*BROKEN, text="## 近况\n\n正文。\n"))
    site.add(OTHER, story(*FACTS, title="果园", text="见[近况](article:bench#近况)，新写。\n"))
    with prepared(site) as now:
        assert left_out(now).files == (f"content/{STORY}",)
        assert "新写" in shown(now, "news/2024/orchard/")["news/2024/orchard/"]


def test_new_file_gives_way_to_the_one_it_clashes_with(site: Site) -> None:
    with prepared(site) as before:
        sound = keys(before)
    site.add("organisations/buct.yaml", record("又一个"))
    with prepared(site) as now:
        assert set(left_out(now).files) == {"content/organisations/buct.yml", "content/organisations/buct.yaml"}
        assert keys(now) == sound
        assert left_out(now).at("organisations/buct/") != ()


def test_of_a_list_only_the_records_with_errors_show_them(site: Site) -> None:
    topics = "".join(f"- slug: {slug}\n  name:\n    zh: 题{slug}\n    en: Topic {slug}\n" for slug in ("envoys", "tea"))
    site.add("topics.yml", topics)
    with prepared(site):
        pass
    site.add("topics.yml", topics.replace("en: Topic tea", "eng: Topic tea"))
    with prepared(site) as now:
        out = left_out(now)
        assert out.at("topics/tea/") == out.at("en/topics/tea/") == ("content/topics.yml",)
        assert out.at("topics/envoys/") == ()


def test_hand_written_page_keeps_its_place(site: Site) -> None:
    docs = site.root / "docs"
    docs.mkdir()
    (docs / "about.md").write_text("# 关于\n\n见[](project:nowhere)。\n", "utf-8")
    (docs / "more.md").write_text("# 更多\n\n见[关于](about.md)。\n", "utf-8")
    with prepared(site) as now:
        out = left_out(now)
        assert out.files == ("docs/about.md",)
        assert out.at("about/") == out.files
        made = DocPages(now, "")
        assert set(made.pages) == {"about.md", "more.md"}
        assert "about/" in made.made("more.md").html
        assert "见" not in made.made("about.md").html


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content/site.yml", "langauges:\n  - zh\n"),
        ("assets/labels/zh.yml", "ui: [\n"),
        ("assets/templates/entry.html", "{% if %}\n"),
    ],
)
def test_what_concerns_the_whole_site_leaves_nothing_to_show(site: Site, name: str, text: str) -> None:
    with prepared(site) as before:
        sound = keys(before)
    site.add(STORY, story(*BROKEN))
    path = site.root / name
    was = path.read_bytes() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    with prepared(site) as now:
        assert now.plan is None
        assert now.left_out is None
    if was is None:
        path.unlink()
    else:
        path.write_bytes(was)
    with prepared(site) as again:
        assert keys(again) == sound, "what was sound before is still known"


def test_line_and_reports_speak_the_language_of_the_page(site: Site) -> None:
    site.add(STORY, story(*BROKEN))
    site.add("organisations/buct.yml", record("北化大", "side: nowhere"))
    with prepared(site) as now:
        preview = Preview(left_out(now), labels(), ("zh", "en"), site.project)
    page = b'<!doctype html><html lang="zh"><body dir="ltr"><main>x</main></body></html>'
    for address, language, words in (("news/", "zh", "2 个文件"), ("en/news/", "en", "Errors: 2, in files: 2")):
        html = preview.with_line(page, address, "/sub/").decode()
        assert f'<body dir="ltr">\n<aside class="xs-preview" lang="{language}"' in html
        assert words in html
        assert f'href="/sub/{REPORT}#{language}"' in html
        assert "<script" not in html
    assert preview.with_line(b"no page", "", "/") == b"no page"
    every, own = preview.page(REPORT, "/"), preview.page(PAGES[1], "/")
    assert every is not None
    assert own is not None
    assert [every.count(one) for one in (b"bench.zh.md:4:7", b"buct.yml:")] == [2, 2]
    assert [own.count(one) for one in (b"bench.zh.md:4:7", b"buct.yml:")] == [2, 0]
    assert b'<html lang="en">' in own
    assert b'name="robots" content="noindex"' in own
    assert b"http-equiv" not in own
    assert preview.page("news/", "/") is None
    assert preview.in_place_of_none("nowhere/", "/") is None
