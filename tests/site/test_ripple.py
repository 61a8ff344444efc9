"""Publishing one story changes few files, however many there are."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.benchmarks.corpus import Shape, add_article, edit_article, shape_of, write_corpus
from tests.site.building import ORIGIN, Site, differences, tree

ARTICLES = 400
LIMIT = 40


@pytest.fixture(scope="module")
def archive(engine: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Shape]:
    folder = tmp_path_factory.mktemp("archive") / "site"
    shutil.copytree(engine, folder)
    write_corpus(folder, ARTICLES)
    site = Site(folder)
    site.configured(site_url=ORIGIN)
    site.build("-f", "mkdocs.test.yml").check()
    return site, shape_of(ARTICLES)


def test_one_newest_article_changes_few_pages(archive: tuple[Site, Shape]) -> None:
    site, shape = archive
    before = tree(site.live)
    assert len(before) > 2 * ARTICLES
    add_article(site.root, shape)
    site.build("-f", "mkdocs.test.yml").check()
    changed = [path for path in differences(before, tree(site.live)) if not path.startswith("search/")]
    pages = [path for path in changed if path.endswith(".html")]
    assert 4 < len(pages) <= LIMIT, pages
    others = [path for path in changed if path not in pages]
    assert len([path for path in others if path.startswith("sitemap")]) <= 4
    beside = [path for path in others if path.endswith(("/index.md", "/card.jpg"))]
    feeds = [path for path in others if path.rpartition("/")[2] in ("feed.xml", "feed.json")]
    rest = [path for path in others if not path.startswith("sitemap") and path not in (*beside, *feeds)]
    assert len(rest) <= 8, rest  # open data, calendars, the guides for machines
    assert len(beside) <= len(pages)
    assert len(changed) <= 60, changed


def test_one_edited_text_changes_its_page_alone(archive: tuple[Site, Shape]) -> None:
    site, shape = archive
    before = tree(site.live)
    edit_article(site.root, shape, 17)
    result = site.build("-f", "mkdocs.test.yml").check()
    changed = [path for path in differences(before, tree(site.live)) if not path.startswith("search/")]
    (page,) = [path for path in changed if path.endswith(".html")]
    beside = page.replace(".html", ".md")
    others = [path for path in changed if path not in (page, beside)]
    assert all(re.fullmatch(r"topics/[a-z-]+/feed\.(xml|json)", path) for path in others), others  # that have its text
    assert re.search(r"newly made: [12],", result.said)  # its translation may be baked too, to the same bytes


def test_one_edited_style_sheet_bakes_nothing_anew(archive: tuple[Site, Shape]) -> None:
    """Every page names the style sheet, but its body is as it was."""
    site, _ = archive
    style = sorted((site.root / "hooks/xieshou/front/styles").glob("*.css"))[0]
    before = {path: data for path, data in tree(site.live).items() if path.endswith(".html")}
    style.write_text(style.read_text("utf-8") + "\n.test { color: red }\n", "utf-8")
    site.build("-f", "mkdocs.test.yml").check()
    after = {path: data for path, data in tree(site.live).items() if path.endswith(".html")}
    assert set(differences(before, after)) == set(before)
    css = [path for path in tree(site.live) if path.startswith("styles/")]
    assert len(css) == 1, "all are one, and the old one is gone"
