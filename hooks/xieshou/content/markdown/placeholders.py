"""What stands in for words that are still to come: TODO, ×××, 此处填写, <姓名>, and 请勿发布 in a title.

In: a text for people, without its markup. Out: where in it such a sign stands, and the code of what it says. Only signs
that are surely no words: a bill (草案), a draft law, a TODO list and a plan that still wants work (有待完善) are what
texts are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from xieshou.core.late import Late
from xieshou.core.scripts import HAN


class Sign(NamedTuple):
    """A sign in a text: where it begins (from 0), what stands there, and the code of the problem it is."""

    offset: int
    text: str
    code: str


def _any(*patterns: str) -> str:
    return "|".join(patterns)


_OPEN, _CLOSE = r"[(（\[［【{｛<＜〔「]", r"[)）\]］】}｝>＞〕」]"
_SLOT = _any(
    "姓名|名字|名称|单位|标题|摘要|正文|日期|时间|地点|地址|电话|数字|数量|金额|内容|人名|地名|机构|公司|部门|职务|职称|项目",
    "图片|链接|来源|作者|记者|编辑|说明|文字",
)
_SLOT_EN = _any(
    "full name|name|title|headline|summary|abstract|date|time|place|city|address|company|organi[sz]ation|number|amount",
    "text|content|author|link|url|source|caption|description|project|topic",
)
_PENDING = _any(
    "此处|待补充?|待补录|待填写?|待定稿?|待译|待翻译|待录入|待核实?|待查|待确认|待完善|待审核?|待更新|待添加|未完待续|略待",
    "暂缺|缺译",
)
_TO_BE = "to be (?:added|completed|written|translated|confirmed|announced|determined|supplied|filled in|provided)"
_WHOLE = Late(
    r"\s*(?:"
    + _any(
        _PENDING,
        r"暂无|未定|未翻译|无标题|未命名|占位符?|新建文档|[?？]{2,}|[-—–_.。…·*/\\]{1,6}|N/?A|n/a",
        r"(?i:tbd|tba|tbc|tk|todo|to do|fixme|xxx+|none|nil|undefined|untitled(?: document)?|placeholder|asdf\w*)",
        rf"(?i:qwerty|coming soon|(?:translation|text|title|summary) (?:pending|missing)|{_TO_BE}|to come)",
    )
    + r")[.。!！:：]*\s*"
)
"""A whole text that says nothing."""
_CAPITALS = Late(
    r"(?<![A-Za-z0-9_])(?:TODO|TO DO(?=[:：])|FIXME|TBD|TBC|TBA|TKTK|XXX+|ＴＯＤＯ|ＸＸＸ+)(?![A-Za-z0-9_]|-[0-9])"
)
_ABOUT = re.compile(
    r"[ -](?:lists?|apps?|items?|comments?|tasks?|notes?|markers?|tags?|managers?|Olympi\w*|Games)\b", re.IGNORECASE
)
"""What is called after such a word."""
_ANYWHERE = Late(
    _any(
        # Names, numbers and dates left open.
        rf"(?<![A-Za-z0-9])(?:[Xx]{{2,}}|Ｘ{{2,}})(?=[{HAN}])(?!染色体)",
        rf"(?<=[{HAN}])(?:[Xx]{{3,}}|Ｘ{{2,}})(?![A-Za-z0-9])",
        r"×{3,}|[□☐]{2,}|(?<![一二三四五六七八九十百千])[○〇]{3,}(?![一二三四五六七八九年])",
        r"[＿_]{4,}|\?{4,}|？{4,}|[*＊]{4,}",
        r"(?<!\d)(?:19|20)(?:XX|xx|××|ＸＸ|□□)(?![A-Za-z])",
        r"(?<![A-Za-z0-9])(?:[XxＸ×]{1,4}年)?[XxＸ×]{1,2}月[XxＸ×]{1,2}[日号]",
        # What models and programs say to whoever fills them in.
        r"(?i:lorem ipsum|dolor sit amet)",
        r"此处请?(?:填写?|补充|补写|插入|输入|添加|粘贴|待补|写上)(?!申请|报名|信息|申报|登记)",
        r"这里请?(?:填写|补写|插入|粘贴|待补)",
        r"请在(?:此|这里|此处)(?:处|填写?|输入|补充|添加|插入|粘贴)+",
        rf"请(?:输入|填写|补充|添加|插入)(?:{_SLOT})(?![{HAN}])",
        r"(?:单击|点击)(?:此处|这里)(?:可)?(?:添加|编辑|输入|插入)",
        r"(?i:\binsert (?:\w+ ){0,3}here\b)",
        r"(?i:\b(?:enter|type|put|add|write) (?:your |the |an? )?"
        rf"(?:{_SLOT_EN}|words|figures|picture|photo|details)s? here\b)",
        r"(?i:\b(?:your|title|headline|summary|caption|text|content) (?:\w+ )?goes here\b)",
        r"(?i:\byour (?:title|headline|summary|caption|text|content|name) here\b)",
        r"(?i:\bclick (?:here )?to (?:add|edit|enter)\b)",
        # Notes of a writer's own.
        r"(?<![有仍尚亟需还等期急留])(?:待补充?|待补录|待填写?|待定稿|待译|待翻译|待录入)(?=$|[\s。，；：!！.,;:)）\]］】>＞])",
        rf"{_OPEN}\s*(?:{_PENDING}|请填写?|填写)[^()（）\[\]【】<>{{}}\n]{{0,12}}{_CLOSE}",
        rf"(?i:[(\[{{](?:{_TO_BE}|tbd|tbc|tba|todo|tk|placeholder|translation pending)[)\]}}])",
        # Slots; a link's words stand in brackets too.
        rf"[<＜{{［\[]\s*(?:您?的?(?:{_SLOT}))(?:{_SLOT}|[一二三123])?\s*[>＞}}］\]](?!\()",
        rf"(?i:[<\[{{](?:your |the |insert |enter |add |put )?(?:{_SLOT_EN})(?: here)?[>\]}}])(?!\()",
        r"(?i:[<\[{](?:your|insert|enter|add|fill in|put)[ _-][^<>\[\]{}\n]{1,40}[>\]}])(?!\()",
        r"(?<![\w^\\{]){[A-Za-z_]+(?:[.][A-Za-z_]+)*}(?!})",
    )
)
_DRAFT = Late(
    _any(
        rf"(?-i:(?:请勿|切勿|不要|先别|暂不|暂勿|严禁|禁止)(?:发布|公开|发表|外传|发出|上线)(?![{HAN}](?<![本此该]))|勿外传)",
        rf"{_OPEN}\s*(?:未定稿|草稿|初稿|勿发|待发|待定稿|样稿|内部稿|draft|wip)[^()（）\[\]【】\n]{{0,8}}{_CLOSE}",
        r"^\s*(?:未定稿|草稿|初稿|勿发|样稿)(?:\s*[:：\-—_ 0-9]|$)",
        r"(?<=[\-—_·| ：:])(?:未定稿|草稿|初稿|勿发|样稿)\s*[0-9]*\s*$",
        rf"(?-i:(?<=[{HAN}])(?<![成出订写的份部拟改交与和及])(?:未定稿|草稿|初稿|勿发)\s*$)",
        r"(?-i:^\s*(?:DRAFT|WIP)\b(?! (?:LAW|BILL|RESOLUTION|BEER|Law|law)))",
        r"^\s*(?:(?:first |rough |early )?draft\s*(?:[0-9]+\s*)?(?:[:：\-–—_,，;]|$)|wip\s*[:：\-–—])",
        r"[\-–—_|:,]\s*(?:first |rough )?draft(?:\s*v?[0-9.]+)?\s*$",
        r"\b(?:do not|don.t|not to be|never) (?:be )?(?:publish|post)(?:ed)?\b|\bnot (?:ready )?for publication\b",
    ),
    re.IGNORECASE,
)
_LONGEST_WHOLE = 40
_SIGNS = re.compile(r"[×□☐○〇＿＊？Ｘ此这请击待缺填<＜{［\[]|__|\?\?|\*\*|[Xx][Xx月]|ＴＯ")
_LATIN_SIGNS = ("lorem", "dolor", "here", "click", "todo", "to do", "tbd", "tbc", "tba", "tk", "fixme", "xx", "to be ")
_DRAFT_SIGNS = re.compile("[稿勿不别暂禁]|待发|内部")
_LATIN_DRAFT_SIGNS = ("draft", "wip", "publi", "post")
"""One of these is in every text in which something is found, and in few others: a quick look."""


def placeholders(text: str, title: bool = False) -> Iterator[Sign]:
    """What in ``text`` stands in for words; with ``title``, also what says that it is not to be published."""
    lower = text.lower()
    if title and (_DRAFT_SIGNS.search(text) or any(map(lower.__contains__, _LATIN_DRAFT_SIGNS))):
        draft = _DRAFT().search(text)
        if draft:
            yield _sign(draft, "title-says-draft")
    if len(text) <= _LONGEST_WHOLE and (whole := _WHOLE().fullmatch(text)):
        yield _sign(whole, "placeholder")
        return
    if not _SIGNS.search(text) and not any(map(lower.__contains__, _LATIN_SIGNS)):
        return
    found = [one for one in _CAPITALS().finditer(text) if _stands_in(text, one)]
    signs = {one.start(): one for one in (*_ANYWHERE().finditer(text), *found)}
    yield from (_sign(signs[at], "placeholder") for at in sorted(signs))


def _sign(found: re.Match[str], code: str) -> Sign:
    shown = found[0].strip()
    return Sign(found.start() + found[0].index(shown), shown, code)


def _stands_in(text: str, found: re.Match[str]) -> bool:
    """Whether TODO or its like is a sign and not a word of the sentence: a TODO list, the XXX Olympiad."""
    if _ABOUT.match(text, found.end()) or text.endswith("Bowl ", 0, found.start()):
        return False
    before, after = text[max(0, found.start() - 2) : found.start()], text[found.end() : found.end() + 2]
    return not (re.fullmatch("[A-Za-z,] ", before) and re.fullmatch(" [a-z]", after))
