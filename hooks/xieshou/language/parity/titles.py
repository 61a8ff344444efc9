"""Offices and degrees that people hold, as both languages call them.

In: a text. Out: the titles in it, each by what it is and its rank (deputy, executive). One title of Chinese has several
in English (主任: director, head, chair); an English one is wrong where the Chinese has nothing that can be called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_TITLES: Mapping[str, str] = {
    "市委书记|县委书记|区委书记|省委书记|党委书记|党组书记|支部书记|村支书|党支书|总支书记|纪委书记|第一书记|书记": "secretary|party chief|party secretary|party head",
    "市长": "mayor",
    "省长|主席(?=.{0,2}自治区)": "governor",
    "县长": "county head|county mayor|county magistrate|county governor|county chief|head of|magistrate|mayor|governor",
    "区长": "district head|district mayor|district governor|district chief|head of|mayor|governor",
    "镇长|乡长|村长": "head|mayor|chief",
    "秘书长": "secretary-general|secretary general",
    "院士": "academician|academicians|fellow of|member of the chinese academy|members of the chinese academy|academy member",
    "教授": "professor|professors|prof",
    "讲师": "lecturer|lecturers",
    "研究员": "researcher|researchers|research fellow|research fellows|fellow|research professor|professor|senior researcher",
    "总工程师|工程师": "engineer|engineers",
    "副总裁|副总经理|副总": "vice-president|vice president|deputy general manager|vice presidents|vice-presidents|deputy manager|president|manager",
    "董事长": "chair|chairman|chairwoman|chairperson|board chairman",
    "总经理|经理|总裁": "manager|president|ceo|chief executive|managers|general manager",
    "校长": "president|principal|headteacher|head teacher|headmaster|headmistress|head|chancellor|rector|presidents|principals|heads",
    "院长": "president|dean|director|head|superintendent|presidents|deans|directors",
    "会长|理事长": "president|chair|chairman|chairwoman|chairperson|head",
    "主席": "chair|chairman|chairwoman|chairperson|president|chairmen",
    "局长|厅长|处长|科长|司长|站长|所长|主任|部长|馆长|台长|队长|组长|园长|室主任|负责人|主管(?!部门|单位)": (
        "director|directors|head|heads|chief|chiefs|chair|commissioner|minister|dean|leader|leaders|curator|captain|manager|in charge|person responsible|director-general|director general|principal|responsible"
    ),
    "记者": "reporter|reporters|journalist|journalists|correspondent|correspondents",
    "医生|医师|大夫": "doctor|doctors|physician|physicians",
    "专员": "commissioner|commissioners|special commissioner|ombudsman|officer|specialist|envoy|prefectural commissioner",
    "博士": "dr|doctor|doctors|phd|doctoral|doctorate|doctorates|phds",
    "总理": "premier|prime minister",
    "主任委员|委员": "member|members|commissioner|committee",
}


def _words(titles: Mapping[str, str]) -> list[str]:
    """Every title, each a pattern; what looks ahead has a sign of alternatives of its own."""
    return [word for words in titles for word in re.split(r"\|(?![^(]*\))", words)]


_EN_ONLY = [
    "secretary-general",
    "secretary",
    "mayor",
    "governor",
    "magistrate",
    "academician",
    "professor",
    "lecturer",
    "researcher",
    "engineer",
    "chairman",
    "chairwoman",
    "chairperson",
    "principal",
    "president",
    "dean",
    "director",
    "commissioner",
    "minister",
    "premier",
    "journalist",
    "reporter",
    "correspondent",
    "physician",
]
_RANKS = {
    "vice": (r"副", r"vice|deputy|associate|assistant|second-in-command"),
    "executive": (r"常务", r"executive"),
}
_ZH = re.compile(
    "(?P<rank>常务副|副|助理|代|原|前)?(?P<title>" + "|".join(sorted(_words(_TITLES), key=len, reverse=True)) + ")"
)
_EN = re.compile(
    rf"\b(?P<rank>(?:executive )?(?:vice|deputy|associate|assistant|acting|former)[ -])?(?:(?:general|party|municipal|county|district|provincial|party committee|city) )?(?P<title>{'|'.join(_EN_ONLY)})(?P<many>s|men)?\b",
    re.IGNORECASE,
)
_NAMED_BEHIND = re.compile(r"s? [A-Z][a-zü]+|[^.;!?]{0,40}, [A-Z][a-zü]+ [A-Z][a-zü]+")
_NAMED_BEFORE = re.compile(r"[A-Z][a-zü]+ [A-Z][a-zü]+,? [^.;!?]{0,40}$")
"""A name behind a title, or before it: “Mayor Chen”, “Chen Xiangyang, then mayor”."""
_VAGUE = ("负责人", "主管")
"""Whoever is in charge, whatever the title is."""
_VICE = ("vice", "deputy", "associate", "assistant")


class Title(NamedTuple):
    """A title at ``start`` to ``end``; ``deputy``: whether it is that of a second;
    ``named``: whether a name stands with it."""

    start: int
    end: int
    text: str
    word: str
    deputy: bool
    named: bool = False


def chinese(text: str) -> Iterator[Title]:
    """The titles of a Chinese text."""
    for found in _ZH.finditer(text):
        yield Title(*found.span(), found[0], found["title"], "副" in found[0] or found["rank"] == "助理")


def english(text: str) -> Iterator[Title]:
    """The titles of an English text."""
    for found in _EN.finditer(text):
        rank = (found["rank"] or "").lower().strip(" -")
        named = bool(_NAMED_BEHIND.match(text, found.end()) or _NAMED_BEFORE.search(text[: found.start()]))
        yield Title(*found.span(), found[0], found["title"].lower(), any(word in rank for word in _VICE), named)


def can_be(chinese_word: str, english_word: str) -> bool:
    """Whether a Chinese title can be called by an English one."""
    return any(
        re.fullmatch(words, chinese_word)
        and english_word in {part for form in names.split("|") for part in (form, form.split()[-1], form.split()[0])}
        for words, names in _TITLES.items()
    )


def differing(zh: str, en: str) -> Iterator[tuple[Title | None, Title]]:
    """English titles that nothing in the Chinese can be called by, or whose rank is another; with what may be meant."""
    here = list(chinese(zh))
    there = list(english(en)) if here else []
    if not here or not there:
        return  # one text says it in other words
    free = list(here)
    for title in there:
        fit = [one for one in here if can_be(one.word, title.word)]
        same = [one for one in fit if one.deputy == title.deputy]
        if not fit and title.named and not any(one.word in _VAGUE for one in here):
            left = [one for one in free if not any(can_be(one.word, other.word) for other in there)]
            if left:
                yield left[0], title
        elif fit and not same:
            yield fit[0], title
