"""Paragraphs that stand twice in one text, as a slip in pasting leaves them.

In: a text as typed. Out: warnings, each at the second. Short paragraphs may well come again; code is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from xieshou.core.problems import Problem, problem

LONG = 40
"""Columns that the words of a paragraph take; a Han character takes two."""
_HEAD = 16
_LOOKED_AT = 400
"""Characters of a paragraph that are enough to tell: what is not closed costs the rest of what is looked at."""
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_MARKUP = re.compile(r"<[^>]*>|!?\[([^\]]*)\]\([^)]*\)|[#>*_`|~=:+-]+")
"""What is no words of the text; of a link its words are kept."""


def repeated(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """A warning for each long paragraph of ``text``, which begins on ``first_line`` of ``path``, that came before."""
    heads = [head for block in text.split("\n\n") if (head := "".join(block.strip()[: 2 * _HEAD].split())[:_HEAD])]
    if len(set(heads)) == len(heads):
        return  # the quick way: no two begin alike
    seen: dict[str, int] = {}
    for line, paragraph in _paragraphs(text):
        said = " ".join(paragraph.split())
        if said in seen and _is_long(said):
            column = len(paragraph) - len(paragraph.lstrip()) + 1
            first = seen[said] + first_line
            yield problem(path, line + first_line, column, "text-paragraph-twice", warning=True, other=first)
        seen.setdefault(said, line)


def _is_long(said: str) -> bool:
    words = _MARKUP.sub(lambda found: found[1] or "", said[:_LOOKED_AT])
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words) > LONG


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """What stands between empty lines, and on which line (from 0) it begins."""
    begun, fence = 0, ""
    lines: list[str] = []
    for number, line in enumerate((*text.split("\n"), "")):
        opened = _FENCE.match(line)
        if fence:
            fence = "" if opened and opened[1].startswith(fence) else fence
        elif opened:
            fence = opened[1]
        elif line.strip():
            if not lines:
                begun = number
            lines.append(line)
            continue
        if lines:
            if not lines[0].startswith(("    ", "\t")):
                yield begun, "\n".join(lines)
            lines = []
