"""Problems as editors read them: place, sentence, the line itself with a mark under the right character, hint."""

from __future__ import annotations

import json
import pickle
import unicodedata
from pathlib import Path

import pytest

from tests.unit.helpers import labels
from xieshou.core.problems import (
    MOST_ERRORS,
    MOST_WARNINGS,
    ContentError,
    Problem,
    Problems,
    as_data,
    message,
    of_one_file,
    problem,
    report,
    total,
)

TEXTS = {language: words.problems for language, words in labels().items()}
ZH = labels()["zh"]
PATH = "content/articles/2024/x.zh.md"


def write(root: Path, text: str) -> None:
    path = root / PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def width(text: str) -> int:
    """Columns a terminal gives a text; a tab counts as itself, for a tab above it does too."""
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text if unicodedata.category(char) != "Mn"
    )


def marked(root: Path, line: int, column: int) -> str:
    """What the mark of a report stands under."""
    lines = report([problem(PATH, line, column, "text-id", value="x")], ZH, root).split("\n")
    shown, mark = lines[1], lines[2]
    assert mark.rstrip().endswith("^")
    at = width(mark[: mark.index("^")])
    return next(shown[start:] for start in range(len(shown)) if width(shown[:start]) == at)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("a [b](project:x)", "project:x"),
        ("长治市与北京市 [合作](project:x)", "project:x"),
        ("「引」，—— ２０２３ “甲” [乙](project:x)", "project:x"),
        ("é ñ 甲 [b](project:x)", "project:x"),
        ("𠮷野家 [b](project:x)", "project:x"),
        ("ｶﾀｶﾅ 한국 [b](project:x)", "project:x"),
        ("project:x 甲", "project:x"),
    ],
)
def test_the_mark_stands_under_the_place_in_text_of_any_width(tmp_path: Path, text: str, target: str) -> None:
    write(tmp_path, f"一\n{text}\n")
    assert marked(tmp_path, 2, text.index(target) + 1).startswith(target)


def test_the_mark_stands_under_its_place_far_along_a_paragraph_that_is_one_line(tmp_path: Path) -> None:
    text = "长治与北京。" * 60 + "[甲](project:none)" + "。此后" * 100
    write(tmp_path, text)
    assert marked(tmp_path, 1, text.index("project") + 1).startswith("project:none")


def test_a_tab_before_the_place_does_not_shift_the_mark(tmp_path: Path) -> None:
    write(tmp_path, "\ta\tb\n")
    lines = report([problem(PATH, 1, 4, "text-id", value="x")], ZH, tmp_path).split("\n")
    before = lines[1].partition("| ")[2][:3]
    padding = lines[2].partition("| ")[2].rstrip("^")
    assert before.expandtabs(8).rstrip(" ") != ""
    assert len(before.expandtabs(8)) == len(padding.expandtabs(8))


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_the_line_shown_is_the_true_one_whatever_the_line_ends(tmp_path: Path, ends: str, start: str) -> None:
    write(tmp_path, start + ends.join(["一", "二", "三甲", "四"]))
    assert marked(tmp_path, 3, 2) == "甲"
    assert "\r" not in report([problem(PATH, 3, 2, "text-id", value="x")], ZH, tmp_path)


def test_a_report_has_place_sentence_line_and_hint_in_either_language(tmp_path: Path) -> None:
    write(tmp_path, "一\n见[甲](project:hej)\n")
    one = problem(PATH, 2, 6, "reference-unknown-near", field="place", kind="project", slug="hej", near="heji")
    zh, en = (report([one], labels()[language], tmp_path) for language in ("zh", "en"))
    assert zh.split("\n")[0] == f"{PATH}:2:6  错误  place: 没有这一条：project:hej [reference-unknown-near]"
    assert "heji" in zh.split("\n")[-1]
    assert zh.split("\n")[-1].startswith("    → ")
    assert "见[甲](project:hej)" in zh
    assert "见[甲](project:hej)" in en
    assert en.split("\n")[0].startswith(f"{PATH}:2:6  error  place: ")
    assert "没有" not in en


@pytest.mark.parametrize("line", [0, 3, 99])
def test_a_place_outside_the_file_is_reported_without_a_line(tmp_path: Path, line: int) -> None:
    write(tmp_path, "一\n二")
    assert "|" not in report([problem(PATH, line, 1, "text-id", value="x")], ZH, tmp_path)


def test_a_file_that_cannot_be_read_is_reported_all_the_same(tmp_path: Path) -> None:
    assert "|" not in report([problem(PATH, 1, 1, "encoding-utf16")], ZH, tmp_path)
    write(tmp_path, "")
    (tmp_path / PATH).write_bytes("标题".encode("gbk"))
    assert f"{PATH}:1:1" in report([problem(PATH, 1, 1, "encoding-not-utf8")], labels()["en"], tmp_path)


def test_what_an_editor_typed_is_shown_as_typed_braces_and_all(tmp_path: Path) -> None:
    one = problem(PATH, 1, 1, "date-form", value="{0} {value} %s {x.__class__}")
    assert "{0} {value} %s {x.__class__}" in report([one], ZH, tmp_path)


def test_problems_come_sorted_each_once() -> None:
    problems = Problems()
    later, sooner = problem("b", 1, 1, "text-id", value="x"), problem("a", 9, 1, "text-id", value="x")
    problems.add([later, sooner])
    problems.add(later)
    problems.add(problem("a", 2, 5, "file-ignored", warning=True))
    assert [(one.path, one.line) for one in problems] == [("a", 2), ("a", 9), ("b", 1)]
    assert [one.path for one in problems.errors] == ["a", "b"]
    assert [one.code for one in problems.warnings] == ["file-ignored"]
    assert ContentError(problems).problems is problems


@pytest.mark.parametrize(
    ("errors", "warnings", "codes"),
    [
        (1, MOST_WARNINGS + 50, ["more-warnings"]),
        (MOST_ERRORS + 50, 3, ["more-errors"]),
        (MOST_ERRORS + 2, MOST_WARNINGS + 2, ["more-errors", "more-warnings"]),
        (MOST_ERRORS + 1, MOST_WARNINGS + 1, []),
    ],
)
def test_what_is_left_out_of_a_file_is_counted_and_an_error_is_always_left(
    errors: int, warnings: int, codes: list[str]
) -> None:
    first = [problem(PATH, line, 1, "file-ignored", warning=True) for line in range(1, warnings + 1)]
    last = [problem(PATH, 9_000 + line, 1, "text-id", value="x") for line in range(errors)]
    told = Problems([*of_one_file([*first, *last])])
    assert (total(told.errors), total(told.warnings)) == (errors, warnings)
    assert len(told.errors) >= min(errors, MOST_ERRORS)
    assert [one.code for one in (*told.errors, *told.warnings) if one.code.startswith("more-")] == codes
    for one in told:
        if one.code.startswith("more-"):
            assert all(str(total([one])) in message(one, texts)[0] for texts in TEXTS.values())


def test_a_machine_reads_the_same_problem_in_every_language() -> None:
    one = problem(PATH, 2, 6, "date-form", field="date", value="去年")
    data = json.loads(json.dumps(as_data(one, TEXTS), ensure_ascii=False))
    assert (data["path"], data["line"], data["column"], data["field"], data["code"]) == (
        PATH,
        2,
        6,
        "date",
        "date-form",
    )
    assert data["severity"] == "error"
    assert set(data["message"]) == set(data["hint"]) == {"zh", "en"}
    assert all("去年" in text for text in data["message"].values())


@pytest.mark.parametrize("language", TEXTS)
def test_every_sentence_can_be_said_with_the_details_it_names(language: str) -> None:
    names = ["value", "moment", "names", "near", "known", "choices", "kind", "slug", "other", "why", "tag", "limit",
             "folders",    "languages", "target", "instead",
             "key", "character", "language", "available", "address", "sign", "words", "folder",
             "name", "unit", "count", "meant", "users", "listed", "total",
             "root", "kept", "size", "readings", "first", "zh", "en", "zh_value", "en_value", "what",
             "wanted", "entry", "endings", "most"]  # fmt: skip
    for code in TEXTS[language]:
        said, hint = message(Problem(PATH, 1, 1, code, "甲", tuple((name, "甲") for name in names)), TEXTS[language])
        assert said.strip(), code
        assert hint.strip(), code


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"RIFF\x24\x00\x00\x00WEBPVP8 \xd0\xb0",
        b"PK\x03\x04 a file of an office program",
        b"%PDF-1.7 \xe2\xe3",
        b"wOF2\x00\x01\x00\x00\xb1\xc4",
        b"\x00" * 300 + b"ustar",
    ],
)
def test_nobody_is_shown_the_bytes_of_a_file_that_is_no_text(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "assets" / "photos" / "签约 现场（1）.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    told = report([problem("assets/photos/签约 现场（1）.jpg", 1, 1, "picture-orphan", warning=True)], ZH, tmp_path)
    assert "1 |" not in told
    assert told.isprintable() or told.replace("\n", "").isprintable()


@pytest.mark.parametrize("text", ["甲\x00乙", "a\tb", "甲\x1b[1m乙", "é"])
def test_a_slip_of_the_fingers_does_not_make_a_text_a_binary_file(tmp_path: Path, text: str) -> None:
    write(tmp_path, f"{text} 正文在这里，后面还有一些字。\n")
    assert "正文在这里" in report([problem(PATH, 1, 1, "text-id", value="x")], ZH, tmp_path)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_the_line_of_a_text_in_another_encoding_is_shown(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, "")
    (tmp_path / PATH).write_bytes("正文在这里".encode(encoding))
    assert "正文在这里" in report([problem(PATH, 1, 1, "encoding-not-utf8")], ZH, tmp_path)


def test_errors_in_content_can_be_sent_from_a_worker() -> None:
    error = ContentError(Problems([problem(PATH, 1, 1, "text-id", value="x")]))
    again = pickle.loads(pickle.dumps(error))
    assert list(again.problems) == list(error.problems)
    assert str(again) == "1 content errors"
