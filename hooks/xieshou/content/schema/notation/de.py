"""Quantities as German prints them: ``EUR 3,5 Mio.``, ``1.200 Personen``, ``rund 40 %``, ``3 bis 5 Mrd. Euro``."""

from __future__ import annotations

from xieshou.content.schema.notation.base import Notation
from xieshou.content.schema.notation.en import WORD_UNIT
from xieshou.content.schema.notation.money import CURRENCIES

GERMAN = Notation(
    language="de",
    number="[0-9]{1,3}(?:[.\u00a0\u202f'’ ][0-9]{3})+(?:,[0-9]+)?|(?!0[0-9])[0-9]{1,18}(?:,[0-9]{1,9})?",
    grouping="[.\u00a0\u202f'’ ]",
    decimal=",",
    scales={
        "Tsd.": 10**3, "Tsd": 10**3, "Tausend": 10**3, "Mio.": 10**6, "Mio": 10**6, "Million": 10**6,
        "Millionen": 10**6, "Mrd.": 10**9, "Mrd": 10**9, "Milliarde": 10**9, "Milliarden": 10**9, "Bio.": 10**12,
        "Bio": 10**12, "Billion": 10**12, "Billionen": 10**12,
    },
    before={
        "über": "over", "mehr als": "over", ">": "over", "fast": "nearly", "knapp": "nearly", "nahezu": "nearly",
        "beinahe": "nearly", "rund": "about", "etwa": "about", "ca.": "about", "circa": "about", "zirka": "about",
        "ungefähr": "about", "~": "about", "Ziel": "target", "Ziel:": "target", "mindestens": "least", "≥": "least",
        "nicht weniger als": "least", "bis zu": "most", "höchstens": "most", "maximal": "most", "≤": "most",
        "nicht mehr als": "most", "unter": "under", "weniger als": "under", "<": "under",
    },
    more=r"\+",
    after={"oder mehr": "least"},
    between="–|—|-|bis",
    unit=WORD_UNIT,
    names={name: unit for unit, one in CURRENCIES.items() for name in one.de}
    | {
        "Prozent": "%", "v. H.": "%", "Prozentpunkt": "个百分点", "Prozentpunkte": "个百分点", "Promille": "‰",
        "Quadratmeter": "平方米", "qm": "平方米", "Quadratkilometer": "平方公里", "Kubikmeter": "立方米", "Meter": "米",
        "Kilometer": "公里", "Millimeter": "毫米", "Zentimeter": "厘米", "Hektar": "公顷", "Tonne": "吨",
        "Tonnen": "吨", "Tonnen pro Jahr": "吨/年", "Kilogramm": "千克", "Kilowatt": "千瓦", "Megawatt": "兆瓦",
        "Kilowattstunden": "千瓦时", "Stunde": "小时", "Stunden": "小时", "Tag": "天", "Tage": "天", "Monat": "个月",
        "Monate": "个月", "Jahr": "年", "Jahre": "年", "Personen": "人", "Menschen": "人",
        "Unternehmen": "家", "Haushalte": "户",
    },
)  # fmt: skip
