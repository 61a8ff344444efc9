"""How one language writes numbers, money and units: ``Notation``, and the reading of a quantity by it.

In: a text. Out: ``Measured``, exact; or nothing, where the language has no such form. What could mean two things is
refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple, TypeVar

from xieshou.content.schema.notation import units
from xieshou.content.schema.notation.money import CURRENCIES, SIGNS

T = TypeVar("T")
Qualifier = Literal["", "over", "nearly", "about", "target", "more", "least", "most", "under"]
SPACE = r"[\s\u3000\u00a0\u202f]*"
"""Word processors put the wide ones between a number and its unit."""


class Measured(NamedTuple):
    """What a text says: ``number`` × ``size`` in ``unit``, or from there to ``upper``. ``scale``: the word for size."""

    number: Decimal
    scale: str
    size: int
    upper: Decimal | None
    unit: str
    qualifier: Qualifier

    @property
    def value(self) -> Decimal:
        """The exact amount; the lower end of a range."""
        return self.number * self.size


class _End(NamedTuple):
    """One end of a range, or all there is. ``unit`` is None where it names two."""

    digits: str
    number: Decimal
    scale: str
    size: int
    more: bool
    unit: str | None
    unit_written: str


@dataclass(frozen=True, slots=True)
class Notation:
    """How a language writes quantities.

    ``number`` is the pattern of digits, ``grouping`` and ``decimal`` what stands in them. ``scales`` are words by size,
    and ``scale_pattern`` says where one is a scale, if it is not simply a word; ``money_scales`` are scales behind the
    sign of a currency alone (``US$1.2m``). ``before`` and ``after`` are qualifiers, ``more`` those within (余),
    ``between`` the pattern of what joins a range. ``unit`` is the pattern of a unit, ``names`` its units by name,
    ``signs`` the signs of money that it has besides those of all languages. ``forms``: how many forms of a noun it
    counts with.
    """

    language: str
    number: str
    grouping: str
    decimal: str
    scales: Mapping[str, int]
    before: Mapping[str, Qualifier]
    after: Mapping[str, Qualifier]
    between: str
    unit: str
    names: Mapping[str, str]
    money_scales: Mapping[str, int] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    more: str = "(?!)"
    scale_pattern: str = ""
    spaced: bool = True
    forms: int = 2
    _patterns: list[re.Pattern[str]] = field(default_factory=list, init=False, repr=False, compare=False)

    def read(self, text: str) -> Measured | None:
        """The quantity that ``text`` is in this language; None where it is none."""
        if not self._patterns:  # here: most sites never need the patterns of every language
            self._patterns.append(self._compiled())
        found = self._patterns[0].fullmatch(text.strip())
        if not found:
            return None
        parts = found.groupdict(default="")
        first = self._end(parts, "1")
        qualifier = self._qualifier(parts["before"], parts["after"])
        if first is None or qualifier is None:
            return None
        if not parts["number2"]:
            if first.more and parts["after"]:
                return None
            qualifier = "more" if first.more else qualifier
            return None if first.unit is None else self._amount(first, None, first.unit, qualifier)
        second = self._end(parts, "2")
        return second and self._range(first, second, qualifier)

    def unit_of(self, written: str) -> str:
        """A unit by the name that it keeps, however it is written; as it is where it is not known."""
        return _found(self.names, written) or self._sign(written) or written

    def _sign(self, written: str) -> str:
        return {**SIGNS, **self.signs}.get(written, "")

    def _end(self, parts: Mapping[str, str], which: str) -> _End | None:
        digits, sign, written = (parts[f"{name}{which}"] for name in ("number", "sign", "unit"))
        scale = parts[f"scale{which}"]
        unit = self.unit_of(written) if written else ""
        if sign:
            of_sign = self._sign(sign) or self.unit_of(sign)
            dollars = sign == "$" and units.sort_of(unit)[0] == "money" and "$" in "".join(_signs_of(unit))
            if not written or unit == of_sign:
                unit = of_sign
            elif not dollars:
                return None
        size = self._size(scale)
        size = self.money_scales.get(scale) if size is None else size
        if size is None:
            return None
        number = Decimal(re.sub(self.grouping, "", digits).replace(self.decimal, "."))
        more = (parts[f"more{which}"], parts[f"then{which}"])
        return None if all(more) else _End(digits, number, scale, size, any(more), unit, written or sign)

    def _size(self, scale: str) -> int | None:
        return _found(self.scales, scale) if scale else 1

    def _qualifier(self, before: str, after: str) -> Qualifier | None:
        if before and after:
            return None  # 目标…以上: no language of ours says both
        known = self.before if before else self.after
        word = " ".join((before or after).split())
        return _found(known, word) if word else ""

    def _range(self, first: _End, second: _End, qualifier: Qualifier) -> Measured | None:
        """From one end to another. What only the second says, scale and unit, is said of both."""
        if first.more or second.more or second.number < 0 or first.number < 0:
            return None
        size = first.size
        upper = second.number * second.size
        if not first.scale and second.scale:
            if first.number < second.number:
                size = second.size
            elif len(first.digits) < 4:  # 100 to 2 million: of what are the hundred?
                return None
        unit = first.unit if second.unit_written == "" else second.unit
        alike = first.unit == second.unit or not first.unit_written or not second.unit_written
        if not alike or unit is None or first.number * size >= upper:
            return None
        scale = second.scale if size == second.size else first.scale
        return self._amount(first._replace(size=size, scale=scale), upper, unit, qualifier)

    def _amount(self, end: _End, upper: Decimal | None, unit: str, qualifier: Qualifier) -> Measured:
        return Measured(end.number, end.scale, end.size, upper, unit, qualifier)

    def _compiled(self) -> re.Pattern[str]:
        gap = r"(?:\s+|(?<=[^\w])\s*)" if self.spaced else SPACE
        scales = self.scale_pattern or rf"(?:{_any(self.scales)})(?!\w)"
        signs = _any([*SIGNS, *self.signs])
        money = _any(name for name, unit in self.names.items() if unit in CURRENCIES)
        of_money = behind = "(?!)"
        if self.money_scales:
            of_money = rf"(?:{_any(self.money_scales)})(?![\w²³/])"
            behind = rf"(?:{_any(self.money_scales)})(?=\s*(?:{signs}|{money})(?!\w))"
        unit = rf"(?!(?:{_any(self.after)})$)(?:{signs}|{self.unit})" if self.spaced else self.unit

        def end(which: str, sign: str = "") -> str:
            scale = rf"{scales}|(?(sign1){of_money}|{behind})"
            return (
                rf"(?:(?P<sign{which}>{signs}){SPACE})?(?P<number{which}>{sign}(?:{self.number})){SPACE}"
                rf"(?P<more{which}>{self.more})?(?P<scale{which}>{scale})?(?P<then{which}>{self.more})?{SPACE}"
                rf"(?P<unit{which}>{unit})"
            )

        return re.compile(
            rf"(?:(?P<before>{_any(self.before)}){gap})?{end('1', '-?')}"
            rf"(?:{SPACE}(?:{self.between}){SPACE}{end('2')})?"
            rf"(?:{SPACE}(?P<after>{_any(self.after)}))?",
            re.IGNORECASE if self.spaced else 0,
        )


def _found(table: Mapping[str, T], word: str) -> T | None:
    """What stands under ``word``, in capitals or not."""
    exact = table.get(word)
    return (
        exact
        if exact is not None
        else next((one for key, one in table.items() if key.casefold() == word.casefold()), None)
    )


def _signs_of(unit: str) -> list[str]:
    return [sign for sign, name in SIGNS.items() if name == unit]


def _any(words: Iterable[str]) -> str:
    """A pattern of any of ``words``, the longest first; words have one or more spaces between them."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
