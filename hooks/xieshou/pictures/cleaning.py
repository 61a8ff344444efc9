"""What drawing programs write into an SVG besides the drawing, taken away before the allow-list looks at it.

In: an SVG as text, then as a tree. Out: the same drawing, without document type, data of the program, embedded fonts;
what style sheets and ``style`` say becomes attributes. Only what is known to be no part of the picture goes: all else
stays, for ``xieshou.pictures.vector`` to take or to refuse. Raises ``ValueError`` where a style is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from xieshou.pictures.style_sheets import StyleSheets

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
    r"|color-interpolation(?:-filters)?|color-scheme|solid-\w+|shape-padding|font-(?:feature|variation)-settings|isolation"
)
_DEFAULTS = frozenset(
    (
        *("mix-blend-mode:normal", "overflow:visible", "white-space:normal", "filter:none", "mask-type:luminance"),
        *("text-indent:0", "text-indent:0px", "text-align:start", "text-transform:none", "text-orientation:mixed"),
        *(
            "text-decoration:none",
            "text-decoration-line:none",
            "text-decoration-style:solid",
            "text-decoration-color:#000",
        ),
        *(
            "text-decoration-color:#000000",
            "text-shadow:none",
            "word-spacing:normal",
            "word-spacing:0",
            "word-spacing:0px",
        ),
        *(
            "direction:ltr",
            "writing-mode:lr-tb",
            "writing-mode:lr",
            "writing-mode:horizontal-tb",
            "unicode-bidi:normal",
        ),
        *(
            "baseline-shift:baseline",
            "vertical-align:baseline",
            "shape-margin:0",
            "inline-size:0",
            "block-progression:tb",
        ),
    )
) | {
    f"{name}:{value}"  # of the sheet, which pages have too
    for name in ("background", "background-color")
    for value in ("none", "transparent", "white", "#fff", "#ffffff", "rgb(255, 255, 255)")
}
"""Declarations that say what holds without them."""
_LIGHT = re.compile(r"light-dark\(\s*((?:[^(),]|\([^()]*\))*+),(?:[^()]|\((?:[^()]|\([^()]*+\))*+\))*+\)")
"""A colour for light pages and one for dark. A drawing lies on white."""
_MASK_TYPE = "mask-type"
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(?:px)?")


def without_doctype(text: str) -> str:
    """``text`` without a document type that declares nothing."""
    return _DOCTYPE.sub("", text, count=1)


def cleaned(root: Element) -> None:
    """Take out of a tree what is not of the picture."""
    sheets: list[str] = []
    _walk(root, sheets)
    _style(root, (), StyleSheets(sheets))
    for mask in root.iter(f"{_SVG}mask"):
        if mask.attrib.pop(_MASK_TYPE, "") == "alpha":
            _of_luminance(mask)
    if "viewBox" not in root.attrib:
        sides = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
        if all(sides):
            root.set("viewBox", " ".join(["0 0", *(side[1] for side in sides if side)]))


def _style(element: Element, around: Sequence[Element], sheets: StyleSheets) -> None:
    """Let the attributes of ``element``, and of all in it, say what sheets and its own style say."""
    own = element.attrib.pop("style", "")
    said = {name: value for one in (*sheets.said(element, around), own) for name, value in _declared(one).items()}
    if _MASK_TYPE in said and element.tag != f"{_SVG}mask":
        raise ValueError(f"style: {_MASK_TYPE}")
    element.attrib.update(said)
    element.attrib.update(
        {name: _LIGHT.sub(r"\1", said) for name, said in element.attrib.items() if "light-dark(" in said}
    )
    for child in element:
        _style(child, (*around, element), sheets)


def _of_luminance(mask: Element) -> None:
    """Let a mask that shows as much as it is opaque show as much as it is bright: paint of one colour becomes white."""
    if "fill" not in mask.attrib:
        mask.set("fill", "#fff")
    for element in mask.iter():
        for name in ("fill", "stroke"):
            value = element.get(name, "none")
            if "url(" in value:
                raise ValueError(f"style: {_MASK_TYPE}")
            if value not in ("none", "inherit"):
                element.set(name, "#fff")


def _walk(element: Element, sheets: list[str]) -> None:
    for key in [one for one in element.attrib if _PROGRAMS.match(one) or _NEEDLESS.fullmatch(one)]:
        del element.attrib[key]
    if element.tag == f"{_SVG}switch":
        _choose(element)
    for child in list(element):
        tag = str(child.tag)
        if tag == f"{_SVG}style" and not len(child):
            sheets.append(child.text or "")
        elif tag != f"{_SVG}metadata" and not _PROGRAMS.match(tag):
            _walk(child, sheets)
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


def _declared(style: str) -> dict[str, str]:
    """What a style says, as attributes. Raises ``ValueError`` where an attribute can't say it."""
    found: dict[str, str] = {}
    for one in filter(None, (part.strip() for part in style.split(";"))):
        name, _, value = (part.strip() for part in one.partition(":"))
        if _WITHOUT_EFFECT.fullmatch(name) or f"{name}:{value.lower()}" in _DEFAULTS:
            continue
        if not value or "!" in value or not (_PRESENTS.fullmatch(name) or name == _MASK_TYPE):
            raise ValueError(f"style: {name}")
        found[name] = value
    return found
