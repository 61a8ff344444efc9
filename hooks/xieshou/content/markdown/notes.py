"""Notes and warnings set apart from a text, in the four ways that other programs write them.

GitHub's ``> [!NOTE]``, the ``:::tip`` of VuePress and Docusaurus, MkDocs' ``!!! note``: all are read, as one of five
sorts.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

SORTS = {
    "note": "note", "info": "note", "abstract": "note", "summary": "note", "example": "note", "quote": "note",
    "details": "note", "seealso": "note", "tip": "tip", "hint": "tip", "success": "tip", "important": "important",
    "warning": "warning", "attention": "warning", "question": "note", "caution": "caution", "danger": "caution",
    "error": "caution", "bug": "caution", "failure": "caution",
}  # fmt: skip
"""What they are called elsewhere, and which of our sorts that is."""
_FENCED = re.compile(r"(:{3,})[ \t]*\{?\.?([A-Za-z]+)\}?[ \t]*(?:\[([^\]\n]*)\]|(.*))$")
_MARKED = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+([A-Za-z]+)(?:[ \t]+\"([^\"\n]*)\")?[ \t]*$")


def fenced(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``:::tip`` to ``:::``."""
    found = _FENCED.match(_line(state, start))
    if not found or found[2].lower() not in SORTS or state.is_code_block(start):
        return False
    last, depth = start + 1, 1
    while last < end:
        line = _line(state, last).rstrip()
        if line == found[1]:
            depth -= 1
            if not depth:
                break
        elif _FENCED.match(line) and line.startswith(found[1]):
            depth += 1
        last += 1
    if last >= end:
        return False  # it is never closed: shown as typed, and told
    if not silent:
        _note(state, found[2], (found[3] or found[4] or "").strip(), start, last, last + 1)
    return True


def marked(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``!!! note "Title"`` and what is indented under it."""
    found = _MARKED.match(_line(state, start))
    if not found or found[1].lower() not in SORTS or state.is_code_block(start):
        return False
    last, indent = start + 1, state.blkIndent + 4
    while last < end and (state.isEmpty(last) or state.sCount[last] >= indent):
        last += 1
    while last > start + 1 and state.isEmpty(last - 1):
        last -= 1
    if last == start + 1:
        return False
    if not silent:
        state.blkIndent += 4
        _note(state, found[1], found[2] or "", start, last, last)
        state.blkIndent -= 4
    return True


def _note(state: StateBlock, name: str, title: str, start: int, last: int, after: int) -> None:
    parent, limit = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    token = state.push("note_open", "div", 1)
    token.info, token.map = SORTS[name.lower()], [start, after]
    if title:
        state.push("note_title_open", "p", 1).map = [start, start + 1]
        words = state.push("inline", "", 0)
        words.content, words.map, words.children = title, [start, start + 1], []
        state.push("note_title_close", "p", -1)
    state.md.block.tokenize(state, start + 1, last)
    state.push("note_close", "div", -1)
    state.parentType, state.lineMax, state.line = parent, limit, after


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
