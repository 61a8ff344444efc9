"""One normal form for the HTML of a specification's example and for ours, so that the same is alike.

In: HTML. Out: frozen trees that are equal where a reader gets the same. Made alike are

- spelling: the order of attributes, void elements, entities, percent-encoded and plain characters of addresses,
  names of hosts in Punycode, ``style="text-align: …"`` and ``align``; one line break at the end of a block of code;
- white space that is not seen: between blocks, at their edges, round a line break, several spaces for one, a line break
  in a paragraph for a space. White space in code counts;
- what says nothing: an empty paragraph, a ``<span>`` without attributes, ``<tbody>``, and the wordless link that one
  without an end leaves behind its paragraph;
- the number of an item of a list, whether it follows from ``<ol start>`` or is said by ``<li value>``;
- ``<s>`` and ``<del>``, a check box and its sign (☐ ☑);
- a link within the text: what it leads to counts, not the name of the place; notes at the foot, and the way back from
  them (``xieshou.content.markdown`` makes them in other elements than other programs);
- what the site's allow-list takes away from every text: comments, and all attributes but those in ``KEPT``; with ids
  and classes go the names of languages of code.

Words, elements, how these lie in each other, targets and titles count. So does whether the items of a list are
paragraphs: ``only_looseness`` tells where that is all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

from tests.commonmark.tree import BLOCKS, VOID, Element, Node, parsed

KEPT = ("align", "alt", "colspan", "dir", "href", "lang", "rowspan", "src", "title")
"""The attributes a reader may notice. An empty one is none."""
_PLACE, _NUMBER = "leads-to", "is-number"
"""Attributes of the normal form: what a link within the text leads to, which number is seen on an item."""
_SAME = {"s": "del", "strike": "del"}
_BOXES = ("article", "aside", "center", "div", "footer", "header", "main", "nav", "section")
_BLANK = re.compile(r"[ \t\n\r\f]+")
_SPACE = " \t\n\r\f"
_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_PLAIN = re.compile(r"[A-Za-z0-9._~-]|[^\x00-\x9f]")
_UNFIT = re.compile(r"[\x00-\x20\"<>\\^`{|}\[\]\x7f-\x9f]|%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"(https?)://([^/?#]*)", re.IGNORECASE)
_ALIGNED = re.compile(r"text-align\s*:\s*(left|right|center)")
_NOTES = re.compile(r"footnotes?\b")


class Shape(NamedTuple):
    """An element in its normal form. ``attributes`` are sorted."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Shape | str, ...]


def normal(html: str) -> Shape:
    """The normal form of ``html``."""
    root = parsed(html)
    notes = _foot(root)
    places = {element.attributes["id"]: element for element in root.walk() if element.attributes.get("id")}
    _point(root, {name: "".join(element.words().split()) for name, element in places.items()}, notes)
    return _shaped(root, False)


def lowered(shape: Shape) -> Shape:
    """``shape`` with all headings one level down, if any is of level 1; level 6 stays."""
    levels = {f"h{level}": f"h{min(level + 1, 6)}" for level in range(1, 7)}
    return _renamed(shape, levels) if "h1" in _names(shape) else shape


def boxless(shape: Shape) -> Shape:
    """``shape`` without boxes that only hold other blocks, such as ``<div>``. Words alone are a paragraph."""
    children: list[Shape | str] = []
    for child in shape.children:
        inner = child if isinstance(child, str) else boxless(child)
        children += inner.children if isinstance(inner, Shape) and inner.name in _BOXES else [inner]
    if shape.name not in ("", *_BOXES):
        return shape._replace(children=tuple(children))
    return shape._replace(children=tuple(_paragraphs(children)))


def _paragraphs(nodes: Iterable[Shape | str]) -> Iterator[Shape]:
    for block, run in groupby(nodes, _block):
        inner = tuple(run)
        if block:
            yield from (one for one in inner if isinstance(one, Shape))
        elif any(map(_says, inner)):
            yield Shape("p", (), inner)


def only_looseness(one: Shape, other: Shape) -> bool:
    """Whether all that differs is which items of lists are paragraphs."""
    return one != other and _tight(one) == _tight(other)


def address(target: str) -> str:
    """A target in one spelling. Characters that mean something else when encoded (``/``, ``&``) stay as they are."""
    decoded = _ENCODED.sub(lambda found: _decoded(found[0]), target)
    encoded = _UNFIT.sub(lambda found: quote(found[0]), decoded)
    return _HOST.sub(lambda found: f"{found[1].lower()}://{_host(found[2])}", encoded, count=1)


def shown(shape: Shape, depth: int = -1) -> str:
    """``shape`` as lines for people: one a block, indented."""
    if shape.name == "pre":
        return "\n".join("  " * depth + line for line in f"<pre>{_inline(shape.children)}".split("\n"))
    lines, run = [], list[Shape | str]()
    for child in (*shape.children, None):
        if child is not None and (isinstance(child, str) or child.name not in BLOCKS):
            run.append(child)
            continue
        if run:
            lines.append("  " * (depth + 1) + _inline(run))
            run = []
        if child is not None:
            lines.append(shown(child, depth + 1))
    if not shape.name:
        return "\n".join(lines)
    if len(lines) == 1 and "\n" not in lines[0]:
        return "  " * depth + _tag(shape) + lines[0].lstrip(" ")
    return "\n".join(["  " * depth + _tag(shape), *lines])


def _foot(root: Element) -> set[str]:
    """Bring the notes at the foot into one form; the ids of the notes."""
    ids = set()
    for element in root.walk():
        element.children = [
            child
            for child in element.children
            if isinstance(child, str) or child.name != "hr" or not _NOTES.match(child.attributes.get("class", ""))
        ]
        if element.name not in ("div", "section") or not _NOTES.match(element.attributes.get("class", "")):
            continue
        element.name = "notes"
        element.children = [child for child in element.children if isinstance(child, str) or child.name != "hr"]
        for inner in element.walk():
            ids |= {inner.attributes.get("id", "")} if inner.name == "li" else set()
            kept: list[Node] = []
            for child in inner.children:
                if isinstance(child, str) or "footnote-backref" not in child.attributes.get("class", ""):
                    kept.append(child)
                elif kept and isinstance(kept[-1], str):
                    kept[-1] = kept[-1].rstrip("\xa0" + _SPACE)
            inner.children = kept
    return ids


def _point(root: Element, places: dict[str, str], notes: set[str]) -> None:
    """Have links within the text name what they lead to, by its words."""
    for element in root.walk():
        target = element.attributes.get("href", "")
        if target[:1] != "#" or target[1:] not in places:
            continue
        if target[1:] in notes:
            element.children = [element.words().strip("[]")]
        del element.attributes["href"]
        element.attributes[_PLACE] = places[target[1:]]


def _shaped(element: Element, code: bool) -> Shape:
    code = code or element.name in ("pre", "code")
    nodes: list[Shape | str] = []
    for child in _numbered(element):
        for node in _parts(child, code):
            if isinstance(node, str) and nodes and isinstance(nodes[-1], str):
                nodes[-1] += node
            else:
                nodes.append(node)
    if not code:
        nodes = _trimmed(element, [_BLANK.sub(" ", node) if isinstance(node, str) else node for node in nodes])
    elif element.name in ("pre", "code") and nodes and isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].removesuffix("\n")  # of the last line, whose end is the block's
    return Shape(_SAME.get(element.name, element.name), _attributes(element), tuple(node for node in nodes if node))


def _parts(child: Node, code: bool) -> Iterable[Shape | str]:
    """What stands in a tree for a child: itself, or what it holds where it says nothing itself."""
    if isinstance(child, str):
        return (child,)
    if child.name == "input" and child.attributes.get("type") == "checkbox":
        return ("☑" if "checked" in child.attributes else "☐",)
    shape = _shaped(child, code)
    if child.name == "p" and not shape.children:
        return ()
    if child.name == "tbody" or (child.name == "span" and not shape.attributes):
        return shape.children
    return (shape,)


def _numbered(element: Element) -> list[Node]:
    """The children of ``element``; of an ordered list, with the number that is seen on each."""
    if element.name != "ol":
        return element.children
    number = _whole(element.attributes.get("start", ""), 1)
    for child in element.children:
        if isinstance(child, Element) and child.name == "li":
            number = _whole(child.attributes.get("value", ""), number)
            child.attributes[_NUMBER] = str(number)
            number += 1
    return element.children


def _whole(typed: str, otherwise: int) -> int:
    return int(typed) if re.fullmatch(r"-?\d+", typed) else otherwise


def _attributes(element: Element) -> tuple[tuple[str, str], ...]:
    found = {name: value for name, value in element.attributes.items() if name in (*KEPT, _PLACE, _NUMBER) and value}
    for name in {"href", "src"} & found.keys():
        found[name] = address(found[name])
    if aligned := _ALIGNED.search(element.attributes.get("style", "")):
        found.setdefault("align", aligned[1])
    return tuple(sorted(found.items()))


def _trimmed(element: Element, nodes: Sequence[Shape | str]) -> list[Shape | str]:
    """``nodes`` without the white space that is not seen because a block, or a line, begins or ends there."""
    if any(map(_block, nodes)):
        nodes = [node for node in nodes if isinstance(node, str) or _block(node) or _says(node)]
    inside = not element.name or element.name in BLOCKS
    edges = [inside, *(_block(node) or (isinstance(node, Shape) and node.name == "br") for node in nodes), inside]
    trimmed: list[Shape | str] = []
    for number, node in enumerate(nodes):
        if isinstance(node, str):
            begun = node.lstrip(_SPACE) if edges[number] else node
            trimmed.append(begun.rstrip(_SPACE) if edges[number + 2] else begun)
        else:
            trimmed.append(node)
    return trimmed


def _block(node: Shape | str) -> bool:
    return isinstance(node, Shape) and node.name in BLOCKS


def _says(node: Shape | str) -> bool:
    """Whether there is anything in ``node``, in the end, but white space."""
    if isinstance(node, str):
        return bool(node.strip(_SPACE))
    return node.name in VOID or any(map(_says, node.children))


def _decoded(run: str) -> str:
    """A run of encoded bytes, plain where that means the same."""
    try:
        characters = unquote_to_bytes(run).decode()
    except UnicodeDecodeError:
        return run.upper()
    return "".join(one if _PLAIN.fullmatch(one) else quote(one, safe="") for one in characters)


def _host(name: str) -> str:
    labels = name.lower().split(".")
    try:
        return ".".join(label.encode().decode("idna") if label.isascii() else label for label in labels)
    except UnicodeError:
        return name.lower()


def _names(shape: Shape) -> set[str]:
    return {shape.name}.union(*(_names(child) for child in shape.children if isinstance(child, Shape)))


def _renamed(shape: Shape, names: dict[str, str]) -> Shape:
    children = (child if isinstance(child, str) else _renamed(child, names) for child in shape.children)
    return Shape(names.get(shape.name, shape.name), shape.attributes, tuple(children))


def _tight(shape: Shape) -> Shape:
    children: list[Shape | str] = []
    for child in shape.children:
        inner = child if isinstance(child, str) else _tight(child)
        if shape.name == "li" and isinstance(inner, Shape) and inner.name == "p":
            children += inner.children
        else:
            children.append(inner)
    return shape._replace(children=tuple(children))


def _tag(shape: Shape) -> str:
    return f"<{shape.name}{''.join(f' {name}={value!r}' for name, value in shape.attributes)}>"


def _inline(nodes: Iterable[Shape | str]) -> str:
    return "".join(node if isinstance(node, str) else _tag(node) + _ended(node) for node in nodes)


def _ended(shape: Shape) -> str:
    return f"{_inline(shape.children)}</{shape.name}>" if shape.children else ""
