"""Files as Notepad, WPS and others leave them: encodings, line ends, control characters, front matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.helpers import Site, details, places
from xieshou.content.source.decode import MAX_BYTES, MAX_LINES, MAX_TEXT, UNPRINTABLE, TextFile, _suspect, read
from xieshou.core.problems import Problem, total


def write(folder: Path, data: str | bytes, name: str = "x.zh.md") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def sound(folder: Path, data: str | bytes, name: str = "x.zh.md") -> TextFile:
    source, problems = read(write(folder, data, name), name)
    assert problems == []
    assert source is not None
    return source


def only(folder: Path, data: str | bytes, name: str = "x.zh.md") -> Problem:
    _, problems = read(write(folder, data, name), name)
    assert len(problems) == 1
    return problems[0]


STORY = "---\ntitle: 标题\n---\n\n正文\n"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path: Path, ends: str, bom: bytes) -> None:
    source = sound(tmp_path, bom + STORY.replace("\n", ends).encode())
    assert (source.front, source.front_line) == ("title: 标题\n", 2)
    assert (source.body, source.body_line) == ("\n正文\n", 4)


def test_the_text_of_a_file_begins_on_its_true_line(tmp_path: Path) -> None:
    source = sound(tmp_path, "---\na: 1\n\nb: 2\n---  \n一\n")
    assert (source.body, source.body_line) == ("一\n", 6)
    assert sound(tmp_path, "一\n二\n").body_line == 1


def test_a_file_may_end_with_its_front_matter(tmp_path: Path) -> None:
    source = sound(tmp_path, "---\ntitle: 标题\n---")
    assert (source.front, source.body) == ("title: 标题\n", "")


def test_a_rule_in_the_text_is_not_the_end_of_front_matter(tmp_path: Path) -> None:
    source = sound(tmp_path, "---\na: 1\n---\n一\n\n---\n\n二\n")
    assert source.body == "一\n\n---\n\n二\n"
    plain = sound(tmp_path, "一\n\n---\n\n二\n")
    assert plain.front is None


def test_a_record_is_front_matter_from_its_first_line(tmp_path: Path) -> None:
    source = sound(tmp_path, "\ufeffname: 甲\r\n", "x.yml")
    assert (source.front, source.front_line, source.body) == ("name: 甲\n", 1, "")


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_saved_as_utf_16_is_named_as_such(tmp_path: Path, codec: str) -> None:
    data = STORY.encode(codec)
    if codec == "utf-16-le":
        data = b"\xff\xfe" + data
    if codec == "utf-16-be":
        data = b"\xfe\xff" + data
    assert only(tmp_path, data).code == "encoding-utf16"


def test_gbk_is_reported_at_the_first_line_that_holds_it(tmp_path: Path) -> None:
    found = only(tmp_path, b"---\ntitle: a\nsummary: " + "标题".encode("gbk") + b"\n---\n")
    assert (found.code, found.line) == ("encoding-not-utf8", 3)


def test_a_file_cut_off_in_the_middle_of_a_character_is_refused(tmp_path: Path) -> None:
    assert only(tmp_path, STORY.encode()[:-2]).code == "encoding-not-utf8"


@pytest.mark.parametrize(
    "char",
    ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1a", "\x1b", "\x1f", "\x7f",
     "\x80", "\x85", "\x9f", "\u2028", "\u2029", "\uffff"],
    ids=lambda char: f"U+{ord(char):04X}",
)  # fmt: skip
def test_a_control_character_is_reported_where_it_stands(tmp_path: Path, char: str) -> None:
    found = only(tmp_path, f"---\r\ntitle: 标题\r\n---\r\n一二{char}三\r\n")
    assert (found.code, found.line, found.column) == ("control-character", 4, 3)
    assert details(found)["character"] == f"U+{ord(char):04X}"


@pytest.mark.parametrize(
    ("line", "code"),
    [("一\u200e二\u200e", "control-character"), ("鏂囧瓧鏂囧瓧", "garbled"), ("<<<<<<< a", "merge-conflict"),
     ("一\ue000", "private-character")],
)  # fmt: skip
def test_lines_with_the_same_fault_are_all_counted(tmp_path: Path, line: str, code: str) -> None:
    _, few = read(write(tmp_path, f"一\n{line}\n" * 3), "x.zh.md")
    assert [(one.line, one.code) for one in few] == [(2, code), (4, code), (6, code)]
    _, many = read(write(tmp_path, f"一\n{line}\n" * 300), "x.zh.md")
    assert len(many) < 30
    assert total(many) == 300
    assert {one.severity for one in many} == {few[0].severity}
    assert (many[-1].code, many[-1].line) == ("more-lines", 2 * len(many))


@pytest.mark.parametrize("char", ["\t", "\u3000", "\u00a0", "𠮷", "é"])
def test_ordinary_characters_are_kept(tmp_path: Path, char: str) -> None:
    assert sound(tmp_path, f"一{char}二\n").body == f"一{char}二\n"


def test_front_matter_that_never_ends_is_refused(tmp_path: Path) -> None:
    found = only(tmp_path, "---\ntitle: 标题\n\n正文\n")
    assert (found.code, found.line) == ("front-matter-unclosed", 1)
    assert only(tmp_path, "---\n").line == 1
    assert read(write(tmp_path, "---", "x.zh.md"), "x.zh.md")[1][-1].line == 1


@pytest.mark.parametrize("end", [" ---", "---------"[:4], "--", "———", "－－－", "..."])
def test_an_end_that_is_not_written_as_it_must_be_is_named_and_what_it_meant_is_read(tmp_path: Path, end: str) -> None:
    path = tmp_path / "x.zh.md"
    path.write_text(f"---\ntitle: 标题\n{end}\n正文\n", "utf-8")
    source, problems = read(path, "x.zh.md")
    assert [(one.code, one.line) for one in problems] == [("front-matter-end", 3)]
    assert source is not None
    assert (source.front, source.body, source.body_line) == ("title: 标题\n", "正文\n", 4)


def test_a_line_of_hyphens_in_the_text_is_no_end_of_the_facts(tmp_path: Path) -> None:
    assert sound(tmp_path, "---\ntitle: 标题\n---\n正文\n\n----\n\n再说\n").body.startswith("正文")


@pytest.mark.parametrize(("text", "line"), [("摘要", 2), ("北京", 2), ("标题", 2)])
def test_a_text_in_gbk_is_named_however_short(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes(f"name:\n  zh: {text}\n".encode("gbk"))
    source, problems = read(path, "x.yml")
    assert source is None
    assert [(one.code, one.line) for one in problems] == [("encoding-not-utf8", line)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_named_with_and_without_its_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes("name:\n  zh: 甲\n  en: Something\n".encode(encoding))
    assert [one.code for one in read(path, "x.yml")[1]] == ["encoding-utf16"]


@pytest.mark.parametrize("text", ["👩‍🔬来到长治", "R&D 5µm 甲", "naïve 甲"])
def test_what_only_looks_strange_is_kept(tmp_path: Path, text: str) -> None:
    assert sound(tmp_path, text).body == text


@pytest.mark.parametrize(
    ("text", "line"),
    [("\n---\na: 1\n---\n", 2), ("\n\n  ---\na: 1\n---\n", 3), ("———\na: 1\n———\n", 1), ("－－－\na: 1\n", 1)],
)
def test_front_matter_that_begins_wrongly_is_named_and_not_printed_on_the_page(
    tmp_path: Path, text: str, line: int
) -> None:
    path = tmp_path / "x.zh.md"
    path.write_text(text, "utf-8")
    found = read(path, "x.zh.md")[1][0]
    assert (found.code, found.line, found.column) == ("front-matter-start", line, 1)


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    assert only(tmp_path, b"a" * (MAX_TEXT + 1)).code == "file-too-large"
    assert only(tmp_path, b"a" * (MAX_BYTES + 1), "x.yml").code == "file-too-large"
    assert only(tmp_path, b"a\n" * (MAX_LINES + 1)).code == "file-too-long"
    assert sound(tmp_path, b"a" * MAX_TEXT).body


def test_a_file_that_is_not_there_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    source, problems = read(tmp_path / "none.yml", "none.yml")
    assert source is None
    assert [one.code for one in problems] == ["file-unreadable"]
    folder, problems = read(tmp_path, "folder")
    assert folder is None
    assert [one.code for one in problems] == ["file-not-plain"]


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    one, other = sound(tmp_path, "一\n"), sound(tmp_path, "一\r\n")
    assert one.body == other.body
    assert one.digest != other.digest
    assert one.digest == sound(tmp_path, "一\n", "y.zh.md").digest


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("一\u200b二", "一二"),
        ("- \u200b**1 月**：发布", "- **1 月**：发布"),
        ("\ufeff一\ufeff二\ufeff", "一二"),
        ("Chang\u200czhi\u200d", "Changzhi"),
        ("合\u2060作\u200d\u200b吧", "合作吧"),
        ("coop\u00aderation", "cooperation"),
        ("a\ufe0fb\ufe00", "ab"),
        ("合\ufe0f作\ufe0e", "合作"),
        # Where they say something they stay.
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("👩\u200d甲", "👩甲"),
        ("❤️ 1️⃣ ☎︎", "❤️ 1️⃣ ☎︎"),
        ("葛\U000e0101城", "葛\U000e0101城"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("ไทย\u200bแลนด์", "ไทย\u200bแลนด์"),
    ],
)
def test_what_has_no_width_and_no_meaning_is_dropped_without_a_word(tmp_path: Path, typed: str, read_as: str) -> None:
    assert sound(tmp_path, f"---\ntitle: {typed}\n---\n{typed}\n").body == f"{read_as}\n"
    assert sound(tmp_path, f"---\ntitle: {typed}\n---\n").front == f"title: {read_as}\n"


def test_marks_of_direction_and_a_soft_hyphen_that_breaks_a_word_are_still_told(tmp_path: Path) -> None:
    assert only(tmp_path, "一\u202e二\n").code == "control-character"
    assert only(tmp_path, "coop\u00ad\neration\n").column == 5


def test_places_are_those_of_the_file_whatever_was_dropped_before_them(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    parsed = site.parse(
        "organisations/x.yml", "name:\n  zh: 甲\n  en: A\n\u200bpl\u200bace: \u200bBe\u200bi\u200b Jing\n"
    )
    assert places(parsed.problems) == ["content/organisations/x.yml:4:11 slug-form"]


@pytest.mark.parametrize(
    "text",
    [
        "See the list\u00a0[here](https://example.org/a/b).",
        "\u00a0\u00a0Two spaces",
        "A café · a naïve plan, 25 °C ± 1",
        "© 2024 the editors",
    ],
)
def test_a_text_in_latin_with_a_few_signs_is_not_taken_for_gbk(tmp_path: Path, text: str) -> None:
    assert sound(tmp_path, f"---\ntitle: T\n---\n{text}\n").body == f"{text}\n"


def test_radicals_of_a_pdf_are_put_right_and_told(tmp_path: Path) -> None:
    path = write(tmp_path, "⻓治⾸个⽰范项⽬\n⼀批项⽬落⼾。\n")
    source, problems = read(path, "x.zh.md")
    assert source is not None
    assert source.body == "长治首个示范项目\n一批项目落户。\n"
    assert [(one.code, one.line, one.column) for one in problems] == [
        ("radical-for-character", 1, 1),
        ("radical-for-character", 2, 1),
    ]
    assert details(problems[0]) == {"sign": "⻓⾸⽰⽬", "meant": "长首示目"}


def test_a_heap_of_marks_is_told_and_a_language_that_uses_several_is_not(tmp_path: Path) -> None:
    _, problems = read(write(tmp_path, "甲合" + "\u0301" * 30 + "作\n"), "x.zh.md")
    assert [(one.code, one.column) for one in problems] == [("marks-stacked", 3)]
    sound(tmp_path, "Vie\u0302\u0323t Nam, e\u0301te\u0301, 甲\n")


def test_the_quick_look_for_invisible_characters_misses_none() -> None:
    every = (chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    missed = [f"U+{ord(char):04X}" for char in every if UNPRINTABLE.fullmatch(char) and not _suspect(f"甲{char}\n")]
    assert missed == []
    assert not _suspect("甲，乙。\nA – “b” 😀\n")
