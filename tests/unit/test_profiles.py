"""What the engine knows of languages: profiles, scripts, order of names, what is shown without a translation."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.helpers import RENDERER, Site, labels
from xieshou.cli.terminal import terminal_language
from xieshou.content.parse import Reader
from xieshou.content.schema import quantities
from xieshou.content.schema.text import Text
from xieshou.core.scripts import language_of, quoted_in, right_to_left
from xieshou.language.labels import Labels
from xieshou.language.letters import plain
from xieshou.language.locale import language_name, show_quantity
from xieshou.language.profiles import PROFILES, profile_of
from xieshou.language.profiles.base import NEUTRAL
from xieshou.search.folding import fold
from xieshou.search.tokens import cutter_of

LABELS = labels()


def of(locale: str) -> Labels:
    """English labels of another locale: a language whose words are still to be translated."""
    return Labels("xx", {**LABELS["en"].tree, "locale": locale})


# -- profiles


def test_a_language_without_a_profile_has_the_neutral_one() -> None:
    assert profile_of("fr") is profile_of("ja") is NEUTRAL
    assert profile_of("en-GB") is profile_of("en") is PROFILES["en"]


@pytest.mark.parametrize("profile", [NEUTRAL, *PROFILES.values()])
def test_a_profile_is_one_frozen_value(profile: object) -> None:
    assert hash(profile) == hash(dataclasses.replace(profile))  # type: ignore[type-var]
    with pytest.raises(dataclasses.FrozenInstanceError):
        profile.stemmer = "other"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "minutes"), [("", 0), ("mot " * 100, 1), ("mot " * 221, 2), ("かな" * 100, 1), ("漢字" * 300, 2)]
)
def test_texts_are_timed_by_word_or_character(text: str, minutes: int) -> None:
    assert NEUTRAL.minutes(text) == minutes


# -- order


@pytest.mark.parametrize(
    "names",
    [
        ["Âge", "eau", "École", "Élan", "L’eau", "Œuvre", "ours", "Zéro"],
        ["apfel", "Äpfel", "Ärzte", "Ort", "Österreich", "Straße", "Strauß", "Zug"],
        ["Ёлка", "Ирбис", "Йод", "Київ", "Яблоко"],
        ["Гаїті", "Гайана", "Їжак", "Йота"],
        ["Αθήνα", "Ελλάδα", "Έλλη", "Ὀδυσσεύς", "Ωμέγα"],
        ["باب", "پرده", "تهران", "چای", "گل", "یزد"],
        ["か", "がっこう", "カメラ", "さくら"],
        ["가나", "각", "서울", "한국"],
        ["กรุงเทพ", "เกาะ", "ขอนแก่น"],
        ["  (1) Zahl", "2 Zug", "Apfel", "альфа", "한국", "漢字"],
    ],
)
def test_names_stand_in_unicodes_root_order(names: Sequence[str]) -> None:
    order = NEUTRAL.collation.order
    letterless = [name for name in names if NEUTRAL.collation.initial(name) == "#"]
    backwards = [*reversed(names)]
    assert sorted(backwards, key=order) == [*(name for name in names if name not in letterless), *letterless]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("École", "e"), ("«Œuvre»", "o"), ("Đà Nẵng", "d"), ("Ёлка", "е"), ("Йод", "й"), ("Ґанок", "ґ"), ("Ὀδός", "ο"),
        ("أحمد", "ا"), ("カメラ", "か"), ("がっこう", "か"), ("เกาะ", "ก"), ("漢字", "#"), ("42", "#"), ("…", "#"),
        ("ʻOkina", "o"),
    ],
)  # fmt: skip
def test_the_letter_of_a_name_is_that_of_its_own_alphabet(name: str, letter: str) -> None:
    assert NEUTRAL.collation.initial(name) == letter


@pytest.mark.parametrize("language", ["zh", "en", "fr"])
@given(st.lists(st.text(min_size=1, max_size=6), max_size=30))
def test_all_names_of_one_letter_stand_together(language: str, names: list[str]) -> None:
    collation = profile_of(language).collation
    letters = [letter for letter, _ in groupby(sorted(names, key=collation.order), collation.initial)]
    assert len(letters) == len(set(letters))


# -- scripts


@pytest.mark.parametrize(
    ("text", "languages", "language"),
    [
        ("北化大", ("en", "zh"), "zh"), ("BUCT", ("zh", "en"), "en"), ("BUCT", ("de", "en", "zh"), "de"),
        ("МГУ", ("zh", "ru", "en"), "ru"), ("BUCT", ("zh",), ""), ("北化大", ("fr",), "fr"),
        ("COB显示", ("en", "zh"), "zh"),
    ],
)  # fmt: skip
def test_a_script_tells_the_language_of_a_short_form(text: str, languages: tuple[str, ...], language: str) -> None:
    assert language_of(text, languages) == language


@pytest.mark.parametrize(
    ("text", "language", "quoted"),
    [
        ("printed as 甲", "en", "zh"), ("印作甲", "zh", ""), ("in МГУ", "en", "ru"), ("в МГУ", "ru", ""),
        ("東京と書く", "ja", ""), ("plain", "en", ""), ("l’été", "fr", ""), ("印作МГУ", "zh", "ru"),
    ],
)  # fmt: skip
def test_what_a_text_quotes_in_another_script(text: str, language: str, quoted: str) -> None:
    assert quoted_in(text, language, ("zh", "en", "ru", "ja", "fr")) == quoted


def test_direction_is_that_of_the_script() -> None:
    assert [right_to_left(code) for code in ("ar", "he", "ug", "ur-Latn", "en", "zh")] == [True] * 3 + [False] * 3


@pytest.mark.parametrize(
    ("copied", "name"),
    [
        ("⻓治", "长治"),
        ("⾸钢", "首钢"),
        ("落⼾", "落户"),
        ("长\u200b治", "长治"),
        ("ＡＢＣ", "ABC"),
        ("so\u00adft", "soft"),
    ],
)
def test_a_name_copied_from_elsewhere_stands_where_it_is_read(copied: str, name: str) -> None:
    for collation in (profile_of("zh").collation, profile_of("en").collation):
        assert collation.initial(copied) == collation.initial(name)
        assert collation.order(copied)[:2] == collation.order(name)[:2]


# -- search


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élèves de l’École", "eleves de l’ecole"), ("Straße", "strasse"), ("Ørsted, Łódź", "orsted, lodz"),
        ("İstanbul ΟΔΟΣ", "istanbul οδοσ"), ("Ёлка мой", "елка мой"), ("שָׁלוֹם", "שלום"), ("가나 が", "가나 が"),
        ("हिन्दी", "हिन्दी"), ("Müller, Mül\u00adler", "muller, muller"),
    ],
)  # fmt: skip
def test_words_are_compared_without_the_marks_on_their_letters(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert plain(folded) == folded


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("fr", "les Élèves montrent", ["les", "eleves", "montrent"]),
        ("en", "the pupils show", ["the", "pupil", "show"]),
        ("hi", "हिन्दी भाषा।", ["हिन्दी", "भाषा"]),
        ("th", "ที่ประเทศ 5G", ["ที่ประเทศ", "5g"]),
        ("ja", "東京タワーへ", ["东京タワーへ"]),
    ],
)
def test_texts_are_cut_as_their_language_is(language: str, text: str, parts: list[str]) -> None:
    assert list(cutter_of(language).parts(text)) == parts


# -- numbers, names of languages


@pytest.mark.parametrize(
    ("locale", "printed", "noun", "shown"),
    [
        ("ru", "1个", "проект|проекта|проектов", "1 проект"),
        ("ru", "3个", "проект|проекта|проектов", "3 проекта"),
        ("ru", "25个", "проект|проекта|проектов", "25 проектов"),
        ("fr", "0个", "projet|projets", "0 projet"),
        ("ja", "2个", "件", "2 件"),
        ("fr", "40%", "projet|projets", "40\xa0%"),
        ("tr", "40%", "", "%40"),
        ("hi", "123456个", "", "1,23,456"),
        ("de", "1234.5个", "", "1.234,5"),
    ],
)
def test_numbers_are_those_of_the_locale(locale: str, printed: str, noun: str, shown: str) -> None:
    assert show_quantity(quantities.parse(printed), of(locale), noun) == shown


@pytest.mark.parametrize(
    ("language", "locale", "name"),
    [
        ("fr", "de_DE", "Französisch"),
        ("pt-BR", "en-GB", "Brazilian Portuguese"),
        ("qqq", "en", "qqq"),
        ("zh", "fr", "Chinese"),
    ],
)
def test_a_language_has_a_name_in_every_other(language: str, locale: str, name: str) -> None:
    assert language_name(language, of(locale)) == name  # what the labels say goes before what the locale says


# -- fallback


def test_a_text_is_shown_in_the_readers_language_or_else_in_its_first() -> None:
    text = Text((("de", "A"), ("zh", "甲")))
    assert text.shown("zh") == ("甲", "zh")
    assert text.shown("en") == ("A", "de")


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ({"XIESHOU_LANG": "zh", "LANG": "en_GB.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "", "LANG": "zh_TW"}, "zh"),
        ({"LC_MESSAGES": "zh_CN", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"XIESHOU_LANG": "zhx"}, "en"),
        ({}, "en"),
    ],
)
def test_messages_are_in_english_where_we_do_not_speak_the_terminals_language(
    asked: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XIESHOU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in asked.items():
        monkeypatch.setenv(name, value)
    assert terminal_language(LABELS) == language


# -- reading


FACTS = "---\ntitle: T\nsummary: S\ndate: 2024\n---\n"


@pytest.mark.parametrize(
    ("language", "text", "swapped"),
    [
        ("ru", "Это рассказ о совместной работе двух городов и их институтов.", False),
        ("ru", "两座城市与其研究所的合作。", True),
        ("ru", "This is a story about the common work of two cities.", True),
        ("ja", "東京と北京の協力についての話です。", False),
        ("ja", "This is a story about the common work of two cities.", True),
        ("de", "Ärzte über Österreich: „Größe“ – schön.", False),
        ("de", "两座城市与其研究所的合作，以及其他的事情。", True),
        ("de", "Это рассказ о совместной работе двух городов.", True),
        ("zh", "Это рассказ о совместной работе двух городов.", True),
        ("vi", "Đây là câu chuyện về sự hợp tác giữa hai thành phố.", False),
    ],
)
def test_a_text_in_another_script_than_its_languages_is_noticed(
    language: str, text: str, swapped: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = Site(tmp_path_factory.mktemp("site") / "site")
    name = f"articles/2024/x.{language}.md"
    parsed = Reader((language,), RENDERER).parse(site.add(name, FACTS + text + "\n"), f"content/{name}")
    assert [one.code for one in parsed.problems] == ["text-other-language"] * swapped


@pytest.mark.parametrize(
    "name", ["Совместная работа", "Κοινή εργασία", "עבודה משותפת", "العمل المشترك", "Azərbaycan", "Համատեղ աշխատանք"]
)
def test_a_record_in_another_alphabet_is_not_taken_for_chinese_in_gbk(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = Site(tmp_path_factory.mktemp("site") / "site")
    path = site.add("organisations/x.yml", f"name:\n  ru: {name}\ntype: company\n")
    parsed = Reader(("ru",), RENDERER).parse(path, "content/organisations/x.yml")
    assert parsed.problems == []
