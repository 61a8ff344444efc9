"""How a language sets its signs, in texts: Chinese stops between Han, …… and ——; in English “quotes”, dashes, ranges.

In: a text as typed, its programs blanked, and its language. Out: slips, each with what is set in its place, which
``xieshou fix`` types. Nothing is said of addresses, tags, attributes and titles of links. GB/T 15834 for Chinese; for
English what careful printers do (New Hart’s Rules). Spaces round digits are each house’s own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from xieshou.content.slips import Slip
from xieshou.core.late import Late
from xieshou.core.scripts import HAN


class _Rule(NamedTuple):
    code: str
    signs: tuple[str, ...]
    pattern: Late
    meant: Callable[[re.Match[str]], str]


_STOPS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_KEPT = Late(r"\]\([^)\n]*\)|<[^>\n]*>|\{[^}\n]*\}|https?://\S+|^[ \t]*\[[^\]\n]+\]:.*$|^[ |:-]+$", re.MULTILINE)
_YEARS = "(?:1[89]|20)[0-9]{2}"
_COUNTED = r"(?:%|(?:per cent|percent|years?|months?|days?|hours?|km|people)\b)"
_CHINESE = (
    _Rule(
        "half-width-stop",
        (",", ";", ":", "?", "!", "("),
        Late(
            rf"(?<=[{HAN}》”])[,;:?!](?=[{HAN}《“])|(?<=[{HAN}])\([^()\n]*[{HAN}][^()\n]*\)"
        ),
        lambda found: _STOPS[found[0]] if len(found[0]) == 1 else f"（{found[0][1:-1]}）",
    ),
    _Rule(
        "ellipsis-form",
        ("...", "。。"),
        Late(rf"(?<=[{HAN}，。”])(?:\.{{3,6}}|。{{2,6}})"),
        lambda found: "……",
    ),
    _Rule("dash-form", ("--",), Late(rf"(?<=[{HAN}”》])-{{2}}(?=[{HAN}“《])"), lambda found: "——"),
)  # fmt: skip
_ENGLISH = (
    _Rule(
        "straight-quotes",
        ('"', "'"),
        Late(
            r"""(?<![\w="'(])"(?=[\w$£€])|(?<=[\w.,!?%])"(?![\w"'])"""
            r"""|(?<=[A-Za-z])'(?=(?:s|t|re|ll|ve|d|m)\b)|(?<=s)'(?= [a-z])"""
        ),
        lambda found: "’" if found[0] == "'" else "“" if found.string[found.end() : found.end() + 1].isalnum() else "”",
    ),
    _Rule(
        "double-hyphen",
        ("--",),
        Late(r"(?<=\w)--(?=\w)|(?<=\w) -- (?=\w)"),
        lambda found: " – " if " " in found[0] else "—",
    ),
    _Rule(
        "space-before-stop",
        (" ,", " ;", " :", " ."),
        Late(r"(?<=[A-Za-z0-9%”’)]) +(?=[,;:](?:\s|$)|\.(?:\n|$))"),
        lambda found: "",
    ),
    _Rule(
        "hyphen-in-range",
        ("-",),
        Late(
            rf"(?<=\b[12][089][0-9]{{2}})-(?={_YEARS}(?![\w-]))|(?<=[0-9])-(?=[0-9]{{1,4}}(?:\.[0-9]+)?[ ]?{_COUNTED})"
        ),
        lambda found: "–",
    ),
)  # fmt: skip
_OF = {"zh": _CHINESE, "en": _ENGLISH}


def any_sign(text: str, language: str) -> bool:
    """Whether ``text`` may have one: a quick look."""
    return any(sign in text for rule in _OF.get(language.partition("-")[0], ()) for sign in rule.signs)


def slips(text: str, language: str) -> Iterator[Slip]:
    """Every sign in ``text`` that its language sets otherwise, of one sort after the other."""
    rules = [rule for rule in _OF.get(language.partition("-")[0], ()) if any(map(text.__contains__, rule.signs))]
    if not rules:
        return
    kept: list[tuple[int, int]] | None = None
    for rule in rules:
        for found in rule.pattern().finditer(text):
            if kept is None:
                kept = [one.span() for one in _KEPT().finditer(text)]
            if not any(begun <= found.start() < ended for begun, ended in kept):
                yield Slip(found.start(), found[0], rule.code, rule.meant(found))


def firsts(text: str, typed: str, language: str) -> Iterator[Slip]:
    """The first of each sort in what was ``typed``, of which ``text`` has its programs blanked: whoever types one types
    them all so.
    """
    told = set()
    for slip in slips(text, language):
        if slip.code not in told and typed.startswith(slip.text, slip.offset):
            told.add(slip.code)
            yield slip


CODES = frozenset(rule.code for rules in _OF.values() for rule in rules)
