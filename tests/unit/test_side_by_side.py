"""Articles in two languages, block beside block."""

from __future__ import annotations

from pathlib import Path

from tests.unit.helpers import story
from tests.unit.rendering import contexts
from xieshou.views.entry.side_by_side import model
from xieshou.views.shared.page_models import BothModel

ZH = (
    "第一段，有3个。\n\n## 小标题\n\n"
    "第二段，写得长一些，后来在译文里分成了两段：前一半说事情，后一半说结果。\n\n1. 甲\n2. 乙\n"
)
EN = (
    "First, with 3.\n\n## Heading\n\nSecond, which is rather long, and so it has been cut in two here.\n\n"
    "This is its other half, and tells what came of it.\n\n1. A\n2. B\n"
)


def pages(root: Path, **site_values: object) -> dict[str, BothModel]:
    files = {
        "articles/2024/x.zh.md": story("date: 2024-03-05", "sources:", "  - daily", text=ZH, title="甲"),
        "articles/2024/x.en.md": f"---\ntitle: A\nsummary: B.\n---\n\n{EN}",
        "articles/2024/y.zh.md": story("date: 2024-03-06", "sources:", "  - daily"),
        "organisations/daily.yml": "name: {zh: 报社, en: Paper}\ntype: media\nside: other\nsources: [daily]\n",
        "sources/daily.yml": "name: {zh: 报, en: Daily}\ntype: news-report\npublisher: daily\ndate: 2024\n",
    }
    found = contexts(files, root, **site_values)
    return {page.address: model(context) for page, context in found if page.view == "both"}


def test_each_block_stands_beside_its_translation_in_both_languages(tmp_path: Path) -> None:
    found = pages(tmp_path, side_by_side=True)
    assert sorted(found) == ["en/news/2024/x/both/", "news/2024/x/both/"]
    rows = [(row.here.striptags(), row.there.striptags()) for row in found["news/2024/x/both/"].rows]
    assert rows[0] == ("甲", "A")
    assert rows[2:] == [
        ("第一段，有3个。", "First, with 3."),
        ("小标题", "Heading"),
        (
            "第二段，写得长一些，后来在译文里分成了两段：前一半说事情，后一半说结果。",
            "Second, which is rather long, and so it has been cut in two here."
            "This is its other half, and tells what came of it.",
        ),
        ("甲乙", "AB"),
    ]
    assert [row[::-1] for row in rows] == [
        (row.here.striptags(), row.there.striptags()) for row in found["en/news/2024/x/both/"].rows
    ]


def test_no_id_stands_twice_on_the_page_and_the_page_is_in_no_list(tmp_path: Path) -> None:
    shown = pages(tmp_path, side_by_side=True)["news/2024/x/both/"]
    html = "".join(row.here + row.there for row in shown.rows)
    assert html.count('id="') == 2
    assert 'id="en-' in html
    planned = [page for page, _ in contexts({}, tmp_path / "none", side_by_side=True)]
    assert all(page.view != "both" for page in planned)


def test_a_site_that_does_not_ask_has_no_such_pages(tmp_path: Path) -> None:
    assert pages(tmp_path) == {}
