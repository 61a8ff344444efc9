"""Paragraphs that stand twice in one text, as a slip in pasting leaves them.

In: a text as typed, and its blocks. Out: warnings, each at the second. Short paragraphs may well come again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from xieshou.content.markdown.body import TextBlock
from xieshou.core.problems import Problem, problem

LONG = 40
"""Columns that the words of a paragraph take; a Han character takes two."""
_BEGINS = 40
"""Characters of the first line by which those that may be the same are found."""
_LOOKED_AT = 400
"""Characters of a paragraph that are enough to tell: what is not closed costs the rest of what is looked at."""
_MARKUP = re.compile(r"<[^>]*>|!?\[([^\]]*)\]\([^)]*\)|[#>*_`|~=:+-]+")
"""What is no words of the text; of a link its words are kept."""


def repeated(text: str, blocks: Iterable[TextBlock], path: str, first_line: int) -> Iterator[Problem]:
    """A warning for each long paragraph of ``text``, which begins on ``first_line`` of ``path``, that came before.

    ``blocks`` are the text's, as it was parsed: what is code, a table or a heading is no paragraph.
    """
    lines = text.split("\n")
    seen: dict[str, list[tuple[int, int]]] = {}
    for tag, first, last in blocks:
        if tag != "p":
            continue
        begins = lines[first - 1][:_BEGINS] if len(lines[first - 1]) >= _BEGINS else " ".join(lines[first - 1 : last])
        alike = seen.setdefault("".join(begins.split())[: _BEGINS // 2], [])
        said = _said(lines, first, last) if alike else ""
        other = next((one[0] for one in alike if _said(lines, *one) == said), 0)
        if other and _is_long(said):
            line = lines[first - 1]
            place = first_line + first - 1, len(line) - len(line.lstrip()) + 1
            yield problem(path, *place, "text-paragraph-twice", warning=True, other=other + first_line - 1)
        if not other:
            alike.append((first, last))


def _said(lines: list[str], first: int, last: int) -> str:
    return " ".join(" ".join(lines[first - 1 : last]).split())


def _is_long(said: str) -> bool:
    words = _MARKUP.sub(lambda found: found[1] or "", said[:_LOOKED_AT])
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words) > LONG
