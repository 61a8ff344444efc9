"""Lists, terms and quotations of HTML.

In: such an element. Out: blocks. A list that stands right in a list, as some programs write it, belongs to the item
before it; items without words are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from xieshou.content.markdown.html_writer import BOXES
from xieshou.content.markdown.notes import SORTS
from xieshou.importers.blocks import (
    Block,
    ListBlock,
    ListEntry,
    ParagraphBlock,
    QuoteBlock,
    Run,
    Runs,
    Style,
    TermBlock,
)
from xieshou.importers.html_tree import Element

if TYPE_CHECKING:
    from xieshou.importers.html_flow import Flow

_DEEPEST = 12
"""Lists in lists: further in, items are set beside each other."""


def quote_blocks(element: Element, styles: tuple[Style, ...], flow: Flow) -> Iterator[Block]:
    """A quotation, or a note set apart."""
    sort = next((one[5:] for one in element.classes() if one.startswith("note-") and one[5:] in SORTS.values()), "")
    title: Runs = ()
    if sort:
        for first in element.elements("p")[:1]:
            if "note-title" in first.classes():
                title, _ = flow.line(first)
                first.remove()
    inside = flow.blocks(element, styles)
    if inside or title:
        yield QuoteBlock(inside, sort, title)


def list_blocks(element: Element, styles: tuple[Style, ...], flow: Flow) -> Iterator[Block]:
    """A list."""
    ordered = element.tag == "ol"
    if ordered and element.attributes.get("type", "1") not in ("1", ""):
        flow.remarks.add("import-numbers", element.attributes["type"])
    items: list[ListEntry] = []
    typed = element.attributes.get("start", "")
    number = int(typed) if typed.isdigit() and len(typed) < 10 else 1
    flow.depth += 1
    for node in element.inside:
        child = node if isinstance(node, Element) else Element("li", {}, [node])
        value = child.attributes.get("value", "")
        checked = _checked(child)
        outside = child.tag != "li"
        inside = flow.blocks(Element("li", {}, [child]) if outside else child, styles)
        if checked is not None:
            inside = _without_box(inside)
        if not inside:
            continue
        if outside and items:
            items[-1] = replace(items[-1], blocks=items[-1].blocks + inside)
            continue
        if value.isdigit() and len(value) < 10:
            number = int(value)
        items.append(ListEntry(inside, number if ordered else None, checked))
        number += 1
    flow.depth -= 1
    if items and flow.depth < _DEEPEST:
        yield ListBlock(ordered, tuple(items), ordered and "paren" in element.classes())
    else:
        yield from (block for item in items for block in item.blocks)


def term_blocks(element: Element, styles: tuple[Style, ...], flow: Flow) -> Iterator[Block]:
    """Terms and what they mean."""
    groups: list[tuple[list[Runs], list[tuple[Block, ...]]]] = []
    for child in (one for one in element.all() if one.tag in ("dt", "dd") and _list_of(one) is element):
        if child.tag == "dt":
            runs, _ = flow.line(child, styles)
            if runs and (not groups or groups[-1][1]):
                groups.append(([runs], []))
            elif runs:
                groups[-1][0].append(runs)
        elif inside := flow.blocks(child, styles):
            if not groups:
                yield from inside
            else:
                groups[-1][1].append(inside)
    if groups:
        yield TermBlock(tuple((tuple(terms), tuple(meanings)) for terms, meanings in groups))


def _checked(item: Element) -> bool | None:
    if item.attributes.get("role") == "checkbox":
        return item.attributes.get("aria-checked") == "true"
    words = item.words().lstrip()
    if words[:1] in BOXES.values() and words[1:2].isspace():
        return words[:1] == BOXES[True]
    if "task" in item.classes() or "task-list-item" in item.classes():
        if words[:1] in BOXES.values():
            return words[:1] == BOXES[True]
        boxes = [one for one in item.all() if one.tag == "input" and one.attributes.get("type") == "checkbox"]
        return "checked" in boxes[0].attributes if boxes else None
    return None


def _without_box(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    first = blocks[0] if blocks else None
    if not isinstance(first, ParagraphBlock) or first.runs[0].words[:1] not in BOXES.values():
        return blocks
    runs = (Run(first.runs[0].words[1:].lstrip(), first.runs[0].styles), *first.runs[1:])
    kept = tuple(run for run in runs if run.words or run.has("note"))
    return (ParagraphBlock(kept), *blocks[1:]) if kept else blocks[1:]


def _list_of(element: Element) -> Element | None:
    above = element.above
    while above is not None and above.tag != "dl":
        above = above.above
    return above
