"""The prose of a text: where its code stands, so that nothing in that is taken for markup; and changes to the rest.

In: a text in Markdown. Out: the same length of text with its code blanked; a text with edits made at their places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from xieshou.content.markdown.parser import ParsedText, Parser

CODE = "\x00"
"""Stands for each character of code."""
_FENCE = re.compile(r"(?P<indent>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*)(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)")
_SPAN = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)", re.DOTALL)


class Edit(NamedTuple):
    """What is to stand in the place of a text's characters from ``start`` to ``end``."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with ``edits``; of two that overlap the first and longest counts."""
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
        if edit.start < done:
            continue
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join((*pieces, text[done:]))


def without_code(text: str) -> str:
    """``text`` with its fenced code and code in lines blanked, line for line."""
    lines = text.split("\n")
    begun, fence = -1, ""
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if begun < 0:
            if found and not (found["fence"][0] == "`" and "`" in found["info"]):
                begun, fence = number, found["fence"]
        elif found and found["fence"].startswith(fence) and not found["info"].strip():
            lines[begun : number + 1] = [CODE * len(one) for one in lines[begun : number + 1]]
            begun = -1
    if begun >= 0:
        lines[begun:] = [CODE * len(one) for one in lines[begun:]]
    blanked = "\n".join(lines)
    return _SPAN.sub(lambda one: re.sub(r"[^\n]", CODE, one[0]), blanked) if "`" in blanked else blanked


def without_gaps(text: str) -> str:
    """``text`` with one empty line where several stand; code keeps its own."""
    if "\n\n\n" not in text:
        return text
    kept: list[str] = []
    for typed, line in zip(text.split("\n"), without_code(text).split("\n"), strict=True):
        if line.strip() or typed != line or not kept or kept[-1].strip() or CODE in kept[-1]:
            kept.append(typed if typed.strip() or typed != line else "")
    return "\n".join(kept)


def replaced(
    text: str, pattern: re.Pattern[str], make: Callable[[re.Match[str]], str | None]
) -> tuple[str, tuple[str, ...]]:
    """``text`` with what ``make`` gives for each match outside code; None leaves it. And what was replaced."""
    masked = without_code(text)
    edits, signs = [], []
    for found in pattern.finditer(masked):
        own = pattern.match(text, found.start())  # what stands in code is read as typed
        if own is None or own.end() != found.end():
            continue
        made = make(own)
        if made is not None:
            edits.append(Edit(own.start(), own.end(), made))
            signs.append(own[0])
    return edited(text, edits), tuple(signs)


@lru_cache(maxsize=8)
def parsed(text: str) -> ParsedText:
    """``text``, taken apart as the site takes its own texts apart."""
    return _parser().parse(text)


@cache
def _parser() -> Parser:
    """Making one costs more than a whole article."""
    return Parser()
