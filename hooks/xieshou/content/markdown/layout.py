"""Layout before anything is read: lists nested by fewer spaces than CommonMark wants, indents of other programs.

In: a text. Out: the same, line for line, in which an item that stands two spaces further in than a numbered item, but
not as far as its words, is set under them. Whoever types two spaces means a list in the item: read strictly, it would
end the numbering and lie beside it.
"""

from __future__ import annotations

import re

_ITEM = re.compile(r"( *)(?:[-*+]|(\d{1,9})[.)])( +)\S")
_SHALLOW = re.compile(r"\n *\d{1,9}[.)] +\S.*\n(?:.*\n)*? {2,}(?:[-*+]|\d{1,9}[.)]) ")
_ODD_BEGINNING = re.compile("\n[ \t]*[\u3000\u00a0\u2000-\u200a]")
_FENCE = re.compile(r" *(?:`{3,}|~{3,})")


_ODD_INDENT = re.compile(r"^[ \t]*[\u3000\u00a0\u2000-\u200a][ \t\u3000\u00a0\u2000-\u200a]*(?=\S)", re.MULTILINE)
_MARK = re.compile(r"#{1,6}[\s\u3000]|[-*+][ ]|\d{1,9}[.)][ ]|[>|]|`{3}")


def _plain_indent(found: re.Match[str]) -> str:
    """None before the sign of a block, else two wide spaces: how Chinese print begins a paragraph."""
    return "" if _MARK.match(found.string, found.end()) else "\u3000\u3000"


def nested(text: str) -> str:
    """``text`` with such items set right, and with the indents of word processors and web pages as those of print."""
    if _ODD_BEGINNING.search(f"\n{text}"):
        text = _ODD_INDENT.sub(_plain_indent, text)
    if ("\n  " not in text and "\n\t" not in text) or not _SHALLOW.search(f"\n{text}"):
        return text
    lines = text.split("\n")
    stack: list[tuple[int, int, int]] = []
    """Of each open item: its indent as typed, that of its words as written, and its number."""
    shift, fenced = 0, False
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip():
            continue
        item = None if fenced else _ITEM.match(line)
        if item:
            while stack and indent <= stack[-1][0]:
                stack.pop()
            if not stack:
                shift = 0
            elif item[2] and int(item[2]) == stack[-1][2] + 1:
                stack.pop()  # the next of the same list, only set further in
            elif indent - stack[-1][0] >= 2:
                shift = max(stack[-1][1] - indent, 0)
            stack.append((indent, item.end() - 1 + shift, int(item[2] or -2)))
        elif stack and indent <= stack[-1][0] and not fenced:
            while stack and indent <= stack[-1][0]:
                stack.pop()
            shift = 0
        if shift and stack:
            lines[number] = " " * shift + line
    return "\n".join(lines)
