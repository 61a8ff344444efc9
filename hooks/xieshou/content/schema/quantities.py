"""Quantities exactly as printed: ``19.3亿元``, ``超100次``, ``40%``, ``€3.5 million``, ``EUR 3,5 Mio.``

Numbers are ``Decimal``, never float: what a page shows must be what the newspaper printed, to the last digit. How each
language writes them, its notation says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from xieshou.content.schema.notation import notation_of
from xieshou.content.schema.notation.base import Measured, Qualifier
from xieshou.content.schema.notation.units import known, sort_of
from xieshou.content.schema.notation.zh import CHINESE
from xieshou.core.packing import Packed
from xieshou.core.scripts import HAN

LANGUAGES = ("zh", "en")
"""Whose print is read where nothing says which languages a site speaks."""
_HAN = re.compile(f"[{HAN}]")
_YEN = re.compile("[¥￥](?<!CN.)(?<!JP.)")
"""The sign of two currencies: Chinese texts mean the yuan by it."""
_THREE_PLACES = re.compile(r"\D*[0-9]{1,3}\.[0-9]{3}\D*")
"""A sum with three places behind the point is one of thousands in half of Europe."""


class NotAQuantity(ValueError):
    """The text is no quantity. ``code`` is the problem's; ``readings`` what it could mean, where that is too much."""

    def __init__(self, text: str, code: str = "quantity-form", readings: Iterable[str] = ()) -> None:
        super().__init__(text)
        self.code, self.readings = code, tuple(readings)


@dataclass(frozen=True, slots=True)
class Quantity(Packed):
    """``printed`` is the text as given, in ``language``; ``number`` × ``size`` in ``unit`` is its value.

    ``scale`` is the word for ``size``. ``upper``: of a range, its other end.
    """

    printed: str
    number: Decimal
    scale: str
    unit: str
    qualifier: Qualifier
    size: int = 1
    upper: Decimal | None = None
    language: str = "zh"

    @property
    def value(self) -> Decimal:
        """The exact amount in ``unit``; of a range, its lower end."""
        return self.number * self.size

    @property
    def digits(self) -> str:
        """``value`` in digits: as many after the point as were printed, none that only the scale brings. Of a range
        both ends, with a stroke between.
        """
        lower = f"{self.value.normalize() if self.scale else self.value:f}"
        return lower if self.upper is None else f"{lower}/{_plain(self.upper, bool(self.scale))}"


def _plain(value: Decimal, scaled: bool) -> str:
    return f"{value.normalize() if scaled else value:f}"


@lru_cache(maxsize=4096)  # lists ask for what entries said
def parse(text: str, languages: tuple[str, ...] = LANGUAGES) -> Quantity:
    """The quantity written as ``text`` in one of ``languages``, where none of them reads it otherwise.

    What has Han characters is Chinese, whatever the languages are. Raises ``NotAQuantity``.
    """
    text = text.strip()
    han = _HAN.search(text) is not None
    if han:
        readings = {"zh": _reading("zh", text)}
    else:
        spoken = [one for one in languages if notation_of(one)]
        if _YEN.search(text) and spoken != ["zh"]:
            raise NotAQuantity(text, "quantity-yen")
        # Where a site's languages have no notation of ours a comma could mean anything.
        readings = {one: _reading(one, text) for one in spoken or ("zh",) * ("," not in text)}
    found = {language: amount for language, amount in readings.items() if amount}
    if not found:
        raise NotAQuantity(text)
    sure = [language for language, made in found.items() if known(made.unit)] or [*found]
    language = "zh" if "zh" in sure else sure[0]  # digits alone are in no language, and Chinese pages print them so
    amount = found[language]
    doubtful = not han and language != "de" and not amount.scale and _THREE_PLACES.fullmatch(text)
    if doubtful and sort_of(amount.unit)[0] == "money":
        raise NotAQuantity(text, "quantity-languages", (f"{amount.number:f}", f"{amount.number * 1000:.0f}"))
    if len({(one.value, one.upper, one.qualifier) for one in found.values()}) > 1:
        meant = (f"{one}: {_plain(made.value, True)}" for one, made in found.items())
        raise NotAQuantity(text, "quantity-languages", meant)
    return Quantity(
        text, amount.number, amount.scale, amount.unit, amount.qualifier, amount.size, amount.upper, language
    )


def parse_each(texts: Mapping[str, str]) -> Quantity:
    """The quantity that ``texts`` by language say, each read in its own. Raises ``NotAQuantity``."""
    found = [parse(text, (language,)) for language, text in texts.items()]
    if len({(one.value, one.upper, one.qualifier, one.unit) for one in found}) > 1:
        raise NotAQuantity(found[0].printed, "quantity-differs", (f"{one.language}: {one.printed}" for one in found))
    return next((one for one in found if one.language == "zh"), found[0])


def _reading(language: str, text: str) -> Measured | None:
    notation = notation_of(language)
    amount = notation.read(text) if notation else None
    return None if amount and notation is CHINESE and not (known(amount.unit) or _HAN.search(amount.unit)) else amount
