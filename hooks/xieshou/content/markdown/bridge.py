"""Extensions of Python-Markdown that a site turns on and that are not built in here.

In: a text before it is parsed, and its HTML after. Out: the same with what the extensions add. They stand where
Python-Markdown has them: preprocessors see the lines, block processors the blocks they ask for, patterns and tree
processors the finished tree, postprocessors the HTML. A site that names built-in ones alone never comes here.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping, Sequence
from typing import Any

import markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString, Registry

BUILT_IN = frozenset(
    "tables footnotes attr_list def_list sane_lists toc fenced_code admonition markdown.extensions.tables"  # noqa: SIM905
    " markdown.extensions.footnotes markdown.extensions.attr_list markdown.extensions.def_list"
    " markdown.extensions.sane_lists markdown.extensions.toc markdown.extensions.fenced_code"
    " markdown.extensions.admonition pymdownx.tilde pymdownx.mark pymdownx.magiclink pymdownx.tasklist"
    " pymdownx.betterem mdx_truly_sane_lists".split()
)
"""What these add is read in any text."""
_STOCK = ("tables", "footnotes", "attr_list", "def_list", "sane_lists", "toc", "fenced_code", "admonition")
_EXTRA = {"extra": ("fenced_code", "footnotes", "attr_list", "def_list", "tables", "abbr", "md_in_html")}
"""Extensions that are no more than others."""
_FENCED = "fenced_code_block"
_VOID = re.compile(r"<(br|hr|wbr|img|col)((?:\s[^<>]*)?)(?<!/)>", re.IGNORECASE)
_TO_XML, _FROM_XML = {2: "\ue002", 3: "\ue003"}, {0xE002: "\x02", 0xE003: "\x03"}
"""The signs round what Python-Markdown has put by: no XML can hold them."""
_FENCE = re.compile(r"^ {0,3}(?:`{3,}|~{3,})", re.MULTILINE)


class Bridge:
    """The extensions of a site that are not built in."""

    def __init__(self, extensions: Sequence[str], configs: Mapping[str, Mapping[str, Any]]) -> None:
        """With these extensions, and the options of each by its name. Raises what an extension raises."""
        self._configs = configs
        extensions = [part for name in extensions for part in _EXTRA.get(name.rpartition(".")[2], (name,))]
        foreign = [name for name in extensions if name not in BUILT_IN]
        self.active = bool(foreign)
        if not foreign:
            return
        # The built-in ones too: an extension may stand before or behind one of them by its name.
        self._markdown = markdown.Markdown(
            extensions=list(extensions), extension_configs={name: dict(own) for name, own in configs.items()}
        )
        stock = markdown.Markdown(extensions=list(_STOCK))
        md = self._markdown
        self._before = _added(md.preprocessors, stock.preprocessors)
        if any(name.rpartition(".")[2] == "codehilite" for name in foreign) and _FENCED in md.preprocessors:
            self._before.append(md.preprocessors[_FENCED])  # it knows the languages, and asks for the colours
        self._blocks = _added(md.parser.blockprocessors, stock.parser.blockprocessors)
        self._trees = [one for one in _added(md.treeprocessors, stock.treeprocessors) if one is not None]
        self._after = _added(md.postprocessors, stock.postprocessors)
        self._stock_patterns = set(_names(stock.inlinePatterns))

    def option(self, extension: str, name: str) -> Any:
        """What is set for an extension in ``mkdocs.yml``, built in or not."""
        own = self._configs.get(extension) or self._configs.get(f"markdown.extensions.{extension}") or {}
        return own.get(name)

    def prepared(self, text: str) -> tuple[str, bool]:
        """The text to be parsed, and whether it is another than the one typed."""
        if not self.active:
            return text, False
        self._markdown.reset()
        lines = text.split("\n")
        for processor in self._before:
            lines = processor.run(lines)
        source = "\n".join(lines).rstrip("\n")
        if self._blocks:
            source = self._with_blocks(source)
        return source, source != text

    def finished(self, html: str) -> str:
        """The HTML of the parsed text, worked over."""
        if not self.active:
            return html
        md = self._markdown
        patterns = self._patterns()
        if self._trees or patterns is not None:
            html = self._worked(html, patterns)
        if md.htmlStash.html_counter:
            html = md.postprocessors["raw_html"].run(html)
        for processor in self._after:
            html = processor.run(html)
        return html

    def _with_blocks(self, source: str) -> str:
        """``source``, in which what a block processor asks for is done, and its HTML put by."""
        blocks, out, inside = source.split("\n\n"), [], False
        while blocks:
            block = blocks[0]
            parent = etree.Element("div")
            done = not inside and any(
                one.test(parent, block) and one.run(parent, blocks) is not False for one in self._blocks
            )
            if not done:
                inside ^= len(_FENCE.findall(block)) % 2 == 1
                out.append(blocks.pop(0))
            elif len(parent):
                for tree in self._markdown.treeprocessors:
                    tree.run(parent)
                html = self._markdown.serializer(parent).strip()
                out.append(self._markdown.htmlStash.store(html.removeprefix("<div>").removesuffix("</div>").strip()))
        return "\n\n".join(out)

    def _patterns(self) -> Registry[Any] | None:
        """The patterns that are not stock; some come into being while a text is read."""
        own: Registry[Any] = Registry()
        for name in _names(self._markdown.inlinePatterns):
            if name not in self._stock_patterns:
                own.register(self._markdown.inlinePatterns[name], name, -len(own))
        return own if len(own) else None

    def _worked(self, html: str, patterns: Registry[Any] | None) -> str:
        closed = _VOID.sub(r"<\1\2/>", html).translate(_TO_XML)
        try:
            root = etree.fromstring(f"<div>{closed}</div>")
        except etree.ParseError:
            return html  # raw HTML that no tree can be made of: what is wrong with it is told by others
        for element in root.iter("code"):
            for one in element.iter():
                one.text = AtomicString(one.text or "")
        if patterns is not None:
            inline = InlineProcessor(self._markdown)
            inline.inlinePatterns = patterns
            inline.run(root)
        for tree in self._trees:
            other = tree.run(root)
            root = root if other is None else other
        worked = self._markdown.serializer(root).strip().removeprefix("<div>").removesuffix("</div>")
        return worked.translate(_FROM_XML)


def _names(registry: Any) -> list[str]:
    list(registry)  # asking for its items puts them, and their names, in order
    return [entry.name for entry in registry._priority]


def _added(own: Any, stock: Any) -> list[Any]:
    """The processors that ``stock`` has none of that name and class for."""
    known = {name: type(stock[name]) for name in _names(stock)}
    return [own[name] for name in _names(own) if known.get(name) is not type(own[name])]
