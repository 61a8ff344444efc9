"""How numbers are written in Chinese, and what is said of them before and behind: 超, 近, 约, 余, 以上, 增长了.

In: a text and a fact in it. Out: the fact with its bound, and whether it is what something grew by or to.
"""

from __future__ import annotations

import re
from fractions import Fraction as F
from functools import lru_cache

from xieshou.language.parity.facts import HOURS, MONTHS, SHARE, TIMES, Statement
from xieshou.language.parity.numerals import decimal, han

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
HAN = "[零〇一二两三四五六七八九十百千万亿]"
HAN_NUMBER = rf"{HAN}+(?:(?<=十)有[一二三四五六七八九])?(?:点[零〇一二三四五六七八九]+)?"
SCALE = r"万亿|[十百千]?[万亿]|百(?!分)|千(?![瓦米克卡帕])"
SPACE = r"[ \u00a0\u3000]?"
JOIN = r"(?:—{1,2}|–|-|~|～|至|到|、|和|及)"

_REACH = 10
"""Characters before a number in which something is said of it."""
_BEFORE = re.compile(
    r"(?:"
    r"(?P<over>超过|超出|超|逾|多于|高于|大于|破|上(?=[百千万亿]))"
    r"|(?P<passed>突破|跨过|跨上|迈上|站上|越过)"
    r"|(?P<near>将近|接近|逼近|(?<![附最邻临靠亲贴远相])近)"
    r"|(?P<about>大约|约为|约有|大概|大致|(?<![签契条节公特制预履违合])约|(?<=[折总共综联]合)约)"
    r"|(?P<least>不少于|不低于|不小于|(?:至少|最少|起码)[\u4e00-\u9fff]{0,3}|不下|不下于)"
    r"|(?P<most>至多[\u4e00-\u9fff]{0,2}|最多|不超过|不高于|不多于|不大于|(?:上限|封顶线?)(?:为)?)"
    r"|(?P<under>不足|不到|未满|不满|少于|低于|小于)"
    r"|(?P<within>限(?:流|额|量|高|购|重|速|载|报|员|招)(?:为)?)"
    r"|(?P<upto>多达|高达|长达|最高(?:可|[\u4e00-\u9fff]{1,2})?(?:达)?|最多[\u4e00-\u9fff]{1,2})"
    r")(?:了|到|人民币|达|至)?[ ]?$"
)
_ESTIMATE = re.compile("(?:预计|估计|概算)[\u4e00-\u9fff]{0,7}$")
_OF_WHAT = re.compile(
    r"(?:(?P<over>超过|超出|多于|高于|大于)|(?P<near>将近|接近)|(?P<about>大约|(?<![签契条节公特制预履违合])约)|(?P<least>不少于|不低于|至少|最少)"
    r"|(?P<most>不超过|不高于|至多|最多)|(?P<under>不足|不到|少于|低于))(?:占|为|是|有|相当于|等于)?"
    r"[^，。；、：（）\d%]{1,12}的[ ]?$"
)
"""What is said of a share before what it is one of: 不超过投资的20%, 约占全年的三分之二."""
_OF_WHOM = 18
"""Characters before a share in which that stands."""
_THAN = re.compile(
    r"比[^，。；：\d]{1,14}?(?:(?P<up>[多高快大长])|(?P<down>[少低慢短轻]))(?:了|出)?(?:近|约|超过|超|逾)?[ ]?$"
)
"""比上年多12天: one thing is more than another by so much."""
_THAN_WHAT = 20
_CHANGES, _SAYS = (
    re.compile("[增提上涨高多下减降回缩压节削跌]"),
    re.compile("[过出超逾于破上近约概致少小码到满足下多大高限达顶]"),
)
"""Characters without which a number is not said to have changed, and nothing is said of it."""
_TO = tuple(f"{to}{said}" for to in "到至" for said in ("", "近", "超", "约", "了"))
_BEHIND = re.compile(
    r"(?:人次|人)?(?:[）)])?(?:(?P<more>还?要?多(?=[，。；、）]|$)|有余|出头|强(?=[，。；、）]|$))|(?P<near>弱(?=[，。；、）]|$))|(?P<above>及?以上|之上|开外)|(?P<below>及?以下|之下)"
    r"|(?P<most>以内|之内)|(?P<about>左右|上下|许(?![多可])))"
)
_INSIDE = re.compile("内(?![容部蒙地外涵陆需科])")
_CHANGED = re.compile(
    r"(?:(?P<up>增长|增加|提高|上升|提升|上涨|增幅|增收|高出|多出|新增|(?<![递])增|涨)"
    r"|(?P<down>下降|减少|降低|回落|下滑|缩减|缩短|压缩|减排|降幅|下跌|下调|节省|节约|削减|(?<![下])降|减))"
    r"(?:幅度?)?(?:(?P<to>到|至|为)|了)?(?:近|超过|超|约|逾|不到|不足|至少|达|高达|突破)?[ ]?$"
)


_PER = {"斤": F(1, 2), "公斤": F(1), "千克": F(1), "吨": F(1000), "亩": F(2000, 3), "公顷": F(10000)}
_PER_ONE = re.compile(
    "(?:每|一)(?P<unit>公斤|斤|千克|吨|亩|公顷)[^，。；、\\d]{0,6}$|(?P<mu>亩)[产均][^，。；、\\d]{0,4}$"
)
_PER_ONE_BEHIND = re.compile("(?:/|每|一)(?P<unit>公斤|斤|千克|吨|亩|公顷)")
"""每斤15元, 15元/斤, 亩产400公斤."""


def rated(fact: Statement, text: str) -> Statement:
    """A price or a yield with how much it is of: 每斤, 每亩."""
    found = _PER_ONE.search(text, max(0, fact.start - 2 * _REACH), fact.start) or _PER_ONE_BEHIND.match(text, fact.end)
    return fact._replace(per=_PER[found[found.lastgroup or ""]]) if found else fact


@lru_cache(4096)
def value(written: str) -> F | None:
    """The number of digits or Han numerals; ``None`` where they are none."""
    if written[0].isdigit() and written[-1].isascii():
        return decimal(written)
    return han(written.replace("有", ""))


def bounded(fact: Statement, text: str) -> Statement:
    """``fact`` with what is said of it before and behind."""
    head = text[max(0, fact.start - _REACH) : fact.start]
    if changed := _CHANGES.search(head) and _CHANGED.search(head):
        fact = fact._replace(course="up" if changed["up"] else "down", way="to" if changed["to"] else "by")
    elif head.endswith(_TO):
        fact = fact._replace(way="to")
    if (
        not fact.course
        and "比" in text[max(0, fact.start - _THAN_WHAT) : fact.start]
        and (than := _THAN.search(text, max(0, fact.start - _THAN_WHAT), fact.start))
    ):
        fact = fact._replace(course=than.lastgroup or "")
    before = _SAYS.search(head) and _BEFORE.search(head)
    if not before and not fact.bound and "计" in head and _ESTIMATE.search(head):
        fact = fact._replace(bound="estimate")
    if not before and fact.dimension in (SHARE, TIMES):
        before = _OF_WHAT.search(text, max(0, fact.start - _OF_WHOM), fact.start)
    if before and not (before["about"] and re.match(r"的[\d.]+倍", text[fact.end : fact.end + 8])):
        bound = before.lastgroup or ""
        if bound == "most" and before.re is _OF_WHAT:
            bound = "within"  # “accurate to a tenth of a hair”
        if bound == "near" and before["near"] == "近" and fact.dimension in (MONTHS, HOURS):
            bound = "recent"
        return fact._replace(bound=bound)
    if fact.bound in ("", "estimate"):
        if behind := _BEHIND.match(text, fact.end):
            return fact._replace(bound=behind.lastgroup or "")
        if fact.dimension in (MONTHS, HOURS) and _INSIDE.match(text, fact.end):
            return fact._replace(bound="within")
    return fact
