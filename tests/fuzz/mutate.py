"""Inputs that no one would write on purpose: content that is sound, and harmed at random.

Deterministic: the same number gives the same input. What harms is what harms in offices and what attackers type.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SIGNS = (
    "：", "，", "“", "”", "　", "\t", " ", "\u00a0", "\u200b", "\u202e", "\ufeff", "\x00", "\x07",
    "\x1b", "\x85", "\u2028", "\r", "\n", "\r\n", "---", "———", "...", "+++", "- ", "-", ": ",
    ":", " #", "#", "[", "]", "{", "}", "@", "%", "&", "*", "!", "!!str ", "|", ">", "'", '"',
    "\\", "`", "~", "null", "no", "0123", "12:30:45", "19.30", "1e9", "９", "年", "2023年11月8日",
    "2023-02-30", "9999", "<", "</", "<script>", "<img src=x onerror=alert(1)>",
    "<iframe src=//x>", "<svg/onload=x>", "<a href='javascript:x'>", "javascript:",
    "data:text/html,", "&#106;avascript:", "&#8238;", "&lt;", "{{ 7*7 }}", "{% raw %}", "${x}",
    "](", "[x](", "![](", "[](indicator:x)", "[^1]", "[^1]: ", "project:x",
    "organisation:buct", "figure:f", "../", "//", "\\\\", "%0a", "{: onclick=x }",
    "{: style='x' }", "{#id}", "|a|b|\n|-|-|\n", "> ", "* ", "1. ", "    ", "## ", "# ", "===",
    "```", "~~~", "<!--", "-->", "]]>", "<?php", "$&", "𠮷", "é", "e\u0301", "👩\u200d🔬",
    "\U000e0041", "\ud7ff", "\ufffe", "draft: true", "publish_at: ", "withdrawn: ",
)  # fmt: skip


class Input(NamedTuple):
    """A file of content to be."""

    name: str
    data: bytes


def inputs(folder: Path) -> list[Input]:
    """The sound files of a site, to begin from."""
    return [
        Input(path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in (".md", ".yml")
    ]


def harmed(seeds: list[Input], number: int) -> Input:
    """The input of this number."""
    draw = random.Random(number)
    seed = draw.choice(seeds)
    return Input(seed.name, harmed_text(seed.data, draw))


def harmed_text(data: bytes, draw: random.Random) -> bytes:
    """The bytes of a text, harmed in a few places."""
    text = data.decode("utf-8", "replace")
    for _ in range(draw.choice((1, 1, 2, 3, 5, 9))):
        text = draw.choice(_WAYS)(text, draw)[:60_000]
    data = text.encode("utf-8", "surrogatepass")
    return _bytes(data, draw) if draw.random() < 0.1 else data


def _insert(text: str, draw: random.Random) -> str:
    at = draw.randrange(len(text) + 1)
    return text[:at] + draw.choice(SIGNS) + text[at:]


def _replace(text: str, draw: random.Random) -> str:
    at = draw.randrange(len(text) + 1)
    return text[:at] + draw.choice(SIGNS) + text[at + draw.randrange(4) :]


def _delete(text: str, draw: random.Random) -> str:
    at = draw.randrange(len(text) + 1)
    return text[:at] + text[at + draw.randrange(1, 9) :]


def _repeat(text: str, draw: random.Random) -> str:
    at = draw.randrange(len(text) + 1)
    return text[:at] + draw.choice(SIGNS) * draw.choice((3, 30, 300, 3000)) + text[at:]


def _value(text: str, draw: random.Random) -> str:
    """What stands after one colon becomes something else."""
    lines = text.split("\n")
    at = draw.randrange(len(lines))
    head, colon, _ = lines[at].partition(":")
    lines[at] = head + colon + draw.choice((" ", "")) + "".join(draw.choices(SIGNS, k=draw.randrange(4)))
    return "\n".join(lines)


def _lines(text: str, draw: random.Random) -> str:
    """A line is doubled, lost, indented or moved."""
    lines = text.split("\n")
    at = draw.randrange(len(lines))
    line = lines.pop(at)
    how = draw.randrange(4)
    if how == 0:
        lines[at:at] = [line, line]
    elif how == 1:
        lines.insert(at, draw.choice((" ", "  ", "\t", "　")) + line)
    elif how == 2:
        lines.insert(draw.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def _bytes(data: bytes, draw: random.Random) -> bytes:
    how = draw.randrange(5)
    if how == 0 and data:
        at = draw.randrange(len(data))
        return data[:at] + bytes([draw.randrange(256)]) + data[at + 1 :]
    if how == 1:
        return data.decode("utf-8", "replace").encode("gb18030", "replace")
    if how == 2:
        return data.decode("utf-8", "replace").encode("utf-16")
    if how == 3:
        return b"\xef\xbb\xbf" + data
    return data[: draw.randrange(len(data) + 1)]


_WAYS: tuple[Callable[[str, random.Random], str], ...] = (_insert, _insert, _replace, _delete, _repeat, _value, _lines)
