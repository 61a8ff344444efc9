"""No input of a megabyte takes long: what is too much is said before it is parsed."""

from __future__ import annotations

# ruff: noqa: E501 - inputs are long lines
from functools import partial
from pathlib import Path

import pytest

from tests.effort import PLENTY, effort, measured
from tests.unit.helpers import READER, Site, labels, record
from xieshou.content.autofix import mended
from xieshou.content.site_file import read_site
from xieshou.content.source.decode import MAX_BYTES, MAX_TEXT
from xieshou.core.problems import report

HEAD = "---\ntitle: T\nsummary: S\ndate: 2024\nsources: [a]\n---\n"
WHOLE, BELOW, RECORDS = MAX_BYTES - 100, MAX_TEXT - 200, MAX_BYTES - 200

MARKDOWN = (
    "[", "![", "]", "(", "*", "**a", "_", "`", "<", "<a ", "</", "<!--", "<div>", "&", "&amp;", "\\", "|", "#", ">", "> ", "- ", "~", "=", "+",
    "!", "\"", "'", "$", "%", "@", "^", "{", "{:", ":", ";", "?", ",", ".", "/", "[a](", "[a](b) ", "![](figure:a)\n\n", "[^1]", "[^a]: b\n",
    "*[a]: b\n", "# a\n", "- a\n", "> a\n", "1. a\n", "|a|b|\n", "|a|b|\n|-|-|\n", "```\n", "a\n", "\n", "文", "a ", "*a **b ***c ", "<b><i>", "a@b.c ",
    "http://a.b ", "[](indicator:a) ", "{: .a }\n", "    a\n", "\t", "&#x202e;", "[a][b] ", "<a href='", "a: b\n", ": b\n", "~~a~~ ", "\\\n", "***\n",
)  # fmt: skip
YAML = (
    "a: b\n", "- ", "- a\n", "[", "{", "[a, ", "{a: ", "\"", "'", "a: |\n  b\n", "? a\n", "&a ", "*a ", "!a ", "# a\n", "a:\n", "-\n", "  ", "a:b\n", "a：b\n",
    "\t", "\u3000", "a: b: c\n", "a: [b\n", "a: \"b\n", "---\n", "...\n", "|", ">", "- - ", "- a: b\n", "x\n", "\\", "9", "a: 9999999999\n", "\"a\" \"b\" ",
)  # fmt: skip


def _run(piece: str, size: int) -> str:
    return (piece * (size // len(piece.encode()) + 1)).encode()[:size].decode("utf-8", "ignore")


def _mixture(pieces: tuple[str, ...], size: int) -> str:
    """All the pieces in turn, in paragraphs of their own."""
    return _run("".join(f"{piece * 5}\n\n" for piece in pieces), size)


def _records(size: int) -> dict[str, str]:
    """Records of the right form, and too much of it."""
    wide = "\n".join(f"  - a{number}" for number in range(size // 12))
    return {
        "many items": f"name:\n  zh: 甲\nenvoys:\n{wide}\n",
        "many keys": "\n".join(f"key{number}: a" for number in range(size // 14)),
        "wide flow": f"name: {{zh: 甲}}\naliases: [{', '.join(['甲'] * (size // 5))}]\n",
        "many parts": "milestones:\n" + "  - date: 2024\n    what:\n      zh: 甲\n" * (size // 45),
        "many wrong parts": "milestones:\n" + "  - dat: 2024-13\n    waht: 甲\n" * (size // 35),
        "a long line": f"name:\n  zh: {'甲' * (size // 3)}\n",
        "long block": "name:\n  zh: |\n" + "    甲乙丙\n" * (size // 14),
        "aliases": "a: &a [x]\n" + "b: *a\n" * (size // 6),
        "huge number": f"investment: {'9' * size}亿元\n",
        "deep": "".join(f"{' ' * depth}a:\n" for depth in range(1300)),
    }


INPUTS = {
    **{f"text of {piece!r}": ("articles/2024/x.zh.md", HEAD + _run(piece, BELOW - len(HEAD))) for piece in MARKDOWN},
    **{
        f"front of {piece!r}": ("articles/2024/x.zh.md", f"---\n{_run(piece, BELOW)}\n---\n文\n") for piece in YAML[::3]
    },
    **{f"record of {piece!r}": ("projects/x.yml", _run(piece, RECORDS)) for piece in YAML},
    **{f"record: {name}": ("projects/x.yml", text) for name, text in _records(RECORDS).items()},
    "list": ("glossary.yml", "- slug: a\n  name:\n    zh: 甲\n" * (RECORDS // 34)),
    "list of faults": ("glossary.yml", "- slug: A\n  nmae: 甲\n" * (RECORDS // 25)),
    "mixed text": ("articles/2024/x.zh.md", HEAD + _mixture(MARKDOWN, BELOW - len(HEAD))),
    "mixed record": ("projects/x.yml", _mixture(YAML, RECORDS)),
    "text of a megabyte": ("articles/2024/x.zh.md", HEAD + _mixture(MARKDOWN, WHOLE - len(HEAD))),
    "short and just below": ("articles/2024/x.zh.md", HEAD + _run("[a](b) *c* `d`\n", 3_900 * 15)),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site.sound(tmp_path_factory.mktemp("limits") / "site")


@pytest.mark.parametrize(("name", "text"), INPUTS.values(), ids=INPUTS.keys())
def test_hostile_input_is_read_and_told_in_time(site: Site, name: str, text: str) -> None:
    path = site.add(name, text)
    parsed, took = measured(partial(READER.parse, path, f"content/{name}"))
    path.unlink()
    assert took < PLENTY
    assert len(parsed.problems) < 2_000


@pytest.mark.parametrize("piece", YAML)
def test_hostile_site_file_is_read_in_time(tmp_path: Path, piece: str) -> None:
    site = Site.sound(tmp_path / "site")
    site.add("site.yml", _run(piece, RECORDS))
    (_, problems, _), took = measured(partial(read_site, site.project))
    assert took < PLENTY
    assert problems


@pytest.mark.parametrize("piece", ["a: b\n", "a：b\n", "\t", "：", "“", "a: “b”\n", "2023年1月1日\n", "—", "\u200b"])
def test_hostile_input_is_mended_in_time(piece: str) -> None:
    for name, text in (
        ("projects/x.yml", _run(piece, RECORDS)),
        ("articles/2024/x.zh.md", f"---\n{_run(piece, BELOW)}\n---\n文\n"),
        ("events.yml", _run("- date: 2023年1月1日\n", RECORDS)),
    ):
        assert effort(partial(mended, text.encode(), f"content/{name}")) < PLENTY, name


def test_very_many_unknown_names_are_told_in_time(tmp_path: Path) -> None:
    """In a file that is well formed and below every limit; their places are looked for one by one."""
    site = Site.sound(tmp_path / "site")
    site.add("projects/x.yml", record("甲", "envoys:", *(f"  - nobody-{number}" for number in range(6_000))))
    problems, took = measured(site.problems)
    assert took < PLENTY
    assert len(problems) >= 6_000
    assert effort(partial(report, problems, labels()["zh"], site.root)) < PLENTY
