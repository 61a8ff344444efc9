"""Radicals that stand in the place of a character, as texts copied from a PDF have them.

``RADICALS``: those that Unicode gives no compatible form, and that have the shape of a whole character
(EquivalentUnifiedIdeograph); the last two are other characters in all fonts of China than Unicode's compatible form.
``front/search/tokens.js`` says the same; a test compares them. ``form_of`` and ``character`` say which character was
meant in a given language: a radical has one form, where Chinese of the mainland, Chinese of Taiwan and Japanese may
write three (户, 戶, 戸).
"""

from __future__ import annotations

import unicodedata
from functools import cache

RADICALS = str.maketrans(
    "⺁⺒⺓⺜⺝⺟⺠⺩⺪⺬⻁⻄⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳⼾⾭",
    "厂巳幺日月母民王疋示虎西见角贝车長镸长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟户青",
)
_TRADITIONAL = "見貝車長門韋頁風飛馬魚鳥鹵麥黃齊齒龍龜戶黽"
_SIMPLIFIED = "见贝车长门韦页风飞马鱼鸟卤麦黄齐齿龙龟户黾"
_FORMS = {
    "Hans": str.maketrans(_TRADITIONAL, _SIMPLIFIED),
    "Hant": str.maketrans(_SIMPLIFIED, _TRADITIONAL),
    "Jpan": str.maketrans(f"{_SIMPLIFIED}黃戶", f"{_TRADITIONAL[:-7]}黄齊齒龍龜戸黽黄戸"),
    "Kore": str.maketrans(f"{_SIMPLIFIED}青", f"{_TRADITIONAL}靑"),
}
_HANT = frozenset(("hant", "tw", "hk", "mo"))
_BASES = {"ja": "Jpan", "ko": "Kore", "yue": "Hant"}


@cache
def form_of(language: str) -> str:
    """Which form of Han ``language`` is written in: ``Hans``, ``Hant``, ``Jpan`` or ``Kore``; ``Hans`` where it says
    nothing of it.
    """
    base, *tags = language.replace("_", "-").lower().split("-")
    if "hans" in tags:
        return "Hans"
    return "Hant" if base == "zh" and not _HANT.isdisjoint(tags) else _BASES.get(base, "Hans")


@cache
def character(radical: str, form: str) -> str:
    """The character that ``radical`` stands for in that form of Han; ``radical`` itself where it is none."""
    meant = unicodedata.normalize("NFKC", radical.translate(RADICALS))
    return meant if meant == radical else meant.translate(_FORMS[form])
