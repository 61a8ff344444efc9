"""Characters that look like others: told, put right as a file is read, found and sorted as what they look like."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.unit.helpers import ROOT, Site, details, places, story
from xieshou.content.slips import any_slip, slips
from xieshou.content.source.decode import TextFile, of_bytes
from xieshou.core.homoglyphs import disguised
from xieshou.core.problems import Problem
from xieshou.core.radicals import character, form_of
from xieshou.core.scripts import scripts
from xieshou.language.profiles import profile_of
from xieshou.search.folding import fold

REAL = sorted((ROOT / "tests" / "commonmark" / "real").glob("*.md"))


def read(text: str, name: str = "content/articles/2024/x.zh.md") -> tuple[TextFile, list[Problem]]:
    source, problems = of_bytes(text.encode(), name)
    assert source is not None
    return source, problems


# -- put right as a file is read


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("zh", "⻓治落⼾⾭⾞⻔⿈", "长治落户青车门黄"), ("zh-Hant", "⻓治落⼾⾭⾞⻔⿈", "長治落戶青車門黃"),
        ("zh_TW", "⼾", "戶"), ("zh-Hans-HK", "⼾", "户"), ("ja", "⻓野⼾⾭⿈", "長野戸青黄"), ("ko", "⾭⼾", "靑戶"),
        ("en", "⻓", "长"), ("fr", "⼾", "户"),
    ],
)  # fmt: skip
def test_a_radical_becomes_the_character_as_the_language_writes_it(language: str, typed: str, meant: str) -> None:
    assert "".join(character(one, form_of(language)) for one in typed) == meant
    assert read(f"{typed}\n", f"content/articles/2024/x.{language}.md")[0].body == f"{meant}\n"


def test_in_a_record_each_line_is_in_the_language_of_its_key() -> None:
    text = "name:\n  zh: ⻓治\n  zh-Hant: ⻓治\n  ja: |\n    ⼾\n\n    ⼾\nnote: ⼾\nen: ⼾\n"
    source, problems = read(text, "content/organisations/x.yml")
    assert source.front == "name:\n  zh: 长治\n  zh-Hant: 長治\n  ja: |\n    戸\n\n    戸\nnote: 户\nen: 户\n"
    assert {one.code for one in problems} == {"radical-for-character"}


def test_one_cause_is_told_a_few_times_and_then_counted() -> None:
    problems = read("⻓⼯\n" * 40)[1]
    assert [one.code for one in problems] == ["radical-for-character"] * 5 + ["more-lines"]
    assert details(problems[0]) == {"sign": "⻓⼯", "meant": "长工"}
    assert details(problems[-1])["count"] == "35"


def test_compatibility_ideographs_are_put_right_but_in_japanese_names() -> None:
    source, (told,) = read("李\uf9e1、\U0002f800人\n")
    assert source.body == "李李、丽人\n"
    assert (told.code, told.column, details(told)) == (
        "compatibility-character",
        2,
        {"sign": "\uf9e1\U0002f800", "meant": "李丽"},
    )
    assert read("\ufa19社、\ufa11\n", "x.ja.md")[1] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("B\u0435ijing", "Beijing"), ("\u0421hangzhi", "Changzhi"), ("M\u0456nistry", "Ministry"),
        ("B\u03bfston", "Boston"), ("\u0397z", "Hz"), ("\u039cichael", "Michael"), ("Ch\u0251ngzhi", "Changzhi"),
        ("\u041c\u043ec\u043a\u0432\u0430", "\u041c\u043e\u0441\u043a\u0432\u0430"),
        ("Z\u00fcr\u0456ch", "Z\u00fcrich"),
        # one script, signs of science, and what a name wants
        ("Москва", ""), ("Αθήνα", ""), ("TNFα", ""), ("kΩ μm λmax hν IFNγ β-carotene", ""), ("SMS-рассылка", ""),
        ("/bɪˈdʒɪŋ/", ""), ("https://www.g\u043ev.cn/a", ""), ("me@g\u043ev.cn", ""), ("`B\u0435ijing`", ""),
        ("俄罗斯科学院（РАН）", ""), ("İstanbul Łódź", ""),
    ],
)  # fmt: skip
def test_a_word_in_letters_of_two_scripts_is_put_into_the_one_that_was_meant(typed: str, meant: str) -> None:
    found = [one.meant for one in disguised(typed, ())]
    assert found == ([meant] if meant else [])
    assert read(f"见 {typed} 。\n")[0].body == f"见 {meant or typed} 。\n"


def test_in_a_text_in_russian_the_letters_are_russian() -> None:
    own = scripts("ru")
    assert [one.meant for one in disguised("\u0421\u041ePт, SMSка, iPhoneа", own)] == ["\u0421\u041e\u0420т"]


def test_letters_that_were_taken_apart_are_one_without_a_word_and_places_stay_true(tmp_path: Path) -> None:
    source, problems = read("cafe\u0301 か\u3099 Vie\u0302\u0323t 각\n")
    assert (source.body, problems) == ("café が Việt 각\n", [])
    parsed = Site(tmp_path / "site").parse("organisations/x.yml", "name: {zh: e\u0301, en: A}\nplace: e\u0301 a\n")
    assert places(parsed.problems) == ["content/organisations/x.yml:2:8 slug-form"]
    parsed = Site(tmp_path / "other").parse("organisations/x.yml", "name: {zh: 甲e\u0301, bad: A}\n")
    assert "content/organisations/x.yml:1:17 text-language" in places(parsed.problems)


# -- told in the words of a language


@pytest.mark.parametrize(
    ("language", "typed", "code", "meant"),
    [
        ("zh", "ＧＰＵ利用率", "wide-letters", ["GPU"]), ("zh", "达４０％", "wide-letters", ["40%"]),
        ("zh", "５Ｇ、Ｇ２０、２０２４年", "wide-letters", ["5G", "G20", "2024"]),
        ("zh", "40％", "wide-letters", ["%"]),
        ("zh", "３．５，km／h", "wide-letters", ["3.5", "/"]), ("zh", "GＰU", "wide-letters", ["P"]),
        ("zh", "二○二四年、二◯一九年", "naught", ["二〇二四", "二〇一九"]), ("zh", "二O二四年", "naught", ["二〇二四"]),
        ("zh", "二0二四年", "naught", ["二〇二四"]), ("zh", "三○五医院", "naught", ["三〇五"]),
        ("zh", "观察丨长治", "stroke", ["｜"]), ("zh", "观察 丨 长治", "stroke", [" ｜"]),
        ("zh", "约翰・史密斯", "dot-in-name", ["·"]), ("zh", "乔治•W•布什", "dot-in-name", ["·", "·"]),
        ("zh", "约翰‧史密斯", "dot-in-name", ["·"]), ("zh", "约翰･史密斯", "dot-in-name", ["·"]),
        ("zh", "电カ公司", "kana-for-character", ["力"]), ("zh", "一座エ厂", "kana-for-character", ["工"]),
        ("zh", "有ー座", "kana-for-character", ["一"]),
        ("zh", "COVID－19", "hyphen-in-number", ["-"]), ("en", "0355–2026789", "hyphen-in-number", ["0355-2026789"]),
        ("zh", "2024—10—15", "", []), ("zh", "2024–10–15", "hyphen-in-number", ["2024-10-15"]),
        ("en", "eﬃcient ﬁeld", "ligature", ["ffi", "fi"]), ("de", "ﬂach", "ligature", ["fl"]),
        ("ja", "ｶﾀｶﾅとﾃﾞｰﾀ", "half-kana", ["カタカナ", "データ"]),
        ("en", "Ｓｍａｒｔ　Ｃｉｔｙ", "words-wide", ["Smart City"]),
        ("en", "met，and signed。", "words-stop", [", ", "."]),
    ],
)  # fmt: skip
def test_a_sign_that_stands_for_another_is_told_with_what_was_meant(
    language: str, typed: str, code: str, meant: list[str]
) -> None:
    found = list(slips(typed, language))
    assert [one.meant for one in found] == meant
    assert {one.code for one in found} == ({code} if code else set())
    assert any_slip(typed, language) or not meant


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "2019—2024年，2019－2024年，3–5%，10：30——他说：“好。”"), ("zh", "“ＺＡＲＡ”、Ａ股、Ｔ恤、Ｑ＆Ａ"),
        ("zh", "张○○、○○区、第○期，○ 列表"), ("zh", "“丨”部、一丨丿，供图／张三"),
        ("zh", "东京タワー、ソニー・ミュージック"),
        ("zh", "https://example.org/ＡＢ１２ 与 ＡＢ＠example.org"),
        ("zh", "　　段首空两格，长治·襄垣"),
        ("ja", "東京・大阪、２０２４年、Ｔシャツ"),
        ("en", "2019–2024, 3–5%, − 3 °C, the plan – so far — “good”"),
        ("fr", "« Bon » : 12 000 €"), ("ko", "가나 ２０"),
    ],
)  # fmt: skip
def test_what_a_language_means_by_its_signs_is_left_alone(language: str, text: str) -> None:
    assert list(slips(text, language)) == []


def test_blanks_that_are_not_ordinary_are_told_in_names_alone(tmp_path: Path) -> None:
    assert [one.meant for one in slips("王　芳", "zh", name=True)] == [""]
    assert [one.meant for one in slips("北京\u2009大学", "zh", name=True)] == [" "]
    assert [one.meant for one in slips("Wang\u00a0Fang", "en", name=True)] == [" "]
    assert list(slips("Wang\u00a0Fang", "en")) == []
    assert list(slips("« Oui\u202f», 5\u00a0km", "fr", name=True)) == []
    parsed = Site(tmp_path / "site").parse(
        "organisations/x.yml", "name:\n  zh: 王　芳\n  en: A\u00a0B\nnote: {zh: 甲　乙}\n"
    )
    assert [one for one in places(parsed.problems) if "space" in one] == [
        "content/organisations/x.yml:2:8 space-in-name",
        "content/organisations/x.yml:3:8 space-in-name",
    ]


def test_a_text_is_told_once_of_each_sort_and_code_is_left_alone(tmp_path: Path) -> None:
    text = "`４０％` 与\n\n```\n５０％\n```\n\n达６０％、７０％，二○二四年。\n\n" + "８０％。\n\n" * 30
    parsed = Site(tmp_path / "site").parse("articles/2024/x.zh.md", story("date: 2024-07-09", text=text))
    assert places(parsed.problems) == [
        "content/articles/2024/x.zh.md:12:2 wide-letters",
        "content/articles/2024/x.zh.md:12:10 naught",
    ]


@pytest.mark.parametrize("folder", ["content", "docs"])
def test_the_sound_texts_of_this_project_hold_none(folder: str) -> None:
    for path in sorted((ROOT / folder).rglob("*.md")):
        name = path.relative_to(ROOT).as_posix()
        source, problems = of_bytes(path.read_bytes(), name)
        assert source is not None
        assert problems == [], name
        language = path.stem.rpartition(".")[2] if folder == "content" else "en" if "/en/" in name else "zh"
        if folder == "content":
            assert list(slips(source.body, language)) == [], name


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_texts_as_people_type_them_hold_none(path: Path) -> None:
    source, _ = of_bytes(path.read_bytes(), path.name)
    assert source is not None
    assert list(slips(source.body, "zh" if re.search("[\u4e00-\u9fff]", source.body) else "en")) == []


# -- found and sorted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("⻓治落⼾⾭⻭", "长治落户青歯"), ("\uf9e1", "李"), ("ＧＰＵ４０％", "GPU40%"), ("ｶﾀｶﾅ", "カタカナ"),
        ("长\u200b治so\u00adft", "长治soft"), ("二○二四二零二四", "二〇二四二〇二四"), ("观察丨长治", "观察｜长治"),
        ("约翰・史密斯•‧", "约翰·史密斯··"), ("2019–2024‑5−3－1", "2019-2024-5-3-1"), ("eﬃcient", "efficient"),
        ("cafe\u0301", "café"), ("Beijing\u00a0University", "Beijing University"),
    ],
)  # fmt: skip
def test_search_takes_them_for_what_they_look_like(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("⻓治", "长治"), ("\uf9e1", "李"), ("ＧＰＵ", "GPU"), ("长\u200b治", "长治"), ("约翰・史", "约翰·史"),
        ("Mu\u0308ller", "Müller"),
    ],
)  # fmt: skip
def test_names_are_sorted_as_what_they_look_like(one: str, other: str) -> None:
    for language in ("zh", "en"):
        collation = profile_of(language).collation
        assert collation.initial(one) == collation.initial(other)
        assert collation.order(one)[:2] == collation.order(other)[:2]
