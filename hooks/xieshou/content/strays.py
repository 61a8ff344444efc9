"""Facts that stand in a text: ``draft: true`` below the line that ends the facts, a second block of them.

In: a text as typed. Out: errors, each at its line. There such a line would be printed, and what it was to keep back
would go out. Prose is left alone: 摘要：…, “Note: …” and “Draft: a first sketch …” are what texts begin with.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator

from xieshou.content.kinds import FOLDERS
from xieshou.content.kinds.article import Article, TranslationWords
from xieshou.content.markdown.body import TextBlock
from xieshou.core.problems import Problem, problem

KEEPS_BACK = "fact-keeps-back"
"""The code of a fact that was to keep its entry back."""
HEAD = 8
"""Lines with words in them that a text begins with: here what only looks like such a fact is one too."""
_SHORT = 40
_LONGEST = 3 * _SHORT
"""Characters of a line that is no more than a fact."""
_FENCE = re.compile(r"[ \t>*+-]*(?:\d+[.)] +)?(?:`{3}|~{3})")
_LINE = re.compile(r"[ \t\u3000]*[-—–－=*]{2,6}[ \t\u3000]*$")
"""A line that begins or ends a block of facts, well typed or not."""
_EDGES = " \t\u3000>*_#'\"“”‘’{}[]【】（）()<!-—–,，;；。.·•"
"""What may stand round a fact that is typed as an item, a heading, a remark, in JSON."""
_PAIR = re.compile(r"([^:：﹕︰=＝]{1,24}?)\s*[:：﹕︰=＝]\s*(.*)", re.DOTALL)
_BETWEEN = re.compile("[:：﹕︰=＝]")
_FLAG = re.compile(
    r"(?i:true|false|yes|no|on|off|y|n|t|f|1|0|ture|treu|ok)|是的?|否|不是|对|真|假|√|✓|✔|×|☑|需要?|不需要?"
)
_TIME = re.compile(
    r"\d{4}(?:[-/.年]\s*\d{1,2}(?:[-/.月]\s*\d{1,2}\s*[日号]?)?)?年?月?"
    r"(?:[T ,，]*(?:上午|下午|晚上?)?\s*\d{1,2}(?:[:：点时]\s*\d{0,2}\s*分?(?::\d{2})?)?\s*"
    r"(?:[AaPp][Mm]|Z|[+-]\d{2}:?\d{2})?)?"
)
_STATE = re.compile(
    r"(?i:drafts?|private|hidden|pending|unpublished|embargoed|withdrawn|scheduled|future)"
    r"|草稿|待发布?|未发布?|不发布?|未公开|不公开|撤回|撤下|撤稿|待审核?|暂缓发布"
)
_OURS = ("draft", "publishat", "withdrawn")
"""The fields that keep an entry back, without what parts their words."""
_OURS_IN_CHINESE = frozenset(
    ("草稿", "待发", "待发布", "撤回", "撤下", "撤稿", "定时发布", "暂不发布", "不发布", "暂缓发布")
)
_FLAGS = frozenset(
    [
        "published",
        "publish",
        "hidden",
        "private",
        "unlisted",
        "unpublished",
        "withdraw",
        "embargo",
        "embargoed",
        "public",
        "visible",
    ]
) | {"是否草稿", "是否发布", "发布", "公开", "是否公开", "是否撤回", "是否撤稿"}
_TIMES = frozenset(
    ["publish", "publishdate", "publishon", "embargo", "embargoed", "embargountil", "scheduled", "schedule"]
) | {"发布", "发布时间", "定时", "发布于", "解禁", "解禁时间", "公开时间"}
_STATES = frozenset(["status", "state", "visibility"]) | {"状态", "发布状态", "稿件状态"}
_ALONE = re.compile(
    r"(?i:drafts?(?: only)?|do not publish(?: yet)?|not for publication|embargoed)"
    r"|草稿|待发布?|暂不发布|[请切]勿(?:公开)?(?:发布|发表|外传)|不要发布|未经许可不得发布"
)
"""A line that says no more."""
IN_WORDS = re.compile(
    r"(?:^|(?<=\s))(?:(?:draft|publish_at|withdrawn)[ \t]*[:：=＝]|(?:草稿|撤回|撤下|定时发布|暂不发布)[ \t]*[:：=＝])"
    r"[\s|>\"'“”]*(?:[ty1是真][a-z]{0,4}(?=\s*(?:\n|$))"  # true, well typed or not, and no more
    r"|true|false|yes|no|on|off|是|否|\d{4}-\d{2}-\d{2}(?:[T ]\d{1,2}:\d{2}[\d:+-]*Z?)?)(?!\w)",
    re.IGNORECASE,
)
"""Such a fact within a field that takes words: set in under it, YAML takes it for more of them."""
_LISTS = frozenset(("sources", *FOLDERS))
_SINGLE = (frozenset(Article.model_fields) | frozenset(TranslationWords.model_fields)) - _LISTS
_KEY = re.compile(r"([a-z_]+)[ \t\u3000]*[:：](?:[ \t\u3000]|$|(?<=：))(.*)")
_KEY_IN_CHINESE = re.compile(r"(?:标题|题目|摘要|导语|作者|日期|来源|主题|题图|封面)[ \t\u3000]*[:：]")
_OF_YAML = re.compile(r"[ \t]+\S|-[ \t]|#|[^\s:：]{1,24}[ \t\u3000]*[:：]")
_ITEM = re.compile(r"\s*(?:- *[a-z0-9][a-z0-9-]*\s*$|\[)|\s*- *(?:source|slug) *:")


def strays(text: str, blocks: Iterable[TextBlock], path: str, first_line: int) -> Iterator[Problem]:
    """An error for each fact in ``text``, which begins on ``first_line`` of ``path``.

    ``blocks`` are the text's, as it was parsed: what stands between fences is no fact. Code by indent may be one.
    """
    lines = text.split("\n")
    code = {
        line
        for tag, first, last in blocks
        if tag == "code" and _FENCE.match(lines[first - 1])
        for line in range(first - 1, last)
    }
    begun, told = 0, set()
    for number, line in enumerate(lines):
        if not line or number in code:
            continue
        begun += begun <= HEAD and not line.isspace()
        if begun > HEAD and len(line) > _LONGEST:
            continue
        if _keeps_back(line, begun <= HEAD) or (begun <= HEAD // 2 and _ALONE.fullmatch(line.strip(_EDGES))):
            told.add(number)
            yield problem(path, first_line + number, _column(line), KEEPS_BACK, value=line.strip()[:_SHORT])
    if (begins := _block(lines)) is not None and begins not in told:
        line = lines[begins]
        yield problem(path, first_line + begins, _column(line), "fact-in-text", value=line.strip()[:_SHORT])


def _keeps_back(line: str, head: bool) -> bool:
    """Whether a line is a fact that keeps an entry back. ``head``: among the first of its text."""
    if len(line) > _LONGEST or (not head and line.startswith(("    ", "\t"))):
        return False
    if not _BETWEEN.search(line):
        return False
    found = _PAIR.fullmatch(re.sub(r"[ \t]#.*", "", line).strip(_EDGES))
    if not found or "\\" in found[1]:
        return False
    key = re.sub(r"[\s_-]", "", unicodedata.normalize("NFKC", found[1])).casefold().strip(_EDGES)
    value = unicodedata.normalize("NFKC", found[2]).strip(_EDGES)
    flag, time = bool(_FLAG.fullmatch(value)), bool(_TIME.fullmatch(value))
    if key in _OURS or key in _OURS_IN_CHINESE:
        plain = found[1].strip(_EDGES) in ("draft", "publish_at", "withdrawn")
        short = len(value) < _SHORT and not re.search(r"[。！？]|[.!?,] ", value)
        return flag or time or (head and (not value or (plain and short)))
    if not head:
        return False
    if _STATE.fullmatch(value) and key in _STATES:
        return True
    close = difflib.get_close_matches(key, _OURS, 1, 0.75)
    return (flag and (key in _FLAGS or bool(close))) or (time and (key in _TIMES or bool(close)))


def _block(lines: list[str]) -> int | None:
    """The number of the first line of facts that a text begins with, if it does: ended too early, or typed below."""
    known_in_chinese: list[int] = []
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        if _LINE.match(line):
            if len(known_in_chinese) > 1:
                return known_in_chinese[0]
            if any(_OF_YAML.match(before) for before in lines[:number]):
                return None
            continue
        if not _OF_YAML.match(line):
            return None
        if _KEY_IN_CHINESE.match(line):
            known_in_chinese.append(number)
        key = _KEY.fullmatch(line)
        if not key:
            continue
        listed = key[1] in _LISTS and (_ITEM.match(key[2]) or _ITEM.match(next(iter(lines[number + 1 :]), "")))
        if listed or key[1] in _SINGLE:
            return number
    return None


def _column(line: str) -> int:
    return len(line) - len(line.lstrip()) + 1
