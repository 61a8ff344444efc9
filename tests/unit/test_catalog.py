"""The catalog: languages joined, back-links found, and what is hidden gone without a trace."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.helpers import NOW, Site, catalog_of, details, places, record, story
from xieshou.content.catalog import in_order

BUCT = {"organisations/buct.yml": record("北化大")}
ARTICLE = {"articles/2024/east.zh.md": story("date: 2024-07", "organisations:", "  - buct", title="借东风")}
ENGLISH = {"articles/2024/east.en.md": "---\ntitle: East\nsummary: S\n---\nText.\n"}
LATER = "publish_at: 2030-01-01"


def test_an_article_and_its_translation_are_one_entry(tmp_path: Path) -> None:
    catalog, problems = catalog_of({**BUCT, **ARTICLE, **ENGLISH}, tmp_path / "s")
    assert problems == []
    card = catalog.cards["article/east"]
    assert card.languages == ("zh", "en")
    assert card.titles == {"zh": "借东风", "en": "East"}
    assert set(card.bodies) == {"zh", "en"}
    assert (card.title("en"), card.title("zh")) == (("East", "en"), ("借东风", "zh"))
    assert card.year == 2024


def test_an_original_in_english_is_an_original_too(tmp_path: Path) -> None:
    files = {
        "articles/2024/e.en.md": story("date: 2024"),
        "articles/2024/e.zh.md": "---\ntitle: 甲\nsummary: 乙\n---\n文。\n",
    }
    card = catalog_of(files, tmp_path / "s")[0].cards["article/e"]
    assert card.languages == ("zh", "en")
    assert card.path == "content/articles/2024/e.en.md"


def test_a_title_that_a_language_lacks_is_given_in_the_other_and_said_so(tmp_path: Path) -> None:
    card = catalog_of({**BUCT, **ARTICLE}, tmp_path / "s")[0].cards["article/east"]
    assert card.languages == ("zh",)
    assert card.title("en") == ("借东风", "zh")


def test_a_record_speaks_the_languages_of_its_name(tmp_path: Path) -> None:
    catalog, _ = catalog_of(
        {"places.yml": "- slug: a\n  name:\n    en: A\n- slug: b\n  name:\n    zh: 乙\n    en: B\n"}, tmp_path / "s"
    )
    assert catalog.cards["place/a"].languages == ("en",)
    assert catalog.cards["place/b"].languages == ("zh", "en")


def test_a_story_beside_a_record_belongs_to_it(tmp_path: Path) -> None:
    catalog, problems = catalog_of(
        {**BUCT, "organisations/buct.zh.md": "见[北化大](organisation:buct)。\n"}, tmp_path / "s"
    )
    assert problems == []
    card = catalog.cards["organisation/buct"]
    assert set(card.bodies) == {"zh"}
    assert card.titles == {"zh": "北化大", "en": "Something"}


def test_who_names_an_entry_is_known_to_it_from_fields_and_from_texts(tmp_path: Path) -> None:
    files = {
        **BUCT, **ARTICLE,
        "articles/2024/text.zh.md": story("date: 2024-05", text="见[北化大](organisation:buct)。\n"),
        "projects/p.yml": record("项目", "partners:", "  - organisation: buct", "    side: beijing"),
    }  # fmt: skip
    catalog, _ = catalog_of(files, tmp_path / "s")
    assert set(catalog.backs["organisation/buct"]) == {"article/east", "article/text", "project/p"}
    related = catalog.related(catalog.cards["organisation/buct"])
    assert list(related) == ["article", "project"]
    assert [card.slug for card in related["article"]] == ["east", "text"]
    assert list(catalog.related(catalog.cards["project/p"])) == ["organisation"]


def test_entries_that_name_each_other_are_listed_once_and_never_themselves(tmp_path: Path) -> None:
    files = {
        "organisations/a.yml": record("甲", "organisations:", "  - b", "  - a"),
        "organisations/b.yml": record("乙", "organisations:", "  - a", "parent: a"),
    }
    catalog, _ = catalog_of(files, tmp_path / "s")
    assert [card.slug for card in catalog.related(catalog.cards["organisation/a"])["organisation"]] == ["b"]


@pytest.mark.parametrize("line", ["draft: true", "withdrawn: 是", LATER])
def test_what_is_hidden_leaves_no_trace_in_the_catalog(tmp_path: Path, line: str) -> None:
    files = {
        **ARTICLE,
        "organisations/buct.yml": record("北化大", line, "topics:", "  - t"),
        "topics.yml": "- slug: t\n  name:\n    zh: 甲\n",
    }
    catalog, problems = catalog_of(files, tmp_path / "s")
    assert problems == []
    assert catalog.hidden == {"organisation/buct", "topic/t"}  # what it alone uses waits with it
    assert "organisation/buct" not in catalog.cards
    assert "organisation/buct" not in catalog.backs
    assert catalog.cards["article/east"].links == ()
    assert "topic/t" not in catalog.backs
    assert "北化大" not in repr(catalog.cards)


@pytest.mark.parametrize("line", ["draft: true", "withdrawn: true", LATER])
def test_a_hidden_translation_hides_itself_alone(tmp_path: Path, line: str) -> None:
    english = {"articles/2024/east.en.md": f"---\ntitle: East\nsummary: S\n{line}\n---\nText.\n"}
    catalog, _ = catalog_of({**BUCT, **ARTICLE, **english}, tmp_path / "s")
    card = catalog.cards["article/east"]
    assert card.languages == ("zh",)
    assert "East" not in repr(card)
    alone, _ = catalog_of({**BUCT, **ARTICLE}, tmp_path / "t")
    assert alone.cards["article/east"].content_digest == card.content_digest


def test_a_hidden_original_hides_its_translation(tmp_path: Path) -> None:
    files = {**ENGLISH, "articles/2024/east.zh.md": story("date: 2024", "draft: true")}
    catalog, _ = catalog_of(files, tmp_path / "s")
    assert catalog.cards == {}


def test_an_embargo_ends_at_its_moment_and_not_before(tmp_path: Path) -> None:
    moment = int(datetime(2026, 1, 1, 1, tzinfo=UTC).timestamp())
    files = {"articles/2024/e.zh.md": story("date: 2024", "publish_at: 2026-01-01T09:00")}
    assert "article/e" not in catalog_of(files, tmp_path / "a", moment - 1)[0].cards
    assert "article/e" in catalog_of(files, tmp_path / "b", moment)[0].cards


def test_the_catalog_knows_how_long_it_stays_as_it_is(tmp_path: Path) -> None:
    files = {
        "articles/2024/a.zh.md": story("date: 2024", "publish_at: 2024-01-01"),
        "articles/2024/b.zh.md": story("date: 2024", "publish_at: 2030-01-01"),
    }
    catalog, _ = catalog_of(files, tmp_path / "s")
    assert catalog.since <= NOW < catalog.until
    for moment in (catalog.since, catalog.until - 1):
        assert set(catalog_of(files, tmp_path / str(moment), moment)[0].cards) == set(catalog.cards)
    assert "article/b" in catalog_of(files, tmp_path / "u", catalog.until)[0].cards
    assert "article/a" not in catalog_of(files, tmp_path / "v", catalog.since - 1)[0].cards


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"articles/2023/x.zh.md": story("date: 2023"), "articles/2024/x.en.md": story("date: 2024")},
            ["content/articles/2023/x.zh.md:4:1 two-originals", "content/articles/2024/x.en.md:4:1 two-originals"],
        ),
        (
            {"places/x.yml": record(), "places.yml": "- slug: x\n  name:\n    zh: 甲\n"},
            ["content/places.yml:1:1 two-records", "content/places/x.yml:1:1 two-records"],
        ),
        (
            {"places/x.yml": record(), "places/x.yaml": record()},
            ["content/places/x.yaml:1:1 two-records", "content/places/x.yml:1:1 two-records"],
        ),
        (
            {"places/x.yml": record(), "places/a/x.zh.md": "甲\n", "places/b/x.zh.md": "乙\n"},
            ["content/places/a/x.zh.md:1:1 two-texts", "content/places/b/x.zh.md:1:1 two-texts"],
        ),
        (
            {"articles/2024/x.en.md": ENGLISH["articles/2024/east.en.md"]},
            ["content/articles/2024/x.en.md:1:1 no-original"],
        ),
        ({"places/x.zh.md": "甲\n"}, ["content/places/x.zh.md:1:1 no-record"]),
    ],
)  # fmt: skip
def test_files_that_cannot_be_one_entry_are_named(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    catalog, problems = catalog_of(files, tmp_path / "s")
    assert sorted(places(problems)) == expected
    assert catalog.cards == {}
    if "two" in expected[0]:
        assert details(problems[0])["other"] in [f"content/{name}" for name in files]


def test_lists_begin_with_the_newest_and_end_with_the_undated(tmp_path: Path) -> None:
    dates = {
        "a": "date: 2023",
        "b": "date: 2024-05-01",
        "c": "date: 2024-05",
        "d": "",
        "e": "date: 2024",
        "aa": "date: 2023",
    }
    files = {f"events/{slug}.yml": record("甲", *([line] if line else [])) for slug, line in dates.items()}
    catalog, _ = catalog_of(files, tmp_path / "s")
    assert [card.slug for card in in_order(catalog.of_kind("event"))] == ["b", "c", "e", "a", "aa", "d"]


def test_the_face_changes_with_what_lists_show_and_the_whole_with_everything(tmp_path: Path) -> None:
    def card(name: str, files: dict[str, str]) -> tuple[bytes, bytes]:
        found = catalog_of({**BUCT, **files}, tmp_path / name)[0].cards["article/east"]
        return found.metadata_digest, found.content_digest

    metadata_digest, whole = card("a", {**ARTICLE, **ENGLISH})
    text = {"articles/2024/east.zh.md": ARTICLE["articles/2024/east.zh.md"].replace("正文", "另文")}
    title = {"articles/2024/east.zh.md": ARTICLE["articles/2024/east.zh.md"].replace("借东风", "东风")}
    english = {"articles/2024/east.en.md": ENGLISH["articles/2024/east.en.md"].replace("Text", "Words")}
    assert card("b", {**text, **ENGLISH})[0] == metadata_digest
    assert card("c", {**text, **ENGLISH})[1] != whole
    assert card("d", {**title, **ENGLISH})[0] != metadata_digest
    assert card("e", {**ARTICLE, **english})[0] == metadata_digest
    assert card("f", {**ARTICLE, **english})[1] != whole
    assert card("g", {**ARTICLE, **ENGLISH, "organisations/x.yml": record()}) == (metadata_digest, whole)


def test_a_picture_file_in_a_text_counts_as_the_figure_that_shows_it(tmp_path: Path) -> None:
    figure = record("图", "type: photo", "caption:", "  zh: 甲", "alt:", "  zh: 甲", "image: photos/a.jpg")
    files = {
        "figures/f.yml": figure,
        "articles/2024/x.zh.md": story("date: 2024", text="![甲](../../../assets/photos/a.jpg)\n"),
    }
    catalog, _ = catalog_of(files, tmp_path / "s")
    assert catalog.cards["article/x"].mentions == {"zh": ("figure/f",)}
    assert catalog.backs["figure/f"] == ("article/x",)


def test_the_order_of_files_makes_no_difference(tmp_path: Path) -> None:
    files = {**BUCT, **ARTICLE, **ENGLISH}
    one, _ = catalog_of(files, tmp_path / "a")
    other, _ = catalog_of(dict(reversed(files.items())), tmp_path / "b")
    assert {id_: (card.metadata_digest, card.content_digest) for id_, card in one.cards.items()} == {
        id_: (card.metadata_digest, card.content_digest) for id_, card in other.cards.items()
    }


def test_an_unsound_file_gives_no_unit(tmp_path: Path) -> None:
    parsed = Site(tmp_path / "s").parse("places/x.yml", record("甲", "tpye: county"))
    assert not parsed.sound
    assert parsed.units == []
