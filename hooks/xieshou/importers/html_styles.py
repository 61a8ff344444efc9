"""How words look in HTML: the styles that an element and its CSS give to what is in it, and what they hide.

In: an element. Out: the styles of our texts. Only what says something is taken: strong, stressed, struck, set high or
low; fonts, sizes and colours are the page's own matter.
"""

from __future__ import annotations

import re

from xieshou.importers.blocks import Style, style
from xieshou.importers.html_tree import Element

_TAGS = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "s": "s", "strike": "s", "mark": "mark", "u": "u",
    "sup": "sup", "sub": "sub", "small": "small", "code": "code", "tt": "code", "kbd": "kbd", "samp": "samp",
    "var": "var", "q": "q", "cite": "cite", "abbr": "abbr", "dfn": "dfn", "ruby": "ruby", "rb": "rb", "rt": "rt",
    "rp": "rp", "ins": "ins", "del": "del",
}  # fmt: skip
_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*((?:[^;\"']|\"[^\"]*\"|'[^']*')*)", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all)", re.IGNORECASE)


def css(element: Element) -> dict[str, str]:
    """The declarations of its ``style``."""
    typed = element.attributes.get("style", "")
    return {found[1].lower(): found[2].strip().lower() for found in _DECLARATION.finditer(typed)} if typed else {}


def hidden(element: Element) -> bool:
    """Whether nobody saw it."""
    attributes = element.attributes
    return "hidden" in attributes or ("style" in attributes and bool(_HIDDEN.search(attributes["style"])))


def styled(element: Element, above: tuple[Style, ...], number: int) -> tuple[Style, ...]:
    """The styles of what is in ``element``, which itself stands in ``above``; ``number`` is one that no other has."""
    found = {one.tag: one for one in above}
    more: list[Style] = []
    name = _TAGS.get(element.tag)
    if name is not None:
        made = style(name, "", element.attributes.get("title", "") if name == "abbr" else "", number)
        if made.number:
            more.append(made)
        else:
            found[name] = made
    if "style" in element.attributes:
        _by_css(css(element), found)
    return tuple(sorted({*found.values(), *(one for one in above if one.number), *more}))


def _by_css(declared: dict[str, str], found: dict[str, Style]) -> None:
    weight = declared.get("font-weight", "")
    if weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600):
        found["strong"] = style("strong")
    elif weight:
        found.pop("strong", None)
    slant = declared.get("font-style", "")
    if slant in ("italic", "oblique"):
        found["em"] = style("em")
    elif slant == "normal":
        found.pop("em", None)
    line = declared.get("text-decoration", "") + declared.get("text-decoration-line", "")
    if "line-through" in line:
        found["s"] = style("s")
    elif "none" in line:
        found.pop("u", None)
        found.pop("s", None)
    height = declared.get("vertical-align", "")
    if height in ("super", "sub"):
        found["sup" if height == "super" else "sub"] = style("sup" if height == "super" else "sub")
    elif height == "baseline":
        found.pop("sup", None)
        found.pop("sub", None)
    if declared.get("mso-highlight", "none") not in ("none", ""):
        found["mark"] = style("mark")
