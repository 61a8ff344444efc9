"""Python-Markdown's inline patterns, tried only on text that can match them.

Stock Python-Markdown runs each of its twenty patterns over every run of text: half the time of a build. Every match of
a stock pattern holds a certain character, so a text without it need not be searched. A test holds the output against
the stock parser's. Patterns we do not know (of other extensions) are tried as ever.
"""

from __future__ import annotations

import re

import markdown
from markdown.treeprocessors import InlineProcessor

_TRIGGERS = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "not_strong": ("*", "_"),
    "em_strong": ("*", "_"),
}
"""What a match of each stock pattern holds: one of these."""
_ANY = ("",)
_PLAIN = re.compile(r"[^`\\\[<&*_]*")
"""Text with none of the triggers but the line break's."""


class TriggeredInline(InlineProcessor):
    """Stands in for the stock processor of one parser."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        patterns = list(md.inlinePatterns)  # asking for them puts them, and their names, in order
        names = [entry.name for entry in md.inlinePatterns._priority]  # type: ignore[attr-defined]
        self._triggered = [
            (pattern, (triggers := _TRIGGERS.get(name, _ANY))[0], triggers[-1])
            for pattern, name in zip(patterns, names, strict=True)
        ]
        self._all_known = set(names) <= _TRIGGERS.keys()

    # The name is the private method's that the stock processor calls for each run of text.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, markdown.util.AtomicString):
            return data
        if self._all_known and _PLAIN.fullmatch(data) and "  \n" not in data:
            return data
        start, count = 0, len(self._triggered)
        while patternIndex < count:
            pattern, one, other = self._triggered[patternIndex]
            if one not in data and other not in data:
                patternIndex, start = patternIndex + 1, 0
                continue
            data, matched, start = self._InlineProcessor__applyPattern(pattern, data, patternIndex, start)  # type: ignore[attr-defined]
            if not matched:
                patternIndex += 1
        return data


def quicken(md: markdown.Markdown) -> None:
    """Put the quicker processor into ``md``, once all extensions are registered."""
    md.treeprocessors.register(TriggeredInline(md), "inline", 20)
