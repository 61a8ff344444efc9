"""Footnotes in HTML: what leads to one, and what it says.

In: a tree. Out: the same without the footnotes, an element ``note`` in each place that led to one, and the notes. There
is no element for footnotes: Word, WPS, Google Docs, WordPress and Markdown each write two links that lead to each
other, one where the note belongs and one where it stands. That is how they are known here, whoever wrote them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from xieshou.importers.html_tree import Element

_MARK = re.compile(
    r"[\[［(（〔【]?(?:注\s?)?(?:\d{1,3}|[ivxlc]{1,6}|[*†‡§]{1,3}|[①-⒇㈠-㈩]|[a-z])[\]］)）〕】]?", re.IGNORECASE
)
_BLOCKS = ("p", "li", "div", "aside", "dd", "td", "section", "blockquote")
_BACK = ("↑", "↩", "↩︎", "^", "⤴", "↵", "返回", "back")


class NoteFound(NamedTuple):
    """A footnote: its label, and what it stands in."""

    label: str
    element: Element


def notes_apart(root: Element) -> list[NoteFound]:
    """Take the footnotes out of ``root``; in the order in which they are first led to."""
    named = _named(root)
    found: dict[Element, NoteFound] = {}
    led = [one for one in root.all() if one.tag == "a" and one.attributes.get("href", "").startswith("#")]
    back_links: dict[str, list[Element]] = {}
    for link in led:
        back_links.setdefault(link.attributes["href"][1:], []).append(link)
    order = {one: number for number, one in enumerate(root.all())}
    for link in led:
        words = link.words().strip()
        target = named.get(link.attributes["href"][1:])
        if target is None or not (_MARK.fullmatch(words) or "fn" in link.classes()) or order[target] < order[link]:
            continue
        note = _holder(target)
        if note is None or _inside(link, note) or not _leads_back(link, note, back_links):
            continue
        known = found.setdefault(note, NoteFound(str(len(found) + 1), note))
        _put(link, known.label)
    for known in found.values():
        _without_links_back(known.element, order)
        _take(known.element, root)
    return list(found.values())


def _named(root: Element) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for one in root.all():
        for key in ("id", "name"):
            if name := one.attributes.get(key):
                found.setdefault(name, one)
    return found


def _holder(target: Element) -> Element | None:
    """What the whole note stands in: the element that is led to, or the block round it."""
    block: Element | None = target
    while block is not None and block.tag not in _BLOCKS:
        block = block.above
    if block is None or block.above is None:
        return None
    above = block.above
    alone = above.tag == "div" and above.above is not None and block.tag == "p" and above.elements()[0] is block
    if alone and target.tag == "a" and sum(one.attributes.get("href", "")[:1] == "#" for one in above.all()) == 1:
        return above
    return block


def _inside(one: Element, other: Element) -> bool:
    above: Element | None = one
    while above is not None and above is not other:
        above = above.above
    return above is other


def _leads_back(link: Element, note: Element, back_links: dict[str, list[Element]]) -> bool:
    """Whether a link in ``note`` leads to ``link``, or to what stands round that alone."""
    around: Element | None = link
    while around is not None and around.tag in ("a", "sup", "span", "strong", "em", "b", "i"):
        for key in ("id", "name"):
            name = around.attributes.get(key, "")
            if name and any(_inside(back, note) for back in back_links.get(name, ())):
                return True
        around = around.above
    inner = [one for one in link.all() if one.attributes.get("id") or one.attributes.get("name")]
    names = [one.attributes.get(key, "") for one in inner for key in ("id", "name")]
    if any(_inside(back, note) for name in filter(None, names) for back in back_links.get(name, ())):
        return True
    # A note that is led to twice leads back to the first place, and is a note all the same.
    return any(back.tag == "a" and back.attributes.get("href", "")[:1] == "#" and _is_back(back) for back in note.all())


def _is_back(link: Element) -> bool:
    words = link.words().strip().rstrip("0123456789").strip()
    return words in _BACK or "footnote-backref" in link.classes() or (not words and bool(link.words().strip()))


def _put(link: Element, label: str) -> None:
    """The reference in the place of the link, and of the raised words that are it alone."""
    place = _around(link)
    if place.above is None:
        return
    at = place.above.inside.index(place)
    place.above.inside[at] = Element("note", {"label": label}, above=place.above)


def _around(link: Element) -> Element:
    """The outermost element that sets the words of ``link`` high, or dresses them, and holds no others."""
    words, place = link.words().strip(), link
    while place.above is not None and place.above.tag in ("sup", "span") and place.above.words().strip() == words:
        place = place.above
    return place


def _without_links_back(note: Element, order: dict[Element, int]) -> None:
    first = order[note]
    for link in [one for one in note.all() if one.tag == "a"]:
        href, words = link.attributes.get("href", ""), link.words().strip()
        if not href.startswith("#") or order.get(link, first) < first:
            continue
        if _is_back(link) or _MARK.fullmatch(words) or not words:
            _around(link).remove()


def _take(note: Element, root: Element) -> None:
    """Out of the tree, with what held nothing else, and the line above it."""
    one = note
    while one.above is not None:
        beyond = one.above
        at = beyond.inside.index(one)
        one.remove()
        while at and isinstance(blank := beyond.inside[at - 1], str) and not blank.strip():
            at -= 1
        if at and isinstance(line := beyond.inside[at - 1], Element) and line.tag == "hr":
            line.remove()
        if beyond is root or beyond.words().strip() or any(inner.tag in ("img", "note") for inner in beyond.all()):
            return
        one = beyond
