"""The numbers of paragraphs in a Word document: what stands before each, as Word works it out.

In: the part ``numbering`` and the styles. Out: for a paragraph its level and the sign or number before it. Word keeps
no numbers in the text: they are counted, and 一、 or (a) is a way of writing a count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from xieshou.importers.docx_package import W

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_HEAVENLY, _EARTHLY = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_PLACE = re.compile(r"%(\d)")
BULLET = "•"


class NumberLevel(NamedTuple):
    """One level of a list: how it counts, from what number, and what stands round the number."""

    format: str = "decimal"
    text: str = "%1."
    start: int = 1


class NumberLabel(NamedTuple):
    """What stands before a paragraph, in which list, and how deep."""

    list: str
    level: int
    words: str


@dataclass(slots=True)
class Numbers:
    """Counts the paragraphs of one document, in their order."""

    levels: Mapping[str, Mapping[int, NumberLevel]]
    """By the list, its levels."""
    shared: Mapping[str, str]
    """By the list, the definition whose count it goes on with."""
    of_styles: Mapping[str, tuple[str, int]]
    """By the style of a paragraph, the list and level that belong to it."""
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def label(self, paragraph: Element, style: str) -> NumberLabel | None:
        """What stands before ``paragraph``, which counts from now on; None where nothing does."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        name, level = self.of_styles.get(style, ("", 0))
        if own is not None:
            named, deep = own.find(f"{W}numId"), own.find(f"{W}ilvl")
            name = named.get(f"{W}val", "") if named is not None else name
            level = _number(deep.get(f"{W}val", ""), 0) if deep is not None else level
        levels = self.levels.get(name)
        if not levels or level not in levels:
            return None
        count = self.counts.setdefault(self.shared.get(name, name), {})
        if name not in self.begun:
            self.begun.add(name)
            if self.shared.get(f"anew {name}"):
                count.clear()
        count[level] = count.get(level, levels[level].start - 1) + 1
        for deeper in [one for one in count if one > level]:
            del count[deeper]
        own_level = levels[level]
        if own_level.format == "bullet":
            return NumberLabel(name, level, BULLET)
        if own_level.format == "none":
            return None

        def told(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            value = count.get(at, levels[at].start if at in levels else 1)
            return written(value, levels[at].format if at in levels else "decimal")

        words = _PLACE.sub(told, own_level.text).strip()
        return NumberLabel(name, level, words) if words else None


def numbers(numbering: Element | None, of_styles: Mapping[str, tuple[str, int]]) -> Numbers:
    """The counting of a document whose part ``numbering`` this is."""
    abstract: dict[str, dict[int, NumberLevel]] = {}
    levels: dict[str, dict[int, NumberLevel]] = {}
    shared: dict[str, str] = {}
    linked: dict[str, tuple[str, int]] = {}
    styles_of: dict[str, dict[int, str]] = {}
    for one in numbering.iter(f"{W}abstractNum") if numbering is not None else ():
        name = one.get(f"{W}abstractNumId", "")
        abstract[name] = dict(map(_level, one.findall(f"{W}lvl")))
        styles_of[name] = {
            _number(level.get(f"{W}ilvl", ""), 0): _value(level, "pStyle") for level in one.findall(f"{W}lvl")
        }
    for one in numbering.findall(f"{W}num") if numbering is not None else ():
        name, base = one.get(f"{W}numId", ""), _value(one, "abstractNumId")
        own = dict(abstract.get(base, {}))
        shared[name] = base
        for change in one.findall(f"{W}lvlOverride"):
            at = _number(change.get(f"{W}ilvl", ""), 0)
            for level in change.findall(f"{W}lvl"):
                own[at] = _level(level)[1]
            start = _value(change, "startOverride")
            if start:
                own[at] = own.get(at, NumberLevel())._replace(start=_number(start, 1))
                shared[f"anew {name}"] = "yes"
        levels[name] = own
        for at, style in styles_of.get(base, {}).items():
            if style:
                linked.setdefault(style, (name, at))
    return Numbers(levels, shared, {**linked, **of_styles})


def _level(element: Element) -> tuple[int, NumberLevel]:
    text = element.find(f"{W}lvlText")
    return _number(element.get(f"{W}ilvl", ""), 0), NumberLevel(
        _value(element, "numFmt") or "decimal",
        text.get(f"{W}val", "") if text is not None else "",
        _number(_value(element, "start"), 1),
    )


def _value(element: Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""


def _number(typed: str, otherwise: int) -> int:
    return int(typed) if re.fullmatch(r"\d{1,6}", typed) else otherwise


def written(value: int, form: str) -> str:
    """A number in one of the ways that Word has for it (ECMA-376, 17.18.59); digits where it is another."""
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        return _roman(value) if form == "upperRoman" else _roman(value).lower()
    if form in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"):
        return _chinese(value, _DIGITS, "十百千")
    if form == "chineseLegalSimplified":
        return _chinese(value, _FORMAL, "拾佰仟", False)
    if form == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    if form == "ideographTraditional":
        return _HEAVENLY[(value - 1) % 10]
    if form == "ideographZodiac":
        return _EARTHLY[(value - 1) % 12]
    if form.startswith("decimalEnclosedCircle") and 0 < value <= 20:
        return chr(ord("①") + value - 1)
    if form == "decimalEnclosedParen" and 0 < value <= 20:
        return chr(ord("⑴") + value - 1)
    if form == "decimalZero":
        return f"{value:02}"
    return str(value)


def _roman(value: int) -> str:
    out = ""
    for size, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        while value >= size and len(out) < 30:
            out, value = out + sign, value - size
    return out


def _chinese(value: int, digits: str, places: str, short: bool = True) -> str:
    """一, 十二, 一百零三: up to thousands."""
    if not 0 < value < 10000:
        return str(value)
    out, gap = "", False
    for place in range(len(str(value)) - 1, -1, -1):
        digit = value // 10**place % 10
        if not digit:
            gap = bool(out)
            continue
        out += ("零" if gap else "") + digits[digit] + (places[place - 1] if place else "")
        gap = False
    return out[1:] if short and 10 <= value < 20 else out
