"""What drawing programs write into an SVG besides the drawing, taken away before the allow-list looks at it.

In: an SVG as text, then as a tree. Out: the same drawing, without document type, data of the program, embedded fonts;
what style sheets and ``style`` say becomes attributes. Only what is known to be no part of the picture goes: all else
stays, for ``xieshou.pictures.vector`` to take or to refuse. Raises ``ValueError`` where a style is none of these.
"""

from __future__ import annotations

import re
from collections import defaultdict
from xml.etree.ElementTree import Element

_SVG = "{http://www.w3.org/2000/svg}"
_DOCTYPE = re.compile(r"<!DOCTYPE\s+svg\b[^\[\]<>]*>")
_PROGRAMS = re.compile(
    r"\{(?:http://www\.inkscape\.org/|http://sodipodi\.sourceforge\.net/|http://ns\.adobe\.com/|http://www\.serif\.com/"
    r"|http://schemas\.microsoft\.com/visio/|http://www\.w3\.org/1999/02/22-rdf-syntax-ns#|http://purl\.org/dc/"
    r"|http://creativecommons\.org/ns#|http://www\.bohemiancoding\.com/sketch/)"
)
"""Namespaces of drawing programs: what stands in them is for the program that wrote it."""
_NEEDLESS = re.compile(
    r"data-.+|content|host|baseProfile|zoomAndPan|enable-background|contentScriptType|contentStyleType|pointer-events"
    r"|shape-rendering|text-rendering|image-rendering|color-rendering|requiredFeatures"
    r"|\{http://www\.w3\.org/XML/1998/namespace\}space"
)
"""Attributes that change nothing in the picture."""
_PRESENTS = re.compile(
    r"fill(?:-\w+)?|stroke(?:-\w+)*|stop-\w+|clip-\w+|font-\w+|opacity|text-anchor|dominant-baseline|letter-spacing"
    r"|color|display|visibility|vector-effect|paint-order|mask|marker-\w+"
)
_WITHOUT_EFFECT = re.compile(
    r"-.+|enable-background|shape-rendering|text-rendering|image-rendering|color-rendering|pointer-events|line-height"
    r"|color-interpolation(?:-filters)?|color-scheme|solid-\w+|shape-padding|font-feature-settings"
)
_DEFAULTS = frozenset(("isolation:auto", "mix-blend-mode:normal", "overflow:visible", "white-space:normal")) | {
    f"{name}:{value}"  # of the sheet, which pages have too
    for name in ("background", "background-color")
    for value in ("none", "transparent", "white", "#fff", "#ffffff", "rgb(255, 255, 255)")
}
"""Declarations that say what holds without them."""
_FONT = re.compile(r"@font-face\s*\{[^{}]*\}")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(?:px)?")


def without_doctype(text: str) -> str:
    """``text`` without a document type that declares nothing."""
    return _DOCTYPE.sub("", text, count=1)


def cleaned(root: Element) -> None:
    """Take out of a tree what is not of the picture."""
    rules: list[tuple[str, str]] = []
    _walk(root, rules)
    by_class: defaultdict[str, list[int]] = defaultdict(list)
    for number, (name, _) in enumerate(rules):
        by_class[name].append(number)
    for element in root.iter():
        own = element.attrib.pop("style", "")
        # Of two rules for an element the later one in the sheet counts, whatever the order of its classes.
        numbers = sorted({number for name in element.get("class", "").split() for number in by_class.get(name, ())})
        for said in (*(rules[number][1] for number in numbers), own):
            element.attrib.update(_declared(said))
    if "viewBox" not in root.attrib:
        sides = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
        if all(sides):
            root.set("viewBox", " ".join(["0 0", *(side[1] for side in sides if side)]))


def _walk(element: Element, rules: list[tuple[str, str]]) -> None:
    for key in [one for one in element.attrib if _PROGRAMS.match(one) or _NEEDLESS.fullmatch(one)]:
        del element.attrib[key]
    if element.tag == f"{_SVG}switch":
        _choose(element)
    for child in list(element):
        tag = str(child.tag)
        if tag == f"{_SVG}style" and not len(child):
            rules += _rules(child.text or "")
        elif tag != f"{_SVG}metadata" and not _PROGRAMS.match(tag):
            _walk(child, rules)
            continue
        element.remove(child)


def _choose(switch: Element) -> None:
    """Of the forms a drawing has for several programs, the first that is drawn and no page within the picture."""
    forms = [one for one in switch if one.tag != f"{_SVG}foreignObject"]
    if not forms:
        return
    for child in list(switch):
        if child is not forms[0]:
            switch.remove(child)
    switch.tag = f"{_SVG}g"


def _rules(sheet: str) -> list[tuple[str, str]]:
    """The rules of a style sheet, by class. Raises ``ValueError`` where one is for anything else."""
    first, *more = sheet.split("/*")
    *whole, rest = _FONT.sub("", first + "".join(part.partition("*/")[2] for part in more)).split("}")
    found: list[tuple[str, str]] = []
    for rule in whole:
        selectors, brace, body = rule.partition("{")
        names = [one.strip() for one in selectors.split(",")]
        if not brace or not all(re.fullmatch(r"\.[\w-]+", one) for one in names):
            raise ValueError("<style>")
        found += ((name[1:], body) for name in names)
    if rest.strip():
        raise ValueError("<style>")
    return found


def _declared(style: str) -> dict[str, str]:
    """What a style says, as attributes. Raises ``ValueError`` where an attribute can't say it."""
    found: dict[str, str] = {}
    for one in filter(None, (part.strip() for part in style.split(";"))):
        name, _, value = (part.strip() for part in one.partition(":"))
        if _WITHOUT_EFFECT.fullmatch(name) or f"{name}:{value.lower()}" in _DEFAULTS:
            continue
        if not value or "!" in value or not _PRESENTS.fullmatch(name):
            raise ValueError(f"style: {name}")
        found[name] = value
    return found
