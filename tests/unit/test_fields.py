"""Values in records: texts, flags, moments, slugs, files, evidence; and what is said of those that are wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from tests.unit.helpers import BILINGUAL, SOURCED, Site, details, places, record, story
from xieshou.content.kinds import FOLDERS, KINDS, Facts
from xieshou.content.kinds.article import Article, TranslationWords
from xieshou.content.kinds.base import RecordEvidence
from xieshou.content.schema.fields import (
    AssetFile,
    Date,
    Flag,
    Instant,
    Line,
    LocalText,
    Quantity,
    Slug,
    card_facts,
)
from xieshou.content.schema.introspect import shapes
from xieshou.content.schema.text import Text
from xieshou.content.units import unpack


def value(field: Any, given: object) -> Any:
    return TypeAdapter(field).validate_python(given, context=BILINGUAL)


def refusal(field: Any, given: object) -> str:
    with pytest.raises(ValidationError) as caught:
        value(field, given)
    return caught.value.errors()[0]["type"]


def test_a_text_keeps_its_languages_in_the_order_of_the_site() -> None:
    text = value(LocalText, {"en": "A ", "zh": "甲"})
    assert text == Text((("zh", "甲"), ("en", "A")))
    assert (text.get("en"), text.get("fr")) == ("A", None)


def test_a_text_may_be_in_one_language() -> None:
    assert value(LocalText, {"zh": "甲"}).languages == ("zh",)
    assert value(LocalText, {"en": "A"}).languages == ("en",)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("甲", "text-not-bilingual"),
        (["甲"], "text-not-bilingual"),
        ({}, "text-empty"),
        ({"zh": " ", "en": ""}, "text-empty"),
        ({"zh": "甲", "en": ""}, "text-empty"),
        ({"zh": "甲", "cn": "甲"}, "text-language"),
        ({"zh": ["甲"], "en": "A"}, "text-expected"),
        ({"zh": {"a": "b"}}, "text-expected"),
    ],
)
def test_a_text_that_is_not_bilingual_says_what_is_wrong(given: object, code: str) -> None:
    assert refusal(LocalText, given) == code


def test_a_comma_in_braces_that_makes_a_third_key_is_explained(tmp_path: Path) -> None:
    parsed = Site(tmp_path / "site").parse("organisations/x.yml", "name: {zh: 甲, en: Beijing, Tianjin}\n")
    assert places(parsed.problems) == ["content/organisations/x.yml:1:28 text-language"]
    assert details(parsed.problems[0])["key"] == "Tianjin"
    assert not parsed.sound
    assert parsed.units == []


@pytest.mark.parametrize("given", ["true", "True", "yes", "是", " TRUE "])
def test_yes_in_either_language(given: str) -> None:
    assert value(Flag, given) is True


@pytest.mark.parametrize("given", ["false", "no", "否", "No"])
def test_no_in_either_language(given: str) -> None:
    assert value(Flag, given) is False


@pytest.mark.parametrize("given", ["", "1", "0", "on", "maybe", "对", ["true"], {"a": "b"}])
def test_what_is_neither_yes_nor_no_is_refused_so_that_nothing_is_published_by_accident(given: object) -> None:
    assert refusal(Flag, given) == "flag-form"


@pytest.mark.parametrize(
    ("given", "moment"),
    [
        ("2026-01-01", datetime(2025, 12, 31, 16, tzinfo=UTC)),
        ("2026-01-01T09:00", datetime(2026, 1, 1, 1, tzinfo=UTC)),
        ("2026-01-01 09:00:30", datetime(2026, 1, 1, 1, 0, 30, tzinfo=UTC)),
        ("2026-01-01T09:00Z", datetime(2026, 1, 1, 9, tzinfo=UTC)),
        ("2026-01-01T09:00+01:00", datetime(2026, 1, 1, 8, tzinfo=UTC)),
    ],
)
def test_a_moment_without_a_zone_is_chinas(given: str, moment: datetime) -> None:
    assert value(Instant, given) == moment.timestamp()


@pytest.mark.parametrize(
    "given", ["", "2026", "2026-1-1", "2026/01/01", "20260101", "2026-02-30", "2026-01-01T25:00", "明天", []]
)
def test_what_is_no_moment_is_refused(given: object) -> None:
    assert refusal(Instant, given) == "instant-form"


@pytest.mark.parametrize("given", ["a", "buct", "11-bases", "a1-b2", "x" * 80])
def test_a_slug_is_lower_case_letters_digits_and_single_hyphens(given: str) -> None:
    assert value(Slug, given) == given


@pytest.mark.parametrize("given", ["", "A", "北", "a_b", "a--b", "-a", "a-", "a b", "a/b", "x" * 81, "a\n"])
def test_what_cannot_stand_in_an_address_is_no_slug(given: str) -> None:
    assert refusal(Slug, given) == "slug-form"


@pytest.mark.parametrize("given", ["../a.jpg", "/a.jpg", "photos/../../a.jpg", "a\\b.jpg", "", "a//b.jpg", "./a.jpg"])
def test_a_picture_outside_the_assets_is_refused(given: str) -> None:
    assert refusal(AssetFile, given) == "file-outside"


def test_a_title_is_one_line_of_text() -> None:
    assert value(Line, " 标题 ") == "标题"
    assert refusal(Line, "一\n二") == "text-lines"
    assert refusal(Line, "") == "text-empty"
    assert refusal(Line, {"zh": "甲"}) == "text-expected"


def test_dates_and_quantities_say_what_was_typed() -> None:
    for field, given, code in (
        (Date, "去年", "date-form"), (Date, ["2023"], "date-form"), (Date, "2023-13", "date-impossible"),
        (Quantity, "很多", "quantity-form"), (Quantity, {"zh": "b"}, "quantity-form"), (Quantity, "", "quantity-form"),
    ):  # fmt: skip
        assert refusal(field, given) == code


def test_evidence_may_be_the_source_alone() -> None:
    facts = KINDS["place"].model_validate(
        {"name": {"zh": "甲"}, "sources": ["daily", {"source": "daily", "at": {"zh": "头版"}}]}, context=BILINGUAL
    )
    assert facts.sources == (
        RecordEvidence(source="daily"),
        RecordEvidence.model_construct(source="daily", at=Text((("zh", "头版"),))),
    )


def test_what_a_list_shows_leaves_out_what_is_not_there() -> None:
    quantity = value(Quantity, "1.3亿元")
    date = value(Date, "2023-11~")
    assert card_facts(type="park", date=date, investment=quantity, place=None) == (
        ("type", "choice", "park"), ("date", "date", "2023-11~"), ("investment", "quantity", "zh:1.3亿元"),
    )  # fmt: skip


T: dict[str, str] = {"zh": "甲", "en": "A"}
PARTNERS = [
    {"organisation": "buct", "side": "beijing", "role": T},
    {"organisation": "mill", "side": "changzhi", "role": T},
]
PAIRS = [{"between": ["buct", "mill"], "note": T, "sources": ["daily"]}]
STATUS = {"stage": "started", "as_of": "2023-11", "note": T}
GONE = {"date": "2025-03", "reason": T, "show_title": "是"}
RECORD: dict[str, object] = {
    "name": T, "aliases": ["甲", "A"], "sound": "jia3", "summary": T, "note": T, "draft": "no",
    "publish_at": "2024-01-01", "withdrawn": "否", "withdrawal": GONE, "was": "old",
    "public": "是", "sources": ["daily", {"source": "daily", "at": T}],
}  # fmt: skip
FULL: dict[str, dict[str, object]] = {
    "article": {
        "title": "标题", "summary": "摘要", "author": "某人", "translator": "某译者", "date": "2024-07-20",
        "covers": "2023", "cover": "f",
        "updated": "2024-08-02", "updates": [{"date": "2024-08-02", "kind": "correction", "what": T}],
        "first_published": {"outlet": T, "date": "2024-07-19"}, "reviewed_by": [{"name": "某审", "date": "2024-07-20"}],
        "photos": {"folder": "photos/x", "pictures": ["a.jpg"], "caption": T},
        "draft": "no",
        "publish_at": "2024-01-01T09:00", "withdrawn": "false", "withdrawal": GONE, "was": ["2023/old"],
        "sources": ["daily"],
    },
    "project": {
        **RECORD, "photos": {"folder": "photos/x", "pictures": ["a.jpg"], "caption": T},
        "type": "industrial", "programme": "changzhi", "field": "envoys", "place": "changzhi",
        "partners": PARTNERS, "pairs": PAIRS, "investment": "1.3亿元", "scale": [{"what": T, "value": "300亩"}],
        "status": STATUS, "milestones": [{"date": "2023", "what": T}],
    },
    "platform": {
        **RECORD, "type": "joint-laboratory", "level": "co-built", "programme": "national", "place": "changzhi",
        "partners": PARTNERS, "pairs": PAIRS, "established": "2023-11-08", "status": STATUS, "focus": T,
    },
    "envoy": {
        **RECORD, "title": T, "title_as_of": "2024", "from_organisation": "buct", "serves": "x", "field": "envoys",
        "need": T, "work": T, "result": T, "result_status": "expected", "period": "2023/..",
    },
    "event": {**RECORD, "type": "signing", "programme": "changzhi", "date": "2024-21", "date_note": T, "place": "x",
              "photos": {"folder": "photos/x", "pictures": ["a.jpg"], "caption": T}},
    "agreement": {
        **RECORD, "status": "signed", "programme": "changzhi", "date": "2023", "date_note": T, "place": "x",
        "parties": PARTNERS, "pairs": PAIRS, "scope": T,
    },
    "organisation": {**RECORD, "type": "university", "side": "beijing", "place": "x", "parent": "y"},
    "place": {**RECORD, "type": "county", "parent": "x"},
    "topic": {**RECORD, "type": "industry", "parent": "x"},
    "indicator": {
        **RECORD, "unit": {"zh": "个", "en": "item|items"}, "scope": T, "programme": "changzhi",
        "observations": [{
            "period": "2023", "value": "47个", "sources": ["daily"], "scope": T, "as_of": "2023-12", "note": T,
            "preferred": "是", "reason": T,
        }],
    },
    "figure": {
        **RECORD, "type": "chart", "caption": T, "alt": T, "credit": T, "date": "2023", "rights": T,
        "chart": {"form": "bar", "indicators": ["a"], "period": "2023"},
    },
    "source": {
        **RECORD, "type": "newspaper-page", "publisher": "x", "author": T, "date": "2024-07-19", "date_note": T,
        "section": T, "online": "https://example.org/a", "archived": "https://archive.example.org/a",
    },
    "mechanism": {
        **RECORD, "type": "library", "programme": "changzhi", "place": "x", "partners": PARTNERS, "pairs": PAIRS,
        "established": "2023", "status": STATUS, "focus": T, "totals": ["a"],
        "strands": [{"name": T, "of": "project", "programme": "changzhi", "type": "research", "indicators": ["a"]}],
    },
    "file": {**RECORD, "file": "files/a.pdf", "date": "2023", "issuer": "x", "rights": T},
    "policy": {
        **RECORD, "type": "plan", "level": "county", "issuer": "x", "date": "2023", "date_note": T, "scope": T,
        "stated_by": T,
    },
    "need": {
        **RECORD, "type": "enterprise", "programme": "changzhi", "organisation": "x", "field": "envoys",
        "date": "2024", "date_note": T, "what": T, "status": STATUS, "totals": ["a"],
        "answers": [{"envoy": "x", "how": T}, {"organisation": "y"}],
    },
    "discrepancy": {
        **RECORD, "type": "name", "resolution": "corrected", "published": T, "reason": T, "indicators": ["a"],
        "readings": [{"printed": "甲", "sources": ["daily"]}, {"printed": "乙", "sources": [{"source": "news"}]}],
    },
    "term": {**RECORD, "status": "official", "forms": ["甲"], "avoid": ["乙"]},
}  # fmt: skip
NOT_WITH_THE_REST = {
    "article": {"reprint_of"},  # or first_published
    "figure": {"image", "focus", "media", "captions", "speech", "web"},
}


def test_there_is_an_example_of_every_kind() -> None:
    assert list(FULL) == list(KINDS) or set(FULL) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_record_of_every_kind_is_accepted_and_every_field_is_in_it(kind: str) -> None:
    facts = KINDS[kind].model_validate(FULL[kind], context=BILINGUAL)
    assert set(KINDS[kind].model_fields) - set(FULL[kind]) == NOT_WITH_THE_REST.get(kind, set())
    assert all(getattr(facts, name) is not None for name in FULL[kind])
    assert not facts.draft
    assert not facts.withdrawn


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_own_folder_and_an_unknown_key_is_refused(kind: str) -> None:
    assert FOLDERS[KINDS[kind].folder] == kind
    with pytest.raises(ValidationError) as caught:
        KINDS[kind].model_validate({**FULL[kind], "nmae": "甲"}, context=BILINGUAL)
    assert [(one["type"], one["loc"]) for one in caught.value.errors()] == [("extra_forbidden", ("nmae",))]


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_cannot_be_changed_once_it_is_read(kind: str) -> None:
    facts = KINDS[kind].model_validate(FULL[kind], context=BILINGUAL)
    with pytest.raises(ValidationError):
        facts.draft = True  # type: ignore[misc]


def test_a_misspelt_key_names_the_nearest(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    for typed, near in (("sumary", "summary"), ("organisaton", "organisations"), ("investmnet", "investment")):
        (found,) = site.parse("projects/x.yml", record("甲", f"{typed}: x")).problems
        assert (found.code, found.line, details(found)["near"]) == ("field-unknown-near", 4, near)
    (found,) = site.parse("projects/x.yml", record("甲", "qqqq: x")).problems
    assert found.code == "field-unknown"
    assert "investment" in details(found)["known"]


def test_a_misspelt_key_of_a_part_names_the_keys_of_that_part(tmp_path: Path) -> None:
    parsed = Site(tmp_path / "site").parse(
        "projects/x.yml", record("甲", "status:", "  stage: started", "  asof: 2023")
    )
    (found,) = parsed.problems
    assert (found.field, details(found)["near"], found.line, found.column) == ("status.asof", "as_of", 6, 3)
    assert "investment" not in details(found)["known"]


def test_a_misspelt_choice_names_the_nearest(tmp_path: Path) -> None:
    (found,) = Site(tmp_path / "site").parse("projects/x.yml", record("甲", "type: industrail")).problems
    assert (found.code, found.line, found.column) == ("choice-unknown-near", 4, 7)
    assert details(found)["near"] == "industrial"


@pytest.mark.parametrize("typed", ["drfat", "Draft", "draft ", "publish-at", "withdraw"])
def test_a_misspelt_way_of_hiding_never_publishes(tmp_path: Path, typed: str) -> None:
    parsed = Site(tmp_path / "site").parse("articles/2024/x.zh.md", story("date: 2024", f'"{typed}": true'))
    assert not parsed.sound
    assert parsed.units == []


def test_the_translation_carries_words_and_nothing_else() -> None:
    assert set(TranslationWords.model_fields) <= {
        "title",
        "summary",
        "author",
        "translator",
        "translation",
        "checked_by",
        "draft",
        "publish_at",
        "withdrawn",
        "parity",
    }
    assert {"title", "summary", "draft", "publish_at", "withdrawn"} <= set(TranslationWords.model_fields)
    assert {"date", "sources", "cover"} <= set(Article.model_fields)


def test_figures_are_pictures_charts_or_captions_and_say_which() -> None:
    figure = KINDS["figure"]
    base = {"name": T, "caption": T, "alt": T}
    figure.model_validate({**base, "type": "photo", "image": "photos/a.jpg"}, context=BILINGUAL)
    figure.model_validate({**base, "type": "caption-only"}, context=BILINGUAL)
    for wrong, code in (
        ({"type": "photo"}, "figure-image"),
        ({"type": "caption-only", "image": "a.jpg"}, "figure-image"),
        ({"type": "chart"}, "figure-chart"),
        ({"type": "photo", "image": "a.jpg", "chart": {"form": "bar", "indicators": ["a"]}}, "figure-chart"),
    ):
        with pytest.raises(ValidationError) as caught:
            figure.model_validate({**base, **wrong}, context=BILINGUAL)
        assert caught.value.errors()[0]["type"] == code


def test_a_reading_that_is_preferred_says_why() -> None:
    observation = {"period": "2023", "value": "47个", "sources": ["daily"], "preferred": "true"}
    with pytest.raises(ValidationError) as caught:
        KINDS["indicator"].model_validate({"name": T, "observations": [observation]}, context=BILINGUAL)
    assert caught.value.errors()[0]["type"] == "preferred-without-reason"


def _refused(kind: str, **wrong: object) -> list[tuple[str, tuple[int | str, ...]]]:
    with pytest.raises(ValidationError) as caught:
        KINDS[kind].model_validate({**FULL[kind], **wrong}, context=BILINGUAL)
    return [(one["type"], one["loc"]) for one in caught.value.errors()]


def test_a_part_of_a_mechanism_is_grouped_by_what_its_kind_has() -> None:
    def strands(**said: object) -> list[dict[str, object]]:
        return [{"name": T, **said}]

    mechanism = KINDS["mechanism"].model_validate(
        {**FULL["mechanism"], "strands": [{"name": T, "of": "envoy"}, {"name": T, "of": "event", "type": "visit"}]},
        context=BILINGUAL,
    )
    assert mechanism.membership_queries() == (("envoy", ()), ("event", (("type", "visit"),)))
    at = ("strands", 0)
    assert _refused("mechanism", strands=strands(of="projects")) == [("choice-unknown", (*at, "of"))]
    assert _refused("mechanism", strands=strands(of="project", type="visit")) == [("choice-unknown", (*at, "type"))]
    assert _refused("mechanism", strands=strands(of="envoy", type="visit")) == [("strand-filter", (*at, "type"))]
    assert _refused("mechanism", strands=strands(of="envoy", programme="changzhi")) == [
        ("strand-filter", (*at, "programme"))
    ]


@pytest.mark.parametrize("answer", [{}, {"how": T}, {"envoy": "x", "project": "y"}])
def test_an_answer_to_a_need_names_one_entry(answer: dict[str, object]) -> None:
    assert _refused("need", answers=[{"envoy": "x"}, answer]) == [("answer-one", ("answers", 1))]


def test_a_discrepancy_says_what_differs_and_why_it_is_resolved_so() -> None:
    assert _refused("discrepancy", readings=[], indicators=[]) == [("discrepancy-readings", ())]
    without = {key: value for key, value in FULL["discrepancy"].items() if key != "reason"}
    with pytest.raises(ValidationError) as caught:
        KINDS["discrepancy"].model_validate({**without, "resolution": "preferred"}, context=BILINGUAL)
    assert [one["type"] for one in caught.value.errors()] == ["discrepancy-reason"]
    KINDS["discrepancy"].model_validate({**without, "resolution": "unresolved"}, context=BILINGUAL)


def test_a_source_says_which_fields_it_proves(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    lines = ("investment: 3亿元", "sources:", "  - source: daily", "    for:", "      - investment")
    assert site.parse("projects/x.yml", record("甲", *lines)).sound
    assert site.parse("projects/x.yml", record("甲", *lines, "      - organisations")).sound
    (found,) = site.parse("projects/x.yml", record("甲", *lines, "      - invesment")).problems
    assert (found.code, found.line, found.column) == ("choice-unknown-near", 9, 9)
    assert details(found)["near"] == "investment"
    reading = ("observations:", "  - period: 2023", "    value: 1个", "    sources:", "      - source: daily")
    (found,) = site.parse("indicators/x.yml", record("甲", *reading, "        for:", "          - value")).problems
    assert (found.code, found.line) == ("field-unknown", 9)


def _parts(cls: type[BaseModel]) -> set[type[BaseModel]]:
    inner = {shape.model for shape in shapes(cls).values() if shape.model}
    return {cls}.union(*map(_parts, inner)) if inner else {cls}


def test_every_reference_of_a_kind_names_a_kind_that_exists() -> None:
    found = {
        shape.kind for cls in KINDS.values() for part in _parts(cls) for shape in shapes(part).values() if shape.kind
    }
    assert {"organisation", "place", "source", "topic", "indicator"} <= found <= set(KINDS)


def test_every_kind_is_read_with_all_that_its_card_shows() -> None:
    for kind, cls in KINDS.items():
        facts: Facts = cls.model_validate(FULL[kind], context=BILINGUAL)
        for name, form, _ in facts.card():
            assert form in ("choice", "date", "quantity"), (kind, name)
        for date, _ in facts.dated():
            assert date.year in (2023, 2024), kind


@pytest.mark.parametrize("value", ["yangtze # near the port", "yangtze ## "])
def test_a_slug_with_a_remark_behind_it_is_one(tmp_path: Path, value: str) -> None:
    parsed = Site(tmp_path / "site").parse(
        "articles/2024/x.zh.md", story("date: 2024", "places:", f"  - {value}", *SOURCED)
    )
    assert parsed.problems == []
    assert [slug for _, kind, slug, *_ in unpack(parsed.packed())[0].refs if kind == "place"] == ["yangtze"]
