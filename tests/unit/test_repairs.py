"""``xieshou fix`` by the problems that were told: each code with a sure repair, and nothing made worse."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner

from tests.unit.helpers import READER, Site, story
from tests.unit.test_autofix import MARK, TYPED, name_of
from xieshou.cli.changes import changes, told
from xieshou.cli.main import main
from xieshou.cli.options import LABELS
from xieshou.content.autofix import Look, mended
from xieshou.content.flaws import Flaw
from xieshou.content.repairs import ELSEWHERE, REPAIRS
from xieshou.core.problems import SUMMARIES, Problem, Severity, problem
from xieshou.language.problem_records import codes

TEXT, ENGLISH, RECORD = "articles/2024/x.zh.md", "articles/2024/x.en.md", "organisations/x.yml"
FRONT = "---\ntitle: 标题\nsummary: 摘要\ndate: 2024-07-09\nsources:\n  - daily\n---\n"
DRAFT = f"{FRONT[:-4]}draft"
NAME = "name:\n  zh: 甲\n  en: A\n"
CROSS = frozenset(
    (
        "named",
        "named-link",
        "named-wiki",
        "picture-missing-near",
        "picture-without-figure-near",
        "reference-unknown-near",
    )
) | {"docs-file-missing-near", "label-unknown-near"}
"""Codes that only a look at the whole project tells."""

CASES = [
    ("field-translates", ENGLISH, FRONT.replace("date:", "translates: 5f3a\ndate:") + "Text.\n", FRONT + "Text.\n"),
    ("field-unknown-near", RECORD, NAME + "tpye: company\n", NAME + "type: company\n"),
    ("field-unknown-near", RECORD, NAME + "Aliases:\n  - 乙\n", NAME + "aliases:\n  - 乙\n"),
    ("field-unknown-near", TEXT, FRONT.replace("summary", "sumary") + "文\n", FRONT + "文\n"),
    ("choice-unknown-near", RECORD, NAME + "type: Company\n", NAME + "type: company\n"),
    ("choice-unknown-near", RECORD, NAME + "type: univeristy\n", NAME + "type: university\n"),
    ("flag-form", TEXT, f"{DRAFT}: ture\n---\n文\n", f"{DRAFT}: true\n---\n文\n"),
    ("text-number", RECORD, "name:\n  zh: 2024\n  en: A\n", 'name:\n  zh: "2024"\n  en: A\n'),
    ("text-language", RECORD, "name:\n  zh-CN: 甲\n  EN: A\n", "name:\n  zh: 甲\n  en: A\n"),
    ("link-twice", TEXT, FRONT.replace("daily\n", "daily\n  - daily\n") + "文\n", FRONT + "文\n"),
    ("link-twice", TEXT, FRONT.replace("\n  - daily", " [daily, daily]"), FRONT.replace("\n  - daily", " [daily]")),
    ("yaml-duplicate", RECORD, NAME + "type: company\ntype: company\n", NAME + "type: company\n"),
    ("words-entity", RECORD, "name:\n  zh: 甲&nbsp;乙\n  en: A &amp; B\n", "name:\n  zh: 甲 乙\n  en: A & B\n"),
    ("words-wide", ENGLISH, FRONT + "The ＬＥＤ, a ＧＰＵ.\n\nAn ＡＩ.\n", FRONT + "The LED, a GPU.\n\nAn AI.\n"),
    (
        "words-stop",
        ENGLISH,
        FRONT + "It met，signed。\n\nIt went，too.\n",
        FRONT + "It met, signed.\n\nIt went, too.\n",
    ),
    ("wide-letters", TEXT, FRONT + "达４０％，`５０％`。\n\n２０２４年。\n", FRONT + "达40%，`５０％`。\n\n2024年。\n"),
    ("wide-letters", RECORD, "name:\n  zh: ＬＥＤ厂\n  en: A\n", "name:\n  zh: LED厂\n  en: A\n"),
    ("naught", TEXT, FRONT + "二○二四年、二O一九年。\n", FRONT + "二〇二四年、二〇一九年。\n"),
    ("stroke", TEXT, FRONT.replace("标题", "观察丨长治") + "文\n", FRONT.replace("标题", "观察｜长治") + "文\n"),
    ("dot-in-name", TEXT, FRONT + "约翰・史密斯\n", FRONT + "约翰·史密斯\n"),
    ("kana-for-character", TEXT, FRONT + "电カ充足\n", FRONT + "电力充足\n"),
    ("hyphen-in-number", TEXT, FRONT + "COVID－19\n", FRONT + "COVID-19\n"),
    ("ligature", ENGLISH, FRONT + "An eﬃcient ﬁeld.\n", FRONT + "An efficient field.\n"),
    ("straight-quotes", ENGLISH, FRONT + 'It\'s a "field".\n', FRONT + "It’s a “field”.\n"),
    ("double-hyphen", ENGLISH, FRONT + "A field -- a big one.\n", FRONT + "A field – a big one.\n"),
    ("space-before-stop", ENGLISH, FRONT + "A field , `a` , b .\n", FRONT + "A field, `a` , b.\n"),
    ("hyphen-in-range", ENGLISH, FRONT + "A field of 2021-2023.\n", FRONT + "A field of 2021–2023.\n"),
    ("half-width-stop", TEXT, FRONT + "看车间,问工人(长治)\n", FRONT + "看车间，问工人（长治）\n"),
    ("ellipsis-form", TEXT, FRONT + "等等...\n", FRONT + "等等……\n"),
    ("dash-form", TEXT, FRONT + "看车间--也问工人\n", FRONT + "看车间——也问工人\n"),
    ("space-in-name", RECORD, "name:\n  zh: 王　芳\n  en: W\u00a0F\n", "name:\n  zh: 王芳\n  en: W F\n"),
    ("text-heading-wide", TEXT, FRONT + "＃＃　题\n", FRONT + "## 题\n"),
    (
        "text-table-wide",
        TEXT,
        FRONT + "｜甲｜乙｜\n｜---｜---｜\n｜1｜2｜\n\n丙｜丁\n",
        FRONT + "|甲|乙|\n|---|---|\n|1|2|\n\n丙｜丁\n",
    ),
    (
        "text-table-note",
        TEXT,
        FRONT + "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n注：丙\n",
        FRONT + "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n注：丙\n",
    ),
    ("text-picture-wide", TEXT, FRONT + "！[](figure:x)\n", FRONT + "![](figure:x)\n"),
    ("text-figure-not-alone", TEXT, FRONT + "甲\n![](figure:x)\n乙\n", FRONT + "甲\n\n![](figure:x)\n\n乙\n"),
    ("text-bullets", TEXT, FRONT + "如下：\n• 甲\n• 乙\n\n-丙\n-丁\n", FRONT + "如下：\n\n- 甲\n- 乙\n\n- 丙\n- 丁\n"),
    ("private-character", TEXT, FRONT + "如下：\n\uf0b7 甲\n\uf0b7 乙\n", FRONT + "如下：\n\n- 甲\n- 乙\n"),
    ("text-link-typed", TEXT, FRONT + "见［报］（source:daily）。\n", FRONT + "见[报](source:daily)。\n"),
    (
        "text-link-typed",
        TEXT,
        FRONT + "见[报](source:daily)、【报】(source:daily)。\n",
        FRONT + "见[报](source:daily)、[报](source:daily)。\n",
    ),
    ("date-form", TEXT, FRONT.replace("2024-07-09", "2024年7月9日") + "文\n", FRONT + "文\n"),
    ("date-form", TEXT, FRONT.replace("2024-07-09", "9 July 2024") + "文\n", FRONT + "文\n"),
    ("date-form", TEXT, FRONT.replace("2024-07-09", "二○二四年七月九日") + "文\n", FRONT + "文\n"),
    ("date-form", TEXT, FRONT.replace("2024-07-09", "July 9, 2024") + "文\n", FRONT + "文\n"),
    ("date-form", TEXT, FRONT.replace("2024-07-09", "2024–7–9") + "文\n", FRONT + "文\n"),
    ("letter-of-another-script", RECORD, "name:\n  zh: 甲\n  en: B\u0435ijing\n", "name:\n  zh: 甲\n  en: Beijing\n"),
    ("compatibility-character", RECORD, "name:\n  zh: \uf9e1\n  en: A\n", "name:\n  zh: 李\n  en: A\n"),
    ("radical-for-character", TEXT, FRONT + "⻓治\n", FRONT + "长治\n"),
    ("control-character", TEXT, FRONT + "长\u200e治\n", FRONT + "长治\n"),
]
UNSURE = [
    (TEXT, FRONT.replace("date:", "draft: maybe\ndate:") + "文\n"),
    (TEXT, FRONT.replace("2024-07-09", "08/11/2023") + "文\n"),
    (RECORD, NAME + "typ: company\n"),
    (RECORD, NAME + "updated: 2024\n"),
    (RECORD, "name:\n  zh: null\n  en: A\n"),
    (RECORD, NAME + "type: company\ntype: university\n"),
    (TEXT, FRONT + "#话题\n"),
    (TEXT, FRONT + "＃话题＃\n"),
    (TEXT, FRONT + "— 甲\n— 乙\n"),
    (TEXT, FRONT + "见【报】（https://example.org）\n"),
    (TEXT, FRONT + "长\u202e治\n"),
    (TEXT, FRONT + "图见 ![](figure:x) 一\n"),
    (TEXT, FRONT + "甲\ufffd乙\n"),
    (RECORD, NAME + "sumary:\n  - 甲\n"),
]


def look_at(name: str, path: Path) -> Look:
    """The problems of a file alone, for any bytes."""
    return lambda data: READER.parse(path, name, data).problems


def fixed(site: Site, name: str, data: bytes) -> bytes:
    """What is left of a file of the site, repaired by its own problems."""
    look = look_at(f"content/{name}", site.add(name, data))
    found = mended(data, f"content/{name}", look(data), look)
    return found.data if found else data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site.sound(tmp_path_factory.mktemp("sites") / "site")


@pytest.mark.parametrize(
    ("code", "name", "typed", "meant"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)]
)
def test_a_sure_repair_is_made_and_the_problem_is_gone(
    site: Site, code: str, name: str, typed: str, meant: str
) -> None:
    look = look_at(f"content/{name}", site.add(name, typed))
    assert code in {one.code for one in look(typed.encode())}
    for ends, mark in (("\n", b""), ("\r\n", MARK), ("\r", b"")):
        for last in ("\n", ""):
            data, expected = (f"{text.rstrip()}{last}".replace("\n", ends).encode() for text in (typed, meant))
            assert fixed(site, name, mark + data) == mark + expected
    assert code not in {one.code for one in look(meant.encode())}


@pytest.mark.parametrize(("name", "typed"), UNSURE)
def test_what_would_be_a_guess_is_left_as_it_is(site: Site, name: str, typed: str) -> None:
    assert fixed(site, name, typed.encode()) == typed.encode()


def test_every_repair_is_held_to_a_case_and_every_code_has_its_words() -> None:
    tried = {case[0] for case in CASES} | CROSS
    assert {"half-kana", "text-heading-tight", "link-form"} >= {*REPAIRS} - tried
    assert {*REPAIRS} - codes().keys() <= {"named", "named-link", "named-wiki"}
    assert codes().keys() >= ELSEWHERE


def test_no_file_is_made_worse_and_twice_is_once() -> None:
    """Of all wrong input there is. A fault may have kept others on its line from being told."""
    for path in TYPED:
        name, data = name_of(path), path.read_bytes()
        if name.endswith("site.yml") or "/docs/" in name:
            continue
        look = look_at(name, path)
        before = look(data)
        found = mended(data, name, before, look)
        if found is None:
            continue
        after = look(found.data)
        unread = any(one.severity is Severity.ERROR for one in before)
        new = Counter(one.code for one in after) - Counter(one.code for one in before)
        assert unread or {*new} <= {*SUMMARIES}, path
        assert len(_errors(after)) <= len(_errors(before)), path
        assert mended(found.data, name, after, look) is None, path
        _only_lines_that_changed(data, found.data, found.encoding)


def _errors(problems: Sequence[Problem]) -> list[Problem]:
    return [one for one in problems if one.severity is Severity.ERROR]


def _only_lines_that_changed(data: bytes, repaired: bytes, encoding: str) -> None:
    """The ends of lines and the mark are those that were typed."""
    if encoding:
        return
    assert repaired.startswith(MARK) == data.startswith(MARK)
    ends = (b"\r\n", b"\r", b"\n")
    assert {end for end in ends if end in repaired} <= {end for end in ends if end in data}


def flaw(code: str, line: str, column: int, **details: str) -> Flaw:
    return Flaw(problem("content/x.yml", 1, column, code, **cast(dict[str, Any], details)), [line])


@pytest.mark.parametrize(
    ("told", "repaired"),
    [
        (flaw("named", "  - 北化大", 5, value="北化大", near="buct"), "  - buct"),
        (flaw("named", 'place: "北京"', 8, value="北京", near="beijing"), 'place: "beijing"'),
        (flaw("named", "place: 北京", 8, value="北京", near="a, b"), None),
        (
            flaw("named-link", "见[甲](北化大)。", 2, value="北化大", near="organisation:buct"),
            "见[甲](organisation:buct)。",
        ),
        (flaw("named-link", "北化大[甲](北化大)", 4, value="北化大", near="organisation:buct"), None),
        (
            flaw("named-wiki", "见[[北化大]]。", 2, sign="[[北化大]]", value="北化大", near="organisation:buct"),
            "见[北化大](organisation:buct)。",
        ),
        (
            flaw(
                "picture-missing-near", "image: photos/Field.JPG", 8, value="photos/Field.JPG", near="photos/field.jpg"
            ),
            "image: photos/field.jpg",
        ),
        (
            flaw(
                "picture-missing-near",
                "image: photos/fie\u0301.jpg",
                8,
                value="photos/fie\u0301.jpg",
                near="photos/fié.jpg",
            ),
            "image: photos/fié.jpg",
        ),
        (flaw("picture-missing-near", "image: photos/a.jpg", 8, value="photos/a.jpg", near="photos/ab.jpg"), None),
        (
            flaw("reference-unknown-near", "  - the_daily", 5, slug="the_daily", near="the-daily, daily"),
            "  - the-daily",
        ),
        (flaw("reference-unknown-near", "  - dayly", 5, slug="dayly", near="daily"), None),
        (flaw("docs-file-missing-near", "![甲](../p/A.PNG)", 1, target="p/A.PNG", near="p/a.png"), "![甲](../p/a.png)"),
        (flaw("label-unknown-near", "  hmoe: 主页", 3, name="hmoe", near="home"), "  home: 主页"),
        (flaw("link-form", "note: 见［甲］（https://a.example/b）", 8), "note: 见[甲](https://a.example/b)"),
        (flaw("text-heading-tight", "##题目", 1), "## 题目"),
        (flaw("text-heading-tight", "#题目", 1), None),
        (flaw("half-kana", "これはｶﾅ", 4, language="ja"), "これはカナ"),
    ],
)
def test_what_the_whole_project_tells_is_repaired_where_it_stands(told: Flaw, repaired: str | None) -> None:
    edit = REPAIRS[told.problem.code](told)
    assert edit == (None if repaired is None else {0: (repaired,)})


# -- what people are shown


def shown(before: list[str], after: list[str], language: str = "en") -> list[str]:
    return [line for change in changes(before, after) for line in told("x.md", change, LABELS[language]).split("\n")]


def test_a_change_is_shown_with_its_place_its_marks_and_names_of_what_cannot_be_seen() -> None:
    typed = ["同", "在B\u0435ijing\u200b说", "・"]
    assert shown(typed, ["同", "在Beijing说", "·"]) == [
        "x.md:2",
        "  - 在B\u0435ijing‹U+200B›说",
        "    　 ^     ^^^^^^^^",
        "  + 在Beijing说",
        "    　 ^",
        "    ‹U+200B›: zero-width space",
        "    \u0435 U+0435 → e U+0065",
        "x.md:3",
        "  - ・",
        "    ^^",
        "  + ·",
        "    ^",
        "    ・ U+30FB → · U+00B7",
    ]
    assert "    ‹U+200B›: 零宽空格" in shown(typed, ["同", "在Beijing说", "·"], "zh")
    assert "    ‹U+0007›: a character that cannot be seen" in shown(["a\x07"], ["a"])


def test_of_a_long_line_what_stands_round_a_change_is_shown() -> None:
    line = "甲" * 200
    out = shown([f"{line}⻓{line}⼯{line}"], [f"{line}长{line}工{line}"])
    assert [one for one in out if one.startswith("  -")] == [f"  - …{'甲' * 24}{sign}{'甲' * 24}…" for sign in "⻓⼯"]
    assert max(map(len, shown(["a" * 5_000 + "b"], ["a" * 5_000 + "c"]))) < 80


def test_lines_that_are_put_in_or_taken_out_are_shown() -> None:
    assert shown(["一", "• 甲", "• 乙"], ["一", "", "- 甲", "- 乙"])[:2] == ["x.md:2", "  + (an empty line)"]
    assert shown(["a", "b", "b"], ["a", "b"]) == ["x.md:3", "  - b"]


def run(site: Site, *options: str) -> str:
    done = CliRunner().invoke(main, ["fix", "--root", str(site.root), "--lang", "en", *options])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_command_repairs_records_texts_pages_and_words_of_the_site(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    text = site.add(TEXT, story("date: 2024/7/9", "sources: [Daily]", text="达４０％。\n\n• 甲\n• 乙\n", title="⻓治"))
    page = site.root / "docs" / "about.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("# 关于\n\n二○二四年，达５０％。\n\n再达６０％。\n", "utf-8")
    labels = site.root / "assets" / "labels" / "zh.yml"
    labels.parent.mkdir(parents=True)
    labels.write_text("ui:\n  home: ⾸页\n", "utf-8")
    found = json.loads(run(site, "--format", "json"))
    assert {one["path"] for one in found["files"]} == {f"content/{TEXT}", "docs/about.md", "assets/labels/zh.yml"}
    assert "⻓" in text.read_text("utf-8")
    said = run(site, "--write")
    assert f"content/{TEXT}:2\n  - title: ⻓治" in said
    assert "Files changed: 3." in said
    assert "title: 长治" in text.read_text("utf-8")
    assert "date: 2024-07-09" in text.read_text("utf-8")
    assert text.read_text("utf-8").endswith("达40%。\n\n- 甲\n- 乙\n")
    assert page.read_text("utf-8") == "# 关于\n\n二〇二四年，达50%。\n\n再达60%。\n"
    assert labels.read_text("utf-8") == "ui:\n  home: 首页\n"


def test_a_warning_that_people_let_stand_is_not_repaired(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    accepted = (
        "accepted:\n  - code: wide-letters\n    field: name\n    about: ＬＥＤ · zh · LED\n    reason: 甲\n    by: 乙\n"
    )
    data = f"name:\n  zh: ＬＥＤ厂\n  en: A\n{accepted}"
    path = site.add(RECORD, data)
    run(site, "--write")
    assert path.read_text("utf-8") == data


def test_wrong_settings_keep_no_file_from_being_repaired(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    (site.root / "mkdocs.yml").write_text("site_name: [\n", "utf-8")
    path = site.add(RECORD, NAME.replace("甲", "⻓治ＬＥＤ厂") + "tpye: company\n")
    run(site, "--write")
    assert path.read_text("utf-8") == NAME.replace("甲", "长治LED厂") + "type: company\n"
