"""The XML of a Word document: its properties and words, and elements of it made and put in the place of others."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from xieshou.importers.docx_package import W


def value_of(element: Element, path: str) -> str:
    """The value of an element in ``element``; empty where there is none."""
    found = element.find(path)
    return found.get(f"{W}val", "") if found is not None else ""


def is_on(element: Element | None) -> bool:
    """Whether a property that is there or not is there."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def words_in(element: Element) -> str:
    """The words of an element, on one line."""
    parts = [
        one.text or "" if one.tag.endswith(("}t", "}delText")) else " "
        for one in element.iter()
        if one.tag.endswith(("}t", "}delText", "}tab", "}br", "}p"))
    ]
    return " ".join("".join(parts).split())


def replaced(
    root: Element,
    tag: str,
    by: Callable[[Element], list[Element]],
    where: Callable[[Element], bool] = lambda parent: True,
) -> None:
    """Put what ``by`` makes of each element called ``tag`` in its place, also in what comes of that."""
    for parent in list(root.iter()):
        if not any(child.tag == tag for child in parent) or not where(parent):
            continue
        out: list[Element] = []
        waiting = list(parent)
        while waiting:
            child = waiting.pop(0)
            if child.tag == tag:
                made = by(child)
                if made == [child]:
                    out.append(child)
                else:
                    waiting = made + waiting
            else:
                out.append(child)
        parent[:] = out


def run_of(words: str, height: str = "") -> Element:
    """A run of plain words."""
    run = Element(f"{W}r")
    if height:
        SubElement(SubElement(run, f"{W}rPr"), f"{W}vertAlign", {f"{W}val": height})
    text = SubElement(run, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = words
    return run


def field_char(kind: str) -> Element:
    """Where a field begins, what it shows, and where it ends."""
    run = Element(f"{W}r")
    SubElement(run, f"{W}fldChar", {f"{W}fldCharType": kind})
    return run


def field_code(words: str) -> Element:
    """What a field is."""
    run = Element(f"{W}r")
    SubElement(run, f"{W}instrText").text = words
    return run
