"""Texts over several lines, as they were typed: where YAML puts a space at the end of a line, Chinese has none.

In: the nodes of a document and its text. Out: the same nodes, with the values that were meant. A space that was typed
within a line stays. A line left empty parts paragraphs in every style, as it does in ``|``.

How: the text is composed once more with a mark at the end of every such line, which no text can hold, so that the value
itself says where its lines ended. Where that does not give the same value but for the marks, it stays as YAML has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import yaml

from xieshou.core.scripts import joins

_MARK = "\ufdd0"
_END = re.compile(rf"{_MARK}([ \t]*\n*)")
_ESCAPED = re.compile(r"(?:^|[^\\])(?:\\\\)*\\$")


def unfold(root: yaml.Node, text: str, compose: Callable[[str], yaml.Node | None]) -> None:
    """Give every scalar of ``root`` over several lines the value that was meant."""
    known = list(_scalars(root))
    folded = [node for node in known if _is_folded(node)]
    if not folded:
        return
    lines = text.split("\n")
    for node in folded:
        for number in range(node.start_mark.line + (node.style == ">"), node.end_mark.line):
            line = lines[number].rstrip(" \t")
            if line and not line.endswith(_MARK) and not _ESCAPED.search(line):
                lines[number] = line + _MARK + lines[number][len(line) :]
    again = compose("\n".join(lines))
    marked = list(_scalars(again)) if again is not None else []
    if len(marked) != len(known):
        return
    own = {id(node) for node in folded}
    for node, other in zip(known, marked, strict=True):
        if id(node) in own and other.value.replace(_MARK, "") == node.value:
            node.value = _as_typed(other.value)


def _is_folded(node: yaml.ScalarNode) -> bool:
    over = node.start_mark.line < node.end_mark.line and node.style != "|"
    return over and ("\n" in node.value.strip("\n") or not node.value.isascii())


def _scalars(root: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Every scalar once, in the order of the text."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield node
        elif isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)
        elif isinstance(node, yaml.MappingNode):
            waiting += (one for pair in reversed(node.value) for one in reversed(pair))


def _as_typed(marked: str) -> str:
    """The value whose lines ended where the marks are."""
    parts = _END.split(marked)
    typed = parts[0]
    for gap, after in zip(parts[1::2], parts[2::2], strict=True):
        line = typed[typed.rfind("\n") + 1 :]
        if "\n" not in gap:
            gap = "" if gap and joins(line, after) else gap  # noqa: PLW2901
        elif after and not after.startswith((" ", "\t")) and not line.startswith((" ", "\t")):
            # Of lines that are indented further YAML keeps the ends; between others it takes an empty line.
            gap = "\n\n"  # noqa: PLW2901
        typed += gap + after
    return typed
