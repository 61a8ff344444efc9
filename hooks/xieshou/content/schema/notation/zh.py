"""Quantities as Chinese prints them: ``19.3亿元``, ``超100次``, ``10余项``, ``3至5亿美元``."""

from __future__ import annotations

from xieshou.content.schema.notation.base import Notation
from xieshou.content.schema.notation.money import CURRENCIES, YUAN

SCALES = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
CHINESE = Notation(
    language="zh",
    number=r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|(?!0[0-9])[0-9]{1,18}(?:\.[0-9]{1,9})?",
    grouping=",",
    decimal=".",
    scales={word: size for word, size in SCALES.items() if word},
    scale_pattern="万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千(?!瓦|克|米)|百(?!分)|十",
    before={
        "超过": "over", "超": "over", "逾": "over", "多于": "over", "高于": "over", "近": "nearly", "将近": "nearly",
        "接近": "nearly", "约": "about", "大约": "about", "约为": "about", "目标": "target", "至少": "least",
        "不少于": "least", "不低于": "least", "至多": "most", "最多": "most", "不超过": "most", "不足": "under",
        "不到": "under", "少于": "under", "低于": "under",
    },
    after={"以上": "more", "左右": "about", "上下": "about", "以下": "most", "以内": "most"},
    more="余|多",
    between="—{1,2}|–|-|~|～|至|到",
    # A unit that began with a scale would hide a factor of 10,000.
    unit=r"(?![万亿百十余多萬億零〇一二三四五六七八九两])[^\s0-9.,，。（）()Ｏ+＋]{0,16}?",
    names={name: unit for unit, one in CURRENCIES.items() for name in (unit, *one.zh)}
    | {"￥": YUAN, "¥": YUAN, "％": "%", "m2": "m²", "m3": "m³", "km2": "km²"},
    signs={"￥": YUAN, "¥": YUAN, "人民币": YUAN},
    spaced=False,
    forms=1,
)  # fmt: skip
