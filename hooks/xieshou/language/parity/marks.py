"""What both languages write alike: telephone numbers, codes of letters and digits (5G, 4A, 12+10), ratios.

In: a text. Out: facts whose ``unit`` is what is compared. A code has a counterpart only where the other text has one of
its sort: the letters of 5G are those of 4G.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction as F

from xieshou.language.parity.facts import CODE, PHONE, Statement

_PHONE = re.compile(
    r"(?=[+(\d])(?<![\d.,])(?:\+?86[- ]?)?(?:"
    r"\(?0?(?:10|2\d|[3-9]\d{2})\)?[-—– ]\d{3,4}[- ]?\d{4}(?:[- ]?\d{4})?"  # an area and a number
    r"|1[3-9]\d[- ]?\d{4}[- ]?\d{4}"  # a mobile
    r"|[48]00[- ]?\d{3}[- ]?\d{4}"
    r")(?![\d.]*\d|[ ]?[%万亿元])"
)
_HOTLINE = re.compile(
    r"(?=[热电拨致1])(?P<zh>(?:热线|电话|拨打|致电)[^\d\n]{0,4})?(?<![\d.,])(?P<n>1[12]\d|1(?:2[0-9]{3}"
    r"|10\d\d|00\d\d|6\d{3}))(?![\d.,]*\d)"
)
_EN_HOTLINE = re.compile(r"hotline|call|phone|dial", re.IGNORECASE)
_NEAR = 24
"""Characters round a short number within which “hotline” makes it one."""
_SUM = re.compile(r"(?<![\w.])\d+(?:\+(?:\d+|[NXn]))+(?!\w|\+)")
_RATIO = re.compile(
    r"(?<![A-Za-z\d.:：∶/])(?=[\d.]+ ?[:：∶])(?:\d+(?:\.\d+)?(?: ?[:：∶] ?\d+(?:\.\d+)?){2,}"
    r"|\d+\.\d+[:：∶]\d+(?:\.\d+)?|\d{1,2}[:：∶]\d)"
    r"(?![\d.]*\d|[:：∶])"
)
"""4.6:58.3:37.1 and 1:1, which are no times of day; with two colons and two digits each they are."""
_CODE = re.compile(
    r"(?=[A-Z\d])(?<![A-Za-z\d.,/-])(?:(?P<before>[A-Z]{1,4})-?(?P<n>\d{1,5}(?:\.\d+)?)(?![\d.,]*\d"
    r"|[A-Za-z%])|(?P<m>\d{1,2})(?P<behind>[A-Z])(?![A-Za-z\d]))"
)
_MANY_DIGITS = re.compile(r"\d[\d() —–-]{5,}\d")
_CALLED = ("热线", "专线", "电话", "拨打", "致电", "hotline", "call", "phone", "dial")
_COLON = re.compile(r"[:：∶] ?\d")
_LETTER_FIRST, _DIGIT_FIRST = re.compile(r"[A-Z]-?\d"), re.compile(r"\d[A-Z]")
"""Signs without which there is none of each, and which are found faster."""
_SECONDS = re.compile(r"\d{1,2}[:：]\d\d[:：]\d\d")
_NO_CODES = frozenset(("A", "H", "Q", "RMB", "CNY", "USD", "EUR", "HK", "US", "NT", "MW", "W", "M", "K", "B", "V", "T"))
"""Letters before or behind a number that are a currency, a part of the year, or a unit."""


def marks(text: str) -> Iterator[Statement]:
    """The telephone numbers and codes of a text in either language."""
    for found in _PHONE.finditer(text) if _MANY_DIGITS.search(text) else ():
        digits = re.sub(r"\D", "", found[0])
        digits = digits.removeprefix("86") if len(digits) > 10 and found[0].lstrip("+").startswith("86") else digits
        digits = digits.lstrip("0")
        if len(digits) >= 9 and (found[0][0] in "(+01" or digits[:3] in ("400", "800")):
            yield Statement(PHONE, *found.span(), F(int(digits)), unit=digits)
    lower = text.lower()
    for found in _HOTLINE.finditer(text) if any(word in lower for word in _CALLED) else ():
        start, end = found.span("n")
        if (
            found["zh"]
            or text.startswith(_CALLED[:2], end)
            or _EN_HOTLINE.search(text[max(0, start - _NEAR) : end + _NEAR])
        ):
            yield Statement(PHONE, start, end, F(int(found["n"])), unit=found["n"])
    for found in _SUM.finditer(text) if "+" in text else ():
        yield Statement(CODE, *found.span(), F(0), unit=found[0].upper(), required=False, soft=True)
    for found in _RATIO.finditer(text) if _COLON.search(text) else ():
        if not _SECONDS.fullmatch(found[0]):
            parts = re.sub("[：∶]", ":", found[0].replace(" ", ""))
            yield Statement(CODE, *found.span(), F(0), unit=parts, required=False, soft=True)
    for found in _CODE.finditer(text) if _LETTER_FIRST.search(text) or _DIGIT_FIRST.search(text) else ():
        letters = found["before"] or found["behind"]
        if letters not in _NO_CODES or (found["behind"] == "A" and int(found["m"]) <= 5):
            yield Statement(CODE, *found.span(), F(0), unit=found[0].replace("-", ""), required=False, soft=True)


def one_sort(code: str, other: str) -> bool:
    """Whether two codes differ in their digits only."""
    return _sort(code) == _sort(other)


def _sort(code: str) -> str:
    return re.sub(r"\d+(?:\.\d+)?", "#", code)
