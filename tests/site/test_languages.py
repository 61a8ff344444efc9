"""A new language needs labels and nothing else: sites in several, in one that is neither Chinese nor English, in one
that the theme does not speak.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.site.building import Result, Site
from tests.site.languages import HOME, make

ROOT = Path(__file__).resolve().parents[2]
Built = tuple[Site, Result]


def built(folder: Path, *languages: str) -> Built:
    site = make(ROOT, folder / "site", languages)
    return site, site.build()


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory.mktemp("three"), "de", "en", "zh")


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory.mktemp("french"), "fr")


@pytest.fixture(scope="module")
def uyghur(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory.mktemp("uyghur"), "ug", "zh")


def glossary(site: Site, prefix: str = "") -> list[str]:
    """The letters and the terms of the glossary, in its order."""
    html = site.read(f"{prefix}glossary/index.html")
    found = re.findall(r'rowgroup"[^>]*>([^<]*)<|<tr id[^>]*><td><p class="xs-glossary__term"><a[^>]*>([^<]*)<', html)
    return [letter or name for letter, name in found]


def words(html: str) -> str:
    """Its words, with plain spaces for those that a language puts into numbers."""
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", html))


@pytest.mark.parametrize("name", ["three", "french", "uyghur"])
def test_it_builds_strictly_and_says_nothing_is_wrong(name: str, request: pytest.FixtureRequest) -> None:
    site, result = request.getfixturevalue(name)
    result.check()
    assert "Traceback" not in result.said
    assert "warning" not in result.said
    languages = re.findall(r"^  - (\w+)$", (site.root / "content/site.yml").read_text("utf-8"), re.MULTILINE)
    for language in languages:
        prefix = "" if language == languages[0] else f"{language}/"
        assert f'<html lang="{language}"' in site.read(f"{prefix}news/2024/story-2/index.html")
    assert HOME[languages[0]] in site.read("news/index.html")


def test_each_language_orders_names_its_own_way(three: Built, french: Built, uyghur: Built) -> None:
    assert glossary(three[0]) == [
        "A", "apfel", "Äpfel", "Ärzte", "O", "Österreich", "S", "Straßen und Häuser", "Z", "Zug",
    ]  # fmt: skip
    assert glossary(three[0], "en/") == [
        "A", "An apple", "apples", "E", "Envoys", "O", "ox", "T", "The tower", "Z", "zebra crossings",
    ]  # fmt: skip
    assert glossary(three[0], "zh/") == [
        "A", "安阳", "B", "北京市", "C", "长治市", "K", "科技特派员", "P", "平顺县", "Z", "座谈会",
    ]  # fmt: skip
    assert glossary(french[0]) == [
        "A", "Âge", "E", "eau", "Élèves de l’école", "épée", "O", "Œuvre d’été", "Z", "Zéro",
    ]  # fmt: skip
    assert glossary(uyghur[0])[0::2] == ["ب", "پ", "ت", "چ", "ك", "ي"]


def test_dates_and_numbers_are_those_of_the_locale(three: Built, french: Built) -> None:
    story = words(french[0].read("news/2024/story-2/index.html"))
    assert "11 mars 2024" in story
    assert "40,5 %" in story
    assert "12 345,6 Wörter" in story
    german, english, chinese = (
        words(three[0].read(f"{prefix}news/2024/story-2/index.html")) for prefix in ("", "en/", "zh/")
    )
    assert "11 März 2024" in german
    assert "12.345,6 Wörter" in german
    assert ("11 March 2024" in english, "12,345.6 Wörter" in english) == (True, True)
    assert ("2024年3月11日" in chinese, "12345.6" in chinese) == (True, True)


def test_other_languages_are_called_by_their_names_without_a_label_for_each(three: Built) -> None:
    assert re.findall('<th scope="col">([^<]*)<', three[0].read("en/glossary/index.html")) == [
        "English", "German", "Chinese",
    ]  # fmt: skip
    said = json.loads(three[0].read("search/zh/words.json"))
    assert said["languages"] == {"de": "德语", "en": "英文", "zh": "中文"}


def test_the_index_says_how_each_language_is_cut(three: Built, french: Built) -> None:
    head = json.loads(three[0].read("search/index.json"))
    assert [head["cutters"][number]["stemmer"] for number in head["cut"]] == ["", "english", "english"]
    assert json.loads(french[0].read("search/index.json"))["cutters"] == [{"stemmer": "", "common": ""}]


def test_a_language_that_the_theme_does_not_speak_has_its_own_direction(uyghur: Built) -> None:
    assert 'dir="rtl"' in uyghur[0].read("index.html")
    assert 'dir="ltr"' in uyghur[0].read("zh/index.html")


def test_a_letter_of_any_alphabet_has_a_page_with_an_address_in_ascii(tmp_path: Path) -> None:
    site = make(ROOT, tmp_path / "site", ("fr",))
    names = [f"{name} {number}" for name in ("Дом", "Жар") for number in range(60)]
    terms = (
        f"- slug: t{place}\n  name:\n    fr: {name}\n  summary:\n    fr: {name}\n" for place, name in enumerate(names)
    )
    site.write("content/glossary.yml", "".join(terms))
    site.build().check()
    assert re.findall('href="../glossary/(~[^"]*)/">(.)<', site.read("glossary/index.html"))[:2] == [
        ("~u434", "Д"), ("~u436", "Ж"),
    ]  # fmt: skip
    assert "<h1>Glossary · Ж</h1>" in site.read("glossary/~u436/index.html")


def test_short_forms_in_latin_are_of_the_page_where_its_language_is(three: Built) -> None:
    assert "lang" not in re.findall(r"also</span> (.*?)</p>", three[0].read("en/glossary/index.html"))[0]
    assert re.findall(r"又作</span> (.*?)</p>", three[0].read("zh/glossary/index.html"))[0].startswith(
        '<span lang="de">'
    )
