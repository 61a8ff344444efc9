"""Numbers in words: 三百二十万, 二〇二四, “two and a half million”.

In: the words. Out: the number; None where they are none.
"""

from __future__ import annotations

import re
from fractions import Fraction

HAN_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
SCALES = {
    "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: number for number, word in enumerate(ONES)} | {word: 10 * place for place, word in enumerate(TENS, 2)}
ENGLISH_SCALES = {
    "hundred": 100, "dozen": 12, "thousand": 10**3, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9,
    "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            "zeroth",
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ]
    )
}


def decimal(digits: str) -> Fraction:
    """The number of digits, with commas between thousands and a point before what is less than one."""
    whole, _, rest = digits.replace(",", "").partition(".")
    return Fraction(int(whole + rest), 10 ** len(rest)) if rest else Fraction(int(whole))


def han(words: str) -> Fraction | None:
    """The number that Han numerals are: 一百零五, 二〇二四, 三点五."""
    whole, point, rest = words.partition("点")
    if point:
        if not rest or any(char not in HAN_DIGITS for char in rest):
            return None
        before = han(whole) if whole else None
        return (
            None
            if before is None
            else before + Fraction(int("".join(str(HAN_DIGITS[char]) for char in rest)), 10 ** len(rest))
        )
    if all(char in HAN_DIGITS for char in words):
        return Fraction(int("".join(str(HAN_DIGITS[char]) for char in words))) if words else None
    total = section = number = 0
    seen = False
    for char in words:
        if char in HAN_DIGITS:
            if seen:
                return None
            number, seen = HAN_DIGITS[char], char not in "零〇"
            continue
        size = _HAN_SCALES.get(char)
        if size is None:
            return None
        if size >= 10**4:
            total = (
                (total + section + number) * size if size > 10**4 or not total else total + (section + number) * size
            )
            section = 0
        else:
            section += (number if seen else 1) * size
        number, seen = 0, False
    return Fraction(total + section + number)


def english(words: str) -> Fraction | None:
    """The number that English words are: “twenty-five”, “two and a half million”, “a hundred”."""
    total = current = Fraction(0)
    found = False
    parts = re.findall(r"[a-z]+|\d[\d,.]*", words.lower())
    for place, word in enumerate(parts):
        if word in _WORDS:
            current += _WORDS[word]
            found = True
        elif word == "half":
            current += Fraction(1, 2)
            found = True
        elif word[0].isdigit():
            current += Fraction(word.replace(",", "").rstrip("."))
            found = True
        elif word in ("hundred", "dozen"):
            current = (current or Fraction(1)) * ENGLISH_SCALES[word]
            found = True
        elif word in ENGLISH_SCALES:
            total += (current or Fraction(1)) * ENGLISH_SCALES[word]
            current, found = Fraction(0), True
        elif word not in ("and", "a", "an", "of") or (word == "of" and place == 0):
            return None
    return total + current if found else None
