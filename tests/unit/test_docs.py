"""Hand-written pages: read by the rules of stories, closed as they are, and nothing published beside them by itself."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from mkdocs.config.base import load_config
from PIL import Image

from tests.unit.helpers import NOW, SOURCED, Site, details, places, record, story
from tests.unit.test_attachments import JPEG, marked, pdf
from xieshou.build.doc_checks import PICTURES
from xieshou.build.doc_pages import DocPages, MadePage
from xieshou.build.doc_pictures import beside
from xieshou.build.pipeline import prepare
from xieshou.build.prepared import Prepared
from xieshou.build.settings import settings
from xieshou.content.doc_page import DocPage, DocPlace, parse_doc
from xieshou.content.docs import DocsSettings, names_of
from xieshou.content.markdown.headings import Heading
from xieshou.content.markdown.render import MarkdownSettings, Renderer
from xieshou.content.parsed import Parsed
from xieshou.host.mkdocs_docs import contents_of, docs_settings, pruned
from xieshou.outputs.headers import script_hashes
from xieshou.pictures.derive import derivatives, derive, kept
from xieshou.render.frames import policy
from xieshou.views.shared.models import BASE

T = TypeVar("T")
FIGURE = record(
    "一张图", "type: caption-only", "caption:", "  zh: 说明", "  en: A figure", "alt:", "  zh: 图", "  en: A figure"
)
VISITORS = record("游客", "observations:", "  - period: 2023", "    value: 1200人次", "    sources: [daily]")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'
MARKS = (("zh", "〔未发布〕"), ("en", " [not published]"))
LATER = "publish_at: 2026-01-01T09:00:00Z"
THEN = 1_767_258_000


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.sound(tmp_path / "site")


def write(site: Site, name: str, data: str | bytes) -> None:
    path = site.root / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


def looked_at(
    site: Site,
    look: Callable[[DocPages], T],
    now: int = NOW,
    preview: bool = False,
    said: DocsSettings | None = None,
) -> T:
    """What ``look`` finds in the pages of a sound site."""
    with site.context(now, docs=said) as context:
        if preview:
            context.worker.setup = context.worker.setup.previewing(MARKS)
        prepared = prepare(context)
        assert prepared.plan is not None, places(prepared.problems)
        return look(DocPages(prepared, ""))


def made(site: Site, uri: str = "extra.md", now: int = NOW, preview: bool = False) -> MadePage:
    return looked_at(site, lambda pages: pages.made(uri), now, preview)


def html_of(site: Site, text: str, uri: str = "extra.md") -> str:
    write(site, uri, text)
    return made(site, uri).html.replace(BASE, "~/")


def found(site: Site, now: int = NOW, said: DocsSettings | None = None) -> list[str]:
    with site.context(now, docs=said) as context:
        return places(prepare(context).problems)


# -- what a page says


def test_links_lead_to_entries_pages_files_and_parts_of_them(site: Site) -> None:
    site.add("articles/2024/only.zh.md", story("date: 2024", *SOURCED, text="## Why So\n\n词。\n"))
    write(site, "about.md", "# 关于\n\n## 来源\n\n正文。\n")
    write(site, "en/about.md", "# About\n\nText.\n")
    write(site, "data/表.csv", "a,b\n")
    html = html_of(
        site,
        '# 补充\n\n[甲](organisation:buct "题") [乙](article:only#WHY-so) [丙](about.md#来源) [丁](en/about.md)\n'
        "[](about.md) [戊](data/表.csv) [](data/%E8%A1%A8.csv) [己](#补充) [庚](https://example.org/)\n"
        "[](organisation:buct)\n",
    )
    for link in (
        '<a href="~/organisations/buct/" title="题">甲</a>', '<a href="~/news/2024/only/#why-so">乙</a>',
        '<a href="~/about/#来源">丙</a>', '<a href="~/en/about/">丁</a>', '<a href="~/about/">关于</a>',
        '<a href="~/data/%E8%A1%A8.csv">戊</a>', '<a href="~/data/%E8%A1%A8.csv">表.csv</a>', '<a href="#补充">己</a>',
        '<a href="https://example.org/">庚</a>', '<a href="~/organisations/buct/">北京化工大学</a>',
    ):  # fmt: skip
        assert link in html, link
    assert looked_at(site, DocPages.files) == {"data/表.csv": b"a,b\n"}


def test_links_lead_to_the_language_of_the_page_where_the_entry_has_it(site: Site) -> None:
    site.add("articles/2024/only.zh.md", story("date: 2024", *SOURCED))
    write(site, "about.md", "# 关于\n\n正文。\n")
    html = html_of(site, "# Extra\n\n[a](organisation:buct) [b](article:only) [c](../about.md)\n", "en/extra.md")
    for href in ("~/en/organisations/buct/", "~/news/2024/only/", "~/about/"):
        assert f'href="{href}"' in html


def test_values_and_figures_are_shown_as_in_stories(site: Site) -> None:
    site.add("figures/drawn.yml", FIGURE)
    site.add("indicators/visitors.yml", VISITORS)
    html = html_of(site, "# 补充\n\n![](figure:drawn)\n\n来了[](indicator:visitors#2023)。\n")
    assert 'id="figure-drawn"' in html
    assert "一张图" in html
    assert '<a class="xs-value" href="~/indicators/visitors/"' in html
    assert "1200人次</a>" in html


def test_remarks_and_code_are_what_they_are_in_stories(site: Site) -> None:
    html = html_of(site, "<!-- 备注 -->\n# 补充\n\n正文<!-- 备注 -->。\n\n```\n<script>[a](x.md)</script>\n```\n")
    assert "备注" not in html
    assert "&lt;script&gt;[a](x.md)&lt;/script&gt;" in html
    assert html.count("<h1") == 1


def test_code_in_colours_keeps_its_classes(site: Site) -> None:
    write(site, "extra.md", "# 补充\n\n```python\ndef f(): ...\n```\n")
    with site.context() as context:
        for extensions in (("fenced_code", "codehilite"), ("pymdownx.highlight", "pymdownx.superfences")):
            renderer = Renderer(MarkdownSettings(extensions, {}))
            body, _, problems = renderer.render(
                (site.root / "docs/extra.md").read_text(), "docs/extra.md", 1, "", "docs"
            )
            assert problems == []
            assert '<span class="k">def</span>' in str(body.pieces[0])
        assert context.docs.pages["extra.md"].title == "补充"


# -- titles and front matter


@pytest.mark.parametrize(
    ("text", "title", "heading"),
    [
        ("# 甲 `乙`\n\n正文。\n", "甲 乙", '<h1 id="甲-乙">甲 <code>乙</code></h1>'),
        ("---\ntitle: 丙\n---\n\n# 甲 {#own}\n\n正文。\n", "丙", '<h1 id="own">甲</h1>'),
        ("---\ntitle: 丙 & 丁\n---\n\n正文。\n", "丙 & 丁", "<h1>丙 &amp; 丁</h1>"),
        ("正文。\n\n## 小标题\n\n正文二。\n", "Extra", "<h1>Extra</h1>"),
    ],
)
def test_a_page_has_one_title(site: Site, text: str, title: str, heading: str) -> None:
    html = html_of(site, text)
    assert made(site).title == title
    assert html.startswith(heading)
    assert html.count("<h1") == 1


def test_headings_below_the_title_keep_their_levels_and_further_titles_go_below_it(site: Site) -> None:
    write(site, "extra.md", "# 甲\n\n## 乙\n\n### 丙\n\n正文。\n")
    assert [one.level for one in made(site).contents] == [1, 2, 3]
    write(site, "extra.md", "# 甲\n\n正文。\n\n# 乙\n\n## 丙\n\n正文二。\n")
    assert [one.level for one in made(site).contents] == [1, 2, 3]
    tree = contents_of([Heading(1, "a", "A"), Heading(2, "b", "B"), Heading(3, "c", "C"), Heading(2, "d", "D")])
    assert [(one.title, [two.title for two in one.children]) for one in tree] == [("A", ["B", "D"])]


def test_what_mkdocs_and_the_theme_know_reaches_them(site: Site) -> None:
    front = "title: 题\ndescription: 说明\nhide:\n  - toc\nsearch:\n  exclude: true\ntags: [a]\nicon: x\nstatus: new\n"
    write(site, "extra.md", f"---\n{front}template: main.html\n---\n\n# 甲\n\n## 乙\n\n正文。\n")
    page = made(site)
    assert (page.title, page.description, page.contents) == ("题", "说明", ())
    assert page.meta["template"] == "main.html"
    assert page.meta["search"] == {"exclude": True}
    assert "draft" not in page.meta


# -- what is kept back


@pytest.mark.parametrize("line", ["draft: true", "draft: 是", "withdrawn: true", LATER])
def test_a_page_that_is_kept_back_is_not_made_nor_anything_it_alone_uses(site: Site, line: str) -> None:
    write(site, "extra.md", f"---\n{line}\n---\n\n# 甲\n\n[表](t.csv) ![图](p.svg) [页](about.md)\n")
    write(site, "en/extra.md", "# A\n\nText.\n")
    write(site, "about.md", "# 关于\n\n正文。\n")
    write(site, "t.csv", "a\n")
    write(site, "p.svg", SVG)
    assert found(site) == []

    def seen(pages: DocPages) -> tuple[list[str], dict[str, bytes], list[str], list[str]]:
        names = [address for names in pages.prepared.context.doc_names for _, address in names]
        return sorted(pages.pages), pages.files(), sorted(pages.prepared.doc_pictures), sorted(names)

    assert looked_at(site, seen) == (["about.md", "en/extra.md"], {}, [], ["about/", "en/extra/"])
    everything = ["about.md", "en/extra.md", "extra.md"], {"t.csv": b"a\n"}, ["p.svg"]
    assert looked_at(site, seen, preview=True)[:3] == everything
    shown = made(site, preview=True)
    assert (shown.title, shown.html.startswith('<h1 id="甲">甲〔未发布〕</h1>')) == ("甲〔未发布〕", True)
    assert made(site, "about.md", preview=True).title == "关于"
    if line == LATER:
        assert looked_at(site, seen, THEN)[:3] == everything
        assert made(site, now=THEN).title == "甲"


def test_links_to_what_is_kept_back_are_errors_only_where_they_would_be_seen(site: Site) -> None:
    write(site, "extra.md", f"---\n{LATER}\n---\n\n# 甲\n\n正文。\n")
    write(site, "about.md", "# 关于\n\n[甲](extra.md)\n")
    assert found(site) == ["docs/about.md:3:5 docs-link-hidden"]
    assert found(site, THEN) == []
    write(site, "about.md", "---\ndraft: true\n---\n\n# 关于\n\n[甲](extra.md)\n")
    assert found(site) == []


def test_what_only_a_draft_and_a_page_use_goes_out_with_the_page(site: Site) -> None:
    site.add("figures/drawn.yml", FIGURE)
    site.add("articles/2024/x.zh.md", story("draft: true", "date: 2024", *SOURCED, text="![](figure:drawn)\n"))
    write(site, "extra.md", "# 补充\n\n正文。\n")
    assert "content/figures/drawn.yml" in " ".join(found(site))
    assert "figure/drawn" not in looked_at(site, lambda pages: pages.prepared.linkable().catalog.cards)
    write(site, "extra.md", "# 补充\n\n![](figure:drawn)\n")
    assert found(site) == []
    assert "一张图" in made(site).html


def test_pages_that_the_settings_leave_out_or_call_drafts(site: Site) -> None:
    write(site, "extra.md", "# 甲\n\n正文。\n")
    write(site, "notes/x.md", "<script>\n")
    write(site, "templates/x.md", "<script>\n")
    write(site, "README.md", "<script>\n")
    write(site, "index/README.md", "<script>\n")
    write(site, "index/index.md", "# 甲\n\n正文。\n")
    (site.root / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material, logo: img/logo.png}\n"
        "exclude_docs: |\n  notes/\n  /README.md\ndraft_docs: ex*.md\nextra_css: [own.css]\n"
        "extra_javascript:\n  - path: own.js\n    defer: true\n"
    )
    ours = settings(site.root).pages
    theirs = docs_settings(load_config(str(site.root / "mkdocs.yml"), plugins=[]))
    assert ours.listed == theirs.listed == {"own.css", "own.js", "img/logo.png", "assets/images/favicon.png"}
    for uri in ("notes/x.md", "README.md", "sub/README.md", "extra.md", "index/index.md"):
        for one, other in ((ours.excluded, theirs.excluded), (ours.drafts, theirs.drafts)):
            assert one is not None
            assert other is not None
            assert one(uri) == other(uri)
    assert found(site, said=ours) == []
    assert looked_at(site, lambda pages: sorted(pages.pages), said=ours) == ["index/index.md"]
    assert looked_at(site, lambda pages: sorted(pages.pages), preview=True, said=ours) == ["extra.md", "index/index.md"]


def test_only_files_that_are_used_or_named_go_out(site: Site) -> None:
    write(site, "extra.md", "# 甲\n\n[件](scan.txt) ![图](p.svg)\n")
    for name in ("scan.txt", "own.css", "own.js", "other.css", "plan.docx", "~$plan.docx", "extra.md~", "raw.html"):
        write(site, name, "x")
    write(site, "p.svg", SVG)
    said = DocsSettings(listed=frozenset(["own.css", "own.js", "raw.html"]))
    assert looked_at(site, DocPages.files, said=said) == {"scan.txt": b"x", "own.css": b"x", "own.js": b"x"}
    assert [one.split(":")[0] for one in found(site, said=said)] == [
        f"docs/{name}" for name in ("extra.md~", "other.css", "plan.docx", "raw.html", "~$plan.docx")
    ]


def test_a_document_beside_a_page_goes_out_without_its_author_and_one_that_is_none_is_told(site: Site) -> None:
    write(site, "extra.md", "# 甲\n\n[件](scan.pdf)\n")
    (site.root / "docs" / "scan.pdf").write_bytes(pdf(JPEG))
    files = looked_at(site, DocPages.files)
    assert files.keys() == {"scan.pdf"}
    assert not marked(files["scan.pdf"])
    (site.root / "docs" / "scan.pdf").write_bytes(b"<html>")
    assert found(site) == ["docs/extra.md:3:5 attachment-other"]


def test_a_folder_full_of_what_no_page_uses_is_told_once(site: Site) -> None:
    write(site, "extra.md", "# 甲\n\n[表](photos/0.csv)\n")
    for number in range(12):
        write(site, f"photos/{number}.csv", "x")
        write(site, f"photos/more/{number % 3}.jpg", "x")
    with site.context() as context:
        problems = list(prepare(context).problems)
    assert places(problems) == [
        "docs/photos:1:1 docs-files-unused",
        *(f"docs/photos/more/{number}.jpg:1:1 docs-file-unused" for number in range(3)),
    ]
    assert details(problems[0]) == {"count": "11", "value": "1.csv, 10.csv, 11.csv, …"}


def test_pictures_beside_pages_are_made_anew_without_what_a_camera_writes(site: Site) -> None:
    data, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "CAMERA"
    Image.new("RGB", (640, 400), "teal").save(data, "JPEG", exif=exif)
    write(site, "photo one.jpg", data.getvalue())
    write(site, "p.svg", SVG)
    html = html_of(
        site, '# 甲\n\n![两人 "握手"](<photo one.jpg> "题")\n\n见![](p.svg "x")与[原图](photo%20one.jpg)。\n'
    )
    assert 'alt="两人 &#34;握手&#34;" title="题" width="640" height="400"' in html
    assert '<a href="~/pictures/photo-one-' in html

    def paths(pages: DocPages) -> list[str]:
        return [one.path for one in derivatives(pages.prepared.doc_pictures)]

    shown = looked_at(site, paths)
    assert all(f"~/{path}" in html for path in shown if path.endswith((".svg", "-640.jpg", "-640.webp")))
    assert len(shown) == 7
    assert looked_at(site, DocPages.files) == {}
    assert all(suffix in PICTURES for suffix in (".jpg", ".svg"))


def test_the_mark_of_a_site_that_lies_beside_pages_is_made_anew_under_its_own_name(site: Site) -> None:
    data, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "CAMERA"
    Image.new("RGBA", (64, 64), "teal").save(data, "PNG", exif=exif)
    assert b"CAMERA" in data.getvalue()
    write(site, "about.md", "# 甲\n\n正文。\n")
    write(site, "img/logo.png", data.getvalue())
    write(site, "img/mark.svg", SVG)
    write(site, "img/old.ico", b"x")
    said = DocsSettings(listed=frozenset(["img/logo.png", "img/mark.svg", "img/old.ico"]))
    assert found(site, said=said) == ["docs/img/old.ico:1:1 docs-file-unused"]

    def encoded(pages: DocPages) -> dict[str, bytes]:
        context = pages.prepared.context
        wanted = list(beside(pages.prepared))
        derive(context.setup.project, wanted, context.pool)
        return {one.path: kept(context.setup.project, one).read_bytes() for one in wanted}

    files = looked_at(site, encoded, said=said)
    assert set(files) == {"img/logo.png", "img/mark.svg"}
    assert b"CAMERA" not in files["img/logo.png"]
    assert Image.open(io.BytesIO(files["img/logo.png"])).size == (64, 64)
    write(site, "img/mark.svg", SVG.replace("<path", "<script>x</script><path"))
    assert found(site, said=said)[0] == "docs/img/mark.svg:1:1 picture-refused"


# -- languages, navigation, policy


def test_pages_know_each_other_in_all_languages(site: Site) -> None:
    for uri in ("about.md", "en/about.md", "only.md", "en/more/it.md", "fr/about.md"):
        write(site, uri, "# A 甲\n\nText 正文。\n")

    def named(pages: DocPages) -> dict[str, tuple[tuple[str, str], ...]]:
        return names_of(pages.pages, ("zh", "en"))

    names = looked_at(site, named)
    both = (("zh", "about/"), ("en", "en/about/"))
    assert names["about.md"] == names["en/about.md"] == both
    assert names["only.md"] == (("zh", "only/"),)
    assert names["en/more/it.md"] == (("en", "en/more/it/"),)
    assert looked_at(site, lambda pages: pages.locations["en/about.md"].language) == "en"


def test_pages_belong_to_the_language_of_their_folder_whatever_comes_first(site: Site) -> None:
    (site.root / "docs" / "about.md").unlink(missing_ok=True)
    for uri in ("zh/about.md", "en/about.md", "zh/more/it.md"):
        write(
            site, uri, "# A 甲\n\nText 正文。 [](about.md)\n" if "more" not in uri else "# A 甲\n\n[甲](../about.md)\n"
        )

    def stand(pages: DocPages) -> dict[str, tuple[str, str, tuple[tuple[str, str], ...]]]:
        return {uri: (one.language, one.address, one.names) for uri, one in pages.locations.items()}

    standing = looked_at(site, stand)
    assert standing["zh/about.md"] == ("zh", "about/", (("zh", "about/"), ("en", "en/about/")))
    assert standing["zh/more/it.md"] == ("zh", "more/it/", (("zh", "more/it/"),))
    assert 'href="~/about/"' in made(site, "zh/more/it.md").html.replace(BASE, "~/")
    languages = site.root / "content" / "site.yml"
    languages.write_text(languages.read_text("utf-8").replace("- zh\n  - en", "- en\n  - zh", 1), "utf-8")
    standing = looked_at(site, stand)
    assert standing["zh/about.md"] == ("zh", "zh/about/", (("en", "about/"), ("zh", "zh/about/")))


def test_pages_of_a_language_that_the_site_lacks_are_left_out(site: Site) -> None:
    (site.root / "assets" / "labels").mkdir(parents=True)
    (site.root / "assets" / "labels" / "de.yml").write_text("locale: de\n")
    write(site, "de/about.md", "# Über\n")
    write(site, "de/more.md", "# Mehr\n")
    assert found(site) == ["docs/de/about.md:1:1 docs-language"]
    assert not [uri for uri in looked_at(site, lambda pages: pages.pages) if uri.startswith("de/")]


def test_navigation_leaves_out_what_is_not_made() -> None:
    nav = [{"甲": "a.md"}, "draft.md", {"部": [{"乙": "draft.md"}]}, {"部二": ["b.md", "draft.md"]}, "none.md"]
    kept, known = {"a.md", "b.md"}, {"a.md", "b.md", "draft.md"}
    assert pruned(nav, kept, known) == [{"甲": "a.md"}, {"部二": ["b.md"]}, "none.md"]
    assert pruned(None, kept, known) is None


def test_the_policy_names_no_script_but_those_of_the_frame() -> None:
    frame = "<head><script>ours()</script></head><article>{}</article>"
    assert policy(frame.format("")) == policy(frame.format("<script>theirs()</script>")) != policy("")
    meta = '<meta http-equiv="Content-Security-Policy" content="script-src \'sha256-{}=\'">'
    ours, theirs = "A" * 43, "B" * 43
    page = f"{meta.format(ours)}<p>'sha256-{theirs}='</p>{meta.format(theirs)}"
    assert script_hashes([page, f"'sha256-{theirs}='"]) == (f"'sha256-{ours}='",)


# -- from build to build


def test_a_page_is_parsed_again_when_it_changed_and_only_then(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def counted(path: Path, place: DocPlace, renderer: Renderer, languages: tuple[str, ...]) -> tuple[DocPage, Parsed]:
        parsed.append(path.name)
        return parse_doc(path, place, renderer, languages)

    monkeypatch.setattr("xieshou.content.docs.parse_doc", counted)
    write(site, "a.md", "# 甲\n\n正文。\n")
    write(site, "b.md", "# 乙\n\n正文。\n\n# 丙\n\n正文二。\n")  # with a warning, which is to be heard every time
    for text in ("甲", "甲", "甲甲"):
        if text != "甲":
            write(site, "a.md", f"# {text}\n\n正文。\n")
        assert found(site) == ["docs/b.md:5:1 text-title-again"]
    assert parsed == ["a.md", "b.md", "b.md", "a.md", "b.md"]
    assert made(site, "a.md").title == "甲甲"


def test_pages_are_checked_anew_where_the_content_is_remembered(site: Site) -> None:
    def checked() -> list[str]:
        return found(site)

    write(site, "a.md", "# 甲\n\n见[北化大](organisation:buct)。\n")
    assert checked() == checked() == []
    write(site, "a.md", "# 甲\n\n见[北化大](organisation:bucht)、[](organisation:buct#none)。\n")
    assert checked() == ["docs/a.md:3:8 reference-unknown-near", "docs/a.md:3:31 anchor-unknown"]
    write(site, "a.md", "# 甲\n\n见[北化大](organisation:buct)。\n")
    assert checked() == []


def test_prepared_sites_without_references_in_pages_gather_no_entries(site: Site) -> None:
    write(site, "a.md", "# 甲\n\n正文。\n")

    def nothing(prepared: Prepared) -> None:
        raise AssertionError("asked for")

    def bare(pages: DocPages) -> MadePage:
        object.__setattr__(pages.prepared, "catalog", nothing)
        return pages.made("a.md")

    assert looked_at(site, bare).title == "甲"


# -- what the names of files say


@pytest.mark.parametrize(
    ("uri", "code"),
    [
        ("drafts/a.md", "docs-folder-held-back"), ("en/_drafts/a.md", "docs-folder-held-back"),
        ("待发/a.md", "docs-folder-held-back"), ("旧稿/2023/a.md", "docs-folder-held-back"),
        ("backup/a.md", "docs-folder-held-back"), ("_a.md", "docs-name-draft"), ("draft-a.md", "docs-name-draft"),
        ("a 副本.md", "docs-name-draft"), ("a (1).md", "docs-name-draft"), ("a-copy.md", "docs-name-draft"),
        ("archive/old-town.md", ""), ("private-firms.md", ""), ("drafting.md", ""), ("旧城改造.md", ""),
        ("a(甲).md", ""),
    ],
)  # fmt: skip
def test_no_name_keeps_a_page_back_and_one_that_says_so_is_told(site: Site, uri: str, code: str) -> None:
    write(site, uri, "# 页\n\n正文。\n")
    assert found(site) == ([f"docs/{uri}:1:1 {code}"] if code else [])
    for line in ("draft: true", LATER):
        write(site, uri, f"---\n{line}\n---\n# 页\n\n正文。\n")
        assert found(site) == []
    write(site, uri, "# 页\n\n正文。\n")
    assert found(site, said=DocsSettings(drafts=lambda _: True)) == []
    assert found(site) == ([f"docs/{uri}:1:1 {code}"] if code else [])  # and it is told again, read or remembered


def test_a_status_keeps_no_page_back(site: Site) -> None:
    write(site, "a.md", "---\ntitle: x\nstatus: 草稿\n---\n# 页\n\n正文。\n")
    assert found(site) == ["docs/a.md:3:9 docs-status-draft"]
    write(site, "a.md", "---\ntitle: x\nstatus: 草稿\ndraft: true\n---\n# 页\n\n正文。\n")
    assert found(site) == []
    write(site, "a.md", "---\nstatus: new\n---\n# 页\n\n正文。\n")
    assert found(site) == []
