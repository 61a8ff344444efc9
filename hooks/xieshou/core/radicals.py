"""Radicals that stand in the place of a character, as texts copied from a PDF have them.

Of those that Unicode gives no compatible form, and that have the shape of a whole character
(EquivalentUnifiedIdeograph); the last is simplified in all fonts of China, where Unicode's form is the traditional one.
``front/search/tokens.js`` says the same; a test compares them.
"""

from __future__ import annotations

RADICALS = str.maketrans(
    "⺁⺒⺓⺜⺝⺟⺠⺩⺪⺬⻁⻄⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻮⻯⻰⻲⻳⼾",
    "厂巳幺日月母民王疋示虎西见角贝车長镸长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐齿竜龙亀龟户",
)
