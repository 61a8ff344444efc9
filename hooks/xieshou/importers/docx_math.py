"""A formula of Word (OMML) as a line of signs, so that its words are not lost.

In: an ``oMath`` element. Out: pieces with their height: set high, set low, or neither. A fraction is written with a
stroke, a root with its sign; how it is to be set is for whoever checks the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


class FormulaSign(NamedTuple):
    """Signs of a formula, and their height: ``superscript``, ``subscript`` or nothing."""

    words: str
    height: str = ""


def signs(element: Element, height: str = "") -> Iterator[FormulaSign]:
    """The signs of a formula in the order in which they are read."""
    for child in element:
        name = child.tag.removeprefix(M)
        if name == "t":
            yield FormulaSign(child.text or "", height)
        elif name in ("sSup", "sSub", "sSubSup"):
            yield from _part(child, "e", height)
            yield from _part(child, "sub", "subscript")
            yield from _part(child, "sup", "superscript")
        elif name == "f":
            yield from _bracketed(child, "num", height)
            yield FormulaSign("/", height)
            yield from _bracketed(child, "den", height)
        elif name == "rad":
            degree = "".join(one.words for one in _part(child, "deg", height))
            yield FormulaSign(degree, "superscript") if degree else FormulaSign("", height)
            yield FormulaSign("√", height)
            yield from _bracketed(child, "e", height)
        elif name == "nary":
            sign = child.find(f"{M}naryPr/{M}chr")
            yield FormulaSign(sign.get(f"{M}val", "∑") if sign is not None else "∫", height)
            yield from _part(child, "sub", "subscript")
            yield from _part(child, "sup", "superscript")
            yield from _part(child, "e", height)
        elif name == "d":
            begun, ended = (child.find(f"{M}dPr/{M}{one}") for one in ("begChr", "endChr"))
            yield FormulaSign(begun.get(f"{M}val", "") if begun is not None else "(", height)
            yield from signs(child, height)
            yield FormulaSign(ended.get(f"{M}val", "") if ended is not None else ")", height)
        elif name == "mr":
            yield from signs(child, height)
            yield FormulaSign("; ", height)
        else:
            yield from signs(child, height)


def _part(element: Element, name: str, height: str) -> Iterator[FormulaSign]:
    found = element.find(f"{M}{name}")
    return signs(found, height) if found is not None else iter(())


def _bracketed(element: Element, name: str, height: str) -> Iterator[FormulaSign]:
    inner = list(_part(element, name, height))
    long = len("".join(one.words for one in inner)) > 1
    yield from [FormulaSign("(", height)] if long else ()
    yield from inner
    yield from [FormulaSign(")", height)] if long else ()
