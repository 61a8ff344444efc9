"""Lists as Word and WPS write them: paragraphs that say in their style which list and which level they belong to.

In: a tree. Out: the same with lists. A number that is a point or a digit makes an item. Any other, such as 一、 or (a),
is a word of its paragraph, as it is in print: no list of ours could show it.
"""

from __future__ import annotations

import re

from xieshou.importers.html_styles import css
from xieshou.importers.html_tree import Element

_LEVEL = re.compile(r"\bl(\d+)\s+level(\d+)(?:\s+lfo(\d+))?", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,9})([.)．）])")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class _Label:
    """Of a paragraph in a list: which list, how deep, and what stands before it."""

    def __init__(self, name: str, level: int, words: str) -> None:
        self.name, self.level, self.words = name, level, words
        number = _NUMBER.fullmatch(words)
        self.ordered = number is not None
        self.value = number[1] if number else ""
        self.bracket = number is not None and number[2] in ")）"
        self.item = self.ordered or not any(char.isalnum() for char in words.replace("o", ""))


def listed(root: Element) -> None:
    """Make lists of the paragraphs of ``root`` that are items."""
    for parent in [one for one in root.all() if any(_label_style(child) for child in one.elements())]:
        out: list[Element | str] = []
        opened: list[tuple[int, Element]] = []
        for child in parent.inside:
            label = _label(child) if isinstance(child, Element) else None
            if isinstance(child, Element) and label is not None:
                if child.tag in _HEADINGS or not label.item:
                    child.inside.insert(0, f"{label.words} " if label.words[-1:].isascii() else label.words)
                    opened = [] if child.tag in _HEADINGS else opened
                    if not _nested(child, label, opened):
                        opened = []
                        out.append(child)
                else:
                    _add(child, label, opened, out, parent)
            elif isinstance(child, str) and not child.strip():
                out.append(child)
            else:
                opened = []
                out.append(child)
        parent.inside = out
        for child in parent.elements():
            child.above = parent


def _label_style(element: Element) -> str:
    style = element.attributes.get("style", "")
    return css(element).get("mso-list", "") if "mso-list" in style.lower() else ""


def _label(element: Element) -> _Label | None:
    """The label of a paragraph, taken out of it; None where it is no item."""
    found = _LEVEL.search(_label_style(element))
    if not found:
        return None
    words = ""
    for one in list(element.all()):
        if one is not element and _label_style(one) == "ignore":
            words += one.words()
            one.inside = []
    words = "".join(words.split())
    return _Label(f"{found[1]}.{found[3] or ''}", int(found[2]), words) if words else None


def _nested(child: Element, label: _Label, opened: list[tuple[int, Element]]) -> bool:
    """Set a paragraph under the item that it is deeper than, if there is one."""
    while opened and opened[-1][0] >= label.level:
        opened.pop()
    if not opened:
        return False
    item = opened[-1][1].elements("li")[-1]
    child.above = item
    item.inside.append(child)
    return True


def _add(
    child: Element, label: _Label, opened: list[tuple[int, Element]], out: list[Element | str], parent: Element
) -> None:
    while opened and opened[-1][0] > label.level:
        opened.pop()
    kind = "ol" if label.ordered else "ul"
    if opened and opened[-1][0] == label.level and (opened[-1][1].tag != kind or _begins_anew(label, opened[-1][1])):
        opened.pop()
    if not opened or opened[-1][0] < label.level:
        made = Element(kind, {"class": "paren"} if label.bracket else {})
        if opened:
            made.above = opened[-1][1].elements("li")[-1]
            made.above.inside.append(made)
        else:
            made.above = parent
            out.append(made)
        opened.append((label.level, made))
    child.tag, child.attributes = "li", {"value": label.value} if label.value else {}
    child.above = opened[-1][1]
    opened[-1][1].inside.append(child)


def _begins_anew(label: _Label, last: Element) -> bool:
    return label.ordered and label.bracket != ("paren" in last.classes())
