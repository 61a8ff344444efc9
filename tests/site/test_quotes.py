"""A value quoted in texts: shown in each language with its origin; corrected once, it is corrected everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.building import Site, differences, tree

QUOTING = {
    "content/articles/2023/first-bench.zh.md": "\n去年检测[](indicator:samples#2023)，今年[](indicator:samples)。\n",
    "content/articles/2023/first-bench.en.md": "\nLast year [](indicator:samples#2023), now [](indicator:samples).\n",
    "content/envoys/lin-he.zh.md": "\n[](organisation:xiling-works)送检[](indicator:samples#2023)。\n",
    "content/envoys/lin-he.en.md": "\n[](organisation:xiling-works) sent [](indicator:samples#2023).\n",
    "content/articles/2024/only-chinese.zh.md": "\n共[](indicator:visitors)、[](indicator:visitors#2024@bulletin)。\n",
    # Names the measure and shows none of its values.
    "content/articles/2024/bridge-of-visits.zh.md": "\n见[样品](indicator:samples)。\n",
}


@pytest.fixture
def quoting(built: Site) -> Site:
    for path, text in QUOTING.items():
        built.write(path, (built.root / path).read_text("utf-8") + text)
    built.build().check()
    return built


def showing(folder: Path, value: str) -> set[str]:
    """The pages on which a value stands."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html") if value in path.read_text("utf-8")}


def test_a_value_reads_well_in_both_languages_and_says_whose_it_is(quoting: Site) -> None:
    chinese, english = (
        quoting.read("news/2023/first-bench/index.html"),
        quoting.read("en/news/2023/first-bench/index.html"),
    )
    link = '<a class="xs-value" href="../../../indicators/samples/" title="样品数 · 2023年">31份</a>'
    assert f"去年检测{link}，今年" in chinese
    assert 'title="样品数 · 2024年">近50份</a>。' in chinese
    assert 'title="Samples examined · 2023">31 samples</a>, now ' in english
    assert ">nearly 50 samples</a>." in english
    envoy = quoting.read("en/envoys/lin-he/index.html")
    assert ">Xiling Works</a> sent <a" in envoy
    other = quoting.read("news/2024/only-chinese/index.html")
    assert ">1200人</a>、" in other, "the preferred reading"
    bulletin = 'title="参观人数 · 2024年 · '
    assert bulletin in other
    assert other.partition(bulletin)[2].partition(">")[2].startswith("1350人</a>。")


def test_a_corrected_value_is_corrected_wherever_it_is_shown_and_touches_no_other_page(
    quoting: Site, another: Callable[[Site, str], Site]
) -> None:
    before = tree(quoting.live)
    expected = showing(quoting.live, "31份") | showing(quoting.live, "31 samples")
    assert {
        "news/2023/first-bench/index.html", "en/news/2023/first-bench/index.html",
        "envoys/lin-he/index.html", "en/envoys/lin-he/index.html",
        "indicators/samples/index.html", "en/indicators/samples/index.html",
    } <= expected  # fmt: skip
    assert "news/2024/bridge-of-visits/index.html" not in expected

    quoting.replace("content/indicators/samples.yml", "value: 31份", "value: 37份")
    quoting.build().check()

    changed = differences(before, tree(quoting.live))
    assert {path for path in changed if path.endswith(".html")} == expected
    for path in quoting.live.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert "31份".encode() not in data, path
            assert b"31 samples" not in data, path
    clean = another(quoting, "clean")
    clean.build().check()
    assert differences(tree(quoting.live), tree(clean.live)) == []


def test_a_value_that_is_no_longer_there_stops_the_build_at_the_text_that_quotes_it(quoting: Site) -> None:
    before = tree(quoting.live)
    quoting.replace("content/indicators/samples.yml", "period: 2023", "period: 2021")
    result = quoting.build()
    assert result.code != 0
    assert "content/articles/2023/first-bench.zh.md:" in result.said
    assert "content/envoys/lin-he.en.md:" in result.said
    assert "2021" in result.said, "the periods that there are values for"
    assert tree(quoting.live) == before
