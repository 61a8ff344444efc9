"""A figure may have a picture a language: each page shows its own, and the other's where it has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.unit.helpers import Site, record
from xieshou.content.kinds.figure import Figure
from xieshou.content.schema.introspect import shape_at
from xieshou.content.schema.local_file import LocalFile
from xieshou.content.schema.types.base import SiteNames
from xieshou.pictures.derive import derivatives
from xieshou.plan.attached import credits_of

FIGURE = "figures/map.yml"
FACTS = (
    "type: illustration", "caption:", "  zh: 示意图", "  en: A map", "alt:", "  zh: 路线", "  en: The way",
)  # fmt: skip
EACH = ("image:", "  zh: illustrations/map.zh.png", "  en: illustrations/map.en.png")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site.sound(tmp_path / "site")
    folder = made.root / "assets" / "illustrations"
    folder.mkdir(parents=True, exist_ok=True)
    for name, colour in (("map.zh.png", "red"), ("map.en.png", "blue")):
        Image.new("RGB", (12, 8), colour).save(folder / name)
    return made


def add(site: Site, *lines: str) -> None:
    site.add(FIGURE, record("示意图", *FACTS, *lines))


def told(site: Site) -> list[tuple[str, int, int]]:
    return [(one.code, one.line, one.column) for one in site.problems() if one.path.endswith("map.yml")]


def test_both_pictures_are_published_and_belong_to_the_figure(site: Site) -> None:
    add(site, *EACH)
    site.add("articles/2024/x.zh.md", "---\ntitle: 题\nsummary: 摘\ndate: 2024-07-09\nsources: [daily]\n---\n"
             "![](../../../assets/illustrations/map.en.png)\n")  # fmt: skip
    prepared = site.prepare()
    assert [one for one in site.found() if "map" in one] == []  # nor an orphan among them
    assert set(prepared.pictures) >= {"illustrations/map.zh.png", "illustrations/map.en.png"}
    assert {one.picture.name for one in derivatives(prepared.pictures)} >= set(prepared.pictures)
    assert prepared.catalog is not None
    card = prepared.catalog().cards["figure/map"]
    assert card.images == (("zh", "illustrations/map.zh.png"), ("en", "illustrations/map.en.png"))
    assert "figure/map" in prepared.catalog().cards["article/x"].mentions["zh"]
    assert {"illustrations/map.zh.png", "illustrations/map.en.png"} <= set(credits_of(prepared.catalog()))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("image:", "  zh: illustrations/map.zh.png", "  en: illustrations/none.png"), ("picture-missing", 13, 7)),
        (("image:", "  zh: illustrations/map.zh.png", "  en: illustrations/Map.en.png"),
         ("picture-missing-near", 13, 7)),
        (("image:", "  zh: illustrations/map.zh.png", "  fr: illustrations/map.en.png"), ("text-language", 13, 3)),
        (("image:", "  zh: ../map.zh.png"), ("file-outside", 12, 7)),
        (("image:", "  zh: [illustrations/map.zh.png]"), ("text-expected", 12, 7)),
        (("image:", "  - illustrations/map.zh.png"), ("text-expected", 12, 3)),
        (("image: ../map.zh.png",), ("file-outside", 11, 8)),
        (("image:", "  zh:"), ("text-empty", 12, 3)),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_picture_is_told_at_its_language(
    site: Site, lines: tuple[str, ...], expected: tuple[str, int, int]
) -> None:
    add(site, *lines)
    assert expected in told(site)


def test_a_damaged_picture_of_one_language_stops_the_build_at_its_line(site: Site) -> None:
    (site.root / "assets" / "illustrations" / "map.en.png").write_bytes(b"no picture")
    add(site, *EACH)
    assert told(site) == [("picture-unreadable", 13, 7)]


def test_a_language_without_a_picture_has_that_of_the_other() -> None:
    both, one = LocalFile((("zh", "a.png"), ("en", "b.png"))), LocalFile((("zh", "a.png"),))
    assert [both.shown(language) for language in ("zh", "en", "fr")] == ["a.png", "b.png", "a.png"]
    assert [one.shown("en"), LocalFile.for_all("c.png").shown("en")] == ["a.png", "c.png"]


def test_open_data_and_the_schema_know_both_forms() -> None:
    own = shape_at(Figure, ("image",)).type
    both = LocalFile((("zh", "a.png"), ("en", "b.png")))
    assert own.csv(both, ("zh", "en")) == ("a.png; b.png",)
    assert own.unpack(own.pack(both)) == both
    plain, each = own.json_schema(SiteNames(("zh", "en")))["anyOf"]
    assert plain["type"] == "string"
    assert set(each["properties"]) == {"zh", "en"}
