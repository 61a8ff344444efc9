"""Texts for people in YAML: joined as they were typed, and nothing in them that would be printed as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.effort import PLENTY, effort
from tests.unit.helpers import Site, details, places, record
from xieshou.content.links import LinkedWords, faults, pieces, plain
from xieshou.content.markdown.placeholders import placeholders
from xieshou.content.markup import markup
from xieshou.content.yaml.document import parse_yaml
from xieshou.core.scripts import one_line


def data(text: str) -> object:
    document, problems = parse_yaml(text, "content/organisations/x.yml")
    assert problems == []
    assert document is not None
    return document.data


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("a: 换行\n  机构\n", "换行机构"),
        ("a: 换行   \n    机构\n", "换行机构"),
        ("a: 张 三\n  李 四\n", "张 三李 四"),
        ("a: 今年\n  2024 年\n  and more\n", "今年 2024 年 and more"),
        ("a: '他说“好”，\n  “行”''吧\n  完'\n", "他说“好”，“行”'吧完"),
        ('a: "今年\n  继续\\n推进 \\\n  合作"\n', "今年继续\n推进 合作"),
        ("a: >\n  两地今年\n  继续推进合作，\n  签约项目。\n", "两地今年继续推进合作，签约项目。\n"),
        ("a: >-\n  第一段\n  续行\n\n  第二段\n  末\n", "第一段续行\n\n第二段末"),
        ("a: >-\n  one\n  two\n\n\n  three\n", "one two\n\nthree"),
        ("a: >-\n  甲\n    缩进\n    一行\n  乙\n", "甲\n  缩进\n  一行\n乙"),
        ("a: |\n  第一行\n  第二行\n\n  第二段\n", "第一行\n第二行\n\n第二段\n"),
        ("a: 한국\n  협력\n", "한국 협력"),
        ("a: one\n  two\n", "one two"),
    ],
)
def test_a_line_that_ends_between_two_han_leaves_no_space(typed: str, value: str) -> None:
    assert data(typed) == {"a": value}


def test_lines_are_joined_in_lists_and_braces_too() -> None:
    assert data("a: [甲\n  乙, {b: 丙\n  丁}]\nc:\n  - 戊\n    己\n") == {"a": ["甲乙", {"b": "丙丁"}], "c": ["戊己"]}


def test_a_comment_between_two_texts_over_lines_changes_nothing() -> None:
    assert data("# 注\na: 甲\n  乙 # 注\nb: >\n  丙\n  丁\n# 注\nc: 戊\n") == {"a": "甲乙", "b": "丙丁\n", "c": "戊"}


def test_what_has_no_width_is_dropped_where_it_is_written_as_an_escape_too() -> None:
    assert data('a: "甲\\u200b乙\\uFEFF coop\\u00aderation"\n') == {"a": "甲乙 cooperation"}


def test_lines_become_one_where_only_one_is_shown() -> None:
    assert one_line("第一段\n\n第二段\none\ntwo") == "第一段第二段 one two"


@pytest.mark.parametrize(
    ("text", "code", "sign"),
    [
        ("两地**携手**合作", "words-markdown", "**携手**"),
        ("*强调* 语", "words-markdown", "*强调*"),
        ("__重要__", "words-markdown", "__重要__"),
        ("~~旧~~", "words-markdown", "~~旧~~"),
        ("[文字](https://example.org)", "words-markdown", "[文字](https://example.org)"),
        ("来了[](indicator:visitors#2023)。", "words-markdown", "[](indicator:visitors#2023)"),
        ("![](figure:good)", "words-markdown", "![]("),
        ("`code`", "words-markdown", "`code`"),
        ("见[^1]", "words-markdown", "[^1]"),
        ("<https://example.org>", "words-markdown", "<https://example.org>"),
        ("# 标题", "words-markdown", "# 标"),
        ("<b>粗</b>", "words-html", "<b>"),
        ("第一行<br/>第二行", "words-html", "<br/>"),
        ("<a href='https://x'>ICP</a>", "words-html", "<a href='https://x'>"),
        ('<SPAN style="x">甲</SPAN>', "words-html", '<SPAN style="x">'),
        ("甲&nbsp;乙", "words-entity", "&nbsp;"),
        ("甲&#160;乙", "words-entity", "&#160;"),
        ("甲&#xA0;乙", "words-entity", "&#xA0;"),
        ("示例 <!-- 备注 -->", "words-remark", "<!--"),
        ("示例 {# 备注 #}", "words-remark", "{# 备注 #}"),
        ("示例 %%备注%%", "words-remark", "%%备注%%"),
        ("示例 {>>备注<<}", "words-remark", "{>>备注<<}"),
        ("{{ site.name }}", "words-template", "{{"),
        ("{% if x %}", "words-template", "{%"),
    ],
)
def test_markup_where_words_are_meant_is_an_error(text: str, code: str, sign: str) -> None:
    found = list(markup(text))
    assert [(one.code, one.text) for one in found] == [(code, sign)]
    assert text.startswith(sign, found[0].offset)


@pytest.mark.parametrize(
    "text",
    [
        "3*4", "A* 算法", "A*、B*", "5*6*7", "长*宽*高", "（*为重点，*为一般）", "2**3**4", "3 * 4 * 5", "①*注",
        "file_name.txt", "a_b_c", "__init__.py", "snake_case and other_case", "____", "^_^", ">_<",
        "<5%", "a<b", "a<b and c>d", "if a < b > c", "<公报>", "<3", "[1]", "[2023] 5号", "北京[2023](第5号)",
        "C++", "C# 语言", "AT&T", "R&D; more", "Q&A;", "#1", "#1 and #2", "100%、50%", "5%%", "~100", "1~2",
        "{a, b}", "$5 and $6", "---", "a==b==c", "| a | b |", "- 甲\n- 乙", "C:\\temp",
        "https://a.b/x_y_z?a=1&b=2_c",
        "https://a.b/*x*", "5’×6”",
    ],
)  # fmt: skip
def test_signs_that_are_words_are_none(text: str) -> None:
    assert list(markup(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "TODO", "TODO: 写", "名称（TODO）", "合作 TODO 补译", "tbd", "The sum is TBD.", "FIXME later",
        "XXX公司", "xxx", "XX公司",
        "×××", "□□□", "____", "20XX年", "X月X日", "????", "N/A", "-", "…", "lorem ipsum dolor", "此处填写",
        "此处插入图片",
        "待补充", "摘要待补充。", "（待定稿）", "【待补充】", "待译", "请在此输入", "请在此输入标题",
        "请输入标题", "单击此处添加标题",
        "<姓名>", "<单位名称>", "[姓名]", "<name>", "<your name>", "[Insert title]", "Insert text here",
        "Title goes here",
        "{name}", "To be translated", "(to be confirmed)",
    ],
)  # fmt: skip
def test_what_stands_for_words_is_noticed(text: str) -> None:
    found = list(placeholders(text))
    assert {one.code for one in found} == {"placeholder"}
    assert all(text.startswith(one.text, one.offset) for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "法律草案", "a draft law", "a TODO list app", "the TODO app", "机制有待完善", "亟待补充完善",
        "XXX Olympiad",
        "等待译员", "接待填报", "待遇", "todo el mundo", "二〇〇〇年", "在此基础上", "这里填海造地",
        "请填写报名表", "在此填写申请",
        "请输入验证码", "×2", "3×4×5", "周××", "张某某", "What is it?", "A? B?", "XX染色体", "XXL",
        "None of them",
        "add here and there", "put the goods here", "[1]", "待审核名单公布", "x^{n}", "[数据](indicator:x)",
        "Draft law on data", "The draft plan", "NBA draft", "草稿纸的妙用", "手稿与草稿展", "征求意见稿",
        "draft beer",
        "First draft of history", "不要发布虚假信息", "规划完成初稿",
    ],
)  # fmt: skip
def test_real_titles_hold_no_placeholder(text: str) -> None:
    assert list(placeholders(text, title=True)) == []


@pytest.mark.parametrize(
    "title",
    [
        "草稿：北京", "（草稿）北京", "【初稿】", "北京新闻初稿", "北京 请勿发布", "标题（勿发）",
        "新闻稿_草稿2", "DRAFT: plan",
        "Draft, do not publish", "draft - plan", "plan (draft)", "plan - draft v2", "Not for publication: plan",
    ],
)  # fmt: skip
def test_a_title_that_says_it_is_not_ready_is_noticed_in_titles_alone(title: str) -> None:
    assert [one.code for one in placeholders(title, title=True)] == ["title-says-draft"]
    assert list(placeholders(title)) == []


def test_a_record_that_is_a_draft_may_have_words_to_come(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    text = record("TODO（草稿）", "summary:", "  zh: 待补充", "  en: TBD")
    assert {one.code for one in site.parse("organisations/x.yml", text).problems} == {"placeholder", "title-says-draft"}
    assert site.parse("organisations/x.yml", f"{text}draft: true\n").problems == []


def test_each_field_is_told_of_each_cause_once(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    text = record(
        "甲", "note:", "  zh: |", "    甲 **乙**", "", "    丙 **丁** <b>戊</b> <i>己</i>", "  en: '*One* and **two**'"
    )
    parsed = site.parse("organisations/x.yml", text)
    assert places(parsed.problems) == [
        f"content/organisations/x.yml:{place}"
        for place in ("6:7 words-markdown", "8:13 words-html", "9:8 words-markdown")
    ]
    assert {one.field for one in parsed.problems} == {"note"}


def test_a_sign_that_goes_on_in_the_next_line_is_told_where_it_begins(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    zh = ("  zh: >-", "    甲**乙**丙，", "    <!-- 这", "    是备注 -->", "  en: |-", "    A {#", "    b #} c")
    found = site.parse("organisations/x.yml", record("甲", "note:", *zh)).problems
    assert [(one.line, one.column, one.code) for one in found] == [
        (6, 6, "words-markdown"),
        (7, 5, "words-remark"),
        (10, 7, "words-remark"),
    ]


def test_words_of_a_list_of_records_are_told_at_their_places(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    text = "- slug: a\n  name:\n    zh: 甲\n    en: A\n- slug: b\n  name:\n    zh: 乙\n    en: B `b`\n"
    assert places(site.parse("topics.yml", text).problems) == ["content/topics.yml:8:11 words-markdown"]


def test_two_languages_in_each_others_place_are_an_error(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")

    def told(zh: str, en: str) -> list[str]:
        parsed = site.parse("organisations/x.yml", f"name:\n  zh: {zh}\n  en: {en}\n")
        return [f"{one.line}:{one.column} {one.code}" for one in parsed.problems]

    assert told("Example Joint Laboratory", "示例联合实验室") == ["3:7 text-swapped"]
    assert told("LED", "LED") == []
    assert told("LED 灯", "LED lamp (灯)") == []
    assert told("BUCT", "BUCT (北京化工大学)") == []
    assert told("示例", "示例") == ["3:7 words-language"]


def test_a_text_in_blocks_is_as_it_was_typed_everywhere(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    parsed = site.parse("organisations/x.yml", "name:\n  zh: 换行\n    机构\n  en: Line\n    Works\n")
    assert parsed.units[0].titles == (("zh", "换行机构"), ("en", "Line Works"))


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[京ICP备1号](https://beian.miit.gov.cn/)", [("京ICP备1号", "https://beian.miit.gov.cn/")]),
        ("见https://beian.miit.gov.cn/。", [("https://beian.miit.gov.cn/",) * 2]),
        ("x (https://example.org/b_(c)).", [("https://example.org/b_(c)",) * 2]),
        ("[a](mailto:a@example.org) [b](http://example.org/?q=1&r=2#/x)",
         [("a", "mailto:a@example.org"), ("b", "http://example.org/?q=1&r=2#/x")]),
        ("[1] 注，https", []),
    ],
)  # fmt: skip
def test_links_of_the_foot(text: str, links: list[tuple[str, str]]) -> None:
    assert [tuple(one) for one in pieces(text) if isinstance(one, LinkedWords)] == links
    assert list(faults(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "[a](example.org)", "[a]（https://example.org）", "[a] (https://example.org)",
        "[](https://example.org)",
        "[a](javascript:alert(1))", "[a](https://)", "[a](https://example.org /b)", "https:/example.org",
        "[a](b)",
        "![a](https://example.org/a.png)", "<https://example.org>", "[a [b]](https://example.org)",
        "[a](https://example.org",
    ],
)  # fmt: skip
def test_a_link_that_would_not_work_is_told(text: str) -> None:
    (found,) = faults(text)
    assert (found.code, text.startswith(found.text, found.offset)) == ("link-form", True)


def test_where_nothing_can_lead_anywhere_a_link_is_spelt_out() -> None:
    assert (
        plain("[CC BY](https://example.org/by) https://example.org")
        == "CC BY (https://example.org/by) https://example.org"
    )


def test_the_sign_is_shown_and_a_long_one_cut(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    long = "[见" + "很长" * 40 + "](https://example.org/a)"
    (one,) = site.parse("organisations/x.yml", record("甲", "note:", f'  zh: "{long}"', "  en: A")).problems
    assert details(one)["sign"] == long[:24] + "…"


@pytest.mark.parametrize(
    "piece",
    [
        "{#", "![", "[a](", "**a", "*a", "__", "_a ", "<a b=", "<a ", "`", "&a", "{{", "[X", "TODO ", "此处", "<姓名",
        "x月", "( ", "draft - ", "https://a.b/(", "[](", "]（", "{a", "  ", "- ",
    ],
)  # fmt: skip
def test_no_text_costs_much(piece: str) -> None:
    text = piece * (50_000 // len(piece))

    def look() -> None:
        for looked in (markup(text), placeholders(text, title=True), faults(text), pieces(text)):
            assert len(list(looked)) >= 0

    assert effort(look) < PLENTY


@pytest.mark.parametrize("set_in", ["draft：\u3000TRUE", "Draft：Yes", "草稿：是", "publish_at：2099-01-01"])
def test_a_fact_that_yaml_took_for_more_of_a_text_keeps_the_entry_back(tmp_path: Path, set_in: str) -> None:
    site = Site(tmp_path / "s")
    parsed = site.parse("articles/2024/x.en.md", f"---\ntitle: T\nsummary: Not ready.\n {set_in}\n---\n\nText.\n")
    assert (4, "words-keep-back", "error") in {(one.line, one.code, one.severity.value) for one in parsed.problems}
