"""What a built site holds: every kind of page in both languages; nothing broken, from elsewhere or hidden."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import shutil
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from tests.site.building import CAMERA, ORIGIN, SECRET, Site
from tests.site.checking import Published, address
from xieshou.content.kinds import KINDS
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import load_labels

ROOT = Path(__file__).resolve().parents[2]
MAX_PAGE = 150_000
TRANSLATED = {
    "": "index.html",
    "news/": "news/index.html",
    "a year of news": "news/2023/index.html",
    "article": "news/2023/first-bench/index.html",
    "article with pictures": "news/2023/cold-store/index.html",
    "article first in English": "news/2024/english-first/index.html",
    "timeline": "timeline/index.html",
    "search": "search/index.html",
    "about": "about/index.html",
    "project": "projects/tea-drying/index.html",
    "platform": "platforms/joint-bench/index.html",
    "envoy": "envoys/lin-he/index.html",
    "event": "events/signing/index.html",
    "agreement": "agreements/framework/index.html",
    "organisation": "organisations/donghu-college/index.html",
    "place": "places/xiling/index.html",
    "topic": "topics/tea/index.html",
    "indicator": "indicators/visitors/index.html",
    "photo": "figures/field/index.html",
    "drawing": "figures/sketch/index.html",
    "caption alone": "figures/lost/index.html",
    "chart": "figures/samples-chart/index.html",
    "source": "sources/gazette/index.html",
    "mechanism": "mechanisms/two-rivers-programme/index.html",
    "policy": "policies/sharing-measures/index.html",
    "need": "needs/low-heat-drying/index.html",
    "discrepancy of figures": "discrepancies/visitors-2024/index.html",
    "discrepancy of names": "discrepancies/works-name/index.html",
    "term": "glossary/envoy-system/index.html",
    **{f"index of {kind}": f"{cls.address}/index.html" for kind, cls in KINDS.items()},
}
CHINESE_ALONE = [
    "news/2024/only-chinese/",
    "news/2024/orchard/",
    "organisations/chinese-name-only/",
    "notes/house-rules/",
]


@pytest.fixture(scope="module")
def site(published: Site) -> Published:
    return Published(published.live, ORIGIN)


@pytest.mark.parametrize("path", TRANSLATED.values(), ids=TRANSLATED.keys())
def test_page_of_each_kind_in_both_languages(site: Published, path: str) -> None:
    assert site.pages[path].language == "zh"
    assert site.pages[f"en/{path}"].language == "en"


def test_every_page_is_in_the_language_of_its_address(site: Published) -> None:
    wrong = [path for path, seen in site.pages.items() if seen.language != ("en" if path.startswith("en/") else "zh")]
    assert wrong == []


def test_every_page_has_a_title_and_one_main_heading(site: Published) -> None:
    assert [path for path, seen in site.pages.items() if not seen.title.strip()] == []
    plain = (site.folder / "index.html").read_text("utf-8")
    assert "<h1>两江同行</h1>" in plain
    for path in site.pages:
        html = (site.folder / path).read_text("utf-8")
        assert len(re.findall(r"<h1[ >]", html)) == 1, path


def test_ids_are_unique_on_every_page(site: Published) -> None:
    for path, seen in site.pages.items():
        assert len(seen.ids) == len(set(seen.ids)), (path, sorted(one for one in seen.ids if seen.ids.count(one) > 1))


def test_what_a_page_opens_it_closes(site: Published) -> None:
    for path, seen in site.pages.items():
        assert seen.unclosed == [], path


def test_nothing_leads_nowhere_and_nothing_comes_from_elsewhere(site: Published) -> None:
    assert list(site.broken()) == []


def test_nothing_is_broken_without_a_site_address(warm: Path) -> None:
    plain = Published(warm / "site")
    assert list(plain.broken()) == []
    assert all(not seen.canonical and not seen.alternates for seen in plain.pages.values())


def test_without_a_site_address_there_is_no_sitemap(warm: Path) -> None:
    files = Published(warm / "site").files
    assert [path for path in files if "sitemap" in path] == []
    assert "Sitemap" not in (warm / "site" / "robots.txt").read_text("utf-8")


def test_no_template_is_published(site: Published, warm: Path) -> None:
    for folder in (site.folder, warm / "site"):
        for path in folder.rglob("*"):
            if path.suffix in (".html", ".xml", ".txt"):
                assert not re.search(r"\{%-? |\{\{ ", path.read_text("utf-8")), path


def test_no_byte_of_the_engines_own_marks(site: Published) -> None:
    for path in site.folder.rglob("*"):
        if path.suffix in (".html", ".xml"):
            data = path.read_bytes()
            assert b"\x1a" not in data, path
            assert b"xieshou-slot-" not in data, path
            assert b"xieshou-content-security-policy" not in data, path


def test_texts_of_records_are_shown_as_they_were_typed(site: Published) -> None:
    zh, en = (
        (site.folder / prefix / "organisations/donghu-college/index.html").read_text("utf-8") for prefix in ("", "en")
    )
    assert "<p>学院的校史馆不对外开放，</p><p>参观须先登记。</p>" in zh
    assert "<p>The hall of its history<br>is closed.</p><p>Visits by appointment.</p>" in en
    assert "学院的校史馆不对外开放，" in (site.folder / "data/organisations.csv").read_text("utf-8-sig")


def test_the_foot_of_every_page_leads_where_it_says(site: Published) -> None:
    href = 'href="https://example.org/filing?a=1&amp;b=2"'
    for path, seen in site.pages.items():
        html = (site.folder / path).read_text("utf-8")
        words = "虚构备案00000000号" if seen.language == "zh" else "https://example.org/filing?a=1&amp;b=2"
        assert f"<a {href}>{words}</a>" in html, path


def test_canonical_is_the_pages_own_address(site: Published) -> None:
    for path, seen in site.pages.items():
        if path == "404.html":
            assert (seen.canonical, seen.alternates, seen.robots) == ([], {}, "noindex")
            continue
        assert seen.canonical == [ORIGIN + address(path)], path


def test_alternates_name_real_translations_alone(site: Published) -> None:
    for path, seen in site.pages.items():
        if not seen.alternates:
            continue
        own = site.pages[path].language
        assert seen.alternates[own] == ORIGIN + address(path), path
        assert set(seen.alternates) == {"zh", "en", "x-default"}, path
        assert seen.alternates["x-default"] == seen.alternates["zh"], path  # the site's first language
        for language, target in ((one, seen.alternates[one]) for one in ("zh", "en")):
            file = site.resolve(path, target) or ""
            assert site.pages[file].language == language, path
            assert site.pages[file].alternates == seen.alternates, path  # each names the same others


@pytest.mark.parametrize("page", CHINESE_ALONE)
def test_untranslated_page_is_not_faked(site: Published, page: str) -> None:
    seen = site.pages[f"{page}index.html"]
    assert seen.alternates == {}
    assert f"en/{page}index.html" not in site.files
    away = [target for target in seen.links if (site.resolve(f"{page}index.html", target) or "").startswith("en/")]
    assert away, "the language menu leads somewhere honest"


@pytest.mark.parametrize("path", ["en/news/2024/index.html", "en/topics/tea/index.html", "en/index.html"])
def test_untranslated_entry_is_listed_with_its_language(site: Published, path: str) -> None:
    html = (site.folder / path).read_text("utf-8")
    links = re.findall(r'<a [^>]*?href="([^"]*)" lang="zh" hreflang="zh">.*?</a>\s*<span[^>]*>([^<]*)</span>', html)
    assert any("orchard" in href for href, _ in links)
    assert {badge for _, badge in links} == {"In Chinese only"}


def test_page_weight(site: Published) -> None:
    heavy = {path for path in site.pages if (site.folder / path).stat().st_size > MAX_PAGE}
    assert heavy == set()


def test_nothing_unpublished_in_any_byte(site: Published, published: Site) -> None:
    content = [path for path in (published.root / "content").rglob("*") if path.is_file()]
    assert sum(SECRET in path.name.encode() for path in content) > 8, "the sample holds hidden entries of all sorts"
    leaks = []
    for path in sorted(site.folder.rglob("*")):
        name = path.relative_to(site.folder).as_posix()
        data = name.encode() + (path.read_bytes() if path.is_file() else b"")
        data += gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else b""
        if any(word in data.lower() for word in (SECRET, "777个".encode(), "9.99亿元".encode(), b"rmb 999 million")):
            leaks.append(name)
    assert leaks == []


def test_hidden_entries_are_not_counted(site: Published) -> None:
    for path in ("index.html", "en/index.html", "search/index.html", "en/search/index.html"):
        html = (site.folder / path).read_text("utf-8")
        counts = dict(re.findall(r'<li><a href="[^"]*?(\w+)/">[^<]* <span class="xs-count">(\d+)</span>', html))
        visible = {"news": "6", "projects": "2", "events": "1", "indicators": "2", "figures": "6", "sources": "2"}
        assert {name: counts.get(name) for name in visible} == visible, path


def test_pictures_of_published_figures_alone(site: Published) -> None:
    made = {re.sub(r"-[0-9a-f]{10}.*", "", path) for path in site.files if path.startswith("pictures/")}
    assert made == {"pictures/field", "pictures/badge", "pictures/sketch"}


def test_pictures_carry_no_metadata(site: Published, published: Site) -> None:
    assert CAMERA.encode() in (published.root / "assets/photos/field.jpg").read_bytes()
    for path in (site.folder / "pictures").iterdir():
        assert CAMERA.encode() not in path.read_bytes(), path
        assert b"Exif" not in path.read_bytes(), path


def test_only_what_is_used_is_published(site: Published) -> None:
    originals = [
        path for path in site.files if path.startswith(("assets/photos", "photos", "front", "labels", "content"))
    ]
    assert originals == []
    assert [path for path in site.files if path.endswith((".yml", ".py", ".sqlite"))] == []
    assert [path for path in site.files if path.endswith(".md") and not path.endswith("/index.md")] == []


def test_sitemaps_are_sound_and_complete(site: Published) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    index = ElementTree.parse(site.folder / "sitemap.xml").getroot()
    assert index.tag == f"{{{space['s']}}}sitemapindex"
    parts = [one.text or "" for one in index.findall("s:sitemap/s:loc", space)]
    listed: dict[str, dict[str, str]] = {}
    for part in parts:
        assert part.startswith(ORIGIN)
        root = ElementTree.parse(site.folder / part.removeprefix(ORIGIN)).getroot()
        for url in root.findall("s:url", space):
            place = url.findtext("s:loc", "", space)
            assert place not in listed, "each address once"
            listed[place] = {link.get("hreflang", ""): link.get("href", "") for link in url.findall("x:link", space)}
    wanted = {ORIGIN + address(path): seen.alternates for path, seen in site.pages.items() if path != "404.html"}
    assert listed == wanted
    assert {path for path in site.files if re.match(r"sitemap.*\.xml", path)} == {
        "sitemap.xml", *(part.removeprefix(ORIGIN) for part in parts)
    }  # fmt: skip
    assert f"Sitemap: {ORIGIN}sitemap.xml" in (site.folder / "robots.txt").read_text("utf-8")


def test_missing_page_speaks_both_languages_at_any_depth(site: Published, published: Site) -> None:
    seen = site.pages["404.html"]
    html = (site.folder / "404.html").read_text("utf-8")
    for language, labels in load_labels(ProjectPaths.at(published.root)).items():
        section = re.search(rf'<section class="xs-missing" lang="{language}">(.*?)</section>', html, re.DOTALL)
        assert section, language
        assert labels("missing.title") in section[1]
        assert labels("missing.text") in section[1]
    for depth in ("nowhere", "news/2024/nowhere/", "en/a/b/c/d.html"):
        for target in (*seen.links, *seen.fetched):
            if target.startswith(("data:", "#", "https://example.org/filing")):  # the last: of the foot, by the editors
                continue
            url = urljoin(ORIGIN + depth, target)
            assert url.startswith(ORIGIN), (depth, target)
            assert site.resolve("404.html", target) == site.resolve("index.html", url), target


def test_inline_scripts_are_those_the_policy_allows(site: Published) -> None:
    for path, seen in site.pages.items():
        assert "default-src 'self'" in seen.policy, path
        assert "unsafe-eval" not in seen.policy
        for script in seen.scripts:
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in seen.policy, (path, script[:60])


def test_references_of_a_text_are_closed(site: Published) -> None:
    html = (site.folder / "en/news/2023/first-bench/index.html").read_text("utf-8")
    body = html.partition('<div class="xs-body">')[2].partition("<section")[0]
    for target in ("projects/tea-drying/", "platforms/joint-bench/", "agreements/framework/", "envoys/lin-he/"):
        assert re.search(rf'href="(?:\.\./)+en/{target}"', body), target
    later = (site.folder / "news/2024/bridge-of-visits/index.html").read_text("utf-8")
    assert 'href="../../../news/2023/first-bench/#怎样开始"' in later
    assert 'href="https://example.com/"' in later


def test_back_links_are_found(site: Published) -> None:
    for path in ("topics/tea", "projects/tea-drying", "organisations/donghu-college", "figures/field"):
        for prefix in ("", "en/"):
            links = site.pages[f"{prefix}{path}/index.html"].links
            there = {site.resolve(f"{prefix}{path}/index.html", target) for target in links}
            assert f"{prefix}news/2023/first-bench/index.html" in there, prefix + path


def test_figure_in_a_text_is_shown_whole(site: Published, published: Site) -> None:
    for path in ("news/2023/cold-store/index.html", "en/news/2023/cold-store/index.html"):
        html = (site.folder / path).read_text("utf-8")
        assert 'type="image/webp"' in html
        assert "<polyline" in html
        assert html.count("<figure ") == 2


def test_a_photograph_that_is_not_held_has_no_frame_but_is_looked_for(site: Published) -> None:
    for prefix in ("", "en/"):
        list_of_figures = f"{prefix}figures/index.html"
        for path in (f"{prefix}news/2023/cold-store/index.html", f"{prefix}figures/lost/index.html"):
            targets = {site.resolve(path, link) for link in site.pages[path].links if link.endswith("#looked-for")}
            assert {str(target).partition("#")[0] for target in targets} == {list_of_figures}, path
        html = (site.folder / list_of_figures).read_text("utf-8")
        gallery, _, looked_for = html.partition('id="looked-for"')
        assert "figures/lost/" in looked_for
        assert "xs-absent" not in html
        assert "figures/lost/" not in gallery.partition('class="xs-gallery"')[2]


def test_both_readings_of_a_conflict_are_shown(site: Published) -> None:
    zh = (site.folder / "indicators/visitors/index.html").read_text("utf-8")
    en = (site.folder / "en/indicators/visitors/index.html").read_text("utf-8")
    assert "1200人" in zh
    assert "1350人" in zh
    assert "1,200 visits" in en
    assert "1,350 visits" in en
    assert zh.count('class="xs-conflict"') == en.count('class="xs-conflict"') == 2
    assert "附有名册" in zh
    assert "It comes with a register" in en


def test_quantities_are_exact_in_english(site: Published) -> None:
    html = (site.folder / "en/projects/tea-drying/index.html").read_text("utf-8")
    assert "RMB 130 million" in html
    assert "1.3亿元" in html  # as printed, beside it
    other = (site.folder / "en/projects/cold-store/index.html").read_text("utf-8")
    assert "RMB 32.005 million" in other


def test_government_tags_stand_in_every_page(site: Published) -> None:
    for path in site.pages:
        assert '<meta name="SiteName" content="两江同行">' in (site.folder / path).read_text("utf-8"), path


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The project's own site."""
    folder = tmp_path_factory.mktemp("real") / "site"
    folder.mkdir()
    for name in ("assets", "content", "docs", "hooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "mkdocs.yml", folder)
    site = Site(folder)
    site.build("-f", str(site.configured(site_url=ORIGIN))).check()
    return Published(site.live, ORIGIN)


def test_the_projects_own_site_is_sound(real: Published) -> None:
    assert list(real.broken()) == []
    for path, seen in real.pages.items():
        assert len(seen.ids) == len(set(seen.ids)), path


def test_the_projects_own_pages_are_light(real: Published) -> None:
    assert {path for path in real.pages if (real.folder / path).stat().st_size > MAX_PAGE} == set()


def test_headers_say_what_the_pages_say(warm: Path) -> None:
    told = (warm / "site" / "_headers").read_text("utf-8")
    pages = [path.read_text("utf-8") for path in (warm / "site").rglob("*.html")]
    allowed = {found for page in pages for found in re.findall(r"'sha256-[^']+'|sha256-[A-Za-z0-9+/]{43}=", page)}
    assert all(one.strip("'") in told for one in allowed)
    script = re.search(r"script-src ([^;]*)", told)
    assert script
    assert "unsafe" not in script[1]
    assert "frame-ancestors 'none'" in told
