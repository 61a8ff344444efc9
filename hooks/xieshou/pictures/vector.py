"""SVG, element by element through an allow-list: a drawing may be published, a program may not."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from xieshou.core.late import Late

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = set(
    "svg g path rect circle ellipse line polyline polygon text tspan title desc defs linearGradient radialGradient stop"  # noqa: SIM905
    " clipPath mask pattern symbol use marker".split()
)
_ATTRIBUTES = Late(
    r"(?:id|class|d|x|y|x1|y1|x2|y2|cx|cy|r|rx|ry|fx|fy|width|height|points|viewBox|preserveAspectRatio|transform|offset"
    r"|opacity|fill(?:-\w+)?|stroke(?:-\w+)*|stop-\w+|clip-\w+|font-\w+|text-anchor|dominant-baseline|letter-spacing"
    r"|gradientUnits|gradientTransform|patternUnits|patternTransform|spreadMethod|clipPathUnits|maskUnits|mask|markerWidth"
    r"|markerHeight|marker-\w+|orient|refX|refY|role|aria-[a-z]+|href|dx|dy|version|color|display|visibility"
    r"|vector-effect|paint-order|mix-blend-mode)"
)
_SAFE_VALUE = Late(
    r"""(?!.*(?:javascript:|data:|https?:|url\(\s*["']?(?!["'\s#])|expression\())[^<>]*""", re.IGNORECASE | re.DOTALL
)
MAX_DEPTH = 60


class Refused(ValueError):
    """The picture is not published as it is; the message says what of it, ``code`` in which sentence."""

    def __init__(self, why: str, code: str = "picture-refused") -> None:
        super().__init__(why)
        self.code = code


def clean_svg(data: bytes) -> tuple[bytes, int, int]:
    """The drawing written anew, its width and height. Raises ``Refused``."""
    # It is long to compile, and most builds look at no drawing.
    from xieshou.pictures.cleaning import cleaned, without_doctype

    try:
        text = without_doctype(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused("UTF-8") from None
    if any(mark in text for mark in ("<!DOCTYPE", "<!ENTITY", "<?xml-stylesheet")):
        raise Refused("DOCTYPE")
    if _depth(text) > MAX_DEPTH:
        raise Refused("depth")
    try:
        root = ElementTree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except ElementTree.ParseError as error:
        raise Refused(str(error)) from None
    try:
        cleaned(root)
    except ValueError as error:
        raise Refused(str(error)) from None
    for element in root.iter():
        space, _, name = str(element.tag).rpartition("}")
        if space != "{" + _SVG or name not in _ELEMENTS:
            raise Refused(f"<{name}>")
        for key, value in element.attrib.items():
            local = key.rpartition("}")[2]
            outward = local == "href" and not value.startswith("#")
            if not _ATTRIBUTES().fullmatch(local) or outward or not _SAFE_VALUE().fullmatch(value):
                raise Refused(local)
    size = re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))
    if len(size) != 4 or float(size[2]) <= 0 or float(size[3]) <= 0:
        raise Refused("viewBox")
    ElementTree.register_namespace("", _SVG)
    return ElementTree.tostring(root, encoding="utf-8"), round(float(size[2])), round(float(size[3]))


def _depth(text: str) -> int:
    """How deep elements nest, before anything is built of them."""
    deepest = depth = 0
    for closing, itself in re.findall(r"<(/?)[A-Za-z][^<>]*?(/?)>", text):
        depth += -1 if closing else 0 if itself else 1
        deepest = max(deepest, depth)
    return deepest
