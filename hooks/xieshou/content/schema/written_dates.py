"""Dates as people write them, in figures: 二〇二三年十一月八日, 8 November 2023, 2023–11–08.

In: what was written, in compatibility form. Out: the same with its parts in the order of year, month and day wherever
that is sure. 11/08/2023 may be of two months, and is left as it is.
"""

from __future__ import annotations

import re

from xieshou.core.late import Late

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HAN = Late(
    r"([〇○零一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号]?)?)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ENGLISH = Late(rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?{_MONTH},?\s+(\d{{4}})", re.IGNORECASE | re.ASCII)
_AMERICAN = Late(rf"{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", re.IGNORECASE | re.ASCII)
_DASH = Late(r"\s*[‐‑‒–—−-]\s*(?=\d)")


def in_figures(written: str) -> str:
    """``written`` with its parts in figures, in the order of year, month and day, if it is such a date."""
    text = written.strip()
    if found := _HAN().fullmatch(text):
        year, *rest = found.groups()
        return "-".join([year.translate(_DIGITS), *(str(_number(part)) for part in rest if part)])
    if found := _ENGLISH().fullmatch(text):
        day, month, year = found.groups()
    elif found := _AMERICAN().fullmatch(text):
        month, day, year = found.groups()
    else:
        return _DASH().sub("-", text).replace("号", "日")
    return "-".join(filter(None, (year, str(_MONTHS.index(month[:3].lower()) + 1), day)))


def _number(han: str) -> int:
    """The number that one or two or three characters write, up to 39."""
    tens, ten, ones = han.rpartition("十")
    if not ten:
        return int(ones[:1].translate(_DIGITS)) if len(ones) == 1 else 0
    return (int(tens.translate(_DIGITS)) if tens else 1) * 10 + (int(ones.translate(_DIGITS)) if ones else 0)
