"""Changing one value of a file changes its lines alone: comments, order, quotes, line ends and marks stay."""

from __future__ import annotations

import copy
import difflib
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.soak import times
from xieshou.content.yaml.document import Doubtful, parse_yaml
from xieshou.desk.data_differences import Loc, at
from xieshou.desk.file_editing import EditedFile, edited
from xieshou.desk.typed_lines import Unspliceable

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path for path in (ROOT / "content").rglob("*") if path.suffix in (".yml", ".md"))
WORDS = (
    "京长携手", "no", "12:30", "a: b", "值 # 不是注释", "'quoted'",
    '"double"', "- dash", "plain words", "2023-11", "第一行\n第二行", "*",
    "值，逗号", "[x]", "{y}", "&z", "tail ", "100%",
)  # fmt: skip
ODD = """\
# 文件头上的注释
name:   # 名称
    zh:   '单引号'
    en: "Double: quoted"   # behind it

aliases: [甲, "B, C"]  # in brackets
status: {stage: started, as_of: 2023-11}
sources:
- source: one   # 出处一
  at:
     zh: |
       第一行

       第三行
     en: >-
       folded
       line
# between the items
- two
-   source: three
    for:
      - name
summary:
    zh: 长文字
      写在两行
empty:
note:
    zh: 注
# 最后的注释
"""


def names(_: Loc) -> tuple[str, ...]:
    return ("title", "name", "zh", "en", "aliases", "status", "stage", "source", "at", "sources", "summary", "note")


def leaves(data: Any, loc: Loc = ()) -> Iterator[Loc]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*loc, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from leaves(value, (*loc, number))
    else:
        yield loc


def put(data: Any, loc: Loc, value: Any) -> Any:
    new = copy.deepcopy(data)
    at(new, loc[:-1])[loc[-1]] = value
    return new


def plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    return list(map(plain, data)) if isinstance(data, list) else str(data)


def facts(data: bytes, name: str = "content/projects/x.yml") -> Any:
    return EditedFile.of(data, name).facts


def lines_changed(old: bytes, new: bytes) -> tuple[list[bytes], list[bytes]]:
    a, b = old.splitlines(keepends=True), new.splitlines(keepends=True)
    codes = [one for one in difflib.SequenceMatcher(None, a, b, False).get_opcodes() if one[0] != "equal"]
    return [line for one in codes for line in a[one[1] : one[2]]], [
        line for one in codes for line in b[one[3] : one[4]]
    ]


def test_no_change_leaves_every_byte_of_the_showcase() -> None:
    for path in FILES:
        data, name = path.read_bytes(), path.relative_to(ROOT).as_posix()
        for form in (data, data.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + data, data.rstrip(b"\n")):
            file = EditedFile.of(form, name)
            assert edited(form, name, plain(file.facts), file.text if name.endswith(".md") else None, names) == form


def test_a_value_of_any_file_of_the_showcase_changes_its_own_lines() -> None:
    draw = random.Random(1)
    for path in draw.sample(FILES, 60):
        data, name = path.read_bytes(), path.relative_to(ROOT).as_posix()
        known = facts(data, name)
        loc = draw.choice(list(leaves(known)))
        new = edited(data, name, put(known, loc, "新的值"), None, names)
        assert facts(new, name) == put(known, loc, "新的值")
        old_lines, new_lines = lines_changed(data, new)
        assert len(new_lines) == 1, (name, loc)
        value = str(at(known, loc)).encode()
        assert value[:6] in b"".join(old_lines), (name, loc)


def _edit(draw: random.Random, data: Any) -> tuple[Loc, Any]:
    """A change of any kind: another value, a field more or less, an item more or less."""
    loc = draw.choice(list(leaves(data)))
    kind = draw.randrange(6)
    new = copy.deepcopy(data)
    word = draw.choice(WORDS)
    if kind == 0 and len(loc) > 1 and isinstance(loc[-1], str):
        del at(new, loc[:-1])[loc[-1]]
        if not at(new, loc[:-1]):
            return loc, put(data, loc, word)
        return loc, new
    if kind == 1:
        holders = [one[: depth + 1] for one in leaves(data) for depth, step in enumerate(one) if isinstance(step, int)]
        if holders:
            holder = draw.choice(holders)
            listed = at(new, holder[:-1])
            shape = draw.choice([word, {"source": "new-one", "at": {"zh": word}}])
            listed.insert(draw.randrange(len(listed) + 1), shape)
            return holder, new
    if kind == 2:
        new[draw.choice(["note", "programme", "topics"])] = draw.choice([{"zh": word, "en": "x"}, word, [word, "b"]])
        return ("note",), new
    if kind == 3:
        holders = [one[: depth + 1] for one in leaves(data) for depth, step in enumerate(one) if isinstance(step, int)]
        if holders:
            holder = draw.choice(holders)
            if len(at(new, holder[:-1])) > 1:
                del at(new, holder[:-1])[holder[-1]]
                return holder, new
    return loc, put(data, loc, word)


@pytest.mark.soak
def test_generated_edits_say_what_was_meant_and_leave_the_rest() -> None:
    draw = random.Random(24)
    files = [
        ODD.encode(),
        *(path.read_bytes() for path in FILES if path.suffix == ".yml" and path.parent.name != "content"),
    ]
    for _ in range(times(500)):
        data = draw.choice(files) if draw.random() < 0.6 else files[0]
        if draw.random() < 0.3:
            data = data.replace(b"\n", b"\r\n")
        if draw.random() < 0.3:
            data = b"\xef\xbb\xbf" + data
        if draw.random() < 0.2:
            data = data.rstrip(b"\r\n")
        known = facts(data)
        loc, wanted = _edit(draw, known)
        new = edited(data, "content/projects/x.yml", wanted, None, names)
        assert plain(facts(new)) == plain(wanted), (loc, new.decode())
        assert new.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
        assert (b"\r\n" in new) == (b"\r\n" in data)
        assert b"\r" not in new.replace(b"\r\n", b"")
        top = str(loc[0])
        for key in known:
            if key != top and key in wanted and plain(known[key]) == plain(wanted[key]):
                assert _lines_of(data, key) == _lines_of(new, key), (loc, key)
        for remark in ("文件头上的注释", "between the items", "最后的注释"):
            assert (remark.encode() in data) == (remark.encode() in new), (loc, new.decode())


def _lines_of(data: bytes, key: str) -> list[bytes]:
    """The lines of a field at the top of a file."""
    lines = [line.rstrip(b"\r\n") for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n")]
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{key}:".encode()))
    end = start + 1
    while end < len(lines) and lines[end][:1] in (b" ", b"-"):
        end += 1
    return lines[start:end]


def test_values_are_written_so_that_the_check_does_not_doubt_them() -> None:
    for word in WORDS:
        new = edited(
            ODD.encode(), "content/projects/x.yml", put(facts(ODD.encode()), ("name", "zh"), word), None, names
        )
        document, problems = parse_yaml(new.decode(), "")
        assert document is not None
        assert problems == []
        assert document.data["name"]["zh"] == word
    new = edited(ODD.encode(), "content/projects/x.yml", put(facts(ODD.encode()), ("note", "zh"), "no"), None, names)
    document, _ = parse_yaml(new.decode(), "")
    assert document is not None
    assert not isinstance(document.data["note"]["zh"], Doubtful)


def test_a_text_changes_in_its_lines() -> None:
    data = "---\r\ntitle: 题\r\n---\r\n\r\n第一段\r\n\r\n第二段\n\n第三段".encode()
    name = "content/articles/2024/x.zh.md"
    new = edited(data, name, None, "\n第一段\n\n另一段\n\n第三段", names)
    assert new == "---\r\ntitle: 题\r\n---\r\n\r\n第一段\r\n\r\n另一段\n\n第三段".encode()
    new = edited(data, name, {"title": "新题", "summary": "摘"}, None, names)
    assert new.decode().startswith("---\r\ntitle: 新题\r\nsummary: 摘\r\n---\r\n\r\n")
    assert edited(b"", "content/projects/x.zh.md", None, "文字\n", names).decode() == "文字\n"
    assert edited(b"", "content/projects/x.yml", {"name": {"zh": "甲"}}, None, names).decode() == "name:\n  zh: 甲\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xc4\xe3\xba\xc3", "encoding"),
        ("a: b\u2028c".encode(), "characters"),
        (b"a: 'b", "yaml"),
        (b"a: &x b\nc: *x", "yaml"),
    ],
)
def test_what_can_not_be_read_is_not_changed(data: bytes, code: str) -> None:
    with pytest.raises(Unspliceable) as refused:
        EditedFile.of(data, "content/projects/x.yml")
    assert refused.value.code == code
