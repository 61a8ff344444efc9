"""Python-Markdown, each part of it tried only on text that can need it.

Stock Python-Markdown runs each of its processors over every text, block and run of words: most of the time of a build.
Every match of a stock processor holds a certain mark, so a text without the mark need not be searched. A test holds the
output against the stock parser's. Processors we do not know (of other extensions) are run as ever.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.serializers import _escape_cdata, to_xhtml_string  # type: ignore[attr-defined]
from markdown.treeprocessors import InlineProcessor

_INLINE = {
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
_REFERRING = {"reference", "image_reference", "short_reference", "short_image_ref"}
"""Match nothing in a text that defines no references."""
_ANY = ("",)
_PLAIN = re.compile(r"[^`\\\[<&*_]*")
"""Text with none of the inline triggers but the line break's."""
_TEXT = {
    "html_block": ("<",),
    "fenced_code_block": ("```", "~~~"),
    "footnote": ("[^",),
    "footnote-duplicate": ("[^",),
    "footnote-reorder": ("[^",),
    "attr_list": ("{",),
    "unescape": ("\\",),
}
"""What a text holds that a stock pre- or treeprocessor has anything to do with."""
_BLOCKS = {
    "empty", "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference", "paragraph",
    "table", "footnote", "defindent", "deflist",
}  # fmt: skip
_PARAGRAPH = re.compile(r"(?:[^\W\d_].*(?:\n|\Z))+")
"""A block whose every line begins with a letter: no stock block but the paragraph is written so."""
_UNCLEAN = (" \n", "\t", "\r", "\x02", "\x03")
"""What the stock parser tidies first; or a space at the end."""
_SIMPLE = frozenset("div p h2 h3 h4 h5 h6 ul ol li blockquote strong em table thead tbody tr th td".split())  # noqa: SIM905
"""Elements with an end tag, whose text is text."""
_PRETTY = "prettify"
"""Puts line ends between the blocks of the HTML: they would be a tenth of a page, and nobody reads them."""


class TriggeredInline(InlineProcessor):
    """Stands in for the stock processor of one parser."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        patterns = list(md.inlinePatterns)  # asking for them puts them, and their names, in order
        names = _names(md.inlinePatterns)
        self._triggered = [
            (pattern, (triggers := _INLINE.get(name, _ANY))[0], triggers[-1], name in _REFERRING)
            for pattern, name in zip(patterns, names, strict=True)
        ]
        self._all_known = set(names) <= _INLINE.keys()
        # Other extensions' may leave alone what is marked as done: abbreviations are.
        self._may_mark = self._all_known and set(_names(md.treeprocessors)) <= {"inline", _PRETTY, *_TEXT}

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        """``tree`` with its inline elements. Words alone are marked as done, and are not taken apart."""
        if self._may_mark:
            for element in tree.iter():
                text = element.text
                if text and _PLAIN.fullmatch(text) and "  \n" not in text:
                    element.text = markdown.util.AtomicString(text)
        return super().run(tree, ancestors)

    # The name is the private method's that the stock processor calls for each run of text.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, markdown.util.AtomicString):
            return data
        if self._all_known and _PLAIN.fullmatch(data) and "  \n" not in data:
            return data
        start, count, unreferenced = 0, len(self._triggered), not self.md.references
        while patternIndex < count:
            pattern, one, other, referring = self._triggered[patternIndex]
            if (referring and unreferenced) or (one not in data and other not in data):
                patternIndex, start = patternIndex + 1, 0
                continue
            data, matched, start = self._InlineProcessor__applyPattern(pattern, data, patternIndex, start)  # type: ignore[attr-defined]
            if not matched:
                patternIndex += 1
        return data


class QuickMarkdown(markdown.Markdown):
    """A parser like ``markdown.Markdown``, but quick, and without line ends between blocks."""

    def __init__(self, extensions: Sequence[str], options: Mapping[str, Mapping[str, Any]]) -> None:
        """With these extensions, and the options of each by its name."""
        super().__init__(
            extensions=list(extensions), extension_configs={name: dict(own) for name, own in options.items()}
        )
        self.treeprocessors.register(TriggeredInline(self), "inline", 20)
        if _PRETTY in self.treeprocessors:
            self.treeprocessors.deregister(_PRETTY)
        self._before = [
            (one, _TEXT.get(name, _ANY))
            for one, name in zip(list(self.preprocessors), _names(self.preprocessors), strict=True)
            if name != "normalize_whitespace"
        ]
        self._normalize = self.preprocessors["normalize_whitespace"]
        self._trees = [
            (one, _TEXT.get(name, _ANY))
            for one, name in zip(list(self.treeprocessors), _names(self.treeprocessors), strict=True)
        ]
        self._after = list(self.postprocessors)
        self._blocks = list(self.parser.blockprocessors)
        self._paragraph = self.parser.blockprocessors["paragraph"]
        if set(_names(self.parser.blockprocessors)) <= _BLOCKS and isinstance(self._paragraph, ParagraphProcessor):
            self.parser.parseBlocks = self._parse_blocks  # type: ignore[method-assign]

    def convert(self, source: str) -> str:
        """The HTML of ``source``: ``markdown.Markdown.convert``, with what has nothing to do left out."""
        if not source.strip():
            return ""
        if source[-1] == " " or any(mark in source for mark in _UNCLEAN):
            self.lines = self._normalize.run(source.split("\n"))
        else:
            self.lines = f"{source}\n\n".split("\n")
        for before, triggers in self._before:
            if any(trigger in source for trigger in triggers):
                self.lines = before.run(self.lines)
        root: Any = self.parser.parseDocument(self.lines).getroot()
        for tree, triggers in self._trees:
            if any(trigger in source for trigger in triggers):
                other = tree.run(root)
                root = root if other is None else other
        if self.serializer is to_xhtml_string:
            pieces: list[str] = []
            _serialize(root, pieces.append)
            output = "".join(pieces)
        else:
            output = self.serializer(root)
        start, end = output.find("<div>"), output.rfind("</div>")
        output = output[start + 5 : end].strip() if end >= 0 else ""
        for after in self._after:
            output = after.run(output)
        return output.strip()

    def _parse_blocks(self, parent: etree.Element, blocks: list[str]) -> None:
        while blocks:
            block = blocks[0]
            if _PARAGRAPH.fullmatch(block):
                self._paragraph.run(parent, blocks)
                continue
            for processor in self._blocks:
                if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                    break


def _serialize(element: etree.Element, write: Callable[[str], None]) -> None:
    """What ``to_xhtml_string`` writes; elements of a simple form, which most are, without asking for the others."""
    tag, text, tail = element.tag, element.text, element.tail
    if tag not in _SIMPLE or element.attrib:
        write(to_xhtml_string(element))
        return
    write(f"<{tag}>{_escape_cdata(text)}" if text else f"<{tag}>")
    for child in element:
        _serialize(child, write)
    write(f"</{tag}>{_escape_cdata(tail)}" if tail else f"</{tag}>")


def _names(registry: Any) -> list[str]:
    list(registry)  # asking for its items puts them, and their names, in order
    return [entry.name for entry in registry._priority]
