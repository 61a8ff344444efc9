"""Style sheets within a drawing: which of their rules are for which element.

In: the text of the sheets, and elements with those round them. Out: of each element the declarations that are for it,
those that count last at the end. Selectors may be names of elements, classes and ids, alone or together, in lists, and
one within another (``.frame path``); everything else raises ``ValueError``, for what it means is not known here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

_SVG = "{http://www.w3.org/2000/svg}"
_LEFT_OUT = re.compile(
    r"@font-face\s*+\{[^{}]*+\}|@media\s*+\(\s*+prefers-color-scheme\s*+:\s*+dark\s*+\)\s*+"
    r"\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}"
)
"""Fonts, which are not published, and what the drawing looks like where all is dark."""
_COMPOUND = re.compile(r"(?P<tag>[A-Za-z][\w-]*)?(?P<more>(?:[.#][\w-]+)*)")
_MOST_STEPS = 2_000_000
"""Rules and elements that are compared in one drawing: a hundred times what drawing programs write asks for."""


class _SelectorPart(NamedTuple):
    """What one element has to be: its name, if one is asked for, its id and its classes."""

    tag: str
    ids: frozenset[str]
    classes: frozenset[str]

    def of(self, element: Element) -> bool:
        return (
            self.tag in ("", str(element.tag).removeprefix(_SVG))
            and self.ids <= {element.get("id", "")}
            and self.classes <= set(element.get("class", "").split())
        )


class _StyleRule(NamedTuple):
    weight: tuple[int, int, int, int]
    """Ids, classes, names of elements, and its place in the sheets: the heavier of two counts."""
    parts: tuple[_SelectorPart, ...]
    """From the outermost to the element itself."""
    body: str


class StyleSheets:
    """The rules of a drawing."""

    def __init__(self, sheets: Iterable[str]) -> None:
        """In: the sheets, in the order of the drawing. Raises ``ValueError`` where a rule is for anything else."""
        self._rules: defaultdict[str, list[_StyleRule]] = defaultdict(list)
        self._steps = 0
        for place, (selector, body) in enumerate(rule for sheet in sheets for rule in _rules(sheet)):
            parts = tuple(map(_part, selector.split()))
            if not parts:
                raise ValueError("<style>")
            ids, classes = (sum(len(part[number]) for part in parts) for number in (1, 2))
            rule = _StyleRule((ids, classes, sum(bool(part.tag) for part in parts), place), parts, body)
            self._rules[_key(parts[-1])].append(rule)

    def said(self, element: Element, around: Sequence[Element]) -> list[str]:
        """The declarations for ``element``, which stands in those of ``around``, the last of which is its parent."""
        if not self._rules:
            return []
        names = (f"#{element.get('id', '')}", *(f".{one}" for one in set(element.get("class", "").split())))
        asked = [rule for name in (*names, str(element.tag).removeprefix(_SVG)) for rule in self._rules.get(name, ())]
        self._steps += sum(1 + len(around) * (len(rule.parts) > 1) for rule in asked)
        if self._steps > _MOST_STEPS:
            raise ValueError("<style>")
        return [rule.body for rule in sorted(rule for rule in asked if _fits(rule.parts, element, around))]


def _fits(parts: tuple[_SelectorPart, ...], element: Element, around: Sequence[Element]) -> bool:
    *outer, own = parts
    if not own.of(element):
        return False
    outwards = iter(reversed(around))
    return all(any(part.of(one) for one in outwards) for part in reversed(outer))


def _key(part: _SelectorPart) -> str:
    """One thing that every element has which this is for."""
    return f"#{min(part.ids)}" if part.ids else f".{min(part.classes)}" if part.classes else part.tag


def _part(typed: str) -> _SelectorPart:
    found = _COMPOUND.fullmatch(typed)
    if not found or not typed:
        raise ValueError("<style>")
    more = re.findall(r"([.#])([\w-]+)", found["more"])
    ids, classes = (frozenset(name for sign, name in more if sign == wanted) for wanted in "#.")
    return _SelectorPart(found["tag"] or "", ids, classes)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Each selector of a style sheet, and what it says."""
    first, *more = sheet.split("/*")
    *whole, rest = _LEFT_OUT.sub("", first + "".join(part.partition("*/")[2] for part in more)).split("}")
    for rule in whole:
        selectors, brace, body = rule.partition("{")
        if not brace:
            raise ValueError("<style>")
        yield from ((selector, body) for selector in selectors.split(","))
    if rest.strip():
        raise ValueError("<style>")
