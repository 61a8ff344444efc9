"""Strong, stressed, struck and marked words: which signs open, which close.

In: the words of one block, by markdown-it's parser. Out: tokens and delimiters for its own pairing. CommonMark's rule,
but for Han, for figures and for the names of files.
"""

from __future__ import annotations

import re
import unicodedata

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from xieshou.core.scripts import is_wide

_ALNUM = re.compile(r"[0-9A-Za-z]")
_SUFFIX = re.compile(r"\.[0-9A-Za-z]")
"""The end of a file's name: ``__init__.py``."""
_MARK = ord("=")


def emphasis(state: StateInline, silent: bool) -> bool:
    """``*`` and ``_``: as markdown-it's rule, but by our ``flanks``."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    start, end = state.pos, state.pos + 1
    while end < state.posMax and state.src[end] == marker:
        end += 1
    opens, closes = flanks(state.src, start, end, state.posMax)
    for _ in range(start, end):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=end - start,
                token=len(state.tokens) - 1,
                end=-1,
                open=opens,
                close=closes,
            )
        )
    state.pos = end
    return True


def flanks(src: str, start: int, end: int, limit: int) -> tuple[bool, bool]:
    """Whether the run of markers ``src[start:end]`` may open, and may close.

    CommonMark's rule, but for three things. Punctuation between Han and Han is no reason against (``**甲：**乙``), by
    the amendment that other parsers have for Chinese, Japanese and Korean. A run between two digits is a sign of
    multiplication (``10*20*30``). An underscore before a file's suffix belongs to the name (``__init__.py``).
    """
    before = src[start - 1] if start else " "
    after = src[end] if end < limit else " "
    if before.isdigit() and after.isdigit():
        return False, False
    space_before, space_after = before.isspace(), after.isspace()
    sign_before, sign_after = _punctuation(before), _punctuation(after)
    wide_before, wide_after = is_wide(before), is_wide(after)
    left = not space_after and (not sign_after or wide_after or space_before or sign_before or wide_before)
    right = not space_before and (not sign_before or wide_before or space_after or sign_after or wide_after)
    if src[start] != "_":
        return left, right
    opens, closes = left and (not right or sign_before), right and (not left or sign_after)
    return opens, closes and not _SUFFIX.match(src, end)


def _punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def mark(state: StateInline, silent: bool) -> bool:
    """``==``: words to be marked, unless letters or digits of an expression stand on both sides."""
    start = state.pos
    if silent or not state.src.startswith("==", start):
        return False
    end = start
    while end < state.posMax and state.src[end] == "=":
        end += 1
    if end - start != 2:
        state.append_pending(state.src[start:end])
        state.pos = end
        return True
    before, after = state.src[start - 1 : start] or " ", state.src[end : end + 1] or " "
    tight = bool(_ALNUM.match(before) and _ALNUM.match(after))
    token = state.push("text", "", 0)
    token.content = "=="
    state.delimiters.append(
        Delimiter(
            marker=_MARK,
            length=0,
            token=len(state.tokens) - 1,
            end=-1,
            open=not after.isspace() and not tight,
            close=not before.isspace() and not tight,
        )
    )
    state.pos = end
    return True


def mark_pairs(state: StateInline) -> None:
    """Turn the pairs of ``==`` into elements."""
    for delimiters in (state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta)):
        for one in delimiters:
            if one.marker == _MARK and one.end >= 0:
                for at, kind, nesting in ((one.token, "open", 1), (delimiters[one.end].token, "close", -1)):
                    token = state.tokens[at]
                    token.type, token.tag, token.nesting = f"mark_{kind}", "mark", nesting
                    token.markup, token.content = "==", ""
