"""YAML as editors write it: strings stay strings, every part has its true place, slips are named."""

from __future__ import annotations

from functools import partial

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import PLENTY, measured
from tests.unit.helpers import details
from xieshou.content.yaml.document import MAX_DEPTH, Doubtful, YamlDocument, parse_yaml
from xieshou.core.problems import Problem

PATH = "content/projects/x.yml"


def sound(text: str, first_line: int = 1) -> YamlDocument:
    document, problems = parse_yaml(text, PATH, first_line)
    assert problems == []
    assert document is not None
    return document


def only(text: str, first_line: int = 1) -> Problem:
    _, problems = parse_yaml(text, PATH, first_line)
    assert len(problems) == 1, problems
    return problems[0]


def at(one: Problem) -> tuple[str, int, int]:
    return one.code, one.line, one.column


@pytest.mark.parametrize(
    "typed", ["no", "yes", "~", "null", "0123", "12:30:45", "1e3", "2023-11-08", "0x1F", "1_000", ".inf", "true", "="]
)
def test_what_the_editor_typed_stays_what_it_is(typed: str) -> None:
    assert sound(f"a: {typed}\nb:\n  - {typed}\n").data == {"a": typed, "b": [typed]}


def test_an_empty_file_and_an_empty_value_are_no_slip() -> None:
    assert sound("").data == {}
    assert sound("# 只有注释\n").data == {}
    assert sound("a:\nb: 1\n").data == {"a": "", "b": "1"}


def test_a_key_written_twice_is_reported_where_it_is_written_again() -> None:
    assert at(only("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n")) == ("yaml-duplicate", 5, 3)
    assert only("名: 1\n名: 2\n").field == "名"


def test_all_repeated_keys_are_reported_at_once() -> None:
    _, problems = parse_yaml("a: 1\na: 2\nb: 1\nb: 2\n", PATH)
    assert [(one.field, one.line) for one in problems] == [("a", 2), ("b", 4)]


def test_the_same_key_in_two_places_is_no_repetition() -> None:
    assert sound("- a: 1\n- a: 2\n").data == [{"a": "1"}, {"a": "2"}]


@pytest.mark.parametrize("text", ["a: &x 1\nb: *x\n", "a: &x\n  c: 1\nb:\n  <<: *x\n", "a: &x [*x]\n"])
def test_aliases_are_refused_recursive_ones_too(text: str) -> None:
    document, problems = parse_yaml(text, PATH)
    assert document is None
    assert {one.code for one in problems} == {"yaml-alias"}


def test_a_bomb_of_aliases_is_refused() -> None:
    """It would never be done with: 9 to the 11th power items."""
    bomb = "a0: &a0 [x,x]\n" + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    document, problems = parse_yaml(bomb, PATH)
    assert document is None
    assert problems


def test_a_tag_is_refused_where_it_stands() -> None:
    found = only("a: 1\nb:\n  - !wow 2\n")
    assert at(found) == ("yaml-tag", 3, 5)
    assert details(found)["tag"] == "!wow"


def test_a_text_that_begins_with_an_exclamation_mark_is_to_be_quoted() -> None:
    assert at(only("a: 1\nb: !重要 通知\n")) == ("yaml-lead", 2, 4)


def test_python_objects_are_never_made() -> None:
    document, _ = parse_yaml("a: !!python/object/apply:os.system ['true']\n", PATH)
    assert document is None or document.data == {"a": ["true"]}


def test_a_key_that_is_a_list_is_refused_at_the_key() -> None:
    assert at(only("a: 1\n? [b, c]\n: 2\n")) == ("yaml-key", 2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2),
        "a: " + "{b: " * (MAX_DEPTH + 2) + "1" + "}" * (MAX_DEPTH + 2),
        "- " * (MAX_DEPTH + 2) + "1",
        "a:\n" + " " * 200 + "b: 1",
        "[\n" * 990 + "]\n" * 990,
        "[\n" * 20_000 + "]\n" * 20_000,
        "".join(" " * depth + "a:\n" for depth in range(199)) + " " * 199 + "b",
    ],
    ids=["brackets", "braces", "dashes", "indent", "brackets-over-lines", "very-many-brackets", "steps"],
)
def test_what_is_nested_too_deep_is_refused_and_never_a_crash(text: str) -> None:
    document, problems = parse_yaml(text, PATH)
    assert document is None
    assert [one.code for one in problems] == ["yaml-too-deep"]


def test_a_line_of_open_brackets_does_not_hang_the_build() -> None:
    text = "a: " + "[" * (MAX_DEPTH - 1) + "\n" + "b: " + "{x " * (MAX_DEPTH - 1)
    (_, problems), took = measured(partial(parse_yaml, text, PATH))
    assert problems
    assert took < PLENTY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n\tb: 1\n", ("yaml-tab", 2, 1)),
        ("a: 1\nb：2\n", ("yaml-full-width-colon", 2, 2)),
        ("a：1\nb: 2\n", ("yaml-full-width-colon", 1, 2)),
        ("a: 1\n- b：2\n", ("yaml-full-width-colon", 2, 4)),
        ("a: 结论: 合作\n", ("yaml-colon-in-text", 1, 6)),
        ("- a: 一: 二: 三\n", ("yaml-colon-in-text", 1, 7)),
        ("a: 1\n  b: 2\n", ("yaml-indent", 2, 4)),
        ("a: [1, 2\nb: 3\n", ("yaml-lead", 1, 4)),
        ("a: 1\n---\nb: 2\n", ("yaml-second-document", 2, 1)),
        ("a:1\nb: 2\n", ("yaml-no-space", 1, 2)),
        ("a:\n－ b\n", ("yaml-wide-dash", 2, 1)),
        ("a: 1\nb:　c\nd: 2\n", ("yaml-wide-space", 2, 3)),
        ('a: "b" c\n', ("yaml-after-quote", 1, 4)),
        ('a: "\\甲"\n', ("yaml-escape", 1, 5)),
        ("a: 1\nb\nc: 2\n", ("yaml-no-colon", 2, 1)),
        ("a: @1\n", ("yaml-lead", 1, 4)),
        ('a: 1\nb: "没有结束\nc: 2\nd: 3\n', ("yaml-quote-unclosed", 2, 4)),
    ],
)
def test_a_slip_is_named_at_its_line_and_column(text: str, expected: tuple[str, int, int]) -> None:
    assert at(only(text)) == expected


def test_a_colon_in_a_remark_is_no_slip() -> None:
    _, problems = parse_yaml("a: 甲   # 见：乙: 丙\nb:\n\t- c\n", PATH)
    assert [at(one) for one in problems] == [("yaml-tab", 3, 1)]


def test_slips_and_the_faults_behind_them_are_told_at_once() -> None:
    document, problems = parse_yaml("a：1\nb:\n\t- c\nd: 甲: 乙\nd: 1\n", PATH)
    assert [at(one) for one in problems] == [
        ("yaml-full-width-colon", 1, 2),
        ("yaml-tab", 3, 1),
        ("yaml-colon-in-text", 4, 5),
        ("yaml-duplicate", 5, 1),
    ]
    assert document is not None
    assert document.data == {"a": "1", "b": ["c"], "d": "甲: 乙"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2023", "text-number"),
        ("no", "text-number"),
        ("~", "text-number"),
        ("甲 #1", "text-comment"),
        ("“甲”", "text-wide-quotes"),
    ],
)
def test_what_may_be_no_text_is_marked_and_quotes_settle_it(typed: str, code: str) -> None:
    document, _ = parse_yaml(f"a: {typed}\n", "content/articles/2024/x.zh.md")
    assert document is not None
    found = document.data["a"]
    assert isinstance(found, Doubtful)
    assert found.code == code
    assert type(sound(f'a: "{typed}"\n').data["a"]) is str


def test_lines_are_counted_from_where_the_front_matter_begins() -> None:
    assert at(only("a: 1\na: 2\n", first_line=2)) == ("yaml-duplicate", 3, 1)
    assert at(only("a:\n\tb: 1\n", first_line=5)) == ("yaml-tab", 6, 1)


def test_every_part_has_its_place() -> None:
    document = sound("甲: 一\nlist:\n  - x\n  - k: v\n    empty:\n", first_line=2)
    assert document.place(("甲",)) == (2, 4)
    assert document.place(("甲",), key=True) == (2, 1)
    assert document.place(("list",)) == (4, 3)
    assert document.place(("list",), key=True) == (3, 1)
    assert document.place(("list", 0)) == (4, 5)
    assert document.place(("list", 1, "k")) == (5, 8)
    assert document.place(("list", 1, "empty")) == (6, 5)


def test_a_part_that_is_missing_has_the_place_of_what_it_is_missing_from() -> None:
    document = sound("a:\n  b: 1\n")
    assert document.place(("a", "c")) == (2, 3)
    assert document.place(("z",)) == (1, 1)
    assert document.place(("a", "b", "c", 0)) == (2, 6)
    assert sound("").place(("a",)) == (1, 1)


plain_words = st.text(alphabet="abc甲乙丙0123 ~-:#'\"!*&%@,[]{}|>\\", max_size=12)


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=4), st.lists(plain_words, max_size=3), max_size=4))
def test_what_any_yaml_writer_writes_is_read_back(data: dict[str, list[str]]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"', default_flow_style=False)
    assert sound(text).data == data


@given(st.text(alphabet="ab: -\n\t#'\"[]{}!&*|>,?：%@~甲", max_size=60))
def test_any_text_is_read_or_gives_a_problem_inside_the_file(text: str) -> None:
    document, problems = parse_yaml(text, PATH, 3)
    assert document is not None or problems
    for one in problems:
        assert 3 <= one.line <= 3 + text.count("\n") + 1
        assert one.column >= 1
