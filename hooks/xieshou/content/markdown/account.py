"""Every character of a text is accounted for: shown as typed, or part of markup that was recognised.

In: a text taken apart. Out: where the two part, if anywhere, and the words of each block with all markup blanked, for
those who look for signs that were not read. It is the net under all rules of reading: no digit, letter or sign may
change or vanish unless it belongs to markup that the reader of tokens can name. It takes nothing on trust but the
tokens' kinds: each is held against the characters it claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.token import Token

from xieshou.content.markdown.attributes import ANYWHERE, LINE
from xieshou.content.markdown.parser import ParsedText

BLANK = "\x00"
"""Stands for a character of markup."""
_MARKUP = ("strong_open", "strong_close", "em_open", "em_close", "s_open", "s_close", "mark_open", "mark_close")
_BREAKS = ("softbreak", "hardbreak")
_SPACES = r" \t\u3000\u00a0\u2000-\u200a"
_BEFORE = re.compile(
    rf"(?:[{_SPACES}>]|[-*+](?=[ \t]|$)|(?:\d{{1,9}})[.)](?=[ \t]|$)|:[ \t]|\[\^[^\]\s]+\]:|#{{1,6}}"
    r"|\[[ xX\u00a0]\][ \t])*"
)
"""What may stand before the words of a line: signs of quotations, items, notes, headings."""
_AFTER = re.compile(rf"[{_SPACES}]*(?:[ \t]?#+)?[{_SPACES}]*")
_RULE = re.compile(rf"[{_SPACES}>]*[-=|:][-=|: \t]*")
_NOTE = re.compile(r":{3,}.*|(?:!!!|\?\?\?\+?)[ \t].*|\[![A-Za-z]+\][ \t]*")
_NOTE_TITLE = re.compile(r":{3,}[ \t]*\{?\.?[A-Za-z]+\}?[ \t]*\[?|(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z]+[ \t]+\"")


class SignPair(NamedTuple):
    """Two signs that make an element of what is between them: where each begins, and the sign."""

    opened: int
    closed: int
    sign: str


class Shadow(NamedTuple):
    """The words of a block, markup blanked; ``parted`` is where they and what is shown part, or -1.

    ``pairs`` are the signs of emphasis that were read, ``dropped`` the backslashes that are not shown.
    """

    block: Token
    words: str
    parted: int
    pairs: tuple[SignPair, ...] = ()
    dropped: tuple[int, ...] = ()


def shadows(parsed: ParsedText) -> Iterator[Shadow]:
    """Every block of words."""
    for block in parsed.tokens:
        if block.type == "inline":
            children = block.children or ()
            if len(children) == 1 and children[0].content == block.content and children[0].type == "text":
                yield Shadow(block, block.content, -1)
            else:
                yield _shadow(block)


def _shadow(block: Token) -> Shadow:
    source, at = block.content, 0
    out: list[str] = []
    opened: list[int] = []
    pairs: list[SignPair] = []
    dropped: list[int] = []
    for child in block.children or ():
        kind, meta = child.type, child.meta
        if kind == "text":
            if not source.startswith(child.content, at):
                return Shadow(block, "".join(out) + source[at:], at)
            out.append(child.content)
            at += len(child.content)
            continue
        begun = meta.get("at", at)
        if begun != at and (source[at:begun].strip(" \t") or kind not in _BREAKS):
            return Shadow(block, "".join(out) + source[at:], at)
        end = _end(child, source, begun)
        if end < begun:
            return Shadow(block, "".join(out) + source[at:], begun)
        if kind in _MARKUP:
            if child.nesting > 0:
                opened.append(begun)
            elif opened:
                pairs.append(SignPair(opened.pop(), begun, child.markup))
        elif kind == "text_special" and child.content != child.markup and child.info == "escape":
            dropped.append(begun)
        shown = kind in _BREAKS or (kind == "text_special" and child.content == child.markup)
        out.append(source[at:end] if shown else BLANK * (end - at))
        at = end
    parted = at if source[at:].strip() else -1
    return Shadow(block, "".join(out) + source[at:], parted, tuple(pairs), tuple(dropped))


def _end(child: Token, source: str, at: int) -> int:
    """Where the characters that a token claims from ``at`` end; -1 where they are not what it says."""
    kind, end = child.type, int(child.meta.get("end", -1))
    typed = source[at:end] if end >= 0 else ""
    if kind in _MARKUP:
        return at + len(child.markup) if source.startswith(child.markup, at) else -1
    if child.markup == "bare":
        return at
    if kind == "link_open":
        sign = "<" if child.markup == "autolink" else "["
        return at + 1 if source[at] == sign else -1
    if kind == "link_close":
        sign = ">" if child.markup == "autolink" else "]"
        return end if source.startswith(sign, at) else -1
    if kind == "code_inline":
        shown = typed.strip("`").replace("\n", " ")
        return end if shown.strip() == child.content.strip() and typed.startswith(child.markup) else -1
    if kind == "text_special":
        return end if typed == child.markup else -1
    if kind == "image":
        return end if typed.startswith(f"![{child.content}]") else -1
    if kind == "footnote_ref":
        return end if typed == f"[^{child.meta['label']}]" else -1
    if kind == "html_inline":
        return end if typed == child.content else -1
    if kind in _BREAKS:
        return end if not typed.strip(" \t\n\\") else -1
    return end if kind == "attributes" and typed.startswith("{") else -1


def unaccounted(parsed: ParsedText) -> int:
    """The first line (from 0) with characters that no block shows and that are no markup; -1 where there is none."""
    rest: dict[int, str] = {}
    lines = parsed.lines
    for block in parsed.tokens:
        if not block.map:
            continue
        first, last = block.map
        if block.type == "inline":
            for number, words in enumerate(block.content.split("\n"), first):
                line = rest.get(number)
                if line is None:
                    line = lines[number] if number < len(lines) else ""
                    if line == words:
                        rest[number] = ""
                        continue
                at = line.find(words)
                if at < 0:
                    line = line.replace("\\|", "|")
                    at = line.find(words)
                if at < 0:
                    if words.strip():
                        return number
                    continue
                rest[number] = f"{line[:at]}{BLANK}{line[at + len(words) :]}" if words else line
        elif block.type in ("fence", "code_block", "html_block", "hr", "attributes"):
            for number in range(first, last):
                rest[number] = ""
    defined = {number for one in (*parsed.references.values(), *parsed.again) for number in range(*one["map"])}
    for number, line in enumerate(lines):
        left = rest.get(number, line)
        if left and left != BLANK and number not in defined and not _explained(left):
            return number
    return -1


def _explained(left: str) -> bool:
    bare = left.strip()
    if not bare or _RULE.fullmatch(left):
        return True
    before, shown, after = left.partition(BLANK)
    begun = _BEFORE.match(before)
    assert begun
    tail = before[begun.end() :]
    if shown:
        if "|" in before:  # a row of a table
            return not _listless(left.replace(BLANK, "")).strip(" \t|>\u3000\\")
        after = after.replace(BLANK, "")
        if _NOTE_TITLE.fullmatch(tail):
            return after.strip() in ("", "]", '"')
        return not tail and bool(_AFTER.fullmatch(_listless(after)) or not after.strip(" \t|"))
    return not tail.strip() or bool(_NOTE.fullmatch(tail.rstrip()) or ("{" in tail and LINE().fullmatch(tail.strip())))


def _listless(words: str) -> str:
    """``words`` without lists of attributes."""
    return ANYWHERE().sub("", words) if "{" in words else words
