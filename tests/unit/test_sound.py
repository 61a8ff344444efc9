"""How Chinese names are read: what people type, what the table knows, the order that comes of it, and who loads it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.helpers import ROOT, SOURCED, Site, catalog_of, record, story
from xieshou.build.pipeline import prepare
from xieshou.content.catalog import Card
from xieshou.content.schema.pinyin import NotPinyin, packed, read_pinyin, syllable, unpacked
from xieshou.core.cache import Store
from xieshou.language.sound_table import FILE, FIRST, SoundTable, standard_letter
from xieshou.plan.cache import pages_at
from xieshou.plan.pages import page_from
from xieshou.plan.sounds import Sounds


@cache
def table() -> SoundTable:
    return SoundTable.load()


def heard(name: str, person: bool = False) -> str:
    return " ".join(one.written for one in table().read(name, person))


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the table has been loaded; once in all, in truth."""
    times: list[int] = []

    def load(_: type[SoundTable]) -> SoundTable:
        times.append(1)
        return table()

    table()
    monkeypatch.setattr(SoundTable, "load", classmethod(load))
    return times


# -- what people type


@pytest.mark.parametrize(
    ("typed", "name", "text", "sound"),
    [
        ("Zhǎngzǐ", "长子", "Zhǎngzǐ", "zhang3 zi3"),
        ("zhang3 zi3 xian4", "长子县", "zhǎng zǐ xiàn", "zhang3 zi3 xian4"),
        ("ZHANG3ZI3", "长子", "ZhǎngZǐ", "zhang3 zi3"),
        ("zhangzi", "长子", "zhangzi", "zhang0 zi0"),
        ("ｚｈａｎｇ３ zi³", "长子", "zhǎng zǐ", "zhang3 zi3"),
        ("Lù'ān", "六安", "Lù'ān", "lu4 an1"),
        ("Lùān", "六安", "Lù'ān", "lu4 an1"),
        ("xi1an1", "西安", "xī'ān", "xi1 an1"),
        ("xian", "西安", "xi'an", "xi0 an0"),
        ("xian", "先", "xian", "xian0"),
        ("Xiān", "先", "Xiān", "xian1"),
        ("fāngàn", "方案", "fāngàn", "fan1 gan4"),
        ("fang'an", "方案", "fang'an", "fang0 an0"),
        ("lv4 se4", "绿色", "lǜ sè", "lü4 se4"),
        ("nu:3", "女", "nǚ", "nü3"),
        ("lüe", "略", "lüe", "lüe0"),
        ("hai2zi5", "孩子", "háizi", "hai2 zi5"),
        ("hai zi5", "孩子", "hai zi", "hai0 zi5"),
        ("hái zi", "孩子", "hái zi", "hai2 zi5"),
        ("xiǎnshì", "COB显示", "xiǎnshì", "xian3 shi4"),
        ("COB xiǎnshì", "COB显示", "xiǎnshì", "xian3 shi4"),
        ("Zhōngguó Shíyóu Dàxué (Běijīng)", "中国石油大学（北京）", "Zhōngguó Shíyóu Dàxué Běijīng",
         "zhong1 guo2 shi2 you2 da4 xue2 bei3 jing1"),
        ("Chang2-Jing1", "长-京", "Cháng-Jīng", "chang2 jing1"),
    ],
)  # fmt: skip
def test_pinyin_is_read_as_people_type_it(typed: str, name: str, text: str, sound: str) -> None:
    read = read_pinyin(typed, name)
    assert (read.text, packed(read.sound)) == (text, sound)
    assert unpacked(sound) == read.sound
    assert [one.letters for one in read_pinyin(read.text, name).sound] == [one.letters for one in read.sound]


@pytest.mark.parametrize(
    ("typed", "name", "code", "details"),
    [
        ("长子", "长子", "sound-form", {"value": "长子"}),
        ("ㄓㄤˇ", "长", "sound-form", {}),
        ("zhang6", "长", "sound-form", {}),
        ("Zhagnzǐ", "长子", "sound-syllable", {"value": "zhagnzǐ"}),
        ("chonqing", "重庆", "sound-syllable", {}),
        ("Zhǎng", "长子", "sound-count", {"count": "1", "wanted": "2"}),
        ("Zhǎngzǐ Xiàn", "长子", "sound-count", {"count": "3", "wanted": "2"}),
        ("fangan", "方案", "sound-unclear", {"near": "fan gan / fang an"}),
        ("sī tè", "CTEX", "sound-without-han", {}),
    ],
)
def test_what_does_not_fit_is_told(typed: str, name: str, code: str, details: dict[str, str]) -> None:
    with pytest.raises(NotPinyin) as caught:
        read_pinyin(typed, name)
    assert caught.value.code == code
    assert caught.value.details.items() >= details.items()


@given(st.text("zhangüvi1 '’-ǎ\u0304:（汉é", max_size=12), st.text("长子aA1", max_size=4))
def test_whatever_is_typed_is_read_or_refused(typed: str, name: str) -> None:
    try:
        read = read_pinyin(typed, name)
    except NotPinyin:
        return
    assert len(read.sound) == sum(char in "长子" for char in name)


PLACE = "name:\n  zh: {zh}\n  en: Place\n{more}"


def test_a_fault_stands_at_its_line_with_a_way_out(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    site.add("places/a.yml", PLACE.format(zh="长子县", more="sound: Zhǎngzǐ\n"))
    site.add("places.yml", "- slug: b\n  name:\n    zh: 重庆\n  sound: chongqin9\n")
    site.add("places/c.yml", "name:\n  en: Only\nsound: a\n")
    assert sorted(site.found()) == [
        "content/places.yml:4:10 sound-form",
        "content/places/a.yml:4:8 sound-count",
        "content/places/c.yml:3:8 sound-without-han",
    ]


# -- what the table knows


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("长子县", "zhǎng zǐ xiàn"), ("长治市长子县", "cháng zhì shì zhǎng zǐ xiàn"), ("重庆大学", "chóng qìng dà xué"),
        ("山西省长治市", "shān xī shěng cháng zhì shì"), ("长治医学院", "cháng zhì yī xué yuàn"),
        ("校长", "xiào zhǎng"), ("厦门", "xià mén"), ("新都", "xīn dū"),
        ("亳州市", "bó zhōu shì"), ("六安市", "lù ān shì"), ("蚌埠学院", "bèng bù xué yuàn"), ("台州", "tāi zhōu"),
        ("天台县", "tiān tái xiàn"), ("洪洞县", "hóng tóng xiàn"), ("解州镇", "xiè zhōu zhèn"), ("单县", "shàn xiàn"),
        ("漯河市", "luò hé shì"), ("潞城区", "lù chéng qū"), ("岚县", "lán xiàn"), ("隰县", "xí xiàn"),
        ("朝阳区", "cháo yáng qū"), ("番禺", "pān yú"), ("荥阳", "xíng yáng"), ("荥经", "yíng jīng"),
        ("鑫源公司", "xīn yuán gōng sī"), ("晟达集团", "shèng dá jí tuán"), ("闫某", "yán mǒu"), ("圳南", "zhèn nán"),
        ("单家村", "shàn jiā cūn"), ("解某", "xiè mǒu"), ("查氏宗祠", "zhā shì zōng cí"), ("单位", "dān wèi"),
        ("解放路", "jiě fàng lù"), ("行业协会", "háng yè xié huì"), ("行政审批局", "xíng zhèng shěn pī jú"),
        ("長子縣", "zhǎng zǐ xiàn"), ("重慶大學", "chóng qìng dà xué"), ("乾隆", "qián lóng"), ("〇", "líng"),
    ],
)  # fmt: skip
def test_names_are_read_as_people_read_them(name: str, sound: str) -> None:
    assert heard(name) == sound


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("单田芳", "shàn"), ("解晓东", "xiè"), ("仇英", "qiú"), ("查良镛", "zhā"), ("曾国藩", "zēng"), ("区志航", "ōu"),
        ("任正非", "rén"), ("盖叫天", "gě"), ("朴正熙", "piáo"), ("單雄信", "shàn"), ("尉迟恭", "yù"), ("万俟卨", "mò"),
        ("单于", "chán"), ("长孙无忌", "zhǎng"), ("查尔斯王子", "chá"), ("刘乃新", "liú"),
    ],
)  # fmt: skip
def test_people_are_called_by_their_surnames(name: str, sound: str) -> None:
    assert heard(name, person=True).split()[0] == sound


def test_our_own_table_says_only_what_would_be_read_otherwise() -> None:
    own = yaml.safe_load(FILE.read_bytes())
    bare = replace(table(), places={}, surnames={})
    for name, sound in own["places"].items():
        assert len(name) == len(sound.split()), name
        known = (name, f"{name}市", f"{name}县", f"山西省{name}市")
        assert any(table().read(one) != bare.read(one) for one in known), name
    for name in own["surnames"]:
        known = (name, f"{name}某", f"{name}家庄", f"{name}文")
        assert any(table().read(one, True) != bare.read(one, True) for one in known) or name[0] in own["surnames"], name
    for char, sound in own["characters"].items():
        assert replace(table(), usual={}).read(char) != (syllable(sound),)


def test_every_sound_begins_where_the_standard_begins_it() -> None:
    assert {letter: standard_letter(char) for letter, char in FIRST.items()} == {letter: letter for letter in FIRST}
    assert [standard_letter(char) for char in "长曾座亍鑫𠮷a"] == ["c", "z", "z", "", "", "", ""]


def test_every_common_character_is_read_and_stands_under_a_letter() -> None:
    common = [
        bytes((row, cell)).decode("gb2312")
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
        if (row, cell) < (0xD7, 0xFA) or row > 0xD7
    ]
    letters = {char: table().read(char)[0].letters[0] for char in common}
    assert {char for char, letter in letters.items() if letter not in FIRST} == set()


# -- the order


def cards(names: Sequence[str], folder: Path, sounds: dict[str, str] | None = None) -> list[Card]:
    said = {name: f"sound: {sound}\n" for name, sound in (sounds or {}).items()}
    files = {f"places/p{at}.yml": PLACE.format(zh=name, more=said.get(name, "")) for at, name in enumerate(names)}
    catalog, problems = catalog_of(files, folder / "content")
    assert problems == []
    return catalog.of_kind("place")


def listed(found: Sequence[Card], sounds: Sounds) -> list[str]:
    ordered = sorted(found, key=lambda card: sounds.order(card, "zh"))
    return [f"{sounds.initial(card, 'zh')} {card.titles['zh']}" for card in ordered]


def test_names_stand_by_sound_then_tone_and_each_character_in_its_place(tmp_path: Path) -> None:
    expected = [
        "b 北京", "b 亳州市", "c COB显示", "c 昌平", "c 常州", "c 长丰", "c 长治市", "c 重庆大学", "d 单位", "l 岚县",
        "l 潞城", "l 陆川", "l 吕梁", "l 栾川", "s “三区”", "s 单县", "x 鑫源公司", "z 查家村", "z 长子县",
        "z 中试基地", "z 重工", "# 2023年", "# 5G基地",
    ]  # fmt: skip
    names = [one.partition(" ")[2] for one in expected]
    assert listed(cards([*reversed(names)], tmp_path), Sounds()) == expected


def test_what_a_record_says_goes_first_and_the_table_adds_the_tones(tmp_path: Path, loaded: list[int]) -> None:
    found = cards(["长钢", "常村", "仇犹"], tmp_path, {"长钢": "zhang gang", "仇犹": "Qiúyóu"})
    assert listed(found, Sounds()) == ["c 常村", "q 仇犹", "z 长钢"]
    assert len(loaded) == 1


def test_what_is_read_in_full_needs_no_table(tmp_path: Path, loaded: list[int]) -> None:
    found = cards(["长子", "BUCT"], tmp_path, {"长子": "Zhǎngzǐ"})
    assert listed(found, Sounds()) == ["b BUCT", "z 长子"]
    assert [Sounds().initial(card, "en") for card in found] == ["p", "p"]
    assert loaded == []


def test_a_list_in_another_language_has_chinese_names_where_their_pinyin_would_stand(tmp_path: Path) -> None:
    names = {"长子": "", "重庆": "Chongqing", "Dublin": "Dublin", "Chang": "Chang", "绿谷": ""}
    files = {
        f"places/p{at}.yml": f"name:\n  zh: {zh}\n" + (f"  en: {en}\n" if en else "")
        for at, (zh, en) in enumerate(names.items())
    }
    found = catalog_of(files, tmp_path / "content")[0].of_kind("place")
    sounds = Sounds()
    ordered = sorted(found, key=lambda card: sounds.order(card, "en"))
    assert [f"{sounds.initial(card, 'en')} {card.title('en')[0]}" for card in ordered] == [
        "c Chang", "c Chongqing", "d Dublin", "l 绿谷", "z 长子",
    ]  # fmt: skip


def test_the_places_of_names_are_told_where_a_browser_cannot_know_them(tmp_path: Path) -> None:
    found = cards(["重庆", "中国", "BUCT", "长子", "长治"], tmp_path)
    assert Sounds().ranks(found, "zh") == (3, 5, 1, 4, 2)
    assert Sounds().ranks(found, "en") == ()


# -- what is kept


def test_only_a_new_name_is_looked_up(tmp_path: Path, loaded: list[int]) -> None:
    with Store.open(tmp_path / "cache", b"one") as store:
        first = Sounds.open(store)
        listed(cards(["长子", "重庆"], tmp_path / "1"), first)
        first.keep(store)
        assert len(loaded) == 1
        again = Sounds.open(store)
        assert listed(cards(["重庆", "长子"], tmp_path / "2"), again) == ["c 重庆", "z 长子"]
        again.keep(store)
        assert len(loaded) == 1
        more = Sounds.open(store)
        assert listed(cards(["重庆", "长治"], tmp_path / "3"), more) == ["c 长治", "c 重庆"]
        more.keep(store)
        assert len(loaded) == 2
        assert [asked[0] for asked in Sounds.open(store)._kept] == ["重庆", "长治"]


def letters(site: Site) -> dict[str, str]:
    """The Chinese names of organisations in the order of their list, each with its letter."""
    context = site.context()
    with context:
        plan = prepare(context).plan
        assert plan is not None
        path = "glossary/~organisations/index.html"
        (packed_page,) = (page_from(data) for data, _ in pages_at(context.store, plan, {path}))
        titles = context.worker.catalog(context.now, plan.originals).cards
        names = iter(packed_page.ids("items"))
        return {
            titles[next(names)].titles["zh"]: letter
            for letter, count in packed_page.option("letters")
            for _ in range(count)
        }


def test_a_build_loads_the_dictionary_for_a_new_name_alone(tmp_path: Path, loaded: list[int]) -> None:
    site = Site.sound(tmp_path / "site")
    site.add("organisations/o.yml", record("长治学院"))
    assert letters(site)["长治学院"] == "c"
    assert len(loaded) == 1
    site.add("organisations/o.yml", record("长治学院", "note:", "  zh: 一所学校。"))
    site.add("articles/2024/new.zh.md", story("date: 2024-05", *SOURCED, title="一篇新闻"))
    assert letters(site)["长治学院"] == "c"
    assert len(loaded) == 1, "names as before"
    site.add("organisations/o.yml", record("长治学院", "sound: Zhǎngzhì Xuéyuàn"))
    assert letters(site)["长治学院"] == "z"
    assert len(loaded) == 1, "read in full by its record"
    site.add("organisations/o.yml", record("重庆大学"))
    incremental = letters(site)
    assert incremental["重庆大学"] == "c"
    assert len(loaded) == 2
    shutil.rmtree(site.project.cache)
    assert letters(site) == incremental


def test_another_reading_makes_the_page_anew(tmp_path: Path, loaded: list[int]) -> None:
    site = Site.sound(tmp_path / "site")
    site.add("organisations/o.yml", record("长治学院"))
    before = {stub.path: stub.key for stub in site.plan().stubs}
    site.add("organisations/o.yml", record("长治学院", "sound: Zhǎngzhì Xuéyuàn"))
    after = {stub.path: stub.key for stub in site.plan().stubs}
    changed = {path for path in before if before[path] != after[path]}
    assert "glossary/~organisations/index.html" in changed
    assert "en/glossary/~organisations/index.html" not in changed


def test_neither_the_command_nor_an_english_order_loads_the_dictionary() -> None:
    code = (
        "import sys, xieshou.cli.main, xieshou.build.pipeline, xieshou.plan.sounds\n"
        "print('xieshou.language.sound_table' in sys.modules)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.strip() == "False"
