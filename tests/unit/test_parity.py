"""Where a Chinese and an English text say different things: pairs, whole texts, the command and the check."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from tests.unit.helpers import Site, labels
from xieshou.build.comparing import parity_problems
from xieshou.build.pipeline import prepare
from xieshou.cli.main import main
from xieshou.core.problems import Problem
from xieshou.language.parity.align import Weight, aligned
from xieshou.language.parity.compare import compared
from xieshou.language.parity.document import document
from xieshou.language.parity.known import KnownName
from xieshou.language.parity.pair import differences

PAIRS = Path(__file__).parents[1] / "parity"
NAMES = tuple(
    KnownName(tuple(zh.split("|")), tuple(en.split("|")), body)
    for zh, en, body in (
        ("长治|来长|在长|市|两地", "Changzhi", False),
        ("清华大学|清华", "Tsinghua University|THU", True),
        ("北京大学|北大", "Peking University|PKU", True),
        ("浙江大学|浙大", "Zhejiang University|ZJU", True),
        ("天津大学", "Tianjin University", True),
        ("上海大学", "Shanghai University", True),
        ("上海交通大学", "Shanghai Jiao Tong University", True),
        ("北京理工大学", "Beijing Institute of Technology|BIT", True),
        ("北京化工大学|北化大", "Beijing University of Chemical Technology|BUCT", True),
        ("中国石油大学（北京）|中国石油大学", "China University of Petroleum (Beijing)|CUP", True),
        ("中国地质大学", "China University of Geosciences|CUG", True),
        ("中国科学院|中科院", "Chinese Academy of Sciences|CAS", True),
        ("中国农业科学院|中国农科院", "Chinese Academy of Agricultural Sciences|CAAS", True),
        ("北京市科学技术研究院|北科院", "Beijing Academy of Science and Technology|BJAST", True),
        ("北京市农林科学院", "Beijing Academy of Agriculture and Forestry Sciences", True),
        ("首都医科大学附属北京安贞医院|北京安贞医院", "Beijing Anzhen Hospital, Capital Medical University", True),
        ("北京积水潭医院|积水潭医院", "Beijing Jishuitan Hospital", True),
        ("北大医疗潞安医院|北大潞安医院", "PKUCare Lu'an Hospital", True),
        ("长治医学院附属和济医院|和济医院", "Heji Hospital Affiliated to Changzhi Medical College", True),
        ("长治市第二人民医院|市二院", "Changzhi Second People's Hospital", True),
        ("北京市第九中学|北京九中", "Beijing No. 9 High School", True),
        ("金烨钢铁集团|金烨钢铁|金烨", "Jinye Iron & Steel Group", True),
        ("天脊煤化工集团公司|天脊集团|天脊", "Tianji Coal Chemical Industry Group", True),
        ("信创产业基金", "Xinchuang fund", False),
    )
)
MOST_FALSE, LEAST_FOUND = 0.01, 0.97
HELD_FALSE, HELD_FOUND = 0.015, 0.97


def score(paths: Iterable[Path]) -> tuple[float, float, list[str]]:
    """Which part of the wrong pairs is told with its kind, which of the right ones is told, and which pairs fail."""
    found = wrong = false = right = 0
    failed = []
    for path in paths:
        for pair in yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader):
            zh, en = (document(pair[language]).words for language in ("zh", "en"))
            kinds = {one.kind for one in differences(zh, en, pair.get("year", 0), NAMES)}
            if wanted := pair.get("differs"):
                wrong += 1
                hit = bool(kinds & set([wanted] if isinstance(wanted, str) else wanted))
                found += hit
                failed += [] if hit else [pair["id"]]
            else:
                right += 1
                false += bool(kinds)
                failed += [pair["id"]] if kinds else []
    return found / wrong, false / right, failed


def test_the_pairs_of_the_corpus_are_told_apart() -> None:
    found, false, failed = score(sorted((PAIRS / "corpus").glob("*.yml")))
    assert found >= LEAST_FOUND, failed
    assert false <= MOST_FALSE, failed


def test_pairs_that_nobody_mended_by_are_told_apart() -> None:
    found, false, _ = score(sorted((PAIRS / "held").glob("*.yml")))
    assert found >= HELD_FOUND
    assert false <= HELD_FALSE


def test_the_pairs_have_names_of_their_own() -> None:
    files = [yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in PAIRS.glob("*/*.yml")]
    names = [pair["id"] for pairs in files for pair in pairs]
    assert len(set(names)) == len(names)


FIRST = "去年，长治投入3.2万元，支持企业开展研发。"
FIRST_EN = "Last year Changzhi spent RMB 32,000 on research by companies."
SECOND = "第三批专家共12人，来自北京的6所高校。"
SECOND_EN = "The third group of experts, twelve people, came from six universities in Beijing."
THIRD = "合同额增长了15%，达到31.62亿元。"
THIRD_EN = "The value of contracts rose by 15 per cent to RMB 3.162 billion."


def told(zh: str, en: str, year: int = 2024) -> list[str]:
    return [f"{one.kind} {one.code}" for one in compared(document(zh), document(en), year)]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        pytest.param([FIRST, SECOND, THIRD], [FIRST_EN, SECOND_EN, THIRD_EN], id="one by one"),
        pytest.param([FIRST, SECOND, THIRD], [f"{FIRST_EN} {SECOND_EN}", THIRD_EN], id="two in one"),
        pytest.param([f"{FIRST}{SECOND}", THIRD], [FIRST_EN, SECOND_EN, THIRD_EN], id="one in two"),
        pytest.param([FIRST, SECOND, THIRD], [THIRD_EN, FIRST_EN, SECOND_EN], id="moved"),
        pytest.param(
            [FIRST, "## 成果", SECOND, THIRD], [FIRST_EN, "## Results", f"{SECOND_EN} {THIRD_EN}"], id="headed"
        ),
    ],
)
def test_blocks_may_be_split_merged_and_moved(zh: list[str], en: list[str]) -> None:
    assert told("\n\n".join(zh), "\n\n".join(en)) == []
    assert told("\n\n".join(zh), "\n\n".join(en).replace("32,000", "320,000")) == ["quantity value"]
    assert told("\n\n".join(zh), "\n\n".join(en).replace("by 15", "by 51")) == ["percent value"]


def test_blocks_are_put_together_by_length_and_by_what_they_state() -> None:
    zh = [Weight("h2", 4, frozenset()), Weight("p", 40, frozenset("a")), Weight("p", 40, frozenset("b"))]
    en = [Weight("h2", 12, frozenset()), Weight("p", 250, frozenset("ab"))]
    assert aligned(zh, en) == [(range(0, 1), range(0, 1)), (range(1, 3), range(1, 2))]
    assert aligned(zh[1:], en) == [(range(0), range(0, 1)), (range(0, 2), range(1, 2))]


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("## 甲\n\n一。\n\n## 乙\n\n二。", "## A\n\nOne.\n\nTwo.", ["structure headings"]),
        ("## 甲\n\n文。", "### A\n\nText.", ["structure headings"]),
        ("- 甲\n- 乙\n- 丙", "- A\n- B", ["structure lists"]),
        ("| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |", "A and B.", ["structure tables"]),
        ("文[^1]。\n\n[^1]: 注。", "Text.", ["structure notes"]),
        ("见[风电场](project:wind)。", "See the wind farm.", ["link missing"]),
        ("见风电场。", "See the [wind farm](project:wind).", ["link added"]),
        ("![](figure:a)", "![](figure:b)", ["figure missing", "figure added"]),
        (
            "共有[](indicator:firms#2023)。", "There are [](indicator:firms#2022).",
            ["quantity missing", "quantity added"],
        ),
        ("见[风电场](project:wind)，又见[它](project:wind)。", "See the [wind farm](project:wind).", []),
        ("`3` 和 <b>4</b> 项", "`5` and <b>four</b> items", []),
    ],
)  # fmt: skip
def test_structure_and_links_are_compared(zh: str, en: str, expected: list[str]) -> None:
    assert sorted(told(zh, en)) == sorted(expected)


@pytest.mark.parametrize(
    ("zh", "en", "year", "expected"),
    [
        ("今年新增40户。", "In 2023, 40 were added.", 2023, []),
        ("今年新增40户。", "In 2022, 40 were added.", 2023, ["date value"]),
        ("今年新增40户。", "In 2022, 40 were added.", 0, []),
        ("次年3月竣工。2022年开工。", "Begun in 2022, finished the following March.", 0, []),
    ],
)
def test_years_left_out_are_those_of_the_text(zh: str, en: str, year: int, expected: list[str]) -> None:
    assert told(zh, en, year) == expected


def written(tmp_path: Path, zh: str, en: str) -> tuple[str, str]:
    for name, text in (("a.txt", zh), ("b.txt", en)):
        (tmp_path / name).write_text(text, "utf-8")
    return str(tmp_path / "a.txt"), str(tmp_path / "b.txt")


def compare(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["compare", "--root", str(root), *words])


def test_the_command_tells_both_places_and_what_each_means(tmp_path: Path) -> None:
    paths = written(tmp_path, "第一行。\n\n补助3.2万元。\n", "First line.\n\nGrants of RMB 320,000.\n")
    done = compare(tmp_path, *paths, "--format", "json")
    assert done.exit_code == 1, done.stderr
    (one,) = json.loads(done.stdout)
    assert one["kind"] == "quantity"
    assert one["zh"] == {"text": "3.2万元", "line": 3, "column": 3, "value": "32,000 CNY"}
    assert one["en"] == {"text": "RMB 320,000", "line": 3, "column": 11, "value": "320,000 CNY"}
    assert "3.2万元" in one["message"]["zh"]
    assert "RMB 320,000" in one["message"]["en"]
    text = compare(tmp_path, *paths, "--lang", "en")
    assert text.exit_code == 1
    assert f"{paths[0]}:3:3" in text.stdout
    assert "[parity-value]" in text.stdout


def test_nothing_to_tell_ends_with_naught(tmp_path: Path) -> None:
    done = compare(tmp_path, *written(tmp_path, "去年补助3.2万元。", "In 2022 it was RMB 32,000."), "--year", "2023")
    assert done.exit_code == 0, done.output


def test_many_pairs_at_once(tmp_path: Path) -> None:
    pairs = [
        {"id": "a", "zh": "三成", "en": "30 per cent"},
        {"id": "b", "zh": "三成", "en": "3 per cent"},
        {"id": 3, "zh": "去年", "en": "in 2021", "year": 2023},
    ]
    (tmp_path / "p.json").write_text(json.dumps(pairs), "utf-8")
    done = compare(tmp_path, "--pairs", str(tmp_path / "p.json"))
    assert done.exit_code == 1
    found = {one["id"]: [each["kind"] for each in one["differences"]] for one in json.loads(done.stdout)}
    assert found == {"a": [], "b": ["percent"], 3: ["date"]}


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", b"{}", b"[1]", b'[{"id": 1}]', b"not json", b'[{"id":1,"zh":"a","en":"b","year":"x"}]']
)
def test_a_file_that_is_no_list_of_pairs_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "p.json").write_bytes(data)
    done = compare(tmp_path, "--pairs", str(tmp_path / "p.json"))
    assert done.exit_code == 2
    assert "Traceback" not in done.stderr


def test_two_texts_or_a_list_of_pairs(tmp_path: Path) -> None:
    one, _ = written(tmp_path, "甲", "A")
    assert compare(tmp_path).exit_code == 2
    assert compare(tmp_path, one).exit_code == 2
    assert compare(tmp_path, one, str(tmp_path / "none.txt")).exit_code == 2


def add(site: Site, en: str, more: str = "") -> None:
    source = next(path.stem for path in (site.root / "content" / "sources").glob("*.yml"))
    head = f"date: 2024-03-05\nsources: [{source}]\n"
    site.add("articles/2024/t.zh.md", f"---\ntitle: 甲\nsummary: 乙。\n{head}---\n\n补助3.2万元，惠及20户。\n")
    site.add("articles/2024/t.en.md", f"---\ntitle: A\nsummary: B.\n{more}---\n\n{en}\n")


def checked(site: Site) -> list[Problem]:
    """What the check tells of the two languages."""
    with site.context() as context:
        return list(parity_problems(prepare(context), labels()["en"]))


EXPLAINED = "parity:\n  - zh: 3.2万元\n    en: RMB 320,000\n    why: The source was put right later.\n"


def test_the_check_tells_what_an_editor_has_not_explained(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")

    def found() -> list[str]:
        return [f"{one.path}:{one.line}:{one.column} {one.code}" for one in checked(site) if "2024/t." in one.path]

    add(site, "Twenty households shared RMB 32,000.")
    assert found() == []
    add(site, "Twenty households shared RMB 320,000.")
    assert found() == ["content/articles/2024/t.en.md:6:26 parity-value"]
    add(site, "Twenty households shared RMB 320,000.", EXPLAINED)
    assert found() == []
    add(site, "Twenty households shared RMB 32,000.", EXPLAINED)
    assert found() == ["content/articles/2024/t.en.md:5:5 parity-unused"]


def test_records_are_compared_field_by_field(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    place = next((site.root / "content" / "sources").glob("*.yml"))
    place.write_text(place.read_text("utf-8") + "note:\n  zh: 共20版。\n  en: It has 12 pages.\n", "utf-8")
    (one,) = [one for one in checked(site) if one.path.endswith(place.name)]
    assert (one.code, one.field) == ("parity-value", "note")


def test_only_what_changed_is_compared_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site.sound(tmp_path / "s")
    add(site, "Twenty households shared RMB 32,000.")
    before = checked(site)
    looked: list[str] = []

    def comparing(zh: object, en: object, **_: object) -> list[object]:
        looked.append(str(en))
        return []

    monkeypatch.setattr("xieshou.build.comparing.compared", comparing)
    monkeypatch.setattr("xieshou.build.comparing.differences", comparing)
    assert checked(site) == before
    assert looked == []
    add(site, "Twenty households shared RMB 320,000.")
    checked(site)
    assert len(looked) == 1
