"""Numbers that belong to one person: of mobile telephones, of identity, of passports and of bank cards.

In: a text. Out: signs, each at its place. Only what is surely meant: a long figure, a landline, an ISBN, a number in an
address on the web is none.

Numbers of identity: GB 11643-1999 (18 digits, the last a check of ISO 7064 MOD 11-2), and the 15 digits before it.
Bank cards: ISO/IEC 7812, the last digit a check by Luhn's rule.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from contextlib import suppress

from xieshou.content.markdown.placeholders import Sign

_BETWEEN = " \\-\u00a0\u2010-\u2015\u2212\u3000\uff0d"
"""What may stand between two groups of digits."""
_RUN = re.compile(rf"[+(]?[0-9](?:[) {_BETWEEN}]{{0,2}}[0-9]){{10,}}[Xx]?")
_BEHIND = 12
"""Characters behind a number that say what it counts."""
_NO_DIGIT_BEFORE = r"(?<![0-9A-Za-z_])(?<![0-9][-.,，])"
_NO_DIGIT_BEHIND = r"(?![0-9A-Za-z_]|[.,，][0-9])"
_MOBILE = re.compile(
    rf"(?:(?<![0-9A-Za-z_])|(?<=[Tt]el)|(?<=phone)|(?<=obile))(?<![0-9][-.,，])(?:(?:\+|00)?86[{_BETWEEN}]?)?"
    rf"1[3-9][0-9](?:[{_BETWEEN}]?[0-9]{{4}}[{_BETWEEN}]?[0-9]{{4}}|[{_BETWEEN}][0-9]{{8}})"
    rf"{_NO_DIGIT_BEHIND}(?![{_BETWEEN}][0-9]{{1,4}}(?![0-9]))"
)
_IDENTITY = re.compile(
    rf"(?<![0-9])(?<![0-9][-.,，])[1-8][0-9](?:[{_BETWEEN}]?[0-9]){{15}}[{_BETWEEN}]?[0-9Xx]{_NO_DIGIT_BEHIND}"
)
_OLD_IDENTITY = re.compile(rf"{_NO_DIGIT_BEFORE}[1-8][0-9]{{14}}{_NO_DIGIT_BEHIND}")
_CARD = re.compile(rf"{_NO_DIGIT_BEFORE}[3-6][0-9](?:[{_BETWEEN}]?[0-9]){{14,17}}{_NO_DIGIT_BEHIND}")
_PASSPORT = re.compile(
    r"(?:护照|(?i:passport))[^。；！？\n]{0,16}?(?<![A-Za-z0-9])((?:[DEGPS][0-9]|E[A-Z])[0-9]{7})(?![A-Za-z0-9])"
    r"|通行证[^。；！？\n]{0,12}?(?<![A-Za-z0-9])([CW][A-Z0-9][0-9]{7})(?![A-Za-z0-9])"
)
_UNIT = re.compile(
    r"[ \u00a0]?(?:[余多]?(?:[万亿元个名户次件台套吨]|人(?!民)|家(?![住里长庭])|千[瓦米克]|公[里斤顷]|平方|平米|立方|"
    r"[欧日港美]元|日圆|港币|度电)|％|%|kWh?\b|yuan|tonnes|people|RMB|CNY)"
)
"""Behind a figure that counts something."""
_NUMBERED = re.compile(
    r"(?:编号|代码|订单号?|货号|批号|序列号|注册号|登记号|备案号?|许可证号?|文号|案号|专利号?|流水号|快递单号|运单号|单号|ISBN"
    r"|(?i:serial|order|patent|registration|licen[cs]e|invoice)(?: (?:no\.?|number))?)[ :：为是No.№]*$"
)
"""In front of a number of some thing."""
_FEWEST = 11
_ROUND = "000000"
"""What a figure ends with, as in a table of yuan."""
_OF_TELEPHONE = re.compile(
    r"(?:电话|手机|联系|致电|拨打|热线|咨询|微信|(?i:tel|phone|mobile|call))[^。；！？\n]{0,12}$"
)
_OF_CARD = re.compile(r"(?:卡号|银行卡|储蓄卡|信用卡|账号|帐号|账户|开户|(?i:card|account))[^。；！？\n]{0,20}$")
_ON_THE_WEB = re.compile(r"(?:(?:https?|ftp)://|www\.)[^\s<>()\[\]\"'，。；、）】》]*$|\]\((?!(?:tel|sms):)[^)\s]*$")
_PROVINCES = frozenset(
    (
        *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43"),
        *("44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83"),
    )
)
"""GB/T 2260: what the numbers of identity of each province begin with."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_ALWAYS_A_CARD = "62"
"""What cards of China begin with."""


def numbers(text: str) -> Iterator[Sign]:
    """Every number of a person in ``text``, whose digits are those of ASCII."""
    for run in _RUN.finditer(text):
        yield from _in_run(text, run.start(), min(run.end() + _BEHIND, len(text)))


def papers(text: str) -> Iterator[Sign]:
    """Every number of a passport or permit in ``text``."""
    for found in _PASSPORT.finditer(text):
        number = found.lastindex or 0
        yield Sign(found.start(number), found[number], "personal-passport")


def _in_run(text: str, begins: int, ends: int) -> Iterator[Sign]:
    """The numbers among digits that stand side by side; what one holds is none of another sort."""
    taken: set[int] = set()
    for code, pattern, sure in (
        ("personal-identity", _IDENTITY, _is_identity),
        ("personal-identity", _OLD_IDENTITY, _is_old_identity),
        ("personal-card", _CARD, _is_card),
        ("personal-mobile", _MOBILE, _is_mobile),
    ):
        for found in pattern.finditer(text, begins, ends):
            start, end = found.span()
            if start in taken or end - 1 in taken:
                continue
            before = text[max(0, start - 200) : start]
            digits = re.sub("[^0-9Xx]", "", found[0])
            if not _ON_THE_WEB.search(before) and sure(digits, before, text[end : end + _BEHIND]):
                taken.update(range(start, end))
                yield Sign(start, found[0], code)


def _is_mobile(digits: str, before: str, behind: str) -> bool:
    if digits.endswith(_ROUND) and len(digits) == _FEWEST and not _OF_TELEPHONE.search(before[-24:]):
        return False
    return not _UNIT.match(behind) and not _NUMBERED.search(before[-24:])


def _is_identity(digits: str, *_: str) -> bool:
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return digits[:2] in _PROVINCES and _is_day(digits[6:14]) and _CHECKS[weighed % 11] == digits[17].upper()


def _is_old_identity(digits: str, before: str, behind: str) -> bool:
    # Nobody born before 1920 has one; other numbers of 15 digits have a 0 or a 1 there.
    born = digits[:2] in _PROVINCES and digits[6] >= "2" and _is_day(f"19{digits[6:12]}")
    return born and not _UNIT.match(behind) and not _NUMBERED.search(before[-24:])


def _is_card(digits: str, before: str, behind: str) -> bool:
    if not digits.startswith(_ALWAYS_A_CARD) and not _OF_CARD.search(before[-40:]):
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0 and not _UNIT.match(behind)


def _is_day(digits: str) -> bool:
    with suppress(ValueError):
        day = datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        return 1850 < day.year < 2100
    return False
